package opinion_test

import (
	"context"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/internal/neo4j"
)

// unread is a store that gives all records only when it is released: the index of
// names is made of them.
type unread struct {
	graph.Store
	release chan struct{}
}

func (u unread) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		select {
		case <-u.release:
			u.Store.Changes(ctx, since)(yield)
		case <-ctx.Done():
			yield(graph.Change{}, ctx.Err())
		}
	}
}

// TestASearchSaysOnBothStoresThatTheNamesAreBeingRead asks before and after they are.
func TestASearchSaysOnBothStoresThatTheNamesAreBeingRead(t *testing.T) {
	const query = `{search(text: "daneshgah tehran") {totalCount reading {done total} edges {match node {id}}}
	label: search(text: "University of Tehran", first: 1) {totalCount reading {done total} edges {match node {id}}}}`
	file, database := stores(t, neo4j.LTS)
	var before, after []string
	for name, kept := range map[string]graph.Store{"sqlite": file, "neo4j": database} {
		if err := builtIn(t.Context(), kept); err != nil {
			t.Fatal(err)
		}
		u := unread{kept, make(chan struct{})}
		s := over(t, name, u, engine.Options{Background: true})
		if err := s.graph.Await(t.Context()); err != nil {
			t.Fatal(err)
		}
		before = append(before, s.ask(t, query, nil))
		close(u.release)
		after = append(after, s.read(t, query))
	}
	const found = `{"data":{"search":{"totalCount":0,"reading":{"done":0,"total":1250},"edges":[]},"label":{"totalCount":3,"reading":{"done":0,"total":1250},"edges":[{"match":"EXACT","node":{"id":"org:ut"}}]}}`
	for _, answer := range before {
		if !strings.HasPrefix(answer, found) {
			t.Errorf("while they are read: got %s, want %s", answer, found)
		}
	}
	if diff := cmp.Diff(after[0], after[1]); diff != "" || !strings.Contains(after[0], `"match":"TRANSLITERATED","node":{"id":"org:ut"}`) {
		t.Errorf("when they are read: %s\n%s", after[0], diff)
	}
}

// read asks until all names have been read.
func (s side) read(t *testing.T, query string) (answer string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		if answer = s.ask(t, query, nil); !strings.Contains(answer, `"reading":{`) {
			return answer
		}
	}
	t.Fatalf("%s: the names are not read within a minute: %s", s.name, answer)
	return ""
}
