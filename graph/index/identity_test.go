package index_test

import (
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/index"
)

// stepwise makes changes one revision after the other and compares each successor with the world.
func stepwise(t *testing.T, w *world, steps []func(), check func(t *testing.T, step int, s *index.Snapshot)) {
	t.Helper()
	s := w.build(t)
	for i, step := range steps {
		w.revision++
		step()
		s = with(t, s, w.since(s.Revision()))
		agree(t, s, w)
		check(t, i, s)
	}
}

func TestMergedIDs(t *testing.T) {
	w := newWorld()
	for _, id := range []graph.ID{"org:a", "org:b", "org:c"} {
		w.putNode(organization(id))
	}
	put := func(id graph.ID, merged ...graph.ID) {
		w.putNode(graph.Node{ID: id, Kind: graph.Organization, Merged: merged})
	}
	steps := []struct {
		name string
		do   func()
		want map[graph.ID]graph.ID
	}{
		{"an id is merged away", func() { put("org:a", "org:b"); w.remove("org:b") },
			map[graph.ID]graph.ID{"org:a": "org:a", "org:b": "org:a", "org:c": "org:c"}},
		{"an id that never was an entity is merged too", func() { put("org:a", "org:b", "org:old") },
			map[graph.ID]graph.ID{"org:b": "org:a", "org:old": "org:a"}},
		{"what was merged moves on with its entity", func() { put("org:c", "org:a", "org:b", "org:old"); w.remove("org:a") },
			map[graph.ID]graph.ID{"org:a": "org:c", "org:b": "org:c", "org:old": "org:c"}},
		{"an id becomes an entity of its own again", func() { put("org:c", "org:a", "org:old"); put("org:b") },
			map[graph.ID]graph.ID{"org:a": "org:c", "org:b": "org:b", "org:old": "org:c"}},
		{"an id moves from one entity to another", func() { put("org:c", "org:a"); put("org:b", "org:old") },
			map[graph.ID]graph.ID{"org:a": "org:c", "org:old": "org:b"}},
		{"a removed entity takes its merged ids along", func() { w.remove("org:b") },
			map[graph.ID]graph.ID{"org:b": "", "org:old": "", "org:a": "org:c"}},
	}
	var do []func()
	for _, step := range steps {
		do = append(do, step.do)
	}
	stepwise(t, w, do, func(t *testing.T, i int, s *index.Snapshot) {
		for id, want := range steps[i].want {
			var got graph.ID
			if v, ok := s.Lookup(id); ok {
				got = s.ID(v)
			}
			if got != want {
				t.Errorf("%s: Lookup(%s) is %q, want %q", steps[i].name, id, got, want)
			}
		}
	})
}

func TestTiesByMergedIDs(t *testing.T) {
	t.Run("a tie may name its ends by merged ids and keeps its id", func(t *testing.T) {
		w := newWorld()
		w.putNode(graph.Node{ID: "org:a", Kind: graph.Organization, Merged: []graph.ID{"org:former"}})
		w.putNode(organization("org:b"))
		w.putTie(member("org:former", "org:b"))
		s := w.build(t)
		a := vertex(t, s, "org:a")
		tie := s.Tie(a, s.Spans[a].Low)
		if tie.ID != "rel:MEMBER_OF/org:former/org:b" || s.ID(tie.Other) != "org:b" || !tie.Forward {
			t.Errorf("Tie = %+v", tie)
		}
		next := with(t, s, []graph.Outline{{Revision: 2, Removed: tie.ID}})
		if next.Ties() != 0 {
			t.Errorf("%d ties are left", next.Ties())
		}
	})
}

func TestChosenIDs(t *testing.T) {
	three := func() *world {
		w := newWorld()
		for _, id := range []graph.ID{"org:a", "org:b", "org:c"} {
			w.putNode(organization(id))
		}
		return w
	}
	joins := func(id, from, to graph.ID) graph.Tie {
		tie := member(from, to)
		tie.ID = id
		return tie
	}
	rows := []struct {
		name   string
		before []graph.Tie
		change func(w *world)
	}{
		{"a chosen id gives way to the derived one", []graph.Tie{joins("treaty:1", "org:a", "org:b")},
			func(w *world) { w.remove("treaty:1"); w.putTie(member("org:a", "org:b")) }},
		{"the derived id gives way to a chosen one", []graph.Tie{member("org:a", "org:b")},
			func(w *world) { w.remove("rel:MEMBER_OF/org:a/org:b"); w.putTie(joins("treaty:1", "org:a", "org:b")) }},
		{"one chosen id gives way to another", []graph.Tie{joins("treaty:1", "org:a", "org:b")},
			func(w *world) { w.remove("treaty:1"); w.putTie(joins("treaty:2", "org:a", "org:b")) }},
		{"two relationships change places", []graph.Tie{joins("treaty:1", "org:a", "org:b"), joins("treaty:2", "org:b", "org:c")},
			func(w *world) {
				w.putTie(joins("treaty:1", "org:b", "org:c"))
				w.putTie(joins("treaty:2", "org:a", "org:b"))
			}},
		{"an id that was derived stays when the ends change", []graph.Tie{member("org:a", "org:b")},
			func(w *world) { w.putTie(joins("rel:MEMBER_OF/org:a/org:b", "org:a", "org:c")) }},
		{"and is derived again when they change back", []graph.Tie{joins("rel:MEMBER_OF/org:a/org:b", "org:a", "org:c")},
			func(w *world) { w.putTie(member("org:a", "org:b")) }},
		{"an id that seems to be another's is kept apart from it", []graph.Tie{joins("rel:MEMBER_OF/org:b/org:c", "org:a", "org:b"), joins("rel:MEMBER_OF/org:a/org:b", "org:b", "org:c")},
			func(w *world) { w.remove("rel:MEMBER_OF/org:b/org:c") }},
		{"an id with a slash too many is no derived one", []graph.Tie{joins("rel:MEMBER_OF/org:a/org:b/", "org:a", "org:b")},
			func(w *world) { w.remove("rel:MEMBER_OF/org:a/org:b/") }},
		{"a chosen id comes back on another relationship", []graph.Tie{joins("treaty:1", "org:a", "org:b")},
			func(w *world) { w.putTie(joins("treaty:1", "org:c", "org:a")) }},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			w := three()
			for _, tie := range row.before {
				w.putTie(tie)
			}
			s := w.build(t)
			agree(t, s, w)
			w.revision++
			row.change(w)
			agree(t, with(t, s, w.since(1)), w)
		})
	}
}

func TestOrderOfARow(t *testing.T) {
	w := newWorld()
	for _, id := range []graph.ID{"org:a", "org:b", "org:c"} {
		w.putNode(organization(id))
	}
	for _, tie := range []graph.Tie{
		{Kind: graph.WorksIn, From: "org:a", To: "org:b"},
		{Kind: graph.ExportsTo, From: "org:b", To: "org:a"},
		{Kind: graph.ExportsTo, From: "org:a", To: "org:b"},
		{Kind: graph.Makes, From: "org:a", To: "org:b", Role: "licensor"},
		{Kind: graph.Makes, From: "org:a", To: "org:b", Role: "exporter"},
		{Kind: graph.Makes, From: "org:a", To: "org:b"},
		{Kind: graph.ExportsTo, From: "org:a", To: "org:c"},
		{Kind: graph.PartOf, From: "org:c", To: "org:a"},
	} {
		tie.Resolution = graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA}
		w.putTie(tie)
	}
	s := w.build(t)
	var got []graph.ID
	for p := s.Spans[0].Low; p < s.Spans[0].High; p++ {
		got = append(got, s.Tie(0, p).ID)
	}
	want := []graph.ID{
		"rel:PART_OF/org:c/org:a",                                  // the cheapest
		"rel:EXPORTS_TO/org:a/org:b", "rel:EXPORTS_TO/org:b/org:a", // the same cost: forward first
		"rel:WORKS_IN/org:a/org:b", // kinds in the order of the vocabulary
		"rel:MAKES/org:a/org:b", "rel:MAKES/org:a/org:b/exporter", "rel:MAKES/org:a/org:b/licensor",
		"rel:EXPORTS_TO/org:a/org:c", // the neighbour counts before the kind
	}
	if !slices.Equal(got, want) {
		t.Errorf("the row is %v, want %v", got, want)
	}
}

func TestCountsAndSizes(t *testing.T) {
	w := hub(100)
	for i := range 70 {
		w.tie(graph.PartOf, graph.ID("org:m00"+string(rune('0'+i/10))+string(rune('0'+i%10))), "academy:hub", "unit")
	}
	w.tie(graph.MemberOf, "academy:hub", "org:m0001", "observer")
	s := w.build(t)
	academy := vertex(t, s, "academy:hub")
	want := []index.Count{
		{Kind: graph.MemberOf, Forward: true, N: 1}, {Kind: graph.MemberOf, N: 100}, {Kind: graph.PartOf, N: 70},
	}
	if got := s.Counts(academy); !slices.Equal(got, want) {
		t.Errorf("Counts = %v, want %v", got, want)
	}
	if got := s.Standing(academy); got != 100 {
		t.Errorf("Standing = %d, want 100 distinct neighbours", got)
	}
	for kind, want := range map[graph.RelationshipKind]int{graph.MemberOf: 100, graph.PartOf: 70, graph.Funds: 0} {
		if got := s.Size(kind, academy); got != want {
			t.Errorf("Size(%s) = %d, want %d", kind, got, want)
		}
	}
	if s.Ties() != 171 || s.TiesOf(graph.PartOf) != 70 || s.Entities() != 101 || s.EntitiesOf(graph.Academy) != 1 {
		t.Errorf("the graph has %d ties, %d PART_OF, %d entities, %d academies", s.Ties(), s.TiesOf(graph.PartOf), s.Entities(), s.EntitiesOf(graph.Academy))
	}
}
