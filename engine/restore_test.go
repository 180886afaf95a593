package engine_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/store"
)

func restore(t *testing.T, g *engine.Graph, query engine.RestoreQuery) engine.Restored {
	t.Helper()
	made, err := g.Restore(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

const member = graph.ID("rel:MEMBER_OF/org:a/org:club")

// everything is all that a graph holds, without revisions.
func everything(t *testing.T, g *engine.Graph) (all []graph.Change) {
	t.Helper()
	for change, err := range g.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		change.Revision = 0
		all = append(all, change)
	}
	return all
}

func TestARecordIsRestoredAsItStood(t *testing.T) {
	g := revised(t)
	before := everything(t, g)
	made := restore(t, g, engine.RestoreQuery{ID: "org:lone", Revision: 1, Author: "somebody", Reason: "the name was right"})
	if made.Version.Revision != 1 || len(made.Version.Differences) != 1 || made.Commit.Changed != 1 {
		t.Errorf("got revision %d, %d differences, %+v; want 1, 1 and one changed record", made.Version.Revision, len(made.Version.Differences), made.Commit)
	}
	latest := versions(t, g, engine.VersionsQuery{ID: "org:lone"}).Items[0]
	if latest.Author != "somebody" || latest.Reason != "restore org:lone as of revision 1: the name was right" || latest.Change.Entity.Names[0].Value != "Invented org:lone" {
		t.Errorf("the log has %+v", latest)
	}
	restore(t, g, engine.RestoreQuery{ID: "org:lone", Revision: 5})
	if diff := cmp.Diff(before, everything(t, g)); diff != "" {
		t.Errorf("restored back (-before +after):\n%s", diff)
	}
	if again := restore(t, g, engine.RestoreQuery{ID: "org:lone", Revision: 5}); again.Commit.Unchanged != 1 || again.Commit.Changed != 0 {
		t.Errorf("restored to what it is: got %+v, want one unchanged record", again.Commit)
	}
	restore(t, g, engine.RestoreQuery{ID: member, Revision: 1})
	ties, err := g.Relationships(t.Context(), []graph.ID{member})
	if err != nil || ties[0].Claims[0].Status != graph.Active {
		t.Errorf("the tie stands as %+v, %v", ties[0], err)
	}
}

func TestARemovedEntityComesBackWithItsTiesAndGoesAgain(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	apply(t, g, graph.Batch{Remove: []graph.ID{"rel:MEMBER_OF/org:b/org:club"}})
	before := everything(t, g)
	apply(t, g, graph.Batch{Remove: []graph.ID{member, "org:club"}})
	gone := everything(t, g)
	query := engine.RestoreQuery{ID: "org:club", Revision: 1, WithTies: true, Key: "back"}
	dry := query
	dry.DryRun = true
	if told := restore(t, g, dry); len(told.Ties) != 1 || told.Commit.Revision != 0 {
		t.Errorf("a dry run tells %+v", told)
	}
	made := restore(t, g, query)
	if diff := cmp.Diff([]graph.ID{member}, made.Ties); diff != "" || made.Commit.Added != 2 {
		t.Errorf("got %+v (-want +got ties):\n%s", made.Commit, diff)
	}
	if diff := cmp.Diff(before, everything(t, g)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
	if again := restore(t, g, query); !again.Commit.Replayed || again.Commit.Revision != made.Commit.Revision {
		t.Errorf("the same key again gives %+v, want a replay of %+v", again.Commit, made.Commit)
	}
	if undone := restore(t, g, engine.RestoreQuery{ID: "org:club", Revision: 3, WithTies: true}); undone.Commit.Removed != 2 {
		t.Errorf("gone again: got %+v, want two removed", undone.Commit)
	}
	if diff := cmp.Diff(gone, everything(t, g)); diff != "" {
		t.Errorf("(-gone +gone again):\n%s", diff)
	}
	if nothing := restore(t, g, engine.RestoreQuery{ID: "org:club", Revision: 3, WithTies: true}); nothing.Commit.Unchanged != 1 {
		t.Errorf("gone already: got %+v, want one unchanged", nothing.Commit)
	}
}

func TestWhatIsGoneIsNamedAndRestoredFirst(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	apply(t, g, graph.Batch{Remove: []graph.ID{member, "rel:MEMBER_OF/org:b/org:club", "org:club", "org:b", "src:invented"}})
	query := engine.RestoreQuery{ID: member, Revision: 1}
	_, err := g.Restore(t.Context(), query)
	wantCode(t, err, graph.Conflict)
	for _, part := range []string{"src:invented, which is gone (restore it at revision 1 first)", "org:club, which is gone"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
	query.DryRun = true
	want := []engine.Missing{{ID: "src:invented", Revision: 1}, {ID: "org:club", Revision: 1}}
	if diff := cmp.Diff(want, restore(t, g, query).Missing); diff != "" {
		t.Errorf("missing (-want +got):\n%s", diff)
	}
	query.DryRun = false
	for _, missing := range want {
		restore(t, g, engine.RestoreQuery{ID: missing.ID, Revision: missing.Revision})
	}
	restore(t, g, query)
	if n := len(paths(t, g, engine.PathQuery{From: "org:a", To: "org:club", K: 1, MaxHops: 6}).Paths); n != 1 {
		t.Errorf("there are %d paths by the restored tie, want 1", n)
	}
}

func TestWhatWasMergedAwayIsNotRestoredBesideTheMerge(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	merged := body("org:club")
	merged.Merged = []graph.ID{"org:lone"}
	apply(t, g, graph.Batch{Entities: []*graph.Entity{merged}, Remove: []graph.ID{"org:lone"}})
	_, err := g.Restore(t.Context(), engine.RestoreQuery{ID: "org:lone", Revision: 1})
	wantCode(t, err, graph.Conflict)
	if !strings.Contains(err.Error(), "merged into org:club") {
		t.Errorf("%q does not name the merge", err)
	}
	restore(t, g, engine.RestoreQuery{ID: "org:club", Revision: 1})
	restore(t, g, engine.RestoreQuery{ID: "org:lone", Revision: 1})
}

func TestWhatCannotBeRestoredIsRefused(t *testing.T) {
	g := revised(t)
	for name, test := range map[string]struct {
		query engine.RestoreQuery
		code  graph.Code
	}{
		"what never was":               {engine.RestoreQuery{ID: "org:never", Revision: 1}, graph.NotFound},
		"a revision before the first":  {engine.RestoreQuery{ID: "org:lone", Revision: 0}, graph.NotFound},
		"taking away what others need": {engine.RestoreQuery{ID: "src:invented", Revision: 0}, graph.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := g.Restore(t.Context(), test.query)
			wantCode(t, err, test.code)
		})
	}
	_, err := past(t, g, engine.When{Revision: 1}).Restore(t.Context(), engine.RestoreQuery{ID: "org:lone", Revision: 1})
	wantCode(t, err, graph.Invalid)
}

// racing is a store in which somebody writes right before a batch is applied.
type racing struct {
	graph.Store
	write atomic.Pointer[graph.Batch]
}

func (r *racing) Apply(ctx context.Context, batch graph.Batch) (graph.Commit, error) {
	if other := r.write.Swap(nil); other != nil {
		if _, err := r.Store.Apply(ctx, *other); err != nil {
			return graph.Commit{}, err
		}
	}
	return r.Store.Apply(ctx, batch)
}

func TestARestoreLosesNothingOfWhatOthersWriteMeanwhile(t *testing.T) {
	kept, err := store.Open(t.Context(), "sqlite::memory:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	raced := &racing{Store: kept}
	g, err := engine.Open(t.Context(), raced, engine.Options{Now: at("2026-11-24").now})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	apply(t, g, small())
	apply(t, g, graph.Batch{Remove: []graph.ID{member}})
	raced.write.Store(&graph.Batch{Remove: []graph.ID{"rel:MEMBER_OF/org:b/org:club", "org:club"}})
	_, err = g.Restore(t.Context(), engine.RestoreQuery{ID: member, Revision: 1})
	wantCode(t, err, graph.Conflict)
	if err == nil || !strings.Contains(err.Error(), "org:club, which is gone (restore it at revision 1 first)") {
		t.Errorf("got %v, want the end that somebody took away meanwhile", err)
	}
}
