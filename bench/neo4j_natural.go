package main

import (
	"context"
	"slices"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// naturalRows is how many rows a statement of the natural load has.
const naturalRows = 2_000

// What somebody would write by hand: each property where others read it, the
// id unique, and nothing of a store's own.
const (
	naturalSchema = `CREATE CONSTRAINT natural IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE`

	naturalEntities = `UNWIND range(0, size($id) - 1) AS i
CREATE (:Entity:Organization {id: $id[i], name: $name[i], names: $names[i], ids: $ids[i], type: $type[i], country: $country[i], city: $city[i]})`

	naturalTies = `UNWIND range(0, size($from) - 1) AS i
MATCH (a:Entity {id: $from[i]})
MATCH (b:Entity {id: $to[i]})
CREATE (a)-[:`
	naturalClaims = ` {role: $role[i], status: $status[i], start: $start[i], end: $end[i], confidence: $confidence[i], sources: $sources[i], locator: $locator[i]}]->(b)`
)

// natural loads the natural graph, a transaction a batch.
type natural struct{ driver driver.DriverWithContext }

// naturally makes the constraint that a load needs.
func (t *trial) naturally(ctx context.Context) (natural, error) {
	_, err := t.server.Cypher(ctx, naturalSchema, nil)
	return natural{t.driver}, err
}

// naturalColumns are the parameters of a statement, one row each.
type naturalColumns map[string][]any

func (c naturalColumns) set(name string, value any) {
	if value == "" {
		value = nil
	}
	c[name] = append(c[name], value)
}

func (c naturalColumns) parameters() map[string]any {
	given := make(map[string]any, len(c))
	for name, column := range c {
		given[name] = column
	}
	return given
}

// apply writes a batch; all statements are sent before an answer is read.
func (n natural) apply(ctx context.Context, batch graph.Batch) error {
	session := n.driver.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeWrite, DatabaseName: "neo4j"})
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		var answers []driver.ResultWithContext
		send := func(text string, columns naturalColumns) error {
			answer, err := tx.Run(ctx, text, columns.parameters())
			answers = append(answers, answer)
			return err
		}
		if err := sendNatural(batch, send); err != nil {
			return nil, err
		}
		for _, answer := range answers {
			if _, err := answer.Consume(ctx); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	return err
}

// sendNatural sends the records in columns, the ties kind by kind.
func sendNatural(batch graph.Batch, send func(string, naturalColumns) error) error {
	for part := range slices.Chunk(batch.Entities, naturalRows) {
		columns := naturalColumns{}
		for _, e := range part {
			columns.addEntity(e)
		}
		if err := send(naturalEntities, columns); err != nil {
			return err
		}
	}
	kinds := map[graph.RelationshipKind][]*graph.Relationship{}
	for _, r := range batch.Relationships {
		kinds[r.Kind] = append(kinds[r.Kind], r)
	}
	for kind, ties := range kinds {
		for part := range slices.Chunk(ties, naturalRows) {
			columns := naturalColumns{}
			for _, r := range part {
				columns.addTie(r)
			}
			if err := send(naturalTies+kind.String()+naturalClaims, columns); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c naturalColumns) addEntity(e *graph.Entity) {
	var names, ids []string
	for _, name := range e.Names {
		names = append(names, name.Value)
	}
	for _, id := range e.ExternalIDs {
		ids = append(ids, id.Scheme+":"+id.Value)
	}
	c.set("id", string(e.ID))
	c.set("name", e.Names[0].Value)
	c["names"], c["ids"] = append(c["names"], names), append(c["ids"], ids)
	for _, property := range []string{"type", "country", "city"} {
		c.set(property, e.Properties[property].Text)
	}
}

func (c naturalColumns) addTie(r *graph.Relationship) {
	claim := r.Claims[0]
	c.set("from", string(r.From))
	c.set("to", string(r.To))
	c.set("role", r.Role)
	c.set("status", claim.Status.String())
	c.set("start", claim.Start.String())
	c.set("end", claim.End.String())
	c.set("confidence", claim.Confidence.String())
	c["sources"] = append(c["sources"], []string{string(claim.Source)})
	c.set("locator", claim.Locator)
}
