package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/bench/generate"
)

// How many times as much as the raw call of the driver a request may take.
const (
	mostEntity      = 1.5
	mostPageCPU     = 1.0
	mostPageAlone   = 1.4
	mostPageCrowded = 1.1
)

// manyClients ask at the same time where several do.
const manyClients = 8

// records asks both sides for one entity, and for pages with two nested lists.
func (t *trial) records(ctx context.Context) error {
	if err := t.entity(ctx); err != nil {
		return fmt.Errorf("one entity: %w", err)
	}
	pages, err := t.pages(ctx)
	if err != nil {
		return fmt.Errorf("pages: %w", err)
	}
	return pages.measure(ctx)
}

const (
	entityQuery  = `query ($id: ID!) { entity(id: $id) { id name names { value } } }`
	entityCypher = `MATCH (e:Entity {id: $id}) RETURN e.id, e.name, e.names`
)

// entity asks for one entity by id after the other.
func (t *trial) entity(ctx context.Context) error {
	c := connect(t.serving.address)
	defer c.close()
	id := func(i int) string { return string(generate.ID(i * 7919 % t.graph.Nodes)) }
	contest := contest{
		questions: min(t.graph.Nodes, 500),
		ours: side{
			func(ctx context.Context, i int) (any, error) {
				return c.post(ctx, request{query: entityQuery, variables: map[string]any{"id": id(i)}})
			}, readEntity},
		theirs: side{
			func(ctx context.Context, i int) (any, error) {
				return t.cypher(ctx, entityCypher, map[string]any{"id": id(i)})
			},
			func(answer any) (string, error) {
				row := answer.([]*driver.Record)[0].Values
				return entityWords(said(row[0]), said(row[1]), textsOf(row[2])), nil
			}},
	}
	got, err := contest.run(ctx, limit{t.questions, t.peerTime})
	if err != nil {
		return err
	}
	ours, theirs := summarize(got.ours), summarize(got.theirs)
	t.most("one entity by id: p50", ours.n, got.compared, milli(ours.p50), milli(theirs.p50), atMost(mostEntity, times))
	t.most("one entity by id: p99", ours.n, got.compared, milli(ours.p99), milli(theirs.p99), target{})
	return nil
}

func textsOf(value any) (texts []string) {
	list, _ := value.([]any)
	for _, text := range list {
		texts = append(texts, said(text))
	}
	return texts
}

// entityWords says an entity with its names in any order, each once.
func entityWords(id, name string, names []string) string {
	slices.Sort(names)
	return id + " " + name + ": " + strings.Join(slices.Compact(names), ", ")
}

func readEntity(answer any) (string, error) {
	var read struct {
		Errors json.RawMessage
		Data   struct {
			Entity struct {
				ID, Name string
				Names    []struct{ Value string }
			}
		}
	}
	if err := json.Unmarshal(answer.([]byte), &read); err != nil {
		return "", err
	}
	if read.Errors != nil {
		return "", fmt.Errorf("the answer has errors: %s", read.Errors)
	}
	var names []string
	for _, name := range read.Data.Entity.Names {
		names = append(names, name.Value)
	}
	return entityWords(read.Data.Entity.ID, read.Data.Entity.Name, names), nil
}
