package index

// SameNumbers tells whether two snapshots number entities alike: both come from
// one Build. What one knows of a vertex can then be asked of the other, whose
// own vertices may be fewer.
func (s *Snapshot) SameNumbers(other *Snapshot) bool { return s.names.seed == other.names.seed }
