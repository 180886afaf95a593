package seed_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/seed"
)

// An earlier load recorded b as an entity; then others said things of it. Now
// it is withdrawn in favour of c.
//
//	a ← b → iso:IR (dump)    b → a FUNDS, c → b FUNDS, b → c FUNDS (others)
func TestWhatWasRecordedIsMerged(t *testing.T) {
	store := openStore(t)
	load(t, store, "ror", dump(t, org(a, "A"), org(b, "B", in("IR"), tied("parent "+a)), org(c, "C")))
	source := &graph.Source{ID: "src:other", Title: "An invented source", Kind: "page"}
	claim := graph.Claim{Source: source.ID, Locator: "x", Confidence: graph.ConfidenceB, Status: graph.Active}
	tie := func(id, from, to graph.ID) *graph.Relationship {
		return &graph.Relationship{ID: id, Kind: graph.Funds, From: "ror:" + from, To: "ror:" + to, Claims: []graph.Claim{claim}}
	}
	said := *entity(t, store, "ror:"+b)
	said.Names = append(slices.Clone(said.Names), graph.Name{Value: "ساختگی", Language: "fa", Type: graph.Label})
	said.Statements = []graph.Statement{{Property: "memberCount", Value: "12", Source: source.ID}}
	said.Merged = []graph.ID{"old:b"}
	apply(t, store, graph.Batch{Sources: []*graph.Source{source}, Entities: []*graph.Entity{&said}, Relationships: []*graph.Relationship{
		tie("rel:FUNDS/ror:0invent0b/ror:0invent0a", b, a), tie("rel:mine", c, a), tie("rel:FUNDS/ror:0invent0c/ror:0invent0b", c, b), tie("rel:FUNDS/ror:0invent0b/ror:0invent0c", b, c),
	}})
	later := dump(t, org(a, "A"), org(b, "B", withdrawn, tied("successor "+c)), org(c, "C"))
	report := load(t, store, "ror", later)

	t.Run("its ids resolve to the other", func(t *testing.T) {
		for _, id := range []graph.ID{"ror:" + b, "old:b"} {
			if got := entity(t, store, id).ID; got != "ror:"+c {
				t.Errorf("%s: got %s, want ror:%s", id, got, c)
			}
		}
	})
	t.Run("what others said of it moves along, what the dump said does not", func(t *testing.T) {
		got := entity(t, store, "ror:"+c)
		if len(got.Names) != 2 || got.Names[0].Value != "C" || got.Names[1].Value != "ساختگی" || len(got.Statements) != 1 {
			t.Errorf("got %+v, want the names C and ساختگی and a statement", got)
		}
	})
	t.Run("ties of others move along, into one that is there, and never become loops", func(t *testing.T) {
		want := []string{"mine active by xsrc:other"}
		if diff := cmp.Diff(want, ties(t, store)); diff != "" {
			t.Errorf("ties differ (-want +got):\n%s", diff)
		}
	})
	t.Run("the report counts it", func(t *testing.T) {
		// The entity, its two ties of the dump and its three of others.
		if report.Removed != 6 {
			t.Errorf("got %d removed, want 6", report.Removed)
		}
	})
	t.Run("a second load changes nothing", func(t *testing.T) { unchanged(t, store, later) })
}

func TestARecordMayComeBack(t *testing.T) {
	store := openStore(t)
	load(t, store, "ror", dump(t, org(a, "A", withdrawn, tied("successor "+b)), org(b, "B"), org(c, "C")))
	t.Run("under another successor", func(t *testing.T) {
		input := dump(t, org(a, "A", withdrawn, tied("successor "+c)), org(b, "B"), org(c, "C"))
		load(t, store, "ror", input)
		if got := entity(t, store, "ror:"+a).ID; got != "ror:"+c {
			t.Errorf("got %s, want ror:%s", got, c)
		}
		unchanged(t, store, input)
	})
	t.Run("as an organisation of its own", func(t *testing.T) {
		input := dump(t, org(a, "A"), org(b, "B"), org(c, "C"))
		load(t, store, "ror", input)
		if got := entity(t, store, "ror:"+a).ID; got != "ror:"+a {
			t.Errorf("got %s, want ror:%s", got, a)
		}
		unchanged(t, store, input)
	})
}

// A later dump renames a, moves it and makes it inactive; others had added to it.
func TestALaterDumpRenewsWhatItSaid(t *testing.T) {
	store := openStore(t)
	load(t, store, "ror", dump(t, org(a, "A", in("IR"), set("established", 1990)), org(b, "B", tied("parent "+a))))
	source := &graph.Source{ID: "src:other", Title: "An invented source", Kind: "page"}
	edited := *entity(t, store, "ror:"+a)
	edited.Names = append(slices.Clone(edited.Names), graph.Name{Value: "Other name", Language: "en", Type: graph.Alias})
	edited.ExternalIDs = append(slices.Clone(edited.ExternalIDs), graph.ExternalID{Scheme: "invented", Value: "7"}, graph.ExternalID{Scheme: "grid", Value: "grid.wrong"})
	edited.Statements = []graph.Statement{{Property: "memberCount", Value: "12", Source: source.ID}}
	found, err := store.Relationships(t.Context(), []graph.ID{"rel:PART_OF/ror:0invent0b/ror:0invent0a"})
	if err != nil {
		t.Fatal(err)
	}
	tie := *found[0]
	tie.Claims = append([]graph.Claim{{Source: source.ID, Confidence: graph.ConfidenceB, Status: graph.Active}}, tie.Claims...)
	apply(t, store, graph.Batch{Sources: []*graph.Source{source}, Entities: []*graph.Entity{&edited}, Relationships: []*graph.Relationship{&tie}})
	later := dump(t, org(a, "A renamed", in("DE"), set("status", "inactive")), org(b, "B", tied("parent "+a)))
	edition := load(t, store, "ror", later).Edition
	got := entity(t, store, "ror:"+a)
	want := &graph.Entity{
		ID: "ror:" + a, Kind: graph.Organization,
		Names:       []graph.Name{{Value: "A renamed", Language: "en", Type: graph.Label, Source: edition}, {Value: "Other name", Language: "en", Type: graph.Alias}},
		ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: a}, {Scheme: "invented", Value: "7"}},
		Properties: map[string]graph.Value{"type": graph.Text("UNIVERSITY"), "state": graph.Text("INACTIVE"), "country": graph.Text("DE"), "city": graph.Text("Invented City"),
			"latitude": graph.Float(1.5), "longitude": graph.Float(-2), "founded": graph.DateOf(graph.Date{Year: 1990})},
		Statements: edited.Statements,
	}
	t.Run("and keeps what others added", func(t *testing.T) {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("entity differs (-want +got):\n%s", diff)
		}
	})
	t.Run("and its claim stands beside those of others with its present status", func(t *testing.T) {
		if got := ties(t, store); !slices.Contains(got, "PART_OF/ror:0invent0b/ror:0invent0a active by src:other ended by 0invent0b") {
			t.Errorf("got %v", got)
		}
	})
	t.Run("and a second load changes nothing", func(t *testing.T) { unchanged(t, store, later) })
}

func TestAStoppedDumpGoesOn(t *testing.T) {
	whole := openStore(t)
	load(t, whole, "ror", inputOf(sample(t)))
	for stop := 1; stop <= 8; stop++ {
		store := openStore(t)
		ctx, cancel := context.WithCancel(t.Context())
		batches := 0
		_, err := seed.Load(ctx, store, "ror", inputOf(sample(t)), seed.Options{Batch: 3, Progress: func(string, int, int) {
			if batches++; batches == stop {
				cancel()
			}
		}})
		cancel()
		if err != nil && graph.CodeOf(err) != graph.Canceled {
			t.Fatalf("got %v, want CANCELED", err)
		}
		load(t, store, "ror", inputOf(sample(t)))
		if export(t, store) != export(t, whole) {
			t.Errorf("stopped behind batch %d and loaded again, the graph differs", stop)
		}
	}
}

func TestANewerDumpEndsTheTiesThatItLeavesOut(t *testing.T) {
	store := openStore(t)
	load(t, store, "ror", dump(t, org(a, "A", in("IR")), org(b, "B", tied("parent "+a)), org(c, "C", tied("parent "+a))))
	before := export(t, store)
	report := loadFiles(t, store, "ror", []seed.Input{dump(t, org(a, "A", in("IR")), org(b, "B"), org(c, "C", tied("parent "+a)))})
	if report.Retired != 1 || report.Changed != 0 || report.Added != 1 {
		t.Errorf("got %+v, want one tie retired and the new source added", report)
	}
	wantClaims(t, store, "rel:PART_OF/ror:0invent0b/ror:0invent0a", "ended||2026-11-25|no longer in the source")
	wantClaims(t, store, "rel:PART_OF/ror:0invent0c/ror:0invent0a", "active|||")
	undo(t, store, report.Edition)
	wantExport(t, store, before)
}

// The first dump has an organisation that the second withdraws in favour of
// another, so that one entity is merged into the other.
func TestAnUndoneMergeGivesBothBack(t *testing.T) {
	store := openStore(t)
	load(t, store, "ror", dump(t, org(a, "A", in("IR")), org(b, "B"), org(c, "C", tied("parent "+a))))
	before := export(t, store)
	report := load(t, store, "ror", dump(t, org(a, "A", withdrawn, tied("successor "+b)), org(b, "B", in("DE")), org(c, "C", tied("parent "+a))))
	if got := entity(t, store, "ror:"+a).ID; got != "ror:"+b {
		t.Fatalf("got %s, want it merged", got)
	}
	undo(t, store, report.Edition)
	wantExport(t, store, before)
}
