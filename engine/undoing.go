package engine

import "entente/graph"

// UndoQuery asks for an import to be taken back as a whole.
type UndoQuery struct {
	Import graph.ID
	// DryRun only tells what would go.
	DryRun bool
	Author string
	// Key names the undo: who asks again with the same key is told how far it is.
	Key string
}

// Undoing is how far the undo of an import is, and what it came to.
type Undoing struct {
	UndoQuery
	// Done tells that it is over; until then Stage, At and Of tell how far it is, Of 0 while nobody knows.
	Done   bool
	Stage  string
	At, Of int
	// Removed, Restored and Changed count records that are gone, back, and as they were before.
	Removed, Restored, Changed int
	Notes                      []UndoNote
	// Revision is that of the last batch; 0 when nothing was written.
	Revision graph.Revision
}

// UndoNote is something that a reader should know of an undo.
type UndoNote struct {
	Text  string
	Count int
}
