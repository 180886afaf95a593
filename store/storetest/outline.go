package storetest

import (
	"context"

	"entente/graph"
)

func outlineAgrees(s suite) {
	batch := small()
	batch.Entities[0].ExternalIDs = []graph.ExternalID{{Scheme: "iso3166-1-alpha-2", Value: "XA"}}
	batch.Entities[2] = merging(batch.Entities[2], "org:old", "org:older")
	batch.Entities[3].Properties = map[string]graph.Value{"country": graph.Text("XA")}
	day := graph.Date{Year: 2020, Month: 2, Day: 29}
	ended := graph.Claim{Source: page, Confidence: graph.ConfidenceB, Status: graph.Ended, Start: day, End: graph.Date{Year: 2024, Month: 7}}
	batch.Relationships[1] = claimed(batch.Relationships[1], ended, graph.Claim{Source: register, Confidence: graph.ConfidenceC, Status: graph.Unknown})
	s.apply(batch)
	s.run("on the whole graph", func(s suite) { agree(s, s.store, 0) })
	founder := claimed(batch.Relationships[2], claim(register), ended)
	s.apply(graph.Batch{
		Entities:      []*graph.Entity{renamed(batch.Entities[3], "Other"), merging(batch.Entities[2], "org:older")},
		Relationships: []*graph.Relationship{founder, tie(graph.MemberOf, chair, union, "")},
	})
	s.apply(graph.Batch{Remove: []graph.ID{batch.Relationships[0].ID, country}, Sources: []*graph.Source{source("src:new")}})
	for since := range graph.Revision(4) {
		agree(s, s.store, since)
	}
	s.run("the fields are those of the records", func(s suite) {
		want := graph.Outline{Revision: 1, Tie: &graph.Tie{ID: batch.Relationships[1].ID, Kind: graph.MemberOf, From: inst, To: union, Role: "member",
			Resolution: graph.Resolution{Status: graph.Ended, Start: day, End: graph.Date{Year: 2024, Month: 7}, Confidence: graph.ConfidenceB}}}
		for outline, err := range s.store.Outline(s.Context(), 0) {
			if err == nil && outline.Tie != nil && outline.Tie.ID == want.Tie.ID {
				equal(s, "tie", outline, want)
			}
		}
	})
}

// agree compares the outline with what the changes come to.
func agree(t tb, store graph.Store, since graph.Revision) {
	t.Helper()
	var want, got []graph.Outline
	for _, change := range everything(t, store, since) {
		if change.Source == nil {
			want = append(want, outlineOf(change))
		}
	}
	for outline, err := range store.Outline(context.Background(), since) {
		if err != nil {
			t.Fatalf("Outline: got error %v, want none", err)
		}
		got = append(got, outline)
	}
	equal(t, "outline", got, want)
}

func outlineOf(c graph.Change) graph.Outline {
	outline := graph.Outline{Revision: c.Revision, Removed: c.Removed}
	if e := c.Entity; e != nil {
		outline.Node = &graph.Node{ID: e.ID, Kind: e.Kind, Code: e.Code(), Merged: e.Merged}
	}
	if r := c.Relationship; r != nil {
		outline.Tie = &graph.Tie{ID: r.ID, Kind: r.Kind, From: r.From, To: r.To, Role: r.Role, Resolution: r.Resolve()}
	}
	return outline
}
