package neo4j

import (
	"context"

	"entente/graph"
)

// head is where the store stands; its numbers are one property of one node, so
// that they always belong together.
type head struct {
	// number counts the commits, also those that change nothing but keep a key.
	number   int64
	revision graph.Revision
	// forms counts the records of each form.
	sources, entities, relationships int64
	// strays counts the entities, sources and merged ids that look like the id of
	// a tie, odd the ties whose id does not tell which they are. Where there are
	// none, nobody has to look for them.
	strays, odd int64
	// kinds counts the entities of each kind, by its word.
	kinds map[string]int64
	// born names the store.
	born string
}

// parseHead reads the columns state, kinds and counts.
func parseHead(row []any) (h head, ok bool) {
	state := integers(row[0])
	if len(state) < 7 {
		return head{}, false
	}
	h = head{state[0], graph.Revision(state[1]), state[2], state[3], state[4], state[5], state[6], countsByKind(row[1], row[2]), ""}
	return h, true
}

func countsByKind(kinds, counts any) map[string]int64 {
	words, numbers := texts(kinds), integers(counts)
	counted := make(map[string]int64, len(words))
	for i, word := range words[:min(len(words), len(numbers))] {
		counted[word] = numbers[i]
	}
	return counted
}

// parameters give the head as the statements that write it want it.
func (h head) parameters() given {
	var words []string
	var counts []int64
	for _, kind := range graph.EntityKinds() {
		words, counts = append(words, kind.String()), append(counts, h.kinds[kind.String()])
	}
	state := []int64{h.number, int64(h.revision), h.sources, h.entities, h.relationships, h.strays, h.odd}
	return given{"state": state, "kinds": words, "counts": counts}
}

// readHead gives the head, the zero one when somebody has emptied the database.
func (s *Store) readHead(ctx context.Context, a asker) (h head, err error) {
	err = a.ask(ctx, readHead, nil, func(row []any) error {
		h, _ = parseHead(row)
		h.born = text(row[3])
		s.plans.saw(h.relationships)
		return nil
	})
	return h, err
}

// Head gives the revision and the counts that the last commit noted.
func (s *Store) Head(ctx context.Context) (graph.Head, error) {
	h, err := s.readHead(ctx, s)
	if err != nil {
		return graph.Head{}, failure(ctx, err)
	}
	return graph.Head{Revision: h.revision, Sources: int(h.sources), Entities: int(h.entities), Relationships: int(h.relationships)}, nil
}
