package names_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/names"
	"entente/graph/token"
)

// world is what a test builds an index of, and asks a plain model about.
type world map[graph.ID][]graph.Name

// of makes a world of names written one behind the other, with bars between; "+" marks an acronym and "-" a former name.
func of(entities map[graph.ID]string) world {
	w := world{}
	for id, list := range entities {
		for _, value := range strings.Split(list, "|") {
			name := graph.Name{Value: value, Type: graph.Label}
			switch {
			case strings.HasPrefix(value, "+"):
				name = graph.Name{Value: value[1:], Type: graph.Acronym}
			case strings.HasPrefix(value, "-"):
				name = graph.Name{Value: value[1:], Type: graph.Former}
			}
			w[id] = append(w[id], name)
		}
	}
	return w
}

func (w world) ids() []graph.ID {
	var ids []graph.ID
	for id := range w {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func (w world) index(t interface{ Fatal(...any) }) *names.Index {
	b := names.NewBuilder()
	for _, id := range w.ids() {
		b.Add(id, w[id])
	}
	x, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// everybody admits all, with the length of the id as standing.
func everybody(x *names.Index) names.Judge {
	return func(n names.Number) (uint32, bool) { return uint32(len(x.ID(n))), true }
}

// found asks for everything and writes each hit as id, way and score.
func found(t *testing.T, x *names.Index, text string) []string {
	t.Helper()
	page, err := x.Find(t.Context(), names.Query{Text: text, Judge: everybody(x), First: 1000})
	if err != nil {
		t.Fatal(err)
	}
	if page.Total != len(page.Hits) || page.More {
		t.Errorf("%q: %d hits of %d, more: %v", text, len(page.Hits), page.Total, page.More)
	}
	list := make([]string, len(page.Hits))
	for i, hit := range page.Hits {
		list[i] = fmt.Sprintf("%s %s", hit.ID, hit.Match)
	}
	return list
}

// model answers as package token says, name by name.
type model struct {
	world world
	// words is every token that a name holds.
	words map[string]bool
}

func newModel(w world) model {
	m := model{w, map[string]bool{}}
	for _, list := range w {
		for _, name := range list {
			for _, held := range token.Of(name.Value) {
				m.words[held] = true
			}
		}
	}
	return m
}

// scores gives the best score of each entity that answers a text.
func (m model) scores(text string) map[graph.ID]float64 {
	asked := token.Query(text)
	scores := map[graph.ID]float64{}
	matcher := token.NewMatcher(text)
	for id, list := range m.world {
		for _, name := range list {
			if score := matcher.Score(name.Value); len(asked) > 0 && m.answers(asked, name.Value) {
				scores[id] = max(scores[id], score)
			}
		}
	}
	return scores
}

func (m model) answers(asked []string, name string) bool {
	held := token.Of(name)
	for i, a := range asked {
		sure := func(t string) bool {
			return t == a || i == len(asked)-1 && token.Prefixes(a) && strings.HasPrefix(t, a)
		}
		known := false
		for word := range m.words {
			known = known || sure(word)
		}
		near := func(t string) bool { _, ok := token.Distance(a, t, token.Tolerance(a)); return ok }
		if !slices.ContainsFunc(held, sure) && (known || !slices.ContainsFunc(held, near)) {
			return false
		}
	}
	return true
}
