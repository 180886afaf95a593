package main

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"

	"entente/engine"
)

// A command reads the names itself; only a server answers before they are read, and
// what prints its answers has to pass the word on.
func TestASearchPrintsThatTheNamesAreBeingRead(t *testing.T) {
	var out bytes.Buffer
	term := terminal{out: &out, err: &bytes.Buffer{}, getenv: func(string) string { return "" }, now: asked}
	kept, err := storeFlag{Store: "sqlite:" + filepath.Join(t.TempDir(), "graph.db")}.open(context.Background(), term, false)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	page := engine.EntityPage{Reading: &engine.NamesProgress{Done: 1200, Total: 60000}}
	for language, want := range map[string]string{
		"en": "Found: 0 of 0.\nThe names are being read, 1,200 of 60,000 entities: other scripts and initials are not found yet; ask again.\n",
		"fa": "\u06cc\u0627\u0641\u062a\u0647: \u06f0 \u0627\u0632 \u06f0.\n\u0646\u0627\u0645\u200c\u0647\u0627 \u062f\u0631 \u062d\u0627\u0644 \u062e\u0648\u0627\u0646\u062f\u0647 \u0634\u062f\u0646\u200c\u0627\u0646\u062f\u060c \u06f1\u066c\u06f2\u06f0\u06f0 \u0627\u0632 \u06f6\u06f0\u066c\u06f0\u06f0\u06f0 \u0645\u0648\u062c\u0648\u062f\u06cc\u062a: \u062e\u0637\u200c\u0647\u0627\u06cc \u062f\u06cc\u06af\u0631 \u0648 \u0633\u0631\u0648\u0627\u0698\u0647\u200c\u0647\u0627 \u0647\u0646\u0648\u0632 \u06cc\u0627\u0641\u062a\u0647 \u0646\u0645\u06cc\u200c\u0634\u0648\u0646\u062f\u061b \u062f\u0648\u0628\u0627\u0631\u0647 \u0628\u067e\u0631\u0633\u06cc\u062f.\n",
	} {
		out.Reset()
		if err := (searchCommand{}).print(context.Background(), answer{Graph: kept, page: newPage(&out, language)}, page); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("%s: got %q, want %q", language, out.String(), want)
		}
	}
	if told := (searchCommand{}).told(page); told.Reading == nil || told.Reading.Total != 60000 {
		t.Errorf("as JSON: %+v", told)
	}
}
