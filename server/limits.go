package server

import (
	"cmp"
	"time"
)

// Limits bounds what one request may ask of the server. A zero field stands
// for its default, so the zero value is a working set.
type Limits struct {
	// Body is the most bytes of a request body; default 1 MiB. A batch of 1,000
	// relationships with a claim each is about 500 KB, so it fits twice.
	Body int
	// Query is the most bytes of the query text; default 64 KiB. What is long
	// belongs into variables: messages about unknown names cost the product of
	// their length and the schema's.
	Query int
	// Tokens is the most tokens of the query text, comments counted; default 8,000.
	Tokens int
	// Depth is how deep fields may nest; default 15, which the introspection
	// query of GraphiQL just needs.
	Depth int
	// Fields is the most fields of all operations with their fragments inlined;
	// default 1,000. Validation compares equal names in pairs, and 1,000 of
	// one name take some 50 ms.
	Fields int
	// RootFields is the most fields directly below an operation; default 50.
	RootFields int
	// Aliases is the most aliased fields with fragments inlined; default 100.
	Aliases int
	// Directives is the most directives with fragments inlined; default 100.
	Directives int
	// Fragments is the most fragment definitions; default 100. Validation walks
	// each with all that it spreads, so it costs at most Fragments × Fields.
	Fragments int
	// Cost is the most values that an answer may hold, as the schema's
	// complexity functions estimate it; default 200,000, some 100 ms of CPU.
	Cost int
	// Errors is the most errors that an answer lists; default 50.
	Errors int
	// Concurrent is the most requests executed at once; others wait; default 64.
	Concurrent int
	// Time is the most time for one request; default 30 s. A stream is not bound by it.
	Time time.Duration
	// Streams is the most streams at once; more are refused; default 100.
	Streams int
	// Heartbeat is how often a stream without events shows that it lives; default 15 s.
	Heartbeat time.Duration
	// Slow is how long a client may take for one event of a stream; default 10 s.
	// Then the stream ends, with a code if the client takes it within as long again.
	Slow time.Duration
	// Grace is how long a stopping server lets running requests finish; default 10 s.
	Grace time.Duration
}

func (l Limits) orDefault() Limits {
	return Limits{
		Body:       cmp.Or(l.Body, 1<<20),
		Query:      cmp.Or(l.Query, 64<<10),
		Tokens:     cmp.Or(l.Tokens, 8_000),
		Depth:      cmp.Or(l.Depth, 15),
		Fields:     cmp.Or(l.Fields, 1_000),
		RootFields: cmp.Or(l.RootFields, 50),
		Aliases:    cmp.Or(l.Aliases, 100),
		Directives: cmp.Or(l.Directives, 100),
		Fragments:  cmp.Or(l.Fragments, 100),
		Cost:       cmp.Or(l.Cost, 200_000),
		Errors:     cmp.Or(l.Errors, 50),
		Concurrent: cmp.Or(l.Concurrent, 64),
		Time:       cmp.Or(l.Time, 30*time.Second),
		Streams:    cmp.Or(l.Streams, 100),
		Heartbeat:  cmp.Or(l.Heartbeat, 15*time.Second),
		Slow:       cmp.Or(l.Slow, 10*time.Second),
		Grace:      cmp.Or(l.Grace, 10*time.Second),
	}
}
