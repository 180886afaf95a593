package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"entente/graph/path"
)

// script is a peer in Python. It finds the graph and the pairs as files in the
// folder that is its only argument, and the inquiry as JSON on standard input;
// it writes one reply in JSON a line.
type script struct {
	python, probe, code string
}

func (s script) ready(ctx context.Context) (version string, err error) {
	answer, err := exec.CommandContext(ctx, s.python, "-c", s.probe).Output()
	var failure *exec.ExitError
	if errors.As(err, &failure) {
		return "", errors.New(last(string(failure.Stderr)))
	}
	return strings.TrimSpace(string(answer)), err
}

func last(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

func (s script) ask(ctx context.Context, q inquiry) ([]reply, error) {
	folder, err := os.MkdirTemp("", "entente-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	if err := q.write(folder); err != nil {
		return nil, err
	}
	request, err := q.encode()
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, s.python, "-c", s.code, folder)
	command.Stdin = bytes.NewReader(request)
	output, err := command.Output()
	var failure *exec.ExitError
	if errors.As(err, &failure) {
		return nil, fmt.Errorf("%w: %s", err, last(string(failure.Stderr)))
	}
	if err != nil {
		return nil, err
	}
	return decodeReplies(output)
}

// encode gives the inquiry as JSON.
func (q inquiry) encode() ([]byte, error) {
	type question struct {
		Name  string `json:"name"`
		Pairs int    `json:"pairs"`
	}
	request := struct {
		Questions []question `json:"questions"`
		Nodes     int        `json:"nodes"`
		Hops      int        `json:"hops"`
		Asked     int        `json:"asked"`
		Seconds   float64    `json:"seconds"`
	}{Nodes: q.nodes, Hops: path.MostHops, Asked: q.most.questions, Seconds: q.most.time.Seconds()}
	for _, a := range q.asks {
		request.Questions = append(request.Questions, question{a.question, a.pairs})
	}
	return json.Marshal(request)
}

// decodeReplies reads a reply a line; an answer that is null is one that the peer cannot say.
func decodeReplies(output []byte) ([]reply, error) {
	var replies []reply
	lines := bufio.NewScanner(bytes.NewReader(output))
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var r struct {
			Question string
			Answers  []*float64
			Times    []float64
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("the reply %.80q: %w", lines.Text(), err)
		}
		if r.Question == "" || len(r.Answers) == 0 || len(r.Times) == 0 {
			return nil, fmt.Errorf("the reply %.80q lacks its question, answers or times", lines.Text())
		}
		made := reply{question: r.Question, took: summarize(r.Times)}
		for _, answer := range r.Answers {
			if answer == nil {
				made.answers = append(made.answers, unanswered())
				continue
			}
			made.answers = append(made.answers, *answer)
		}
		replies = append(replies, made)
	}
	return replies, lines.Err()
}

// write puts the graph into edges.bin, for each relationship both ends and the
// cost, and the pairs into pairs.bin; all numbers are of 32 bits, little-endian.
func (q inquiry) write(folder string) error {
	var edges, pairs []byte
	order, s := binary.LittleEndian, q.snapshot
	for v, span := range s.Spans {
		for p := span.Low; p < span.High; p++ {
			if s.Words[p].Forward() {
				edges = order.AppendUint32(edges, uint32(v))
				edges = order.AppendUint32(edges, uint32(s.Adjacent[p]))
				edges = order.AppendUint32(edges, math.Float32bits(s.Costs[p]))
			}
		}
	}
	for _, p := range q.pairs {
		pairs = order.AppendUint32(pairs, uint32(p.from))
		pairs = order.AppendUint32(pairs, uint32(p.to))
	}
	return errors.Join(
		os.WriteFile(filepath.Join(folder, "edges.bin"), edges, 0o600),
		os.WriteFile(filepath.Join(folder, "pairs.bin"), pairs, 0o600),
	)
}
