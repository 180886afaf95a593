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

// connection is one connection to a server, which is kept open.
type connection struct {
	client *http.Client
	url    string
}

func connect(address string) connection { return connectMany(address, 1) }

// connectMany keeps so many connections open, for clients that ask at the same time.
func connectMany(address string, most int) connection {
	return connection{&http.Client{Transport: &http.Transport{MaxConnsPerHost: most, MaxIdleConnsPerHost: most}}, address + "/graphql"}
}

func (c connection) close() { c.client.CloseIdleConnections() }

// repeat sends a request again and again and gives the wall times in
// milliseconds. Each answer must be the first one, to the byte.
func (c connection) repeat(ctx context.Context, most limit, r request, first []byte) (times []float64, err error) {
	for start := time.Now(); len(times) == 0 || len(times) < most.questions && time.Since(start) < most.time; {
		from := time.Now()
		answer, err := c.post(ctx, r)
		took := time.Since(from)
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(answer, first) {
			return nil, fmt.Errorf("the same request has two answers")
		}
		times = append(times, took.Seconds()*1000)
	}
	return times, nil
}

// post sends a request and reads the answer to its end.
func (c connection) post(ctx context.Context, r request) ([]byte, error) {
	body, err := json.Marshal(map[string]any{"query": r.query, "variables": r.variables})
	if err != nil {
		return nil, err
	}
	question, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	question.Header.Set("Content-Type", "application/json")
	answer, err := c.client.Do(question)
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
