package engine_test

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/engine"
	"entente/graph"
	"entente/seed"
)

// labelled is a text that somebody typed, with the entities of which one is meant.
type labelled struct {
	section, text string
	meant         []graph.ID
}

func labelledQueries(t *testing.T) (list []labelled) {
	t.Helper()
	content, err := os.ReadFile("testdata/search/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	section := ""
	for lines := bufio.NewScanner(bytes.NewReader(content)); lines.Scan(); {
		text, ids, query := strings.Cut(lines.Text(), "\t")
		if !query {
			section = strings.TrimPrefix(text, "# ")
			continue
		}
		one := labelled{section: section, text: text}
		for _, id := range strings.Fields(ids) {
			one.meant = append(one.meant, graph.ID(id))
		}
		list = append(list, one)
	}
	return list
}

// sampled is a graph of the built-in facts and the sample of ROR.
func sampled(t *testing.T) *engine.Graph {
	t.Helper()
	g, err := openWithFacts(at("2026-11-25"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	open := func() (io.ReadCloser, error) { return os.Open("testdata/search/ror.jsonl") }
	report, err := seed.Load(t.Context(), g, "entente", seed.Input{Name: "ror.jsonl", Open: open}, seed.Options{})
	if err != nil || report.Refused > 0 {
		t.Fatalf("the sample: %v, %d refused", err, report.Refused)
	}
	return g
}

// tally counts what is found first, among the first five, and asked for.
type tally struct{ first, five, all int }

func (s *tally) count(place int) {
	s.all++
	if place == 0 {
		s.first++
	}
	if place >= 0 && place < 5 {
		s.five++
	}
}

func TestLabelledQueriesFindWhatIsMeant(t *testing.T) {
	const leastQueries, leastFirst, leastFive = 200, 0.90, 0.97
	g := sampled(t)
	var whole tally
	sections := map[string]*tally{}
	var order []string
	for _, q := range labelledQueries(t) {
		page, err := g.Search(t.Context(), engine.SearchQuery{Text: q.text, Page: engine.PageQuery{First: 5}})
		if err != nil {
			t.Fatalf("%q: %v", q.text, err)
		}
		place := slices.IndexFunc(page.Items, func(item engine.EntityItem) bool { return slices.Contains(q.meant, item.Entity.ID) })
		if sections[q.section] == nil {
			sections[q.section], order = &tally{}, append(order, q.section)
		}
		sections[q.section].count(place)
		whole.count(place)
		if place != 0 {
			t.Logf("%q: %v stands at %d of %d, behind %s", q.text, q.meant, place+1, page.Total, firstOf(page))
		}
		checkMeant(t, g, q)
	}
	for _, section := range order {
		s := sections[section]
		t.Logf("%-70s first %3d, in five %3d of %3d", section, s.first, s.five, s.all)
	}
	first, five := float64(whole.first)/float64(whole.all), float64(whole.five)/float64(whole.all)
	t.Logf("recall@1 %.3f, recall@5 %.3f of %d queries", first, five, whole.all)
	if whole.all < leastQueries || first < leastFirst || five < leastFive {
		t.Errorf("got recall@1 %.3f and recall@5 %.3f of %d queries, want at least %v and %v of %d", first, five, whole.all, leastFirst, leastFive, leastQueries)
	}
}

// checkMeant sees that the labels name what there is.
func checkMeant(t *testing.T, g *engine.Graph, q labelled) {
	t.Helper()
	records, err := g.Entities(t.Context(), q.meant)
	if err != nil {
		t.Fatal(err)
	}
	if len(q.meant) == 0 || slices.Contains(records, nil) {
		t.Errorf("%q: an entity of %v does not exist", q.text, q.meant)
	}
}

func firstOf(page engine.EntityPage) string {
	if len(page.Items) == 0 {
		return "nothing"
	}
	item := page.Items[0]
	return string(item.Entity.ID) + " " + item.Matched.Value + " " + item.Match.String()
}
