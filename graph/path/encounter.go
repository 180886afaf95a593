package path

import "slices"

// encounter is a path from end to end that the two sides have found.
type encounter struct {
	cost float64
	sum  uint16
}

// meet takes the paths that a hop from a stop to a vertex makes with those of
// the other side. It tells whether the stop that the hop makes can still matter.
func (d *depths) meet(side, there uint32, way item) bool {
	least := -1.0
	for at := there; ; {
		s := &d.stops[1-side][at]
		if uint32(s.hops)+way.hops <= d.hops && s.cost+way.cost < d.bound {
			d.encounter(side, way, at)
		}
		if s.settled && (least < 0 || s.cost < least) {
			least = s.cost
		}
		if s.next == 0 {
			break
		}
		at = s.next
	}
	return least < 0 || way.cost+least <= d.bound
}

// encounter takes a path if it is among the cheapest and was not seen as cheap,
// maybe over a parallel hop. Where two paths are taken for one the bound is
// higher than need be, but never too low.
func (d *depths) encounter(side uint32, way item, there uint32) {
	made := encounter{d.stops[1-side][there].cost + way.cost, d.stops[side][way.stop].sum + d.stops[1-side][there].sum}
	same := slices.IndexFunc(d.encounters, func(e encounter) bool { return e.sum == made.sum })
	if same >= 0 && d.encounters[same].cost <= made.cost || d.wanted > 1 && !d.apart(side, way.stop, there) {
		return
	}
	if same >= 0 {
		d.encounters = slices.Delete(d.encounters, same, same+1)
	}
	at := len(d.encounters)
	for at > 0 && d.encounters[at-1].cost > made.cost {
		at--
	}
	d.encounters = slices.Insert(d.encounters, at, made)
	if len(d.encounters) >= d.wanted {
		d.encounters = d.encounters[:d.wanted]
		d.bound = d.encounters[d.wanted-1].cost
	}
}

// apart tells whether the ways to a stop and to one of the other side have nobody in common.
func (d *depths) apart(side, here, there uint32) bool {
	for at := here; ; at = d.stops[side][at].parent {
		v := d.stops[side][at].vertex
		for other := there; ; other = d.stops[1-side][other].parent {
			if d.stops[1-side][other].vertex == v {
				return false
			}
			if other == 0 {
				break
			}
		}
		if at == 0 {
			return true
		}
	}
}
