package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"entente/graph/index"
)

// reference asks the prototype from which the figures are, a program that reads
// the graph as it lies in memory and prints a line a search. It says what all
// answers come to, not each.
func reference(binary string) peer {
	r := prototype(binary)
	wanted := bound{hubs: 0.8, flat: 0.8, everywhere: true}
	// It takes paths of any length, so that on flat graphs some of its answers are others.
	short := bound{hubs: 0.8, everywhere: true}
	return peer{name: "the prototype", ready: r.ready, ask: r.ask, wants: []want{
		{question: "one shortest path", least: wanted},
		{question: "one shortest path, filtered", least: short},
		{question: "share of each intermediary", least: wanted},
		{question: "strongest path", least: short},
		{question: "10 best by hops", least: wanted},
		{question: "10 best by strength", least: short},
		{question: "8 routes apart", least: wanted},
	}}
}

// prototype is the path of the program.
type prototype string

// prototypeLines are the names of its lines for our questions.
func prototypeLines() map[string]string {
	return map[string]string{
		"bibfs one path":               "one shortest path",
		"bibfs filtered":               "one shortest path, filtered",
		"s-t intermediaries":           "share of each intermediary",
		"most reliable, bidirectional": "strongest path",
		"k=10 hops, Yen bidirectional": "10 best by hops",
		"k=10 reliability, lens":       "10 best by strength",
		"disjoint paths <=8 + cut":     "8 routes apart",
	}
}

func (p prototype) ready(context.Context) (string, error) {
	if p == "" {
		return "", errors.New("no -reference names its program")
	}
	_, err := exec.LookPath(string(p))
	return "", err
}

func (p prototype) ask(ctx context.Context, q inquiry) ([]reply, error) {
	folder, err := os.MkdirTemp("", "entente-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	gate, err := q.snapshot.Gate(usual().Filter, today())
	if err != nil {
		return nil, err
	}
	err = errors.Join(q.write(folder), os.WriteFile(filepath.Join(folder, "snap.bin"), frozen(q.snapshot, &gate), 0o600))
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, string(p), "run", "-dir", folder, "-only", "bi,rel,k,mf", "-pairs", strconv.Itoa(min(len(q.pairs), mostReferencePairs)))
	command.Env = append(command.Environ(), "SORTW=1")
	output, err := command.Output()
	if err != nil {
		return nil, err
	}
	replies := readPrototype(output)
	return slices.DeleteFunc(replies, func(r reply) bool {
		return !slices.ContainsFunc(q.asks, func(a ask) bool { return a.question == r.question })
	}), nil
}

// mostReferencePairs is how many pairs the prototype takes for every search.
const mostReferencePairs = 500

// frozen writes the arrays of the prototype: the numbers of vertices and
// relationships, where rows begin, neighbours, relationships, words and costs.
// Its filter is fixed; a word that our usual one refuses has a kind that it refuses.
func frozen(s *index.Snapshot, gate *index.Gate) []byte {
	const admitted, refused = 65535 << 32, 65535<<32 | 3
	order, rows := binary.LittleEndian, s.Spans
	var file, words, costs []byte
	for _, n := range []int{len(rows), s.Ties(), 0} {
		file = order.AppendUint32(file, uint32(n))
	}
	end := uint32(0)
	for _, row := range rows {
		end += row.High - row.Low
		file = order.AppendUint32(file, end)
	}
	for _, row := range rows {
		for p := row.Low; p < row.High; p++ {
			file = order.AppendUint32(file, uint32(s.Adjacent[p]))
			word := uint64(refused)
			if gate.Admits(s.Words[p]) {
				word = admitted
			}
			words = order.AppendUint64(words, word)
			costs = order.AppendUint32(costs, math.Float32bits(s.Costs[p]))
		}
	}
	numbers := make([]byte, len(costs))
	return bytes.Join([][]byte{file, numbers, words, costs}, nil)
}

// readPrototype reads "name n=… p50=… p90=… p99=… mean=… us chk=…" a line and skips the others.
func readPrototype(output []byte) []reply {
	line := regexp.MustCompile(`(?m)^(\S.*?) +n=(\d+) p50=(\S+) p90=(\S+) p99=(\S+) mean=(\S+) us chk=(\S+)$`)
	var replies []reply
	for _, found := range line.FindAllSubmatch(output, -1) {
		question, ok := prototypeLines()[string(found[1])]
		if !ok {
			continue
		}
		var values [6]float64
		for i := range values {
			if _, err := fmt.Sscan(string(found[i+2]), &values[i]); err != nil {
				values[i] = math.NaN()
			}
		}
		replies = append(replies, reply{question: question, total: values[5],
			took: summary{n: int(values[0]), p50: values[1], p90: values[2], p99: values[3], mean: values[4]}})
	}
	return replies
}
