package neo4j

import (
	"context"
	"hash/maphash"
	"sync"

	"entente/graph/plan"
)

// moment says up to where something is known: behind which commit of a store,
// and behind which transactions of others in the database.
type moment struct {
	born, database string
	number, drift  int64
}

// moment gives the present one, as long as the head stands where the batch was
// begun; sure is false when another store has committed since, or the bookmark says nothing.
func (w *writer) moment(ctx context.Context) (at moment, sure bool, err error) {
	now, err := w.store.steady(ctx)
	return moment{w.head.born, now.database, now.number, now.drift}, err == nil && now.read && now.number == w.head.number, err
}

// memory knows by its hash everything of some sort that stands in the database,
// as long as nobody but this store writes. What is not among the hashes does not
// stand; what is may have gone, or be something else.
type memory struct {
	mutex  sync.Mutex
	at     moment
	seed   maphash.Seed
	hashes map[uint64]struct{}
}

// mostRemembered bounds each memory, about 80 MB, and worthwhile is how many
// things are read from the database for each that a batch asks about: that many
// take as long as to have the database look for those.
const (
	mostRemembered = 4_000_000
	worthwhile     = 20
)

// knows tells whether everything is known that stands at the moment.
func (m *memory) knows(at moment) bool { return m.hashes != nil && m.at == at }

// begin takes over everything that stands at the moment: so many things, which
// the statement lists, unless these are too many beside those that are asked about.
func (m *memory) begin(at moment, there, asked int64, read func() error) (known bool, err error) {
	if m.hashes = nil; there > min(worthwhile*asked, mostRemembered) {
		return false, nil
	}
	m.at, m.seed, m.hashes = at, maphash.MakeSeed(), make(map[uint64]struct{}, there)
	if there == 0 {
		return true, nil
	}
	if err := read(); err != nil {
		m.hashes = nil
		return false, err
	}
	return true, nil
}

// follow takes over a batch that was written, if it is the next one.
func (m *memory) follow(w *writer, note func(*plan.Put)) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.hashes == nil || m.at.born != w.born || w.head.number != m.at.number+1 {
		return
	}
	m.at.number++
	for _, put := range w.Puts {
		note(put)
	}
	if len(m.hashes) > mostRemembered {
		m.hashes = nil
	}
}
