package neo4j

import (
	"context"
	"strings"
	"sync"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// statement is one text that the database is sent, under the name by which
// Observe and the tests know it.
type statement struct {
	name, text string
}

// replanning makes the database plan a statement anew and keep the new plan.
const replanning = "CYPHER replan=force "

// plans remembers at which size of the graph each statement was planned. A
// database plans for the graph that it has: where that is empty, as before a
// first load, reading all relationships is the quickest way to find one, and it
// keeps to that for too long.
type plans struct {
	mutex sync.Mutex
	// size is the last that was seen, in relationships.
	size   int64
	levels map[string]int
}

// saw notes the size of the graph.
func (p *plans) saw(size int64) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.size = size
}

// text gives a statement, asking for a new plan when the graph has outgrown the old one.
func (p *plans) text(st statement) string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	now := level(p.size)
	if !joins(st) || now <= p.levels[st.name] {
		return st.text
	}
	if p.levels == nil {
		p.levels = map[string]int{}
	}
	p.levels[st.name] = now
	return replanning + st.text
}

// level is how many of the sizes are reached beyond which another plan may be better.
func level(size int64) (reached int) {
	for _, bound := range []int64{100, 3_000, 100_000} {
		if size >= bound {
			reached++
		}
	}
	return reached
}

// joins tells whether the plan of a statement depends on how many relationships there are.
func joins(st statement) bool { return strings.Contains(st.text, "-[r]-") }

// given are the parameters of a statement.
type given = map[string]any

// Bounds on the time of one statement or transaction whose context names none,
// and on how long a failed question is asked again.
const (
	longestRead  = 10 * time.Minute
	longestWrite = 10 * time.Minute
	insistence   = 3 * time.Second
)

// fewRows is how many rows are fetched at a time: an answer is one row of
// columns, or a stream whose rows are chunks of thousands.
const fewRows = 8

// asker sends a statement and hands on its rows: the store itself, or a transaction.
type asker interface {
	ask(ctx context.Context, st statement, parameters given, each func(row []any) error) error
}

// ask reads in a transaction of the statement's own, one round trip. A question
// that failed for want of a connection is asked again while nothing was handed on.
func (s *Store) ask(ctx context.Context, st statement, parameters given, each func(row []any) error) error {
	session := s.session(ctx, driver.AccessModeRead, s.bookmarks)
	defer closeSession(ctx, session)
	return s.insist(ctx, func() (started bool, err error) {
		s.observe(st.name)
		result, err := session.Run(ctx, s.plans.text(st), parameters, deadline(ctx, longestRead))
		if err != nil {
			return false, err
		}
		return eachRow(ctx, result, each)
	})
}

// insist tries again, with growing pauses, as long as an attempt failed before
// it began to answer, for a reason that may pass.
func (s *Store) insist(ctx context.Context, attempt func() (started bool, err error)) error {
	const first = 20 * time.Millisecond
	giveUp := time.Now().Add(insistence)
	for pause := first; ; pause *= 2 {
		started, err := attempt()
		if err == nil || started || !(driver.IsRetryable(err) || lost(err)) || time.Now().Add(pause).After(giveUp) {
			return err
		}
		if !wait(ctx, pause) {
			return err
		}
	}
}

// wait tells whether the context outlived the pause.
func wait(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// transaction is one that writes, or one that reads with a lock.
type transaction struct {
	driver.ManagedTransaction
	store *Store
}

func (t transaction) ask(ctx context.Context, st statement, parameters given, each func(row []any) error) error {
	answer, err := t.send(ctx, st, parameters, each)
	if err != nil {
		return err
	}
	return answer()
}

// send sends a statement and returns while the database works on it; what it
// gives reads the answer.
func (t transaction) send(ctx context.Context, st statement, parameters given, each func(row []any) error) (answer func() error, err error) {
	t.store.observe(st.name)
	result, err := t.Run(ctx, t.store.plans.text(st), parameters)
	if err != nil {
		return nil, err
	}
	return func() error {
		_, err := eachRow(ctx, result, each)
		return err
	}, nil
}

// inTransaction runs a transaction that writes; the function may run more than once.
func (s *Store) inTransaction(ctx context.Context, run func(transaction) error) error {
	session := s.session(ctx, driver.AccessModeWrite, s.bookmarks)
	defer closeSession(ctx, session)
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		return nil, run(transaction{tx, s})
	}, deadline(ctx, longestWrite))
	return err
}

// session gives a session whose transactions see what the bookmarks say.
func (s *Store) session(ctx context.Context, mode driver.AccessMode, bookmarks driver.BookmarkManager) driver.SessionWithContext {
	return s.driver.NewSession(ctx, driver.SessionConfig{
		AccessMode: mode, DatabaseName: s.database, BookmarkManager: bookmarks, FetchSize: fewRows,
	})
}

// closeSession gives the connection back, also when the context has ended.
func closeSession(ctx context.Context, session driver.SessionWithContext) {
	const patience = time.Second
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	session.Close(ctx)
}

// deadline tells the server how long it may take: what the context leaves, but
// no more than the longest.
func deadline(ctx context.Context, longest time.Duration) func(*driver.TransactionConfig) {
	if end, ok := ctx.Deadline(); ok {
		longest = min(longest, max(time.Until(end), time.Millisecond))
	}
	return driver.WithTxTimeout(longest.Round(time.Millisecond))
}

// eachRow hands on the rows of a result; started tells that there were some.
func eachRow(ctx context.Context, result driver.ResultWithContext, each func(row []any) error) (started bool, err error) {
	var record *driver.Record
	for result.NextRecord(ctx, &record) {
		started = true
		if each == nil {
			continue
		}
		if err := each(record.Values); err != nil {
			return true, err
		}
	}
	return started, result.Err()
}
