package house_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"entente/internal/house"
)

func TestTheHouseKeepsItsRules(t *testing.T) {
	breaches, err := house.Inspect(os.DirFS("../.."), "entente", rooms)
	if err != nil {
		t.Fatal(err)
	}
	for _, breach := range breaches {
		t.Error(breach)
	}
}

func TestTheTableLetsImportsRunDownOnly(t *testing.T) {
	imports := map[string][]string{}
	for _, room := range rooms {
		imports[room.Folder] = room.Imports
	}
	for _, room := range rooms {
		if strings.HasPrefix(room.Folder, "store/") {
			for _, imported := range room.Imports {
				if strings.HasPrefix(imported, "store/") {
					t.Errorf("the table lets the store %s import the store %s", room.Folder, imported)
				}
			}
		}
		if strings.HasPrefix(room.Folder, "seed") {
			for _, imported := range room.Imports {
				if strings.HasPrefix(imported, "store") {
					t.Errorf("the table lets %s import the backend %s", room.Folder, imported)
				}
			}
		}
	}
	if got := imports["graph"]; len(got) != 0 {
		t.Errorf("graph may import %v, want nothing of ours", got)
	}
}

const decent = "// Package a owns a thing.\npackage a\n"

func TestEachRuleIsNoticedWhenBroken(t *testing.T) {
	long := decent + strings.Repeat("\n", house.MaxFile) + "var x int\n"
	tall := decent + "func f() {" + strings.Repeat("\n", house.MaxFunction) + "}\n"
	cases := []struct {
		name   string
		source string
		rooms  []house.Room
		want   string
	}{
		{"a folder without a row", decent, nil, "a: the folder has no row"},
		{"an import that the table does not allow", decent + "import _ \"m/b\"\n", rowA(), "a/a.go: imports b"},
		{"a file too long", long, rowA(), "a/a.go: has 353 lines"},
		{"a function too long", tall, rowA(), "a/a.go: function f has 61 lines"},
		{"a function init", decent + "func init() {}\n", rowA(), "a/a.go: has a function init"},
		{"a package without a comment", "package a\n", rowA(), "a: no file has a package comment"},
		{"a package comment that names no package", "// This is a.\npackage a\n", rowA(), `a/a.go: the package comment does not begin with "Package a "`},
		{"an exported function without a comment", decent + "func F() {}\n", rowA(), "a/a.go: exported F has no comment"},
		{"an exported method without a comment", decent + "// T is.\ntype T int\n\nfunc (T) M() {}\n", rowA(), "a/a.go: exported M has no comment"},
		{"an exported constant without a comment", decent + "const C = 1\n", rowA(), "a/a.go: exported C has no comment"},
		{"a row without a folder", decent, append(rowA(), house.Room{Folder: "gone"}), "gone: the table has a row"},
		{"two rows for a folder", decent, append(rowA(), rowA()...), "a: the table has two rows"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tree := fstest.MapFS{"a/a.go": {Data: []byte(c.source)}}
			breaches, err := house.Inspect(tree, "m", c.rooms)
			if err != nil {
				t.Fatal(err)
			}
			if len(breaches) != 1 || !strings.HasPrefix(breaches[0].String(), c.want) {
				t.Errorf("got %v, want one breach that begins with %q", breaches, c.want)
			}
		})
	}
}

func rowA() []house.Room { return []house.Room{{Folder: "a"}} }

func TestWhatIsAllowedIsNoBreach(t *testing.T) {
	tree := fstest.MapFS{
		"a/a.go":          {Data: []byte(decent + "import _ \"m/b\"\n\n// F does.\nfunc F() {}\n")},
		"a/a_test.go":     {Data: []byte("package a\n\nimport _ \"m/c\"\n\nfunc Undocumented() {}\n")},
		"b/made.go":       {Data: []byte("package b\n\nfunc F() {}\n" + strings.Repeat("\n", 500))},
		"a/testdata/x.go": {Data: []byte("not Go")},
		".git/y.go":       {Data: []byte("not Go")},
	}
	rooms := []house.Room{{Folder: "a", Imports: []string{"b"}}, {Folder: "b", Generated: true}}
	breaches, err := house.Inspect(tree, "m", rooms)
	if err != nil || len(breaches) > 0 {
		t.Errorf("got %v, %v, want no breach", breaches, err)
	}
}
