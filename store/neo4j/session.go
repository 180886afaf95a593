package neo4j

import (
	"context"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// statement is one text that the database is sent, under the name by which
// Observe and the tests know it.
type statement struct {
	name, text string
}

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
		result, err := session.Run(ctx, st.text, parameters, deadline(ctx, longestRead))
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
	observe func(string)
}

func (t transaction) ask(ctx context.Context, st statement, parameters given, each func(row []any) error) error {
	t.observe(st.name)
	result, err := t.Run(ctx, st.text, parameters)
	if err != nil {
		return err
	}
	_, err = eachRow(ctx, result, each)
	return err
}

// inTransaction runs a transaction that writes; the function may run more than once.
func (s *Store) inTransaction(ctx context.Context, run func(transaction) error) error {
	session := s.session(ctx, driver.AccessModeWrite, s.bookmarks)
	defer closeSession(ctx, session)
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		return nil, run(transaction{tx, s.observe})
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
