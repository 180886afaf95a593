package neo4j

import (
	"context"
	"hash/maphash"
	"slices"

	"entente/graph"
	"entente/graph/plan"
)

// taken knows under which ids something stands that is looked up by its id: an
// entity, a source, a merged id or an odd tie. New ids need no look into the database.
type taken struct{ memory }

// possiblyTaken gives those of the ids under which something may stand.
func (w *writer) possiblyTaken(ctx context.Context, ids []graph.ID) ([]graph.ID, error) {
	if !w.early || len(ids) < large {
		return ids, nil
	}
	at, sure, err := w.moment(ctx)
	if err != nil || !sure {
		return ids, err
	}
	t := &w.store.taken
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if !t.knows(at) {
		if known, err := t.read(ctx, w, at, int64(len(ids))); err != nil || !known {
			return ids, err
		}
	}
	return slices.DeleteFunc(ids, func(id graph.ID) bool {
		_, may := t.hashes[t.hash(id)]
		return !may
	}), nil
}

// read reads every id, unless there are too many for a batch that asks about so many.
func (t *taken) read(ctx context.Context, w *writer, at moment, ids int64) (known bool, err error) {
	var there int64
	err = w.tx.ask(ctx, countIDs, nil, func(row []any) error {
		there = integer(row[0])
		return nil
	})
	if err != nil {
		return false, err
	}
	return t.begin(at, there, ids, func() error {
		return w.tx.ask(ctx, listIDs, nil, func(row []any) error {
			for _, id := range idsOf(row[0]) {
				t.note(id)
			}
			return nil
		})
	})
}

func (t *taken) hash(id graph.ID) uint64 { return maphash.String(t.seed, string(id)) }

func (t *taken) note(id graph.ID) { t.hashes[t.hash(id)] = struct{}{} }

// learn takes over the ids of a batch.
func (t *taken) learn(w *writer) {
	t.follow(w, func(put *plan.Put) {
		if r := put.Relationship; r != nil && tieOf(r).tells(put.ID) {
			return
		}
		t.note(put.ID)
		if put.Entity != nil {
			for _, id := range put.Entity.Merged {
				t.note(id)
			}
		}
	})
}
