package resolver

import (
	"context"

	"entente/engine"
	"entente/graph"
	"entente/server/view"
)

type mutation resolvers

// Apply answers apply.
func (m mutation) Apply(ctx context.Context, input view.BatchInput, key string) (*graph.Commit, error) {
	batch, err := input.Batch(key)
	if err != nil {
		return nil, err
	}
	commit, err := m.graph.Apply(ctx, batch)
	return &commit, err
}

// Decide answers decide.
func (m mutation) Decide(ctx context.Context, a, b graph.ID, verdict engine.Verdict, author, reason *string) (*view.DecideResult, error) {
	ruled, err := m.graph.Decide(ctx, engine.Ruling{A: a, B: b, Verdict: verdict, Author: value(author), Reason: value(reason)})
	if err != nil {
		return nil, err
	}
	return view.From(ctx).DecideResult(ruled), nil
}

// Restore answers restore.
func (m mutation) Restore(ctx context.Context, id graph.ID, revision graph.Revision, withTies *bool, author, reason *string, dryRun *bool, key string) (*view.RestoreResult, error) {
	made, err := m.graph.Restore(ctx, engine.RestoreQuery{ID: id, Revision: revision, WithTies: value(withTies), DryRun: value(dryRun),
		Author: value(author), Reason: value(reason), Key: key})
	return view.From(ctx).RestoreResult(made, value(dryRun)), err
}

// UndoImport answers undoImport.
func (m mutation) UndoImport(ctx context.Context, id graph.ID, dryRun *bool, author *string, key string) (*view.UndoResult, error) {
	undoing, err := m.undo(ctx, engine.UndoQuery{Import: id, DryRun: value(dryRun), Author: value(author), Key: key})
	return &view.UndoResult{Undoing: undoing}, err
}
