package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/internal/neo4j"
)

// neo4jSettings are what the flags say of the part neo4j.
type neo4jSettings struct {
	graphName string
	graph     graphSpec
	version   string
	heap      string
	pageCache string
	warm      time.Duration
	quiet     time.Duration
	library   bool
	// steps are those that were asked for; all when empty.
	stepNames string
	steps     []string
}

func (n *neo4jSettings) flags(flags *flag.FlagSet) {
	flags.StringVar(&n.graphName, "neo4j-graph", "g10k", "the `graph` that is loaded into Neo4j; the targets stand at g100k")
	flags.StringVar(&n.version, "neo4j-version", neo4j.LTS, "the `version` of Neo4j: "+strings.Join(neo4j.Versions(), " or "))
	flags.StringVar(&n.heap, "neo4j-heap", "1g", "the heap of Neo4j, a `size`")
	flags.StringVar(&n.pageCache, "neo4j-pagecache", "512m", "the page cache of Neo4j, a `size`")
	flags.DurationVar(&n.warm, "neo4j-warm", 30*time.Second, "how long other graphs are loaded before the load that is measured, so that the server has compiled what it needs")
	flags.DurationVar(&n.quiet, "neo4j-quiet", 5*time.Second, "how long reads go on that must not look like a write; ten minutes are promised")
	flags.StringVar(&n.stepNames, "neo4j-steps", "", "the `steps` of the part neo4j: "+strings.Join(stepNames(), ", ")+"; all when empty, and those that others need in any case")
	flags.BoolVar(&n.library, "neo4j-graphql", false, "measure @neo4j/graphql beside us; npm installs it")
}

func (n *neo4jSettings) complete() (err error) {
	if n.graph, err = parseGraph(n.graphName); err != nil {
		return err
	}
	for _, name := range split(n.stepNames) {
		if !slices.Contains(stepNames(), name) {
			return fmt.Errorf("there is no step %q; the steps are %s", name, strings.Join(stepNames(), ", "))
		}
		n.steps = append(n.steps, name)
	}
	if n.warm < 0 {
		return fmt.Errorf("-neo4j-warm must not be negative")
	}
	if n.quiet <= 0 {
		return fmt.Errorf("-neo4j-quiet must be positive")
	}
	return nil
}

// promised tells whether the graph is as large as the one that the targets about its size are for.
func (n *neo4jSettings) promised() bool {
	return n.graph.nodes >= 100_000 && n.graph.edges >= 1_000_000
}

// atSize is the target where the graph is as large as the target was stated for.
func (n *neo4jSettings) atSize(wanted target) target {
	if n.promised() {
		return wanted
	}
	return target{}
}
