package path

// item is a stop in a heap: the cheapest first, of those the one with the fewest hops.
type item struct {
	cost float64
	hops uint32
	stop uint32
}

func (i item) less(other item) bool {
	return i.cost < other.cost || i.cost == other.cost && i.hops < other.hops
}

// heap is a 4-ary heap in which stops may lie more than once: whoever takes
// them out drops the stale.
type heap []item

func (h *heap) push(x item) {
	items := append(*h, x)
	i := len(items) - 1
	for i > 0 {
		above := (i - 1) / 4
		if !x.less(items[above]) {
			break
		}
		items[i] = items[above]
		i = above
	}
	items[i] = x
	*h = items
}

func (h *heap) pop() item {
	items := *h
	top, last := items[0], items[len(items)-1]
	items = items[:len(items)-1]
	*h = items
	if len(items) == 0 {
		return top
	}
	i := 0
	for first := 1; first < len(items); first = 4*i + 1 {
		least := first
		for j := first + 1; j < min(first+4, len(items)); j++ {
			if items[j].less(items[least]) {
				least = j
			}
		}
		if !items[least].less(last) {
			break
		}
		items[i] = items[least]
		i = least
	}
	items[i] = last
	return top
}
