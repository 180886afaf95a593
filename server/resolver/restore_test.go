package resolver_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/server/resolver"
)

func TestARecordIsRestored(t *testing.T) {
	_, c := revised(t)
	query := `mutation($dry: Boolean, $key: String!) { restore(id: "org:a", revision: 1, dryRun: $dry, author: "somebody", reason: "it was right", key: $key) {
		version ties missing { id } commit { revision changed replayed } changes { sentence } } }`
	told := `"changes":[{"sentence":"name changed: “Invented University” → “Invented Institute”"}]}}`
	want := `{"restore":{"version":1,"ties":[],"missing":[],"commit":null,` + told
	if diff := cmp.Diff(want, c.ask(t, query, variables{"dry": true, "key": "a"})); diff != "" {
		t.Errorf("dry run (-want +got):\n%s", diff)
	}
	want = `{"restore":{"version":1,"ties":[],"missing":[],"commit":{"revision":4,"changed":1,"replayed":false},` + told
	if diff := cmp.Diff(want, c.ask(t, query, variables{"dry": false, "key": "a"})); diff != "" {
		t.Errorf("restore (-want +got):\n%s", diff)
	}
	if again := c.ask(t, query, variables{"key": "a"}); !strings.Contains(again, `"commit":{"revision":4,"changed":1,"replayed":true}`) {
		t.Errorf("the same key again: got %s", again)
	}
}

func TestWhatARestoreNeedsIsListedAndRefused(t *testing.T) {
	_, c := revised(t)
	query := `mutation($id: ID!, $dry: Boolean) { restore(id: $id, revision: 1, dryRun: $dry, key: "k") { missing { id revision mergedInto } } }`
	id := graph.RelationshipID(graph.MemberOf, "org:a", "org:club", "member")
	want := `{"restore":{"missing":[{"id":"src:old","revision":1,"mergedInto":null}]}}`
	if diff := cmp.Diff(want, c.ask(t, query, variables{"id": id, "dry": true})); diff != "" {
		t.Errorf("dry run (-want +got):\n%s", diff)
	}
	if code, message := c.refusal(t, query, variables{"id": id}); code != "CONFLICT" || !strings.Contains(message, "src:old, which is gone (restore it at revision 1 first)") {
		t.Errorf("got %v %q", code, message)
	}
}

func TestAnImportIsUndoneByWhoKnowsHow(t *testing.T) {
	g, c := revised(t)
	query := `mutation { undoImport(id: "src:invented@1", dryRun: true, author: "somebody", key: "k") { import done dryRun stage at of removed restored changed notes { text count } revision } }`
	if code, message := c.refusal(t, query, nil); code != "UNAVAILABLE" {
		t.Errorf("with nobody to undo: got %v %q", code, message)
	}
	var asked engine.UndoQuery
	answer := engine.Undoing{Stage: "removing ties", At: 5, Of: 9}
	c = newClientOf(resolver.NewSchemaWithUndo(g, "1.2.3", func(_ context.Context, query engine.UndoQuery) (engine.Undoing, error) {
		asked, answer.UndoQuery = query, query
		return answer, nil
	}))
	want := `{"undoImport":{"import":"src:invented@1","done":false,"dryRun":true,"stage":"removing ties","at":5,"of":9,"removed":0,"restored":0,"changed":0,"notes":[],"revision":null}}`
	if diff := cmp.Diff(want, c.ask(t, query, nil)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(engine.UndoQuery{Import: "src:invented@1", DryRun: true, Author: "somebody", Key: "k"}, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	answer = engine.Undoing{Done: true, Removed: 3, Restored: 2, Changed: 1, Revision: 7, Notes: []engine.UndoNote{{Text: "kept", Count: 4}}}
	want = `{"undoImport":{"import":"src:invented@1","done":true,"dryRun":true,"stage":null,"at":0,"of":null,"removed":3,"restored":2,"changed":1,"notes":[{"text":"kept","count":4}],"revision":7}}`
	if diff := cmp.Diff(want, c.ask(t, query, nil)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
