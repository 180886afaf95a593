package opinion_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/path"
)

// maxHops bounds the paths of all questions; Cypher wants it in the text.
const maxHops = 6

// condition is what a step of a path has to keep to, written as somebody would
// who has read docs/neo4j.md. A date is text as precise as its source gives
// it, so that a shorter one compares as its first day, and a day cut to the
// length of the end as its last.
const condition = `
WHERE all(r IN relationships(p) WHERE type(r) IN $kinds
      AND r.status IN $statuses
      AND r.confidence <= $confidence
      AND ($roles IS NULL OR r.role IN $roles)
      AND (r.start IS NULL OR r.start <= $last)
      AND (r.end IS NULL OR r.end >= left($first, size(r.end))))
  AND none(n IN nodes(p) WHERE n.id IN $avoid)
  AND all(n IN nodes(p) WHERE $through IS NULL OR n.id IN [$from, $to] OR any(l IN labels(n) WHERE l IN $through))`

const (
	ends = "MATCH (a:Entity {id: $from}), (b:Entity {id: $to})\n"
	// shortest asks for the length alone, by the search that stops at the first path.
	shortest = ends + "MATCH p = shortestPath((a)-[*..6]-(b))" + condition + "\nRETURN length(p) AS hops"
	// counting asks for all shortest paths; those through parallel relationships count once.
	counting = ends + "MATCH p = allShortestPaths((a)-[*..6]-(b))" + condition +
		"\nRETURN length(p) AS hops, count(DISTINCT [n IN nodes(p) | n.id]) AS paths"
)

// parameters put a filter into the words of Neo4j.
func parameters(filter graph.RouteFilter, pair [2]graph.ID) map[string]any {
	kinds, statuses, confidence := filter.Kinds, filter.Statuses, filter.MinConfidence
	if len(kinds) == 0 {
		kinds = graph.KindsOf(graph.Contact)
	}
	if len(statuses) == 0 {
		statuses = graph.DefaultStatuses()
	}
	if confidence == 0 {
		confidence = graph.ConfidenceC
	}
	first, last := today.Date().String(), today.Date().String()
	if !filter.At.IsZero() {
		first, last = filter.At.First().Date().String(), filter.At.Last().Date().String()
	}
	if filter.AnyTime {
		first, last = "0001-01-01", "9999-12-31"
	}
	return map[string]any{
		"from": string(pair[0]), "to": string(pair[1]),
		"kinds": words(kinds), "statuses": words(statuses), "confidence": confidence.String(),
		"roles": orNull(filter.Roles), "first": first, "last": last,
		"avoid": texts(filter.Avoid), "through": orNull(words(filter.Through)),
	}
}

func words[T fmt.Stringer](values []T) []string {
	list := []string{}
	for _, value := range values {
		list = append(list, value.String())
	}
	return list
}

func texts(ids []graph.ID) []string {
	list := []string{}
	for _, id := range ids {
		list = append(list, string(id))
	}
	return list
}

func orNull(list []string) any {
	if len(list) == 0 {
		return nil
	}
	return list
}

// opinion is what one of the two says about a pair.
type opinion struct {
	// Hops is the length of the shortest paths, −1 when there is none.
	Hops  int64
	Paths int64
}

// theirs asks Neo4j twice: for the length, and for all paths.
func (w *world) theirs(t *testing.T, filter graph.RouteFilter, pair [2]graph.ID) (length int64, all opinion) {
	t.Helper()
	const patience = 20 * time.Second
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	length, all = -1, opinion{Hops: -1}
	given := parameters(filter, pair)
	rows, err := w.server.Cypher(ctx, shortest, given)
	if err != nil {
		t.Fatalf("%v of %v: %v", pair, filter, err)
	}
	if len(rows) > 0 {
		length = rows[0].Values[0].(int64)
	}
	if rows, err = w.server.Cypher(ctx, counting, given); err != nil {
		t.Fatalf("%v of %v: %v", pair, filter, err)
	}
	if len(rows) > 0 {
		all = opinion{rows[0].Values[0].(int64), rows[0].Values[1].(int64)}
	}
	return length, all
}

// ours asks the index.
func (w *world) ours(t *testing.T, filter graph.RouteFilter, pair [2]graph.ID) opinion {
	t.Helper()
	query := path.Query{MaxHops: maxHops, Filter: filter, Today: today}
	var fromKnown, toKnown bool
	query.From, fromKnown = w.index.Lookup(pair[0])
	query.To, toKnown = w.index.Lookup(pair[1])
	if !fromKnown || !toKnown {
		t.Fatalf("the index does not know %v", pair)
	}
	count, err := path.New().Count(t.Context(), w.index, query)
	if err != nil || count.Truncated {
		t.Fatalf("Count: %+v, error %v", count, err)
	}
	return opinion{int64(count.Hops), int64(count.Paths)}
}
