package main

import (
	"context"
	"fmt"
	"time"

	"entente/bench/generate"
	"entente/graph"
)

// What the load shall reach, in records a second.
const (
	leastEntities      = 10_000
	leastRelationships = 20_000
)

// loadBatch is how many records go into one transaction.
const loadBatch = 10_000

// loading is a store that takes records in batches. What is measured is the
// store's work alone: the records are drawn before.
type loading struct {
	store graph.Store
	batch graph.Batch
	took  time.Duration
	count int
}

// flush writes the batch if it is full, or whatever it holds at the end.
func (l *loading) flush(ctx context.Context, end bool) error {
	if l.batch.Len() == 0 || !end && l.batch.Len() < loadBatch {
		return nil
	}
	start := time.Now()
	commit, err := l.store.Apply(ctx, l.batch)
	l.took += time.Since(start)
	if err == nil && commit.Added != l.batch.Len() {
		err = fmt.Errorf("of %d records %d were added", l.batch.Len(), commit.Added)
	}
	l.count += l.batch.Len()
	l.batch = graph.Batch{}
	return err
}

func (l *loading) rate() quantity { return quantity{float64(l.count) / l.took.Seconds(), perSecond} }

// load fills the empty database with the graph, through the store.
func (t *trial) load(ctx context.Context) error {
	entities, relationships, err := t.fill(ctx, t.graph, span{})
	if err != nil {
		return err
	}
	if err := t.counted(ctx, t.graph); err != nil {
		return err
	}
	shown := newTable("bulk load into an empty database, names and full text and all, one session", "what", "value", "wanted", "met", "load")
	shown.note = "wall time of store.Apply in batches of " + group(fmt.Sprint(loadBatch)) + "; the database counts what it has afterwards"
	shown.loaded("entities", entities.rate(), atLeast(leastEntities, perSecond))
	shown.loaded("relationships", relationships.rate(), atLeast(leastRelationships, perSecond))
	t.show(shown)
	return nil
}

// loaded adds a row with a verdict and the load of the machine.
func (t *table) loaded(what string, q quantity, wanted target) {
	t.add(what, q, wanted, wanted.judge(q), load())
}

// span is how much of a graph is there already.
type span struct{ entities, relationships int }

// fill puts what of a graph is not there yet into the store.
func (t *trial) fill(ctx context.Context, g *generate.Graph, there span) (entities, relationships loading, err error) {
	store, err := t.open(ctx, nil)
	if err != nil {
		return entities, relationships, err
	}
	defer store.Close()
	entities.store, relationships.store = store, store
	if there.entities == 0 {
		if _, err := store.Apply(ctx, graph.Batch{Sources: []*graph.Source{generate.Source()}}); err != nil {
			return entities, relationships, err
		}
	}
	for i := there.entities; i < g.Nodes && err == nil; i++ {
		entities.batch.Entities = append(entities.batch.Entities, generate.Entity(i))
		err = entities.flush(ctx, i == g.Nodes-1)
	}
	if err != nil {
		return entities, relationships, err
	}
	return entities, relationships, relationships.ties(ctx, g, there.relationships)
}

// ties writes the relationships behind the first so many.
func (l *loading) ties(ctx context.Context, g *generate.Graph, there int) error {
	number := 0
	for r := range g.Relationships() {
		if number++; number <= there {
			continue
		}
		l.batch.Relationships = append(l.batch.Relationships, r)
		if err := l.flush(ctx, false); err != nil {
			return err
		}
	}
	return l.flush(ctx, true)
}

// counted asks the database itself what it holds.
func (t *trial) counted(ctx context.Context, g *generate.Graph) error {
	rows, err := t.cypher(ctx, `RETURN COUNT { (:Entity) }, COUNT { (:Entity)-->(:Entity) }`, nil)
	if err != nil {
		return err
	}
	entities, relationships := rows[0].Values[0].(int64), rows[0].Values[1].(int64)
	if entities != int64(g.Nodes) || relationships != int64(g.Edges()) {
		return fmt.Errorf("the database has %d entities and %d relationships, want %d and %d", entities, relationships, g.Nodes, g.Edges())
	}
	return nil
}
