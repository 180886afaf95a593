package index

import (
	"slices"

	"entente/graph"
)

// InCountry lists, in the order of the ids, the entities that are the country
// of a code, are LOCATED_IN it with whatever role and status, or whose outline
// carries the code. Cost: 2 bytes read for each vertex.
func (s *Snapshot) InCountry(code string) []Vertex {
	number, ok := s.codebook.numbers[code]
	if !ok || code == "" {
		return nil
	}
	var members []Vertex
	for v := range Vertex(s.codes.len()) {
		if s.codes.get(v) == number && s.Live(v) {
			members = append(members, v)
		}
	}
	if country := s.codebook.country(number); country != nowhere {
		members = s.appendInto(members, country, 1<<graph.LocatedIn)
	}
	return s.sorted(members)
}

// InField lists, in the order of the ids, the entities that WORKS_IN, COVERS or
// CONCERNS joins to a technology field or a narrower one, whatever the status.
// BROADER runs from the narrower field to the broader.
func (s *Snapshot) InField(field Vertex) []Vertex {
	fields, seen := []Vertex{field}, map[Vertex]bool{field: true}
	var members, narrower []Vertex
	for i := 0; i < len(fields); i++ {
		members = s.appendInto(members, fields[i], 1<<graph.WorksIn|1<<graph.Covers|1<<graph.Concerns)
		narrower = s.appendInto(narrower[:0], fields[i], 1<<graph.Broader)
		for _, v := range narrower {
			if !seen[v] {
				seen[v] = true
				fields = append(fields, v)
			}
		}
	}
	return s.sorted(members)
}

// RestrictedVertices lists, in the order of the ids, the entities under restrictions.
func (s *Snapshot) RestrictedVertices() []Vertex {
	var restricted []Vertex
	for v := range s.facts.values {
		if s.Restricted(Vertex(v)) {
			restricted = append(restricted, Vertex(v))
		}
	}
	return s.sorted(restricted)
}

// appendInto adds those from which a relationship of the kinds leads to the vertex.
func (s *Snapshot) appendInto(list []Vertex, v Vertex, kinds uint64) []Vertex {
	low, high := s.row(v)
	for i, w := range s.Words[low:high] {
		if !w.Forward() && kinds>>(w&kindBits)&1 != 0 {
			list = append(list, s.Adjacent[low+uint32(i)])
		}
	}
	return list
}

// sorted orders a list by id and drops repetitions.
func (s *Snapshot) sorted(list []Vertex) []Vertex {
	slices.SortFunc(list, s.Compare)
	return slices.Compact(list)
}
