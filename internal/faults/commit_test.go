package faults_test

import (
	"context"
	"fmt"
	"testing"

	"entente/graph"
	"entente/internal/neo4j"
)

// TestABatchWhoseAnswerWasLostIsAppliedOnce cuts the line at one message after
// the other while a batch is applied: before the question is through, between
// statements, behind the commit but before its answer. Whatever was said, the
// batch applied again with its key must be in the graph exactly once.
func TestABatchWhoseAnswerWasLostIsAppliedOnce(t *testing.T) {
	t.Parallel()
	for _, version := range neo4j.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			s := server(t, version)
			direct := mustOpen(t, s, s.URL)
			if _, err := direct.Apply(t.Context(), basis()); err != nil {
				t.Fatal(err)
			}
			l := between(t, s)
			loss := &loss{t: t, line: l, over: mustOpen(t, s, l.url), direct: direct}
			loss.sweep(up, true)
			loss.sweep(down, true)
			// Two answers may come in one piece, and then the place before the last is not cut at.
			for tries := 0; loss.unheard == 0 && tries < 3; tries++ {
				loss.sweep(down, false)
			}
			if loss.unheard == 0 {
				t.Error("no commit's answer was lost, so the test shows nothing")
			}
			if loss.undone == 0 {
				t.Error("no batch was cut before its commit, so the test shows nothing")
			}
			eachOnce(t, direct, loss.batches)
			t.Logf("%d batches: %d committed without an answer, %d not committed", loss.batches, loss.unheard, loss.undone)
		})
	}
}

// loss counts what became of batches whose line was cut.
type loss struct {
	t            *testing.T
	line         *line
	over, direct graph.Store
	batches      int
	// unheard counts those that were committed without an answer, undone those that were not committed.
	unheard, undone int
}

// sweep cuts after more and more messages in one direction. A line that is cut
// once and works again has to be survived; one that stays cut ends in an error,
// until it carries all that a batch needs.
func (x *loss) sweep(d direction, once bool) {
	x.t.Helper()
	const most, usual = 30, 13
	for messages := range most {
		place := fmt.Sprintf("cut after %d messages %s, once: %v", messages, d, once)
		x.line.spoil(cutAfter(d, messages, once))
		err := x.apply(place, once)
		if once && err != nil {
			x.t.Errorf("%s: %v", place, err)
		}
		if once && messages == usual || !once && err == nil {
			return
		}
	}
	x.t.Fatalf("no batch gets through with %d messages %s", most, d)
}

// apply applies the next batch over the line as it is and again when it is
// mended; it gives the error of the first. When the line stays cut, the first
// is given up as soon as it has met the cut.
func (x *loss) apply(place string, once bool) error {
	x.t.Helper()
	x.batches++
	batch, want := numbered(x.batches), graph.Revision(x.batches+1)
	failed := x.first(batch, once)
	x.line.mend()
	if failed != nil {
		clean(x.t, place, failed)
		x.count()
	}
	commit, err := x.over.Apply(x.t.Context(), batch)
	if err != nil || commit.Revision != want {
		x.t.Fatalf("%s: applied again: got %+v, error %v, want revision %d", place, commit, err, want)
	}
	if failed == nil && !commit.Replayed {
		x.t.Errorf("%s: acknowledged, and not known when applied again", place)
	}
	return failed
}

// first applies a batch for the first time.
func (x *loss) first(batch graph.Batch, once bool) error {
	ctx, cancel := context.WithTimeout(x.t.Context(), patience)
	defer cancel()
	if !once {
		go func() {
			select {
			case <-x.line.closings:
				cancel()
			case <-ctx.Done():
			}
		}()
	}
	_, err := x.over.Apply(ctx, batch)
	return err
}

// count asks the server, over a line that is whole, what became of the last batch.
func (x *loss) count() {
	head, err := x.direct.Head(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	if int(head.Revision) == x.batches+1 {
		x.unheard++
	} else {
		x.undone++
	}
}
