package neo4j

import (
	"context"
	"hash/maphash"
	"slices"

	"entente/graph/plan"
)

// joined knows between which nodes relationships stand, by the database's own
// ids of from and to. A batch that ties others need not ask the database what
// joins them, which costs more than to write the ties where one of the ends has many.
type joined struct{ memory }

// possiblyJoined gives those of the ties whose ends something may join.
func (w *writer) possiblyJoined(ctx context.Context, ties []tie) ([]tie, error) {
	at, sure, err := w.moment(ctx)
	if err != nil || !sure {
		return ties, err
	}
	j := &w.store.joined
	j.mutex.Lock()
	defer j.mutex.Unlock()
	if !j.knows(at) {
		if known, err := j.read(ctx, w, at, int64(len(ties))); err != nil || !known {
			return ties, err
		}
	}
	return slices.DeleteFunc(ties, func(t tie) bool {
		_, may := j.hashes[j.hash(w.nodes[t.from], w.nodes[t.to])]
		return !may
	}), nil
}

// read reads every pair, unless there are too many for a batch with so many ties.
func (j *joined) read(ctx context.Context, w *writer, at moment, ties int64) (known bool, err error) {
	var there int64
	err = w.tx.ask(ctx, countTies, nil, func(row []any) error {
		there = integer(row[0])
		return nil
	})
	if err != nil {
		return false, err
	}
	return j.begin(at, there, ties, func() error {
		return w.tx.ask(ctx, listPairs, nil, func(row []any) error {
			to := integers(row[1])
			for i, from := range integers(row[0]) {
				j.note(from, to[i])
			}
			return nil
		})
	})
}

func (j *joined) hash(from, to int64) uint64 { return maphash.Comparable(j.seed, [2]int64{from, to}) }

func (j *joined) note(from, to int64) { j.hashes[j.hash(from, to)] = struct{}{} }

// learn takes over the ties of a batch.
func (j *joined) learn(w *writer) {
	j.follow(w, func(put *plan.Put) {
		if r := put.Relationship; r != nil {
			j.note(w.nodes[r.From], w.nodes[r.To])
		}
	})
}
