package generate

import (
	"math"
	"math/rand/v2"
)

// PowerLaw makes a partnership network with heavy hubs: projects of
// heavy-tailed size draw their participants from communities of Zipf-like
// size, the busy ones first. Every pair of entities is joined at most once.
func PowerLaw(nodes, edges int, seed uint64) *Graph { return network(nodes, edges, seed, true) }

// Flat is PowerLaw without hubs: participants are drawn without preference
// for the busy ones, so that paths are longer, as in co-authorship.
func Flat(nodes, edges int, seed uint64) *Graph { return network(nodes, edges, seed, false) }

// Grid makes a square lattice of side × side entities: long paths, and very
// many of equal length.
func Grid(side int, seed uint64) *Graph {
	g := &Graph{Nodes: side * side, seed: seed}
	for i := range g.Nodes {
		if i%side+1 < side {
			g.join(i, i+1)
		}
		if i+side < g.Nodes {
			g.join(i, i+side)
		}
	}
	return g
}

// Bridged makes two power-law halves that one broker, the last entity, joins.
func Bridged(nodes, edges int, seed uint64) *Graph {
	g := Split(nodes-1, edges-2, seed)
	broker := g.Nodes
	g.Nodes++
	g.join(0, broker)
	g.join(broker, broker/2)
	return g
}

// Split makes two power-law components of equal size without a path between them.
func Split(nodes, edges int, seed uint64) *Graph {
	half := nodes / 2
	g := PowerLaw(half, edges/2, seed)
	other := PowerLaw(nodes-half, edges-edges/2, seed+1)
	for _, e := range other.edges {
		g.join(int(e.from)+half, int(e.to)+half)
	}
	g.Nodes = nodes
	return g
}

// Star makes a graph in which entity 0 has half of all relationships; the
// other half join random pairs. It needs edges of at most twice the entities.
func Star(nodes, edges int, seed uint64) *Graph {
	g := &Graph{Nodes: nodes, seed: seed}
	random := rand.New(rand.NewPCG(seed, shape))
	for i := 1; i <= min(edges/2, nodes-1); i++ {
		g.join(0, i)
	}
	taken := make(map[edge]bool, edges/2)
	for len(g.edges) < edges {
		a, b := 1+random.IntN(nodes-1), 1+random.IntN(nodes-1)
		g.joinOnce(taken, a, b)
	}
	return g
}

func (g *Graph) join(a, b int) { g.edges = append(g.edges, edge{uint32(a), uint32(b)}) }

// joinOnce joins two different entities that are not joined yet.
func (g *Graph) joinOnce(taken map[edge]bool, a, b int) {
	key := edge{uint32(min(a, b)), uint32(max(a, b))}
	if a == b || taken[key] {
		return
	}
	taken[key] = true
	g.join(a, b)
}

// growth is a network in the making.
type growth struct {
	*Graph
	random *rand.Rand
	taken  map[edge]bool
	hubs   bool
	// fresh counts the entities that have been used.
	fresh int
	// everyone and communities hold an entity once for each part it took, or once when there are no hubs.
	everyone    []int
	communities [][]int
	number      []int
}

func network(nodes, edges int, seed uint64, hubs bool) *Graph {
	random := rand.New(rand.NewPCG(seed, shape))
	w := &growth{
		Graph: &Graph{Nodes: nodes, seed: seed}, random: random, taken: make(map[edge]bool, edges), hubs: hubs,
		communities: make([][]int, max(1, int(math.Sqrt(float64(nodes))))), number: random.Perm(nodes),
	}
	newcomers := min(0.9, 2.2*float64(nodes)/float64(edges))
	for len(w.edges) < edges {
		w.connect(w.project(newcomers))
	}
	w.edges = w.edges[:edges]
	return w.Graph
}

// project draws the participants of a project: a Pareto number of them, 2 to 40.
func (w *growth) project(newcomers float64) []int {
	size := 2 + int(min(38, math.Pow(1-w.random.Float64(), -1/1.3)-1))
	community := int(math.Pow(float64(len(w.communities)), w.random.Float64())) - 1
	members := make([]int, size)
	for i := range members {
		members[i] = w.participant(community, newcomers)
	}
	return members
}

func (w *growth) participant(community int, newcomers float64) int {
	local := w.communities[community]
	isNew := w.fresh < w.Nodes && (len(local) == 0 || w.random.Float64() < newcomers)
	member := w.fresh
	switch {
	case isNew:
		w.fresh++
	case len(local) > 0 && w.random.Float64() < 0.75:
		member = local[w.random.IntN(len(local))]
	default:
		member = w.everyone[w.random.IntN(len(w.everyone))]
	}
	if isNew || w.hubs {
		w.communities[community] = append(local, member)
		w.everyone = append(w.everyone, member)
	}
	return member
}

// connect makes everybody of a small project partners of each other; in a
// large one the first leads and the others form a ring.
func (w *growth) connect(members []int) {
	if len(members) > 8 {
		rest := members[1:]
		for i, member := range rest {
			w.pair(members[0], member)
			w.pair(member, rest[(i+1)%len(rest)])
		}
		return
	}
	for i, a := range members {
		for _, b := range members[i+1:] {
			w.pair(a, b)
		}
	}
}

func (w *growth) pair(a, b int) { w.joinOnce(w.taken, w.number[a], w.number[b]) }
