package seed

import (
	"context"
	"slices"

	"entente/graph"
)

// write puts what is decided, what refers to others before the others go.
func (u *undo) write(ctx context.Context) error {
	u.keepReferred()
	for _, stage := range []func(context.Context) error{u.writeTies, u.writeEntities, u.writeReturning, u.removeEntities, u.removeSource} {
		if err := stage(ctx); err != nil {
			return err
		}
	}
	if u.overtaken {
		u.note("a newer edition is there: load the newest again, because what both said cited this one", 1)
	}
	return nil
}

// keepReferred keeps the entities that relationships of others have as an end.
func (u *undo) keepReferred() {
	going := len(u.entitiesGo)
	u.entitiesGo = slices.DeleteFunc(u.entitiesGo, func(id graph.ID) bool {
		u.cited = u.cited || u.referred[id] && u.citing[id]
		return u.referred[id]
	})
	u.note("entities that others refer to, kept", going-len(u.entitiesGo))
}

func (u *undo) applyUndo(ctx context.Context, batch graph.Batch) error {
	return u.applyAs(ctx, batch, UndoReason(u.edition))
}

// UndoReason is the reason in the log of each batch that undoes an import; that
// which removes the edition is the last.
func UndoReason(edition graph.ID) string { return "undo " + string(edition) }

// inBatches applies a list, a part of it at a time.
func inBatches[T any](ctx context.Context, u *undo, stage string, list []T, batch func([]T) graph.Batch) error {
	done := 0
	for chunk := range slices.Chunk(list, u.batch()) {
		if err := u.applyUndo(ctx, batch(chunk)); err != nil {
			return err
		}
		done += len(chunk)
		u.options.Progress(stage, done, len(list))
	}
	return nil
}

func removing(ids []graph.ID) graph.Batch { return graph.Batch{Remove: ids} }

func (u *undo) writeTies(ctx context.Context) error {
	if err := inBatches(ctx, u, "removing ties", u.tiesGo, removing); err != nil {
		return err
	}
	return inBatches(ctx, u, "restoring ties", u.ties, func(ties []*graph.Relationship) graph.Batch { return graph.Batch{Relationships: ties} })
}

func (u *undo) writeEntities(ctx context.Context) error {
	return inBatches(ctx, u, "restoring entities", u.entities, func(entities []*graph.Entity) graph.Batch { return graph.Batch{Entities: entities} })
}

func (u *undo) writeReturning(ctx context.Context) error {
	return inBatches(ctx, u, "restoring ties", u.returning, func(ties []*graph.Relationship) graph.Batch { return graph.Batch{Relationships: ties} })
}

func (u *undo) removeEntities(ctx context.Context) error {
	return inBatches(ctx, u, "removing entities", u.entitiesGo, removing)
}

// removeSource takes the edition away, unless an entity that stays cites it.
func (u *undo) removeSource(ctx context.Context) error {
	if u.cited {
		return nil
	}
	return u.applyUndo(ctx, removing([]graph.ID{u.edition}))
}
