package sqlite

import (
	"database/sql"
	"maps"
	"slices"

	"entente/graph"
	"entente/graph/plan"
)

// prepare reads what the batch has to be held against, checks it, and sorts
// out what changes.
func (w *writer) prepare(p *plan.Plan) error {
	if err := w.readKnown(p); err != nil {
		return err
	}
	if err := p.Check(); err != nil {
		return err
	}
	if err := w.readPayloads(p); err != nil {
		return err
	}
	return p.Settle()
}

func (w *writer) readKnown(p *plan.Plan) error {
	ids := mentioned(p)
	p.Known = make(map[graph.ID]*plan.Known, len(ids))
	w.rows = make(map[graph.ID]int64, len(ids))
	return eachRow(w.ctx, w, selectKnown, []any{jsonList(ids)}, func(rows *sql.Rows) error {
		var id graph.ID
		var row int64
		var kind, merged, into string
		k := new(plan.Known)
		if err := rows.Scan(&id, &row, &k.Form, &kind, &merged, &into, &k.Revision); err != nil {
			return err
		}
		if k.Form == plan.Entity {
			parsed, err := graph.ParseEntityKind(kind)
			if err != nil {
				return damaged(id)
			}
			k.Kind = parsed
		}
		k.Merged, k.Into = splitIDs(merged), graph.ID(into)
		p.Known[id], w.rows[id] = k, row
		return nil
	})
}

// mentioned lists every id that the batch names, once, in order, so that the
// database walks its index in one direction.
func mentioned(p *plan.Plan) []graph.ID {
	seen := make(map[graph.ID]struct{}, 2*len(p.Puts))
	for _, made := range p.Puts {
		seen[made.ID] = struct{}{}
		for _, reference := range made.References {
			seen[reference.ID] = struct{}{}
		}
	}
	for _, id := range p.Removes {
		seen[id] = struct{}{}
	}
	ids := slices.AppendSeq(make([]graph.ID, 0, len(seen)), maps.Keys(seen))
	slices.Sort(ids)
	return ids
}

// readPayloads reads the lines that the batch may replace or takes away.
func (w *writer) readPayloads(p *plan.Plan) error {
	touched := slices.Clone(p.Removes)
	for _, made := range p.Puts {
		if made.Old.Form != plan.None {
			touched = append(touched, made.ID)
		}
	}
	if len(touched) == 0 {
		return nil
	}
	rows := make([]int64, len(touched))
	for i, id := range touched {
		rows[i] = w.rows[id]
	}
	return eachRow(w.ctx, w, selectPayloads, []any{jsonList(rows)}, func(rows *sql.Rows) error {
		var at int
		var line string
		var sum uint32
		if err := rows.Scan(&at, &line, &sum); err != nil {
			return err
		}
		id := touched[at]
		known := p.Known[id]
		known.Line = line
		if lineChecksum(id, known.Revision, []byte(line)) != sum {
			known.Damage = damaged(id)
		}
		return nil
	})
}
