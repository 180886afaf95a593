package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/bench/generate"
	"entente/graph"
)

// How many times as long Neo4j takes at least.
const (
	timesShortest = 5
	timesSeveral  = 100
	timesNone     = 100
)

// pathQuestion is one question about pairs, in the language of each side.
type pathQuestion struct {
	name   string
	query  string
	cypher string
	pairs  [][2]graph.ID
	wanted target
	// longer is how many times the usual time it gets.
	longer int
}

const (
	shortestCypher = `MATCH (a:Entity {id: $from}), (b:Entity {id: $to})
MATCH p = shortestPath((a)-[*..15]-(b))
RETURN [n IN nodes(p) | n.id] AS way`

	severalCypher = `MATCH (a:Entity {id: $from}), (b:Entity {id: $to})
MATCH p = SHORTEST 10 (a)-[]-+(b)
RETURN [n IN nodes(p) | n.id] AS way`

	filteredCypher = `MATCH (a:Entity {id: $from}), (b:Entity {id: $to})
MATCH p = shortestPath((a)-[:%s*..15]-(b))
WHERE all(r IN relationships(p) WHERE r.status IN ['active', 'signed']
	AND (r.start IS NULL OR r.start <= '2025-06-01') AND (r.end IS NULL OR r.end >= '2025-06-01'))
RETURN [n IN nodes(p) | n.id] AS way`
)

// kindWords are those of some kinds.
func kindWords(kinds []graph.RelationshipKind) (words []string) {
	for _, kind := range kinds {
		words = append(words, kind.String())
	}
	return words
}

// pathDocument asks for k paths with the ids along them.
func pathDocument(k int, where string) string {
	return fmt.Sprintf(`query ($from: ID!, $to: ID!) {
  paths(from: $from, to: $to, k: %d, maxHops: 15, where: %s) { paths { entities { id } } }
}`, k, where)
}

// openWhere is a filter that refuses none of the relationships that are generated.
func openWhere() string {
	return fmt.Sprintf(`{kinds: [%s], statuses: [ACTIVE, SIGNED, ENDED], anyTime: true}`, strings.Join(kindWords(generate.Kinds()), ", "))
}

// narrowWhere asks for what is in force on a day.
const narrowWhere = `{statuses: [ACTIVE, SIGNED], at: "2025-06-01"}`

// paths asks both sides for one path and for ten, of every relationship that there is.
func (t *trial) paths(ctx context.Context) error {
	pairs := t.questionPairs()
	if len(pairs) == 0 {
		return fmt.Errorf("no two entities are joined")
	}
	few := pairs[:max(1, len(pairs)/3)]
	questions := []pathQuestion{
		{"one shortest path: shortestPath", pathDocument(1, openWhere()), shortestCypher, pairs, t.neo4j.atSize(atLeast(timesShortest, times)), 1},
		{"ten shortest paths: SHORTEST 10", pathDocument(10, openWhere()), severalCypher, few, t.neo4j.atSize(atLeast(timesSeveral, times)), 4},
	}
	for _, q := range questions {
		if err := t.ask(ctx, q); err != nil {
			t.fail("neo4j: %s: %v", q.name, err)
		}
	}
	return nil
}

// ask holds the contest and adds its rows; where the answers differ there are none.
func (t *trial) ask(ctx context.Context, q pathQuestion) error {
	c := connect(t.serving.address)
	defer c.close()
	contest := contest{questions: len(q.pairs), ours: t.oursOf(c, q), theirs: t.theirsOf(q)}
	got, err := contest.run(ctx, limit{t.questions, t.peerTime * time.Duration(q.longer)})
	if err != nil {
		return err
	}
	t.least(q.name, got, q.wanted)
	return nil
}

func (t *trial) oursOf(c connection, q pathQuestion) side {
	return side{
		fetch: func(ctx context.Context, i int) (any, error) {
			return c.post(ctx, request{query: q.query, variables: map[string]any{"from": q.pairs[i][0], "to": q.pairs[i][1]}})
		},
		read: func(answer any) (string, error) {
			ways, err := waysOf(answer.([]byte))
			return lengths(ways), err
		},
	}
}

func (t *trial) theirsOf(q pathQuestion) side {
	return side{
		fetch: func(ctx context.Context, i int) (any, error) {
			return t.cypher(ctx, q.cypher, map[string]any{"from": string(q.pairs[i][0]), "to": string(q.pairs[i][1])})
		},
		read: func(answer any) (string, error) { return lengths(rowsOf(answer.([]*driver.Record))), nil },
	}
}

// waysOf reads the entities along each path of an answer in GraphQL.
func waysOf(answer []byte) (ways [][]string, err error) {
	var read struct {
		Errors json.RawMessage
		Data   struct {
			Paths struct {
				Paths []struct{ Entities []struct{ ID string } }
			}
		}
	}
	if err := json.Unmarshal(answer, &read); err != nil {
		return nil, err
	}
	if read.Errors != nil {
		return nil, fmt.Errorf("the answer has errors: %s", read.Errors)
	}
	for _, path := range read.Data.Paths.Paths {
		var way []string
		for _, entity := range path.Entities {
			way = append(way, entity.ID)
		}
		ways = append(ways, way)
	}
	return ways, nil
}

// rowsOf reads the entities along each path of an answer in Cypher.
func rowsOf(records []*driver.Record) (ways [][]string) {
	for _, record := range records {
		var way []string
		for _, id := range record.Values[0].([]any) {
			way = append(way, id.(string))
		}
		ways = append(ways, way)
	}
	return ways
}

// lengths says how long the paths are, in order, with their ends, so that a path between others is another answer.
func lengths(ways [][]string) string {
	hops := make([]int, len(ways))
	ends := ""
	for i, way := range ways {
		hops[i] = len(way) - 1
		ends = way[0] + " " + way[len(way)-1]
	}
	slices.Sort(hops)
	words := []string{ends + ":"}
	for _, n := range hops {
		words = append(words, strconv.Itoa(n))
	}
	return strings.Join(words, " ")
}
