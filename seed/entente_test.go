package seed_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"entente/graph"
	"entente/graph/interchange"
	"entente/seed"
	"entente/seed/facts"
	"entente/store/sqlite"
)

var _ seed.Target = graph.Store(nil)

// openStore opens an empty store in memory.
func openStore(t *testing.T) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), sqlite.Memory, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func inputOf(content []byte) seed.Input {
	return seed.Input{Name: "test", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
}

func theFacts() seed.Input { return seed.Input{Name: facts.Name, Open: facts.Open} }

// load loads and fails the test when that fails.
func load(t *testing.T, store graph.Store, format string, input seed.Input) seed.Report {
	t.Helper()
	report, err := seed.Load(t.Context(), store, format, input, seed.Options{})
	if err != nil {
		t.Fatalf("got %v, %+v", err, report)
	}
	return report
}

// export writes the whole store in the interchange form.
func export(t *testing.T, store graph.Store) string {
	t.Helper()
	var out strings.Builder
	if _, err := interchange.Write(&out, store.Changes(t.Context(), 0)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func head(t *testing.T, store graph.Store) graph.Head {
	t.Helper()
	head, err := store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return head
}

func TestTheFactsLoad(t *testing.T) {
	store := openStore(t)
	report := load(t, store, "entente", theFacts())
	want := seed.Report{Format: "entente", Input: facts.Name, Read: 4_639, Added: 4_639, Revision: 1}
	t.Run("in one revision", func(t *testing.T) {
		if diff := cmp.Diff(want, report); diff != "" {
			t.Errorf("report differs (-want +got):\n%s", diff)
		}
	})
	t.Run("and come out byte by byte as they went in", func(t *testing.T) {
		file, err := facts.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(file)
		if err != nil {
			t.Fatal(err)
		}
		if export(t, store) != string(content) {
			t.Error("the export differs from the facts")
		}
	})
	t.Run("and a second load changes nothing and adds no revision", func(t *testing.T) {
		want.Added, want.Unchanged = 0, 4_639
		if diff := cmp.Diff(want, load(t, store, "entente", theFacts())); diff != "" {
			t.Errorf("report differs (-want +got):\n%s", diff)
		}
		if got := head(t, store).Revision; got != 1 {
			t.Errorf("got revision %d, want 1", got)
		}
	})
}

func TestRefusedInputsChangeNothing(t *testing.T) {
	files, err := filepath.Glob("testdata/refused/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %v, %v, want cases", files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			store := openStore(t)
			report, err := seed.Load(t.Context(), store, "entente", inputOf(archive.Files[0].Data), seed.Options{})
			if code := graph.CodeOf(err); err == nil || code != graph.Invalid && code != graph.Conflict {
				t.Errorf("got %v, want INVALID or CONFLICT", err)
			}
			var got strings.Builder
			for _, r := range report.Refusals {
				fmt.Fprintf(&got, "%s | %s | %s\n", r.Record, r.Field, r.Reason)
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), got.String()); diff != "" {
				t.Errorf("refusals differ (-want +got):\n%s", diff)
			}
			if got := head(t, store); got != (graph.Head{}) {
				t.Errorf("got %+v in the store, want nothing", got)
			}
		})
	}
}

const invented = `{"record":"source","id":"src:invented","title":"An invented source","publisher":null,"url":null,"kind":"page","retrieved":null}`

func body(name string) string {
	return `{"record":"entity","id":"org:` + name + `","kind":"Organization","names":[{"value":"Invented ` + name + `","lang":"en","type":"label"}],"ids":[],"props":{},"statements":[]}`
}

func funds(from, to string) string {
	return `{"record":"relationship","id":"rel:FUNDS/org:` + from + `/org:` + to + `","kind":"FUNDS","from":"org:` + from + `","to":"org:` + to + `","role":null,"claims":[` +
		`{"source":"src:invented","locator":null,"confidence":"A","status":"active","start":null,"end":null,"note":null}]}`
}

func lines(records ...string) []byte { return []byte(strings.Join(records, "\n") + "\n") }

// chain is an input that refers to records only behind those that refer to them.
//
//	a → b → c → d, and a second d
func chain() []byte {
	return lines(funds("a", "b"), funds("b", "c"), funds("c", "d"), body("a"), body("b"), body("c"), body("d"), invented, body("d"))
}

func TestLargeInputsLoadInBatches(t *testing.T) {
	store := openStore(t)
	report, err := seed.Load(t.Context(), store, "entente", inputOf(chain()), seed.Options{Batch: 2, Author: "tester"})
	if err != nil {
		t.Fatal(err)
	}
	t.Run("with what is referred to first, and twins once", func(t *testing.T) {
		want := seed.Report{Format: "entente", Input: "test", Read: 9, Added: 8, Revision: 5, Notes: []seed.Note{{Text: "records that the input gives twice", Count: 1}}}
		if diff := cmp.Diff(want, report); diff != "" {
			t.Errorf("report differs (-want +got):\n%s", diff)
		}
	})
	t.Run("to what one batch makes of it", func(t *testing.T) {
		other := openStore(t)
		load(t, other, "entente", inputOf(chain()))
		if diff := cmp.Diff(export(t, other), export(t, store)); diff != "" {
			t.Errorf("graph differs (-one +several):\n%s", diff)
		}
	})
	t.Run("and the log says who and from where", func(t *testing.T) {
		versions, err := store.History(t.Context(), "org:a")
		if err != nil || len(versions) != 1 || versions[0].Author != "tester" || versions[0].Reason != "load entente from test" {
			t.Errorf("got %+v, %v, want one by tester for \"load entente from test\"", versions, err)
		}
	})
}

// Progress is told after each batch, so there a load can be stopped between two.
func TestAStoppedLoadGoesOn(t *testing.T) {
	for stop := 1; stop <= 4; stop++ {
		t.Run(fmt.Sprintf("when it was stopped behind batch %d", stop), func(t *testing.T) {
			store := openStore(t)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			batches := 0
			_, err := seed.Load(ctx, store, "entente", inputOf(chain()), seed.Options{Batch: 2, Progress: func(stage string, _, _ int) {
				if batches++; batches == stop {
					cancel()
				}
			}})
			if graph.CodeOf(err) != graph.Canceled {
				t.Fatalf("got %v, want CANCELED", err)
			}
			if got := head(t, store).Revision; got != graph.Revision(stop) {
				t.Errorf("got revision %d, want %d", got, stop)
			}
			report := load(t, store, "entente", inputOf(chain()))
			if report.Added == 0 || report.Changed != 0 || report.Added+report.Unchanged != 8 {
				t.Errorf("got %+v, want the rest added and the others unchanged", report)
			}
		})
	}
}

func TestReferencesMayLeadIntoTheGraph(t *testing.T) {
	store := openStore(t)
	load(t, store, "entente", inputOf(chain()))
	report := load(t, store, "entente", inputOf(lines(funds("d", "a"), funds("a", "c"))))
	if report.Added != 2 {
		t.Errorf("got %+v, want 2 added", report)
	}
	t.Run("but not the wrong way", func(t *testing.T) {
		wrong := strings.ReplaceAll(funds("d", "a"), "FUNDS", "LOCATED_IN")
		report, err := seed.Load(t.Context(), store, "entente", inputOf(lines(wrong)), seed.Options{})
		if graph.CodeOf(err) != graph.Invalid || len(report.Refusals) != 1 || report.Refusals[0].Field != "to" {
			t.Errorf("got %v, %+v, want a refusal at to", err, report)
		}
	})
}

func TestOnlyTheFirstRefusalsAreListed(t *testing.T) {
	report, err := seed.Load(t.Context(), openStore(t), "entente", inputOf(bytes.Repeat([]byte("{}\n"), 50)), seed.Options{})
	if err == nil || report.Refused != 50 || len(report.Refusals) != seed.MaxRefusals {
		t.Errorf("got %v, %d refused, %d listed, want an error, 50 and %d", err, report.Refused, len(report.Refusals), seed.MaxRefusals)
	}
}

// The input is read several times; what was checked must be what is written.
func TestAnInputThatChangesIsRefused(t *testing.T) {
	other := lines(invented, strings.Replace(body("a"), "Invented a", "Invented else", 1))
	for opening := 2; opening <= 3; opening++ {
		for what, second := range map[string][]byte{"says something else": other, "cannot be read any more": []byte("{")} {
			if opening == 2 && second[0] != '{' {
				continue
			}
			t.Run(fmt.Sprintf("when it %s at opening %d", what, opening), func(t *testing.T) {
				store := openStore(t)
				opened := 0
				input := seed.Input{Name: "test", Open: func() (io.ReadCloser, error) {
					content := lines(invented, body("a"))
					if opened++; opened == opening {
						content = second
					}
					return io.NopCloser(bytes.NewReader(content)), nil
				}}
				_, err := seed.Load(t.Context(), store, "entente", input, seed.Options{})
				if opening == 3 && graph.CodeOf(err) != graph.Conflict {
					t.Errorf("got %v, want CONFLICT", err)
				}
				if opening == 3 && head(t, store) != (graph.Head{}) {
					t.Errorf("got %+v, want an empty store", head(t, store))
				}
			})
		}
	}
}

func TestLoadRefusesWhatItCannotOpen(t *testing.T) {
	t.Run("a format that nobody knows", func(t *testing.T) {
		_, err := seed.Load(t.Context(), openStore(t), "invented", theFacts(), seed.Options{})
		if graph.CodeOf(err) != graph.Invalid || !strings.Contains(err.Error(), "entente, ror") {
			t.Errorf("got %v, want INVALID that lists the formats", err)
		}
	})
	for _, format := range seed.Formats() {
		t.Run("a file that is not there, as "+format.Name, func(t *testing.T) {
			input := seed.Input{Name: "gone", Open: func() (io.ReadCloser, error) { return nil, errors.New("no such file") }}
			if _, err := seed.LoadFiles(t.Context(), openStore(t), format.Name, all(format, input), seed.Options{}); graph.CodeOf(err) != graph.Invalid {
				t.Errorf("got %v, want INVALID", err)
			}
		})
		t.Run("with an ended context, as "+format.Name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if _, err := seed.LoadFiles(ctx, openStore(t), format.Name, all(format, theFacts()), seed.Options{}); graph.CodeOf(err) != graph.Canceled {
				t.Errorf("got %v, want CANCELED", err)
			}
		})
	}
}

// all gives an input in place of each file of a format.
func all(format seed.Format, input seed.Input) []seed.Input {
	return slices.Repeat([]seed.Input{input}, max(len(format.Files), 1))
}

func TestFormatsAreExplained(t *testing.T) {
	var names []string
	for _, format := range seed.Formats() {
		names = append(names, format.Name)
		if format.About == "" {
			t.Errorf("%s is not explained", format.Name)
		}
	}
	if want := []string{"entente", "ror", "treaties", "sdn", "un", "csv"}; !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
}
