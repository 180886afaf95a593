package neo4j

import (
	"context"
	"math"
	"slices"
	"sync"

	"entente/graph"
)

// How a survey reads: so many nodes a question, and so many streams of ties at
// once, each of chunks that begin at so many nodes.
const (
	surveyPage  = 10_000
	surveyChunk = 1_000
	streams     = 2
)

// stamp is a record's id with the revision at which it stands.
type stamp struct {
	id       graph.ID
	revision graph.Revision
}

// short is a tie in short form. Its ends are places in the list of nodes.
type short struct {
	from, to uint32
	revision uint32
	word     int64
}

// survey is every record in short form, as the graph stood at one revision.
//
// Neo4j gives no snapshot, so it is read without one: first where the head
// stands, then everything, then which records were committed meanwhile. Those are
// taken out of what was read, whatever it was, and put in again from the versions that
// the log kept. The bookmarks see to it that each step sees all that was
// committed before, whole.
type survey struct {
	store    *Store
	revision graph.Revision
	sources  []stamp
	// nodes are in the order of their ids; ids has these close together.
	nodes []graph.Outline
	ids   []graph.ID
	// elements are the database's own ids of the nodes, places the inverse.
	elements []int64
	places   places
	ties     []short
	// senses are those of the codebook.
	senses []sense
	// odd are the ties whose id does not follow from the rest, others those that
	// were taken from the log.
	odd    map[tie]graph.ID
	others []graph.Outline
}

// newSurvey reads the graph; sources are read only when they are asked for.
func (s *Store) newSurvey(ctx context.Context, sources bool) (*survey, error) {
	v := &survey{store: s, odd: map[tie]graph.ID{}}
	before, err := s.readHead(ctx, s)
	if err != nil {
		return nil, err
	}
	v.revision = before.revision
	steps := []func(context.Context) error{v.readNodes, v.readTies, v.readOdd, v.readSenses, s.barrier, v.reconcile}
	if sources {
		steps = append([]func(context.Context) error{v.readSources}, steps...)
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return v, nil
}

func (v *survey) readSources(ctx context.Context) error {
	return eachPage(ctx, v.store, surveySources, func(row []any) (last string, count int) {
		ids, revisions := texts(row[0]), integers(row[1])
		for i, id := range ids {
			v.sources = append(v.sources, stamp{graph.ID(id), graph.Revision(revisions[i])})
			last = id
		}
		return last, len(ids)
	})
}

func (v *survey) readNodes(ctx context.Context) error {
	err := eachPage(ctx, v.store, surveyNodes, func(row []any) (last string, count int) {
		ids := list(row[0])
		if len(ids) > 0 {
			v.takeNodes(ids, row)
			last = text(ids[len(ids)-1])
		}
		return last, len(ids)
	})
	v.places = newPlaces(v.elements)
	return err
}

func (v *survey) takeNodes(ids []any, row []any) {
	elements, revisions, kinds, codes := list(row[1]), list(row[2]), list(row[3]), list(row[4])
	merged := map[graph.ID][]graph.ID{}
	for i, id := range texts(row[5]) {
		merged[graph.ID(id)] = idsOf(list(row[6])[i])
	}
	nodes := make([]graph.Node, len(ids))
	for i := range ids {
		kind, err := graph.ParseEntityKind(text(kinds[i]))
		if err != nil {
			continue
		}
		id := graph.ID(text(ids[i]))
		nodes[i] = graph.Node{ID: id, Kind: kind, Code: text(codes[i]), Merged: merged[id]}
		v.ids = append(v.ids, id)
		v.elements = append(v.elements, integer(elements[i]))
		v.nodes = append(v.nodes, graph.Outline{Revision: graph.Revision(integer(revisions[i])), Node: &nodes[i]})
	}
}

// places finds the place of a node by the database's own id: in an array where
// those are dense, as they mostly are, else in a map.
type places struct {
	dense  []uint32
	sparse map[int64]uint32
}

func newPlaces(elements []int64) (p places) {
	const room = 8 // array entries for each node
	var last int64
	for _, element := range elements {
		last = max(last, element)
	}
	if last < int64(room*len(elements)) {
		p.dense = make([]uint32, last+1)
		for place, element := range elements {
			p.dense[element] = uint32(place) + 1
		}
		return p
	}
	p.sparse = make(map[int64]uint32, len(elements))
	for place, element := range elements {
		p.sparse[element] = uint32(place) + 1
	}
	return p
}

// of gives the place, false for a node that is not in the survey.
func (p places) of(element int64) (uint32, bool) {
	var found uint32
	if p.sparse != nil {
		found = p.sparse[element]
	} else if element < int64(len(p.dense)) {
		found = p.dense[element]
	}
	return found - 1, found > 0
}

// eachPage reads a list in pages, each behind the last id of the one before.
func eachPage(ctx context.Context, a asker, st statement, take func(row []any) (last string, count int)) error {
	for after, more := "", true; more; {
		more = false
		err := a.ask(ctx, st, given{"after": after, "most": surveyPage}, func(row []any) error {
			last, count := take(row)
			after, more = last, count == surveyPage
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readTies reads several streams at once, each its share of the chunks.
func (v *survey) readTies(ctx context.Context) error {
	var chunks [streams][][]int64
	for i := 0; i < len(v.elements); i += surveyChunk {
		share := i / surveyChunk % streams
		chunks[share] = append(chunks[share], v.elements[i:min(i+surveyChunk, len(v.elements))])
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var found [streams][][]short
	var group sync.WaitGroup
	for i := range streams {
		group.Go(func() {
			var err error
			if found[i], err = v.readChunks(ctx, chunks[i]); err != nil {
				cancel(err)
			}
		})
	}
	group.Wait()
	if err := context.Cause(ctx); err != nil {
		return err
	}
	v.ties = slices.Concat(slices.Concat(found[:]...)...)
	return nil
}

// readChunks reads one stream. The chunks go in groups, so that a stream that
// breaks is asked again from its last group on.
func (v *survey) readChunks(ctx context.Context, chunks [][]int64) (ties [][]short, err error) {
	const group = 16
	p := v.packing()
	for i := 0; i < len(chunks); i += group {
		parts := mapped(chunks[i:min(i+group, len(chunks))], func(part []int64) any { return part })
		err := v.store.ask(ctx, surveyTies, given{"parts": parts, "end": p.end, "revision": p.revision, "most": p.most}, func(row []any) error {
			ties = append(ties, v.chunk(row, p))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return ties, nil
}

// packing says how a tie's end, revision and start share an integer, the start
// last: what each is multiplied with, 0 for a revision that has no room, and
// below what a revision stays. What is beyond was written by somebody else.
type packing struct{ end, revision, most int64 }

// packing is the closest one into which the graph fits.
func (v *survey) packing() packing {
	// margin is for what is written while the survey is read.
	const revisions, nodes, margin = 1 << 22, 1 << 31, 1 << 20
	if v.revision >= revisions-margin || len(v.elements) > 0 && slices.Max(v.elements) >= nodes-margin {
		return packing{end: surveyChunk, most: math.MaxUint32}
	}
	return packing{end: surveyChunk * revisions, revision: surveyChunk, most: revisions}
}

// chunk reads the columns of a chunk, whose nodes stand side by side. A tie to a
// node that was not there yet is younger than the survey.
func (v *survey) chunk(row []any, p packing) []short {
	first, _ := v.places.of(integer(row[0]))
	ends, words, revisions := list(row[1]), list(row[2]), list(row[3])
	ties := make([]short, 0, len(ends))
	for i := range ends {
		packed := integer(ends[i])
		to, known := v.places.of(packed / p.end)
		if !known {
			continue
		}
		t := short{from: first + uint32(packed%surveyChunk), to: to, word: integer(words[i])}
		if p.revision != 0 {
			t.revision = uint32(packed % p.end / p.revision)
		} else {
			t.revision = uint32(integer(revisions[i]))
		}
		ties = append(ties, t)
	}
	return ties
}

func (v *survey) readOdd(ctx context.Context) error {
	return v.store.ask(ctx, surveyOdd, nil, func(row []any) error {
		ids, kinds, from, to, roles := texts(row[0]), texts(row[1]), texts(row[2]), texts(row[3]), texts(row[4])
		for i, id := range ids {
			if kind, err := graph.ParseRelationshipKind(kinds[i]); err == nil {
				v.odd[tie{kind, graph.ID(from[i]), graph.ID(to[i]), roles[i]}] = graph.ID(id)
			}
		}
		return nil
	})
}

func (v *survey) readSenses(ctx context.Context) error {
	err := v.store.refreshCodebook(ctx)
	v.senses = v.store.codebook.all()
	return err
}

// reconcile brings what was committed while the survey was read back to where
// it stood before.
func (v *survey) reconcile(ctx context.Context) error {
	after, err := v.store.readHead(ctx, v.store)
	if err != nil || after.revision == v.revision {
		return err
	}
	news, err := v.store.readLog(ctx, v.revision)
	if err != nil {
		return err
	}
	touched := make(map[graph.ID]bool, len(news))
	ids := make([]graph.ID, 0, len(news))
	for id := range news {
		touched[id] = true
		ids = append(ids, id)
	}
	v.drop(touched)
	return v.store.eachVersion(ctx, ids, v.revision, v.restore)
}
