package seed_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/seed"
)

// published are the importers of what others publish anew from time to time,
// each with a sample that is cut from its publisher's files.
var published = []struct {
	format string
	files  []string
}{
	{"treaties", []string{"treaties/agreements.csv", "treaties/parties.csv"}},
	{"sdn", []string{"sdn/sdn.csv", "sdn/add.csv", "sdn/alt.csv"}},
	{"un", []string{"un/consolidated.xml"}},
	{"csv", []string{"csv/members.csv", "csv/members.yaml"}},
	{"ror", []string{"ror.json"}},
}

// theDay is the day of every load in these tests.
var theDay = graph.Date{Year: 2026, Month: 11, Day: 25}

// samples gives the sample of an importer as its input.
func samples(t *testing.T, files ...string) []seed.Input {
	t.Helper()
	var inputs []seed.Input
	for _, file := range files {
		content, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, named(filepath.Base(file), content))
	}
	return inputs
}

func named(name string, content []byte) seed.Input {
	input := inputOf(content)
	input.Name = name
	return input
}

// loadFiles loads and fails the test when that fails.
func loadFiles(t *testing.T, store seed.Target, format string, inputs []seed.Input) seed.Report {
	t.Helper()
	report, err := seed.LoadFiles(t.Context(), store, format, inputs, seed.Options{Today: theDay})
	if err != nil {
		t.Fatalf("%s: got %v, %+v", format, err, report)
	}
	return report
}

// golden compares a text with a golden file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}

func TestTheSamplesBecomeTheGraphsOfTheGoldenFiles(t *testing.T) {
	for _, p := range published {
		t.Run(p.format, func(t *testing.T) {
			store := openStore(t)
			loadFiles(t, store, p.format, samples(t, p.files...))
			golden(t, "testdata/"+p.format+".golden.jsonl", export(t, store))
			hangsTogether(t, store)
		})
	}
}

func TestTheSameFilesAgainChangeNothing(t *testing.T) {
	for _, p := range published {
		store := openStore(t)
		first := loadFiles(t, store, p.format, samples(t, p.files...))
		before := head(t, store)
		again, err := seed.LoadFiles(t.Context(), store, p.format, samples(t, p.files...), seed.Options{Today: graph.Date{Year: 2027}})
		if err != nil || again.Added+again.Changed+again.Retired+again.Removed != 0 || head(t, store) != before || again.Edition != first.Edition {
			t.Errorf("%s: got %+v, %v, want nothing changed", p.format, again, err)
		}
	}
}

// The facts hold countries, former states and organisations that the samples name.
func TestWhatTheFactsHoldIsNotRecordedTwice(t *testing.T) {
	for _, p := range published {
		store := openFacts(t)
		loadFiles(t, store, p.format, samples(t, p.files...))
		codes := map[string]graph.ID{}
		for change := range store.Changes(t.Context(), 0) {
			if e := change.Entity; e != nil && e.Kind == graph.Country {
				if code := e.Name("en").Value; codes[code] != "" {
					t.Errorf("%s: %s and %s are both %s", p.format, codes[code], e.ID, code)
				} else {
					codes[code] = e.ID
				}
			}
		}
	}
}

func TestAStoppedImportGoesOn(t *testing.T) {
	for _, p := range published {
		whole := openStore(t)
		loadFiles(t, whole, p.format, samples(t, p.files...))
		want := export(t, whole)
		for stop := 1; ; stop++ {
			store := openStore(t)
			ctx, cancel := context.WithCancel(t.Context())
			told := 0
			options := seed.Options{Batch: 7, Today: theDay, Progress: func(string, int, int) {
				if told++; told == stop {
					cancel()
				}
			}}
			_, err := seed.LoadFiles(ctx, store, p.format, samples(t, p.files...), options)
			cancel()
			if err != nil && graph.CodeOf(err) != graph.Canceled {
				t.Fatalf("%s: got %v, want CANCELED", p.format, err)
			}
			loadFiles(t, store, p.format, samples(t, p.files...))
			if got := export(t, store); got != want {
				t.Fatalf("%s: stopped when told for the %d. time and loaded again, the graph differs (-want +got):\n%s", p.format, stop, cmp.Diff(want, got))
			}
			if told < stop {
				break
			}
		}
	}
}

// Whichever call fails, what was applied hangs together and a later load comes to
// what an undisturbed one does.
func TestAnImportSurvivesAStoreThatGoesAway(t *testing.T) {
	for _, p := range published {
		whole := openStore(t)
		loadFiles(t, whole, p.format, samples(t, p.files...))
		want := export(t, whole)
		for calls := 0; ; calls++ {
			store := &failing{Store: openStore(t), left: calls}
			_, err := seed.LoadFiles(t.Context(), store, p.format, samples(t, p.files...), seed.Options{Batch: 20, Today: theDay})
			if err == nil {
				break
			}
			if graph.CodeOf(err) != graph.Unavailable {
				t.Fatalf("%s, call %d: got %v, want UNAVAILABLE", p.format, calls, err)
			}
			store.left = 1 << 30
			hangsTogether(t, store)
			loadFiles(t, store, p.format, samples(t, p.files...))
			if got := export(t, store); got != want {
				t.Errorf("%s, call %d failed: loaded again, the graph differs (-want +got):\n%s", p.format, calls, cmp.Diff(want, got))
			}
		}
	}
}

func TestAnInputOfSeveralFilesNeedsAllOfThem(t *testing.T) {
	for _, p := range published {
		inputs := samples(t, p.files...)
		if len(inputs) == 1 {
			continue
		}
		report, err := seed.LoadFiles(t.Context(), openStore(t), p.format, inputs[1:], seed.Options{})
		if graph.CodeOf(err) != graph.Invalid || report.Read != 0 {
			t.Errorf("%s: got %v, want INVALID", p.format, err)
		}
	}
}

// edited gives the sample with one text of a file replaced by another.
func edited(t *testing.T, files []string, at int, old, new string) []seed.Input {
	t.Helper()
	inputs := samples(t, files...)
	content, err := os.ReadFile(filepath.Join("testdata", files[at]))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(content), old) {
		t.Fatalf("%s does not hold %q", files[at], old)
	}
	inputs[at] = named(inputs[at].Name, []byte(strings.Replace(string(content), old, new, 1)))
	return inputs
}

// claimsOf gives the claims of a relationship as short texts.
func claimsOf(t *testing.T, store graph.Store, id graph.ID) []string {
	t.Helper()
	found, err := store.Relationships(t.Context(), []graph.ID{id})
	if err != nil || found[0] == nil {
		t.Fatalf("%s: got %v, %v", id, found, err)
	}
	var texts []string
	for _, c := range found[0].Claims {
		texts = append(texts, strings.Join([]string{c.Status.String(), c.Start.String(), c.End.String(), c.Note}, "|"))
	}
	return texts
}

func wantClaims(t *testing.T, store graph.Store, id graph.ID, want ...string) {
	t.Helper()
	if got := claimsOf(t, store, id); !slices.Equal(got, want) {
		t.Errorf("%s: got claims %q, want %q", id, got, want)
	}
}
