package sqlite

import (
	"context"
	"database/sql"
	"net/url"
	"time"

	_ "modernc.org/sqlite" // registers the driver "sqlite"

	"entente/graph"
)

var _ graph.Store = (*Store)(nil)

// Memory is the path of a store that lives in memory and ends with Close.
const Memory = ":memory:"

// Options tune a store; the zero value opens one for reading and writing.
type Options struct {
	// ReadOnly opens beside a process that writes, or where nothing may be written.
	ReadOnly bool
	// Now is the clock of the log; nil is time.Now.
	Now func() time.Time
}

// Store is a graph.Store in one SQLite file.
type Store struct {
	path string
	now  func() time.Time
	// write has one connection; nil in a store that is only read.
	write *pool
	// read answers one question at a time on each of its connections.
	read *pool
	// stream gives each sequence a connection of its own, so that a consumer
	// may ask further questions meanwhile.
	stream *pool
	// memory: there is one connection for everything, so a sequence has to be
	// read to its end before its consumer sees it.
	memory bool
	// mark is nil in memory and in a store that is only read.
	mark *markFile
	// turn holds one token: whoever takes it may apply a batch.
	turn       chan struct{}
	vocabulary vocabulary
}

// Open opens the file, and makes it when there is none or an empty one. It
// refuses, without touching it, as Invalid what is no store or one of a newer
// format, as Unavailable a store that another process writes to, and as
// Internal a database that lost what was acknowledged.
func Open(ctx context.Context, path string, options Options) (*Store, error) {
	s := &Store{path: path, now: options.Now, turn: make(chan struct{}, 1)}
	if s.now == nil {
		s.now = time.Now
	}
	open := s.openFile
	switch {
	case path == Memory:
		open = s.openMemory
	case options.ReadOnly:
		open = s.openReader
	}
	if err := open(ctx); err != nil {
		s.Close()
		return nil, failure(ctx, err)
	}
	return s, nil
}

func (s *Store) openMemory(ctx context.Context) (err error) {
	if s.write, err = newPool(address(Memory, inMemory, url.Values{"mode": {"memory"}}), 1); err != nil {
		return err
	}
	s.read, s.stream, s.memory = s.write, s.write, true
	_, err = s.write.db.ExecContext(ctx, createTables)
	return err
}

// openFile looks before it touches: what is not ours must stay as it is.
func (s *Store) openFile(ctx context.Context) error {
	state, err := inspect(s.path)
	if err != nil {
		return err
	}
	if s.mark, err = openMark(s.path + markSuffix); err != nil {
		return err
	}
	if state, err = inspect(s.path); err != nil {
		return err
	}
	if state != complete {
		if err := create(ctx, s.path); err != nil {
			return err
		}
	}
	return s.openBoth(ctx)
}

// openBoth compares database and mark before the writer opens, because closing
// a writer clears the -wal file, which may be all there is to save.
func (s *Store) openBoth(ctx context.Context) (err error) {
	latest, known, damage := s.mark.read()
	if err := s.openReaders(nil); err != nil {
		return err
	}
	if err := s.check(ctx, latest, known, damage); err != nil {
		return err
	}
	if s.write, err = newPool(address(s.path, writing, nil), 1); err != nil {
		return err
	}
	return s.write.db.PingContext(ctx)
}

// openReader reads the mark first: the writer moves it last.
func (s *Store) openReader(ctx context.Context) error {
	state, err := inspect(s.path)
	if err != nil {
		return err
	}
	if state != complete {
		return graph.Errorf(graph.NotFound, "there is no store at %s", s.path)
	}
	latest, known, damage := readMark(s.path + markSuffix)
	settings, err := frozen(s.path)
	if err != nil {
		return err
	}
	if err := s.openReaders(settings); err != nil {
		return err
	}
	return s.check(ctx, latest, known, damage)
}

func (s *Store) openReaders(settings url.Values) (err error) {
	if settings == nil {
		settings = url.Values{"mode": {"ro"}}
	}
	name := address(s.path, reading, settings)
	if s.read, err = newPool(name, readers()); err != nil {
		return err
	}
	s.stream, err = newPool(name, 0)
	return err
}

// Close ends every connection. It may be called again.
func (s *Store) Close() error {
	var first error
	for _, pool := range []*pool{s.stream, s.read, s.write} {
		if pool == nil {
			continue
		}
		if err := pool.close(); first == nil {
			first = err
		}
	}
	if s.mark != nil {
		s.mark.Close()
	}
	return failure(context.Background(), first)
}

// eachRow runs a query and hands each row to scan.
func eachRow(ctx context.Context, q queryer, text string, args []any, scan func(*sql.Rows) error) error {
	rows, err := q.query(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
