package standing

import "math/rand/v2"

// probe draws random shortest paths; it is the scratch space of one worker.
type probe struct {
	*web
	random *rand.Rand
	// met counts the drawn paths that run through each member.
	met   []uint32
	marks []mark
	// epoch is that of the first side; each draw takes the next two.
	epoch uint32
	reach [2][]uint32
	meets [][2]uint32
}

// mark is a member as a draw sees it; it is stale when its epoch is that of an earlier one.
type mark struct {
	epoch, hops uint32
	// ways counts the shortest ways from the end.
	ways float64
}

func newProbe(w *web) *probe {
	return &probe{web: w, met: make([]uint32, len(w.members)), marks: make([]mark, len(w.members))}
}

// draw takes a random pair and, if paths join it, one of its shortest ones, each as likely.
func (p *probe) draw() {
	n := len(p.members)
	from := uint32(p.random.IntN(n))
	to := uint32(p.random.IntN(n - 1))
	if to >= from {
		to++
	}
	p.epoch += 2
	if p.epoch == 0 {
		clear(p.marks)
		p.epoch = 2
	}
	if !p.search(from, to) {
		return
	}
	sum := 0.0
	for _, hop := range p.meets {
		sum += p.marks[hop[0]].ways * p.marks[hop[1]].ways
	}
	point := p.random.Float64() * sum
	chosen := p.meets[len(p.meets)-1]
	for _, hop := range p.meets {
		if point -= p.marks[hop[0]].ways * p.marks[hop[1]].ways; point < 0 {
			chosen = hop
			break
		}
	}
	p.walk(chosen[0])
	p.walk(chosen[1])
}

// search finds all hops by which shortest paths go over from the one side to the other,
// always expanding the side whose frontier has fewer neighbours.
func (p *probe) search(from, to uint32) bool {
	p.meets = p.meets[:0]
	for side, end := range [2]uint32{from, to} {
		p.reach[side] = append(p.reach[side][:0], end)
		p.marks[end] = mark{epoch: p.epoch + uint32(side), ways: 1}
	}
	low, entries := [2]int{}, [2]int{p.degree(from), p.degree(to)}
	for entries[0] > 0 && entries[1] > 0 {
		side := 0
		if entries[1] < entries[0] {
			side = 1
		}
		frontier := p.reach[side][low[side]:]
		low[side] = len(p.reach[side])
		entries[side] = p.expand(uint32(side), frontier)
		if len(p.meets) > 0 {
			return true
		}
	}
	return false
}

// expand labels what is new behind a frontier and gives how many neighbours that has.
func (p *probe) expand(side uint32, frontier []uint32) (entries int) {
	own, other := p.epoch+side, p.epoch+1-side
	for _, v := range frontier {
		here := p.marks[v]
		for _, to := range p.neighbours(v) {
			switch m := &p.marks[to]; {
			case m.epoch == other:
				p.meets = append(p.meets, [2]uint32{v, to})
			case m.epoch != own:
				*m = mark{epoch: own, hops: here.hops + 1, ways: here.ways}
				p.reach[side] = append(p.reach[side], to)
				entries += p.degree(to)
			case m.hops == here.hops+1:
				m.ways += here.ways
			}
		}
	}
	return entries
}

// walk goes back from a member to its end by one of the shortest ways, each as
// likely, and counts whom it meets but the end.
func (p *probe) walk(v uint32) {
	for p.marks[v].hops > 0 {
		p.met[v]++
		here := p.marks[v]
		point := p.random.Float64() * here.ways
		for _, before := range p.neighbours(v) {
			m := &p.marks[before]
			if m.epoch != here.epoch || m.hops+1 != here.hops {
				continue
			}
			v = before
			if point -= m.ways; point < 0 {
				break
			}
		}
	}
}
