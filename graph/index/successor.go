package index

import (
	"maps"
	"slices"

	"entente/graph"
)

// With makes a successor in which the changes hold: graph.Log.Outline since
// Revision, in any order, each record once as it stands now. It equals what
// Build would make of the whole graph, but for the numbers of the vertices. An
// unknown id that was removed is passed over, for it may have been a source.
// When the changes do not fit what is known, the error is Internal and the index
// must be built anew. Several successors may be made of one snapshot, also at once.
//
// Cost: the rows of the changed entities and of both ends of the changed
// relationships, 8 bytes for each vertex, and, when the size of a body passes
// a bound of graph.SizeBucket, the rows of all its members.
func (s *Snapshot) With(changes []graph.Outline) (*Snapshot, error) {
	e := newEdit(s)
	for _, change := range changes {
		e.next.revision = max(e.next.revision, change.Revision)
	}
	for _, step := range []func([]graph.Outline) error{e.putNodes, e.readTies, e.dropTies, e.putTies, e.settle} {
		if err := step(changes); err != nil {
			return nil, err
		}
	}
	e.write()
	return e.next, nil
}

// edit is a successor in the making. The old snapshot and its arrays are only read.
type edit struct {
	old, next *Snapshot
	prices    *pricer
	rows      map[Vertex]*rowEdit
	puts      []put
	added     []record
	// shifts are the net changes of the number of ties into a body.
	shifts map[body]int
	// rekinded are the entities whose kind changed, recoded those whose country may have.
	rekinded, recoded []Vertex
	// free is the first position of the arrays that is not written.
	free uint32
	// countries tells that a Country came, went or changed its code.
	countries bool
}

// put is a relationship as it stands now.
type put struct {
	record
	id graph.ID
	// same tells that the old snapshot says the same of it.
	same bool
}

func newEdit(s *Snapshot) *edit {
	next := *s
	next.facts = s.facts.share()
	next.countries = s.countries.share()
	next.standings = s.standings.share()
	next.codes = s.codes.share()
	next.sizes = s.sizes.share()
	next.chosen = s.chosen.share()
	return &edit{
		old: s, next: &next, prices: newPricer(s.words, s.day),
		rows: map[Vertex]*rowEdit{}, shifts: map[body]int{},
	}
}

// putNodes enters what became of the entities: new ones, other kinds and
// codes, removals, merged ids.
func (e *edit) putNodes(changes []graph.Outline) error {
	touched := map[Vertex]bool{}
	e.addVertices(changes)
	for _, change := range changes {
		switch {
		case change.Node != nil:
			if err := e.next.checkNode(change.Node); err != nil {
				return err
			}
			v, _ := e.next.names.find(change.Node.ID)
			touched[v] = true
			e.setNode(v, change.Node.Kind, e.next.codebook.number(change.Node.Code))
		case change.Removed != "":
			if v, ok := e.old.names.find(change.Removed); ok {
				touched[v] = true
				e.setNode(v, 0, 0)
			}
		}
	}
	e.putMerged(changes, touched)
	return nil
}

// addVertices numbers the new entities.
func (e *edit) addVertices(changes []graph.Outline) {
	names, codes := &e.next.names, false
	fresh := 0
	for _, change := range changes {
		if change.Node == nil {
			continue
		}
		codes = true
		if _, ok := names.find(change.Node.ID); ok {
			continue
		}
		if fresh++; fresh == 1 {
			names.added, names.numbers = slices.Clip(names.added), maps.Clone(names.numbers)
			if names.numbers == nil {
				names.numbers = map[graph.ID]Vertex{}
			}
		}
		names.numbers[change.Node.ID] = Vertex(names.len())
		names.added = append(names.added, change.Node.ID)
	}
	if codes {
		e.next.codebook.numbers = maps.Clone(e.next.codebook.numbers)
	}
	n := names.len()
	e.next.facts.grow(n, 0)
	e.next.countries.grow(n, nowhere)
	e.next.standings.grow(n)
	e.next.codes.grow(n)
}

// setNode gives a vertex its kind, 0 for none, and the number of its code.
func (e *edit) setNode(v Vertex, kind graph.EntityKind, code uint32) {
	was, wasCode := e.next.Kind(v), e.next.codes.get(v)
	if was == kind && wasCode == code {
		return
	}
	e.next.facts.set(v, fact(kind))
	e.next.codes.set(v, code)
	e.next.tally.entities[was]--
	e.next.tally.entities[kind]++
	e.recoded = append(e.recoded, v)
	e.countries = e.countries || was == graph.Country || kind == graph.Country
	if was != kind {
		e.rekinded = append(e.rekinded, v)
	}
}

// putMerged replaces the merged ids of the touched entities.
func (e *edit) putMerged(changes []graph.Outline, touched map[Vertex]bool) {
	if len(touched) == 0 {
		return
	}
	merged := make(map[graph.ID]Vertex, len(e.old.names.merged))
	for id, v := range e.old.names.merged {
		if !touched[v] {
			merged[id] = v
		}
	}
	for _, change := range changes {
		if change.Node == nil {
			continue
		}
		v, _ := e.next.names.find(change.Node.ID)
		for _, id := range change.Node.Merged {
			merged[id] = v
		}
	}
	e.next.names.merged = merged
}

// readTies packs the relationships as they stand now.
func (e *edit) readTies(changes []graph.Outline) error {
	seen := map[tieKey]bool{}
	for _, change := range changes {
		if change.Tie == nil {
			continue
		}
		from, known := e.next.Lookup(change.Tie.From)
		to, ok := e.next.Lookup(change.Tie.To)
		if !known || !ok || from == to {
			return graph.Errorf(graph.Internal, "%s does not join two entities of the index", change.Tie.ID)
		}
		word, err := e.next.read(change.Tie, from, to)
		if err != nil {
			return err
		}
		p := put{id: change.Tie.ID, record: record{from, to, word}}
		if seen[p.key()] {
			return graph.Errorf(graph.Internal, "%s says what another relationship says", p.id)
		}
		seen[p.key()] = true
		e.puts = append(e.puts, p)
	}
	return nil
}

// dropTies takes the relationships that changed or are gone out of their rows.
func (e *edit) dropTies(changes []graph.Outline) error {
	for i := range e.puts {
		if err := e.dropTie(e.puts[i].id, &e.puts[i]); err != nil {
			return err
		}
	}
	for _, change := range changes {
		if change.Removed == "" {
			continue
		}
		if err := e.dropTie(change.Removed, nil); err != nil {
			return err
		}
	}
	return nil
}

// dropTie takes out the relationship with an id, if there is one and it does
// not already say what is to be put.
func (e *edit) dropTie(id graph.ID, now *put) error {
	key, ok := e.old.keyOfID(id)
	if !ok {
		return nil
	}
	inFrom, inTo, ok := e.old.seek(key)
	if !ok || e.row(key.from).dropped(inFrom) {
		return graph.Errorf(graph.Internal, "the index lost %s", id)
	}
	word := e.old.Words[inFrom]
	if now != nil && now.key() == key && now.word == word.shared() {
		now.same = true
		return nil
	}
	e.next.tally.count(word, -1)
	e.shifts[body{key.to, key.kind}]--
	e.row(key.from).drop(inFrom)
	e.row(key.to).drop(inTo)
	if word.Named() {
		e.next.chosen.clear(key, id)
	}
	return nil
}

// putTies adds the relationships that came or changed.
func (e *edit) putTies([]graph.Outline) error {
	for _, p := range e.puts {
		if p.same {
			continue
		}
		if e.holds(p.key()) {
			return graph.Errorf(graph.Internal, "%s says what another relationship says", p.id)
		}
		if p.word.Named() {
			e.next.chosen.set(p.key(), p.id)
		}
		e.shifts[body{p.to, p.word.Kind()}]++
		e.next.tally.count(p.word, 1)
		e.added = append(e.added, p.record)
	}
	if e.next.tally.total > mostTies {
		return graph.Errorf(graph.TooLarge, "the index holds at most %d relationships", mostTies)
	}
	return nil
}

// holds tells whether the old snapshot has the relationship and it was not dropped.
func (e *edit) holds(key tieKey) bool {
	if n := Vertex(e.old.Len()); key.from >= n || key.to >= n {
		return false
	}
	position, _, ok := e.old.seek(key)
	return ok && !e.row(key.from).dropped(position)
}

// settle draws the consequences: words that name another kind of entity, costs
// that another size of the body gives, and entities that are gone.
func (e *edit) settle([]graph.Outline) error {
	for _, v := range e.rekinded {
		if int(v) < e.old.Len() && e.next.Live(v) {
			e.redo(v, func(Word) bool { return true })
		}
	}
	for b, shift := range e.shifts {
		if int(b.vertex) >= e.old.Len() {
			continue
		}
		size := e.old.Size(b.kind, b.vertex)
		if graph.SizeBucket(b.kind, size) != graph.SizeBucket(b.kind, size+shift) {
			e.redo(b.vertex, func(w Word) bool { return w.Kind() == b.kind && !w.Forward() })
		}
	}
	return e.price()
}

// redo drops and adds the remaining relationships of an old row.
func (e *edit) redo(v Vertex, which func(Word) bool) {
	row := e.row(v)
	low, high := e.old.row(v)
	for p := low; p < high; p++ {
		w, other := e.old.Words[p], e.old.Adjacent[p]
		if row.dropped(p) || !which(w) {
			continue
		}
		mirror := entry{e.old.Costs[p], v, w.seen(!w.Forward(), 0)}
		q, _ := e.old.locate(other, mirror)
		row.drop(p)
		e.row(other).drop(q)
		e.added = append(e.added, recordOf(v, other, w))
	}
}
