package neo4j

import (
	"context"
	"sync"

	"entente/graph"
	"entente/graph/plan"
)

// end is where an entity stands: the database's own id of its node, and its kind.
type end struct {
	node int64
	kind graph.EntityKind
}

// ends remembers where the ends of ties stood in the last batches. The database
// may have given a node's id away since, so that each is confirmed before it is used.
type ends struct {
	mutex sync.Mutex
	known map[graph.ID]end
}

// mostEnds bounds what is remembered, about 20 MB.
const mostEnds = 200_000

// learn takes over the ends of a batch that was written. An entity that the
// batch put has become of the kind that it was put with.
func (e *ends) learn(w *writer) {
	if w.batch.Len() < large {
		return
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.known == nil || len(e.known)+len(w.nodes) > mostEnds {
		e.known = make(map[graph.ID]end, len(w.nodes))
	}
	for id, node := range w.nodes {
		if made := w.Putting(id); made != nil && made.Entity != nil {
			e.known[id] = end{node, made.Entity.Kind}
		} else if known := w.Known[id]; known != nil && known.Form == plan.Entity && node != nowhere {
			e.known[id] = end{node, known.Kind}
		}
	}
}

// of gives those of the ids that are remembered.
func (e *ends) of(ids []graph.ID) map[graph.ID]end {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	found := make(map[graph.ID]end, min(len(ids), len(e.known)))
	for _, id := range ids {
		if at, ok := e.known[id]; ok {
			found[id] = at
		}
	}
	return found
}

// confirmEnds takes the ends that stand where they are remembered and gives the ids that are left.
func (w *writer) confirmEnds(ctx context.Context, ids []graph.ID) (left []graph.ID, err error) {
	known := w.store.ends.of(ids)
	if len(known) == 0 {
		return ids, nil
	}
	var sure []graph.ID
	for _, id := range ids {
		if _, ok := known[id]; ok {
			sure = append(sure, id)
		} else {
			left = append(left, id)
		}
	}
	nodes := mapped(sure, func(id graph.ID) int64 { return known[id].node })
	kinds := mapped(sure, func(id graph.ID) string { return known[id].kind.String() })
	err = w.tx.ask(ctx, confirmEnds, given{"nodes": nodes, "ids": askable(sure), "kinds": kinds}, func(row []any) error {
		for _, at := range integers(row[0]) {
			left = append(left, sure[at])
			delete(known, sure[at])
		}
		return nil
	})
	for id, at := range known {
		w.stands(id, at, true)
	}
	return left, err
}
