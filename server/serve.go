package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"entente/graph"
)

// Serve answers on a listener until ctx ends, then takes no more requests, lets
// the running ones finish within Limits.Grace, and gives nil. It closes the
// listener. A server that takes itself to be on loopback refuses any other
// address, because there it would be open to everyone.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	if s.options.Loopback && !loopback(listener.Addr()) {
		_ = listener.Close()
		return graph.Errorf(graph.Invalid, "the address %s is not on loopback", listener.Addr())
	}
	// Requests outlive ctx by the grace: its end is what starts the stopping.
	running, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()
	running = context.WithValue(running, stoppingKey{}, ctx.Done())
	web := s.web(running)
	ended := make(chan error, 1)
	s.log.InfoContext(ctx, "serving", "address", listener.Addr().String(), "changes", s.options.policy().String())
	go func() { ended <- web.Serve(listener) }()
	select {
	case err := <-ended:
		return graph.Errorf(graph.Unavailable, "the server ended: %w", err)
	case <-ctx.Done():
	}
	err := s.stop(web, giveUp)
	<-ended
	return err
}

type stoppingKey struct{}

// stopping gives a channel that is closed when the server begins to stop, for
// requests that would not end by themselves; nil where the server is a mere handler.
func stopping(ctx context.Context) <-chan struct{} {
	begun, _ := ctx.Value(stoppingKey{}).(<-chan struct{})
	return begun
}

// stop ends a server: kindly within the grace, then by giving up what still runs.
func (s *Server) stop(web *http.Server, giveUp context.CancelFunc) error {
	patience, cancel := context.WithTimeout(context.Background(), s.limits.Grace)
	defer cancel()
	err := web.Shutdown(patience)
	if !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	s.log.Warn("requests were given up at the stop", "grace", s.limits.Grace)
	giveUp()
	return web.Close()
}

// web bounds what a slow or silent client can hold: 5 s for the headers, 30 s
// for the body, and for the answer the time of a request and 30 s to take it.
func (s *Server) web(running context.Context) *http.Server {
	const transfer = 30 * time.Second
	return &http.Server{
		Handler:           s,
		BaseContext:       func(net.Listener) context.Context { return running },
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       transfer,
		WriteTimeout:      s.limits.Time + 2*transfer,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
}

func loopback(address net.Addr) bool {
	host, _, err := net.SplitHostPort(address.String())
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
