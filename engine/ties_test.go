package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

// naive counts an entity's relationships from the records themselves.
func naive(t *testing.T, g *engine.Graph, id graph.ID, admit func(*graph.Relationship) bool) map[graph.ID]bool {
	t.Helper()
	found := map[graph.ID]bool{}
	for change, err := range g.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if r := change.Relationship; r != nil && (r.From == id || r.To == id) && admit(r) {
			found[r.ID] = true
		}
	}
	return found
}

func allTies(t *testing.T, g *engine.Graph, query engine.TieQuery, size int) map[graph.ID]bool {
	t.Helper()
	found := map[graph.ID]bool{}
	query.Page = engine.PageQuery{First: size}
	for {
		page, err := g.Ties(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			if found[item.Relationship] {
				t.Fatalf("%s is listed twice", item.Relationship)
			}
			found[item.Relationship] = true
			query.Page.After = item.Cursor
		}
		if !page.HasNext {
			if page.Total != len(found) {
				t.Errorf("the total says %d, the pages hold %d", page.Total, len(found))
			}
			return found
		}
	}
}

func TestTheTiesOfAnEntityAreThoseOfTheRecords(t *testing.T) {
	g := builtIn(t)
	today := graph.Date{Year: 2026, Month: 11, Day: 24}.First()
	standing := map[graph.Status]bool{}
	for _, status := range graph.DefaultStatuses() {
		standing[status] = true
	}
	cases := []struct {
		name  string
		query engine.TieQuery
		admit func(*graph.Relationship) bool
	}{
		{"all", engine.TieQuery{}, func(*graph.Relationship) bool { return true }},
		{"one kind", engine.TieQuery{Kinds: []graph.RelationshipKind{graph.MemberOf}}, func(r *graph.Relationship) bool { return r.Kind == graph.MemberOf }},
		{"inward only", engine.TieQuery{Direction: graph.In}, func(r *graph.Relationship) bool { return r.To == "academy:anso" }},
		{"outward only", engine.TieQuery{Direction: graph.Out}, func(r *graph.Relationship) bool { return r.From == "academy:anso" }},
		{"what a path may use today", engine.TieQuery{Where: &graph.RouteFilter{}}, func(r *graph.Relationship) bool {
			resolved := r.Resolve()
			return r.Kind.Class() == graph.Contact && standing[resolved.Status] && resolved.Interval().Holds(today)
		}},
		{"founders", engine.TieQuery{Where: &graph.RouteFilter{Roles: []string{"founder"}, AnyTime: true}}, func(r *graph.Relationship) bool {
			return r.Role == "founder" && standing[r.Resolve().Status]
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.query.Entity = "academy:anso"
			want := naive(t, g, "academy:anso", c.admit)
			if len(want) == 0 {
				t.Fatal("the case is empty")
			}
			for _, size := range []int{100, 3} {
				if diff := cmp.Diff(want, allTies(t, g, c.query, size)); diff != "" {
					t.Errorf("pages of %d differ (-records +index):\n%s", size, diff)
				}
			}
		})
	}
}

func TestCountsAgreeWithTheTies(t *testing.T) {
	g := builtIn(t)
	counts, err := g.Counts(t.Context(), "iso:IR")
	if err != nil {
		t.Fatal(err)
	}
	for _, count := range counts {
		page, err := g.Ties(t.Context(), engine.TieQuery{Entity: "iso:IR", Kinds: []graph.RelationshipKind{count.Kind}, Direction: count.Direction, Page: engine.PageQuery{First: 1}})
		if err != nil || page.Total != count.Count {
			t.Errorf("%s %s: counted %d, listed %d, %v", count.Kind, count.Direction, count.Count, page.Total, err)
		}
	}
}

func TestTheRestrictionsOnTheCenterAreNamed(t *testing.T) {
	g := builtIn(t)
	ids, err := g.Restrictions(t.Context(), "org:cpdi")
	if err != nil {
		t.Fatal(err)
	}
	want := naive(t, g, "org:cpdi", func(r *graph.Relationship) bool {
		return r.Kind == graph.ListedUnder && r.From == "org:cpdi" || r.Kind == graph.Targets && r.To == "org:cpdi"
	})
	got := map[graph.ID]bool{}
	for _, id := range ids {
		got[id] = true
	}
	if diff := cmp.Diff(want, got); diff != "" || len(got) == 0 {
		t.Errorf("(-records +index):\n%s", diff)
	}
	_, err = g.Restrictions(t.Context(), "org:nobody")
	wantCode(t, err, graph.NotFound)
}

func TestTheIndexKnowsAnEntityByEachOfItsIDs(t *testing.T) {
	g := builtIn(t)
	for change, err := range g.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		e := change.Entity
		if e == nil {
			continue
		}
		for _, id := range append([]graph.ID{e.ID}, e.Merged...) {
			node, err := g.Node(id)
			if diff := cmp.Diff(graph.Node{ID: e.ID, Kind: e.Kind}, node); diff != "" || err != nil {
				t.Errorf("%s: %v %s", id, err, diff)
			}
		}
	}
	if _, err := g.Node("org:nobody"); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("got %v of an unknown one, want NOT_FOUND", err)
	}
}

// What the index tells of a tie is what its record comes to, on every tie of
// the built-in facts, and on dates that a word of the index cannot tell nothing.
func TestATieIsToldAsItIsRecorded(t *testing.T) {
	outline := func(r *graph.Relationship) *graph.Tie {
		return &graph.Tie{ID: r.ID, Kind: r.Kind, From: r.From, To: r.To, Role: r.Role, Resolution: r.Resolve()}
	}
	g := builtIn(t)
	told := 0
	for change, err := range g.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if change.Entity == nil {
			continue
		}
		page, err := g.Ties(t.Context(), engine.TieQuery{Entity: change.Entity.ID, Page: engine.PageQuery{First: 100}})
		if err != nil {
			t.Fatal(err)
		}
		var ids []graph.ID
		for _, item := range page.Items {
			ids = append(ids, item.Relationship)
		}
		records, err := g.Relationships(t.Context(), ids)
		if err != nil {
			t.Fatal(err)
		}
		for i, item := range page.Items {
			if item.Tie == nil {
				continue
			}
			told++
			if diff := cmp.Diff(outline(records[i]), item.Tie); diff != "" {
				t.Errorf("%s (-recorded +told):\n%s", item.Relationship, diff)
			}
		}
	}
	if told < 1000 {
		t.Errorf("only %d ties were told", told)
	}

	kept := opened(t, memory(t), engine.Options{})
	apply(t, kept, small())
	for _, start := range []graph.Date{{Year: 1622}, {Year: 1800, Month: 1, Day: 2}, {Year: 1800, Month: 1, Day: 3}, {Year: 1951, Month: 2}} {
		old := tie(graph.PartnerOf, "org:a", "org:b")
		old.Claims[0].Start = start
		apply(t, kept, graph.Batch{Relationships: []*graph.Relationship{old}})
		page, err := kept.Ties(t.Context(), engine.TieQuery{Entity: "org:a", Kinds: []graph.RelationshipKind{graph.PartnerOf}, Page: engine.PageQuery{First: 1}})
		if err != nil {
			t.Fatal(err)
		}
		got, reaches := page.Items[0].Tie, start.Year > 1800 || start.Day > 2
		if (got != nil) != reaches || got != nil && got.Start != start {
			t.Errorf("a tie since %v is told as %+v", start, got)
		}
	}
}

func TestAPageWithoutCursorsIsElseTheSame(t *testing.T) {
	g := builtIn(t)
	query := engine.TieQuery{Entity: "iso:IR", Page: engine.PageQuery{First: 50}}
	want, err := g.Ties(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want.Items {
		if want.Items[i].Cursor == "" {
			t.Errorf("item %d has no cursor, which was asked for", i)
		}
		want.Items[i].Cursor = ""
	}
	query.Placeless = true
	got, err := g.Ties(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("page (-with +without cursors):\n%s", diff)
	}
}
