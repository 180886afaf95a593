package index

import (
	"hash/maphash"
	"math/bits"
	"strings"

	"entente/graph"
)

// names keeps the ids of the vertices: those of Build end to end in one text
// with an open-addressing table of vertex numbers, those added since in a map.
// It costs the bytes of the ids and 10 to 16 for each of them.
type names struct {
	text    string
	offsets []uint32
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
	return graph.ID(n.text[n.offsets[v]:n.offsets[v+1]])
}

// find gives the vertex that ever had the id, live or not; merged ids are not looked at.
func (n *names) find(id graph.ID) (Vertex, bool) {
	mask := uint64(len(n.table) - 1)
	for i := n.hash(id) & mask; n.table[i] != 0; i = (i + 1) & mask {
		if v := Vertex(n.table[i] - 1); graph.ID(n.text[n.offsets[v]:n.offsets[v+1]]) == id {
			return v, true
		}
	}
	v, ok := n.numbers[id]
	return v, ok
}

func (n *names) hash(id graph.ID) uint64 { return maphash.String(n.seed, string(id)) }

// fill makes the table, a third to two thirds full.
func (n *names) fill() {
	n.seed = maphash.MakeSeed()
	n.table = make([]uint32, 1<<bits.Len(uint(n.built()*3/2)))
	mask := uint64(len(n.table) - 1)
	for v := range n.built() {
		i := n.hash(n.id(Vertex(v))) & mask
		for n.table[i] != 0 {
			i = (i + 1) & mask
		}
		n.table[i] = uint32(v) + 1
	}
}

// namer collects the ids of Build, which come in ascending order.
type namer struct {
	text    strings.Builder
	offsets []uint32
	last    graph.ID
	merged  map[graph.ID]Vertex
}

func newNamer() *namer {
	return &namer{offsets: []uint32{0}, merged: map[graph.ID]Vertex{}}
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
	n.offsets = append(n.offsets, uint32(n.text.Len()))
	return nil
}

func (n *namer) names() names {
	text, offsets := strings.Clone(n.text.String()), make([]uint32, len(n.offsets))
	copy(offsets, n.offsets)
	made := names{text: text, offsets: offsets, merged: n.merged}
	made.fill()
	return made
}
