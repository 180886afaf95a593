package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

// between asks for the first intermediaries between two sides of the built-in facts.
func between(t *testing.T, change func(*engine.IntermediaryQuery)) engine.IntermediaryPage {
	t.Helper()
	query := engine.IntermediaryQuery{From: []graph.ID{"org:cpdi"}, To: []graph.ID{"org:jkuat"}, MaxHops: 6}
	change(&query)
	page, err := builtIn(t).Intermediaries(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestIntermediariesSayHowTheirNumbersCameAbout(t *testing.T) {
	t.Run("the counts by length, role and pair add up to the paths", func(t *testing.T) {
		page := between(t, func(q *engine.IntermediaryQuery) {
			q.From, q.To, q.Slack = []graph.ID{"org:cpdi", "iso:IR"}, []graph.ID{"org:jkuat", "iso:KE"}, 3
		})
		all := 0.0
		for _, length := range page.Lengths {
			all += length.Of
		}
		if len(page.Items) < 5 || page.Truncated || page.Diagnosis != nil {
			t.Fatalf("got %+v, want intermediaries", page)
		}
		for _, item := range page.Items {
			lengths, roles, pairs := 0.0, 0.0, 0.0
			for _, length := range item.Lengths {
				lengths += length.Paths
			}
			for _, role := range item.Roles {
				roles += role.Paths
			}
			for _, pair := range item.Pairs {
				pairs += pair.Paths
			}
			paths := float64(item.Paths)
			if lengths != paths || roles != paths || pairs != paths || item.Of != all || item.Share != paths/all {
				t.Errorf("%s: got %d of %v paths, %v by length, %v by role, %v by pair", item.Entity, item.Paths, item.Of, lengths, roles, pairs)
			}
		}
	})
	t.Run("in English and in Persian", func(t *testing.T) {
		item := between(t, func(q *engine.IntermediaryQuery) { q.Slack = 2 }).Items[0]
		// Other tests may have had the whole graph measured before.
		item.Load.Betweenness = nil
		if diff := cmp.Diff("It is on 8 of 8 paths: 1 of 1 with 2 hops, 2 of 2 with 3 hops, 5 of 5 with 4 hops. "+
			"Its most frequent role, by country, is representative: on 4 of them. It has 51 contacts.", item.Explanation("")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if diff := cmp.Diff("بر ۸ مسیر از ۸ مسیر قرار دارد: ۱ از ۱ با ۲ گام، ۲ از ۲ با ۳ گام، ۵ از ۵ با ۴ گام. "+
			"بیش از همه نقش نماینده بر پایهٔ کشور دارد: در ۴ مسیر. شمار تماس\u200cهای آن ۵۱ است.", item.Explanation("fa")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("with the part of everybody's paths where that is known", func(t *testing.T) {
		share := 0.125
		item := engine.IntermediaryItem{Share: 0.5, Of: 2, Lengths: []engine.LengthCount{{Hops: 2, Paths: 1, Of: 2}}, Load: engine.Load{Contacts: 3, Betweenness: &share}}
		want := "It is on 1 of 2 paths: 1 of 2 with 2 hops. It has 3 contacts. Of all shortest paths between everybody 12.50 % run through it."
		if diff := cmp.Diff(want, item.Explanation("en")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("and one under restrictions is shown as such", func(t *testing.T) {
		for _, item := range between(t, func(q *engine.IntermediaryQuery) { q.Slack = 2 }).Items {
			if item.Restricted != (item.Entity == "iso:CN") {
				t.Errorf("%s: got restricted %v", item.Entity, item.Restricted)
			}
		}
	})
	t.Run("with roles by kind too", func(t *testing.T) {
		item := between(t, func(q *engine.IntermediaryQuery) { q.Group = engine.ByKind }).Items[0]
		if item.Entity != "academy:anso" || item.Role != engine.Itinerant {
			t.Errorf("got %s as %v, want the academy between two organizations", item.Entity, item.Role)
		}
	})
	t.Run("or why there is nobody", func(t *testing.T) {
		page := between(t, func(q *engine.IntermediaryQuery) { q.To = []graph.ID{"academy:cas"} })
		if len(page.Items) > 0 || page.Diagnosis == nil || page.Diagnosis.Reason != engine.Direct {
			t.Errorf("got %+v, want the diagnosis DIRECT", page)
		}
	})
	t.Run("or that sides are too large to count by pair", func(t *testing.T) {
		g := empty(t, at("2026-11-24"))
		batch := small()
		var many []graph.ID
		for i := range engine.MaxSide {
			id := graph.ID("org:many-" + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676)))
			many = append(many, id)
			batch.Entities = append(batch.Entities, body(id))
			batch.Relationships = append(batch.Relationships, tie(graph.MemberOf, id, "org:club"))
		}
		apply(t, g, batch)
		page, err := g.Intermediaries(t.Context(), engine.IntermediaryQuery{From: many[:500], To: many[500:], MaxHops: 6})
		if err != nil || len(page.Items) != 1 || page.Items[0].PairTotal != -1 || page.Items[0].Paths != 250_000 {
			t.Errorf("got %+v, %v; want one intermediary of 250,000 paths, not counted by pair", page.Items, err)
		}
	})
}

func TestSlackBeyondItsBoundIsRefused(t *testing.T) {
	_, err := builtIn(t).Intermediaries(t.Context(), engine.IntermediaryQuery{From: []graph.ID{"org:cpdi"}, To: []graph.ID{"org:jkuat"}, MaxHops: 6, Slack: 4})
	wantCode(t, err, graph.Invalid)
}

func TestSharesAloneAreThoseOfTheWholeAnswer(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*engine.IntermediaryQuery)
		// bare tells that nothing but counts is worked out.
		bare bool
	}{
		{"shortest paths", func(*engine.IntermediaryQuery) {}, true},
		{"shortest paths of two pairs", func(q *engine.IntermediaryQuery) {
			q.From, q.To = []graph.ID{"org:cpdi", "iso:IR"}, []graph.ID{"org:jkuat", "iso:KE"}
		}, true},
		{"longer paths", func(q *engine.IntermediaryQuery) { q.Slack = 2 }, false},
		{"paths by way of somebody", func(q *engine.IntermediaryQuery) { q.Where.Via = []graph.ID{"academy:anso"} }, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			whole := between(t, row.change)
			alone := between(t, func(q *engine.IntermediaryQuery) {
				row.change(q)
				q.SharesOnly = true
			})
			if len(whole.Items) == 0 {
				t.Fatal("got no intermediaries")
			}
			if bare := len(alone.Items[0].Best.Entities) == 0; bare != row.bare {
				t.Errorf("got no best path: %t, want %t", bare, row.bare)
			}
			counts := cmp.FilterPath(func(p cmp.Path) bool {
				switch p.Last().String() {
				case ".Role", ".Roles", ".Pairs", ".PairTotal", ".Best", ".Load", ".leftOut":
					return true
				}
				return false
			}, cmp.Ignore())
			if diff := cmp.Diff(whole, alone, counts); diff != "" {
				t.Errorf("(-whole +alone):\n%s", diff)
			}
		})
	}
}
