// Package house owns the rules of the house: which folder may import which,
// how long a file and a function may grow, and what every package says of
// itself. Its test holds the whole tree against them.
package house

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Bounds on hand-written code, in lines.
const (
	MaxFile     = 350
	MaxFunction = 60
)

// Room is the row of one folder.
type Room struct {
	// Folder is the path below the module's root, slash-separated.
	Folder string
	// Imports are the folders of ours that its code may import; tests may import any.
	Imports []string
	// Generated marks a folder that no one edits; only its imports are checked.
	Generated bool
}

// Breach is one rule broken at one place.
type Breach struct {
	Place string
	Rule  string
}

// String is "place: rule".
func (b Breach) String() string { return b.Place + ": " + b.Rule }

// Inspect holds every Go file below root against the rooms. A folder without a
// row is a breach, and so is a row without a folder.
func Inspect(root fs.FS, module string, rooms []Room) ([]Breach, error) {
	inspection := inspection{module: module, rooms: map[string]Room{}, seen: map[string]bool{}, described: map[string]bool{}}
	for _, room := range rooms {
		if _, twice := inspection.rooms[room.Folder]; twice {
			inspection.report(room.Folder, "the table has two rows for the folder")
		}
		inspection.rooms[room.Folder] = room
	}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return skipped(name)
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		source, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		return inspection.file(name, source)
	})
	inspection.empty()
	return inspection.breaches, err
}

func skipped(folder string) error {
	base := path.Base(folder)
	if base == "node_modules" || base == "testdata" || (strings.HasPrefix(base, ".") && base != ".") {
		return fs.SkipDir
	}
	return nil
}

type inspection struct {
	module    string
	rooms     map[string]Room
	seen      map[string]bool
	described map[string]bool
	breaches  []Breach
}

func (in *inspection) report(place, format string, args ...any) {
	in.breaches = append(in.breaches, Breach{Place: place, Rule: fmt.Sprintf(format, args...)})
}

// file holds one file against the rules.
func (in *inspection) file(name string, source []byte) error {
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, name, source, parser.ParseComments)
	if err != nil {
		return err
	}
	folder := path.Dir(name)
	room, known := in.rooms[folder]
	if !known && !in.seen[folder] {
		in.report(folder, "the folder has no row in the table of rooms")
	}
	in.seen[folder] = true
	if strings.HasSuffix(name, "_test.go") {
		return nil
	}
	in.imports(name, parsed, room)
	if room.Generated || ast.IsGenerated(parsed) {
		in.described[folder] = true
		return nil
	}
	in.lengths(files, name, parsed)
	in.documentation(files, name, parsed)
	return nil
}

// imports checks which of our folders the file imports.
func (in *inspection) imports(name string, file *ast.File, room Room) {
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		ours, isOurs := strings.CutPrefix(imported, in.module+"/")
		if isOurs && !slices.Contains(room.Imports, ours) {
			in.report(name, "imports %s, which the table does not allow", ours)
		}
	}
}

// lengths checks the file, its functions and that none is called init.
func (in *inspection) lengths(files *token.FileSet, name string, file *ast.File) {
	if lines := files.Position(file.End()).Line; lines > MaxFile {
		in.report(name, "has %d lines, at most %d are allowed", lines, MaxFile)
	}
	for _, declaration := range file.Decls {
		function, ok := declaration.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if lines := files.Position(function.End()).Line - files.Position(function.Pos()).Line + 1; lines > MaxFunction {
			in.report(name, "function %s has %d lines, at most %d are allowed", function.Name.Name, lines, MaxFunction)
		}
		if function.Name.Name == "init" && function.Recv == nil {
			in.report(name, "has a function init")
		}
	}
}

// documentation checks the package comment and those of exported declarations.
func (in *inspection) documentation(files *token.FileSet, name string, file *ast.File) {
	folder := path.Dir(name)
	if file.Doc != nil {
		in.described[folder] = true
		if want := "Package " + file.Name.Name + " "; file.Name.Name != "main" && !strings.HasPrefix(file.Doc.Text(), want) {
			in.report(name, "the package comment does not begin with %q", want)
		}
	}
	for _, declaration := range file.Decls {
		for _, missing := range undocumented(declaration) {
			in.report(name, "exported %s has no comment", missing)
		}
	}
}

// undocumented names what a declaration exports without a comment. A comment
// on a group of constants or variables serves all of its members.
func undocumented(declaration ast.Decl) []string {
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d.Recv) {
			return []string{d.Name.Name}
		}
	case *ast.GenDecl:
		if d.Doc == nil {
			return undocumentedSpecs(d.Specs)
		}
	}
	return nil
}

func undocumentedSpecs(specs []ast.Spec) (names []string) {
	for _, spec := range specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && s.Doc == nil {
				names = append(names, s.Name.Name)
			}
		case *ast.ValueSpec:
			for _, name := range s.Names {
				if name.IsExported() && s.Doc == nil && s.Comment == nil {
					names = append(names, name.Name)
				}
			}
		}
	}
	return names
}

func exportedReceiver(receiver *ast.FieldList) bool {
	if receiver == nil {
		return true
	}
	exported := false
	ast.Inspect(receiver.List[0].Type, func(node ast.Node) bool {
		if name, ok := node.(*ast.Ident); ok && name.IsExported() {
			exported = true
		}
		return !exported
	})
	return exported
}

// empty reports the rows without a folder and the folders without a package comment.
func (in *inspection) empty() {
	for folder := range in.rooms {
		if !in.seen[folder] {
			in.report(folder, "the table has a row for a folder without Go files")
		}
	}
	for folder := range in.seen {
		if !in.described[folder] && !in.rooms[folder].Generated {
			in.report(folder, "no file has a package comment")
		}
	}
	slices.SortFunc(in.breaches, func(a, b Breach) int { return strings.Compare(a.String(), b.String()) })
}
