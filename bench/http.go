package main

import "context"

// http asks the built-in facts over one connection that is kept open, one question after the other.
func (b *benchmark) http(ctx context.Context) (err error) {
	f, err := serveFacts(ctx)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, f.close()) }()
	c := connect(f.address)
	defer c.close()
	t := newTable("the built-in facts over HTTP, wall time of client and server in one process",
		"request", "n", "bytes", "p50", "p90", "p99", "mean", "CPU each", "wanted p50", "met")
	for _, r := range requests() {
		s, err := b.send(ctx, c, r)
		if err != nil {
			b.fail("%s: %v", r.name, err)
			continue
		}
		took := summarize(s.times)
		t.add(r.name, took.n, s.size, milli(took.p50), milli(took.p90), milli(took.p99), milli(took.mean), milli(s.cpu), r.wanted, r.wanted.judge(milli(took.p50)))
	}
	b.show(t)
	return nil
}

func milli(value float64) quantity { return quantity{value, milliseconds} }

// sent is what sending a request again and again came to, in milliseconds.
type sent struct {
	times []float64
	// cpu is the CPU time of a request on both sides, which others on the machine do not add to.
	cpu float64
	// size is that of the answer in bytes.
	size int
}

// send asks once to check the answer, for a while to warm up, and then measures.
// Each answer must be the first again, to the byte.
func (b *benchmark) send(ctx context.Context, c connection, r request) (s sent, err error) {
	first, err := c.post(ctx, r)
	if err != nil {
		return s, err
	}
	if err := r.accepts(first); err != nil {
		return s, err
	}
	if _, err := c.repeat(ctx, limit{b.questions, b.time / 4}, r, first); err != nil {
		return s, err
	}
	before := ownTime()
	s.times, err = c.repeat(ctx, limit{b.questions, b.time}, r, first)
	s.cpu = (ownTime() - before).Seconds() * 1000 / float64(len(s.times))
	s.size = len(first)
	return s, err
}
