// Package store owns the choice of a store by its address. Each backend has a
// folder of its own below it and knows nothing of the others.
package store

import (
	"context"
	"strings"
	"time"

	"entente/graph"
	"entente/store/late"
	"entente/store/neo4j"
	"entente/store/sqlite"
)

// Options tune a store; the zero value opens one for reading and writing.
type Options struct {
	// ReadOnly opens a store that refuses every batch; it can stand beside a
	// process that writes.
	ReadOnly bool
	// User and Password are for a store that asks for them; they never stand in
	// an address, which shows in logs and process lists.
	User, Password string
	// Now is the clock of the log; nil is time.Now.
	Now func() time.Time
}

// opener opens a store at an address; what stands behind the scheme is given too.
type opener func(ctx context.Context, url, address string, options Options) (graph.Store, error)

// scheme is one kind of address.
type scheme struct {
	name string
	open opener
	// served tells that the store is on a server, which may be away and come back.
	served bool
	// form shows a person what an address looks like.
	form string
}

// schemes lists every kind of address that is known, in the order of help.
func schemes() []scheme {
	list := []scheme{{"sqlite", openSQLite, false, "sqlite:PATH"}}
	for _, name := range neo4j.Schemes() {
		list = append(list, scheme{name, openNeo4j, true, name + "://HOST"})
	}
	return list
}

// Open opens the store at an address such as "sqlite:entente.db", or
// "sqlite::memory:" for one that lives in memory, new with each call. An
// address that names no known store is Invalid.
func Open(ctx context.Context, url string, options Options) (graph.Store, error) {
	scheme, address, err := parse(url)
	if err != nil {
		return nil, err
	}
	return scheme.open(ctx, url, address, options)
}

// Await returns nil when a store is open, and the reason when it is given up.
type Await func(ctx context.Context) error

// OpenLate is Open for a program that answers meanwhile. A store on a server is
// opened behind its first questions, which are answered by Unavailable until
// then; tell and await are those of late.Open. A file is open when this returns.
func OpenLate(ctx context.Context, url string, options Options, tell func(error)) (graph.Store, Await, error) {
	scheme, address, err := parse(url)
	if err != nil {
		return nil, nil, err
	}
	if !scheme.served {
		opened, err := scheme.open(ctx, url, address, options)
		return opened, func(context.Context) error { return nil }, err
	}
	opening := late.Open(ctx, func(ctx context.Context) (late.Watched, error) {
		opened, err := scheme.open(ctx, url, address, options)
		if err != nil {
			return nil, err
		}
		return opened.(late.Watched), nil
	}, tell)
	return opening, opening.Await, nil
}

// parse finds the scheme of an address and gives what stands behind it.
func parse(url string) (scheme, string, error) {
	name, address, ok := strings.Cut(url, ":")
	if !ok {
		return scheme{}, "", graph.Errorf(graph.Invalid, "%q is no address of a store; it looks like %s", graph.Excerpt(url), forms())
	}
	for _, scheme := range schemes() {
		if scheme.name == name {
			return scheme, address, nil
		}
	}
	return scheme{}, "", graph.Errorf(graph.Invalid, "no store answers to %q; an address looks like %s", graph.Excerpt(name), forms())
}

func forms() string {
	var list []string
	for _, scheme := range schemes() {
		list = append(list, scheme.form)
	}
	return strings.Join(list, ", ")
}

// openSQLite never hands out a nil *sqlite.Store as a graph.Store.
func openSQLite(ctx context.Context, _, path string, options Options) (graph.Store, error) {
	if path == "" {
		return nil, graph.Errorf(graph.Invalid, "the address names no file; it looks like sqlite:PATH")
	}
	opened, err := sqlite.Open(ctx, path, sqlite.Options{ReadOnly: options.ReadOnly, Now: options.Now})
	if err != nil {
		return nil, err
	}
	return opened, nil
}

// openNeo4j never hands out a nil *neo4j.Store as a graph.Store.
func openNeo4j(ctx context.Context, url, _ string, options Options) (graph.Store, error) {
	opened, err := neo4j.Open(ctx, url, neo4j.Options{
		User: options.User, Password: options.Password, ReadOnly: options.ReadOnly, Now: options.Now,
	})
	if err != nil {
		return nil, err
	}
	return opened, nil
}
