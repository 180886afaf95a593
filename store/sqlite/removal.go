package sqlite

import (
	"database/sql"

	"entente/graph"
)

// takeAway deletes the removed sources and entities; release has deleted the
// relationships.
func (w *writer) takeAway(p *plan) error {
	for _, id := range p.removes {
		old := p.known[id]
		if err := w.checkOrphans(id, old); err != nil {
			return err
		}
		if err := w.exec(deletePayload, old.row); err != nil {
			return err
		}
		if err := w.deleteRow(old); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) deleteRow(old *known) error {
	switch old.form {
	case formSource:
		return w.exec(deleteSource, old.row)
	case formEntity:
		if err := w.deleteNames(old.row); err != nil {
			return err
		}
		return w.exec(deleteEntity, old.row)
	}
	return nil
}

// checkOrphans refuses to remove what a record that stays refers to.
func (w *writer) checkOrphans(id graph.ID, old *known) error {
	text := selectCiterOf
	switch old.form {
	case formEntity:
		text = selectTieOf
	case formRelationship:
		return nil
	}
	holder, err := w.first(text, old.row)
	if err != nil || holder == "" {
		return err
	}
	return graph.Errorf(graph.Conflict, "%s still refers to it", holder).In(string(id))
}

// verify looks at the relationships of each entity that has become another
// kind: the vocabulary has to allow their ends still.
func (w *writer) verify(p *plan) error {
	for _, made := range p.puts {
		if made.form != formEntity || made.old.form == formNone || made.old.kind == made.Entity.Kind {
			continue
		}
		err := eachRow(w.ctx, w, selectTiesOf, []any{made.row}, checkEnds)
		if err != nil {
			return err
		}
	}
	return nil
}

func checkEnds(rows *sql.Rows) error {
	var r graph.Relationship
	var kind, from, to string
	if err := rows.Scan(&r.ID, &kind, &r.From, &from, &r.To, &to); err != nil {
		return err
	}
	fromKind, errFrom := graph.ParseEntityKind(from)
	toKind, errTo := graph.ParseEntityKind(to)
	parsed, errKind := graph.ParseRelationshipKind(kind)
	if errFrom != nil || errTo != nil || errKind != nil {
		return damaged(r.ID)
	}
	r.Kind = parsed
	if err := r.ValidateEnds(fromKind, toKind); err != nil {
		return err.In(string(r.ID))
	}
	return nil
}
