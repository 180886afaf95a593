package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"entente/bench/generate"
	"entente/graph"
	"entente/internal/neo4j"
	backend "entente/store/neo4j"
)

// trial is the part neo4j: one server of Neo4j, what is loaded into it, and
// Entente as a process of its own on top.
type trial struct {
	*benchmark
	graph *generate.Graph
	// both is the graph with another of half its size beside it.
	both   *generate.Graph
	server *neo4j.Server
	// driver is the plain one, which others are measured by.
	driver  driver.DriverWithContext
	folder  string
	entente program
	serving *serving
	// ratios are the contests of the two, side by side.
	ratios *table
}

// step is a section of the part; a step that fails does not stop those that follow unless they need it.
type step struct {
	name   string
	needed bool
	run    func(*trial, context.Context) error
}

// steps are in the order in which they run.
func steps() []step {
	return []step{
		{"load", true, (*trial).load},
		{"index", false, (*trial).index},
		{"serve", true, (*trial).serve},
		{"paths", false, (*trial).paths},
		{"records", false, (*trial).records},
		{"trips", false, (*trial).trips},
		{"memory", false, (*trial).memory},
		{"graphql", false, (*trial).library},
		{"components", false, (*trial).components},
		{"foreign", false, (*trial).foreign},
		{"imports", false, (*trial).imports},
	}
}

func stepNames() (names []string) {
	for _, s := range steps() {
		names = append(names, s.name)
	}
	return names
}

// chosen tells whether a step is to run: it was asked for, or others need it.
// What npm installs is not asked for by saying nothing.
func (n *neo4jSettings) chosen(s step) bool {
	if s.name == "graphql" {
		return n.library || slices.Contains(n.steps, s.name)
	}
	return s.needed || len(n.steps) == 0 || slices.Contains(n.steps, s.name)
}

// neo4jPart measures the store in Neo4j against Neo4j itself.
func (b *benchmark) neo4jPart(ctx context.Context) (err error) {
	server, err := b.startNeo4j(ctx)
	var missing *neo4j.MissingError
	if errors.As(err, &missing) {
		b.say("DID NOT RUN: %v", missing)
		return nil
	}
	if err != nil {
		return err
	}
	defer server.Close()
	b.say("Neo4j %s Community, heap %s, page cache %s, all compilers, on this machine; Entente in a process of its own; load of the machine %s",
		server.Version, b.neo4j.heap, b.neo4j.pageCache, load())
	t := &trial{benchmark: b, server: server}
	defer func() { err = errors.Join(err, t.close()) }()
	if err := t.prepare(ctx); err != nil {
		return err
	}
	return t.run(ctx)
}

// startNeo4j starts a server as the settings want it.
func (b *benchmark) startNeo4j(ctx context.Context) (*neo4j.Server, error) {
	return neo4j.Start(ctx, neo4j.Options{Version: b.neo4j.version, Heap: b.neo4j.heap, PageCache: b.neo4j.pageCache, Peak: true})
}

// prepare draws the graphs, builds Entente and connects the plain driver.
func (t *trial) prepare(ctx context.Context) (err error) {
	spec := t.neo4j.graph
	t.graph = spec.make(t.seed)
	spec.nodes, spec.edges = spec.nodes/2, spec.edges/2
	t.both = t.graph.Beside(spec.make(t.seed + 1))
	if t.folder, err = os.MkdirTemp("", "entente-bench-"); err != nil {
		return err
	}
	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}
	t.entente = program{root: root, binary: filepath.Join(t.folder, "entente.exe")}.of(t.server)
	if err := t.entente.build(ctx); err != nil {
		return err
	}
	return t.connect()
}

// of is the program with the user and password of a server.
func (p program) of(server *neo4j.Server) program {
	p.environment = []string{"ENTENTE_STORE_USER=" + server.User, "ENTENTE_STORE_PASSWORD=" + server.Password}
	return p
}

// connect connects the plain driver.
func (t *trial) connect() (err error) {
	auth := driver.BasicAuth(t.server.User, t.server.Password, "")
	t.driver, err = driver.NewDriverWithContext(t.server.URL, auth, func(c *config.Config) { c.TelemetryDisabled = true })
	return err
}

// run goes through the steps and shows the ratios at the end.
func (t *trial) run(ctx context.Context) error {
	t.ratios = newTable(fmt.Sprintf("Entente over HTTP against Neo4j over Bolt, %s entities and %s relationships, wall time",
		group(fmt.Sprint(t.graph.Nodes)), group(fmt.Sprint(t.graph.Edges()))),
		"question", "n", "compared", "ours", "theirs", "ratio", "wanted", "met", "load")
	t.ratios.note = "ratio is theirs / ours where it shall be at least, ours / theirs where it shall be at most; load is that of the machine over the last minute"
	defer t.showRatios()
	for _, s := range steps() {
		if !t.neo4j.chosen(s) {
			continue
		}
		err := s.run(t, ctx)
		if err == nil {
			continue
		}
		if s.needed || ctx.Err() != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		t.fail("neo4j: %s: %v", s.name, err)
	}
	return nil
}

func (t *trial) showRatios() {
	if len(t.ratios.rows) > 0 {
		t.show(t.ratios)
	}
}

// close ends what the trial began, the server of Neo4j excepted.
func (t *trial) close() (err error) {
	if t.serving != nil {
		err = t.serving.stop()
	}
	if t.driver != nil {
		err = errors.Join(err, t.driver.Close(context.Background()))
	}
	return errors.Join(err, os.RemoveAll(t.folder))
}

// open opens the store in this process; observe is told of each statement.
func (t *trial) open(ctx context.Context, observe func(string)) (*backend.Store, error) {
	return backend.Open(ctx, t.server.URL, backend.Options{User: t.server.User, Password: t.server.Password, Observe: observe})
}

// serve starts Entente on the store and waits until its index stands and the names are read.
func (t *trial) serve(ctx context.Context) (err error) {
	t.serving, err = t.entente.serve(ctx, t.server.URL)
	if err != nil {
		return err
	}
	t.say("Entente was ready %v after its start", t.serving.ready.Round(1e6))
	return t.serving.settled(ctx)
}

// cypher runs a statement in auto-commit and takes all of its rows, as the plain driver does it.
func (t *trial) cypher(ctx context.Context, text string, parameters map[string]any) ([]*driver.Record, error) {
	session := t.driver.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeRead, DatabaseName: "neo4j"})
	defer session.Close(ctx)
	result, err := session.Run(ctx, text, parameters)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// questionPairs are the pairs that are asked about.
func (t *trial) questionPairs() [][2]graph.ID { return t.graph.Pairs(t.peerPairs, t.seed) }
