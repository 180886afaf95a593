package neo4j

import (
	"context"
	"strings"

	"entente/graph"
	"entente/graph/plan"
	"entente/graph/token"
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

// putEntities creates or updates, kind by kind.
func (w *writer) putEntities(ctx context.Context) error {
	made, changed := map[graph.EntityKind]*columns{}, map[graph.EntityKind]*columns{}
	for _, put := range w.Puts {
		if put.Entity == nil {
			continue
		}
		table := made
		if put.Old.Form != plan.None || w.foreign[put.ID] {
			table = changed
		}
		c := table[put.Entity.Kind]
		if c == nil {
			c = &columns{}
			table[put.Entity.Kind] = c
		}
		w.setEntity(c, put)
	}
	for _, kind := range graph.EntityKinds() {
		for _, part := range []struct {
			columns    *columns
			statements map[graph.EntityKind]statement
		}{{changed[kind], updateEntities}, {made[kind], createEntities}} {
			if part.columns == nil {
				continue
			}
			if err := w.putKind(ctx, kind, part.statements[kind], part.columns); err != nil {
				return err
			}
		}
	}
	return nil
}

// putKind puts entities of one kind and notes where they came to stand.
func (w *writer) putKind(ctx context.Context, kind graph.EntityKind, st statement, c *columns) error {
	parameters := c.parameters(st, w.head.revision)
	parameters["kind"] = kind.String()
	return w.tx.ask(ctx, st, parameters, func(row []any) error {
		nodes := integers(row[0])
		if len(nodes) != c.rows {
			return graph.Errorf(graph.Conflict, "somebody else changed the database meanwhile; try again")
		}
		for i, id := range c.all["id"] {
			w.nodes[graph.ID(text(id))] = nodes[i]
		}
		return nil
	})
}

func (w *writer) setEntity(c *columns, made *plan.Put) {
	e := made.Entity
	c.rows++
	c.set("id", string(e.ID))
	name := e.Name("en").Value
	c.set("name", name)
	c.set("names", mapped(e.Names, func(n graph.Name) string { return n.Value }))
	c.setTexts("ids", mapped(e.ExternalIDs, func(id graph.ExternalID) string { return id.Scheme + ":" + id.Value }))
	c.setTexts("statements", mapped(e.Statements, readableStatement))
	c.setTexts("merged", plain(e.Merged))
	c.setText("code", e.Code())
	c.set("place", placeOf(token.SortKey(name), e.ID))
	c.set("words", strings.Join(w.tokens(e), " "))
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

// tokens gives the search tokens of all names, once each, and keeps them for the log.
func (w *writer) tokens(e *graph.Entity) []string {
	var words []string
	seen := map[string]bool{}
	for _, name := range e.Names {
		for _, text := range token.Of(name.Value) {
			if !seen[text] {
				seen[text] = true
				words = append(words, text)
			}
		}
	}
	for text := range seen {
		w.spoken[text] = true
	}
	return words
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
