package advice

import (
	"context"
	"slices"
	"sync"
	"weak"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// Advisor advises and remembers what was done before, by whom, in the snapshots
// that it was asked about last: what makes a tie plausible does not depend on the
// question, but for the year from which a tie is recent. The zero value is ready;
// any number of goroutines may share one. The answer does not depend on what was
// asked before: a question whose budget might not suffice for all that can be
// remembered reads for itself.
type Advisor struct {
	mutex sync.Mutex
	// kept are those asked for last, the last one at the end.
	kept []*memory
}

// Bounds of what an Advisor keeps.
const (
	// mostMemories bounds the snapshots and years.
	mostMemories = 2
	// mostRemembered bounds the deeds of one, about 100 bytes each: then it begins anew.
	mostRemembered = 500_000
)

// memory is what was done in one snapshot; it is read as questions come up.
type memory struct {
	// mutex is held while something is looked up.
	mutex sync.Mutex
	of    weak.Pointer[index.Snapshot]
	// since is the day from which a tie is recent.
	since    graph.Day
	deeds    map[index.Vertex][]deed
	ledgers  map[index.Vertex]*ledger
	openings map[index.Vertex][]Opening
	known    map[index.Vertex][]index.Vertex
	circles  map[index.Vertex]circle
	general  *general
	// most bounds the entries that can be scanned to remember all; size counts the deeds.
	most, size int
}

func newMemory(s *index.Snapshot, since graph.Day) *memory {
	return &memory{of: weak.Make(s), since: since, deeds: map[index.Vertex][]deed{}, ledgers: map[index.Vertex]*ledger{},
		openings: map[index.Vertex][]Opening{}, known: map[index.Vertex][]index.Vertex{}, circles: map[index.Vertex]circle{}}
}

// recall gives the memory of a snapshot.
func (a *Advisor) recall(s *index.Snapshot, since graph.Day) *memory {
	of := weak.Make(s)
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.kept = slices.DeleteFunc(a.kept, func(m *memory) bool { return m.of.Value() == nil })
	at := slices.IndexFunc(a.kept, func(m *memory) bool { return m.of == of && m.since == since })
	var m *memory
	if at >= 0 {
		m = a.kept[at]
		a.kept = slices.Delete(a.kept, at, at+1)
	} else {
		m = newMemory(s, since)
		m.most = mostScanned(s)
	}
	a.kept = append(a.kept[max(0, len(a.kept)+1-mostMemories):], m.bounded(s))
	return a.kept[len(a.kept)-1]
}

// bounded is the memory, or one that begins anew where that holds too much.
func (m *memory) bounded(s *index.Snapshot) *memory {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.size <= mostRemembered {
		return m
	}
	fresh := newMemory(s, m.since)
	fresh.general, fresh.most = m.general, m.most
	return fresh
}

// mostScanned bounds what is scanned for everything that can be looked up: each row
// four times, and that of an agreement twice for each of its entries.
func mostScanned(s *index.Snapshot) int {
	most := 0
	for v, span := range s.Spans {
		entries := int(span.High - span.Low)
		most += 4 * entries
		if s.Kind(index.Vertex(v)) == graph.Agreement {
			most += 2 * entries * entries
		}
	}
	return most
}

// Advise is the function of that name with what was remembered.
func (a *Advisor) Advise(ctx context.Context, searcher *path.Searcher, s *index.Snapshot, q Question) (Advice, error) {
	w, err := begin(ctx, s, q)
	if err != nil {
		return Advice{}, err
	}
	if m := a.recall(w.Recorded, w.history.since); m.most <= w.history.limit() {
		w.history.memory = m
	}
	return w.advise(searcher)
}
