package main

import (
	"context"
	"fmt"
	"math"
)

// peer is another program or library that answers the same questions. To add
// one, write how it is asked in a file of its own and add its row to peers.
type peer struct {
	name string
	// ready gives the version, or says why the peer cannot be asked here.
	ready func(context.Context) (version string, err error)
	ask   func(context.Context, inquiry) ([]reply, error)
}

// inquiry is what a peer is asked.
type inquiry struct {
	*arena
	asks []ask
	most limit
}

// ask is a question about the first so many pairs.
type ask struct {
	question string
	pairs    int
	// wanted is the least that the peer's median shall be of ours; none when zero.
	wanted target
}

// reply is what a peer says to an ask: an answer for each pair that its time
// sufficed for, NaN where it cannot say, and times in microseconds.
type reply struct {
	question string
	answers  []float64
	times    []float64
}

func (b *benchmark) knownPeers() []peer {
	return []peer{
		networkx(b.python),
	}
}

// asks are the questions that peers get, the slow ones about fewer pairs.
func (b *benchmark) asks(a *arena) []ask {
	pairs, few := min(b.peerPairs, len(a.pairs)), max(1, min(b.peerPairs/10, len(a.pairs)))
	return []ask{
		{"one shortest path", pairs, atLeast(8, times)},
		{"strongest path", few, target{}},
		{"10 best by hops", few, target{}},
	}
}

// peers puts the questions to every peer that is there.
func (b *benchmark) peers(ctx context.Context) error {
	t := newTable("peers: the same pairs of the same graph, one thread, CPU time",
		"peer", "graph", "question", "pairs", "ours p50", "ours mean", "theirs p50", "theirs mean", "ratio p50", "ratio mean", "wanted p50", "met")
	for _, p := range b.knownPeers() {
		version, err := p.ready(ctx)
		if err != nil {
			b.say("%s is not asked: %v", p.name, err)
			continue
		}
		p.name += " " + version
		for _, spec := range b.graphs {
			a, err := b.arena(ctx, spec)
			if err != nil {
				return fmt.Errorf("%s: %w", spec.name, err)
			}
			if err := b.duel(ctx, t, p, a); err != nil {
				b.fail("%s on %s: %v", p.name, a.name, err)
			}
		}
	}
	if len(t.rows) > 0 {
		b.show(t)
	}
	return nil
}

// duel puts the questions to one peer and to ourselves and adds a row for each.
func (b *benchmark) duel(ctx context.Context, t *table, p peer, a *arena) error {
	asks := b.asks(a)
	replies, err := p.ask(ctx, inquiry{a, asks, limit{b.questions, b.peerTime}})
	if err != nil {
		return err
	}
	for _, ask := range asks {
		for _, theirs := range replies {
			if theirs.question != ask.question {
				continue
			}
			ours, err := b.put(ctx, a, questionNamed(ask.question), len(theirs.answers))
			if err != nil {
				return err
			}
			if err := t.duel(p.name, ask, a, ours, theirs); err != nil {
				b.fail("%s: %s on %s: %v", p.name, ask.question, a.name, err)
			}
		}
	}
	return nil
}

// duel compares the answers and adds the row; where they differ it has no ratio.
func (t *table) duel(peer string, ask ask, a *arena, ours sample, theirs reply) error {
	compared, err := compare(ours.answers, theirs.answers)
	mine, other := summarize(ours.times), summarize(theirs.times)
	median, mean := quantity{other.p50 / mine.p50, times}, quantity{other.mean / mine.mean, times}
	if err != nil {
		median, mean = quantity{math.NaN(), times}, quantity{math.NaN(), times}
	}
	t.add(peer, a.name, ask.question, compared, micro(mine.p50), micro(mine.mean), micro(other.p50), micro(other.mean),
		median, mean, ask.wanted, ask.wanted.judge(median))
	return err
}
