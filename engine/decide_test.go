package engine_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/graph/interchange"
	"entente/graph/match"
)

// twins are two records of one invented body, and what hangs on them:
//
//	org:a ──member── org:club ──member── org:b      org:a ──partner── org:b
//	org:b ──funds── org:lone      org:b answers to org:old, too
func twins() graph.Batch {
	batch := small()
	a, b := batch.Entities[0], batch.Entities[1]
	a.Names = []graph.Name{{Value: "Invented Kavir Institute", Language: "en", Type: graph.Label}}
	a.Properties = map[string]graph.Value{"country": graph.Text("IR")}
	b.Names = []graph.Name{
		{Value: "Invented Kavir Institute", Language: "en", Type: graph.Label},
		{Value: "Kavir", Language: "en", Type: graph.Alias, Source: "src:invented"},
	}
	b.Properties = map[string]graph.Value{"country": graph.Text("IR"), "city": graph.Text("Qom")}
	b.ExternalIDs = []graph.ExternalID{{Scheme: "isni", Value: "1"}}
	b.Merged = []graph.ID{"org:old"}
	member := tie(graph.MemberOf, "org:b", "org:club")
	member.Claims = append(member.Claims, graph.Claim{Source: "src:invented", Locator: "p. 2", Confidence: graph.ConfidenceB, Status: graph.Active})
	batch.Relationships = []*graph.Relationship{
		tie(graph.MemberOf, "org:a", "org:club"), member, tie(graph.PartnerOf, "org:a", "org:b"), tie(graph.Funds, "org:b", "org:lone"),
	}
	return batch
}

func decide(t *testing.T, g *engine.Graph, a, b graph.ID, verdict match.Verdict) engine.Ruled {
	t.Helper()
	ruled, err := g.Decide(t.Context(), engine.Ruling{A: a, B: b, Verdict: verdict, Author: "reviewer", Reason: "invented"})
	if err != nil {
		t.Fatal(err)
	}
	return ruled
}

// whole is every record of the graph in interchange form, without the sources of decisions.
func whole(t *testing.T, g *engine.Graph) string {
	t.Helper()
	var out []byte
	for change, err := range g.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if change.Source != nil && (change.Source.ID == match.Reviewers || change.Source.ID == match.Matcher) {
			continue
		}
		record := interchange.Record{Source: change.Source, Entity: change.Entity, Relationship: change.Relationship}
		if e := change.Entity; e != nil {
			plain := *e
			plain.Statements = slices.DeleteFunc(slices.Clone(e.Statements), func(s graph.Statement) bool { return s.Source == match.Reviewers })
			if len(plain.Statements) == 0 {
				plain.Statements = nil
			}
			record.Entity = &plain
		}
		out = interchange.Append(out, record)
	}
	return string(bytes.TrimSpace(out))
}

func entity(t *testing.T, g *engine.Graph, id graph.ID) *graph.Entity {
	t.Helper()
	found, err := g.Entities(t.Context(), []graph.ID{id})
	if err != nil {
		t.Fatal(err)
	}
	return found[0]
}

func TestTwoThatAreTheSameBecomeOne(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, twins())
	before := g.Revision()
	ruled := decide(t, g, "org:a", "org:b", match.Same)
	if ruled.A != "org:a" || ruled.B != "org:a" || ruled.Moved != 3 || ruled.Revision != before+1 || g.Revision() != before+1 {
		t.Errorf("got %+v at revision %d, want one batch", ruled, g.Revision())
	}
	for _, id := range []graph.ID{"org:a", "org:b", "org:old"} {
		if e := entity(t, g, id); e == nil || e.ID != "org:a" {
			t.Errorf("%s resolves to %v, want org:a", id, e)
		}
	}
	a := entity(t, g, "org:a")
	if a.ExternalID("isni") != "1" || a.Properties["city"].Text != "Qom" || len(a.Names) != 2 || match.Keeps(a, "org:b") != match.Same {
		t.Errorf("org:a has not gained what org:b had: %+v", a)
	}
	ties, err := g.Relationships(t.Context(), []graph.ID{"rel:MEMBER_OF/org:a/org:club", "rel:FUNDS/org:a/org:lone", "rel:PARTNER_OF/org:a/org:b"})
	if err != nil || ties[0] == nil || len(ties[0].Claims) != 2 || ties[1] == nil || ties[2] != nil {
		t.Errorf("got %v, %v, want the ties of both, claims once, and none of one to itself", ties, err)
	}
	versions, err := g.History(t.Context(), "org:b")
	if err != nil || versions[0].Author != "reviewer" || versions[0].Reason != "decided: org:a and org:b are SAME: invented" {
		t.Errorf("got %+v, %v, want who decided and why in the log", versions, err)
	}
	if again := decide(t, g, "org:b", "org:a", match.Same); again.A != "org:a" || again.Revision != ruled.Revision {
		t.Errorf("got %+v, want that the same decision again changes nothing", again)
	}
}

func TestADecisionIsTakenBackAsAWhole(t *testing.T) {
	for name, ids := range map[string][2]graph.ID{"by the ids of both": {"org:a", "org:b"}, "the other way round": {"org:b", "org:a"}} {
		t.Run(name, func(t *testing.T) {
			g := empty(t, at("2026-11-24"))
			apply(t, g, twins())
			before := whole(t, g)
			decide(t, g, "org:a", "org:b", match.Same)
			ruled := decide(t, g, ids[0], ids[1], match.Different)
			if ruled.A != ids[0] || ruled.B != ids[1] {
				t.Errorf("got %+v, want that both are there again", ruled)
			}
			if diff := cmp.Diff(before, whole(t, g)); diff != "" {
				t.Errorf("not as before (-before +after):\n%s", diff)
			}
			for _, id := range ids {
				e := entity(t, g, id)
				if got := match.Decisions(e); len(got) != 1 || got[0].Verdict != match.Different {
					t.Errorf("%s records %+v, want that it is another one", id, got)
				}
			}
			if e := entity(t, g, "org:old"); e == nil || e.ID != "org:b" {
				t.Errorf("org:old resolves to %v, want org:b again", e)
			}
			decide(t, g, "org:a", "org:b", match.Same)
			if e := entity(t, g, "org:b"); e == nil || e.ID != "org:a" {
				t.Error("what was taken back cannot be decided again")
			}
		})
	}
}

func TestWhatCameLaterStaysWhereItIs(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, twins())
	decide(t, g, "org:a", "org:b", match.Same)
	later := *entity(t, g, "org:a")
	later.Names = append(slices.Clone(later.Names), graph.Name{Value: "Invented later name", Type: graph.Alias})
	apply(t, g, graph.Batch{Entities: []*graph.Entity{&later}, Relationships: []*graph.Relationship{tie(graph.Hosts, "org:b", "org:lone")}})
	decide(t, g, "org:a", "org:b", match.Unsure)
	a, b := entity(t, g, "org:a"), entity(t, g, "org:b")
	if b == nil || b.ID != "org:b" {
		t.Fatal("org:b is not there again")
	}
	if len(a.Names) != 2 || a.Names[1].Value != "Invented later name" || len(b.Names) != 2 {
		t.Errorf("org:a has the names %v, org:b %v", a.Names, b.Names)
	}
	ties, err := g.Relationships(t.Context(), []graph.ID{"rel:HOSTS/org:a/org:lone", "rel:FUNDS/org:b/org:lone", "rel:FUNDS/org:a/org:lone"})
	if err != nil || ties[0] == nil || ties[1] == nil || ties[2] != nil {
		t.Errorf("got %v, %v, want the later tie with org:a and the old one with org:b", ties, err)
	}
}

// The heir of the merge has itself been merged on, and an other end, too.
func TestASplitFindsItsWayThroughLaterMerges(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	batch := twins()
	batch.Entities = append(batch.Entities, body("org:c"), body("org:d"))
	apply(t, g, batch)
	decide(t, g, "org:a", "org:b", match.Same)
	decide(t, g, "org:c", "org:a", match.Same)
	decide(t, g, "org:d", "org:lone", match.Same)
	decide(t, g, "org:c", "org:b", match.Different)
	if b := entity(t, g, "org:b"); b == nil || b.ID != "org:b" {
		t.Fatal("org:b is not there again")
	}
	if a := entity(t, g, "org:a"); a == nil || a.ID != "org:c" || a.ExternalID("isni") != "" {
		t.Errorf("org:a is %+v, want org:c without what org:b had brought", a)
	}
	ties, err := g.Relationships(t.Context(), []graph.ID{"rel:FUNDS/org:b/org:d", "rel:PARTNER_OF/org:b/org:c", "rel:MEMBER_OF/org:b/org:club", "rel:FUNDS/org:c/org:d"})
	if err != nil || slices.Contains(ties[:3], nil) || ties[3] != nil {
		t.Errorf("got %v, %v, want the ties of org:b with what the other ends are now", ties, err)
	}
}

func TestAVerdictOnTwoThatStayTwoIsRecordedByBoth(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, twins())
	decide(t, g, "org:a", "org:b", match.Unsure)
	decide(t, g, "org:b", "org:a", match.Different)
	want := match.Decision{Other: "org:b", Verdict: match.Different, On: graph.Date{Year: 2026, Month: 11, Day: 24}, By: "reviewer", Reason: "invented", Source: match.Reviewers}
	if diff := cmp.Diff([]match.Decision{want}, match.Decisions(entity(t, g, "org:a"))); diff != "" {
		t.Errorf("org:a (-want +got):\n%s", diff)
	}
	if got := match.Keeps(entity(t, g, "org:b"), "org:a"); got != match.Different {
		t.Errorf("org:b: got %s, want DIFFERENT", got)
	}
}

func TestWhatCannotBeDecidedIsRefused(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	batch := twins()
	batch.Entities = append(batch.Entities, &graph.Entity{ID: "iso:XX", Kind: graph.Country, Names: []graph.Name{{Value: "Invented land", Type: graph.Label}}})
	apply(t, g, batch)
	cases := []struct {
		name   string
		ruling engine.Ruling
		want   graph.Code
	}{
		{"an unknown entity", engine.Ruling{A: "org:a", B: "org:nobody", Verdict: match.Same}, graph.NotFound},
		{"one entity twice", engine.Ruling{A: "org:a", B: "org:a", Verdict: match.Different}, graph.Invalid},
		{"no verdict", engine.Ruling{A: "org:a", B: "org:b"}, graph.Invalid},
		{"a body and a country", engine.Ruling{A: "org:a", B: "iso:XX", Verdict: match.Same}, graph.Invalid},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			before := g.Revision()
			_, err := g.Decide(t.Context(), c.ruling)
			wantCode(t, err, c.want)
			if g.Revision() != before {
				t.Error("something was written")
			}
		})
	}
}

func duplicates(t *testing.T, g *engine.Graph, query engine.DuplicateQuery) engine.DuplicatePage {
	t.Helper()
	page, err := g.Duplicates(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func await(t *testing.T, g *engine.Graph) {
	t.Helper()
	if err := g.AwaitDuplicates(t.Context(), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
}

func TestDuplicatesWaitUntilTheyAreDecided(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, twins())
	if page := duplicates(t, g, engine.DuplicateQuery{}); page.State != engine.Running || page.Total != 0 {
		t.Errorf("got %+v, want that they are being compared", page)
	}
	await(t, g)
	page := duplicates(t, g, engine.DuplicateQuery{})
	if page.State != engine.Ready || page.Compared != 4 || len(page.Items) == 0 || page.Items[0].A != "org:a" || page.Items[0].B != "org:b" {
		t.Fatalf("got %+v, want org:a and org:b first", page)
	}
	decide(t, g, "org:a", "org:b", match.Different)
	for _, item := range duplicates(t, g, engine.DuplicateQuery{}).Items {
		if item.A == "org:a" && item.B == "org:b" {
			t.Error("what was decided still waits")
		}
	}
	decided := duplicates(t, g, engine.DuplicateQuery{Verdicts: []match.Verdict{match.Different}})
	if len(decided.Items) != 1 || decided.Items[0].Decision.Reason != "invented" || decided.State != engine.Ready {
		t.Errorf("got %+v, want the one that was decided, at once", decided)
	}
	decide(t, g, "org:a", "org:b", match.Same)
	await(t, g)
	same := duplicates(t, g, engine.DuplicateQuery{Verdicts: []match.Verdict{match.Same}})
	if len(same.Items) != 1 || same.Items[0].A != "org:a" || same.Items[0].B != "org:b" {
		t.Errorf("got %+v, want what was merged", same)
	}
}

func TestDuplicatesAreFilteredAndRead(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	batch := graph.Batch{}
	for i, country := range []string{"IR", "IR", "TR", "TR"} {
		e := body(graph.ID("org:" + string(rune('a'+i))))
		e.Names[0].Value = "Invented Kavir Institute of " + country
		e.Properties = map[string]graph.Value{"country": graph.Text(country)}
		if i == 3 {
			e.Kind = graph.Firm
		}
		batch.Entities = append(batch.Entities, e)
	}
	apply(t, g, batch)
	await(t, g)
	cases := []struct {
		name  string
		query engine.DuplicateQuery
		want  []graph.ID
	}{
		{"all, the likeliest first", engine.DuplicateQuery{}, []graph.ID{"org:a", "org:c"}},
		{"of a country", engine.DuplicateQuery{Country: "TR"}, []graph.ID{"org:c"}},
		{"of a kind", engine.DuplicateQuery{Kinds: []graph.EntityKind{graph.Firm}}, []graph.ID{"org:c"}},
		{"of an entity", engine.DuplicateQuery{Of: "org:b"}, []graph.ID{"org:a"}},
		{"of a score", engine.DuplicateQuery{MinScore: 1}, nil},
		{"decided", engine.DuplicateQuery{Verdicts: match.Verdicts()}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []graph.ID
			for _, item := range duplicates(t, g, c.query).Items {
				got = append(got, item.A)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	first := duplicates(t, g, engine.DuplicateQuery{Page: engine.PageQuery{First: 1}})
	rest := duplicates(t, g, engine.DuplicateQuery{Page: engine.PageQuery{First: 1, After: first.Items[0].Cursor}})
	if !first.HasNext || rest.HasNext || len(rest.Items) != 1 || rest.Items[0].A != "org:c" {
		t.Errorf("got %+v, then %+v", first, rest)
	}
	back := duplicates(t, g, engine.DuplicateQuery{Page: engine.PageQuery{Last: 1, Before: rest.Items[0].Cursor}})
	if len(back.Items) != 1 || back.Items[0].A != "org:a" {
		t.Errorf("backward: got %+v", back)
	}
	_, err := g.Duplicates(t.Context(), engine.DuplicateQuery{Of: "org:nobody"})
	wantCode(t, err, graph.NotFound)
}

func TestAGraphThatIsClosedLetsNobodyWaitForItsDuplicates(t *testing.T) {
	g, err := open(at("2026-11-24"))
	if err != nil {
		t.Fatal(err)
	}
	apply(t, g, twins())
	await(t, g)
	apply(t, g, graph.Batch{Entities: []*graph.Entity{body("org:new")}})
	waited := make(chan error, 1)
	go func() { waited <- g.AwaitDuplicates(background(), func(int, int) {}) }()
	if err := g.Close(); err != nil {
		t.Error(err)
	}
	select {
	case <-waited:
	case <-time.After(time.Minute):
		t.Error("somebody still waits")
	}
}
