package generate_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/bench/generate"
	"entente/graph"
)

func TestRecords(t *testing.T) {
	g := generate.PowerLaw(500, 2500, 7)
	nodes, ties := collect(t, g)
	t.Run("an entity is valid, says that it is invented and comes to its node", func(t *testing.T) {
		for i, node := range nodes {
			e := generate.Entity(i)
			if err := e.Validate(); err != nil {
				t.Fatal(err)
			}
			got := &graph.Node{ID: e.ID, Kind: e.Kind, Code: e.Code()}
			if diff := cmp.Diff(node, got); diff != "" || e.Name("en").Value[:9] != "Invented " {
				t.Fatalf("%q: %s", e.Name("en").Value, diff)
			}
		}
	})
	t.Run("a relationship is valid and its claim comes to its tie", func(t *testing.T) {
		records := slices.Collect(g.Relationships())
		if len(records) != len(ties) {
			t.Fatalf("got %d records for %d ties", len(records), len(ties))
		}
		for i, r := range records {
			if err := r.Validate(); err != nil {
				t.Fatal(err)
			}
			got := &graph.Tie{ID: r.ID, Kind: r.Kind, From: r.From, To: r.To, Role: r.Role, Resolution: r.Resolve()}
			if diff := cmp.Diff(ties[i], got); diff != "" {
				t.Fatal(diff)
			}
		}
	})
	t.Run("the relationships can be left in the middle", func(t *testing.T) {
		count := 0
		for range g.Relationships() {
			if count++; count == 3 {
				break
			}
		}
		if count != 3 {
			t.Errorf("got %d", count)
		}
	})
	t.Run("the source is valid", func(t *testing.T) {
		if err := generate.Source().Validate(); err != nil {
			t.Error(err)
		}
	})
}

func TestBeside(t *testing.T) {
	first, second := generate.PowerLaw(300, 1500, 1), generate.PowerLaw(100, 400, 2)
	both := first.Beside(second)
	t.Run("the first keeps its numbers and records", func(t *testing.T) {
		want, got := slices.Collect(first.Relationships()), slices.Collect(both.Relationships())
		if both.Nodes != 400 || both.Edges() != 1900 {
			t.Fatalf("got %d entities and %d relationships", both.Nodes, both.Edges())
		}
		if diff := cmp.Diff(want, got[:len(want)]); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("nothing joins the two", func(t *testing.T) {
		s := build(t, both)
		if hops := distance(t, s, generate.ID(5), generate.ID(305)); hops >= 0 {
			t.Errorf("they are %d hops apart", hops)
		}
	})
	t.Run("the second has the shape that it had", func(t *testing.T) {
		s := build(t, both)
		for _, pair := range second.Pairs(5, 3) {
			if hops := distance(t, s, moved(t, pair[0]), moved(t, pair[1])); hops < 1 {
				t.Errorf("%v are %d hops apart", pair, hops)
			}
		}
	})
}

// moved gives the id that an entity of the second graph has beside the first.
func moved(t *testing.T, id graph.ID) graph.ID {
	t.Helper()
	for i := range 100 {
		if generate.ID(i) == id {
			return generate.ID(300 + i)
		}
	}
	t.Fatalf("no number has the id %s", id)
	return ""
}
