package main

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/index"
	backend "entente/store/neo4j"
)

// What the index from the server shall reach.
const (
	leastStreamed  = 400_000 // relationships a second
	mostStreamTime = 0.5     // microseconds of client CPU a relationship
)

// streamRounds is how often each stream is read; the best counts, for others
// on the machine only ever make it worse.
const streamRounds = 3

// stream reads every relationship once; visit, when given, sees each.
type stream struct {
	name string
	read func(ctx context.Context, visit func(edgeWords)) error
	// rate and cpu are what it shall reach.
	rate, cpu target
}

// edgeWords is a relationship as both streams give it, in words.
type edgeWords struct{ kind, from, to, role, status, start, end string }

// hash adds up over relationships in any order.
func (e edgeWords) hash() uint64 {
	h := fnv.New64a()
	for _, word := range [...]string{e.kind, e.from, e.to, e.role, e.status, e.start, e.end} {
		h.Write([]byte(word))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// index streams the graph from the server in columns, builds the index from it, and streams it in plain rows.
func (t *trial) index(ctx context.Context) error {
	store, err := t.open(ctx, nil)
	if err != nil {
		return err
	}
	defer store.Close()
	columns := stream{"in columns, as the index reads it", func(ctx context.Context, visit func(edgeWords)) error { return outline(ctx, store, visit) },
		atLeast(leastStreamed, perSecond), atMost(mostStreamTime, microseconds)}
	rows := stream{"in plain rows, a driver's usual way", t.rows, target{}, target{}}
	if err := t.sameStream(ctx, columns, rows); err != nil {
		return err
	}
	built := stream{"in columns, and the index built", func(ctx context.Context, _ func(edgeWords)) error {
		_, err := index.Build(ctx, store.Outline(ctx, 0), today())
		return err
	}, target{}, target{}}
	shown := newTable("the whole graph from the server", "how", "relationships a second", "wanted", "met", "client CPU each", "wanted CPU", "met CPU", "load")
	shown.note = fmt.Sprintf("the best of %d; entities are read along in columns and are not counted", streamRounds)
	defer t.show(shown)
	for _, s := range []stream{columns, built, rows} {
		if err := t.stream(ctx, shown, s); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

// sameStream compares what two streams give, whatever the order.
func (t *trial) sameStream(ctx context.Context, one, other stream) error {
	var sums [2]uint64
	var counts [2]int
	for i, s := range []stream{one, other} {
		err := s.read(ctx, func(e edgeWords) { sums[i] += e.hash(); counts[i]++ })
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	if counts[0] != t.graph.Edges() || counts[0] != counts[1] || sums[0] != sums[1] {
		return fmt.Errorf("the streams differ: %d relationships with the sum %x in columns, %d with %x in rows", counts[0], sums[0], counts[1], sums[1])
	}
	return nil
}

func (t *trial) stream(ctx context.Context, shown *table, s stream) error {
	wall, cpu := math.Inf(1), math.Inf(1)
	for range streamRounds {
		own := processMeter{}
		own.start()
		start := time.Now()
		if err := s.read(ctx, nil); err != nil {
			return err
		}
		wall, cpu = min(wall, time.Since(start).Seconds()), min(cpu, own.milliseconds())
	}
	edges := float64(t.graph.Edges())
	rate, each := quantity{edges / wall, perSecond}, micro(cpu*1000/edges)
	shown.add(s.name, rate, s.rate, s.rate.judge(rate), each, s.cpu, s.cpu.judge(each), load())
	return nil
}

// outline reads the store's own stream.
func outline(ctx context.Context, store *backend.Store, visit func(edgeWords)) error {
	for o, err := range store.Outline(ctx, 0) {
		if err != nil {
			return err
		}
		if o.Tie != nil && visit != nil {
			visit(wordsOf(o.Tie))
		}
	}
	return nil
}

func wordsOf(t *graph.Tie) edgeWords {
	return edgeWords{t.Kind.String(), string(t.From), string(t.To), t.Role, t.Status.String(), t.Start.String(), t.End.String()}
}

// rowStream is what somebody writes who wants the whole graph.
const rowStream = `MATCH (a:Entity)-[r]->(b:Entity)
RETURN type(r), a.id, b.id, r.role, r.status, r.start, r.end`

// rows reads the graph a row a relationship.
func (t *trial) rows(ctx context.Context, visit func(edgeWords)) error {
	session := t.driver.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeRead, DatabaseName: "neo4j"})
	defer session.Close(ctx)
	result, err := session.Run(ctx, rowStream, nil)
	if err != nil {
		return err
	}
	var record *driver.Record
	for result.NextRecord(ctx, &record) {
		if visit != nil {
			v := record.Values
			visit(edgeWords{said(v[0]), said(v[1]), said(v[2]), said(v[3]), said(v[4]), said(v[5]), said(v[6])})
		}
	}
	return errors.Join(result.Err(), ctx.Err())
}

// said is a text of the database, empty for null.
func said(value any) string {
	text, _ := value.(string)
	return text
}
