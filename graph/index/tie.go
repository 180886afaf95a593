package index

import "entente/graph"

// Tie is all that the index knows of one relationship, seen from one end.
type Tie struct {
	ID         graph.ID
	Kind       graph.RelationshipKind
	Role       string
	Status     graph.Status
	Confidence graph.Confidence
	// Forward tells whether the relationship runs from this entity to Other.
	Forward bool
	Other   Vertex
	// First and Last are the days of Word.Days.
	First, Last graph.Day
	Strength    float64
}

// Tie gives the relationship at a position of the arrays, which must lie in
// the row of the vertex.
func (s *Snapshot) Tie(v Vertex, position uint32) Tie {
	w, other := s.Words[position], s.Adjacent[position]
	body := v
	if w.Forward() {
		body = other
	}
	first, last := w.Days()
	weight := s.words.weight(w, s.Size(w.Kind(), body), s.day)
	return Tie{
		ID: s.tieID(v, other, w), Kind: w.Kind(), Role: weight.Role, Status: w.Status(), Confidence: w.Confidence(),
		Forward: w.Forward(), Other: other, First: first, Last: last, Strength: weight.Product(),
	}
}

// Recorded gives the relationship at a position of the row of a vertex as it is
// recorded; whole is false where the index does not tell its dates.
func (s *Snapshot) Recorded(v Vertex, position uint32) (tie graph.Tie, whole bool) {
	w, other := s.Words[position], s.Adjacent[position]
	ends, dates := recordOf(v, other, w), w.Interval()
	return graph.Tie{
		ID: s.tieID(v, other, w), Kind: w.Kind(), From: s.ID(ends.from), To: s.ID(ends.to), Role: s.words.roles[w.role()],
		Resolution: graph.Resolution{Status: w.Status(), Start: dates.Start, End: dates.End, Confidence: w.Confidence()},
	}, w.dated()
}

// Has tells whether there is a relationship of the kind, ends and role.
func (s *Snapshot) Has(kind graph.RelationshipKind, from, to graph.ID, role string) bool {
	a, known := s.Lookup(from)
	b, ok := s.Lookup(to)
	number, word := s.Role(role)
	if !known || !ok || !word {
		return false
	}
	_, _, ok = s.seek(tieKey{a, b, kind, number})
	return ok
}

// tieID gives the id that the loader chose, or derives it from the ends, kind and role.
func (s *Snapshot) tieID(v, other Vertex, w Word) graph.ID {
	tie := recordOf(v, other, w)
	if w.Named() {
		return s.chosen.ids.get(tie.key())
	}
	return graph.RelationshipID(w.Kind(), s.ID(tie.from), s.ID(tie.to), s.words.roles[w.role()])
}

// record is a relationship in short form, with the part of the word that both ends share.
type record struct {
	from, to Vertex
	word     Word
}

// recordOf gives the relationship of an entry in the row of a vertex.
func recordOf(v, other Vertex, w Word) record {
	if w.Forward() {
		return record{v, other, w.shared()}
	}
	return record{other, v, w.shared()}
}

// key is what makes the relationship one.
func (r record) key() tieKey { return tieKey{r.from, r.to, r.word.Kind(), r.word.role()} }

// tieKey is a kind, two ends and a role: there is at most one relationship for each.
type tieKey struct {
	from, to Vertex
	kind     graph.RelationshipKind
	role     uint8
}

// chosen keeps the ids that cannot be derived, both ways.
type chosen struct {
	ids  layered[tieKey, graph.ID]
	keys layered[graph.ID, tieKey]
}

func newChosen() chosen {
	return chosen{newLayered[tieKey, graph.ID](), newLayered[graph.ID, tieKey]()}
}

func (c chosen) share() chosen { return chosen{c.ids.share(), c.keys.share()} }

func (c chosen) set(key tieKey, id graph.ID) {
	c.ids.set(key, id)
	c.keys.set(id, key)
}

func (c chosen) clear(key tieKey, id graph.ID) {
	c.ids.set(key, "")
	c.keys.set(id, tieKey{})
}

// body is one entity as the end of all relationships of a kind that lead to it.
type body struct {
	vertex Vertex
	kind   graph.RelationshipKind
}

// longRow is the number of entries beyond which Size looks up what it would else count.
const longRow = 64

// Size counts the relationships of a kind into an entity, as graph.Weight wants it.
func (s *Snapshot) Size(kind graph.RelationshipKind, v Vertex) int {
	low, high := s.row(v)
	if high-low > longRow && graph.SizeBucket(kind, longRow) > 0 {
		return s.sizes.get(body{v, kind})
	}
	return s.countInto(kind, v)
}

func (s *Snapshot) countInto(kind graph.RelationshipKind, v Vertex) int {
	const told = kindBits | 1<<forwardShift
	low, high := s.row(v)
	count := 0
	for _, w := range s.Words[low:high] {
		if w&told == Word(kind) {
			count++
		}
	}
	return count
}

// Count counts the relationships of an entity of one kind in one direction.
type Count struct {
	Kind    graph.RelationshipKind
	Forward bool
	N       int
}

// Counts counts the relationships of an entity by kind and direction, in the
// order of the vocabulary, forward first, without the empty ones.
func (s *Snapshot) Counts(v Vertex) []Count {
	var counts [2][kindBits + 1]int
	low, high := s.row(v)
	for _, w := range s.Words[low:high] {
		counts[w>>forwardShift&1][w&kindBits]++
	}
	var list []Count
	for _, kind := range graph.RelationshipKinds() {
		for _, forward := range []int{1, 0} {
			if n := counts[forward][kind]; n > 0 {
				list = append(list, Count{Kind: kind, Forward: forward == 1, N: n})
			}
		}
	}
	return list
}
