package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestATypeIsCalledByItsNameInEngine(t *testing.T) {
	folder := t.TempDir()
	source := "package engine\n\ntype Reason = path.Reason\n\ntype (\n\tOn   = dependence.On\n\tBase struct{ path.Query }\n)\n"
	if err := os.WriteFile(filepath.Join(folder, "reason.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	names, err := aliases(folder)
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct{ name, code, want string }{
		{"one name of two", "import (\n\t\"entente/engine\"\n\t\"entente/graph/path\"\n)\nfunc f(v path.Reason, on dependence.On, q engine.Reason)",
			"import (\n\t\"entente/engine\"\n)\nfunc f(v engine.Reason, on engine.On, q engine.Reason)"},
		{"a package that is still needed", "\t\"entente/graph/path\"\nfunc f(v []path.Reason, q *path.Query)", "\t\"entente/graph/path\"\nfunc f(v []engine.Reason, q *path.Query)"},
		{"a longer name", "func f(v path.Reasoning)", "func f(v path.Reasoning)"},
	}
	for _, c := range cases {
		if got := string(unify([]byte(c.code), names)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
