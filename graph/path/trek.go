package path

import (
	"math"
	"math/bits"
	"slices"

	"entente/graph/index"
)

// trek lists the paths of one length in a band, by depth-first search that
// enters nobody from whom the far side cannot be reached in the hops that are left.
type trek struct {
	*band
	*tier
	pairing *pairing
	groups  []group
	// way is the path so far, costs what it costs up to each position.
	way    [MostHops + 1]uint32
	spent  [MostHops + 1]float64
	passed []bool
	via    map[uint32]uint
	// pair is where the pairs of the start begin, ends the number of each end of the far side.
	pair int
	ends []int
}

// trek counts the paths of so many hops; nil when the budget ended before all
// were counted. Cost: the strides of each beginning of a path that might be completed.
func (b *band) trek(hops int, p *pairing, groups []group, via []index.Vertex) *tier {
	t := &trek{band: b, tier: b.newTier(hops, p), pairing: p, groups: groups, passed: make([]bool, len(b.members)), via: map[uint32]uint{}, ends: make([]int, len(b.members))}
	t.best, t.costs = make([]uint32, len(b.members)*(hops+1)), make([]float64, len(b.members))
	for i := range t.costs {
		t.costs[i] = math.Inf(1)
	}
	for i, v := range via {
		at, known := b.at(v)
		if !known {
			return t.tier
		}
		t.via[at] = 1 << i
	}
	for j, end := range p.to {
		t.ends[end] = j
	}
	for i, start := range p.from {
		t.pair = i * len(p.to)
		if !t.visit(start, 0, 0, uint(1)<<len(t.via)-1) {
			return nil
		}
	}
	return t.tier
}

// visit goes on from a member at a position of the path; false stops the search.
func (t *trek) visit(v uint32, position int, cost float64, missing uint) bool {
	t.way[position], t.spent[position] = v, cost
	missing &^= t.via[v]
	left := t.hops - position
	if bits.OnesCount(missing) > left {
		return true
	}
	if left == 0 {
		t.arrive()
		return true
	}
	t.passed[v] = true
	ok := t.goOn(v, position, cost, missing)
	t.passed[v] = false
	return ok
}

// goOn visits whom a member leads on to.
func (t *trek) goOn(v uint32, position int, cost float64, missing uint) bool {
	left, scanned := t.hops-position, 0
	for _, s := range t.onward(v) {
		if int(s.far) >= left {
			break
		}
		scanned++
		if m := &t.members[s.to]; t.passed[s.to] || left > 1 && !m.inner || left == 1 && !m.end[1] {
			continue
		}
		if !t.visit(s.to, position+1, cost+float64(s.cost), missing) {
			return false
		}
	}
	return t.spend(scanned + 1)
}

// arrive counts a whole path.
func (t *trek) arrive() {
	path := t.way[:t.hops+1]
	pair := t.pair + t.ends[path[t.hops]]
	t.paths++
	if t.pairing.counted {
		t.byPair[pair]++
	}
	for i := 1; i < t.hops; i++ {
		v := path[i]
		t.through[v]++
		t.roles[int(v)*roleCount+int(roleOf(t.groups[path[i-1]], t.groups[v], t.groups[path[i+1]]))]++
		if t.pairing.counted {
			t.throughPair[int(v)*t.pairing.size()+pair]++
		}
		t.keep(v, path, t.spent[t.hops])
	}
}

// keep keeps the best path through a member: the strongest, of those the first by ids.
func (t *trek) keep(v uint32, path []uint32, cost float64) {
	best := t.best[int(v)*len(path):][:len(path)]
	if cost < t.costs[v] || cost == t.costs[v] && slices.Compare(path, best) < 0 {
		t.costs[v] = cost
		copy(best, path)
	}
}
