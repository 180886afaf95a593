package standing

// move moves nodes to the neighbouring community, or one of their own, by which
// modularity rises most, until no node has a better one. A node is looked at
// again when a neighbour has left for elsewhere.
func (l *leiden) move(s *sheet, of []uint32) {
	// There are at most as many communities as nodes; those without a node wait in free.
	ends, members := make([]float64, s.size()), make([]int, s.size())
	for v, c := range of {
		ends[c] += s.strength[v]
		members[c]++
	}
	var free []uint32
	for c := len(members) - 1; c >= 0; c-- {
		if members[c] == 0 {
			free = append(free, uint32(c))
		}
	}
	queue, queued := l.shuffled(s.size()), make([]bool, s.size())
	for i := range queued {
		queued[i] = true
	}
	weights := newTally(s.size())
	for at := 0; at < len(queue); at++ {
		if at%(1<<16) == 0 && !l.pass() {
			return
		}
		v := queue[at]
		queued[v] = false
		old := of[v]
		ends[old] -= s.strength[v]
		if members[old]--; members[old] == 0 {
			free = append(free, old)
		}
		to := s.best(v, old, of, ends, weights)
		if to == alone {
			to = free[len(free)-1]
		}
		if members[to] == 0 {
			free = without(free, to)
		}
		of[v] = to
		ends[to] += s.strength[v]
		members[to]++
		if to == old {
			continue
		}
		s.each(v, func(near uint32, _ float64) {
			if of[near] != to && !queued[near] {
				queued[near] = true
				queue = append(queue, near)
			}
		})
	}
}

// alone stands for a community of its own.
const alone = 1<<32 - 1

// without takes out a value that stands near the end.
func without(free []uint32, c uint32) []uint32 {
	for i := len(free) - 1; i >= 0; i-- {
		if free[i] == c {
			free[i] = free[len(free)-1]
			return free[:len(free)-1]
		}
	}
	return free
}

// best gives the community to which a node, which is in none now, adds most;
// the old one unless another is better.
func (s *sheet) best(v, old uint32, of []uint32, ends []float64, weights *tally) uint32 {
	weights.reset()
	s.each(v, func(to uint32, weight float64) { weights.add(of[to], weight) })
	gain := func(c uint32) float64 { return weights.sums[c] - s.strength[v]*ends[c]/s.total }
	best, most := old, gain(old)
	for _, c := range weights.keys {
		if g := gain(c); g > most+tolerance {
			best, most = c, g
		}
	}
	if most < -tolerance {
		return alone
	}
	return best
}

// tolerance is by how much a gain must be larger to count as such: sums are rounded.
const tolerance = 1e-9

// shuffled gives the nodes in a random order.
func (l *leiden) shuffled(size int) []uint32 {
	order := make([]uint32, size)
	for i := range order {
		order[i] = uint32(i)
	}
	l.random.Shuffle(size, func(i, j int) { order[i], order[j] = order[j], order[i] })
	return order
}

// refinement divides communities into parts.
type refinement struct {
	*sheet
	of, part []uint32
	// ends sums up the strengths of each part, whole those of each community.
	ends, whole []float64
	// out is the weight from each part to the rest of its community.
	out     []float64
	members []int
	weights *tally
}

// refine gives parts of the communities. Each begins as a node; one that is
// alone and well tied to the rest of its community joins the part, well tied
// too, to which it adds most.
func (l *leiden) refine(s *sheet, of []uint32, count int) []uint32 {
	r := &refinement{sheet: s, of: of, part: make([]uint32, s.size()), ends: make([]float64, s.size()), whole: make([]float64, count),
		out: make([]float64, s.size()), members: make([]int, s.size()), weights: newTally(s.size())}
	for v := range r.part {
		r.part[v], r.ends[v], r.members[v] = uint32(v), s.strength[v], 1
		r.whole[of[v]] += s.strength[v]
		s.each(uint32(v), func(to uint32, weight float64) {
			if of[to] == of[v] {
				r.out[v] += weight
			}
		})
	}
	for _, v := range l.shuffled(s.size()) {
		if r.members[r.part[v]] == 1 && r.wellTied(r.part[v], of[v]) {
			r.join(v)
		}
	}
	return r.part
}

// wellTied tells whether a part is tied to the rest of its community at least as chance has it.
func (r *refinement) wellTied(part, community uint32) bool {
	return r.out[part] >= r.ends[part]*(r.whole[community]-r.ends[part])/r.total-tolerance
}

// join puts a node that is alone in its part into the best other one.
func (r *refinement) join(v uint32) {
	r.weights.reset()
	r.each(v, func(to uint32, weight float64) {
		if r.of[to] == r.of[v] {
			r.weights.add(r.part[to], weight)
		}
	})
	own := r.part[v]
	best, most := own, 0.0
	for _, part := range r.weights.keys {
		if part == own || !r.wellTied(part, r.of[v]) {
			continue
		}
		if gain := r.weights.sums[part] - r.strength[v]*r.ends[part]/r.total; gain > most+tolerance {
			best, most = part, gain
		}
	}
	if best == own {
		return
	}
	r.out[best] += r.out[own] - 2*r.weights.sums[best]
	r.ends[best] += r.strength[v]
	r.members[best]++
	r.members[own], r.ends[own], r.out[own] = 0, 0, 0
	r.part[v] = best
}
