package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"entente/bench/generate"
	"entente/engine"
	"entente/graph"
)

// pollEvery is how often a graph looks whether others wrote.
const pollEvery = 500 * time.Millisecond

// mostNotice is one look after the other, and the time that a look takes.
const mostNotice = pollEvery + 50*time.Millisecond

// lookout is who listens to a graph: when it notices that somebody wrote past
// the log, and which statements its store sends. It is the handler of the
// graph's log.
type lookout struct {
	mu      sync.Mutex
	noticed []time.Time
	sent    int
}

var _ slog.Handler = (*lookout)(nil)

// noticing is how the message of a noticed write begins.
const noticing = "somebody wrote"

// Handle notes the time of a message about a noticed write.
func (l *lookout) Handle(_ context.Context, record slog.Record) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if strings.HasPrefix(record.Message, noticing) {
		l.noticed = append(l.noticed, time.Now())
	}
	return nil
}

// Enabled is true for every message.
func (l *lookout) Enabled(context.Context, slog.Level) bool { return true }

// WithAttrs leaves out the attributes.
func (l *lookout) WithAttrs([]slog.Attr) slog.Handler { return l }

// WithGroup leaves out the group.
func (l *lookout) WithGroup(string) slog.Handler { return l }

// observe counts statements.
func (l *lookout) observe(string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent++
}

// after gives the time from a moment to the first notice behind it; false when there was none yet.
func (l *lookout) after(moment time.Time) (time.Duration, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, noticed := range l.noticed {
		if noticed.After(moment) {
			return noticed.Sub(moment), true
		}
	}
	return 0, false
}

// counts gives the notices and the statements so far.
func (l *lookout) counts() (notices, sent int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.noticed), l.sent
}

// watched opens a graph in this process that is listened to.
func (t *trial) watched(ctx context.Context, poll time.Duration) (*engine.Graph, *lookout, error) {
	l := &lookout{}
	store, err := t.open(ctx, l.observe)
	if err != nil {
		return nil, nil, err
	}
	g, err := engine.Open(ctx, store, engine.Options{Name: "neo4j", Poll: poll, Log: slog.New(l)})
	if err != nil {
		return nil, nil, errors.Join(err, store.Close())
	}
	return g, l, nil
}

// foreign writes in plain Cypher and waits until the graph has noticed and
// shows it, and then reads for a while, which must not look like a write.
func (t *trial) foreign(ctx context.Context) (err error) {
	if t.serving != nil {
		err = t.serving.stop()
		t.serving = nil
	}
	if err != nil {
		return err
	}
	g, l, err := t.watched(ctx, pollEvery)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.Close()) }()
	shown := newTable(fmt.Sprintf("writes in plain Cypher, looked for every %v", pollEvery), "what", "value", "wanted", "met", "load")
	defer t.show(shown)
	if err := t.writes(ctx, shown, g, l); err != nil {
		return err
	}
	return t.quiet(ctx, shown, g, l)
}

const foreignCypher = `MATCH (a:Entity {id: $end})
CREATE (:Entity:Organization {id: $id, name: 'Invented body of somebody else'})-[:PARTNER_OF {status: 'active'}]->(a)`

// writes makes a few foreign writes; the slowest counts. Between them the graph
// comes to rest, because its own note of what it took in is a commit too.
func (t *trial) writes(ctx context.Context, shown *table, g *engine.Graph, l *lookout) error {
	const writes = 3
	var noticed, visible time.Duration
	for i := range writes {
		if _, err := t.settled(ctx, l); err != nil {
			return err
		}
		id := graph.ID(fmt.Sprintf("org:foreign%d", i))
		written := time.Now()
		if _, err := t.server.Cypher(ctx, foreignCypher, map[string]any{"id": string(id), "end": string(generate.ID(i))}); err != nil {
			return err
		}
		err := until(ctx, longestSettling, func() bool { counts, err := g.Counts(ctx, id); return err == nil && len(counts) == 1 })
		if err != nil {
			return fmt.Errorf("a tie written in Cypher does not show (%s): %w", t.refusal(ctx, id), err)
		}
		visible = max(visible, time.Since(written))
		after, ok := l.after(written)
		if !ok {
			return errors.New("a tie written in Cypher shows, and its write was not noticed")
		}
		noticed = max(noticed, after)
	}
	shown.loaded(fmt.Sprintf("until a write is noticed, most of %d", writes), milli(noticed.Seconds()*1000), atMost(mostNotice.Seconds()*1000, milliseconds))
	shown.loaded("until it shows in answers", milli(visible.Seconds()*1000), target{})
	return nil
}

// longestSettling is how long the graph may take to show a write and to come to rest.
const longestSettling = time.Minute

// settled waits until nothing was noticed for two looks, and gives the notices so far.
func (t *trial) settled(ctx context.Context, l *lookout) (notices int, err error) {
	last, since := -1, time.Now()
	err = until(ctx, longestSettling, func() bool {
		if notices, _ = l.counts(); notices != last {
			last, since = notices, time.Now()
		}
		return time.Since(since) > 2*pollEvery
	})
	if err != nil {
		return notices, fmt.Errorf("the writes before did not come to rest: %w", err)
	}
	return notices, nil
}

// refusal says why the store did not take in what somebody wrote, as it wrote that down.
func (t *trial) refusal(ctx context.Context, id graph.ID) string {
	rows, err := t.cypher(ctx, `MATCH (e:Entity {id: $id})-[r]-() RETURN coalesce(e._refused, r._refused, 'no reason is written down')`, map[string]any{"id": string(id)})
	if err != nil || len(rows) == 0 {
		return "it is not there"
	}
	return said(rows[0].Values[0])
}

// until waits for something to become true.
func until(ctx context.Context, patience time.Duration, holds func() bool) error {
	const pause = 2 * time.Millisecond
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for !holds() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return nil
}

// quiet reads through both sides for as long as was asked for. A notice is a false alarm.
func (t *trial) quiet(ctx context.Context, shown *table, g *engine.Graph, l *lookout) error {
	settled, err := t.settled(ctx, l)
	if err != nil {
		return err
	}
	revision, reads := g.Revision(), 0
	for start := time.Now(); time.Since(start) < t.neo4j.quiet; reads++ {
		if err := t.readBoth(ctx, g, reads); err != nil {
			return err
		}
	}
	notices, _ := l.counts()
	name := fmt.Sprintf("false alarms in %v of reads", t.neo4j.quiet)
	shown.loaded(name, quantity{value: float64(notices - settled)}, atMost(0, plain))
	shown.loaded("reads meanwhile", quantity{value: float64(reads)}, target{})
	if now := g.Revision(); now != revision {
		return fmt.Errorf("reads moved the revision from %d to %d", revision, now)
	}
	return nil
}

// readBoth reads an entity through the plain driver, and it and its neighbours through the graph.
func (t *trial) readBoth(ctx context.Context, g *engine.Graph, i int) error {
	id := generate.ID(i % t.graph.Nodes)
	if _, err := t.cypher(ctx, entityCypher, map[string]any{"id": string(id)}); err != nil {
		return err
	}
	if _, err := g.Entities(ctx, []graph.ID{id}); err != nil {
		return err
	}
	_, err := g.Ties(ctx, engine.TieQuery{Entity: id, Page: engine.PageQuery{First: 5}})
	return err
}
