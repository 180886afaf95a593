package standing

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// sheet is a weighted graph on which communities are formed: that of the web,
// or one whose nodes are parts of it.
type sheet struct {
	first  []uint32
	near   []uint32
	weight []float64
	// loop is the weight within a node, strength that of all its ends: of ties
	// to others and twice that within.
	loop, strength []float64
	// total is twice the weight of all ties.
	total float64
}

func (s *sheet) size() int { return len(s.strength) }

// each visits the neighbours of a node.
func (s *sheet) each(v uint32, visit func(to uint32, weight float64)) {
	for p := s.first[v]; p < s.first[v+1]; p++ {
		visit(s.near[p], s.weight[p])
	}
}

// sheet gives every tie the weight 1.
func (w *web) sheet() *sheet {
	s := &sheet{first: w.first, near: w.near, weight: make([]float64, len(w.near)), loop: make([]float64, len(w.members)),
		strength: make([]float64, len(w.members)), total: float64(len(w.near))}
	for i := range s.weight {
		s.weight[i] = 1
	}
	for i := range s.strength {
		s.strength[i] = float64(w.degree(uint32(i)))
	}
	return s
}

// communities forms them by the Leiden algorithm (Traag, Waltman & van Eck,
// 2019) for modularity: nodes are moved to where that rises most, communities
// are refined into parts that hang together, the parts become nodes, and so on
// until nothing moves; all of it again from what was found, until that gains
// nothing. Unlike those of Louvain no community falls apart. Refinement takes
// the best part instead of one at random. Cost: usually some ten passes over the ties.
func (w *web) communities(ctx context.Context, options Options) (Communities, error) {
	options.Progress.begin(Grouping, 0)
	l := &leiden{ctx: ctx, progress: options.Progress, random: rand.New(rand.NewPCG(options.Seed, 1))}
	whole := w.sheet()
	var of []uint32
	best := math.Inf(-1)
	for range w.starts() {
		found, modularity := l.settle(w, whole)
		if l.err != nil {
			return Communities{}, l.err
		}
		if modularity > best+tolerance {
			of, best = found, modularity
		}
	}
	return w.numbered(w.hanging(of)), nil
}

// starts is from how many orders communities are formed, of which the best are
// kept: of small graphs from several, since that costs nothing.
func (w *web) starts() int {
	const several, small = 8, 200_000
	if len(w.near) < small {
		return several
	}
	return 1
}

// settle begins with a community for each node and repeats the rounds as long as they gain.
func (l *leiden) settle(w *web, whole *sheet) (of []uint32, modularity float64) {
	const rounds = 8
	of = make([]uint32, whole.size())
	for i := range of {
		of[i] = uint32(i)
	}
	modularity = w.modularity(of)
	for range rounds {
		next := l.round(whole, of)
		gained := w.modularity(next)
		if l.err != nil || gained <= modularity+tolerance {
			break
		}
		of, modularity = next, gained
	}
	return of, modularity
}

// hanging splits communities that do not hang together, by which modularity
// rises; there is hardly ever one.
func (w *web) hanging(of []uint32) []uint32 {
	split := make([]uint32, len(of))
	seen := make([]bool, len(of))
	for i := range of {
		if seen[i] {
			continue
		}
		seen[i] = true
		for queue := []uint32{uint32(i)}; len(queue) > 0; queue = queue[1:] {
			split[queue[0]] = uint32(i)
			for _, to := range w.neighbours(queue[0]) {
				if of[to] == of[i] && !seen[to] {
					seen[to] = true
					queue = append(queue, to)
				}
			}
		}
	}
	return split
}

// leiden forms communities, in an order drawn at random.
type leiden struct {
	ctx      context.Context
	random   *rand.Rand
	progress *Progress
	err      error
}

// pass counts a pass and looks at the context.
func (l *leiden) pass() bool {
	l.progress.done.Add(1)
	if l.err == nil {
		l.err = check(l.ctx, 0)
	}
	return l.err == nil
}

// round goes from some communities through all levels; it gives those of the first sheet's nodes.
func (l *leiden) round(s *sheet, of []uint32) []uint32 {
	node := make([]uint32, s.size())
	for i := range node {
		node[i] = uint32(i)
	}
	of = slices.Clone(of)
	for l.pass() {
		l.move(s, of)
		count := renumber(of)
		if count == s.size() {
			break
		}
		parts := l.refine(s, of, count)
		size := renumber(parts)
		if size == s.size() {
			break
		}
		for i := range node {
			node[i] = parts[node[i]]
		}
		next := make([]uint32, size)
		for v, part := range parts {
			next[part] = of[v]
		}
		s, of = s.merged(parts, size), next
	}
	result := make([]uint32, len(node))
	for i := range node {
		result[i] = of[node[i]]
	}
	return result
}

// renumber numbers communities from 0 in the order in which they occur, and counts them.
func renumber(of []uint32) int {
	number := make([]uint32, len(of))
	count := uint32(0)
	for i, c := range of {
		if number[c] == 0 {
			count++
			number[c] = count
		}
		of[i] = number[c] - 1
	}
	return int(count)
}

// merged makes a node of each part.
func (s *sheet) merged(parts []uint32, size int) *sheet {
	m := &sheet{first: make([]uint32, 1, size+1), loop: make([]float64, size), strength: make([]float64, size), total: s.total}
	members := grouped(parts, size)
	weights := newTally(size)
	for part, nodes := range members {
		weights.reset()
		for _, v := range nodes {
			m.loop[part] += s.loop[v]
			m.strength[part] += s.strength[v]
			s.each(v, func(to uint32, weight float64) {
				if parts[to] != uint32(part) {
					weights.add(parts[to], weight)
					return
				}
				// Seen from both ends.
				m.loop[part] += weight / 2
			})
		}
		for _, other := range weights.keys {
			m.near, m.weight = append(m.near, other), append(m.weight, weights.sums[other])
		}
		m.first = append(m.first, uint32(len(m.near)))
	}
	return m
}

// grouped lists the nodes of each part.
func grouped(parts []uint32, size int) [][]uint32 {
	groups := make([][]uint32, size)
	for v, part := range parts {
		groups[part] = append(groups[part], uint32(v))
	}
	return groups
}

// tally sums up weights by number.
type tally struct {
	sums []float64
	met  []bool
	keys []uint32
}

func newTally(size int) *tally { return &tally{sums: make([]float64, size), met: make([]bool, size)} }

func (t *tally) add(key uint32, weight float64) {
	if !t.met[key] {
		t.met[key] = true
		t.keys = append(t.keys, key)
	}
	t.sums[key] += weight
}

func (t *tally) reset() {
	for _, key := range t.keys {
		t.sums[key], t.met[key] = 0, false
	}
	t.keys = t.keys[:0]
}

// modularity is Σ over communities of e/m − (k/2m)², with e ties inside, k ends of ties and m ties in all.
func (w *web) modularity(of []uint32) float64 {
	inside, ends := make([]float64, len(of)), make([]float64, len(of))
	for i, c := range of {
		ends[c] += float64(w.degree(uint32(i)))
		for _, to := range w.neighbours(uint32(i)) {
			if of[to] == c {
				inside[c]++
			}
		}
	}
	sum, all := 0.0, float64(max(1, len(w.near)))
	for c := range inside {
		sum += inside[c]/all - (ends[c]/all)*(ends[c]/all)
	}
	return sum
}

// numbered numbers communities by size.
func (w *web) numbered(of []uint32) Communities {
	of = slices.Clone(of)
	count := renumber(of)
	groups := grouped(of, count)
	order := make([]uint32, count)
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(len(groups[b]), len(groups[a])) })
	found := Communities{Of: make([]uint32, len(of)), Modularity: w.modularity(of)}
	for number, c := range order {
		found.Sizes = append(found.Sizes, len(groups[c]))
		for _, v := range groups[c] {
			found.Of[v] = uint32(number)
		}
	}
	return found
}
