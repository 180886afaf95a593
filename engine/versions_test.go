package engine_test

import (
	"fmt"
	"testing"

	"entente/engine"
	"entente/graph"
	"entente/graph/difference"

	"github.com/google/go-cmp/cmp"
)

// revised is a graph in which org:lone was made, renamed, taken away and made
// again, and a tie ended.
func revised(t *testing.T) *engine.Graph {
	t.Helper()
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	renamed := body("org:lone")
	renamed.Names[0].Value = "Invented Renamed"
	apply(t, g, graph.Batch{Author: "second", Reason: "it has another name", Entities: []*graph.Entity{renamed}})
	apply(t, g, graph.Batch{Author: "third", Remove: []graph.ID{"org:lone"}})
	apply(t, g, graph.Batch{Author: "fourth", Entities: []*graph.Entity{renamed}})
	ended := tie(graph.MemberOf, "org:a", "org:club")
	ended.Claims[0].Status = graph.Ended
	apply(t, g, graph.Batch{Author: "fifth", Relationships: []*graph.Relationship{ended}})
	return g
}

func versions(t *testing.T, g *engine.Graph, query engine.VersionsQuery) engine.VersionPage {
	t.Helper()
	page, err := g.Versions(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// said writes versions short.
func said(page engine.VersionPage) (lines []string) {
	for _, v := range page.Items {
		lines = append(lines, fmt.Sprintf("%d %s first=%t removed=%t %d", v.Revision, v.Author, v.First, v.Removed(), len(v.Differences)))
	}
	return lines
}

func TestVersionsTellWhoChangedWhat(t *testing.T) {
	g := revised(t)
	all := versions(t, g, engine.VersionsQuery{ID: "org:lone"})
	want := []string{"4 fourth first=true removed=false 2", "3 third first=false removed=true 0", "2 second first=false removed=false 1", "1  first=true removed=false 2"}
	if diff := cmp.Diff(want, said(all)); diff != "" {
		t.Fatalf("versions (-want +got):\n%s", diff)
	}
	change := all.Items[2].Differences[0]
	if change.Part != difference.Name || change.Before.Name.Value != "Invented org:lone" || change.After.Name.Value != "Invented Renamed" {
		t.Errorf("the rename is told as %v", change)
	}
	tied := versions(t, g, engine.VersionsQuery{ID: graph.RelationshipID(graph.MemberOf, "org:a", "org:club", "")})
	if got := tied.Items[0].Differences; len(got) != 1 || got[0].After.Claim.Status != graph.Ended {
		t.Errorf("the end of the tie is told as %v", got)
	}
}

func TestVersionsArePaged(t *testing.T) {
	g := revised(t)
	var got []string
	query := engine.VersionsQuery{ID: "org:lone", Page: engine.PageQuery{First: 3}}
	first := versions(t, g, query)
	got = append(got, said(first)...)
	if !first.HasNext || first.Total != 4 {
		t.Errorf("the first page has next %t of %d, want true of 4", first.HasNext, first.Total)
	}
	query.Page.After = first.Items[2].Cursor
	got = append(got, said(versions(t, g, query))...)
	if diff := cmp.Diff(said(versions(t, g, engine.VersionsQuery{ID: "org:lone"})), got); diff != "" {
		t.Errorf("pages (-whole +pages):\n%s", diff)
	}
	back := versions(t, g, engine.VersionsQuery{ID: "org:lone", Page: engine.PageQuery{Last: 2, Before: first.Items[2].Cursor}})
	if diff := cmp.Diff(got[:2], said(back)); diff != "" {
		t.Errorf("backward (-want +got):\n%s", diff)
	}
}

func TestVersionsOfWhatNeverWasAreNotFound(t *testing.T) {
	_, err := revised(t).Versions(t.Context(), engine.VersionsQuery{ID: "org:never"})
	wantCode(t, err, graph.NotFound)
}
