package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// request is a GraphQL query with what its answer must hold and take.
type request struct {
	name, query string
	variables   map[string]any
	wanted      target
	// check refuses an answer that lacks what is asked for.
	check func(data json.RawMessage) error
}

// requests are what is asked over HTTP.
func requests() []request {
	return []request{
		{"a path with its evidence", pathQuery, map[string]any{"from": "org:cpdi", "to": "org:jkuat"}, atMost(1, milliseconds), checkPath},
		{"100 entities with 10 relationships each", pageQuery, nil, atMost(25, milliseconds), checkPage},
	}
}

const pathQuery = `query ($from: ID!, $to: ID!) {
  paths(from: $from, to: $to, k: 1) {
    paths {
      sentence strength restricted validDuring { start end }
      hops {
        from { id name } to { id name } forward strength
        relationships {
          id kind role status confidence start end
          claims { confidence status start end locator note source { id title publisher url retrieved } }
        }
      }
    }
    diagnosis { message } truncated
  }
}`

const pageQuery = `{
  entities(order: STANDING, first: 100) {
    totalCount
    edges { node { id kind name relationships(first: 10) { edges { node { kind role } other { name } } } } }
  }
}`

func checkPath(data json.RawMessage) error {
	var answer struct {
		Paths struct {
			Paths []struct {
				Sentence string
				Hops     []struct {
					Relationships []struct {
						Claims []struct{ Source struct{ Title string } }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return err
	}
	if len(answer.Paths.Paths) != 1 || answer.Paths.Paths[0].Sentence == "" {
		return fmt.Errorf("there is no path, or no sentence")
	}
	for i, hop := range answer.Paths.Paths[0].Hops {
		if len(hop.Relationships) == 0 || len(hop.Relationships[0].Claims) == 0 || hop.Relationships[0].Claims[0].Source.Title == "" {
			return fmt.Errorf("hop %d has no evidence", i)
		}
	}
	return nil
}

func checkPage(data json.RawMessage) error {
	var answer struct {
		Entities struct {
			Edges []struct {
				Node struct {
					Relationships struct {
						Edges []struct{ Other struct{ Name string } }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		return err
	}
	named := 0
	for _, entity := range answer.Entities.Edges {
		for _, tie := range entity.Node.Relationships.Edges {
			if tie.Other.Name != "" {
				named++
			}
		}
	}
	if named < 900 {
		return fmt.Errorf("%d entities with %d named relationships, want 100 with 10 each", len(answer.Entities.Edges), named)
	}
	return nil
}

// http asks the built-in facts over one connection that is kept open, one question after the other.
func (b *benchmark) http(ctx context.Context) (err error) {
	f, err := serveFacts(ctx)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, f.close()) }()
	transport := &http.Transport{MaxConnsPerHost: 1}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	t := newTable("the built-in facts over HTTP, wall time of client and server in one process", "request", "n", "bytes", "p50", "p90", "p99", "mean", "wanted p50", "met")
	for _, r := range requests() {
		times, size, err := b.send(ctx, client, f.address+"/graphql", r)
		if err != nil {
			b.fail("%s: %v", r.name, err)
			continue
		}
		sum := summarize(times)
		t.add(r.name, sum.n, size, milli(sum.p50), milli(sum.p90), milli(sum.p99), milli(sum.mean), r.wanted, r.wanted.judge(milli(sum.p50)))
	}
	b.show(t)
	return nil
}

func milli(value float64) quantity { return quantity{value, milliseconds} }

// send asks once to check the answer, for a while to warm up, and then measures
// in milliseconds. Each answer must be the first again, to the byte.
func (b *benchmark) send(ctx context.Context, client *http.Client, url string, r request) (times []float64, size int, err error) {
	first, err := post(ctx, client, url, r)
	if err != nil {
		return nil, 0, err
	}
	var envelope struct {
		Data   json.RawMessage
		Errors json.RawMessage
	}
	if err := json.Unmarshal(first, &envelope); err != nil {
		return nil, 0, err
	}
	if envelope.Errors != nil {
		return nil, 0, fmt.Errorf("the answer has errors: %s", envelope.Errors)
	}
	if err := r.check(envelope.Data); err != nil {
		return nil, 0, err
	}
	warm := b.time / 4
	for start := time.Now(); len(times) == 0 || time.Since(start) < warm+b.time && len(times) < b.questions; {
		from := time.Now()
		answer, err := post(ctx, client, url, r)
		took := time.Since(from)
		if err != nil {
			return nil, 0, err
		}
		if !bytes.Equal(answer, first) {
			return nil, 0, fmt.Errorf("the same request has two answers")
		}
		if time.Since(start) >= warm {
			times = append(times, took.Seconds()*1000)
		}
	}
	return times, len(first), nil
}

// post sends a request and reads the answer to its end.
func post(ctx context.Context, client *http.Client, url string, r request) ([]byte, error) {
	body, err := json.Marshal(map[string]any{"query": r.query, "variables": r.variables})
	if err != nil {
		return nil, err
	}
	question, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	question.Header.Set("Content-Type", "application/json")
	answer, err := client.Do(question)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %s: %.200s", answer.Status, content)
	}
	return content, err
}
