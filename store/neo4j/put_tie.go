package neo4j

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/plan"
)

// putTies updates ties in place where something joins their ends already,
// creates the others kind by kind, and registers the odd ones.
func (w *writer) putTies(ctx context.Context) error {
	var changed, odd columns
	made := map[graph.RelationshipKind]*columns{}
	for _, put := range w.Puts {
		if put.Relationship == nil {
			continue
		}
		r := put.Relationship
		if !tieOf(r).tells(r.ID) {
			setOdd(&odd, r)
		}
		if element, there := w.element(put); there {
			w.setTie(&changed, put)
			changed.set("tie", element)
			continue
		}
		c := made[r.Kind]
		if c == nil {
			c = &columns{}
			made[r.Kind] = c
		}
		w.setTie(c, put)
		c.set("from", w.nodes[r.From])
		c.set("to", w.nodes[r.To])
	}
	if err := w.doAll(ctx, updateTies, &changed); err != nil {
		return err
	}
	for _, kind := range graph.RelationshipKinds() {
		if made[kind] == nil {
			continue
		}
		if err := w.doAll(ctx, createTies[kind], made[kind]); err != nil {
			return err
		}
	}
	return w.do(ctx, createOdd, odd.rows, odd.parameters(createOdd, 0))
}

// element gives the relationship of the database that the tie is written to:
// its own, or one that somebody else made between the same ends.
func (w *writer) element(made *plan.Put) (element int64, there bool) {
	if w.staysInPlace(made) {
		return w.present[made.ID].element, true
	}
	if j := w.joining[tieOf(made.Relationship)]; j != nil && j.id == "" {
		return j.element, true
	}
	return 0, false
}

// doAll sees that the statement found every row's place.
func (w *writer) doAll(ctx context.Context, st statement, c *columns) error {
	if c.rows == 0 {
		return nil
	}
	return w.tx.ask(ctx, st, c.parameters(st, w.head.revision), func(row []any) error {
		if integer(row[0]) != int64(c.rows) {
			return graph.Errorf(graph.Conflict, "somebody else changed the database meanwhile; try again")
		}
		return nil
	})
}

func setOdd(c *columns, r *graph.Relationship) {
	c.rows++
	c.set("id", string(r.ID))
	c.set("kind", r.Kind.String())
	c.set("from", string(r.From))
	c.set("to", string(r.To))
	c.set("role", r.Role)
}

func (w *writer) setTie(c *columns, made *plan.Put) {
	r := made.Relationship
	resolved := r.Resolve()
	c.rows++
	if !tieOf(r).tells(r.ID) {
		c.set("id", string(r.ID))
	}
	c.setText("role", r.Role)
	c.setText("status", resolved.Status.String())
	c.setText("start", resolved.Start.String())
	c.setText("end", resolved.End.String())
	c.setText("confidence", resolved.Confidence.String())
	c.set("sources", citedBy(r))
	if len(r.Claims) == 1 {
		c.setText("locator", r.Claims[0].Locator)
		c.setText("note", r.Claims[0].Note)
	} else {
		c.set("claims", claimTexts(r.Claims))
	}
	c.set("word", packWord(w.number(sense{r.Kind, r.Role, resolved.Status, resolved.Confidence}), resolved.Start, resolved.End))
	c.set("check", checksum(r.ID, w.head.revision, made.Line))
}

// citedBy lists the sources of the claims once, in the order of the record.
func citedBy(r *graph.Relationship) []string {
	var ids []string
	for _, claim := range r.Claims {
		if id := string(claim.Source); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// number gives the place of a sense in the codebook, at its end if it is new.
func (w *writer) number(s sense) int64 {
	n, ok := w.senses[s]
	if !ok {
		n = int64(w.codes + len(w.added))
		w.senses[s] = n
		w.added = append(w.added, s.entry())
	}
	return n
}
