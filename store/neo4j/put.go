package neo4j

import (
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/plan"
)

// columns are the parameters of a statement that puts records, one row each.
type columns struct {
	rows int
	all  map[string][]any
}

func (c *columns) set(name string, value any) {
	if c.all == nil {
		c.all = map[string][]any{}
	}
	column := c.all[name]
	for len(column) < c.rows-1 {
		column = append(column, nil)
	}
	c.all[name] = append(column, value)
}

// setText sets a text, or nothing for the empty one, which takes a property away.
func (c *columns) setText(name, value string) {
	if value != "" {
		c.set(name, value)
	}
}

// setTexts sets a list, or nothing for the empty one.
func (c *columns) setTexts(name string, values []string) {
	if len(values) > 0 {
		c.set(name, values)
	}
}

// parameters completes the columns that a statement names; one that no row has is null.
func (c *columns) parameters(st statement, revision graph.Revision) given {
	parameters := given{"revision": int64(revision)}
	for name := range parametersOf(st) {
		if column, ok := c.all[name]; ok {
			parameters[name] = column
		} else if _, set := parameters[name]; !set {
			parameters[name] = nil
		}
	}
	return parameters
}

// parametersOf lists the names behind each $ of a statement.
func parametersOf(st statement) map[string]bool {
	names := map[string]bool{}
	for _, part := range strings.Split(st.text, "$")[1:] {
		end := strings.IndexFunc(part, func(r rune) bool {
			return r != '_' && !('a' <= r && r <= 'z') && !('A' <= r && r <= 'Z') && !('0' <= r && r <= '9')
		})
		if end < 0 {
			end = len(part)
		}
		names[part[:end]] = true
	}
	return names
}

func (w *writer) putSources(ctx context.Context) error {
	var c columns
	for _, made := range w.Puts {
		if made.Source == nil {
			continue
		}
		r := made.Source
		c.rows++
		c.set("id", string(r.ID))
		c.setText("title", r.Title)
		c.setText("publisher", r.Publisher)
		c.setText("url", r.URL)
		c.setText("kind", r.Kind)
		c.setText("retrieved", r.Retrieved.String())
		c.setText("licence", r.Licence)
		w.setRecord(&c, made)
	}
	return w.do(ctx, putSources, c.rows, c.parameters(putSources, w.head.revision))
}

func (w *writer) setRecord(c *columns, made *plan.Put) {
	c.set("record", string(made.Line))
	c.set("check", checksum(made.ID, w.head.revision, made.Line))
}

// portions is how many records go with one statement of a large batch: while
// the database works on one, the next is made ready.
const portions = 2_000

// putEntities creates or updates, kind by kind.
func (w *writer) putEntities(ctx context.Context) error {
	made, changed := map[graph.EntityKind][]*plan.Put{}, map[graph.EntityKind][]*plan.Put{}
	for _, put := range w.Puts {
		if put.Entity == nil {
			continue
		}
		kind, table := put.Entity.Kind, made
		if put.Old.Form != plan.None || w.foreign[put.ID] {
			table = changed
		}
		table[kind] = append(table[kind], put)
	}
	var sent pending
	for _, kind := range graph.EntityKinds() {
		for part := range slices.Chunk(changed[kind], portions) {
			sent.add(w.putKind(ctx, kind, updateEntities[kind], part))
		}
		for part := range slices.Chunk(made[kind], portions) {
			sent.add(w.putKind(ctx, kind, createEntities[kind], part))
		}
	}
	return sent.read()
}

// pending are the answers that are still to be read, up to the first error.
type pending struct {
	list []func() error
	err  error
}

func (a *pending) add(answer func() error, err error) {
	if a.err == nil {
		a.err = err
	}
	if err == nil {
		a.list = append(a.list, answer)
	}
}

// read gives the first error, which is what the others follow from.
func (a *pending) read() error {
	for _, answer := range a.list {
		if err := answer(); err != nil {
			return err
		}
	}
	return a.err
}

// putKind puts entities of one kind and notes where they came to stand.
func (w *writer) putKind(ctx context.Context, kind graph.EntityKind, st statement, part []*plan.Put) (func() error, error) {
	var c columns
	for _, put := range part {
		w.setEntity(&c, put)
	}
	parameters := c.parameters(st, w.head.revision)
	parameters["kind"] = kind.String()
	return w.tx.send(ctx, st, parameters, func(row []any) error {
		nodes := list(row[0])
		if len(nodes) != len(part) {
			return errMeanwhile()
		}
		for i, put := range part {
			w.nodes[put.ID] = integer(nodes[i])
		}
		return nil
	})
}

func errMeanwhile() error {
	return graph.Errorf(graph.Conflict, "somebody else changed the database meanwhile; try again")
}

func (w *writer) setEntity(c *columns, made *plan.Put) {
	e := made.Entity
	c.rows++
	c.set("id", string(e.ID))
	ready := readyFor(e)
	w.spoken.add(ready.words)
	c.set("name", ready.name)
	c.set("names", mapped(e.Names, func(n graph.Name) string { return n.Value }))
	c.setTexts("ids", mapped(e.ExternalIDs, func(id graph.ExternalID) string { return id.Scheme + ":" + id.Value }))
	c.setTexts("statements", mapped(e.Statements, readableStatement))
	c.setTexts("merged", plain(e.Merged))
	c.setText("code", e.Code())
	c.set("beginning", beginning(ready.place))
	c.set("place", ready.place)
	c.set("words", ready.line())
	for property, value := range e.Properties {
		c.set(property+"_", readable(value))
	}
	w.setRecord(c, made)
}

// readableStatement is a statement in short: "memberCount: 67 (2024)".
func readableStatement(s graph.Statement) string {
	short := s.Property + ": " + s.Value
	if !s.AsOf.IsZero() {
		short += " (" + s.AsOf.String() + ")"
	}
	return short
}

// readable is a value as somebody finds it in Cypher; dates are text at their own precision.
func readable(v graph.Value) any {
	switch v.Type {
	case graph.IntValue:
		return v.Int
	case graph.FloatValue:
		return v.Float
	case graph.BoolValue:
		return v.Bool
	case graph.DateValue:
		return v.Date.String()
	case graph.ListValue:
		return v.List
	}
	return v.Text
}

// putMerged notes where the merged ids of every entity that was put lead.
func (w *writer) putMerged(ctx context.Context) error {
	var ids, into []string
	for _, made := range w.Puts {
		if made.Entity == nil {
			continue
		}
		for _, id := range made.Entity.Merged {
			ids, into = append(ids, string(id)), append(into, string(made.ID))
		}
	}
	return w.do(ctx, createMerged, len(ids), given{"id": ids, "into": into})
}
