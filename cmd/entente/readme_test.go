package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const readme = "../../README.md"

// block gives the text of the README's first block in a language, and where it lies.
func block(t *testing.T, text, language string) (content string, start, end int) {
	t.Helper()
	open := "```" + language + "\n"
	start = strings.Index(text, open)
	if start < 0 {
		t.Fatalf("the README has no block in %s", language)
	}
	start += len(open)
	length := strings.Index(text[start:], "```")
	return text[start : start+length], start, start + length
}

// say runs a command line on the day of the docs and gives what it prints.
func say(t *testing.T, args ...string) string {
	t.Helper()
	var out, errors bytes.Buffer
	term := terminal{in: strings.NewReader(""), out: &out, err: &errors, getenv: func(string) string { return "" }, now: asked}
	if code := run(context.Background(), args, term); code != done {
		t.Fatalf("entente %s: exit %d: %s", strings.Join(args, " "), code, errors.String())
	}
	return out.String()
}

func TestWhatTheREADMEPromisesIsWhatComesOut(t *testing.T) {
	content, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	folder := t.TempDir()
	store := "--store=sqlite:" + filepath.Join(folder, "readme.db")
	facts := filepath.Join(folder, "facts.jsonl")
	if err := writeFacts(facts); err != nil {
		t.Fatal(err)
	}
	say(t, "load", "entente", facts, store)

	t.Run("the sentence of the path", func(t *testing.T) {
		_, line, found := strings.Cut(text, "go run ./cmd/entente path ")
		if !found {
			t.Fatal("the README shows no path")
		}
		line, _, _ = strings.Cut(line, "\n")
		got, restrictions, _ := strings.Cut(say(t, append(append([]string{"path"}, strings.Fields(line)...), store)...), "\n")
		if !strings.Contains(restrictions, "Under restrictions: Center for Progress and Development Cooperation") {
			t.Errorf("a party under restrictions is not shown as such: %q", restrictions)
		}
		if !strings.Contains(text, "> "+got+"\n") {
			t.Errorf("the README does not show what is printed:\n%s", got)
		}
	})
	t.Run("the answer of the query", func(t *testing.T) {
		query, _, _ := block(t, text, "graphql")
		file := filepath.Join(folder, "query.graphql")
		if err := os.WriteFile(file, []byte(query), 0o600); err != nil {
			t.Fatal(err)
		}
		got := say(t, "query", file, store)
		want, start, end := block(t, text, "json")
		if got == want {
			return
		}
		if !*update {
			t.Errorf("the README shows\n%s\nthe answer is\n%s", want, got)
			return
		}
		if err := os.WriteFile(readme, []byte(text[:start]+got+text[end:]), 0o644); err != nil {
			t.Fatal(err)
		}
	})
}
