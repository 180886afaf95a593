package neo4j

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/plan"
)

// recent is what the last batch of this store came to, in short form: the index
// that follows a load would else read back each record that was just written.
type recent struct {
	head     head
	outlines []graph.Outline
}

// recently puts the changes in the order of the log.
func recently(w *writer) *recent {
	made := &recent{head: w.head, outlines: make([]graph.Outline, 0, len(w.Puts)+len(w.Removes))}
	for _, put := range w.Puts {
		if put.Form != plan.Source {
			made.outlines = append(made.outlines, own(outlineOf(changeOf(w.head.revision, put.Record))))
		}
	}
	for _, id := range slices.Sorted(slices.Values(w.Removes)) {
		made.outlines = append(made.outlines, graph.Outline{Revision: w.head.revision, Removed: id})
	}
	return made
}

// own parts an outline from the record of the caller, who may change it.
func own(o graph.Outline) graph.Outline {
	if o.Node != nil {
		o.Node.Merged = slices.Clone(o.Node.Merged)
	}
	return o
}

// sinceLast gives what the last batch changed, when it is all that the log holds
// behind a revision; the head tells.
func (s *Store) sinceLast(ctx context.Context, since graph.Revision) ([]graph.Outline, bool, error) {
	last := s.recent.Load()
	if last == nil || since+1 != last.head.revision {
		return nil, false, nil
	}
	now, err := s.readHead(ctx, s)
	if err != nil || now.born != last.head.born || now.revision != last.head.revision {
		return nil, false, err
	}
	return last.outlines, true, nil
}
