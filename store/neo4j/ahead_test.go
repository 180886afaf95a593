package neo4j_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"entente/graph"
	"entente/internal/neo4j"
)

// crowd is enough for several portions: they are read ahead of whoever takes them.
const crowd = 4_500

func crowded() (batch graph.Batch) {
	for i := range crowd {
		batch.Entities = append(batch.Entities, named(graph.ID(fmt.Sprintf("org:crowd-%05d", i)), graph.Organization, "Invented Body"))
	}
	return batch
}

func TestASequenceOfSeveralPortionsComesInOrderAndCanBeLeft(t *testing.T) {
	s := servers.Server(t, neo4j.LTS)
	store := open(t, s, options(s))
	must(t, store, crowded())
	rows := []struct {
		name        string
		leave, want int
		cancel      bool
		code        graph.Code
	}{
		{"to the end", 0, crowd, false, 0},
		{"left at the first", 1, 1, false, 0},
		{"left at the end of a portion", 2_000, 2_000, false, 0},
		{"left at the beginning of a portion", 2_001, 2_001, false, 0},
		{"the context ends", 2_500, 2_500, true, graph.Canceled},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var ids []graph.ID
			var code graph.Code
			for change, err := range store.Changes(ctx, 0) {
				if code = graph.CodeOf(err); err != nil {
					continue
				}
				if ids = append(ids, change.Entity.ID); len(ids) == row.leave && row.cancel {
					cancel()
				} else if len(ids) == row.leave {
					break
				}
			}
			if len(ids) != row.want || code != row.code || !slices.IsSorted(ids) {
				t.Errorf("%d records, in order: %v, code %v; want %d, code %v", len(ids), slices.IsSorted(ids), code, row.want, row.code)
			}
		})
	}
}
