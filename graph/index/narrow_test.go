package index_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph"
)

// The numbers of neighbours are kept in two bytes until one needs more.
func TestMoreNeighboursThanTwoBytesCount(t *testing.T) {
	const most = 1<<16 - 1
	w := newWorld()
	w.putNode(organization("org:hub"))
	spoke := func(i int) {
		id := graph.ID(fmt.Sprintf("org:spoke%06d", i))
		w.putNode(organization(id))
		w.putTie(graph.Tie{Kind: graph.PartnerOf, From: "org:hub", To: id, Role: "cooperation", Resolution: graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA}})
	}
	for i := range most {
		spoke(i)
	}
	before := w.build(t)
	w.revision++
	spoke(most)
	after := with(t, before, w.since(before.Revision()))
	w.revision++
	w.remove("rel:PARTNER_OF/org:hub/org:spoke000000/cooperation")
	later := with(t, after, w.since(after.Revision()))
	built := w.build(t)
	hub, first := vertex(t, before, "org:hub"), vertex(t, before, "org:spoke000000")
	for _, row := range []struct {
		name      string
		got, want int
	}{
		{"before", before.Standing(hub), most},
		{"before, of a spoke", before.Standing(first), 1},
		{"one more", after.Standing(hub), most + 1},
		{"one more, of a spoke", after.Standing(first), 1},
		{"one fewer", later.Standing(hub), most},
		{"one fewer, of its spoke", later.Standing(first), 0},
		{"built anew", built.Standing(vertex(t, built, "org:hub")), most},
	} {
		if row.got != row.want {
			t.Errorf("%s: got %d neighbours, want %d", row.name, row.got, row.want)
		}
	}
}

// A country is free text, so there can be more different ones than two bytes count.
func TestMoreCountryCodesThanTwoBytesCount(t *testing.T) {
	const codes = 1<<16 + 10
	w := newWorld()
	for i := range codes {
		w.putNode(graph.Node{ID: graph.ID(fmt.Sprintf("org:body%06d", i)), Kind: graph.Organization, Code: fmt.Sprintf("X%d", i)})
	}
	s := w.build(t)
	for _, i := range []int{0, 1, 1<<16 - 2, 1<<16 - 1, 1 << 16, codes - 1} {
		found := s.InCountry(fmt.Sprintf("X%d", i))
		if want := graph.ID(fmt.Sprintf("org:body%06d", i)); len(found) != 1 || s.ID(found[0]) != want {
			t.Errorf("code %d: got %v, want %s alone", i, found, want)
		}
	}
}

func TestTheLongestIDsAreFound(t *testing.T) {
	w := newWorld()
	var ids []graph.ID
	for i := range 300 {
		id := graph.ID(fmt.Sprintf("org:%03d", i))
		if i%7 > 0 {
			id += graph.ID(strings.Repeat("x", graph.MaxID-len(id)))
		}
		ids = append(ids, id)
		w.putNode(organization(id))
	}
	s := w.build(t)
	for _, id := range ids {
		if v, ok := s.Lookup(id); !ok || s.ID(v) != id {
			t.Errorf("%.10s… of %d bytes: got vertex %d, %v", id, len(id), v, ok)
		}
		if _, ok := s.Lookup(id + "y"); ok {
			t.Errorf("%.10s… is found with a letter too many", id)
		}
	}
}
