package index_test

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/index"
)

// admitted is the filter worked out on the record of a relationship.
func admitted(filter graph.RouteFilter, tie graph.Tie) bool {
	kinds := filter.Kinds
	if len(kinds) == 0 {
		kinds = graph.KindsOf(graph.Contact)
	}
	statuses := filter.Statuses
	if len(statuses) == 0 {
		statuses = graph.DefaultStatuses()
	}
	first, last := tie.Interval().Days()
	from, until := today, today
	if !filter.At.IsZero() {
		from, until = filter.At.First(), filter.At.Last()
	}
	return slices.Contains(kinds, tie.Kind) && slices.Contains(statuses, tie.Status) &&
		(len(filter.Roles) == 0 || slices.Contains(filter.Roles, tie.Role)) &&
		(filter.MinConfidence == 0 || tie.Confidence <= filter.MinConfidence) &&
		(filter.AnyTime || first <= until && last >= from+graph.Day(filter.HoldsFor))
}

// filter draws a filter; about half of its parts are left out.
func (c *chance) filter(w *world) graph.RouteFilter {
	ids := slices.Sorted(maps.Keys(w.nodes))
	carrying := slices.Concat(graph.KindsOf(graph.Contact), graph.KindsOf(graph.Context))
	filter := graph.RouteFilter{
		Kinds: some(c, carrying, 8), Roles: some(c, append(graph.Roles(), ""), 30), Statuses: some(c, graph.Statuses(), 5),
		Through: some(c, graph.EntityKinds(), 6), Avoid: some(c, ids, 5), Via: some(c, ids, 3),
		AvoidRestricted: c.IntN(2) == 0, AnyTime: c.IntN(4) == 0, MinConfidence: graph.Confidence(c.IntN(4)),
	}
	if c.IntN(2) == 0 {
		filter.At = c.date(1890, 2095)
	}
	if !filter.AnyTime && c.IntN(3) == 0 {
		filter.HoldsFor = c.IntN(2_000)
	}
	return filter
}

func some[T any](c *chance, list []T, most int) (chosen []T) {
	if c.IntN(2) == 0 {
		return nil
	}
	for range c.IntN(most) {
		chosen = append(chosen, pick(c, list))
	}
	return chosen
}

func gateOf(t testing.TB, s *index.Snapshot, filter graph.RouteFilter) index.Gate {
	t.Helper()
	gate, err := s.Gate(filter, today)
	if err != nil {
		t.Fatalf("Gate(%+v): %v", filter, err)
	}
	return gate
}

func TestGate(t *testing.T) {
	t.Run("a random filter admits what it admits on the records", func(t *testing.T) {
		met := map[bool]int{}
		for seed := range uint64(60) {
			c := newChance(seed)
			w := c.world(12, 80)
			s := w.build(t)
			for range 40 {
				filter := c.filter(w)
				gate := gateOf(t, s, filter)
				all := true
				eachEntry(s, func(v index.Vertex, p uint32) {
					tie := w.ties[s.Tie(v, p).ID]
					want := admitted(filter, tie)
					met[want]++
					all = all && want
					if got := gate.Admits(s.Words[p]); got != want {
						t.Fatalf("Admits(%+v) = %v under %+v", tie, got, filter)
					}
				})
				if gate.Open() && !all {
					t.Fatalf("Open() is true, and %+v does not admit all", filter)
				}
				passes(t, s, w, filter, gate)
			}
		}
		if met[true] < 1000 || met[false] < 1000 {
			t.Errorf("the filters admitted %d and refused %d: too few to tell", met[true], met[false])
		}
	})
	t.Run("the role of each number admits that role alone", func(t *testing.T) {
		w := everyRole()
		s := w.build(t)
		for _, role := range append(graph.Roles(), "") {
			gate := gateOf(t, s, graph.RouteFilter{Roles: []string{role}, Kinds: carrying(), Statuses: graph.Statuses(), AnyTime: true})
			eachEntry(s, func(v index.Vertex, p uint32) {
				tie := s.Tie(v, p)
				want := tie.Role == role && tie.Kind.Class() != graph.Restricting
				if got := gate.Admits(s.Words[p]); got != want {
					t.Errorf("the filter of role %q admits %s of role %q: %v", role, tie.Kind, tie.Role, got)
				}
			})
		}
	})
	t.Run("entities to pass through are given in the order of the filter", func(t *testing.T) {
		s := hub(5).build(t)
		gate := gateOf(t, s, graph.RouteFilter{Via: []graph.ID{"org:m0003", "academy:hub", "org:m0001"}})
		if got := ids(s, gate.Via); !slices.Equal(got, []graph.ID{"org:m0003", "academy:hub", "org:m0001"}) {
			t.Errorf("Via = %v", got)
		}
	})
	t.Run("an id that was merged away may be avoided", func(t *testing.T) {
		w := hub(3)
		w.putNode(graph.Node{ID: "org:m0001", Kind: graph.Organization, Merged: []graph.ID{"org:former"}})
		s := w.build(t)
		gate := gateOf(t, s, graph.RouteFilter{Avoid: []graph.ID{"org:former"}})
		if !gate.Avoids(vertex(t, s, "org:m0001")) || gate.Avoids(vertex(t, s, "org:m0002")) {
			t.Error("the gate avoids another")
		}
	})
	t.Run("any number of entities may be avoided", func(t *testing.T) {
		w := hub(3000)
		s := w.build(t)
		var avoid []graph.ID
		for v := index.Vertex(0); int(v) < s.Len(); v += 2 {
			avoid = append(avoid, s.ID(v))
		}
		gate := gateOf(t, s, graph.RouteFilter{Avoid: avoid})
		for v := range index.Vertex(s.Len()) {
			if gate.Avoids(v) != (v%2 == 0) {
				t.Fatalf("Avoids(%d) = %v", v, gate.Avoids(v))
			}
		}
	})
	t.Run("it allocates nothing for the filter of most questions", func(t *testing.T) {
		s := hub(5).build(t)
		filter := graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.MemberOf}, Roles: []string{"member"}, AvoidRestricted: true}
		if n := testing.AllocsPerRun(100, func() { _, _ = s.Gate(filter, today) }); n > 1 {
			t.Errorf("%.0f allocations", n)
		}
	})
}

func carrying() []graph.RelationshipKind {
	return slices.Concat(graph.KindsOf(graph.Contact), graph.KindsOf(graph.Context))
}

// eachEntry visits every entry of every row.
func eachEntry(s *index.Snapshot, visit func(v index.Vertex, position uint32)) {
	for v, span := range s.Spans {
		for p := span.Low; p < span.High; p++ {
			visit(index.Vertex(v), p)
		}
	}
}

// passes compares what the gate asks of the entities.
func passes(t *testing.T, s *index.Snapshot, w *world, filter graph.RouteFilter, gate index.Gate) {
	t.Helper()
	for id, node := range w.nodes {
		v := vertex(t, s, id)
		avoided := slices.Contains(filter.Avoid, id)
		want := !avoided && (len(filter.Through) == 0 || slices.Contains(filter.Through, node.Kind)) &&
			!(filter.AvoidRestricted && s.Restricted(v))
		if gate.Avoids(v) != avoided || gate.Passes(v, node.Kind) != want {
			t.Fatalf("of %s: Avoids %v, Passes %v; want %v, %v", id, gate.Avoids(v), gate.Passes(v, node.Kind), avoided, want)
		}
		if gate.PassesAll() && !want {
			t.Fatalf("PassesAll() is true, and %s does not pass %+v", id, filter)
		}
	}
}

func TestGateRefuses(t *testing.T) {
	s := hub(2).build(t)
	rows := []struct {
		name   string
		filter graph.RouteFilter
		code   graph.Code
		says   string
	}{
		{"a restriction", graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.MemberOf, graph.Targets}}, graph.Invalid, "kinds[1]: TARGETS is a restriction"},
		{"no kind", graph.RouteFilter{Kinds: []graph.RelationshipKind{0}}, graph.Invalid, "kinds[0]: unknown relationship kind 0"},
		{"an unheard-of kind", graph.RouteFilter{Kinds: []graph.RelationshipKind{64}}, graph.Invalid, "kinds[0]: unknown relationship kind 64"},
		{"an unheard-of role", graph.RouteFilter{Roles: []string{"member", "friend"}}, graph.Invalid, `roles[1]: unknown role "friend"`},
		{"an unheard-of status", graph.RouteFilter{Statuses: []graph.Status{200}}, graph.Invalid, "statuses[0]: unknown status 200"},
		{"an unheard-of confidence", graph.RouteFilter{MinConfidence: 4}, graph.Invalid, "minConfidence: unknown confidence 4"},
		{"an unheard-of entity kind", graph.RouteFilter{Through: []graph.EntityKind{13}}, graph.Invalid, "through[0]: unknown entity kind 13"},
		{"a negative time to hold", graph.RouteFilter{HoldsFor: -1}, graph.Invalid, "holdsFor: a relationship cannot hold for -1 days"},
		{"too long a time to hold", graph.RouteFilter{HoldsFor: graph.MaxHoldsFor + 1}, graph.TooLarge, "holdsFor: holdsFor is 36526 days; it must be 0 to 36525"},
		{"a time to hold at any time", graph.RouteFilter{HoldsFor: 1, AnyTime: true}, graph.Invalid, "holdsFor: holdsFor counts from a day"},
		{"an unknown id to avoid", graph.RouteFilter{Avoid: []graph.ID{"academy:hub", "org:nobody"}}, graph.NotFound, `avoid[1]: no entity has the id "org:nobody"`},
		{"an unknown id to pass", graph.RouteFilter{Via: []graph.ID{"org:nobody"}}, graph.NotFound, `via[0]: no entity has the id "org:nobody"`},
	}
	for _, row := range rows {
		t.Run(row.name+" is refused by its name", func(t *testing.T) {
			_, err := s.Gate(row.filter, today)
			if err == nil || graph.CodeOf(err) != row.code || !strings.HasPrefix(err.Error(), row.says) {
				t.Errorf("Gate: %v; want %s: %s", err, row.code, row.says)
			}
		})
	}
}

func TestGateOpens(t *testing.T) {
	anything := graph.RouteFilter{AnyTime: true, Statuses: graph.Statuses()}
	put := func(change func(*graph.Tie)) *world {
		w := hub(3)
		tie := member("org:m0000", "org:m0001")
		change(&tie)
		w.putTie(tie)
		return w
	}
	rows := []struct {
		name   string
		world  *world
		filter graph.RouteFilter
		want   bool
	}{
		{"the default filter opens to active contacts without an end", hub(3), graph.RouteFilter{}, true},
		{"an empty graph is open", newWorld(), graph.RouteFilter{}, true},
		{"a relationship of class CONTEXT closes the filter of contacts", put(func(t *graph.Tie) { t.Kind = graph.ExportsTo }), anything, false},
		{"and not the filter that asks for it", put(func(t *graph.Tie) { t.Kind = graph.ExportsTo }), graph.RouteFilter{Kinds: carrying()}, true},
		{"a relationship of class RESTRICTION closes every filter", put(func(t *graph.Tie) { t.Kind = graph.ListedUnder }), graph.RouteFilter{Kinds: carrying(), AnyTime: true}, false},
		{"an ended one closes the default filter", put(func(t *graph.Tie) { t.Status = graph.Ended }), graph.RouteFilter{}, false},
		{"and not one of every status", put(func(t *graph.Tie) { t.Status = graph.Ended }), anything, true},
		{"one that is over closes the default filter", put(func(t *graph.Tie) { t.End = graph.Date{Year: 2020} }), graph.RouteFilter{}, false},
		{"and not the filter of any time", put(func(t *graph.Tie) { t.End = graph.Date{Year: 2020} }), anything, true},
		{"one that ends soon closes a filter of what holds for longer", put(func(t *graph.Tie) { t.End = graph.Date{Year: 2030} }), graph.RouteFilter{HoldsFor: 3_000}, false},
		{"and not one of what holds for less long", put(func(t *graph.Tie) { t.End = graph.Date{Year: 2030} }), graph.RouteFilter{HoldsFor: 30}, true},
		{"one that is to come closes the default filter", put(func(t *graph.Tie) { t.Start = graph.Date{Year: 2027} }), graph.RouteFilter{}, false},
		{"and not that of a later year", put(func(t *graph.Tie) { t.Start = graph.Date{Year: 2027} }), graph.RouteFilter{At: graph.Date{Year: 2027}}, true},
		{"a filter of roles is never open", hub(3), graph.RouteFilter{Roles: []string{"member"}}, false},
		{"a less sure one closes a filter of confidence", put(func(t *graph.Tie) { t.Confidence = graph.ConfidenceC }), graph.RouteFilter{MinConfidence: graph.ConfidenceB}, false},
		{"what is asked of entities does not close it", hub(3), graph.RouteFilter{AvoidRestricted: true, Avoid: []graph.ID{"org:m0001"}}, true},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			s := row.world.build(t)
			gate := gateOf(t, s, row.filter)
			if gate.Open() != row.want {
				t.Errorf("Open() = %v, want %v", gate.Open(), row.want)
			}
		})
	}
	t.Run("the gates of a successor open and close with what it holds", func(t *testing.T) {
		w := hub(3)
		s := w.build(t)
		for _, status := range []graph.Status{graph.Ended, graph.Active, graph.Planned} {
			w.revision++
			tie := member("org:m0000", "academy:hub")
			tie.Status = status
			w.putTie(tie)
			s = with(t, s, w.since(s.Revision()))
			gate := gateOf(t, s, graph.RouteFilter{})
			if gate.Open() != (status == graph.Active) {
				t.Errorf("Open() = %v beside a tie that is %s", gate.Open(), status)
			}
		}
	})
}

func BenchmarkGate(b *testing.B) {
	s := hub(50).build(b)
	filter := graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.MemberOf, graph.PartnerOf}, Statuses: graph.DefaultStatuses()}
	b.Run("compile", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Gate(filter, today); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("admit a thousand words", func(b *testing.B) {
		gate, words, n := gateOf(b, s, filter), make([]index.Word, 1000), 0
		for i := range words {
			words[i] = s.Words[i%len(s.Words)]
		}
		for b.Loop() {
			for _, w := range words {
				if gate.Admits(w) {
					n++
				}
			}
		}
		if n == math.MaxInt {
			b.Fatal(n)
		}
	})
}
