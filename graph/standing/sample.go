package standing

import (
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
)

// batch is how many samples one piece of work draws, with a generator of its own.
const batch = 256

// sampled draws random shortest paths between random pairs; the value of a
// member is the part of them that runs through it (Riondato & Kornaropoulos,
// 2016), each found from both sides at once (Borassi & Natale, KADABRA, 2016).
// Half of the doubt is spent on the bound for all values, half on the bounds
// for each (empirical Bernstein: Maurer & Pontil, 2009).
func (w *web) sampled(ctx context.Context, options Options) (Betweenness, error) {
	between, err := w.inner(ctx)
	if err != nil {
		return Betweenness{}, err
	}
	samples := sampleSize(len(w.members), between, options.Error, options.Doubt/2)
	pieces := (samples + batch - 1) / batch
	samples = pieces * batch
	options.Progress.begin(Between, samples)
	var probes []*probe
	var starting sync.Mutex
	err = together(options.Workers, pieces, func() func(int) error {
		p := newProbe(w)
		starting.Lock()
		probes = append(probes, p)
		starting.Unlock()
		return func(piece int) error {
			p.random = rand.New(rand.NewPCG(options.Seed, uint64(piece)))
			for range batch {
				if err := check(ctx, 0); err != nil {
					return err
				}
				p.draw()
			}
			options.Progress.done.Add(batch)
			runtime.Gosched()
			return nil
		}
	})
	b := Betweenness{Samples: samples, Error: options.Error, Doubt: options.Doubt,
		Values: make([]float64, len(w.members)), Errors: make([]float64, len(w.members))}
	for i := range b.Values {
		met := 0
		for _, p := range probes {
			met += int(p.met[i])
		}
		b.Values[i] = float64(met) / float64(samples)
		b.Errors[i] = min(b.Error, bernstein(b.Values[i], samples, options.Doubt/2/float64(len(w.members))))
	}
	return b, err
}

// sampleSize is how many paths put all values within the error but for the
// doubt: by the number of members between the ends of a shortest path, with the
// constant ½ of Löffler and Phillips, or by that of members (Hoeffding), whichever needs fewer.
func sampleSize(members, between int, most, doubt float64) int {
	if between < 1 {
		return 1
	}
	dimension := math.Floor(math.Log2(float64(between))) + 1
	factor := min(dimension+math.Log(1/doubt), math.Log(2*float64(members)/doubt))
	return int(math.Ceil(factor / (2 * most * most)))
}

// bernstein bounds how far the mean of so many yes-or-no draws is off, on
// either side together but for the doubt.
func bernstein(mean float64, draws int, doubt float64) float64 {
	n, certainty := float64(draws), math.Log(4/doubt)
	variance := mean * (1 - mean) * n / max(1, n-1)
	return math.Sqrt(2*variance*certainty/n) + 7*certainty/(3*max(1, n-1))
}

// inner bounds how many members can stand between the ends of a shortest path.
// In each part of the graph the two farthest from one member are joined over
// that one, so that no two are farther apart than both ways together.
func (w *web) inner(ctx context.Context) (int, error) {
	hops := make([]uint32, len(w.members))
	longest := 0
	for i := range hops {
		if err := check(ctx, i); err != nil {
			return 0, err
		}
		if hops[i] != 0 {
			continue
		}
		part := w.flood(hops, uint32(i))
		centre := part[0]
		for _, v := range part {
			if w.degree(v) > w.degree(centre) {
				centre = v
			}
			hops[v] = 0
		}
		part = w.flood(hops, centre)
		last := hops[part[len(part)-1]] - 1
		second := last
		if len(part) > 1 {
			second = hops[part[len(part)-2]] - 1
		}
		longest = max(longest, int(last+second))
	}
	return longest - 1, nil
}

// flood reaches all that it can from a member, and notes the hops, as hops + 1.
func (w *web) flood(hops []uint32, from uint32) []uint32 {
	reached := []uint32{from}
	hops[from] = 1
	for at := 0; at < len(reached); at++ {
		for _, to := range w.neighbours(reached[at]) {
			if hops[to] == 0 {
				hops[to] = hops[reached[at]] + 1
				reached = append(reached, to)
			}
		}
	}
	return reached
}
