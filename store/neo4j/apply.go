package neo4j

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/plan"
)

// Apply applies the whole batch or nothing of it; see graph.Log. A commit whose
// answer was lost is looked up by a token of its own and not applied twice.
func (s *Store) Apply(ctx context.Context, batch graph.Batch) (graph.Commit, error) {
	if s.readOnly {
		return graph.Commit{}, graph.Errorf(graph.Unavailable, "the store was opened for reading only")
	}
	made, err := plan.New(&batch)
	if err == nil && !(utf8.ValidString(batch.Author) && utf8.ValidString(batch.Reason)) {
		err = graph.Errorf(graph.Invalid, "author or reason is not UTF-8")
	}
	if err != nil {
		return graph.Commit{}, err
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return graph.Commit{}, ctx.Err()
	}
	commit, err := s.applyPlan(ctx, &batch, made, nil)
	if err != nil {
		return graph.Commit{}, failure(ctx, err)
	}
	return commit, nil
}

// applyPlan runs the transaction, again when the connection broke: the token
// tells whether it was committed before. A transaction that nobody waits for any
// more holds the lock until the server gives it up, so the second cannot run
// before the first has ended.
func (s *Store) applyPlan(ctx context.Context, batch *graph.Batch, made *plan.Plan, adoption *adoption) (graph.Commit, error) {
	const tries = 3
	token := rand.Text()
	for try := 1; ; try++ {
		var w *writer
		err := s.inTransaction(ctx, func(tx transaction) error {
			w = &writer{store: s, tx: tx, batch: batch, Plan: made.Fresh(), token: token, adoption: adoption}
			return w.run(ctx)
		})
		if err == nil || errors.Is(err, errUnwritten) {
			s.codebook.grow(w.born, w.codes, w.added)
			s.remember(w, err == nil)
			return w.Commit, nil
		}
		s.left.Store(nil)
		if try == tries || !lost(err) || ctx.Err() != nil {
			return graph.Commit{}, err
		}
	}
}

// remember keeps what the next batch need not ask for. Of a batch that was not
// written, because it changes nothing or somebody has written it before, nothing
// is learnt but where the head stands.
func (s *Store) remember(w *writer, written bool) {
	s.left.Store(&w.head)
	s.plans.saw(w.head.relationships)
	s.ends.learn(w)
	if !written {
		return
	}
	s.joined.learn(w)
	s.taken.learn(w)
	if w.Writes() {
		s.recent.Store(recently(w))
	}
}

// errUnwritten rolls a transaction back that has nothing but the lock to
// commit: the head does not count it, so it would pass for somebody else's.
var errUnwritten = errors.New("there is nothing to write")

// writer writes one batch in one transaction.
type writer struct {
	store *Store
	tx    transaction
	batch *graph.Batch
	*plan.Plan
	token string
	// adoption is nil unless the batch takes in what others wrote.
	adoption *adoption
	head     head
	// senses are those of the codebook, which has so many entries, and of those that this batch adds.
	senses map[sense]int64
	born   string
	codes  int
	added  []string
	// present are the ties that the batch may touch, by id, and joining all
	// between its ends, also those that somebody else made.
	present map[graph.ID]*joint
	joining map[tie]*joint
	// nodes are the database's own ids of the ends of ties, good for this transaction only.
	nodes map[graph.ID]int64
	// early is true while a large batch is read before the lock is taken.
	early bool
	// foreign are the entities and sources that somebody else made under an id of the batch.
	foreign map[graph.ID]bool
	// spoken are the search tokens of the entities that were put, for the vocabulary.
	spoken lexicon
}

// run reads, checks and writes.
func (w *writer) run(ctx context.Context) error {
	known, err := w.lookAndLock(ctx)
	if err != nil {
		return err
	}
	if known {
		return errUnwritten
	}
	if err := w.Check(); err != nil {
		return err
	}
	if err := w.Settle(); err != nil {
		return err
	}
	w.Commit.Revision = w.head.revision
	if !w.Writes() && w.batch.Key == "" {
		return errUnwritten
	}
	return w.write(ctx)
}

// large is from how many records on a batch is read before the lock is taken.
const large = 500

// lookAndLock reads under the lock. A large batch is read before, because the
// database looks up half as fast once a transaction has written. What was read
// holds when the head proves to be where this store left it: every commit of a
// store moves the head, in the same transaction and under the lock.
func (w *writer) lookAndLock(ctx context.Context) (known bool, err error) {
	left := w.store.left.Load()
	w.early = left != nil && w.adoption == nil && w.batch.Len() >= large
	early := w.early
	if early {
		w.head = *left
		if err := w.read(ctx); err != nil {
			return false, err
		}
		w.early = false
	}
	if known, err = w.lock(ctx); err != nil || known {
		return known, err
	}
	if expect := w.batch.Expect; expect != 0 && expect != w.head.revision {
		return false, graph.Errorf(graph.Conflict, "the batch was made from revision %d, the store stands at %d", expect, w.head.revision)
	}
	if early && w.head.number == left.number && w.born == left.born {
		return false, nil
	}
	return false, w.read(ctx)
}

// lock takes the head's lock and tells whether the batch is known, by its key
// or, after a lost answer, by its token.
func (w *writer) lock(ctx context.Context) (known bool, err error) {
	born, size := w.store.codebook.state()
	found := false
	parameters := given{"token": w.token, "key": keyDigest(w.batch.Key), "born": born, "codebook": size}
	take := func(row []any) error {
		if w.head, found = parseHead(row[1:]); !found {
			return nil
		}
		w.store.plans.saw(w.head.relationships)
		if integer(row[0]) > formatVersion {
			return graph.Errorf(graph.Unavailable, "the store in the database has become one of a newer format")
		}
		w.born = text(row[4])
		w.head.born = w.born
		if row[5] != nil {
			w.store.codebook.learn(w.born, texts(row[5]))
		}
		known = truth(row[6])
		if known {
			err = w.replay(truth(row[7]), row[8], integers(row[9]))
		}
		return err
	}
	err = w.tx.ask(ctx, lockHead, parameters, take)
	if err == nil && !found {
		err = w.tx.ask(ctx, createHead, given{"format": formatVersion}, nil)
	}
	if err == nil && !found {
		err = w.tx.ask(ctx, lockHead, parameters, take)
	}
	w.senses = w.store.codebook.numbers()
	_, w.codes = w.store.codebook.state()
	return known, err
}

// replay gives the first answer to a known key, and the lost one to a known token.
func (w *writer) replay(byKey bool, content any, answer []int64) error {
	first, _ := content.([]byte)
	if byKey && !bytes.Equal(first, w.Content) {
		return graph.Errorf(graph.Conflict, "the key %q belongs to a batch with another content", graph.Excerpt(w.batch.Key))
	}
	w.Commit = graph.Commit{Revision: graph.Revision(answer[0]), Added: int(answer[1]), Changed: int(answer[2]),
		Unchanged: int(answer[3]), Removed: int(answer[4]), Replayed: byKey}
	return nil
}

// keyDigest stands for a key of any length and content; null for none.
func keyDigest(key string) any {
	if key == "" {
		return nil
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}

// stamp is the time in the log.
func (w *writer) stamp() string { return w.store.now().UTC().Format(time.RFC3339Nano) }
