package neo4j

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/interchange"
	"entente/graph/plan"
)

// putTies updates ties in place where something joins their ends already,
// creates the others kind by kind, and registers the odd ones.
func (w *writer) putTies(ctx context.Context) error {
	var changed []*plan.Put
	made := map[graph.RelationshipKind][]*plan.Put{}
	var odd columns
	for _, put := range w.Puts {
		r := put.Relationship
		if r == nil {
			continue
		}
		if !tieOf(r).tells(r.ID) {
			setOdd(&odd, r)
		}
		if _, there := w.element(put); there {
			changed = append(changed, put)
		} else {
			made[r.Kind] = append(made[r.Kind], put)
		}
	}
	var sent pending
	for part := range slices.Chunk(changed, portions) {
		sent.add(w.sendTies(ctx, updateTies, part))
	}
	for _, kind := range graph.RelationshipKinds() {
		for part := range slices.Chunk(made[kind], portions) {
			sent.add(w.sendTies(ctx, createTies[kind], part))
		}
	}
	if err := sent.read(); err != nil {
		return err
	}
	return w.do(ctx, createOdd, odd.rows, odd.parameters(createOdd, 0))
}

// sendTies sends ties and sees that the statement found every one's place.
func (w *writer) sendTies(ctx context.Context, st statement, part []*plan.Put) (func() error, error) {
	table := tieTable{writer: w, places: map[string]int{}}
	for _, put := range part {
		table.set(put)
	}
	parameters := table.each.parameters(st, w.head.revision)
	for name, column := range table.said.all {
		parameters[name] = column
	}
	return w.tx.send(ctx, st, parameters, func(row []any) error {
		if integer(row[0]) != int64(len(part)) {
			return errMeanwhile()
		}
		return nil
	})
}

// tieTable are the columns of ties: those of each tie, and those of what is
// said, which many share.
type tieTable struct {
	*writer
	each, said columns
	places     map[string]int
}

func (t *tieTable) set(made *plan.Put) {
	r := made.Relationship
	t.each.rows++
	if !tieOf(r).tells(r.ID) {
		t.each.set("id", string(r.ID))
	}
	t.each.set("said", t.place(r))
	t.each.set("check", checksum(r.ID, t.head.revision, made.Line))
	if element, there := t.element(made); there {
		t.each.set("tie", element)
		return
	}
	t.each.set("from", t.nodes[r.From])
	t.each.set("to", t.nodes[r.To])
}

// place gives the row of what the tie says.
func (t *tieTable) place(r *graph.Relationship) int {
	var scratch [256]byte
	key := append(append(scratch[:0], byte(r.Kind)), r.Role...)
	for _, claim := range r.Claims {
		key = interchange.AppendClaim(append(key, '\n'), claim)
	}
	if place, ok := t.places[string(key)]; ok {
		return place
	}
	place := len(t.places)
	t.places[string(key)] = place
	t.say(r)
	return place
}

func (t *tieTable) say(r *graph.Relationship) {
	c, resolved := &t.said, r.Resolve()
	c.rows++
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
	c.set("word", packWord(t.number(sense{r.Kind, r.Role, resolved.Status, resolved.Confidence}), resolved.Start, resolved.End))
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

func setOdd(c *columns, r *graph.Relationship) {
	c.rows++
	c.set("id", string(r.ID))
	c.set("kind", r.Kind.String())
	c.set("from", string(r.From))
	c.set("to", string(r.To))
	c.set("role", r.Role)
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
