package sqlite

import (
	"context"
	"database/sql"
	"runtime"
	"sync"

	"entente/graph"
)

// pool is a number of connections to one file, with the statements that were
// prepared on them.
type pool struct {
	db       *sql.DB
	mutex    sync.Mutex
	prepared map[string]*sql.Stmt
}

// queryer runs a statement: a pool, or a transaction on it.
type queryer interface {
	query(ctx context.Context, text string, args ...any) (*sql.Rows, error)
}

// readers is how many questions are answered at once.
func readers() int { return max(4, 2*runtime.GOMAXPROCS(0)) }

// newPool opens at most so many connections, 0 is no limit.
func newPool(address string, connections int) (*pool, error) {
	db, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "the file cannot be named to the database: %w", err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(max(1, connections/2))
	return &pool{db: db, prepared: make(map[string]*sql.Stmt)}, nil
}

// statement prepares a text once.
func (p *pool) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if known, ok := p.prepared[text]; ok {
		return known, nil
	}
	made, err := p.db.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	p.prepared[text] = made
	return made, nil
}

func (p *pool) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	statement, err := p.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	return statement.QueryContext(ctx, args...)
}

func (p *pool) close() error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for _, statement := range p.prepared {
		statement.Close()
	}
	clear(p.prepared)
	return p.db.Close()
}

// snapshot is a transaction that sees one state of the store from its first
// query on.
type snapshot struct{ tx *sql.Tx }

// inSnapshot runs a function on one state of the store.
func (p *pool) inSnapshot(ctx context.Context, run func(*snapshot) error) error {
	tx, err := p.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return run(&snapshot{tx})
}

func (s *snapshot) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return s.tx.QueryContext(ctx, text, args...)
}
