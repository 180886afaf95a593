package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/graph"
)

// sampleDump is a handful of records of ROR.
const sampleDump = "../seed/testdata/ror.json"

func TestNamesOfASmallDump(t *testing.T) {
	n, err := loadNamed(t.Context(), sampleDump, filepath.Join(t.TempDir(), "names.db"), 50)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.graph.Close() })
	var out bytes.Buffer
	b := &benchmark{settings: settings{pairs: 20, questions: 40, seed: 1}, report: newReport(&out), watch: newStopwatch()}
	if err := b.namesOf(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	if len(n.records) != 50 {
		t.Errorf("got %d entities, want 50", len(n.records))
	}
	for _, want := range []string{"over 50 entities", "index them: CPU", "95 of 100", "university (", "daneshgah tehran"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("there is no %q in\n%s", want, out.String())
		}
	}
	t.Run("an index that scores lower than the rule is told", func(t *testing.T) {
		if err := n.compare("university", map[graph.ID]float64{}); err == nil {
			t.Error("got no error")
		}
	})
}

func TestNamesWithoutADumpAreNotMeasured(t *testing.T) {
	var out bytes.Buffer
	code := run(context.Background(), []string{"-only", "names", "-ror", filepath.Join(t.TempDir(), "none")}, &out, &bytes.Buffer{})
	if code != done || !strings.Contains(out.String(), "not measured") {
		t.Errorf("got code %d and\n%s", code, out.String())
	}
}

func TestTypedTextsAreBeginningsOfNames(t *testing.T) {
	n := &named{list: []string{"Invented University", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647", "ab"}}
	for _, text := range n.typed(1, 50) {
		if length := utf8.RuneCountInString(text); length < 2 || !strings.HasPrefix(n.list[0], text) && !strings.HasPrefix(n.list[1], text) {
			t.Errorf("%q begins no name, or is too short", text)
		}
	}
}
