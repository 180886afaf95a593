package neo4j

import (
	"context"
	"errors"
	"io"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// failure says what an error of the database or its driver means. An error
// that has a code of ours already stays as it is.
func failure(ctx context.Context, err error) error {
	var ours *graph.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &ours):
		return ours
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return graph.Errorf(graph.Unavailable, "the database did not answer in time: %w", err)
	}
	if theirs := serverError(err); theirs != nil {
		return meaning(ctx, theirs)
	}
	var usage *driver.UsageError
	if errors.As(err, &usage) {
		return graph.Errorf(graph.Internal, "the database was asked wrongly: %w", err)
	}
	return graph.Errorf(graph.Unavailable, "the database cannot be reached: %w", err)
}

// serverError finds what the server said; of several tries, the last.
func serverError(err error) *driver.Neo4jError {
	var theirs *driver.Neo4jError
	if errors.As(err, &theirs) {
		return theirs
	}
	var limit *driver.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		return serverError(limit.Errors[len(limit.Errors)-1])
	}
	return nil
}

// cause is a row of the table of meanings.
type cause struct {
	// code is the beginning of the server's code.
	code    string
	meaning graph.Code
	message string
}

// causes lists what the server's codes mean; the first row that fits holds.
// 5.26 fills in the newer status codes with a placeholder, so the codes count.
func causes() []cause {
	return []cause{
		{"Neo.ClientError.Transaction.TransactionTimedOut", graph.Unavailable, "the database did not answer in time"},
		{"Neo.ClientError.Transaction.LockClientStopped", graph.Unavailable, "the database did not answer in time"},
		{"Neo.TransientError.Transaction.LockAcquisitionTimeout", graph.Unavailable, "the database did not answer in time"},
		{"Neo.TransientError.General.MemoryPoolOutOfMemoryError", graph.TooLarge, "this is more at once than the database has memory for"},
		{"Neo.TransientError.General.TransactionMemoryLimit", graph.TooLarge, "this is more at once than the database has memory for"},
		{"Neo.TransientError.", graph.Unavailable, "the database is busy"},
		{"Neo.ClientError.Security.", graph.Unavailable, "the database refuses this user, password or right"},
		{"Neo.ClientError.Statement.AccessMode", graph.Unavailable, "the database takes no writes"},
		{"Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", graph.Unavailable, "the database takes no writes"},
		{"Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", graph.Unavailable, "the database takes no writes"},
		{"Neo.ClientError.Cluster.", graph.Unavailable, "the database takes no writes"},
		{"Neo.ClientError.Database.DatabaseNotFound", graph.Unavailable, "the server has no such database"},
		{"Neo.ClientError.Schema.ConstraintValidationFailed", graph.Conflict, "somebody else's data in the database stand in the way"},
		{"Neo.ClientError.Transaction.", graph.Unavailable, "the database ended the transaction"},
		{"Neo.DatabaseError.Statement.", graph.Internal, "the database failed"},
		{"Neo.DatabaseError.", graph.Unavailable, "the database failed"},
	}
}

func meaning(ctx context.Context, err *driver.Neo4jError) *graph.Error {
	if _, bounded := ctx.Deadline(); bounded && strings.HasPrefix(err.Code, "Neo.ClientError.Transaction.TransactionTimedOut") {
		return graph.Errorf(graph.Canceled, "the database did not answer in time: %w", err)
	}
	for _, cause := range causes() {
		if strings.HasPrefix(err.Code, cause.code) {
			return graph.Errorf(cause.meaning, "%s: %w", cause.message, err)
		}
	}
	return graph.Errorf(graph.Internal, "the database refused the question: %w", err)
}

// lost tells whether the connection broke, so that nobody knows whether what
// was asked for has been done. From a message that broke off in its middle the
// driver gives the bare end of the stream, and does not think of trying again.
func lost(err error) bool {
	var broken *driver.ConnectivityError
	return errors.As(err, &broken) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}
