package match_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/match"
)

// judged is a pair of the labelled sample.
type judged struct {
	same   bool
	reason string
	a, b   *graph.Entity
	listed [2]bool
}

// sample reads testdata/pairs.tsv; each record is an entity of its own, so that
// one which stands in two pairs is two.
func sample(t *testing.T) (pairs []judged) {
	t.Helper()
	content, err := os.ReadFile("testdata/pairs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || fields[0] == "label" {
			continue
		}
		const columns = 14
		if len(fields) != columns || fields[0] != "same" && fields[0] != "different" {
			t.Fatalf("%q is no pair", line)
		}
		p := judged{same: fields[0] == "same", reason: fields[1]}
		p.a, p.listed[0] = record(t, fmt.Sprint("a:", len(pairs)), fields[2:8])
		p.b, p.listed[1] = record(t, fmt.Sprint("b:", len(pairs)), fields[8:14])
		pairs = append(pairs, p)
	}
	return pairs
}

func record(t *testing.T, id string, fields []string) (*graph.Entity, bool) {
	t.Helper()
	kind, sort, _ := strings.Cut(fields[5], ":")
	parsed, err := graph.ParseEntityKind(kind)
	if err != nil {
		t.Fatal(err)
	}
	e := body(graph.ID(id), "", fields[2], fields[3])
	e.Names = nil
	for name := range strings.SplitSeq(fields[1], " | ") {
		sort := graph.Label
		if strings.HasPrefix(name, "*") {
			sort = graph.Acronym
		} else if strings.HasPrefix(name, "~") {
			sort = graph.Former
		}
		called(strings.TrimLeft(name, "*~"), sort)(e)
	}
	e.Kind = parsed
	if sort != "" {
		e.Properties["type"] = graph.Text(sort)
	}
	if year, err := strconv.Atoi(fields[4]); err == nil {
		e.Properties["founded"] = graph.DateOf(graph.Date{Year: int16(year)})
	}
	register, _, _ := strings.Cut(fields[0], ":")
	return e, register == "ofac" || register == "un"
}

// tally counts how a rule does on the sample.
type tally struct{ right, wrong, missed int }

func (c *tally) count(says, same bool) {
	switch {
	case says && same:
		c.right++
	case says:
		c.wrong++
	case same:
		c.missed++
	}
}

func (c *tally) precision() float64 { return float64(c.right) / float64(max(1, c.right+c.wrong)) }
func (c *tally) recall() float64    { return float64(c.right) / float64(max(1, c.right+c.missed)) }

func TestPrecisionAndRecallOnTheLabelledSample(t *testing.T) {
	pairs := sample(t)
	corpus := match.New()
	for _, p := range pairs {
		corpus.Add(p.a)
		corpus.Add(p.b)
		for i, e := range []*graph.Entity{p.a, p.b} {
			if p.listed[i] {
				corpus.Tie(graph.ListedUnder, e.ID, "")
			}
		}
	}
	grades := map[graph.ID]match.Match{}
	for m, err := range corpus.Pairs(t.Context(), match.Look{}) {
		if err != nil {
			t.Fatal(err)
		}
		if m.A[2:] == m.B[2:] {
			grades[m.A] = m
		}
	}
	var sure, either, unlisted tally
	for _, p := range pairs {
		m := grades[p.a.ID]
		sure.count(m.Grade == match.Sure, p.same)
		either.count(m.Grade != match.Apart, p.same)
		if !p.listed[0] && !p.listed[1] {
			unlisted.count(m.Grade == match.Sure, p.same)
		}
		if m.Grade == match.Sure && !p.same {
			t.Logf("sure and wrong: %s: %s (%s) and %s (%s)", p.reason, p.a.Names[0].Value, p.a.Code(), p.b.Names[0].Value, p.b.Code())
		}
		if m.Grade == match.Sure && (p.listed[0] || p.listed[1]) {
			t.Errorf("a listed party was joined by its name: %s and %s", p.a.Names[0].Value, p.b.Names[0].Value)
		}
		if testing.Verbose() && (m.Grade == match.Apart) == p.same {
			t.Logf("%s %.2f, but same is %v (%s): %s | %s %v", m.Grade, m.Score, p.same, p.reason, p.a.Names[0].Value, p.b.Names[0].Value, m.Features)
		}
	}
	t.Logf("%d pairs. sure: precision %.3f, recall %.3f; sure without listed parties: %.3f, %.3f; sure or for review: %.3f, %.3f",
		len(pairs), sure.precision(), sure.recall(), unlisted.precision(), unlisted.recall(), either.precision(), either.recall())
	const leastPairs = 500
	if len(pairs) < leastPairs {
		t.Errorf("%d pairs, want at least %d", len(pairs), leastPairs)
	}
	for _, bound := range []struct {
		what      string
		is, least float64
	}{
		{"precision of what is sure", sure.precision(), 0.99},
		{"recall of what is sure, without listed parties", unlisted.recall(), 0.6},
		{"precision of what is sure or for review, where the different ones were picked for their likeness", either.precision(), 0.6},
		{"recall of what is sure or for review", either.recall(), 0.7},
	} {
		if bound.is < bound.least {
			t.Errorf("%s: got %.3f, want at least %.2f", bound.what, bound.is, bound.least)
		}
	}
}
