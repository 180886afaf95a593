package path

import "entente/graph/index"

// Holds tells whether vertices make a path that a question admits: each two
// that follow each other have a relationship of the filter, and those between
// the ends may stand there. Cost: the shorter row of each hop.
func Holds(s *index.Snapshot, gate *index.Gate, vertices []index.Vertex) bool {
	for i, v := range vertices {
		inner := i > 0 && i+1 < len(vertices)
		if gate.Avoids(v) || inner && !gate.Passes(v, s.Kind(v)) {
			return false
		}
		if i == 0 {
			continue
		}
		a, b := vertices[i-1], v
		if degree(s, b) < degree(s, a) {
			a, b = b, a
		}
		if len(between(s, gate, a, b, nil)) == 0 {
			return false
		}
	}
	return true
}
