package index_test

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/index"
)

// view is all that a snapshot says, by ids, so that two can be compared.
type view struct {
	Entities   map[graph.ID]entity
	Names      map[graph.ID]graph.ID
	ByKind     map[graph.EntityKind]int
	TiesByKind map[graph.RelationshipKind]int
	Restricted []graph.ID
	InCountry  map[string][]graph.ID
	InField    map[graph.ID][]graph.ID
	Total      [2]int
}

type entity struct {
	Kind       graph.EntityKind
	Country    graph.ID
	Restricted bool
	Standing   int
	Row        []line
	Counts     []index.Count
	Sizes      map[graph.RelationshipKind]int
}

// line is one entry of a row.
type line struct {
	ID         graph.ID
	Kind       graph.RelationshipKind
	Role       string
	Status     graph.Status
	Confidence graph.Confidence
	Forward    bool
	Other      graph.ID
	OtherKind  graph.EntityKind
	First      graph.Day
	Last       graph.Day
	Strength   float64
	Cost       float32
}

// read looks at everything in a snapshot.
func read(s *index.Snapshot) view {
	v := emptyView()
	v.Total = [2]int{s.Entities(), s.Ties()}
	v.Restricted = ids(s, s.RestrictedVertices())
	for n := range index.Vertex(s.Len()) {
		id := s.ID(n)
		if found, ok := s.Lookup(id); ok {
			v.Names[id] = s.ID(found)
		}
		if s.Live(n) {
			v.Entities[id] = readEntity(s, n)
		}
		if s.Kind(n) == graph.TechnologyField {
			v.InField[id] = ids(s, s.InField(n))
		}
	}
	for code := range v.InCountry {
		v.InCountry[code] = ids(s, s.InCountry(code))
	}
	for _, kind := range graph.EntityKinds() {
		v.ByKind[kind] = s.EntitiesOf(kind)
	}
	for _, kind := range graph.RelationshipKinds() {
		v.TiesByKind[kind] = s.TiesOf(kind)
	}
	return v
}

func emptyView() view {
	return view{
		Entities: map[graph.ID]entity{}, Names: map[graph.ID]graph.ID{}, ByKind: map[graph.EntityKind]int{},
		TiesByKind: map[graph.RelationshipKind]int{}, InField: map[graph.ID][]graph.ID{},
		InCountry: map[string][]graph.ID{"": nil, "IR": nil, "CN": nil, "FR": nil, "XX": nil},
	}
}

func readEntity(s *index.Snapshot, v index.Vertex) entity {
	e := entity{
		Kind: s.Kind(v), Restricted: s.Restricted(v), Standing: s.Standing(v), Counts: s.Counts(v),
		Sizes: map[graph.RelationshipKind]int{},
	}
	if country, ok := s.Country(v); ok {
		e.Country = s.ID(country)
	}
	span := s.Spans[v]
	for p := span.Low; p < span.High; p++ {
		tie, w := s.Tie(v, p), s.Words[p]
		e.Row = append(e.Row, line{
			tie.ID, tie.Kind, tie.Role, tie.Status, tie.Confidence, tie.Forward, s.ID(tie.Other), w.Other(),
			tie.First, tie.Last, tie.Strength, s.Costs[p],
		})
	}
	for _, kind := range graph.RelationshipKinds() {
		if n := s.Size(kind, v); n > 0 {
			e.Sizes[kind] = n
		}
	}
	return e
}

func ids(s *index.Snapshot, vertices []index.Vertex) (list []graph.ID) {
	for _, v := range vertices {
		list = append(list, s.ID(v))
	}
	return list
}

// expect is what a snapshot of the world must say, worked out in the plainest way.
func (w *world) expect() view {
	v, sizes := emptyView(), w.into()
	v.Total = [2]int{len(w.nodes), len(w.ties)}
	for _, kind := range graph.EntityKinds() {
		v.ByKind[kind] = 0
	}
	for _, kind := range graph.RelationshipKinds() {
		v.TiesByKind[kind] = 0
	}
	for _, tie := range w.ties {
		v.TiesByKind[tie.Kind]++
	}
	for _, id := range slices.Sorted(maps.Keys(w.nodes)) {
		node := w.nodes[id]
		v.ByKind[node.Kind]++
		v.Names[id] = id
		e := w.entity(node, sizes)
		v.Entities[id] = e
		if e.Restricted {
			v.Restricted = append(v.Restricted, id)
		}
		if node.Kind == graph.TechnologyField {
			v.InField[id] = w.inField(id)
		}
	}
	for code := range v.InCountry {
		v.InCountry[code] = w.inCountry(code)
	}
	return v
}

// into counts the relationships by kind and the end that they lead to.
func (w *world) into() map[graph.Tie]int {
	sizes := map[graph.Tie]int{}
	for _, tie := range w.ties {
		sizes[graph.Tie{Kind: tie.Kind, To: tie.To}]++
	}
	return sizes
}

func (w *world) entity(node graph.Node, sizes map[graph.Tie]int) entity {
	e := entity{Kind: node.Kind, Sizes: map[graph.RelationshipKind]int{}}
	neighbours := map[graph.ID]bool{}
	for _, tie := range w.ties {
		if tie.From != node.ID && tie.To != node.ID {
			continue
		}
		l := w.line(tie, node.ID, sizes[graph.Tie{Kind: tie.Kind, To: tie.To}])
		e.Row = append(e.Row, l)
		if tie.Kind.Class() == graph.Contact {
			neighbours[l.Other] = true
		}
		if !l.Forward {
			e.Sizes[tie.Kind]++
		}
		listed := tie.Kind == graph.ListedUnder && l.Forward || tie.Kind == graph.Targets && !l.Forward
		e.Restricted = e.Restricted || listed && slices.Contains(graph.DefaultStatuses(), tie.Status) && tie.Interval().Holds(today)
	}
	e.Standing = len(neighbours)
	slices.SortFunc(e.Row, compareLines)
	e.Country = w.country(node, e.Row)
	e.Counts = countLines(e.Row)
	return e
}

// line is the entry of a relationship in the row of one end, in a body of the size.
func (w *world) line(tie graph.Tie, seen graph.ID, size int) line {
	strength := graph.Weight{Kind: tie.Kind, Role: tie.Role, Resolution: tie.Resolution, Size: size, Today: today}.Product()
	l := line{
		ID: tie.ID, Kind: tie.Kind, Role: tie.Role, Status: tie.Status, Confidence: tie.Confidence,
		Forward: tie.From == seen, Other: tie.From, Strength: strength, Cost: float32(-math.Log(strength)),
	}
	if l.Forward {
		l.Other = tie.To
	}
	l.OtherKind = w.nodes[l.Other].Kind
	l.First, l.Last = tie.Interval().Days()
	return l
}

func compareLines(a, b line) int {
	forwardFirst := map[bool]int{true: 0, false: 1}
	return cmp.Or(cmp.Compare(a.Cost, b.Cost), cmp.Compare(a.Other, b.Other), cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Role, b.Role), cmp.Compare(forwardFirst[a.Forward], forwardFirst[b.Forward]))
}

func (w *world) country(node graph.Node, row []line) graph.ID {
	if node.Kind == graph.Country {
		return node.ID
	}
	located := slices.DeleteFunc(slices.Clone(row), func(l line) bool { return l.Kind != graph.LocatedIn || !l.Forward })
	if i := slices.IndexFunc(located, func(l line) bool { return l.Role == "" }); i >= 0 {
		return located[i].Other
	}
	if len(located) > 0 {
		return located[0].Other
	}
	return w.withCode(node.Code)
}

// withCode is the Country that has a code, the first by id.
func (w *world) withCode(code string) graph.ID {
	for _, id := range slices.Sorted(maps.Keys(w.nodes)) {
		if node := w.nodes[id]; node.Kind == graph.Country && node.Code == code && code != "" {
			return id
		}
	}
	return ""
}

func countLines(row []line) (counts []index.Count) {
	n := map[index.Count]int{}
	for _, l := range row {
		n[index.Count{Kind: l.Kind, Forward: l.Forward}]++
	}
	for _, kind := range graph.RelationshipKinds() {
		for _, forward := range []bool{true, false} {
			if c := (index.Count{Kind: kind, Forward: forward}); n[c] > 0 {
				counts = append(counts, index.Count{Kind: kind, Forward: forward, N: n[c]})
			}
		}
	}
	return counts
}

func (w *world) inCountry(code string) []graph.ID {
	if code == "" {
		return nil
	}
	members, country := map[graph.ID]bool{}, w.withCode(code)
	for _, node := range w.nodes {
		if node.Code == code {
			members[node.ID] = true
		}
	}
	for _, tie := range w.ties {
		if tie.Kind == graph.LocatedIn && tie.To == country {
			members[tie.From] = true
		}
	}
	return slices.Sorted(maps.Keys(members))
}

func (w *world) inField(field graph.ID) []graph.ID {
	fields := map[graph.ID]bool{field: true}
	for range w.nodes {
		for _, tie := range w.ties {
			if tie.Kind == graph.Broader && fields[tie.To] {
				fields[tie.From] = true
			}
		}
	}
	members := map[graph.ID]bool{}
	for _, tie := range w.ties {
		if (tie.Kind == graph.WorksIn || tie.Kind == graph.Covers || tie.Kind == graph.Concerns) && fields[tie.To] {
			members[tie.From] = true
		}
	}
	return slices.Sorted(maps.Keys(members))
}

// agree fails unless the snapshot says what the world says.
func agree(t *testing.T, s *index.Snapshot, w *world) {
	t.Helper()
	want := w.expect()
	got := read(s)
	got.Names = want.Names
	if diff := compare(want, got); diff != "" {
		t.Fatalf("the snapshot differs from the world (-want +got):\n%s", diff)
	}
	for id := range w.changed {
		found, ok := s.Lookup(id)
		if survivor := w.survivor(id); ok != (survivor != "") || ok && s.ID(found) != survivor {
			t.Fatalf("Lookup(%s) = %v, %v; want %q", id, found, ok, survivor)
		}
	}
}
