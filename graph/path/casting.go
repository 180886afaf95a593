package path

// casting splits the shortest paths through members by the role that they play
// there. Every path through a member holds one triad: who comes before it, the
// member, who comes after.
type casting struct {
	*band
	groups []group
	// near and far count the ways from the near side and to the far one.
	near, far []float64
	// before and after count, by group, the ways to the neighbours of one member.
	before, after map[group]float64
}

// cast fills in the roles of a tier of shortest paths. Cost: the strides on them.
func (b *band) cast(t *tier, p *pairing, groups []group) {
	d := b.dag(t.hops)
	c := &casting{band: b, groups: groups, near: d.ways(b, p.from), far: d.back(b, p.to), before: map[group]float64{}, after: map[group]float64{}}
	into := make([][]uint32, len(b.members))
	for _, v := range d.order {
		d.each(b, v, func(to uint32) { into[to] = append(into[to], v) })
	}
	for _, v := range d.order {
		if t.through[v] == 0 || b.members[v].end[0] || b.members[v].end[1] {
			continue
		}
		clear(c.before)
		clear(c.after)
		for _, u := range into[v] {
			c.before[groups[u]] += c.near[u]
		}
		d.each(b, v, func(to uint32) { c.after[groups[to]] += c.far[to] })
		c.count(groups[v], t.through[v], t.roles[int(v)*roleCount:][:roleCount])
	}
}

// count splits the paths through a member of one group. Sums of many groups are
// taken by difference, so that beyond 2⁵³ paths they are rounded.
func (c *casting) count(own group, paths float64, roles []float64) {
	if own == 0 {
		roles[0] = paths
		return
	}
	before, after, same := 0.0, 0.0, 0.0
	for g, ways := range c.before {
		if g != 0 {
			before += ways
		}
		if g != 0 && g != own {
			same += ways * c.after[g]
		}
	}
	for g, ways := range c.after {
		if g != 0 {
			after += ways
		}
	}
	roles[Coordinator] = c.before[own] * c.after[own]
	roles[Itinerant] = same
	roles[Gatekeeper] = (before - c.before[own]) * c.after[own]
	roles[Representative] = c.before[own] * (after - c.after[own])
	roles[Liaison] = max(0, (before-c.before[own])*(after-c.after[own])-same)
	roles[0] = max(0, paths-before*after)
}
