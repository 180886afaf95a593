package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// pageSize is the entities of a page, listSize the most of a nested list.
const (
	pageSize  = 100
	listSize  = 50
	mostPages = 20
)

var nestedQuery = fmt.Sprintf(`query ($after: String) {
  entities(order: ID, first: %d, after: $after) {
    edges { node {
      id name
      members: relationships(kinds: [MEMBER_OF], direction: IN, first: %d) { totalCount edges { node { role status start } other { id name } } }
      funds: relationships(kinds: [FUNDS], direction: OUT, first: %d) { totalCount edges { node { role status start } other { id name } } }
    } }
    pageInfo { endCursor hasNextPage }
  }
}`, pageSize, listSize, listSize)

var nestedCypher = fmt.Sprintf(`MATCH (e:Entity) WHERE e.id > $after
WITH e ORDER BY e.id LIMIT %d
RETURN e.id AS id, e.name AS name,
	[(e)<-[r:MEMBER_OF]-(o:Entity) | {role: r.role, status: r.status, start: r.start, id: o.id, name: o.name}] AS members,
	[(e)-[r:FUNDS]->(o:Entity) | {role: r.role, status: r.status, start: r.start, id: o.id, name: o.name}] AS funds`, pageSize)

// place is where a page begins: the cursor of the one side, the id of the other.
type pagePlace struct {
	cursor *string
	id     string
}

// nestedPages are the pages that both sides are asked for.
type nestedPages struct {
	*trial
	contest contest
	places  []pagePlace
}

// pages chooses those on which no nested list is longer than is asked for, so that both sides give it whole.
func (t *trial) pages(ctx context.Context) (*nestedPages, error) {
	p := &nestedPages{trial: t}
	c := connect(t.serving.address)
	defer c.close()
	for here, more := (pagePlace{}), true; more && len(p.places) < mostPages; {
		answer, err := c.post(ctx, request{query: nestedQuery, variables: map[string]any{"after": here.cursor}})
		if err != nil {
			return nil, err
		}
		page, err := decodePage(answer)
		if err != nil {
			return nil, err
		}
		if page.whole() {
			p.places = append(p.places, here)
		}
		here, more = page.next(), page.Data.Entities.PageInfo.HasNextPage
	}
	if len(p.places) == 0 {
		return nil, fmt.Errorf("on every page a list is longer than %d", listSize)
	}
	p.contest = contest{questions: len(p.places), ours: p.ours(), theirs: side{p.fetchRows, readRows}}
	return p, nil
}

func (p *nestedPages) ours() side {
	c := connectMany(p.serving.address, manyClients)
	return side{
		fetch: func(ctx context.Context, i int) (any, error) {
			return c.post(ctx, request{query: nestedQuery, variables: map[string]any{"after": p.places[i].cursor}})
		},
		read: func(answer any) (string, error) {
			page, err := decodePage(answer.([]byte))
			return page.words(), err
		},
	}
}

func (p *nestedPages) fetchRows(ctx context.Context, i int) (any, error) {
	return p.cypher(ctx, nestedCypher, map[string]any{"after": p.places[i].id})
}

// measure compares every page and then has one and several clients ask.
func (p *nestedPages) measure(ctx context.Context) error {
	compared, err := p.contest.warm(ctx, 4*p.peerTime)
	if err != nil {
		return err
	}
	database := p.server.Process()
	for _, row := range []struct {
		clients int
		wall    target
	}{{1, atMost(mostPageAlone, times)}, {manyClients, atMost(mostPageCrowded, times)}} {
		meters := [2][]*processMeter{
			{{pid: p.serving.command.Process.Pid}, {pid: database}},
			{{}, {pid: database}},
		}
		ours, theirs, err := p.contest.turns(ctx, row.clients, 2*p.peerTime, meters)
		if err != nil {
			return err
		}
		p.judge(row.clients, compared, [2]crowd{ours, theirs}, row.wall)
	}
	return nil
}

// judge adds the rows of the two sides.
func (p *nestedPages) judge(clients, compared int, both [2]crowd, wall target) {
	name := fmt.Sprintf("page of %d with two lists, %d at once: ", pageSize, clients)
	ours, theirs := summarize(both[0].times), summarize(both[1].times)
	p.most(name+"p50", ours.n, compared, milli(ours.p50), milli(theirs.p50), wall)
	p.most(name+"p99", ours.n, compared, milli(ours.p99), milli(theirs.p99), target{})
	p.most(name+"CPU of both processes", ours.n, compared, milli(both[0].each()), milli(both[1].each()), atMost(mostPageCPU, times))
	p.most(name+"of that Neo4j's", ours.n, compared, milli(both[0].cpu[1]/float64(ours.n)), milli(both[1].cpu[1]/float64(theirs.n)), target{})
}

// nestedPage is a page as GraphQL gives it.
type nestedPage struct {
	Errors json.RawMessage
	Data   struct {
		Entities struct {
			Edges []struct {
				Node struct {
					ID, Name       string
					Members, Funds nestedList
				}
			}
			PageInfo struct {
				EndCursor   *string
				HasNextPage bool
			}
		}
	}
}

type nestedList struct {
	TotalCount int
	Edges      []struct {
		Node  struct{ Role, Status, Start string }
		Other struct{ ID, Name string }
	}
}

func decodePage(answer []byte) (page nestedPage, err error) {
	if err := json.Unmarshal(answer, &page); err != nil {
		return page, err
	}
	if page.Errors != nil {
		return page, fmt.Errorf("the answer has errors: %.300s", page.Errors)
	}
	return page, nil
}

func (p *nestedPage) whole() bool {
	for _, edge := range p.Data.Entities.Edges {
		if max(edge.Node.Members.TotalCount, edge.Node.Funds.TotalCount) > listSize {
			return false
		}
	}
	return len(p.Data.Entities.Edges) > 0
}

// next is where the page behind this one begins.
func (p *nestedPage) next() (place pagePlace) {
	if edges := p.Data.Entities.Edges; len(edges) > 0 {
		place.id = edges[len(edges)-1].Node.ID
	}
	place.cursor = p.Data.Entities.PageInfo.EndCursor
	return place
}

// words says a page with its lists in any order.
func (p *nestedPage) words() string {
	var lines []string
	for _, edge := range p.Data.Entities.Edges {
		lines = append(lines, entityLine(edge.Node.ID, edge.Node.Name, edge.Node.Members.words(), edge.Node.Funds.words()))
	}
	return strings.Join(lines, "\n")
}

func (l nestedList) words() (words []string) {
	for _, edge := range l.Edges {
		words = append(words, tieLine(edge.Node.Role, edge.Node.Status, edge.Node.Start, edge.Other.ID, edge.Other.Name))
	}
	return words
}

func entityLine(id, name string, lists ...[]string) string {
	line := id + " " + name
	for _, list := range lists {
		slices.Sort(list)
		line += " [" + strings.Join(list, "; ") + "]"
	}
	return line
}

func tieLine(words ...string) string { return strings.ToLower(strings.Join(words, " ")) }

// readRows reads a page as the driver gives it.
func readRows(answer any) (string, error) {
	var lines []string
	for _, record := range answer.([]*driver.Record) {
		v := record.Values
		lines = append(lines, entityLine(said(v[0]), said(v[1]), mapsOf(v[2]), mapsOf(v[3])))
	}
	return strings.Join(lines, "\n"), nil
}

func mapsOf(value any) (words []string) {
	list, _ := value.([]any)
	for _, item := range list {
		m, _ := item.(map[string]any)
		words = append(words, tieLine(said(m["role"]), said(m["status"]), said(m["start"]), said(m["id"]), said(m["name"])))
	}
	return words
}
