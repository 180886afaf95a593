package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/interchange"
	"entente/graph/token"
)

// writer writes one batch in one transaction. Statements are prepared once.
type writer struct {
	ctx      context.Context
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
	revision graph.Revision
	rows     map[graph.ID]int64
	tokens   map[string]bool
}

// patience is how many records are written between two looks at the context.
const patience = 256

func newWriter(ctx context.Context, tx *sql.Tx) *writer {
	return &writer{ctx: ctx, tx: tx, prepared: make(map[string]*sql.Stmt), tokens: make(map[string]bool)}
}

func (w *writer) statement(text string) (*sql.Stmt, error) {
	if known, ok := w.prepared[text]; ok {
		return known, nil
	}
	made, err := w.tx.PrepareContext(context.WithoutCancel(w.ctx), text)
	if err == nil {
		w.prepared[text] = made
	}
	return made, err
}

func (w *writer) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return w.tx.QueryContext(ctx, text, args...)
}

func (w *writer) exec(text string, args ...any) error {
	statement, err := w.statement(text)
	if err != nil {
		return err
	}
	_, err = statement.Exec(args...)
	return err
}

// execEach runs statements of the same arguments.
func (w *writer) execEach(args []any, texts ...string) error {
	for _, text := range texts {
		if err := w.exec(text, args...); err != nil {
			return err
		}
	}
	return nil
}

// write brings the plan into the tables. What goes is deleted first, so that
// ids and ties may change hands within a batch; records are written in the
// order of their ids, which is how the indexes grow fastest.
func (w *writer) write(p *plan, revision graph.Revision) error {
	w.revision = revision
	slices.SortFunc(p.puts, func(a, b *put) int { return cmp.Or(cmp.Compare(a.form, b.form), cmp.Compare(a.id, b.id)) })
	if err := w.number(p); err != nil {
		return err
	}
	for _, step := range []func(*plan) error{w.release, w.putAll, w.takeAway, w.verify} {
		if err := step(p); err != nil {
			return err
		}
	}
	return nil
}

// number gives each new record a row and notes the rows of all that are named.
func (w *writer) number(p *plan) error {
	var last int64
	err := eachRow(w.ctx, w, selectLastRow, nil, func(rows *sql.Rows) error { return rows.Scan(&last) })
	if err != nil {
		return err
	}
	w.rows = make(map[graph.ID]int64, len(p.known))
	for id, known := range p.known {
		w.rows[id] = known.row
	}
	for _, made := range p.puts {
		made.row = made.old.row
		if made.old.form == formNone {
			last++
			made.row = last
		}
		w.rows[made.id] = made.row
	}
	return nil
}

// release frees what the replaced and the removed records hold, and logs them.
func (w *writer) release(p *plan) error {
	for _, made := range p.puts {
		if made.old.form == formNone {
			continue
		}
		if err := w.releaseOne(made.id, made.old, made.oldRecord); err != nil {
			return err
		}
	}
	for _, id := range p.removes {
		record, err := p.known[id].record(id)
		if err != nil {
			return err
		}
		if err := w.releaseOne(id, p.known[id], record); err != nil {
			return err
		}
		if err := w.exec(insertVersion, string(id), int64(w.revision), nil, 0); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) releaseOne(id graph.ID, old *known, record interchange.Record) error {
	if err := w.exec(insertVersion, string(id), int64(old.revision), old.line, int64(old.checksum)); err != nil {
		return err
	}
	for _, source := range citedSources((&put{Record: record}).references()) {
		if err := w.exec(deleteCites, string(source), old.row); err != nil {
			return err
		}
	}
	switch old.form {
	case formEntity:
		return w.exec(deleteMerged, old.row)
	case formRelationship:
		return w.exec(deleteRelationship, old.row)
	}
	return nil
}

func (w *writer) putAll(p *plan) error {
	for i, made := range p.puts {
		if i%patience == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		if err := w.put(made); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) put(made *put) error {
	var err error
	switch made.form {
	case formSource:
		err = w.exec(putSource, made.row, string(made.id), int64(w.revision))
	case formEntity:
		err = w.putEntity(made)
	case formRelationship:
		err = w.putRelationship(made)
	}
	if err != nil {
		return err
	}
	for _, source := range citedSources(made.refs) {
		if err := w.exec(insertCites, w.rows[source], made.row); err != nil {
			return err
		}
	}
	sum := lineChecksum(made.id, w.revision, made.line)
	return w.exec(putPayload, made.row, string(made.line), int64(sum))
}

func (w *writer) putEntity(made *put) error {
	e := made.Entity
	n := node{revision: int64(w.revision), id: string(e.ID), kind: e.Kind.String(), code: e.Code(), merged: joinIDs(e.Merged)}
	text := insertEntity
	if made.old.form != formNone {
		text = updateEntity
	}
	sort := []byte(token.SortKey(e.Name("en").Value))
	if err := w.exec(text, made.row, n.id, n.revision, n.kind, n.code, n.merged, int64(n.sum()), sort); err != nil {
		return err
	}
	for _, id := range e.Merged {
		if err := w.exec(insertMerged, string(id), made.row); err != nil {
			return err
		}
	}
	return w.putNames(made)
}

// putNames leaves the names alone when they are the same as before.
func (w *writer) putNames(made *put) error {
	if made.oldRecord.Entity != nil {
		if slices.Equal(made.oldRecord.Entity.Names, made.Entity.Names) {
			return nil
		}
		if err := w.deleteNames(made.row); err != nil {
			return err
		}
	}
	for i, name := range made.Entity.Names {
		if err := w.putName(nameRow(made.row, i), made.id, name.Value); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) putName(row int64, id graph.ID, value string) error {
	if err := w.exec(insertName, row, string(id), value); err != nil {
		return err
	}
	tokens := token.Of(value)
	for _, text := range tokens {
		if w.tokens[text] {
			continue
		}
		w.tokens[text] = true
		if err := w.exec(insertToken, text); err != nil {
			return err
		}
	}
	return w.exec(insertWords, row, strings.Join(tokens, " "))
}

func (w *writer) deleteNames(row int64) error {
	return w.execEach([]any{nameRow(row, 0), nameRow(row+1, 0) - 1}, deleteNames, deleteWords)
}

// nameRow numbers the names of an entity; graph.MaxItems leaves room for each.
func nameRow(entity int64, position int) int64 { return entity<<11 + int64(position) }

// nameOf is the inverse of nameRow.
func nameOf(row int64) (entity int64, position int) { return row >> 11, int(row & (1<<11 - 1)) }

func (w *writer) putRelationship(made *put) error {
	r := made.Relationship
	resolved := r.Resolve()
	t := tie{
		revision: int64(w.revision), source: w.rows[r.From], target: w.rows[r.To],
		id: string(r.ID), kind: r.Kind.String(), role: r.Role,
		status: resolved.Status.String(), since: resolved.Start.String(), until: resolved.End.String(), sure: resolved.Confidence.String(),
	}
	err := w.exec(insertRelationship, made.row, t.id, t.revision, t.kind, t.source, t.target, t.role, t.status, t.since, t.until, t.sure, int64(t.sum()))
	if err == nil || !isDuplicate(err) {
		return err
	}
	holder, err := w.first(selectTie, t.source, t.target, t.kind, t.role)
	if err != nil {
		return err
	}
	return graph.Errorf(graph.Conflict, "%s says the same: one relationship is kept for a kind, two ends and a role; add the claims to it", holder).In(t.id)
}

// first gives the first id that a query finds, "" for none.
func (w *writer) first(text string, args ...any) (id string, err error) {
	err = eachRow(w.ctx, w, text, args, func(rows *sql.Rows) error { return rows.Scan(&id) })
	return id, err
}
