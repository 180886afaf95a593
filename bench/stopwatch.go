package main

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"time"
)

// stopwatch measures single questions on one thread.
type stopwatch struct {
	read func() time.Duration
	kind string
	// overhead is the median of what an empty measurement shows. Reading a
	// thread's clock is a call of the system and takes as long as a short search.
	overhead time.Duration
}

func newStopwatch() stopwatch {
	w := stopwatch{read: readClock, kind: clockKind}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	empty := make([]time.Duration, 10_001)
	for i := range empty {
		start := w.read()
		empty[i] = w.read() - start
	}
	slices.Sort(empty)
	w.overhead = empty[len(empty)/2]
	return w
}

// once measures one long piece of work.
func (w stopwatch) once(work func() error) (time.Duration, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	start := w.read()
	err := work()
	return w.read() - start, err
}

// limit bounds how often and how long a question is asked.
type limit struct {
	questions int
	time      time.Duration
}

// sample is what asking came to.
type sample struct {
	// answers has the answer for each pair that the time sufficed for.
	answers []float64
	// times are in microseconds, in the order of asking.
	times []float64
}

// ask asks about each pair once without measuring, so that memory and caches
// are as in a server that runs, and then goes round the pairs and measures.
func (w stopwatch) ask(ctx context.Context, most limit, pairs int, question func(pair int) (float64, error)) (sample, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	runtime.GC()
	var s sample
	for start := time.Now(); len(s.answers) < pairs && (len(s.answers) == 0 || time.Since(start) < most.time/2); {
		answer, err := question(len(s.answers))
		if err != nil {
			return s, err
		}
		s.answers = append(s.answers, answer)
	}
	if len(s.answers) == 0 {
		return s, fmt.Errorf("there is no pair to ask about")
	}
	return s, w.measure(ctx, most, &s, question)
}

// measure fills in the times. An answer that is another than before is an error.
func (w stopwatch) measure(ctx context.Context, most limit, s *sample, question func(pair int) (float64, error)) error {
	for start := time.Now(); len(s.times) == 0 || len(s.times) < most.questions && time.Since(start) < most.time; {
		pair := len(s.times) % len(s.answers)
		from := w.read()
		answer, err := question(pair)
		took := w.read() - from - w.overhead
		if err = firstError(err, ctx.Err()); err != nil {
			return err
		}
		if answer != s.answers[pair] {
			return fmt.Errorf("pair %d is answered with %v and then with %v", pair, s.answers[pair], answer)
		}
		s.times = append(s.times, math.Max(0, float64(took.Nanoseconds())/1000))
	}
	return nil
}

func firstError(first, second error) error {
	if first != nil {
		return first
	}
	return second
}
