package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// peer is another program or library that answers the same questions. To add
// one, write how it is asked in a file of its own and add its row to knownPeers.
type peer struct {
	name string
	// ready gives the version, or says why the peer cannot be asked here.
	ready func(context.Context) (version string, err error)
	ask   func(context.Context, inquiry) ([]reply, error)
	// wants are the questions that it gets.
	wants []want
}

// want is a question to a peer and how many times as long as ours its median shall at least be.
type want struct {
	question string
	least    bound
	// share is the part of the pairs that suffices, one in so many; 0 is all.
	share int
}

// bound is a target by the shape of the graph; 0 is none. It is one for graphs
// that are as large as those that it was stated for, unless it holds everywhere.
type bound struct {
	hubs, flat float64
	everywhere bool
}

// promisedSize is the least number of entities of those graphs: on small ones
// the peers' calls cost as much as their searches.
const promisedSize = 100_000

func (b bound) on(g graphSpec) target {
	factor := map[string]float64{"power-law": b.hubs, "flat": b.flat}[g.shape]
	if factor == 0 || g.nodes < promisedSize && !b.everywhere {
		return target{}
	}
	return atLeast(factor, times)
}

// covers tells whether a question with the bound is put on graphs of the shape:
// one that is only bounded on graphs with hubs is not put on flat ones.
func (b bound) covers(shape string) bool { return shape != "flat" || b.flat > 0 || b.hubs == 0 }

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
// sufficed for, NaN where it cannot say, or only what all of them come to.
type reply struct {
	question string
	answers  []float64
	total    float64
	// took is in microseconds.
	took summary
}

// knownPeers are all that can be asked, if they are installed.
func (b *benchmark) knownPeers(ctx context.Context) []peer {
	return append(libraries(b.interpreter(ctx)), reference(b.reference))
}

// asks are the questions that a peer gets, the slow ones about fewer pairs.
func (b *benchmark) asks(p peer, a *arena) []ask {
	var list []ask
	for _, w := range p.wants {
		if !w.least.covers(a.shape) {
			continue
		}
		list = append(list, ask{w.question, max(1, min(b.peerPairs, len(a.pairs))/max(1, w.share)), w.least.on(a.graphSpec)})
	}
	return list
}

// peers puts the questions to every peer that is there, and shows a table for each.
func (b *benchmark) peers(ctx context.Context) error {
	for _, p := range b.knownPeers(ctx) {
		version, err := p.ready(ctx)
		if err != nil {
			b.say("%s is not asked: %v", p.name, err)
			continue
		}
		p.name = strings.TrimSpace(p.name + " " + version)
		t := newTable(p.name+": the same pairs of the same graph, one thread, CPU time; load "+load(), "graph", "question", "pairs",
			"ours p50", "ours mean", "theirs p50", "theirs mean", "ratio p50", "ratio mean", "wanted p50", "met")
		for _, spec := range b.graphs {
			a, err := b.arena(ctx, spec)
			if err != nil {
				return fmt.Errorf("%s: %w", spec.name, err)
			}
			if err := b.duel(ctx, t, p, a); err != nil {
				b.fail("%s on %s: %v", p.name, a.name, err)
			}
		}
		if len(t.rows) > 0 {
			b.show(t)
		}
	}
	return nil
}

// bout is what came of a question to both sides.
type bout struct {
	ask    ask
	ours   sample
	theirs reply
}

// duel puts the questions to one peer and to ourselves, as many rounds as were
// asked for, each side after the other, and adds a row for each question.
func (b *benchmark) duel(ctx context.Context, t *table, p peer, a *arena) error {
	var bouts []bout
	for range b.rounds {
		round, err := b.round(ctx, p, a)
		if err != nil {
			return err
		}
		bouts = better(bouts, round)
	}
	for _, bout := range bouts {
		if err := t.duel(bout.ask, a, bout.ours, bout.theirs); err != nil {
			b.fail("%s: %s on %s: %v", p.name, bout.ask.question, a.name, err)
		}
	}
	return nil
}

// round puts every question once.
func (b *benchmark) round(ctx context.Context, p peer, a *arena) (bouts []bout, err error) {
	asks := b.asks(p, a)
	replies, err := p.ask(ctx, inquiry{a, asks, limit{b.questions, b.peerTime}})
	if err != nil {
		return nil, err
	}
	for _, ask := range asks {
		for _, theirs := range replies {
			if theirs.question != ask.question {
				continue
			}
			ours, err := b.putFor(ctx, a, questionNamed(ask.question), theirs.pairs(a), b.patience(theirs))
			if err != nil {
				return nil, err
			}
			bouts = append(bouts, bout{ask, ours, theirs})
		}
	}
	return bouts, nil
}

// better takes for each side the round with the lesser median: what else ran on
// the machine can only have slowed the other. Answers that differed in any round stay.
func better(before, now []bout) []bout {
	for i := range now {
		at := slices.IndexFunc(before, func(b bout) bool { return b.ask.question == now[i].ask.question })
		if at < 0 {
			continue
		}
		old := before[at]
		if _, err := old.theirs.check(old.ours.answers); err != nil {
			now[i] = old
			continue
		}
		if summarize(old.ours.times).p50 < summarize(now[i].ours.times).p50 {
			now[i].ours.times = old.ours.times
		}
		if old.theirs.took.p50 < now[i].theirs.took.p50 {
			now[i].theirs.took = old.theirs.took
		}
	}
	return now
}

// patience is how long we are asked what a peer was asked: where all answers
// are compared at once all must be there.
func (b *benchmark) patience(theirs reply) limit {
	most := limit{b.questions, b.peerTime}
	if theirs.answers == nil {
		most = limit{2 * mostReferencePairs, time.Minute}
	}
	return most
}

// pairs counts the pairs that were answered.
func (r reply) pairs(a *arena) int {
	if r.answers == nil {
		return min(len(a.pairs), mostReferencePairs)
	}
	return len(r.answers)
}

// check holds our answers against the peer's and counts those that it gave.
func (r reply) check(ours []float64) (compared int, err error) {
	if r.answers != nil {
		return compare(ours, r.answers)
	}
	if all := float64(checksum(ours)); math.Abs(all-r.total) > roughly*math.Abs(all) {
		return 0, fmt.Errorf("all pairs together come to %v here and to %v there", all, r.total)
	}
	return len(ours), nil
}

// roughly is how far checksums may lie apart, relatively, that are printed with few digits.
const roughly = 1e-6

// duel compares the answers and adds the row; where they differ it has no ratio.
func (t *table) duel(ask ask, a *arena, ours sample, theirs reply) error {
	compared, err := theirs.check(ours.answers)
	mine, other := summarize(ours.times), theirs.took
	median, mean := quantity{other.p50 / mine.p50, times}, quantity{other.mean / mine.mean, times}
	if err != nil {
		median, mean = quantity{math.NaN(), times}, quantity{math.NaN(), times}
	}
	t.add(a.name, ask.question, compared, micro(mine.p50), micro(mine.mean), micro(other.p50), micro(other.mean),
		median, mean, ask.wanted, ask.wanted.judge(median))
	return err
}
