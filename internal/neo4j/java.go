package neo4j

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
)

// findJava gives the first java that a release runs on.
func findJava(ctx context.Context, r release) (string, error) {
	for _, java := range candidates() {
		if version := javaVersion(ctx, java); version >= r.oldest && version <= r.newest {
			return java, nil
		}
	}
	return "", &MissingError{fmt.Sprintf("Neo4j %s needs a Java from %d to %d: none in JAVA_HOME, /usr/lib/jvm, PATH or the cache", r.version, r.oldest, r.newest)}
}

// candidates lists every java command that may be here, the person's own choice first.
func candidates() []string {
	var list []string
	if home := os.Getenv("JAVA_HOME"); home != "" {
		list = append(list, filepath.Join(home, "bin", "java"))
	}
	if java, err := exec.LookPath("java"); err == nil {
		list = append(list, java)
	}
	patterns := []string{"/usr/lib/jvm/*/bin/java", "/Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java"}
	if cache, err := cacheFolder(); err == nil {
		patterns = append(patterns, filepath.Join(cache, "java", "*", "bin", "java"))
	}
	for _, pattern := range patterns {
		found, _ := filepath.Glob(pattern)
		list = append(list, found...)
	}
	return list
}

// javaVersion asks a java for its main version; 0 when it does not answer.
func javaVersion(ctx context.Context, java string) int {
	output, err := exec.CommandContext(ctx, java, "-version").CombinedOutput()
	if err != nil {
		return 0
	}
	return parseJavaVersion(string(output))
}

var versionLine = regexp.MustCompile(`version "(?:1\.)?(\d+)`)

// parseJavaVersion reads what java -version prints, such as openjdk version "17.0.15".
func parseJavaVersion(output string) int {
	match := versionLine.FindStringSubmatch(output)
	if match == nil {
		return 0
	}
	version, err := strconv.Atoi(match[1])
	if err != nil {
		return 0
	}
	return version
}
