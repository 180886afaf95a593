package index_test

import (
	"fmt"
	"testing"

	"entente/graph"
)

// Rows are written behind one another until the arrays are full; then those
// that no one needs are left out of the new arrays.
func TestCompaction(t *testing.T) {
	t.Run("thousands of changes of a large row do not pile up", func(t *testing.T) {
		w := hub(200)
		first := w.build(t)
		before, s := read(first), first
		for i := range 3000 {
			w.revision++
			tie := member(graph.ID(fmt.Sprintf("org:m%04d", i%200)), "academy:hub")
			tie.Status = graph.Statuses()[(i+i/200)%10]
			tie.ID = w.putTie(tie)
			s = with(t, s, []graph.Outline{{Revision: w.revision, Tie: &tie}})
		}
		agree(t, s, w)
		written, total := s.Pending()
		if written < 100*total {
			t.Errorf("%d entries were written over rows of %d: too few to tell", written, total)
		}
		if rebuilt := w.build(t); s.Bytes() > 2*rebuilt.Bytes() {
			t.Errorf("Bytes() = %d after the changes, %d rebuilt", s.Bytes(), rebuilt.Bytes())
		}
		if diff := compare(before, read(first)); diff != "" {
			t.Errorf("the first snapshot changed:\n%s", diff)
		}
	})
	t.Run("successors of one snapshot share its arrays and leave each other alone", func(t *testing.T) {
		w := hub(5)
		base := w.build(t)
		ended := member("org:m0001", "academy:hub")
		ended.Status = graph.Ended
		ended.ID = graph.RelationshipID(ended.Kind, ended.From, ended.To, ended.Role)
		aside, err := base.With([]graph.Outline{{Tie: &ended}})
		if err != nil {
			t.Fatal(err)
		}
		before := read(aside)
		s, shared := base, 0
		for i := range 40 {
			w.revision++
			tie := member(graph.ID(fmt.Sprintf("org:m%04d", i%4)), "org:m0004")
			tie.Status = graph.Statuses()[i%10]
			tie.ID = w.putTie(tie)
			s = with(t, s, []graph.Outline{{Revision: w.revision, Tie: &tie}})
			if s.Shares(aside) {
				shared++
			}
			if _, err := s.With([]graph.Outline{{Tie: &ended}}); err != nil {
				t.Fatal(err)
			}
		}
		agree(t, s, w)
		if diff := compare(before, read(aside)); diff != "" {
			t.Errorf("the one aside changed:\n%s", diff)
		}
		if shared == 0 {
			t.Error("no successor shared the arrays with the one aside")
		}
	})
	t.Run("a graph that grows from nothing by single changes agrees", func(t *testing.T) {
		w := newWorld()
		s := w.build(t)
		w.putNode(graph.Node{ID: "academy:hub", Kind: graph.Academy})
		for i := range 150 {
			w.revision++
			w.join(fmt.Sprintf("org:m%04d", (i*37)%150))
			s = with(t, s, w.since(s.Revision()))
		}
		w.revision++
		w.putNode(graph.Node{ID: "academy:hub", Kind: graph.Academy})
		s = with(t, s, w.since(0))
		agree(t, s, w)
	})
	t.Run("a graph that shrinks to nothing agrees", func(t *testing.T) {
		c := newChance(3)
		w := c.world(20, 60)
		s := w.build(t)
		for id := range w.nodes {
			w.revision++
			c.orphan(w, id)
			w.remove(id)
			s = with(t, s, w.since(s.Revision()))
			agree(t, s, w)
		}
		if s.Entities() != 0 || s.Ties() != 0 {
			t.Errorf("%d entities and %d ties are left", s.Entities(), s.Ties())
		}
	})
}
