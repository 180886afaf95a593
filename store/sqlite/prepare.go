package sqlite

import (
	"database/sql"

	"entente/graph"
	"entente/graph/interchange"
)

// prepare reads what the batch has to be held against, checks it, and sorts
// out what changes.
func (w *writer) prepare(p *plan) error {
	if err := w.readKnown(p); err != nil {
		return err
	}
	if err := p.check(); err != nil {
		return err
	}
	if err := w.readPayloads(p); err != nil {
		return err
	}
	return p.sortOut()
}

func (w *writer) readKnown(p *plan) error {
	ids := p.mentioned()
	p.known = make(map[graph.ID]*known, len(ids))
	return eachRow(w.ctx, w, selectKnown, []any{jsonList(ids)}, func(rows *sql.Rows) error {
		var id, kind, merged, into string
		k := new(known)
		if err := rows.Scan(&id, &k.row, &k.form, &kind, &merged, &into, &k.revision); err != nil {
			return err
		}
		if k.form == formEntity {
			parsed, err := graph.ParseEntityKind(kind)
			if err != nil {
				return damaged(graph.ID(id))
			}
			k.kind = parsed
		}
		k.merged, k.into = splitIDs(merged), graph.ID(into)
		p.known[graph.ID(id)] = k
		return nil
	})
}

// readPayloads reads the lines that the batch may replace or takes away.
func (w *writer) readPayloads(p *plan) error {
	var touched []*known
	for _, made := range p.puts {
		if made.old.form != formNone {
			touched = append(touched, made.old)
		}
	}
	for _, id := range p.removes {
		touched = append(touched, p.known[id])
	}
	if len(touched) == 0 {
		return nil
	}
	rows := make([]int64, len(touched))
	for i, k := range touched {
		rows[i] = k.row
	}
	return eachRow(w.ctx, w, selectPayloads, []any{jsonList(rows)}, func(rows *sql.Rows) error {
		var at int
		var line string
		var sum uint32
		if err := rows.Scan(&at, &line, &sum); err != nil {
			return err
		}
		touched[at].line, touched[at].checksum = line, sum
		return nil
	})
}

// sortOut counts what is added, changed and unchanged, and keeps only what has
// to be written. What is damaged cannot be compared and is not replaced.
func (p *plan) sortOut() error {
	kept := p.puts[:0]
	for _, made := range p.puts {
		switch {
		case made.old.form == formNone:
			p.commit.Added++
		case made.old.line == string(made.line) && made.old.whole(made.id):
			p.commit.Unchanged++
			continue
		default:
			record, err := made.old.record(made.id)
			if err != nil {
				return err
			}
			made.oldRecord = record
			p.commit.Changed++
		}
		kept = append(kept, made)
	}
	p.puts = kept
	p.commit.Removed = len(p.removes)
	return nil
}

func (k *known) payload(id graph.ID) payload {
	return payload{id: id, revision: k.revision, line: k.line, checksum: k.checksum}
}

func (k *known) whole(id graph.ID) bool {
	return lineChecksum(id, k.revision, []byte(k.line)) == k.checksum
}

func (k *known) record(id graph.ID) (interchange.Record, error) { return k.payload(id).decode() }
