package index_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/graph"
	"entente/graph/index"
)

func compare(want, got any) string { return gocmp.Diff(want, got, cmpopts.EquateEmpty()) }

func TestBuild(t *testing.T) {
	t.Run("the index of a random graph agrees with the plainest model", func(t *testing.T) {
		for seed := range uint64(150) {
			c := newChance(seed)
			w := c.world(4+c.IntN(20), c.IntN(90))
			agree(t, w.build(t), w)
		}
	})
	t.Run("an empty graph has an empty index", func(t *testing.T) {
		agree(t, newWorld().build(t), newWorld())
	})
	t.Run("a body of more members than a short row agrees too", func(t *testing.T) {
		w := hub(300)
		agree(t, w.build(t), w)
	})
	t.Run("vertices are numbered in the order of the ids", func(t *testing.T) {
		s := newChance(1).world(40, 10).build(t)
		for v := range index.Vertex(s.Len() - 1) {
			if s.ID(v) >= s.ID(v+1) || !s.Less(v, v+1) || s.Less(v+1, v) {
				t.Errorf("vertices %d and %d are %s and %s", v, v+1, s.ID(v), s.ID(v+1))
			}
		}
	})
	t.Run("the revision is that of the latest change", func(t *testing.T) {
		w := hub(3)
		w.revision = 9
		w.putNode(organization("org:late"))
		if got := w.build(t).Revision(); got != 9 {
			t.Errorf("Revision() = %d, want 9", got)
		}
	})
}

// hub is an academy with members.
func hub(members int) *world {
	w := newWorld()
	w.putNode(graph.Node{ID: "academy:hub", Kind: graph.Academy})
	for i := range members {
		w.join(fmt.Sprintf("org:m%04d", i))
	}
	return w
}

// join adds an organization as a member of the hub.
func (w *world) join(id string) {
	w.putNode(organization(graph.ID(id)))
	w.putTie(member(graph.ID(id), "academy:hub"))
}

func organization(id graph.ID) graph.Node { return graph.Node{ID: id, Kind: graph.Organization} }

func member(from, to graph.ID) graph.Tie {
	return graph.Tie{Kind: graph.MemberOf, From: from, To: to, Resolution: graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA}}
}

func TestBuildRefuses(t *testing.T) {
	node := func(id graph.ID) graph.Outline {
		n := organization(id)
		return graph.Outline{Node: &n}
	}
	tie := func(change func(*graph.Tie)) graph.Outline {
		made := member("org:a", "org:b")
		made.ID = "rel:x"
		change(&made)
		return graph.Outline{Tie: &made}
	}
	a, b := node("org:a"), node("org:b")
	rows := []struct {
		name    string
		outline []graph.Outline
		says    string
	}{
		{"entities out of the order of their ids", []graph.Outline{b, a}, "org:a behind org:b"},
		{"an entity twice", []graph.Outline{a, a}, "org:a behind org:a"},
		{"an entity behind the relationships", []graph.Outline{a, b, tie(func(*graph.Tie) {}), node("org:c")}, "org:c behind the ties"},
		{"an entity of no kind", []graph.Outline{{Node: &graph.Node{ID: "org:a"}}}, "org:a has a kind"},
		{"an entity of an unheard-of kind", []graph.Outline{{Node: &graph.Node{ID: "org:a", Kind: 200}}}, "org:a has a kind"},
		{"a tie without its first end", []graph.Outline{a, b, tie(func(t *graph.Tie) { t.From = "org:x" })}, "rel:x does not join"},
		{"a tie without its second end", []graph.Outline{a, b, tie(func(t *graph.Tie) { t.To = "org:x" })}, "rel:x does not join"},
		{"a tie of an entity to itself", []graph.Outline{a, b, tie(func(t *graph.Tie) { t.To = t.From })}, "rel:x does not join"},
		{"a tie without ends", []graph.Outline{a, b, tie(func(t *graph.Tie) { t.From = "" })}, "rel:x does not join"},
		{"a tie of no kind", []graph.Outline{a, b, tie(func(t *graph.Tie) { t.Kind = 0 })}, "rel:x has a kind or role"},
		{"a tie of an unheard-of kind", []graph.Outline{a, b, tie(func(t *graph.Tie) { t.Kind = 77 })}, "rel:x has a kind or role"},
		{"a tie of an unheard-of role", []graph.Outline{a, b, tie(func(t *graph.Tie) { t.Role = "friend" })}, `"friend"`},
	}
	for _, row := range rows {
		t.Run(row.name+" is a fault of the store", func(t *testing.T) {
			_, err := index.Build(context.Background(), stream(row.outline), today)
			if err == nil || graph.CodeOf(err) != graph.Internal || !strings.Contains(err.Error(), row.says) {
				t.Errorf("Build: %v; want INTERNAL with %q", err, row.says)
			}
		})
	}
	t.Run("an error of the stream is passed on", func(t *testing.T) {
		broken := graph.Errorf(graph.Unavailable, "the store is away")
		_, err := index.Build(context.Background(), func(yield func(graph.Outline, error) bool) { yield(graph.Outline{}, broken) }, today)
		if !errors.Is(err, broken) {
			t.Errorf("Build: %v, want %v", err, broken)
		}
	})
	t.Run("a context that has ended stops it, at the end and on the way", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		read := 0
		_, err := index.Build(ctx, endless(&read), today)
		if err == nil || graph.CodeOf(err) != graph.Canceled || !errors.Is(err, context.Canceled) || read > 10_000 {
			t.Errorf("Build of an endless stream: %v after %d", err, read)
		}
		if _, err = index.Build(ctx, stream(nil), today); err == nil || graph.CodeOf(err) != graph.Canceled {
			t.Errorf("Build of an empty stream: %v", err)
		}
	})
}

func stream(outline []graph.Outline) iter.Seq2[graph.Outline, error] {
	return func(yield func(graph.Outline, error) bool) {
		for _, change := range outline {
			if !yield(change, nil) {
				return
			}
		}
	}
}

// endless never stops giving entities, and counts them.
func endless(read *int) iter.Seq2[graph.Outline, error] {
	return func(yield func(graph.Outline, error) bool) {
		for {
			*read++
			node := organization(graph.ID(fmt.Sprintf("org:%09d", *read)))
			if !yield(graph.Outline{Node: &node}, nil) {
				return
			}
		}
	}
}
