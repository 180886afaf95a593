package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"entente/bench/generate"
	"entente/graph"
)

// components puts the second graph beside the first and asks for a path
// between the two that is in force on a day. There is none, which Neo4j finds
// out by looking at everything.
func (t *trial) components(ctx context.Context) error {
	if err := t.serving.stop(); err != nil {
		return err
	}
	t.serving = nil
	there := span{t.graph.Nodes, t.graph.Edges()}
	both, err := t.fill(ctx, t.both, there)
	if err != nil {
		return err
	}
	if err := t.counted(ctx, t.both); err != nil {
		return err
	}
	t.say("beside the first graph %s more relationships were loaded at %s", group(fmt.Sprint(both[1].count)), both[1].rate())
	if err := t.serve(ctx); err != nil {
		return err
	}
	pairs := t.apart()
	if len(pairs) == 0 {
		return errors.New("one of the two graphs has no component")
	}
	return t.ask(ctx, pathQuestion{
		name:  "no path between two components, filtered",
		query: pathDocument(1, narrowWhere), cypher: fmt.Sprintf(filteredCypher, strings.Join(kindWords(graph.KindsOf(graph.Contact)), "|")),
		pairs: pairs, wanted: t.neo4j.atSize(atLeast(timesNone, times)), longer: 4,
	})
}

// apart pairs an entity of the one large component with one of the other.
func (t *trial) apart() (pairs [][2]graph.ID) {
	spec := t.neo4j.graph
	spec.nodes, spec.edges = spec.nodes/2, spec.edges/2
	others := spec.make(t.seed+1).Numbers(t.peerPairs, t.seed)
	for i, pair := range t.questionPairs() {
		if i < len(others) {
			pairs = append(pairs, [2]graph.ID{pair[0], generate.ID(others[i][1] + t.graph.Nodes)})
		}
	}
	return pairs
}
