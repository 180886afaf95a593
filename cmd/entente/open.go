package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/store"
)

// storeFlag is the option that every command with a graph has.
type storeFlag struct {
	Store string `help:"The store: sqlite:PATH, sqlite::memory: for one that is gone at the end, or neo4j://HOST:7687 (also neo4j+s, bolt, bolt+s)." env:"ENTENTE_STORE" default:"${store}" placeholder:"URL"`
}

// open opens the store and its graph. A command that only reads does so beside a running server.
func (f storeFlag) open(ctx context.Context, term terminal, readOnly bool) (*engine.Graph, error) {
	if err := f.makeFolder(term, readOnly); err != nil {
		return nil, err
	}
	kept, err := openStore(ctx, term, f.Store, readOnly)
	if err != nil {
		return nil, err
	}
	return f.graph(ctx, term, kept, engine.Options{})
}

// openLate is open for a server that listens at once: what the graph needs comes up behind it, see store.OpenLate.
func (f storeFlag) openLate(ctx context.Context, term terminal, readOnly bool, options engine.Options) (*engine.Graph, store.Await, error) {
	if err := f.makeFolder(term, readOnly); err != nil {
		return nil, nil, err
	}
	access, err := storeOptions(term, readOnly)
	if err != nil {
		return nil, nil, err
	}
	kept, await, err := store.OpenLate(ctx, f.Store, access, waiting(term))
	if err != nil {
		return nil, nil, err
	}
	g, err := f.graph(ctx, term, kept, options)
	return g, await, err
}

// waiting tells a person why the store is waited for, and that it came.
func waiting(term terminal) func(error) {
	return func(away error) {
		if away == nil {
			fmt.Fprintln(term.err, "entente: the store is there")
			return
		}
		fmt.Fprintln(term.err, "entente:", away, "(it is waited for)")
	}
}

// graph is the graph of a store, which it owns from then on; an error closes the store.
func (f storeFlag) graph(ctx context.Context, term terminal, kept graph.Store, options engine.Options) (*engine.Graph, error) {
	options.Name, options.Now, options.PastWeight = schemeOf(f.Store), term.now, term.pastWeight
	opened, err := engine.Open(ctx, kept, options)
	if err != nil {
		kept.Close()
		return nil, err
	}
	return opened, nil
}

// openStore opens a store.
func openStore(ctx context.Context, term terminal, url string, readOnly bool) (graph.Store, error) {
	options, err := storeOptions(term, readOnly)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, url, options)
}

// storeOptions are those of a store. The user and the password of one that asks
// for them come from the environment or a file, never from its address.
func storeOptions(term terminal, readOnly bool) (store.Options, error) {
	options := store.Options{ReadOnly: readOnly, Now: term.now, User: term.getenv("ENTENTE_STORE_USER"), Password: term.getenv("ENTENTE_STORE_PASSWORD")}
	if file := term.getenv("ENTENTE_STORE_PASSWORD_FILE"); file != "" {
		content, err := os.ReadFile(file)
		if err != nil {
			return store.Options{}, graph.Errorf(graph.Invalid, "the file with the store's password cannot be read: %w", err)
		}
		options.Password = strings.TrimSpace(string(content))
	}
	return options, nil
}

// onFile tells that the store is a file: one that cannot be used does not get better by waiting.
func (f storeFlag) onFile() bool { return schemeOf(f.Store) == "sqlite" }

// schemeOf is the part of a store's address that may be shown: what follows may hold a password.
func schemeOf(url string) string {
	scheme, _, _ := strings.Cut(url, ":")
	return scheme
}

// makeFolder makes the folder of the default store; any other must exist.
func (f storeFlag) makeFolder(term terminal, readOnly bool) error {
	if readOnly || f.Store != defaultStore(term.getenv) {
		return nil
	}
	return os.MkdirAll(filepath.Dir(strings.TrimPrefix(f.Store, "sqlite:")), 0o700)
}

// defaultStore is entente.db in the user's data directory.
func defaultStore(getenv func(string) string) string {
	return "sqlite:" + filepath.Join(dataFolder(getenv), "entente", "entente.db")
}

func dataFolder(getenv func(string) string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	switch runtime.GOOS {
	case "windows":
		return firstOf(getenv("LOCALAPPDATA"), filepath.Join(home, "AppData", "Local"))
	case "darwin":
		return filepath.Join(home, "Library", "Application Support")
	}
	return firstOf(getenv("XDG_DATA_HOME"), filepath.Join(home, ".local", "share"))
}

func firstOf(given, usual string) string {
	if given != "" {
		return given
	}
	return usual
}
