package main

import (
	"context"
	"net"

	"entente/engine"
	"entente/server"
	"entente/server/resolver"
)

// listening is a server in this process, at an address that only this machine reaches.
type listening struct {
	address string
	end     context.CancelFunc
	ended   chan error
}

// listen serves a graph for reading.
func listen(ctx context.Context, g *engine.Graph) (*listening, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	options := server.Options{Loopback: true, ReadOnly: true, Revision: func() uint64 { return uint64(g.Revision()) }}
	l := &listening{address: "http://" + listener.Addr().String(), ended: make(chan error, 1)}
	ctx, l.end = context.WithCancel(ctx)
	go func() { l.ended <- server.New(resolver.NewSchema(g, "bench"), options).Serve(ctx, listener) }()
	return l, nil
}

// close stops the server and waits for its end.
func (l *listening) close() error {
	l.end()
	return <-l.ended
}
