package path

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"weak"

	"entente/graph/index"
)

// islands are the components into which filters split snapshots. To find that
// there is no path, a search from both ends goes through all that one of them
// reaches, and the next question finds the same again. So the components are
// noted, once searches in vain under a filter have cost as much as that does,
// and a question between two of them is answered at once.
//
// Only what a filter asks of relationships is looked at: whom it keeps out
// besides can part more, but never joins two components. Nor does a narrower
// filter, so that the components of a wider one speak for it too.
//
// A question whose budget is less than the index has entries does not see them.
// Every other is answered as if they were always there: a search that spent its
// budget in vain asks for them. So the answer does not depend on what was asked before.
type islands struct {
	mutex sync.Mutex
	// kept are those asked for last, the last one at the end.
	kept []*archipelago
	// noted are those of the kept whose islands are known. Nobody waits to look at
	// them: most questions lie on one island of each, and these searches shall
	// neither pay for the others nor meet each other here.
	noted atomic.Pointer[[]*archipelago]
}

// mostArchipelagos bounds what is kept: 4 bytes for each vertex of each.
const mostArchipelagos = 4

// archipelago is one snapshot under one filter.
type archipelago struct {
	of    weak.Pointer[index.Snapshot]
	sieve index.Sieve
	// vain counts the entries that searches scanned in vain.
	vain int
	// island numbers the component of each vertex; nil until they are noted.
	island []uint32
}

// is tells whether it is of the snapshot. To make a weak pointer for that would take a lock.
func (a *archipelago) is(s *index.Snapshot) bool { return a.of.Value() == s }

// strait is what lies between two sets of ends.
type strait struct{ from, to []index.Vertex }

// parted tells whether no two ends lie on one island.
func (a *archipelago) parted(ends strait) bool {
	for _, v := range ends.from {
		for _, u := range ends.to {
			if max(int(v), int(u)) >= len(a.island) || a.island[u] == a.island[v] {
				return false
			}
		}
	}
	return true
}

// entries counts those of all rows.
func entries(s *index.Snapshot) int {
	_, total := s.Pending()
	return total
}

// part tells whether it is known that no path can join the ends.
func (i *islands) part(s *index.Snapshot, gate *index.Gate, budget int, ends strait) bool {
	noted := i.noted.Load()
	if noted == nil || budget < entries(s) || !slices.ContainsFunc(*noted, func(a *archipelago) bool { return a.parted(ends) }) {
		return false
	}
	sieve := gate.Sieve()
	at := slices.IndexFunc(*noted, func(a *archipelago) bool { return a.is(s) && a.sieve.Covers(&sieve) && a.parted(ends) })
	if at < 0 {
		return false
	}
	if i.mutex.TryLock() {
		if at := slices.Index(i.kept, (*noted)[at]); at >= 0 {
			i.last(at)
		}
		i.mutex.Unlock()
	}
	return true
}

// last moves one of the kept to the end.
func (i *islands) last(at int) {
	a := i.kept[at]
	i.kept = append(slices.Delete(i.kept, at, at+1), a)
}

// inVain takes note of a search that found no path. If its budget was spent and
// the ends lie on different islands, it is taken for complete. An error is that
// of the context.
func (i *islands) inVain(w *work, ends strait) error {
	if w.budget < entries(w.s) {
		return nil
	}
	found, due := i.note(w)
	if due {
		var err error
		if found.island, err = w.chartIslands(); err != nil {
			return err
		}
		i.keep(w.s, found)
	}
	w.cut = w.cut && !(found.island != nil && found.parted(ends))
	return nil
}

// note adds what a search scanned in vain, and tells whether it is time to find
// the islands: when that has cost as much, or an answer needs them. Nobody waits to
// have it noted.
func (i *islands) note(w *work) (noted archipelago, due bool) {
	sieve := w.gate.Sieve()
	if !i.mutex.TryLock() {
		return archipelago{sieve: sieve}, w.cut
	}
	defer i.mutex.Unlock()
	if at := i.find(w.s, sieve); at >= 0 {
		i.last(at)
	} else {
		i.kept = slices.DeleteFunc(i.kept, func(a *archipelago) bool { return a.of.Value() == nil })
		i.kept = append(i.kept[max(0, len(i.kept)+1-mostArchipelagos):], &archipelago{of: weak.Make(w.s), sieve: sieve})
		i.show()
	}
	a := i.kept[len(i.kept)-1]
	a.vain += w.scanned
	return *a, a.island == nil && (w.cut || a.vain > entries(w.s))
}

func (i *islands) find(s *index.Snapshot, sieve index.Sieve) int {
	return slices.IndexFunc(i.kept, func(a *archipelago) bool { return a.is(s) && a.sieve == sieve })
}

// keep keeps the islands that were found, unless others have taken the place meanwhile.
func (i *islands) keep(s *index.Snapshot, found archipelago) {
	i.mutex.Lock()
	defer i.mutex.Unlock()
	if at := i.find(s, found.sieve); at >= 0 {
		found.of = i.kept[at].of
		i.kept[at] = &found
		i.show()
	}
}

// show lets those that are known be seen.
func (i *islands) show() {
	noted := slices.DeleteFunc(slices.Clone(i.kept), func(a *archipelago) bool { return a.island == nil })
	i.noted.Store(&noted)
}

// chartIslands numbers the components of what the gate admits by going from
// neighbour to neighbour. Cost: every entry once.
func (w *work) chartIslands() ([]uint32, error) {
	s, all := w.s, meter{}
	all.start(w.ctx, math.MaxInt-interval)
	island := make([]uint32, s.Len())
	var queue []index.Vertex
	for start := range island {
		if island[start] != 0 {
			continue
		}
		island[start] = uint32(start) + 1
		for queue = append(queue[:0], index.Vertex(start)); len(queue) > 0; {
			span := s.Spans[queue[len(queue)-1]]
			queue = queue[:len(queue)-1]
			if !all.spend(int(span.High-span.Low) + 1) {
				return nil, all.err
			}
			queue = w.land(island, queue, span, uint32(start)+1)
		}
	}
	return island, nil
}

// land gives the neighbours in a row the number of their island, and queues those that had none.
func (w *work) land(island []uint32, queue []index.Vertex, row index.Span, number uint32) []index.Vertex {
	words := w.s.Words[row.Low:row.High]
	for i, v := range w.s.Adjacent[row.Low:row.High] {
		if island[v] == 0 && (w.open || w.gate.Admits(words[i])) {
			island[v] = number
			queue = append(queue, v)
		}
	}
	return queue
}
