package main

import (
	"os"
	"path/filepath"
	"regexp"
)

// alias finds a type of engine that has another name in a package below.
var alias = regexp.MustCompile(`(?m)^(?:type |\t)(\w+)\s+= ((\w+)\.\w+)$`)

// aliases gives the names in engine by the names in the packages below.
func aliases(folder string) (map[string]string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, match := range alias.FindAllSubmatch(source, -1) {
			names[string(match[2])] = "engine." + string(match[1])
		}
	}
	return names, nil
}

var qualified = regexp.MustCompile(`\b[a-z]\w*\.[A-Z]\w*\b`)

// unify calls each type by its name in engine. gqlgen writes the one or the
// other name as it comes upon them, differently from run to run.
func unify(code []byte, names map[string]string) []byte {
	code = qualified.ReplaceAllFunc(code, func(name []byte) []byte {
		if known := names[string(name)]; known != "" {
			return []byte(known)
		}
		return name
	})
	return imported.ReplaceAllFunc(code, func(line []byte) []byte {
		name := imported.FindSubmatch(line)[1]
		if regexp.MustCompile(`[^\w./"]` + string(name) + `\.[A-Z]`).Match(code) {
			return line
		}
		return nil
	})
}

// imported finds the imports of packages below engine.
var imported = regexp.MustCompile(`\t"entente/graph/(\w+)"\n`)
