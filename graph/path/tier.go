package path

import "slices"

// tier counts the paths of one length through the members of a band.
type tier struct {
	hops int
	// paths counts all of the tier, those of each pair of ends byPair where the sides are small enough.
	paths  float64
	byPair []float64
	// through counts those through each member, throughPair by member and pair.
	through, throughPair []float64
	// roles counts by member and role, role 0 for a group that is not known.
	roles []float64
	// best is the best path through each member, hops+1 positions each, and costs what it costs.
	best  []uint32
	costs []float64
}

// mostCounted bounds pairs times members: beyond that paths are not counted by pair.
const mostCounted = 1 << 20

// roleCount is how many roles there are, with none.
const roleCount = int(Liaison) + 1

// pairing numbers the pairs of ends: the position of each end on its side.
type pairing struct {
	from, to []uint32
	// counted tells whether paths are counted by pair.
	counted bool
}

func (b *band) pairing() pairing {
	var p pairing
	for i := range b.members {
		if b.members[i].end[0] {
			p.from = append(p.from, uint32(i))
		}
		if b.members[i].end[1] {
			p.to = append(p.to, uint32(i))
		}
	}
	p.counted = len(p.from)*len(p.to)*len(b.members) <= mostCounted
	return p
}

func (p *pairing) size() int { return len(p.from) * len(p.to) }

func (b *band) newTier(hops int, p *pairing) *tier {
	t := &tier{hops: hops, through: make([]float64, len(b.members)), roles: make([]float64, roleCount*len(b.members))}
	if p.counted {
		t.byPair, t.throughPair = make([]float64, p.size()), make([]float64, p.size()*len(b.members))
	}
	return t
}

// shortest counts the shortest paths without listing them, by the numbers of
// ways of Brandes (2001). Cost: the strides, for each end where pairs are counted.
func (b *band) shortest(hops int, p *pairing) *tier {
	t := b.newTier(hops, p)
	d := b.dag(hops)
	near, far := d.ways(b, p.from), d.back(b, p.to)
	for i := range b.members {
		t.through[i] = near[i] * far[i]
	}
	for _, end := range p.to {
		t.paths += near[end]
	}
	if p.counted {
		t.pair(b, d, p)
	}
	return t
}

// pair splits the counts of shortest paths by the pairs of ends.
func (t *tier) pair(b *band, d *dag, p *pairing) {
	back := make([][]float64, len(p.to))
	for j, end := range p.to {
		back[j] = slices.Clone(d.back(b, []uint32{end}))
	}
	for i, end := range p.from {
		near := d.ways(b, []uint32{end})
		for j := range p.to {
			pair := i*len(p.to) + j
			t.byPair[pair] = near[p.to[j]]
			for _, v := range d.order {
				t.throughPair[int(v)*p.size()+pair] = near[v] * back[j][v]
			}
		}
	}
}

// dag are the strides of a band that lie on shortest paths.
type dag struct {
	hops int
	// order are the members on shortest paths, those closer to the near side first.
	order []uint32
}

func (b *band) dag(hops int) *dag {
	d := &dag{hops: hops}
	for i := range b.members {
		if b.members[i].whole() == hops {
			d.order = append(d.order, uint32(i))
		}
	}
	slices.SortStableFunc(d.order, func(x, y uint32) int { return int(b.members[x].hops[0]) - int(b.members[y].hops[0]) })
	return d
}

// each visits the strides of a member that lie on shortest paths.
func (d *dag) each(b *band, v uint32, visit func(to uint32)) {
	m := &b.members[v]
	for _, s := range b.onward(v) {
		if s.far >= m.hops[1] {
			return
		}
		if b.members[s.to].whole() == d.hops {
			visit(s.to)
		}
	}
}

// ways counts the ways from some ends to each member.
func (d *dag) ways(b *band, ends []uint32) []float64 {
	count := make([]float64, len(b.members))
	for _, end := range ends {
		count[end] = 1
	}
	for _, v := range d.order {
		if count[v] > 0 {
			d.each(b, v, func(to uint32) { count[to] += count[v] })
		}
	}
	return count
}

// back counts the ways from each member to some ends.
func (d *dag) back(b *band, ends []uint32) []float64 {
	count := make([]float64, len(b.members))
	for _, end := range ends {
		count[end] = 1
	}
	for _, v := range slices.Backward(d.order) {
		d.each(b, v, func(to uint32) { count[v] += count[to] })
	}
	return count
}
