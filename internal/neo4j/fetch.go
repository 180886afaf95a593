package neo4j

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"text/template"
)

// cacheFolder is where fetched things stay: ENTENTE_CACHE, or a folder of the user's cache.
func cacheFolder() (string, error) {
	if folder := os.Getenv("ENTENTE_CACHE"); folder != "" {
		return folder, nil
	}
	folder, err := os.UserCacheDir()
	return filepath.Join(folder, "entente"), err
}

// Fetch gives the folder with the jars of a version. What is not in the cache
// is fetched by Maven, once however many ask at the same time; progress goes to log.
func Fetch(ctx context.Context, version string, log io.Writer) (string, error) {
	r, err := releaseOf(version)
	if err != nil {
		return "", err
	}
	cache, err := cacheFolder()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "neo4j", r.version)
	if isFolder(folder) {
		return folder, nil
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return "", err
	}
	unlock, err := lock(folder + ".lock")
	if err != nil {
		return "", err
	}
	defer unlock()
	if isFolder(folder) {
		return folder, nil
	}
	return folder, fetch(ctx, folder, r, log)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// fetch fills a folder beside the wanted one and renames it, so that what
// stands under the wanted name is always whole.
func fetch(ctx context.Context, folder string, r release, log io.Writer) error {
	mvn, err := exec.LookPath("mvn")
	if err != nil {
		return &MissingError{fmt.Sprintf("Neo4j %s is fetched by Maven: mvn is not in PATH", r.version)}
	}
	fmt.Fprintf(log, "fetching Neo4j %s by Maven\n", r.version)
	partial, err := os.MkdirTemp(filepath.Dir(folder), "partial-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(partial)
	pom := filepath.Join(partial, "pom.xml")
	if err := writePOM(pom, r.version); err != nil {
		return err
	}
	jars := filepath.Join(partial, "lib")
	command := exec.CommandContext(ctx, mvn, "-B", "-q", "-f", pom, copyDependencies, "-DincludeScope=runtime", "-DoutputDirectory="+jars)
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("maven did not fetch Neo4j %s: %w\n%s", r.version, err, output)
	}
	return os.Rename(jars, folder)
}

// copyDependencies is the goal of Maven, with the version of its plugin.
const copyDependencies = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"

var pomForm = template.Must(template.New("pom").Parse(`<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>entente</groupId>
  <artifactId>neo4j</artifactId>
  <version>{{.}}</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{{.}}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{{.}}</version></dependency>
  </dependencies>
</project>
`))

func writePOM(path, version string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return pomForm.Execute(file, version)
}
