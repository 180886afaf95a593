package main

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"

	"entente/engine"
	"entente/seed"
	"entente/seed/facts"
	"entente/server"
	"entente/server/resolver"
	"entente/store"
)

// factServer serves the built-in facts from a store on disk, as a fresh
// installation does, at an address that only this machine reaches.
type factServer struct {
	address string
	graph   *engine.Graph
	folder  string
	stop    context.CancelFunc
	ended   chan error
}

func serveFacts(ctx context.Context) (*factServer, error) {
	folder, err := os.MkdirTemp("", "entente-bench-")
	if err != nil {
		return nil, err
	}
	f := &factServer{folder: folder, stop: func() {}, ended: make(chan error, 1)}
	if err := f.start(ctx); err != nil {
		close(f.ended)
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
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	f.address = "http://" + listener.Addr().String()
	options := server.Options{Loopback: true, ReadOnly: true, Revision: func() uint64 { return uint64(f.graph.Revision()) }}
	running, stop := context.WithCancel(ctx)
	f.stop = stop
	go func() { f.ended <- server.New(resolver.NewSchema(f.graph, "bench"), options).Serve(running, listener) }()
	return nil
}

// close stops the server and removes the store.
func (f *factServer) close() error {
	f.stop()
	err := <-f.ended
	if f.graph != nil {
		err = errors.Join(err, f.graph.Close())
	}
	return errors.Join(err, os.RemoveAll(f.folder))
}
