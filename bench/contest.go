package main

import (
	"context"
	"fmt"
	"math"
	"sync"
	"time"
)

// side is one of the two that answer the same questions, which have numbers.
type side struct {
	// fetch asks and takes the whole answer, as a client of that side does; it is what is measured.
	fetch func(ctx context.Context, question int) (any, error)
	// read says the answer in the words of both sides.
	read func(answer any) (string, error)
}

func (s side) answer(ctx context.Context, question int) (answer string, took float64, err error) {
	start := time.Now()
	fetched, err := s.fetch(ctx, question)
	took = time.Since(start).Seconds() * 1000
	if err != nil {
		return "", took, err
	}
	answer, err = s.read(fetched)
	return answer, took, err
}

// contest is the same questions to both sides.
type contest struct {
	questions    int
	ours, theirs side
}

// outcome are the wall times of both sides in milliseconds.
type outcome struct {
	ours, theirs []float64
	compared     int
}

// warm asks every question once on both sides and compares, for at most so
// long; it gives how many were compared.
func (c contest) warm(ctx context.Context, most time.Duration) (compared int, err error) {
	for start := time.Now(); compared < c.questions && (compared == 0 || time.Since(start) < most); compared++ {
		if _, _, err := c.once(ctx, compared); err != nil {
			return compared, err
		}
	}
	return compared, nil
}

// once puts a question to both sides, who answers first by turns, and compares.
func (c contest) once(ctx context.Context, question int) (ours, theirs float64, err error) {
	sides, answers, took := [2]side{c.ours, c.theirs}, [2]string{}, [2]float64{}
	for i := range sides {
		at := (i + question) % len(sides)
		if answers[at], took[at], err = sides[at].answer(ctx, question); err != nil {
			return 0, 0, fmt.Errorf("question %d: %w", question, err)
		}
	}
	if answers[0] != answers[1] {
		return 0, 0, fmt.Errorf("question %d is answered with %.300s here and with %.300s there", question, answers[0], answers[1])
	}
	return took[0], took[1], ctx.Err()
}

// run warms up for a third of the time and then goes round the questions, side
// by side, so that what else the machine does falls on both.
func (c contest) run(ctx context.Context, most limit) (o outcome, err error) {
	if o.compared, err = c.warm(ctx, most.time/3); err != nil {
		return o, err
	}
	for start := time.Now(); len(o.ours) == 0 || len(o.ours) < most.questions && time.Since(start) < most.time; {
		ours, theirs, err := c.once(ctx, len(o.ours)%c.questions)
		if err != nil {
			return o, err
		}
		o.ours, o.theirs = append(o.ours, ours), append(o.theirs, theirs)
	}
	o.compared = max(o.compared, min(len(o.ours), c.questions))
	return o, nil
}

// crowd is what several clients at once came to.
type crowd struct {
	times []float64
	// elapsed is the wall time of all, in seconds.
	elapsed float64
	// cpu is the CPU time of each meter over that time, in milliseconds.
	cpu []float64
}

// merge takes another turn of the same clients in.
func (c *crowd) merge(other crowd) {
	c.times = append(c.times, other.times...)
	c.elapsed += other.elapsed
	if c.cpu == nil {
		c.cpu = make([]float64, len(other.cpu))
	}
	for i := range other.cpu {
		c.cpu[i] += other.cpu[i]
	}
}

// each is the CPU time of all meters for one question, in milliseconds.
func (c *crowd) each() float64 {
	total := 0.0
	for _, taken := range c.cpu {
		total += taken
	}
	return total / float64(len(c.times))
}

// rate is the questions a second.
func (c *crowd) rate() float64 {
	if c.elapsed == 0 {
		return math.NaN()
	}
	return float64(len(c.times)) / c.elapsed
}

// throng has so many clients ask one side for a while, each going round the questions.
func (c contest) throng(ctx context.Context, s side, clients int, most time.Duration, meters ...*processMeter) (crowd, error) {
	for _, m := range meters {
		m.start()
	}
	var group sync.WaitGroup
	times, errs := make([][]float64, clients), make([]error, clients)
	start := time.Now()
	for i := range clients {
		group.Go(func() { times[i], errs[i] = c.stay(ctx, s, i, start.Add(most)) })
	}
	group.Wait()
	result := crowd{elapsed: time.Since(start).Seconds()}
	for _, m := range meters {
		result.cpu = append(result.cpu, m.milliseconds())
	}
	for i := range clients {
		result.times = append(result.times, times[i]...)
		if errs[i] != nil {
			return result, errs[i]
		}
	}
	return result, nil
}

// stay asks until the time is over, at least once.
func (c contest) stay(ctx context.Context, s side, first int, end time.Time) (times []float64, err error) {
	for question := first; len(times) == 0 || time.Now().Before(end); question++ {
		start := time.Now()
		if _, err := s.fetch(ctx, question%c.questions); err != nil {
			return times, err
		}
		times = append(times, time.Since(start).Seconds()*1000)
	}
	return times, nil
}

// turns has both sides answer clients by turns, three each, so that neither has the quieter machine.
func (c contest) turns(ctx context.Context, clients int, most time.Duration, meters [2][]*processMeter) (ours, theirs crowd, err error) {
	const rounds = 3
	for range rounds {
		for i, into := range []*crowd{&ours, &theirs} {
			turn, err := c.throng(ctx, [2]side{c.ours, c.theirs}[i], clients, most/rounds, meters[i]...)
			if err != nil {
				return ours, theirs, err
			}
			into.merge(turn)
		}
	}
	return ours, theirs, nil
}
