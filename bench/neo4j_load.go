package main

import (
	"context"
	"fmt"
	"math"
	"time"

	"entente/bench/generate"
	"entente/graph"
)

// What the load shall reach, in records a second.
const (
	leastEntities      = 10_000
	leastRelationships = 20_000
)

// loadBatch is how many records go into one transaction: as many as in a copy.
const loadBatch = 4_000

// loading writes records in batches. What is measured is the writing alone: the
// records are drawn before.
type loading struct {
	write func(context.Context, graph.Batch) error
	batch graph.Batch
	took  time.Duration
	count int
	// meters are those of this process and of Neo4j's, cpu what they measured in milliseconds.
	meters [2]processMeter
	cpu    [2]float64
}

// flush writes the batch if it is full, or whatever it holds at the end.
func (l *loading) flush(ctx context.Context, end bool) error {
	if l.batch.Len() == 0 || !end && l.batch.Len() < loadBatch {
		return nil
	}
	for i := range l.meters {
		l.meters[i].start()
	}
	start := time.Now()
	err := l.write(ctx, l.batch)
	l.took += time.Since(start)
	for i := range l.meters {
		l.cpu[i] += l.meters[i].milliseconds()
	}
	l.count += l.batch.Len()
	l.batch = graph.Batch{}
	return err
}

func (l *loading) rate() quantity { return quantity{float64(l.count) / l.took.Seconds(), perSecond} }

// each is the CPU time of a record, in both processes or in one of them.
func (l *loading) each(milliseconds ...float64) quantity {
	var sum float64
	for _, part := range milliseconds {
		sum += part
	}
	return quantity{sum * 1000 / float64(l.count), microseconds}
}

// loader gives the loading that writes in one of the ways.
func (t *trial) loader(write func(context.Context, graph.Batch) error) loading {
	return loading{write: write, meters: [2]processMeter{{}, {pid: t.server.Process()}}}
}

// load fills an empty database with the graph as somebody would in Cypher, and
// another through the store. Each has a server of its own that was warmed by the
// same kind of load: a database that was emptied of much writes slower for long.
func (t *trial) load(ctx context.Context) error {
	shown := newTable("bulk load into an empty database, names and full text and all, one session",
		"what", "rate", "wanted", "met", "CPU each", "of that Neo4j's", "CPU ours / theirs", "load")
	shown.note = "wall time of store.Apply in batches of " + group(fmt.Sprint(loadBatch)) + ", after the server was warmed by loading another graph; the natural graph has" +
		" the names, properties and claims for others to read and a constraint on the id, but no search, no order, no versions and no check; the database counts what it has afterwards"
	defer t.show(shown)
	theirs, err := t.loadElsewhere(ctx)
	if err != nil {
		return err
	}
	ours, err := t.warmly(ctx, t.fillEmpty)
	if err != nil {
		return err
	}
	for i, what := range []string{"entities", "relationships"} {
		shown.loadedBy("natural graph by plain Cypher, "+what, &theirs[i], nil, target{})
		shown.loadedBy(what, &ours[i], &theirs[i], atLeast([]float64{leastEntities, leastRelationships}[i], perSecond))
	}
	return nil
}

// loaded adds a row with a verdict and the load of the machine.
func (t *table) loaded(what string, q quantity, wanted target) {
	t.add(what, q, wanted, wanted.judge(q), load())
}

// loadedBy adds a row of a load, with what it took beside another.
func (t *table) loadedBy(what string, l, other *loading, wanted target) {
	ratio := quantity{math.NaN(), times}
	if other != nil {
		ratio.value = l.each(l.cpu[:]...).value / other.each(other.cpu[:]...).value
	}
	t.add(what, l.rate(), wanted, wanted.judge(l.rate()), l.each(l.cpu[:]...), l.each(l.cpu[1]), ratio, load())
}

// warmly loads the graph after the server has compiled what a load needs: it
// loads a graph of another seed and empties the database, again and again for so long.
func (t *trial) warmly(ctx context.Context, load graphLoad) (both [2]loading, err error) {
	if err := t.warm(ctx, load); err != nil {
		return both, err
	}
	return load(ctx, t.graph)
}

// graphLoad loads a graph in one of the ways.
type graphLoad func(context.Context, *generate.Graph) ([2]loading, error)

func (t *trial) warm(ctx context.Context, load graphLoad) error {
	const nodes, edges = 5_000, 25_000
	g := generate.PowerLaw(min(nodes, t.graph.Nodes), min(edges, t.graph.Edges()), t.seed+2)
	for start := time.Now(); ; {
		if _, err := load(ctx, g); err != nil {
			return err
		}
		if err := t.server.Empty(ctx); err != nil || time.Since(start) > t.neo4j.warm {
			return err
		}
	}
}

// loadElsewhere loads the graph in plain Cypher into a server of its own.
func (t *trial) loadElsewhere(ctx context.Context) (both [2]loading, err error) {
	err = t.elsewhere(ctx, func(other *trial) error {
		both, err = other.warmly(ctx, other.loadNatural)
		return err
	})
	return both, err
}

// elsewhere does something on a server of its own.
func (t *trial) elsewhere(ctx context.Context, do func(*trial) error) error {
	server, err := t.startNeo4j(ctx)
	if err != nil {
		return err
	}
	defer server.Close()
	other := &trial{benchmark: t.benchmark, server: server, graph: t.graph, folder: t.folder, entente: t.entente.of(server)}
	if err := other.connect(); err != nil {
		return err
	}
	defer other.driver.Close(ctx)
	return do(other)
}

// loadNatural loads a graph in plain Cypher and counts it.
func (t *trial) loadNatural(ctx context.Context, g *generate.Graph) (both [2]loading, err error) {
	n, err := t.naturally(ctx)
	if err != nil {
		return both, err
	}
	if both, err = t.write(ctx, g, span{}, n.apply); err == nil {
		err = t.counted(ctx, g)
	}
	return both, err
}

// fillEmpty puts a graph into the empty store and counts it.
func (t *trial) fillEmpty(ctx context.Context, g *generate.Graph) (both [2]loading, err error) {
	if both, err = t.fill(ctx, g, span{}); err == nil {
		err = t.counted(ctx, g)
	}
	return both, err
}

// span is how much of a graph is there already.
type span struct{ entities, relationships int }

// fill puts what of a graph is not there yet into the store, entities first.
func (t *trial) fill(ctx context.Context, g *generate.Graph, there span) (both [2]loading, err error) {
	store, err := t.open(ctx, nil)
	if err != nil {
		return both, err
	}
	defer store.Close()
	if there.entities == 0 {
		if _, err := store.Apply(ctx, graph.Batch{Sources: []*graph.Source{generate.Source()}}); err != nil {
			return both, err
		}
	}
	return t.write(ctx, g, there, func(ctx context.Context, batch graph.Batch) error {
		commit, err := store.Apply(ctx, batch)
		if err == nil && commit.Added != batch.Len() {
			err = fmt.Errorf("of %d records %d were added", batch.Len(), commit.Added)
		}
		return err
	})
}

// write writes the entities and then the relationships behind the first so many.
func (t *trial) write(ctx context.Context, g *generate.Graph, there span, apply func(context.Context, graph.Batch) error) (both [2]loading, err error) {
	entities, relationships := t.loader(apply), t.loader(apply)
	for i := there.entities; i < g.Nodes && err == nil; i++ {
		entities.batch.Entities = append(entities.batch.Entities, generate.Entity(i))
		err = entities.flush(ctx, i == g.Nodes-1)
	}
	if err == nil {
		err = relationships.ties(ctx, g, there.relationships)
	}
	return [2]loading{entities, relationships}, err
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
