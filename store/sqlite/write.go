package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/interchange"
	"entente/graph/plan"
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
func (w *writer) write(p *plan.Plan, revision graph.Revision) error {
	w.revision = revision
	slices.SortFunc(p.Puts, func(a, b *plan.Put) int { return cmp.Or(cmp.Compare(a.Form, b.Form), cmp.Compare(a.ID, b.ID)) })
	if err := w.number(p); err != nil {
		return err
	}
	for _, step := range []func(*plan.Plan) error{w.release, w.putAll, w.takeAway, w.verify} {
		if err := step(p); err != nil {
			return err
		}
	}
	return nil
}

// number gives each new record a row.
func (w *writer) number(p *plan.Plan) error {
	var last int64
	err := eachRow(w.ctx, w, selectLastRow, nil, func(rows *sql.Rows) error { return rows.Scan(&last) })
	if err != nil {
		return err
	}
	for _, made := range p.Puts {
		if made.Old.Form == plan.None {
			last++
			w.rows[made.ID] = last
		}
	}
	return nil
}

// release frees what the replaced and the removed records hold, and logs them.
func (w *writer) release(p *plan.Plan) error {
	for _, made := range p.Puts {
		if made.Old.Form == plan.None {
			continue
		}
		if err := w.releaseOne(made.ID, made.Old, made.OldRecord); err != nil {
			return err
		}
	}
	for _, id := range p.Removes {
		record, err := p.Known[id].Record()
		if err != nil {
			return err
		}
		if err := w.releaseOne(id, p.Known[id], record); err != nil {
			return err
		}
		if err := w.exec(insertVersion, string(id), int64(w.revision), nil, 0); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) releaseOne(id graph.ID, old *plan.Known, record interchange.Record) error {
	if err := w.exec(insertVersion, string(id), int64(old.Revision), old.Line, int64(lineChecksum(id, old.Revision, []byte(old.Line)))); err != nil {
		return err
	}
	for _, source := range plan.Cited(plan.References(record)) {
		if err := w.exec(deleteCites, string(source), w.rows[id]); err != nil {
			return err
		}
	}
	switch old.Form {
	case plan.Entity:
		return w.exec(deleteMerged, w.rows[id])
	case plan.Relationship:
		return w.exec(deleteRelationship, w.rows[id])
	}
	return nil
}

func (w *writer) putAll(p *plan.Plan) error {
	for i, made := range p.Puts {
		if i%patience == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		if err := w.put(made); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) put(made *plan.Put) error {
	var err error
	switch made.Form {
	case plan.Source:
		err = w.exec(putSource, w.rows[made.ID], string(made.ID), int64(w.revision))
	case plan.Entity:
		err = w.putEntity(made)
	case plan.Relationship:
		err = w.putRelationship(made)
	}
	if err != nil {
		return err
	}
	for _, source := range plan.Cited(made.References) {
		if err := w.exec(insertCites, w.rows[source], w.rows[made.ID]); err != nil {
			return err
		}
	}
	sum := lineChecksum(made.ID, w.revision, made.Line)
	return w.exec(putPayload, w.rows[made.ID], string(made.Line), int64(sum))
}

func (w *writer) putEntity(made *plan.Put) error {
	e := made.Entity
	n := node{revision: int64(w.revision), id: string(e.ID), kind: e.Kind.String(), code: e.Code(), merged: joinIDs(e.Merged)}
	text := insertEntity
	if made.Old.Form != plan.None {
		text = updateEntity
	}
	sort := []byte(token.SortKey(e.Name("en").Value))
	if err := w.exec(text, w.rows[made.ID], n.id, n.revision, n.kind, n.code, n.merged, int64(n.sum()), sort); err != nil {
		return err
	}
	for _, id := range e.Merged {
		if err := w.exec(insertMerged, string(id), w.rows[made.ID]); err != nil {
			return err
		}
	}
	return w.putNames(made)
}

// putNames leaves the names alone when they are the same as before.
func (w *writer) putNames(made *plan.Put) error {
	if made.OldRecord.Entity != nil {
		if slices.Equal(made.OldRecord.Entity.Names, made.Entity.Names) {
			return nil
		}
		if err := w.deleteNames(w.rows[made.ID]); err != nil {
			return err
		}
	}
	for i, name := range made.Entity.Names {
		if err := w.putName(nameRow(w.rows[made.ID], i), made.ID, name.Value); err != nil {
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

func (w *writer) putRelationship(made *plan.Put) error {
	r := made.Relationship
	resolved := r.Resolve()
	t := tie{
		revision: int64(w.revision), source: w.rows[r.From], target: w.rows[r.To],
		id: string(r.ID), kind: r.Kind.String(), role: r.Role,
		status: resolved.Status.String(), since: resolved.Start.String(), until: resolved.End.String(), sure: resolved.Confidence.String(),
	}
	err := w.exec(insertRelationship, w.rows[made.ID], t.id, t.revision, t.kind, t.source, t.target, t.role, t.status, t.since, t.until, t.sure, int64(t.sum()))
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
