package storetest

import (
	"context"

	"entente/graph"
)

// read gives what stands under the ids of the records.
func read[T any](s suite, ask func(context.Context, []graph.ID) ([]*T, error), records []*T, id func(*T) graph.ID) []*T {
	s.Helper()
	ids := make([]graph.ID, len(records))
	for i, record := range records {
		ids[i] = id(record)
	}
	found, err := ask(s.Context(), ids)
	if err != nil {
		s.Fatalf("reading %T: got error %v, want none", records, err)
	}
	return found
}
