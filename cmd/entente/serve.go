package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"strings"
	"time"

	"entente/engine"
	"entente/graph"
	"entente/server"
	"entente/server/resolver"
)

type serveCommand struct {
	storeFlag
	Listen    string   `help:"The address to listen on." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Host      []string `help:"Names under which the server may be called besides its address." placeholder:"NAME"`
	Empty     bool     `help:"Leave an empty store empty instead of loading the built-in facts."`
	ReadOnly  bool     `help:"Refuse every change, and stand beside a server that writes to the same store."`
	TokenFile string   `help:"A file with the bearer token that mutations need; ENTENTE_TOKEN is the other way." type:"path" placeholder:"FILE"`
	Verbose   bool     `short:"v" help:"Log every request."`
}

// Run serves until it is told to stop.
func (c serveCommand) Run(ctx context.Context, term terminal) error {
	token, err := c.token(term)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return graph.Errorf(graph.Unavailable, "cannot listen on %s: %w", c.Listen, err)
	}
	defer listener.Close()
	g, await, err := c.openLate(ctx, term, c.ReadOnly, c.options(term))
	if err != nil {
		return err
	}
	defer g.Close()
	start, ctx := c.begin(ctx, term, g, await)
	defer start.end()
	if c.onFile() {
		if err := start.wait(); err != nil {
			return err
		}
	}
	options := server.Options{
		Revision: func() uint64 { return uint64(g.Revision()) },
		Ready:    start.ready,
		Token:    token,
		Loopback: onLoopback(listener.Addr()),
		Hosts:    lower(c.Host),
		Version:  version,
		Log:      c.logger(term),
	}
	options.ReadOnly = c.ReadOnly || !options.Loopback && token == ""
	c.announce(term, listener.Addr(), options)
	err = server.New(resolver.NewSchemaWithUndo(g, version, newUndoer(ctx, g).undo), options).Serve(ctx, listener)
	return cmp.Or(start.end(), err)
}

// options have the index built while the server answers what needs none. A
// store that is only read may have a writer elsewhere.
func (c serveCommand) options(term terminal) engine.Options {
	options := engine.Options{Background: true, Log: c.logger(term)}
	if c.ReadOnly {
		options.Poll = 500 * time.Millisecond
	}
	return options
}

// announce prints where the server is and what it lets be changed.
func (c serveCommand) announce(term terminal, address net.Addr, options server.Options) {
	base := "http://" + address.String()
	fmt.Fprintf(term.out, "Entente is at %s/graphql, the console at %s/console\n", base, base)
	switch {
	case c.ReadOnly:
		fmt.Fprintln(term.out, "It is read-only, as asked.")
	case options.ReadOnly:
		fmt.Fprintln(term.out, "It is read-only: on an address that others reach, changes need a token, and ENTENTE_TOKEN is not set.")
	case options.Token != "":
		fmt.Fprintln(term.out, "Changes need the bearer token.")
	}
}

func (c serveCommand) token(term terminal) (string, error) {
	if c.TokenFile == "" {
		return term.getenv("ENTENTE_TOKEN"), nil
	}
	content, err := os.ReadFile(c.TokenFile)
	if err != nil {
		return "", graph.Errorf(graph.Invalid, "the token file cannot be read: %w", err)
	}
	token := strings.TrimSpace(string(content))
	if token == "" {
		return "", graph.Errorf(graph.Invalid, "the token file %s is empty", c.TokenFile)
	}
	return token, nil
}

func (c serveCommand) logger(term terminal) *slog.Logger {
	level := slog.LevelWarn
	if c.Verbose {
		level = slog.LevelInfo
	}
	return slog.New(slog.NewTextHandler(term.err, &slog.HandlerOptions{Level: level}))
}

func onLoopback(address net.Addr) bool {
	parsed, err := netip.ParseAddrPort(address.String())
	return err == nil && parsed.Addr().Unmap().IsLoopback()
}

func lower(names []string) []string {
	for i, name := range names {
		names[i] = strings.ToLower(name)
	}
	return names
}
