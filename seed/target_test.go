package seed_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/graph"
	"entente/graph/interchange"
	"entente/seed"
	"entente/store/sqlite"
)

// failing is a store that stops answering: the call with the number fails, and
// so does every later one.
type failing struct {
	*sqlite.Store
	left int
}

func (f *failing) fail() error {
	if f.left--; f.left < 0 {
		return graph.Errorf(graph.Unavailable, "the store went away")
	}
	return nil
}

func (f *failing) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	if err := f.fail(); err != nil {
		return nil, err
	}
	return f.Store.Entities(ctx, ids)
}

func (f *failing) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	if err := f.fail(); err != nil {
		return nil, err
	}
	return f.Store.Relationships(ctx, ids)
}

func (f *failing) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	if err := f.fail(); err != nil {
		return nil, err
	}
	return f.Store.Sources(ctx, ids)
}

func (f *failing) Apply(ctx context.Context, batch graph.Batch) (graph.Commit, error) {
	if err := f.fail(); err != nil {
		return graph.Commit{}, err
	}
	return f.Store.Apply(ctx, batch)
}

func (f *failing) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	if err := f.fail(); err != nil {
		return func(yield func(graph.Change, error) bool) { yield(graph.Change{}, err) }
	}
	return f.Store.Changes(ctx, since)
}

// Whichever call fails, the load says so, what it had applied hangs together,
// and a later load comes to what an undisturbed one does.
func TestALoadSurvivesAStoreThatGoesAway(t *testing.T) {
	earlier := dump(t, org(a, "A"), org(b, "B", in("IR"), tied("parent "+a)), org(c, "C"))
	later := dump(t, org(a, "A", in("DE")), org(b, "B", withdrawn, tied("successor "+c)), org(c, "C", tied("parent "+a)))
	for _, row := range []struct {
		format        string
		before, input seed.Input
	}{
		{"entente", inputOf(nil), inputOf(chain())},
		{"entente", inputOf(chain()), inputOf(lines(funds("d", "a"), funds("a", "c")))},
		{"ror", earlier, later},
		{"ror", dump(t, org(a, "A", withdrawn, tied("successor "+b)), org(b, "B")), dump(t, org(a, "A"), org(b, "B"))},
	} {
		whole := openStore(t)
		load(t, whole, row.format, row.before)
		load(t, whole, row.format, row.input)
		want := export(t, whole)
		for calls := 0; ; calls++ {
			store := &failing{Store: openStore(t), left: 1 << 30}
			load(t, store, row.format, row.before)
			store.left = calls
			_, err := seed.Load(t.Context(), store, row.format, row.input, seed.Options{Batch: 2})
			if err == nil {
				break
			}
			if graph.CodeOf(err) != graph.Unavailable {
				t.Fatalf("%s, call %d: got %v, want UNAVAILABLE", row.format, calls, err)
			}
			store.left = 1 << 30
			hangsTogether(t, store)
			load(t, store, row.format, row.input)
			if got := export(t, store); got != want {
				t.Errorf("%s, call %d failed: loaded again, the graph is\n%s\nwant\n%s", row.format, calls, got, want)
			}
		}
	}
}

// hangsTogether wants an export that loads into an empty store and comes out
// the same, which checks every record and reference.
func hangsTogether(t *testing.T, store graph.Store) {
	t.Helper()
	want := export(t, store)
	other := openStore(t)
	load(t, other, "entente", inputOf([]byte(want)))
	if got := export(t, other); got != want {
		t.Errorf("exported and loaded, the graph is\n%s\nwant\n%s", got, want)
	}
}

// Dumps of few organisations and many ties of every kind, so that chains,
// circles, returns and contradictions all come up.
func TestAnyTwoDumpsInTurn(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		store, err := sqlite.Open(t.Context(), sqlite.Memory, sqlite.Options{})
		if err != nil {
			rt.Fatal(err)
		}
		defer store.Close()
		if rapid.Bool().Draw(rt, "carried") {
			carrier := &graph.Entity{ID: "academy:invented", Kind: graph.Academy, Names: []graph.Name{{Value: "Invented", Type: graph.Label}},
				ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: a}}}
			if _, err := store.Apply(t.Context(), graph.Batch{Entities: []*graph.Entity{carrier}}); err != nil {
				rt.Fatal(err)
			}
		}
		var last []byte
		for _, when := range []string{"first", "second"} {
			last = anyDump(rt, when)
			loadQuietly(rt, store, last)
		}
		if report := loadQuietly(rt, store, last); report.Added+report.Changed+report.Removed != 0 {
			rt.Errorf("got %+v, want the same dump again to change nothing", report)
		}
		checkGraph(rt, store)
	})
}

func anyDump(t *rapid.T, when string) []byte {
	ids := []string{a, b, c, d}
	types := []string{"parent", "child", "related", "successor", "predecessor"}
	records := []map[string]any{}
	for _, id := range ids {
		if rapid.IntRange(0, 5).Draw(t, when+" has "+id) == 0 {
			continue
		}
		var relationships []string
		for range rapid.IntRange(0, 3).Draw(t, "ties") {
			relationships = append(relationships, rapid.SampledFrom(types).Draw(t, "type")+" "+rapid.SampledFrom(ids).Draw(t, "to"))
		}
		status := rapid.SampledFrom([]string{"active", "withdrawn", "inactive"}).Draw(t, "status")
		country := rapid.SampledFrom([]string{"IR", "CN"}).Draw(t, "country")
		records = append(records, org(id, strings.ToUpper(id), set("status", status), in(country), tied(relationships...)))
	}
	content, err := json.Marshal(records)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func loadQuietly(t *rapid.T, store graph.Store, content []byte) seed.Report {
	report, err := seed.Load(context.Background(), store, "ror", inputOf(content), seed.Options{Batch: 3})
	if err != nil {
		t.Fatalf("got %v for %s", err, content)
	}
	return report
}

// checkGraph wants every record to validate and every end to be there.
func checkGraph(t *rapid.T, store graph.Store) {
	live := map[graph.ID]bool{}
	for change, err := range store.Changes(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		record, _ := interchange.RecordOf(change)
		if err := record.Validate(); err != nil {
			t.Errorf("%s: %v", record.ID(), err)
		}
		live[record.ID()] = true
		if r := record.Relationship; r != nil && (!live[r.From] || !live[r.To]) {
			t.Errorf("%s has an end that is not there", r.ID)
		}
	}
}

// What is neither in the dump nor an entity of its own may still be in the graph.
func TestTiesLeadToWhatTheGraphHolds(t *testing.T) {
	store := openStore(t)
	apply(t, store, graph.Batch{Entities: []*graph.Entity{
		{ID: "org:carrier", Kind: graph.Organization, Names: []graph.Name{{Value: "Carrier", Type: graph.Label}}, ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: b}}},
		{ID: "ror:" + c, Kind: graph.Organization, Names: []graph.Name{{Value: "Loaded", Type: graph.Label}}},
		{ID: "org:holder", Kind: graph.Organization, Names: []graph.Name{{Value: "Holder", Type: graph.Label}}, Merged: []graph.ID{"ror:" + d}},
	}})
	load(t, store, "ror", dump(t, org(a, "A", tied("parent "+b, "parent "+c, "parent "+d))))
	var got []string
	for _, tie := range ties(t, store) {
		got = append(got, strings.TrimPrefix(strings.TrimSuffix(tie, " active by "+a), "PART_OF/ror:"+a+"/"))
	}
	if want := []string{"org:carrier", "org:holder", "ror:" + c}; !slices.Equal(got, want) {
		t.Errorf("got ties to %v, want %v", got, want)
	}
}

func TestAnOrganisationJoinsWhatItWasMergedInto(t *testing.T) {
	store := openStore(t)
	apply(t, store, graph.Batch{Entities: []*graph.Entity{
		{ID: "org:holder", Kind: graph.Organization, Names: []graph.Name{{Value: "Holder", Type: graph.Label}}, Merged: []graph.ID{"ror:" + a}},
		{ID: "org:old", Kind: graph.Organization, Names: []graph.Name{{Value: "Old", Type: graph.Label}}, ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: b}}},
		{ID: "project:x", Kind: graph.Project, Names: []graph.Name{{Value: "No body", Type: graph.Label}}, ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: d}}},
	}})
	input := dump(t, org(a, "A"), org(b, "B", withdrawn, tied("successor "+c)), org(c, "C"), org(d, "D"))
	load(t, store, "ror", input)
	for id, want := range map[graph.ID]graph.ID{
		"ror:" + a: "org:holder", // somebody merged it by hand
		"ror:" + c: "org:old",    // which carries the id of the withdrawn record
		"ror:" + b: "org:old",
		"ror:" + d: "ror:" + d, // a project is no organisation
	} {
		if got := entity(t, store, id).ID; got != want {
			t.Errorf("%s: got %s, want %s", id, got, want)
		}
	}
	unchanged(t, store, input)
}

// The target's own refusals are failures of the load and not of a record.
func TestTheTargetMayRefuse(t *testing.T) {
	store := openStore(t)
	load(t, store, "entente", inputOf(lines(strings.Replace(body("a"), `"statements":[]`, `"statements":[],"merged":["org:b"]`, 1))))
	report, err := seed.Load(t.Context(), store, "entente", inputOf(lines(body("b"))), seed.Options{})
	if graph.CodeOf(err) != graph.Conflict || report.Refused != 0 || report.Added != 0 {
		t.Errorf("got %v, %+v, want CONFLICT and nothing refused or added", err, report)
	}
}

func TestProgressIsTold(t *testing.T) {
	var content bytes.Buffer
	content.WriteString(invented + "\n")
	for i := range 2_500 {
		content.WriteString(body(fmt.Sprint(i)) + "\n")
	}
	var stages []string
	_, err := seed.Load(t.Context(), openStore(t), "entente", inputOf(content.Bytes()), seed.Options{Batch: 2_000, Progress: func(stage string, done, total int) {
		stages = append(stages, fmt.Sprintf("%s %d of %d", stage, done, total))
	}})
	want := []string{"reading 1000 of 0", "reading 2000 of 0", "writing 1 of 2501", "writing 2001 of 2501", "writing 2501 of 2501"}
	if err != nil || !slices.Equal(stages, want) {
		t.Errorf("got %v, %v, want %v", stages, err, want)
	}
}

// The first dump merges c into a, the second a into b and no longer has c.
func TestAnIDOfAnEarlierDumpLeadsToTheHeir(t *testing.T) {
	store := openStore(t)
	load(t, store, "ror", dump(t, org(c, "C", withdrawn, tied("successor "+a)), org(a, "A")))
	later := dump(t, org(a, "A", withdrawn, tied("successor "+b)), org(b, "B"), org(d, "D", tied("child "+c)))
	load(t, store, "ror", later)
	want := []string{"PART_OF/ror:0invent0b/ror:0invent0d active by 0invent0d"}
	if got := ties(t, store); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	unchanged(t, store, later)
}
