package neo4j

import (
	"context"
	"hash/maphash"
	"slices"
	"sync"
)

// joined knows between which nodes relationships stand, as long as nobody but
// this store writes. A batch that ties others need not ask the database what
// joins them, which costs more than to write the ties where one of the ends has many.
type joined struct {
	mutex sync.Mutex
	// born and number say behind which commit of the store, database and drift
	// behind which transactions of others everything is known.
	born, database string
	number, drift  int64
	// pairs are hashes of the database's own ids of from and to. What is not among
	// them does not stand; what is may have gone, or be another pair.
	pairs map[uint64]struct{}
	seed  maphash.Seed
}

const (
	// mostJoined bounds what is remembered, about 80 MB.
	mostJoined = 4_000_000
	// worthwhile is how many relationships of the database are read for each
	// tie of a batch: that many take as long as to ask what joins its two ends.
	worthwhile = 20
)

// possiblyJoined gives those of the ties whose ends something may join.
func (w *writer) possiblyJoined(ctx context.Context, ties []tie) ([]tie, error) {
	now, err := w.store.steady(ctx)
	if err != nil || !now.read || now.number != w.head.number {
		return ties, err
	}
	j := &w.store.joined
	j.mutex.Lock()
	defer j.mutex.Unlock()
	if j.pairs == nil || j.born != w.head.born || j.number != now.number || j.database != now.database || j.drift != now.drift {
		if known, err := j.read(ctx, w, int64(len(ties))); err != nil || !known {
			return ties, err
		}
		j.born, j.number, j.database, j.drift = w.head.born, now.number, now.database, now.drift
	}
	return slices.DeleteFunc(ties, func(t tie) bool {
		_, may := j.pairs[j.hash(w.nodes[t.from], w.nodes[t.to])]
		return !may
	}), nil
}

// read reads every pair, unless there are too many for a batch with so many ties.
func (j *joined) read(ctx context.Context, w *writer, ties int64) (known bool, err error) {
	j.pairs = nil
	var there int64
	err = w.tx.ask(ctx, countTies, nil, func(row []any) error {
		there = integer(row[0])
		return nil
	})
	if err != nil || there > min(worthwhile*ties, mostJoined) {
		return false, err
	}
	pairs := make(map[uint64]struct{}, there)
	j.seed = maphash.MakeSeed()
	if there > 0 {
		err = w.tx.ask(ctx, listPairs, nil, func(row []any) error {
			to := integers(row[1])
			for i, from := range integers(row[0]) {
				pairs[j.hash(from, to[i])] = struct{}{}
			}
			return nil
		})
	}
	if err == nil {
		j.pairs = pairs
	}
	return err == nil, err
}

func (j *joined) hash(from, to int64) uint64 { return maphash.Comparable(j.seed, [2]int64{from, to}) }

// learn takes over the ties of a batch that was written, if it is the next one.
func (j *joined) learn(w *writer) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	if j.pairs == nil || j.born != w.born || w.head.number != j.number+1 {
		return
	}
	j.number++
	for _, put := range w.Puts {
		if r := put.Relationship; r != nil {
			j.pairs[j.hash(w.nodes[r.From], w.nodes[r.To])] = struct{}{}
		}
	}
	if len(j.pairs) > mostJoined {
		j.pairs = nil
	}
}
