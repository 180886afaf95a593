package engine_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

func TestTheCenterMeetsAKenyanUniversityThroughANSO(t *testing.T) {
	g := builtIn(t)
	found := paths(t, g, engine.PathQuery{From: "org:cpdi", To: "org:jkuat", K: 1, MaxHops: 6})
	if len(found.Paths) != 1 {
		t.Fatalf("got %d paths, want 1; %+v", len(found.Paths), found.Diagnosis)
	}
	path := found.Paths[0]
	if want := []graph.ID{"org:cpdi", "academy:anso"}; !cmp.Equal(path.Entities[:2], want) {
		t.Errorf("the path begins %v, want %v", path.Entities[:2], want)
	}
	if !path.Restricted {
		t.Error("the Center is under restrictions, the path does not say so")
	}
	product := 1.0
	for i, hop := range path.Hops {
		product *= hop.Strength
		ties, err := g.Relationships(t.Context(), hop.Ties)
		if err != nil {
			t.Fatal(err)
		}
		if len(ties) == 0 || slices.Contains(ties, nil) {
			t.Fatalf("hop %d has ties %v that the store does not know", i, hop.Ties)
		}
		if got, err := g.Strength(ties[0]); err != nil || math.Abs(got.Value-hop.Strength) > 1e-6 {
			t.Errorf("hop %d: the factors make %g, the search says %g, %v", i, got.Value, hop.Strength, err)
		}
		if forward := ties[0].From == hop.From; forward != hop.Forward {
			t.Errorf("hop %d runs forward = %v, the record says %v", i, hop.Forward, forward)
		}
	}
	if math.Abs(product-path.Strength) > 1e-9 {
		t.Errorf("the hops make %g, the path says %g", product, path.Strength)
	}
}

func TestPathsComeInTheirOrderAndWithoutRepetition(t *testing.T) {
	g := builtIn(t)
	for _, order := range []graph.Order{graph.ByHops, graph.ByStrength} {
		found := paths(t, g, engine.PathQuery{From: "org:cpdi", To: "academy:cas", K: 20, MaxHops: 6, Order: order})
		if len(found.Paths) < 5 {
			t.Fatalf("only %d paths", len(found.Paths))
		}
		seen := map[string]bool{}
		for i, path := range found.Paths {
			key := fmt.Sprint(path.Entities)
			if seen[key] {
				t.Errorf("path %s is given twice", key)
			}
			seen[key] = true
			if distinct := slices.Compact(slices.Sorted(slices.Values(path.Entities))); len(distinct) != len(path.Entities) {
				t.Errorf("path %s repeats an entity", key)
			}
			if i == 0 {
				continue
			}
			before := found.Paths[i-1]
			if order == graph.ByHops && len(before.Hops) > len(path.Hops) || order == graph.ByStrength && before.Strength < path.Strength-1e-9 {
				t.Errorf("path %d stands before a better one", i-1)
			}
		}
	}
}

func TestPathsWithoutWhatNobodyAskedForAreTheSamePaths(t *testing.T) {
	g := builtIn(t)
	query := engine.PathQuery{From: "org:cpdi", To: "academy:cas", K: 20, MaxHops: 6}
	full := paths(t, g, query)
	query.Bare, query.Unexplained = true, true
	bare := paths(t, g, query)
	if len(bare.Paths) != len(full.Paths) || bare.Diagnosis != nil {
		t.Fatalf("got %d paths and the diagnosis %v, want %d and none", len(bare.Paths), bare.Diagnosis, len(full.Paths))
	}
	for i, path := range bare.Paths {
		want := engine.Path{Entities: full.Paths[i].Entities, Weakest: -1, Restricted: full.Paths[i].Restricted}
		for _, id := range want.Entities {
			node, err := g.Node(id)
			if err != nil {
				t.Fatal(err)
			}
			want.Kinds = append(want.Kinds, node.Kind)
		}
		if diff := cmp.Diff(want, path); diff != "" {
			t.Errorf("path %d (-want +got):\n%s", i, diff)
		}
	}
}

func TestAnUnknownEndIsNotFoundByItsField(t *testing.T) {
	g := builtIn(t)
	_, err := g.Paths(t.Context(), engine.PathQuery{From: "org:cpdi", To: "org:nobody", K: 1, MaxHops: 6})
	wantCode(t, err, graph.NotFound)
	if known, ok := err.(*graph.Error); !ok || known.Field != "to" {
		t.Errorf("got %v, want the field to", err)
	}
	_, err = g.Intermediaries(t.Context(), engine.IntermediaryQuery{From: []graph.ID{"org:nobody"}, To: []graph.ID{"org:cpdi"}, MaxHops: 6})
	wantCode(t, err, graph.NotFound)
}

func TestQuestionsBeyondTheBoundsAreRefused(t *testing.T) {
	g := builtIn(t)
	restriction := graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.ListedUnder}}
	cases := []struct {
		name  string
		query engine.PathQuery
		want  graph.Code
	}{
		{"k too large", engine.PathQuery{K: 101, MaxHops: 6}, graph.TooLarge},
		{"k negative", engine.PathQuery{K: -1, MaxHops: 6}, graph.Invalid},
		{"no paths at all", engine.PathQuery{K: 0, MaxHops: 6}, graph.Invalid},
		{"too many hops", engine.PathQuery{K: 1, MaxHops: 16}, graph.TooLarge},
		{"no hops at all", engine.PathQuery{K: 1, MaxHops: 0}, graph.Invalid},
		{"a restriction as a way", engine.PathQuery{K: 1, MaxHops: 6, Where: restriction}, graph.Invalid},
		{"an unknown role", engine.PathQuery{K: 1, MaxHops: 6, Where: graph.RouteFilter{Roles: []string{"emperor"}}}, graph.Invalid},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.query.From, c.query.To = "org:cpdi", "academy:cas"
			_, err := g.Paths(t.Context(), c.query)
			wantCode(t, err, c.want)
		})
	}
	_, err := g.Intermediaries(t.Context(), engine.IntermediaryQuery{From: nil, To: []graph.ID{"org:cpdi"}, MaxHops: 6})
	wantCode(t, err, graph.Invalid)
	_, err = g.Intermediaries(t.Context(), engine.IntermediaryQuery{From: make([]graph.ID, engine.MaxSide+1), To: []graph.ID{"org:cpdi"}, MaxHops: 6})
	wantCode(t, err, graph.TooLarge)
}

func TestWhyThereIsNoPathIsSaidInBothLanguages(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	found := paths(t, g, engine.PathQuery{From: "org:a", To: "org:lone", K: 1, MaxHops: 6})
	if found.Diagnosis == nil || found.Diagnosis.Reason != engine.NoRelationships || !cmp.Equal(found.Diagnosis.Ends, []graph.ID{"org:lone"}) {
		t.Fatalf("got %+v, want NO_RELATIONSHIPS of org:lone", found.Diagnosis)
	}
	if got, want := found.Diagnosis.Message("en"), "No relationship that could carry a path is recorded for org:lone."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := found.Diagnosis.Message("fa"); got == found.Diagnosis.Message("en") {
		t.Errorf("the Persian message is English: %q", got)
	}
}

func TestEveryReasonHasItsSentence(t *testing.T) {
	for _, reason := range engine.Reasons() {
		for _, language := range []string{"en", "fa", "xx"} {
			if (&engine.Diagnosis{Reason: reason}).Message(language) == "" {
				t.Errorf("%s has no sentence in %s", reason, language)
			}
		}
	}
	several := engine.Diagnosis{Reason: engine.Filtered, Loosened: []engine.Reason{engine.TooLong, engine.Ended}}
	if got, want := several.Message("en"), "The only paths lie outside what the question admits. Found with: more hops, any status and earlier times."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAWeakPathIsSaidToBeWeakWithItsNumberAndStrongerOnes(t *testing.T) {
	g := builtIn(t)
	found := paths(t, g, engine.PathQuery{From: "org:cpdi", To: "iso:KE", K: 1, MaxHops: 6, Where: graph.RouteFilter{Avoid: []graph.ID{"org:unesco"}}})
	d := found.Diagnosis
	if len(found.Paths) != 1 || d == nil || d.Reason != engine.Weak || d.Strongest != found.Paths[0].Strength || d.Strongest >= engine.WeakStrength {
		t.Fatalf("got %d paths and the diagnosis %+v, want one weak path", len(found.Paths), d)
	}
	if message := d.Message("en"); !strings.Contains(message, fmt.Sprintf("%.2f", d.Strongest)) || !strings.Contains(message, "0.10") {
		t.Errorf("the message tells no numbers: %q", message)
	}
	misses, err := d.Misses(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(misses.List) == 0 {
		t.Fatal("no looser question has a stronger path")
	}
	for _, miss := range misses.List {
		if miss.Path.Strength <= d.Strongest || miss.Message("en") == "" || miss.Message("en") == miss.Message("fa") {
			t.Errorf("the miss for %s has the strength %.2f and says %q", miss.Reason, miss.Path.Strength, miss.Message("en"))
		}
	}
}

func TestIntermediariesAreRankedByShareAndPagedWithoutLoss(t *testing.T) {
	g := builtIn(t)
	query := engine.IntermediaryQuery{From: []graph.ID{"org:cpdi"}, To: []graph.ID{"iso:KE"}, MaxHops: 6, Page: engine.PageQuery{First: 100}}
	all, err := g.Intermediaries(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	if all.Total == 0 || all.Total != len(all.Items) || all.HasNext {
		t.Fatalf("total %d, items %d, more %v", all.Total, len(all.Items), all.HasNext)
	}
	sum := 0.0
	for i, item := range all.Items {
		sum += item.Share
		if i > 0 && all.Items[i-1].Share < item.Share {
			t.Errorf("%s stands before %s with a smaller share", all.Items[i-1].Entity, item.Entity)
		}
		if !slices.Contains(item.Best.Entities, item.Entity) {
			t.Errorf("the best path of %s does not lead through it: %v", item.Entity, item.Best.Entities)
		}
	}
	if hops := len(all.Items[0].Best.Hops); math.Abs(sum-float64(hops-1)) > 1e-6 {
		t.Errorf("the shares of paths of %d hops add up to %g, want %d", hops, sum, hops-1)
	}
	var paged []graph.ID
	query.Page = engine.PageQuery{First: 2}
	for {
		page, err := g.Intermediaries(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			paged = append(paged, item.Entity)
			query.Page.After = item.Cursor
		}
		if !page.HasNext {
			break
		}
	}
	var whole []graph.ID
	for _, item := range all.Items {
		whole = append(whole, item.Entity)
	}
	if diff := cmp.Diff(whole, paged); diff != "" {
		t.Errorf("the pages differ from the whole (-whole +paged):\n%s", diff)
	}
}
