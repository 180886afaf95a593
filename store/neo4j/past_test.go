package neo4j_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/internal/neo4j"
)

func TestAnEarlierRevisionIsAskedOfNeo4j(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		if err := s.Clear(t.Context()); err != nil {
			t.Fatal(err)
		}
		g, err := engine.Open(t.Context(), open(t, s, options(s)), engine.Options{Poll: -1})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = g.Close() })
		if _, err := g.Apply(t.Context(), small()); err != nil {
			t.Fatal(err)
		}
		all := func(g *engine.Graph) (list []graph.Change) {
			for c, err := range g.Changes(t.Context(), 0) {
				if err != nil {
					t.Fatal(err)
				}
				list = append(list, c)
			}
			return list
		}
		before := all(g)
		var gone []graph.ID
		for _, r := range small().Relationships {
			gone = append(gone, r.ID)
		}
		if _, err := g.Apply(t.Context(), graph.Batch{Remove: gone[:1]}); err != nil {
			t.Fatal(err)
		}
		then, err := g.At(t.Context(), engine.When{Revision: 1})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, all(then)); diff != "" {
			t.Errorf("at revision 1 (-then +asked):\n%s", diff)
		}
		found, err := then.Search(t.Context(), engine.SearchQuery{Text: "invented"})
		if err != nil || found.Total == 0 {
			t.Errorf("a search at revision 1 finds %d, %v", found.Total, err)
		}
	})
}
