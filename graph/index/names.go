package index

import (
	"hash/maphash"
	"math/bits"
	"strings"

	"entente/graph"
)

// names keeps the ids of the vertices: those of Build end to end in one text
// with an open-addressing table of vertex numbers, those added since in a map.
// It costs the bytes of the ids and 7 for each of them.
type names struct {
	text string
	// starts has where the ids of every blockIDs vertices begin, offsets where each
	// begins behind that; one more of both says where the last ends.
	starts  []uint32
	offsets []uint16
	table   []uint32
	seed    maphash.Seed

	added   []graph.ID
	numbers map[graph.ID]Vertex
	merged  map[graph.ID]Vertex
}

// built counts the vertices that Build numbered.
func (n *names) built() int { return len(n.offsets) - 1 }

// len counts the vertices.
func (n *names) len() int { return n.built() + len(n.added) }

func (n *names) id(v Vertex) graph.ID {
	if built := n.built(); int(v) >= built {
		return n.added[int(v)-built]
	}
	return n.inText(v)
}

// blockIDs is how many ids are counted from one start: as many of graph.MaxID bytes are fewer than 1<<16.
const blockIDs = 64

// inText gives the id of a vertex that Build numbered.
func (n *names) inText(v Vertex) graph.ID {
	return graph.ID(n.text[n.start(v):n.start(v+1)])
}

func (n *names) start(v Vertex) uint32 { return n.starts[v/blockIDs] + uint32(n.offsets[v]) }

// find gives the vertex that ever had the id, live or not; merged ids are not looked at.
func (n *names) find(id graph.ID) (Vertex, bool) {
	for i := n.slot(id); n.table[i] != 0; i = n.after(i) {
		if v := Vertex(n.table[i] - 1); n.inText(v) == id {
			return v, true
		}
	}
	v, ok := n.numbers[id]
	return v, ok
}

// slot gives where the search for an id begins: the hash, a fraction of the
// table's length, so that the length need be no power of two (Lemire, 2019).
func (n *names) slot(id graph.ID) uint64 {
	high, _ := bits.Mul64(maphash.String(n.seed, string(id)), uint64(len(n.table)))
	return high
}

func (n *names) after(slot uint64) uint64 {
	if slot++; slot < uint64(len(n.table)) {
		return slot
	}
	return 0
}

// fill makes the table, four fifths full: a search that finds looks at 3
// slots in the mean (Knuth, The Art of Computer Programming, 6.4).
func (n *names) fill() {
	n.seed = maphash.MakeSeed()
	n.table = make([]uint32, n.built()*5/4+1)
	for v := range n.built() {
		i := n.slot(n.id(Vertex(v)))
		for n.table[i] != 0 {
			i = n.after(i)
		}
		n.table[i] = uint32(v) + 1
	}
}

// namer collects the ids of Build, which come in ascending order.
type namer struct {
	text    strings.Builder
	starts  []uint32
	offsets []uint16
	last    graph.ID
	merged  map[graph.ID]Vertex
}

func newNamer() *namer {
	return &namer{starts: []uint32{0}, offsets: []uint16{0}, merged: map[graph.ID]Vertex{}}
}

func (n *namer) add(node *graph.Node) error {
	if node.ID <= n.last {
		return graph.Errorf(graph.Internal, "the outline gives %s behind %s, not in the order of ids", node.ID, n.last)
	}
	if n.text.Len()+len(node.ID) > 1<<32-1 {
		return graph.Errorf(graph.TooLarge, "the ids of the entities are longer than 4 GB together")
	}
	for _, id := range node.Merged {
		n.merged[id] = Vertex(len(n.offsets) - 1)
	}
	n.last = node.ID
	n.text.WriteString(string(node.ID))
	if len(n.offsets)%blockIDs == 0 {
		n.starts = append(n.starts, uint32(n.text.Len()))
	}
	n.offsets = append(n.offsets, uint16(uint32(n.text.Len())-n.starts[len(n.starts)-1]))
	return nil
}

func (n *namer) names() names {
	made := names{text: strings.Clone(n.text.String()), starts: trim(n.starts), offsets: trim(n.offsets), merged: n.merged}
	made.fill()
	return made
}
