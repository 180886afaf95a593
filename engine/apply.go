package engine

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// Apply puts a batch into the store, all or nothing, and returns when the
// index shows it. Relationships are brought into their recorded form first:
// ends that were merged away become what they were merged into, symmetric
// relationships have their ends in the order of their ids, and an id that is
// missing or was derived from other ends is derived anew. See graph.Log.Apply
// for what is refused.
//
// A batch that is refused by what others have written meanwhile, such as a
// merge of an end, is brought into form again by that and tried once more.
func (g *Graph) Apply(ctx context.Context, batch graph.Batch) (graph.Commit, error) {
	if _, err := g.current(); err != nil {
		return graph.Commit{}, err
	}
	g.writing.Lock()
	defer g.writing.Unlock()
	commit, err := g.put(ctx, batch)
	if err != nil && graph.CodeOf(err) == graph.Invalid && g.behind(ctx) {
		commit, err = g.put(ctx, batch)
	}
	if err != nil {
		return graph.Commit{}, err
	}
	if commit.Revision > g.snapshot.Load().Revision() {
		g.refresh(ctx)
	}
	return commit, nil
}

// put applies the batch in the form that the present snapshot gives it.
func (g *Graph) put(ctx context.Context, batch graph.Batch) (graph.Commit, error) {
	batch.Relationships = recorded(g.snapshot.Load(), &batch)
	return g.store.Apply(ctx, batch)
}

// behind follows what others wrote and tells whether there was anything; the
// caller holds g.writing. A store without other writers is not even asked.
func (g *Graph) behind(ctx context.Context) bool {
	if g.watcher == nil {
		return false
	}
	known := g.snapshot.Load().Revision()
	g.refresh(ctx)
	return g.snapshot.Load().Revision() != known
}

// recorded gives the batch's relationships in their recorded form; those that
// differ are copies, for the caller keeps its own.
func recorded(snapshot *index.Snapshot, batch *graph.Batch) []*graph.Relationship {
	merged := map[graph.ID]graph.ID{}
	for _, entity := range batch.Entities {
		merged[entity.ID] = entity.ID // also one that was merged away until now
		for _, id := range entity.Merged {
			merged[id] = entity.ID
		}
	}
	survivor := func(id graph.ID) graph.ID {
		if into, ok := merged[id]; ok {
			return into
		}
		if vertex, ok := snapshot.Lookup(id); ok {
			return snapshot.ID(vertex)
		}
		return id
	}
	relationships := slices.Clone(batch.Relationships)
	for i, r := range relationships {
		relationships[i] = inForm(r, survivor)
	}
	return relationships
}

func inForm(r *graph.Relationship, survivor func(graph.ID) graph.ID) *graph.Relationship {
	from, to := survivor(r.From), survivor(r.To)
	if r.Kind.Symmetric(r.Role) && to < from {
		from, to = to, from
	}
	id := r.ID
	if id == "" || id == graph.RelationshipID(r.Kind, r.From, r.To, r.Role) {
		id = graph.RelationshipID(r.Kind, from, to, r.Role)
	}
	if from == r.From && to == r.To && id == r.ID {
		return r
	}
	formed := *r
	formed.ID, formed.From, formed.To = id, from, to
	return &formed
}
