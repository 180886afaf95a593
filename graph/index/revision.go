package index

import "entente/graph"

// At gives the same snapshot at a later revision, for changes that do not
// concern the index. It takes the place of the one that it is made from, which
// may be read on but must have no other successor.
func (s *Snapshot) At(revision graph.Revision) *Snapshot {
	later := *s
	later.revision = revision
	return &later
}
