package index

import "unsafe"

// Bytes estimates the memory of the snapshot: its arrays with the room behind
// them, ids and tables; what successors share is counted in each.
func (s *Snapshot) Bytes() int {
	total := bytesOf(s.Spans) + bytesOf(s.Adjacent) + bytesOf(s.Words) + bytesOf(s.Costs)
	total += bytesOf(s.facts.values) + bytesOf(s.countries.values)
	total += bytesOf(s.standings.short) + bytesOf(s.standings.long) + bytesOf(s.codes.short) + bytesOf(s.codes.long)
	total += len(s.names.text) + bytesOf(s.names.starts) + bytesOf(s.names.offsets) + bytesOf(s.names.table) + bytesOf(s.names.added)
	const slot, longID = 48, 80
	total += slot * (len(s.names.numbers) + len(s.names.merged) + s.sizes.len() + len(s.codebook.numbers))
	return total + (slot+longID)*(s.chosen.ids.len()+s.chosen.keys.len())
}

func bytesOf[T any](list []T) int {
	var one T
	return cap(list) * int(unsafe.Sizeof(one))
}
