package view

import (
	"entente/engine"
	"entente/graph"
)

// RestoreResult is what a record was restored to, or would be.
type RestoreResult struct {
	Version graph.Revision
	Changes []RecordChange
	Ties    []graph.ID
	Missing []MissingRecord
	Commit  *graph.Commit
}

// RestoreResult makes the answer to a restore.
func (o *Operation) RestoreResult(answer engine.Restored, dryRun bool) *RestoreResult {
	all := &versions{items: []engine.VersionItem{answer.Version}, sources: newRecords(answer.Sources, 0)}
	result := &RestoreResult{Version: answer.Version.Revision, Changes: all.changes(answer.Version.Differences), Ties: answer.Ties}
	for _, missing := range answer.Missing {
		result.Missing = append(result.Missing, MissingRecord{missing})
	}
	if !dryRun {
		result.Commit = &answer.Commit
	}
	return result
}

// MissingRecord is one that another one needs and that is gone.
type MissingRecord struct{ engine.Missing }

// Revision is where it can be restored.
func (m *MissingRecord) Revision() *graph.Revision { return known(m.Missing.Revision) }

// MergedInto is the entity that has it.
func (m *MissingRecord) MergedInto() *graph.ID {
	if m.Into == "" {
		return nil
	}
	return &m.Into
}

// known is a revision, nil for none.
func known(revision graph.Revision) *graph.Revision {
	if revision == 0 {
		return nil
	}
	return &revision
}

// UndoResult is how far the undo of an import is.
type UndoResult struct{ engine.Undoing }

// Import is the id of the import.
func (u *UndoResult) Import() graph.ID { return u.Undoing.Import }

// Stage is what is being done.
func (u *UndoResult) Stage() *string { return optional(u.Undoing.Stage) }

// Of is how many records the stage has.
func (u *UndoResult) Of() *int {
	if u.Undoing.Of == 0 {
		return nil
	}
	return &u.Undoing.Of
}

// Revision is that of the last batch.
func (u *UndoResult) Revision() *graph.Revision { return known(u.Undoing.Revision) }
