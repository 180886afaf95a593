package sqlite

import (
	"context"
	"errors"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"entente/graph"
)

// failure says what an error of the database means. The low byte of an SQLite
// code is its class. An error that has a code of ours already stays as it is.
func failure(ctx context.Context, err error) error {
	var ours *graph.Error
	var theirs *sqlite.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &ours):
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &theirs):
		return graphError(theirs)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return graph.Errorf(graph.Internal, "the database failed: %w", err)
}

func graphError(err *sqlite.Error) *graph.Error {
	switch err.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return graph.Errorf(graph.Unavailable, "the database is busy: %w", err)
	case lib.SQLITE_FULL:
		return graph.Errorf(graph.Unavailable, "the disk is full: %w", err)
	case lib.SQLITE_CANTOPEN, lib.SQLITE_PERM, lib.SQLITE_READONLY:
		return graph.Errorf(graph.Unavailable, "the database file cannot be opened or written: %w", err)
	case lib.SQLITE_IOERR:
		return graph.Errorf(graph.Unavailable, "the disk failed: %w", err)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_FORMAT:
		return graph.Errorf(graph.Internal, "the database file is damaged: %w", err)
	}
	return graph.Errorf(graph.Internal, "the database failed: %w", err)
}

// isDuplicate tells whether a row was refused because its key exists.
func isDuplicate(err error) bool {
	var theirs *sqlite.Error
	return errors.As(err, &theirs) && theirs.Code() == lib.SQLITE_CONSTRAINT_UNIQUE
}
