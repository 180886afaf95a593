package path_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// ended and doubtful are resolutions that some filters refuse.
var (
	ended    = graph.Resolution{Status: graph.Ended, Confidence: graph.ConfidenceA}
	expired  = graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA, End: graph.Date{Year: 2020}}
	coming   = graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA, Start: graph.Date{Year: 2030}}
	doubtful = graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceC}
)

// plannedTie is the resolution of what nobody has done yet.
var plannedTie = graph.Resolution{Status: graph.Planned, Confidence: graph.ConfidenceA}

// chainWorld joins bodies 0 to n-1 in a chain, body n is alone, and body n+1
// and n+2 know nobody but each other.
func chainWorld(n int, resolution graph.Resolution) world {
	var w world
	for i := range n + 3 {
		w.nodes = append(w.nodes, organization(i))
	}
	for i := range n - 1 {
		w.add(graph.PartnerOf, name(i), name(i+1), "", resolution)
	}
	w.tie(n+1, n+2)
	return w
}

func (w world) with(change func(*world)) world {
	change(&w)
	return w
}

func TestDiagnosis(t *testing.T) {
	restricted := func(w *world) {
		w.nodes = append(w.nodes, &graph.Node{ID: "restriction:invented", Kind: graph.Restriction})
		w.add(graph.ListedUnder, name(1), "restriction:invented", "", active)
	}
	certified := func(w *world) { w.add(graph.CertifiedBy, name(2), name(3), "", active) }
	for _, row := range []struct {
		name     string
		world    world
		to       int
		query    path.Query
		want     path.Reason
		loosened []path.Reason
		// nearest counts the hops of the nearest miss, −1 for none.
		nearest int
	}{
		{name: "an end without relationships", world: chainWorld(3, active), to: 3,
			want: path.NoRelationships, nearest: -1},
		{name: "two components", world: chainWorld(3, active), to: 4,
			want: path.Separate, nearest: -1},
		{name: "one hop more than allowed", world: chainWorld(4, active), to: 3, query: path.Query{MaxHops: 2},
			want: path.TooLong, loosened: []path.Reason{path.TooLong}, nearest: 3},
		{name: "far more hops than any query may ask for", world: chainWorld(40, active), to: 39, query: path.Query{MaxHops: 15},
			want: path.TooLong, loosened: []path.Reason{path.TooLong}, nearest: 39},
		{name: "only ended relationships", world: chainWorld(3, ended), to: 2,
			want: path.Ended, loosened: []path.Reason{path.Ended}, nearest: 2},
		{name: "only relationships that are out of date", world: chainWorld(3, expired), to: 2,
			want: path.Ended, loosened: []path.Reason{path.Ended}, nearest: 2},
		{name: "only relationships that begin later", world: chainWorld(3, coming), to: 2,
			want: path.Later, loosened: []path.Reason{path.Later}, nearest: 2},
		{name: "only relationships that are planned", world: chainWorld(3, plannedTie), to: 2,
			want: path.Later, loosened: []path.Reason{path.Later}, nearest: 2},
		{name: "one that is over and one that is planned", world: chainWorld(2, ended).with(func(w *world) { w.add(graph.PartnerOf, name(1), name(2), "", plannedTie) }), to: 2,
			query: path.Query{MaxHops: 2}, want: path.Filtered, loosened: []path.Reason{path.Ended, path.Later}, nearest: 2},
		{name: "only through an avoided entity", world: chainWorld(3, active), to: 2,
			query: path.Query{Filter: graph.RouteFilter{Avoid: []graph.ID{name(1)}}},
			want:  path.Avoided, loosened: []path.Reason{path.Avoided}, nearest: 2},
		{name: "an end that is to be avoided", world: chainWorld(3, active), to: 2,
			query: path.Query{Filter: graph.RouteFilter{Avoid: []graph.ID{name(2)}}},
			want:  path.Avoided, loosened: []path.Reason{path.Avoided}, nearest: 2},
		{name: "only through an entity under restrictions", world: chainWorld(3, active).with(restricted), to: 2,
			query: path.Query{Filter: graph.RouteFilter{AvoidRestricted: true}},
			want:  path.Restricted, loosened: []path.Reason{path.Restricted}, nearest: 2},
		{name: "only through a kind that may not stand between", world: chainWorld(3, active), to: 2,
			query: path.Query{Filter: graph.RouteFilter{Through: []graph.EntityKind{graph.Academy}}},
			want:  path.WrongKind, loosened: []path.Reason{path.WrongKind}, nearest: 2},
		{name: "not by way of a leaf", world: chainWorld(3, active), to: 1,
			query: path.Query{Filter: graph.RouteFilter{Via: []graph.ID{name(2)}}},
			want:  path.Bypassed, loosened: []path.Reason{path.Bypassed}, nearest: 1},
		{name: "only doubtful relationships", world: chainWorld(3, doubtful), to: 2,
			query: path.Query{Filter: graph.RouteFilter{MinConfidence: graph.ConfidenceB}},
			want:  path.LowConfidence, loosened: []path.Reason{path.LowConfidence}, nearest: 2},
		{name: "only relationships of another kind", world: chainWorld(3, active), to: 2,
			query: path.Query{Filter: graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.Funds}}},
			want:  path.Filtered, loosened: []path.Reason{path.Filtered}, nearest: 2},
		{name: "only context", world: chainWorld(3, active).with(certified), to: 3,
			want: path.ContextOnly, loosened: []path.Reason{path.ContextOnly}, nearest: 3},
		{name: "several limits at once", world: chainWorld(4, ended), to: 3, query: path.Query{MaxHops: 2},
			want: path.Filtered, loosened: []path.Reason{path.TooLong, path.Ended}, nearest: 3},
		{name: "fewer paths than asked", world: chainWorld(3, active), to: 2, query: path.Query{K: 2},
			want: path.Fewer, nearest: -1},
		{name: "a budget that is spent", world: chainWorld(9, active), to: 8, query: path.Query{Budget: 1, MaxHops: 9},
			want: path.Spent, nearest: -1},
	} {
		t.Run(fmt.Sprintf("of %s is %s", row.name, row.want), func(t *testing.T) {
			s := row.world.build(t)
			q := row.query
			q.From, q.To, q.Today = lookup(t, s, name(0)), lookup(t, s, name(row.to)), today
			result, err := path.New().Find(context.Background(), s, q)
			if err != nil || result.Diagnosis == nil {
				t.Fatalf("got %+v, %v, want a diagnosis", result, err)
			}
			got := result.Diagnosis
			nearest := -1
			if got.Nearest != nil {
				nearest = len(got.Nearest.Hops)
			}
			if got.Reason != row.want || nearest != row.nearest {
				t.Errorf("got %s with a nearest miss of %d hops, want %s with %d", got.Reason, nearest, row.want, row.nearest)
			}
			if diff := cmp.Diff(row.loosened, got.Loosened); diff != "" {
				t.Errorf("loosened (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("names the end without relationships", func(t *testing.T) {
		s := chainWorld(3, active).build(t)
		alone := lookup(t, s, name(3))
		result, err := path.New().Find(context.Background(), s, path.Query{From: lookup(t, s, name(0)), To: alone, Today: today})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]index.Vertex{alone}, result.Diagnosis.Ends); diff != "" {
			t.Errorf("ends (-want +got):\n%s", diff)
		}
	})
	t.Run("is left out when there are as many paths as asked", func(t *testing.T) {
		s := chainWorld(3, active).build(t)
		result, err := path.New().Find(context.Background(), s, path.Query{From: lookup(t, s, name(0)), To: lookup(t, s, name(2)), Today: today})
		if err != nil || result.Diagnosis != nil {
			t.Errorf("got %+v, %v, want no diagnosis", result.Diagnosis, err)
		}
	})
}
