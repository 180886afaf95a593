package sqlite

import (
	"database/sql"

	"entente/graph"
	"entente/graph/plan"
)

// takeAway deletes the removed sources and entities; release has deleted the
// relationships.
func (w *writer) takeAway(p *plan.Plan) error {
	for _, id := range p.Removes {
		old := p.Known[id]
		if err := w.checkOrphans(id, old); err != nil {
			return err
		}
		if err := w.exec(deletePayload, w.rows[id]); err != nil {
			return err
		}
		if err := w.deleteRow(old.Form, w.rows[id]); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) deleteRow(form plan.Form, row int64) error {
	switch form {
	case plan.Source:
		return w.exec(deleteSource, row)
	case plan.Entity:
		if err := w.deleteNames(row); err != nil {
			return err
		}
		return w.exec(deleteEntity, row)
	}
	return nil
}

// checkOrphans refuses to remove what a record that stays refers to.
func (w *writer) checkOrphans(id graph.ID, old *plan.Known) error {
	text := selectCiterOf
	switch old.Form {
	case plan.Entity:
		text = selectTieOf
	case plan.Relationship:
		return nil
	}
	holder, err := w.first(text, w.rows[id])
	if err != nil || holder == "" {
		return err
	}
	return graph.Errorf(graph.Conflict, "%s still refers to it", holder).In(string(id))
}

// verify looks at the relationships of each entity that has become another
// kind: the vocabulary has to allow their ends still.
func (w *writer) verify(p *plan.Plan) error {
	for _, made := range p.Puts {
		if made.Form != plan.Entity || made.Old.Form == plan.None || made.Old.Kind == made.Entity.Kind {
			continue
		}
		err := eachRow(w.ctx, w, selectTiesOf, []any{w.rows[made.ID]}, checkEnds)
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
