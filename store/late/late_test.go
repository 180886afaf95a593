package late_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/store/late"
	"entente/store/sqlite"
)

// watched is a store in memory with a mark that never moves.
type watched struct{ *sqlite.Store }

func (watched) Watch(context.Context) (graph.Revision, string, error) { return 0, "mark", nil }

func memory(ctx context.Context) (late.Watched, error) {
	opened, err := sqlite.Open(ctx, sqlite.Memory, sqlite.Options{})
	return watched{opened}, err
}

func away(reason string) error { return graph.Errorf(graph.Unavailable, "%s", reason) }

// questions is every way to ask a store.
func questions(s *late.Store) map[string]func(ctx context.Context) error {
	return map[string]func(ctx context.Context) error{
		"Entities":      func(ctx context.Context) error { _, err := s.Entities(ctx, []graph.ID{"org:x"}); return err },
		"Relationships": func(ctx context.Context) error { _, err := s.Relationships(ctx, []graph.ID{"rel:x"}); return err },
		"Sources":       func(ctx context.Context) error { _, err := s.Sources(ctx, []graph.ID{"src:x"}); return err },
		"Find":          func(ctx context.Context) error { _, err := s.Find(ctx, graph.Query{First: 1}); return err },
		"Head":          func(ctx context.Context) error { _, err := s.Head(ctx); return err },
		"Apply":         func(ctx context.Context) error { _, err := s.Apply(ctx, firm()); return err },
		"History":       func(ctx context.Context) error { _, err := s.History(ctx, "org:x"); return err },
		"Watch":         func(ctx context.Context) error { _, _, err := s.Watch(ctx); return err },
		"Changes":       func(ctx context.Context) error { return last(s.Changes(ctx, 0)) },
		"Outline":       func(ctx context.Context) error { return last(s.Outline(ctx, 0)) },
	}
}

func firm() graph.Batch {
	return graph.Batch{Entities: []*graph.Entity{{ID: "org:x", Kind: graph.Firm, Names: []graph.Name{{Value: "Invented Firm", Type: graph.Label}}}}}
}

func last[T any](sequence func(yield func(T, error) bool)) (err error) {
	for _, err = range sequence {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestUntilItIsOpenEveryQuestionIsAnsweredByTheReason(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		s := late.Open(t.Context(), func(ctx context.Context) (late.Watched, error) {
			if tries++; tries < 3 {
				return nil, away("nobody is there")
			}
			return memory(ctx)
		}, nil)
		defer s.Close()
		synctest.Wait()
		for name, ask := range questions(s) {
			err := ask(t.Context())
			if err == nil || graph.CodeOf(err) != graph.Unavailable || err.Error() != "the store is not open yet: nobody is there" {
				t.Errorf("%s: got %v, want UNAVAILABLE with the reason", name, err)
			}
		}
		if err := s.Await(t.Context()); err != nil {
			t.Fatalf("Await: %v", err)
		}
		for _, name := range []string{"Apply", "Head", "Entities", "Find", "History", "Changes", "Outline", "Watch", "Sources", "Relationships"} {
			if err := questions(s)[name](t.Context()); err != nil {
				t.Errorf("%s of the open store: %v", name, err)
			}
		}
	})
}

// Each case lists how the tries end; nil opens the store.
func TestAStoreIsWaitedForAsLongAsThereIsHope(t *testing.T) {
	wrong := graph.Errorf(graph.Invalid, "the password is wrong")
	cases := []struct {
		name    string
		answers []error
		told    []string
		want    error
	}{
		{"one that is there is taken in silence", []error{nil}, nil, nil},
		{"one that comes up is taken", []error{away("a"), away("a"), away("b"), nil}, []string{"a", "b", "it came"}, nil},
		{"a mistake is told at once", []error{wrong}, nil, wrong},
		{"a mistake behind an outage is told", []error{away("a"), wrong}, []string{"a"}, wrong},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tries := 0
				var told []string
				s := late.Open(t.Context(), func(ctx context.Context) (late.Watched, error) {
					tries++
					if err := c.answers[tries-1]; err != nil {
						return nil, err
					}
					return memory(ctx)
				}, func(err error) {
					if err == nil {
						err = errors.New("it came")
					}
					told = append(told, err.Error())
				})
				defer s.Close()
				start := time.Now()
				if err := s.Await(t.Context()); err != c.want || tries != len(c.answers) {
					t.Errorf("got %v after %d tries, want %v after %d", err, tries, c.want, len(c.answers))
				}
				if diff := cmp.Diff(c.told, told); diff != "" {
					t.Errorf("told (-want +got):\n%s", diff)
				}
				if most := time.Duration(tries) * time.Second; time.Since(start) > most {
					t.Errorf("took %v, want at most %v", time.Since(start), most)
				}
				if _, err := s.Head(t.Context()); err != c.want {
					t.Errorf("Head: got %v, want %v", err, c.want)
				}
			})
		})
	}
}

func TestAServerThatSaysNothingIsTriedAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		s := late.Open(t.Context(), func(ctx context.Context) (late.Watched, error) {
			if tries++; tries == 1 {
				<-ctx.Done()
				return nil, ctx.Err()
			}
			return memory(ctx)
		}, nil)
		defer s.Close()
		if err := s.Await(t.Context()); err != nil || tries != 2 {
			t.Errorf("got %v after %d tries, want a store after 2", err, tries)
		}
	})
}

func TestWhoStopsWaitsForNothing(t *testing.T) {
	for _, c := range []struct {
		name string
		open late.Opener
	}{
		{"while a try is under way", func(ctx context.Context) (late.Watched, error) { <-ctx.Done(); return nil, ctx.Err() }},
		{"between two tries", func(context.Context) (late.Watched, error) { return nil, away("nobody is there") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := late.Open(t.Context(), c.open, nil)
				synctest.Wait()
				gone, leave := context.WithCancel(t.Context())
				leave()
				if err := s.Await(gone); !errors.Is(err, context.Canceled) {
					t.Errorf("Await: got %v, want its end", err)
				}
				start := time.Now()
				if err := s.Close(); err != nil || time.Since(start) > 0 {
					t.Errorf("Close: %v after %v", err, time.Since(start))
				}
			})
		})
	}
}
