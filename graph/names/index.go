package names

import (
	"hash/maphash"
	"slices"
	"sort"

	"entente/graph"
)

// Number numbers the entities of an Index from 0; each Index numbers anew.
type Number uint32

// Index is the names of all entities at one moment. It is immutable: any number
// of readers use it without a lock while the next one is made.
type Index struct {
	seed maphash.Seed
	base *part
	// over holds what changed since base was built; nil for nothing.
	over *part
	// gone tells the entities of base that over replaces, or that were removed; nil for none.
	gone []bool
	// changed are the records in over.
	changed map[graph.ID][]graph.Name
}

func newIndex(seed maphash.Seed, base *part, gone []bool, changed map[graph.ID][]graph.Name) *Index {
	x := &Index{seed: seed, base: base, gone: gone, changed: changed}
	if len(changed) == 0 {
		return x
	}
	b := newBuilder(seed)
	for _, id := range sortedIDs(changed) {
		b.Add(id, changed[id])
	}
	x.over = b.part()
	return x
}

func sortedIDs(records map[graph.ID][]graph.Name) []graph.ID {
	ids := make([]graph.ID, 0, len(records))
	for id := range records {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// Entity is the names of an entity as they stand now; none when it was removed.
type Entity struct {
	ID    graph.ID
	Names []graph.Name
}

// With gives the index in which some entities have other names than before. It
// costs time in the names of all that changed since the index was built
// (Pending), and a byte for each entity.
func (x *Index) With(entities []Entity) *Index {
	gone := make([]bool, x.base.entities())
	copy(gone, x.gone)
	changed := make(map[graph.ID][]graph.Name, len(x.changed)+len(entities))
	for id, names := range x.changed {
		changed[id] = names
	}
	for _, e := range entities {
		if i, known := x.base.entity(e.ID); known {
			gone[i] = true
		}
		delete(changed, e.ID)
		if len(e.Names) > 0 {
			changed[e.ID] = e.Names
		}
	}
	return newIndex(x.seed, x.base, gone, changed)
}

// entity gives the number of an entity of a part that was built in the order of ids, as every part is.
func (p *part) entity(id graph.ID) (int, bool) {
	i := sort.Search(p.entities(), func(i int) bool { return p.ids.at(uint32(i)) >= string(id) })
	return i, i < p.entities() && p.ids.at(uint32(i)) == string(id)
}

// Pending counts the entities that changed since the index was built.
func (x *Index) Pending() int { return len(x.changed) }

// Len counts the numbers of entities, those included that are gone.
func (x *Index) Len() int {
	if x.over == nil {
		return x.base.entities()
	}
	return x.base.entities() + x.over.entities()
}

// ID gives the id of an entity.
func (x *Index) ID(n Number) graph.ID {
	if base := x.base.entities(); int(n) >= base {
		return graph.ID(x.over.ids.at(uint32(int(n) - base)))
	}
	return graph.ID(x.base.ids.at(uint32(n)))
}

// Bytes is the memory that the index takes.
func (x *Index) Bytes() int {
	size := x.base.bytes() + len(x.gone)
	if x.over != nil {
		size += x.over.bytes()
	}
	return size
}

// SharesBase tells whether two indexes number their first BaseLen entities alike.
func (x *Index) SharesBase(other *Index) bool { return x.base == other.base }

// BaseLen counts the entities that were there when the index was built.
func (x *Index) BaseLen() int { return x.base.entities() }
