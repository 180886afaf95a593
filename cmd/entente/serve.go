package main

import (
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
	"entente/seed"
	"entente/seed/facts"
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
	g, err := c.openInTime(ctx, term, c.options(term))
	if err != nil {
		return err
	}
	defer g.Close()
	if err := c.fill(ctx, g, term); err != nil {
		return err
	}
	options := server.Options{
		Revision: func() uint64 { return uint64(g.Revision()) },
		Ready:    g.Ready,
		Token:    token,
		Loopback: onLoopback(listener.Addr()),
		Hosts:    lower(c.Host),
		Version:  version,
		Log:      c.logger(term),
	}
	options.ReadOnly = c.ReadOnly || !options.Loopback && token == ""
	c.announce(term, listener.Addr(), options)
	return server.New(resolver.NewSchema(g, version), options).Serve(ctx, listener)
}

// openInTime opens the graph. A database server that does not answer gets a
// minute, for it may be starting beside this one; a file that is not free does not.
func (c serveCommand) openInTime(ctx context.Context, term terminal, options engine.Options) (g *engine.Graph, err error) {
	const patience, pause = time.Minute, time.Second
	tries := 1
	if schemeOf(c.Store) != "sqlite" {
		tries = int(patience / pause)
	}
	err = again(ctx, tries, pause, func(try int, failed error) error {
		if try == 2 {
			fmt.Fprintln(term.err, "entente:", failed, "(trying again for a minute)")
		}
		g, err = c.openWith(ctx, term, c.ReadOnly, options)
		return err
	})
	return g, err
}

// again tries something as long as it is Unavailable, at most so many times,
// with a pause in between. Each try is told its number and why the last one failed.
func again(ctx context.Context, tries int, pause time.Duration, try func(number int, failed error) error) (err error) {
	for number := 1; number <= tries; number++ {
		if err = try(number, err); err == nil || number == tries || graph.CodeOf(err) != graph.Unavailable {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
	return err
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

// fill loads the built-in facts into a store that nothing was ever written to.
// A store that does not answer yet is left as it is, for nobody knows what is in it.
func (c serveCommand) fill(ctx context.Context, g *engine.Graph, term terminal) error {
	if c.Empty || c.ReadOnly {
		return nil
	}
	head, err := g.Head(ctx)
	if err != nil && graph.CodeOf(err) == graph.Unavailable {
		fmt.Fprintln(term.err, "the store does not answer yet; the index is built as soon as it does")
		return nil
	}
	if err != nil || head.Revision > 0 {
		return err
	}
	if err := g.Await(ctx); err != nil {
		return err
	}
	input := seed.Input{Name: facts.Name, Open: facts.Open}
	report, err := seed.Load(ctx, g, "entente", input, seed.Options{})
	if err != nil {
		return err
	}
	fmt.Fprintf(term.err, "loaded the built-in facts: %s records\n", grouped(int64(report.Added)))
	return nil
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
