package index

import (
	"context"
	"iter"
	"math"
	"strings"
	"sync/atomic"

	"entente/graph"
)

// Build makes the index of a whole graph from graph.Log.Outline since 0: nodes
// in the order of their ids, then ties. Ages and restrictions are those of
// today. Anything out of order, or a tie without both ends, is Internal: the
// store broke its contract. Cost: the ties are kept once in short form (16
// bytes), counted into rows, and each row is sorted.
func Build(ctx context.Context, outline iter.Seq2[graph.Outline, error], today graph.Day) (*Snapshot, error) {
	b := newBuilder(today)
	read := 0
	for change, err := range outline {
		if err != nil {
			return nil, err
		}
		if read++; read%checkEvery == 0 && ctx.Err() != nil {
			return nil, graph.Errorf(graph.Canceled, "the index was given up: %w", ctx.Err())
		}
		if err := b.take(change); err != nil {
			return nil, err
		}
	}
	if err := b.endNodes(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, graph.Errorf(graph.Canceled, "the index was given up: %w", err)
	}
	return b.finish(), nil
}

// checkEvery is how many records are read between two looks at the context.
const checkEvery = 1 << 12

// builder collects what Build reads. The ties lie in chunks, so that they are
// never copied while they grow.
type builder struct {
	s     *Snapshot
	namer *namer
	ties  [][]record
	// into counts the ties into each vertex, for each kind whose size matters.
	into [kindBits + 1][]uint32
	// from is the end that the last tie started from; ties come ordered by it.
	from     graph.ID
	fromWhat Vertex
}

const chunk = 1 << 15

// mostTies is what a Span can address, with some room for changes.
const mostTies = math.MaxUint32 / 2 / 9 * 8

func newBuilder(today graph.Day) *builder {
	s := &Snapshot{
		words: newVocabulary(), codebook: newCodebook(), chosen: newChosen(),
		sizes: newLayered[body, int](), room: new(atomic.Int64), day: today,
	}
	s.tally.earliestEnd = openEnd
	return &builder{s: s, namer: newNamer()}
}

func (b *builder) take(change graph.Outline) error {
	b.s.revision = max(b.s.revision, change.Revision)
	switch {
	case change.Node != nil:
		return b.node(change.Node)
	case change.Tie != nil:
		return b.tie(change.Tie)
	}
	return nil
}

func (b *builder) node(node *graph.Node) error {
	if b.namer == nil {
		return graph.Errorf(graph.Internal, "the outline gives %s behind the ties", node.ID)
	}
	if err := b.s.checkNode(node); err != nil {
		return err
	}
	if err := b.namer.add(node); err != nil {
		return err
	}
	v := Vertex(len(b.s.facts.values))
	code := b.s.codebook.number(node.Code)
	b.s.facts.values = append(b.s.facts.values, fact(node.Kind))
	b.s.codes.append(code)
	b.s.tally.entities[node.Kind]++
	if node.Kind == graph.Country && code != 0 && b.s.codebook.country(code) == nowhere {
		b.s.codebook.countries[code] = v
	}
	return nil
}

// checkNode refuses a kind that the vocabulary lacks.
func (s *Snapshot) checkNode(node *graph.Node) error {
	if s.words.entities>>node.Kind&1 == 0 {
		return graph.Errorf(graph.Internal, "%s has a kind that the vocabulary lacks", node.ID)
	}
	return nil
}

// endNodes makes the tables by vertex, once the number of vertices is known.
func (b *builder) endNodes() error {
	if b.namer == nil {
		return nil
	}
	s := b.s
	s.names = b.namer.names()
	b.namer = nil
	n := s.names.built()
	s.base = Vertex(n)
	s.Spans = make([]Span, n)
	s.standings = newNarrow(n)
	s.countries.values = make([]Vertex, n)
	s.facts.values = trim(s.facts.values)
	s.codes.trim()
	for _, kind := range s.words.sized {
		b.into[kind] = make([]uint32, n)
	}
	return nil
}

// trim copies a list without the room that append left.
func trim[T any](list []T) []T {
	exact := make([]T, len(list))
	copy(exact, list)
	return exact
}

func (b *builder) tie(tie *graph.Tie) error {
	if err := b.endNodes(); err != nil {
		return err
	}
	from, to, err := b.ends(tie)
	if err != nil {
		return err
	}
	word, err := b.s.read(tie, from, to)
	if err != nil {
		return err
	}
	read := record{from, to, word}
	if word.Named() {
		b.s.chosen.set(read.key(), tie.ID)
	}
	if into := b.into[tie.Kind]; into != nil {
		into[to]++
	}
	b.s.Spans[from].High++
	b.s.Spans[to].High++
	b.s.tally.count(word, 1)
	if b.s.tally.total > mostTies {
		return graph.Errorf(graph.TooLarge, "the index holds at most %d relationships", mostTies)
	}
	b.keep(read)
	return nil
}

func (b *builder) keep(r record) {
	last := len(b.ties) - 1
	if last < 0 || len(b.ties[last]) == chunk {
		b.ties = append(b.ties, make([]record, 0, chunk))
		last++
	}
	b.ties[last] = append(b.ties[last], r)
}

func (b *builder) ends(tie *graph.Tie) (from, to Vertex, err error) {
	from, known := b.fromWhat, tie.From == b.from && b.from != ""
	if !known {
		if from, known = b.s.Lookup(tie.From); known {
			b.from, b.fromWhat = tie.From, from
		}
	}
	to, ok := b.s.Lookup(tie.To)
	if !known || !ok || from == to {
		return 0, 0, graph.Errorf(graph.Internal, "%s does not join two entities of the outline", tie.ID)
	}
	return from, to, nil
}

// read packs a tie whose ends are known.
func (s *Snapshot) read(tie *graph.Tie, from, to Vertex) (Word, error) {
	role, ok := s.Role(tie.Role)
	if !ok || s.words.ties>>tie.Kind&1 == 0 {
		return 0, graph.Errorf(graph.Internal, "%s has a kind or role that the vocabulary lacks: %s %q", tie.ID, tie.Kind, tie.Role)
	}
	named := !derives(tie.ID, tie.Kind.String(), s.ID(from), s.ID(to), tie.Role)
	return pack(tie, role, named), nil
}

// derives tells whether the id is graph.RelationshipID of the rest, without making that.
func derives(id graph.ID, kind string, from, to graph.ID, role string) bool {
	parts := [...]string{"rel:", kind, "/", string(from), "/", string(to), "/", role}
	list := parts[:]
	if role == "" {
		list = parts[:6]
	}
	rest := string(id)
	for _, part := range list {
		if !strings.HasPrefix(rest, part) {
			return false
		}
		rest = rest[len(part):]
	}
	return rest == ""
}

// finish counts the ties into rows and sorts these.
func (b *builder) finish() *Snapshot {
	s := b.s
	s.allocate(b.layOut())
	s.tally.settle()
	prices := newPricer(s.words, s.day)
	for i, ties := range b.ties {
		for _, tie := range ties {
			size := 0
			if into := b.into[tie.word.Kind()]; into != nil {
				size = int(into[tie.to])
			}
			cost := prices.cost(tie.word, size)
			s.extend(tie.from, entry{cost, tie.to, tie.word.seen(true, s.Kind(tie.to))})
			s.extend(tie.to, entry{cost, tie.from, tie.word.seen(false, s.Kind(tie.from))})
		}
		b.ties[i] = nil
	}
	var scratch []entry
	seen := make([]uint64, len(s.Spans)/64+1)
	for v := range s.Spans {
		scratch = s.sortRow(Vertex(v), scratch)
		s.digest(Vertex(v), seen)
	}
	return s
}

// layOut turns the lengths of the rows, kept in High, into empty rows that can grow to them.
func (b *builder) layOut() (entries int) {
	for v := range b.s.Spans {
		length := int(b.s.Spans[v].High)
		b.s.Spans[v] = Span{uint32(entries), uint32(entries)}
		entries += length
	}
	return entries
}

// extend adds an entry to a row that has room for it.
func (s *Snapshot) extend(v Vertex, e entry) {
	s.put(s.Spans[v].High, e)
	s.Spans[v].High++
}

// allocate makes the shared arrays for a number of entries, with some room behind.
func (s *Snapshot) allocate(entries int) {
	room := entries + entries/32 + 64
	s.Adjacent = make([]Vertex, entries, room)
	s.Words = make([]Word, entries, room)
	s.Costs = make([]float32, entries, room)
	s.room = new(atomic.Int64)
	s.room.Store(int64(entries))
}
