package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// What Entente shall reach against @neo4j/graphql, in times.
const (
	timesThroughput = 2.5
	timesTail       = 1.5
	timesProcess    = 3
)

var libraryQuery = fmt.Sprintf(`query ($after: String!) {
  entities(where: {id: {gt: $after}}, sort: [{id: ASC}], limit: %d) {
    id name
    membersConnection { edges { properties { role status start } node { id name } } }
    fundsConnection { edges { properties { role status start } node { id name } } }
  }
}`, pageSize)

// library asks @neo4j/graphql for the same pages, from the same database.
func (t *trial) library(ctx context.Context) (err error) {
	folder := filepath.Join(t.entente.root, "bench", "neo4j-graphql")
	if _, err := exec.LookPath("npm"); err != nil {
		t.say("@neo4j/graphql DID NOT RUN: npm is not in PATH")
		return nil
	}
	if err := install(ctx, folder); err != nil {
		return err
	}
	node, address, err := t.startLibrary(ctx, folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, node.stop()) }()
	pages, err := t.pages(ctx)
	if err != nil {
		return err
	}
	c := connectMany(address, manyClients)
	defer c.close()
	pages.contest.theirs = side{
		fetch: func(ctx context.Context, i int) (any, error) {
			return c.post(ctx, request{query: libraryQuery, variables: map[string]any{"after": pages.places[i].id}})
		},
		read: func(answer any) (string, error) { return readLibrary(answer.([]byte)) },
	}
	return pages.against(ctx, node)
}

// install fetches what the lock file pins, without running scripts of others.
func install(ctx context.Context, folder string) error {
	command := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	command.Dir = folder
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w: %s", err, last(string(output)))
	}
	return nil
}

// startLibrary starts the server of the library and waits until it says where it listens.
func (t *trial) startLibrary(ctx context.Context, folder string) (*serving, string, error) {
	command := exec.Command("node", "server.js")
	command.Dir, command.Stderr = folder, os.Stderr
	command.Env = append(command.Environ(), "NODE_ENV=production", "NEO4J_URL="+t.server.URL, "NEO4J_USER="+t.server.User, "NEO4J_PASSWORD="+t.server.Password)
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	if err := command.Start(); err != nil {
		return nil, "", err
	}
	s := &serving{command: command}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	giveUp := context.AfterFunc(ctx, func() { _ = command.Process.Kill() })
	defer giveUp()
	line, err := bufio.NewReader(output).ReadString('\n')
	address, said := strings.CutPrefix(strings.TrimSpace(line), "listening at ")
	if !said {
		return nil, "", errors.Join(fmt.Errorf("the server did not say where it is, but %q", line), err, s.stop())
	}
	return s, strings.TrimSuffix(address, "/graphql"), nil
}

// against compares every page and has several clients ask both by turns.
func (p *nestedPages) against(ctx context.Context, node *serving) error {
	compared, err := p.contest.warm(ctx, 4*p.peerTime)
	if err != nil {
		return err
	}
	meters := [2][]*processMeter{
		{{pid: p.serving.command.Process.Pid}, {pid: p.server.Process()}},
		{{pid: node.command.Process.Pid}, {pid: p.server.Process()}},
	}
	// A process that compiles while it runs gets time to do so.
	if _, err := p.contest.throng(ctx, p.contest.theirs, manyClients, 2*p.peerTime); err != nil {
		return err
	}
	ours, theirs, err := p.contest.turns(ctx, manyClients, 4*p.peerTime, meters)
	if err != nil {
		return err
	}
	p.show(p.libraryTable(compared, ours, theirs))
	return nil
}

func (p *nestedPages) libraryTable(compared int, ours, theirs crowd) *table {
	shown := newTable(fmt.Sprintf("the same page by @neo4j/graphql, %d clients at once, %d pages compared", manyClients, compared),
		"what", "ours", "theirs", "ratio", "wanted", "met", "load")
	mine, other := summarize(ours.times), summarize(theirs.times)
	judge := func(what string, our, their quantity, ratio float64, wanted target) {
		q := quantity{ratio, times}
		shown.add(what, our, their, q, wanted, wanted.judge(q), load())
	}
	judge("pages a second", quantity{ours.rate(), perSecond}, quantity{theirs.rate(), perSecond}, ours.rate()/theirs.rate(), atLeast(timesThroughput, times))
	judge("p50", milli(mine.p50), milli(other.p50), other.p50/mine.p50, target{})
	judge("p99", milli(mine.p99), milli(other.p99), other.p99/mine.p99, atLeast(timesTail, times))
	our, their := ours.cpu[0]/float64(mine.n), theirs.cpu[0]/float64(other.n)
	judge("CPU of the GraphQL process a page", milli(our), milli(their), their/our, atLeast(timesProcess, times))
	our, their = ours.cpu[1]/float64(mine.n), theirs.cpu[1]/float64(other.n)
	judge("CPU of Neo4j a page", milli(our), milli(their), their/our, target{})
	return shown
}

// readLibrary says a page of the library in the words of all.
func readLibrary(answer []byte) (string, error) {
	type connection struct {
		Edges []struct {
			Properties struct{ Role, Status, Start string }
			Node       struct{ ID, Name string }
		}
	}
	var read struct {
		Errors json.RawMessage
		Data   struct {
			Entities []struct {
				ID, Name                           string
				MembersConnection, FundsConnection connection
			}
		}
	}
	if err := json.Unmarshal(answer, &read); err != nil {
		return "", err
	}
	if read.Errors != nil {
		return "", fmt.Errorf("the answer has errors: %.300s", read.Errors)
	}
	lines := func(c connection) (words []string) {
		for _, e := range c.Edges {
			words = append(words, tieLine(e.Properties.Role, e.Properties.Status, e.Properties.Start, e.Node.ID, e.Node.Name))
		}
		return words
	}
	var page []string
	for _, e := range read.Data.Entities {
		page = append(page, entityLine(e.ID, e.Name, lines(e.MembersConnection), lines(e.FundsConnection)))
	}
	return strings.Join(page, "\n"), nil
}
