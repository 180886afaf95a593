package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An agreement of nobody is replaced after the first revision; the bound admits no such change.
func TestARevisionSinceWhichTooMuchChangedIsRefusedWithASentence(t *testing.T) {
	folder := t.TempDir()
	store := "--store=sqlite:" + filepath.Join(folder, "graph.db")
	for i, name := range []string{"Invented pact", "Invented treaty"} {
		file := filepath.Join(folder, name)
		record := `{"record":"entity","id":"agreement:x","kind":"Agreement","names":[{"value":"` + name + `","lang":"en","type":"label"}]}` + "\n"
		if err := os.WriteFile(file, []byte(record), 0o600); err != nil {
			t.Fatal(err)
		}
		if report := say(t, "load", "entente", file, store); !strings.Contains(report, []string{"1 added", "1 changed"}[i]) {
			t.Fatalf("got %s", report)
		}
	}
	ask := func(weight int) (int, string, string) {
		var out, errors bytes.Buffer
		term := terminal{in: strings.NewReader("{ entity(id: \"agreement:x\") { name } }"), out: &out, err: &errors, getenv: func(string) string { return "" }, now: asked, pastWeight: weight}
		code := run(context.Background(), []string{"query", "-", "--revision=1", store}, term)
		return code, out.String(), errors.String()
	}
	if code, out, errors := ask(0); code != done || !strings.Contains(out, "Invented pact") {
		t.Errorf("with the usual bound: exit %d, %s%s", code, out, errors)
	}
	code, out, errors := ask(9)
	want := "entente: too much has changed since revision 1 to be put back for a question; a store that was copied then can be asked\n"
	if code != failed || out != "" || errors != want {
		t.Errorf("beyond the bound: exit %d, %q, %q; want exit %d and %q", code, out, errors, failed, want)
	}
}
