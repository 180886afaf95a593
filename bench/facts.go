package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"entente/engine"
	"entente/seed"
	"entente/seed/facts"
	"entente/store"
)

// factServer serves the built-in facts from a store on disk, as a fresh
// installation does.
type factServer struct {
	*listening
	graph  *engine.Graph
	folder string
}

func serveFacts(ctx context.Context) (*factServer, error) {
	folder, err := os.MkdirTemp("", "entente-bench-")
	if err != nil {
		return nil, err
	}
	f := &factServer{folder: folder}
	if err := f.start(ctx); err != nil {
		return nil, errors.Join(err, f.close())
	}
	return f, nil
}

func (f *factServer) start(ctx context.Context) error {
	kept, err := store.Open(ctx, "sqlite:"+filepath.Join(f.folder, "facts.db"), store.Options{})
	if err != nil {
		return err
	}
	if f.graph, err = engine.Open(ctx, kept, engine.Options{Name: "sqlite"}); err != nil {
		return errors.Join(err, kept.Close())
	}
	if _, err := seed.Load(ctx, f.graph, "entente", seed.Input{Name: facts.Name, Open: facts.Open}, seed.Options{}); err != nil {
		return err
	}
	f.listening, err = listen(ctx, f.graph)
	return err
}

// close stops the server and removes the store.
func (f *factServer) close() (err error) {
	if f.listening != nil {
		err = f.listening.close()
	}
	if f.graph != nil {
		err = errors.Join(err, f.graph.Close())
	}
	return errors.Join(err, os.RemoveAll(f.folder))
}
