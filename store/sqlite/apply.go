package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"time"

	"entente/graph"
	"entente/graph/plan"
)

// Apply applies the whole batch or nothing of it; see graph.Log.
func (s *Store) Apply(ctx context.Context, batch graph.Batch) (graph.Commit, error) {
	if s.write == nil {
		return graph.Commit{}, graph.Errorf(graph.Unavailable, "the store was opened for reading only")
	}
	made, err := plan.New(&batch)
	if err != nil {
		return graph.Commit{}, err
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return graph.Commit{}, ctx.Err()
	}
	commit, err := s.applyPlan(ctx, &batch, made)
	if err != nil {
		return graph.Commit{}, failure(ctx, err)
	}
	return commit, nil
}

// applyPlan runs the transaction. The statements in it do not watch the
// context, which would cost a goroutine for each; the writer looks at it instead.
func (s *Store) applyPlan(ctx context.Context, batch *graph.Batch, made *plan.Plan) (graph.Commit, error) {
	tx, err := s.write.db.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return graph.Commit{}, err
	}
	defer tx.Rollback()
	w := newWriter(ctx, tx)
	before, err := readHead(ctx, w)
	if err != nil {
		return graph.Commit{}, err
	}
	commit, replayed, err := replay(ctx, w, batch.Key, made.Content)
	if err != nil || replayed {
		return commit, err
	}
	if batch.Expect != 0 && batch.Expect != before.revision {
		return graph.Commit{}, graph.Errorf(graph.Conflict, "the batch was made from revision %d, the store stands at %d", batch.Expect, before.revision)
	}
	if err := w.prepare(made); err != nil {
		return graph.Commit{}, err
	}
	return s.commit(w, batch, made, before)
}

// replay gives the first answer to a known key.
func replay(ctx context.Context, w *writer, key string, content []byte) (commit graph.Commit, known bool, err error) {
	if key == "" {
		return graph.Commit{}, false, nil
	}
	var first []byte
	err = eachRow(ctx, w, selectKey, []any{key}, func(rows *sql.Rows) error {
		known = true
		return rows.Scan(&first, &commit.Revision, &commit.Added, &commit.Changed, &commit.Unchanged, &commit.Removed)
	})
	if err == nil && known && !bytes.Equal(first, content) {
		err = graph.Errorf(graph.Conflict, "the key %q belongs to a batch with another content", graph.Excerpt(key))
	}
	commit.Replayed = known
	return commit, known, err
}

// commit writes what changes and notes it, first in the database, then in the mark.
func (s *Store) commit(w *writer, batch *graph.Batch, made *plan.Plan, before head) (graph.Commit, error) {
	after := before
	if made.Writes() {
		after.revision++
	}
	made.Commit.Revision = after.revision
	if !made.Writes() && batch.Key == "" {
		return made.Commit, nil
	}
	after.number++
	after.chain = chain(before.chain, made.Content, after.number, after.revision)
	if err := w.write(made, after.revision); err != nil {
		return graph.Commit{}, err
	}
	after.count(made)
	if err := w.log(batch, made, after, s.now()); err != nil {
		return graph.Commit{}, err
	}
	if err := w.tx.Commit(); err != nil {
		return graph.Commit{}, err
	}
	if s.mark == nil {
		return made.Commit, nil
	}
	return made.Commit, s.mark.write(after.mark)
}

// chain digests a commit together with all before it.
func chain(before, content []byte, number int64, revision graph.Revision) []byte {
	digest := sha256.New()
	digest.Write(before)
	digest.Write(content)
	digest.Write(binary.BigEndian.AppendUint64(nil, uint64(number)))
	digest.Write(binary.BigEndian.AppendUint64(nil, uint64(revision)))
	return digest.Sum(nil)
}

// count moves the counts by what the plan adds and removes.
func (h *head) count(made *plan.Plan) {
	growth := made.Counts()
	h.sources += growth[plan.Source]
	h.entities += growth[plan.Entity]
	h.relationships += growth[plan.Relationship]
}

func (w *writer) log(batch *graph.Batch, made *plan.Plan, after head, at time.Time) error {
	return w.exec(insertBatch, after.number, int64(after.revision), batch.Key, made.Content, after.chain,
		batch.Author, batch.Reason, at.UTC().Format(time.RFC3339Nano),
		made.Commit.Added, made.Commit.Changed, made.Commit.Unchanged, made.Commit.Removed,
		after.sources, after.entities, after.relationships)
}
