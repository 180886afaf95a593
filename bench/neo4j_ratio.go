package main

import "math"

// least adds the rows of a contest that Neo4j shall take at least so many times as long in.
func (t *trial) least(name string, o outcome, wanted target) {
	ours, theirs := summarize(o.ours), summarize(o.theirs)
	for _, row := range []struct {
		at           string
		ours, theirs float64
	}{{"p50", ours.p50, theirs.p50}, {"p99", ours.p99, theirs.p99}} {
		ratio := quantity{row.theirs / row.ours, times}
		t.ratios.add(name+": "+row.at, ours.n, o.compared, milli(row.ours), milli(row.theirs), ratio, wanted, wanted.judge(ratio), load())
	}
}

// most adds a row of a quantity that shall be at most so many times theirs.
func (t *trial) most(name string, n, compared int, ours, theirs quantity, wanted target) {
	ratio := quantity{ours.value / theirs.value, times}
	if math.IsInf(ratio.value, 0) {
		ratio = unknown()
	}
	t.ratios.add(name, n, compared, ours, theirs, ratio, wanted, wanted.judge(ratio), load())
}
