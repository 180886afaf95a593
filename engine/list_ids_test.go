package engine_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

// searching is a watched store that counts its lists.
type searching struct {
	*reading
	lists atomic.Int64
}

func (s *searching) Find(ctx context.Context, query graph.Query) (graph.Page, error) {
	s.lists.Add(1)
	return s.reading.Find(ctx, query)
}

// A list by id that comes from the index is the one that the store gives, place by place.
func TestAListByIDFromTheIndexIsTheStores(t *testing.T) {
	kept := &searching{reading: &reading{joint: &joint{Store: memory(t)}}}
	if _, err := kept.Apply(t.Context(), formed(small())); err != nil {
		t.Fatal(err)
	}
	watched := opened(t, kept, engine.Options{Poll: time.Millisecond})
	rows := []struct {
		name  string
		batch graph.Batch
	}{
		{"as it was built", graph.Batch{}},
		{"with some before and behind, and one merged into another", func() graph.Batch {
			merged := body("org:a")
			merged.Merged = []graph.ID{"org:zzz"}
			return graph.Batch{Entities: []*graph.Entity{body("org:0first"), merged, body("org:zz")}}
		}()},
		{"with one gone", graph.Batch{Remove: []graph.ID{"org:0first"}}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if row.batch.Len() > 0 {
				apply(t, watched, row.batch)
			}
			eventually(t, "what is kept can be given", func() bool {
				before := kept.lists.Load()
				listedAll(t, watched, engine.EntityFilter{}, false)
				return kept.lists.Load() == before
			})
			for _, where := range []engine.EntityFilter{{}, {Kinds: []graph.EntityKind{graph.Organization}}, {Kinds: []graph.EntityKind{graph.Need}}} {
				for _, backward := range []bool{false, true} {
					want := listedAll(t, opened(t, unclosed{kept.Store}, engine.Options{}), where, backward)
					if diff := cmp.Diff(want, listedAll(t, watched, where, backward)); diff != "" {
						t.Errorf("%v, backward %v (-store +index):\n%s", where.Kinds, backward, diff)
					}
				}
			}
		})
	}
}

// unclosed is a store without a watch that stays open.
type unclosed struct{ graph.Store }

func (unclosed) Close() error { return nil }

// listedAll reads a list in pages of two: total, cursors, ids and whether more follow.
func listedAll(t *testing.T, g *engine.Graph, where engine.EntityFilter, backward bool) (lines []string) {
	t.Helper()
	listing := engine.Listing{Where: where, Order: engine.ByID}
	for cursor := ""; ; {
		listing.Page = engine.PageQuery{First: 2, After: cursor}
		if backward {
			listing.Page = engine.PageQuery{Last: 2, Before: cursor}
		}
		page, err := g.List(t.Context(), listing)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprint(page.PageInfo))
		for _, item := range page.Items {
			lines = append(lines, item.Cursor+" "+string(item.Entity.ID))
		}
		if len(page.Items) == 0 || !page.HasNext && !backward || !page.HasPrevious && backward {
			return lines
		}
		cursor = page.Items[len(page.Items)-1].Cursor
		if backward {
			cursor = page.Items[0].Cursor
		}
	}
}
