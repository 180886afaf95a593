package engine_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/store"
)

// accord is an invented agreement with its parties, each with one claim.
func accord(id graph.ID, properties map[string]graph.Value, claims map[graph.ID]graph.Claim) graph.Batch {
	batch := graph.Batch{Entities: []*graph.Entity{{ID: id, Kind: graph.Agreement, Properties: properties,
		Names: []graph.Name{{Value: "Invented " + string(id), Language: "en", Type: graph.Label}}}}}
	for party, claim := range claims {
		claim.Source, claim.Confidence = "src:invented", graph.ConfidenceA
		batch.Relationships = append(batch.Relationships, &graph.Relationship{Kind: graph.PartyTo, From: party, To: id, Role: "party", Claims: []graph.Claim{claim}})
	}
	return batch
}

func date(text string) graph.Date {
	parsed, err := graph.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return parsed
}

func claim(status graph.Status, start, end string) (c graph.Claim) {
	c.Status = status
	if start != "" {
		c.Start = date(start)
	}
	if end != "" {
		c.End = date(end)
	}
	return c
}

func both(c graph.Claim) map[graph.ID]graph.Claim {
	return map[graph.ID]graph.Claim{"org:a": c, "org:b": c}
}

// register is a graph with invented agreements between org:a and org:b, as of 25 November 2026.
func register(t testing.TB) *engine.Graph {
	t.Helper()
	g := empty(t, at("2026-11-25"))
	apply(t, g, small())
	signed := claim(graph.Signed, "2010-01-01", "")
	for _, batch := range []graph.Batch{
		accord("agreement:renews", map[string]graph.Value{"signed": graph.DateOf(date("2020-02-01")), "inForce": graph.DateOf(date("2020-03-01")),
			"term": graph.Text("P5Y"), "renewalTerm": graph.Text("P2Y"), "renewal": graph.Text("AUTOMATIC"), "notice": graph.Text("P6M")}, both(claim(graph.Active, "2020-03-01", ""))),
		accord("agreement:ends", map[string]graph.Value{"ends": graph.DateOf(date("2026-12-31")), "notice": graph.Text("P1M"), "renewal": graph.Text("BY_AGREEMENT")}, both(claim(graph.Active, "2015", ""))),
		accord("agreement:over", map[string]graph.Value{"inForce": graph.DateOf(date("2001")), "ends": graph.DateOf(date("2005"))}, both(claim(graph.Ended, "2001", "2005"))),
		accord("agreement:signed", nil, both(signed)),
		accord("agreement:deserted", map[string]graph.Value{"inForce": graph.DateOf(date("2000"))},
			map[graph.ID]graph.Claim{"org:a": claim(graph.Active, "2000", ""), "org:b": claim(graph.Ended, "2000", "2019-06-30")}),
		accord("agreement:one-bound", nil, map[graph.ID]graph.Claim{"org:a": claim(graph.Active, "2000", ""), "org:b": signed}),
		accord("agreement:begun-unknown", map[string]graph.Value{"signed": graph.DateOf(date("2012-03-18"))}, both(claim(graph.Ended, "", "2017-01-27"))),
		accord("agreement:later", map[string]graph.Value{"inForce": graph.DateOf(date("2030-01-01"))}, both(signed)),
		accord("agreement:bare", nil, nil),
	} {
		apply(t, g, batch)
	}
	return g
}

func agreements(t testing.TB, g *engine.Graph, query engine.AgreementQuery) engine.AgreementPage {
	t.Helper()
	found, err := g.Agreements(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func idsOf(page engine.AgreementPage) (ids []string) {
	for _, item := range page.Items {
		ids = append(ids, string(item.Agreement[len("agreement:"):]))
	}
	return ids
}

func some(n int) *int { return &n }

func TestAgreementsAreFoundByTheirTimes(t *testing.T) {
	g := register(t)
	in := []engine.AgreementState{graph.AgreementInForce}
	for _, c := range []struct {
		why   string
		query engine.AgreementQuery
		want  []string
	}{
		{"those signed last first, what is not known last", engine.AgreementQuery{}, []string{"renews", "begun-unknown", "later", "one-bound", "signed", "bare", "deserted", "ends", "over"}},
		{"those whose term ends first first", engine.AgreementQuery{Order: engine.ByEnd}, []string{"over", "begun-unknown", "ends", "renews", "bare", "deserted", "later", "one-bound", "signed"}},
		{"in force today", engine.AgreementQuery{Where: engine.AgreementFilter{States: in}}, []string{"renews", "ends"}},
		{"in force between signature and end, where no beginning is recorded", engine.AgreementQuery{On: date("2014-01-01"), Where: engine.AgreementFilter{States: in}}, []string{"begun-unknown", "deserted"}},
		{"in force on a day of the past", engine.AgreementQuery{On: date("2003-05-01"), Where: engine.AgreementFilter{States: in}}, []string{"deserted", "over"}},
		{"in force on the last day of a party", engine.AgreementQuery{On: date("2019-06-30"), Where: engine.AgreementFilter{States: in}}, []string{"deserted", "ends"}},
		{"and on the day after", engine.AgreementQuery{On: date("2019-07-01"), Where: engine.AgreementFilter{States: in}}, []string{"ends"}},
		{"ended", engine.AgreementQuery{Where: engine.AgreementFilter{States: []engine.AgreementState{graph.AgreementEnded}}}, []string{"begun-unknown", "deserted", "over"}},
		{"pending", engine.AgreementQuery{Where: engine.AgreementFilter{States: []engine.AgreementState{graph.AgreementPending}}}, []string{"later", "one-bound", "signed"}},
		{"of which nothing is known", engine.AgreementQuery{Where: engine.AgreementFilter{States: []engine.AgreementState{graph.AgreementUnknown}}}, []string{"bare"}},
		{"signed between", engine.AgreementQuery{Where: engine.AgreementFilter{SignedFrom: date("2009"), SignedTo: date("2010")}}, []string{"later", "one-bound", "signed"}},
		{"signed from a day on", engine.AgreementQuery{Where: engine.AgreementFilter{SignedFrom: date("2020-02-01")}}, []string{"renews"}},
		{"ending within days", engine.AgreementQuery{Order: engine.ByEnd, Where: engine.AgreementFilter{EndsWithin: some(100)}}, []string{"ends", "renews"}},
		{"ending on the very day", engine.AgreementQuery{Where: engine.AgreementFilter{EndsWithin: some(36)}}, []string{"ends"}},
		{"a day less", engine.AgreementQuery{Where: engine.AgreementFilter{EndsWithin: some(35)}}, nil},
		{"ending and renewing themselves", engine.AgreementQuery{Where: engine.AgreementFilter{EndsWithin: some(100), Renewals: []string{"AUTOMATIC"}}}, []string{"renews"}},
		{"needing notice", engine.AgreementQuery{Order: engine.ByNotice, Where: engine.AgreementFilter{NoticeWithin: some(1000)}}, []string{"ends", "renews"}},
		{"needing notice soon", engine.AgreementQuery{Where: engine.AgreementFilter{NoticeWithin: some(5)}}, []string{"ends"}},
		{"of both parties", engine.AgreementQuery{Where: engine.AgreementFilter{Parties: []graph.ID{"org:a", "org:b"}, States: in}}, []string{"renews", "ends"}},
		{"of one who is party to none", engine.AgreementQuery{Where: engine.AgreementFilter{Parties: []graph.ID{"org:lone"}}}, nil},
		{"of a country of which nobody is recorded", engine.AgreementQuery{Where: engine.AgreementFilter{Country: "XX"}}, nil},
	} {
		t.Run(c.why, func(t *testing.T) {
			found := agreements(t, g, c.query)
			if diff := cmp.Diff(c.want, idsOf(found)); diff != "" || found.Total != len(c.want) {
				t.Errorf("total %d (-want +got):\n%s", found.Total, diff)
			}
		})
	}
}

func TestAnAgreementThatRenewsItselfTellsTheNextNotice(t *testing.T) {
	found := agreements(t, register(t), engine.AgreementQuery{Where: engine.AgreementFilter{Renewals: []string{"AUTOMATIC"}}})
	item := found.Items[0]
	got := []string{item.Signed.String(), item.Term.Ends.String(), item.Term.NoticeBy.String(), item.Term.NextNoticeBy.String()}
	if want := []string{"2020-02-01", "2027-02-28", "2026-08-28", "2028-08-28"}; !slices.Equal(got, want) || len(item.Parties) != 2 || item.Restricted {
		t.Errorf("got %q and %+v, want %q", got, item, want)
	}
}

func TestPagesOfAgreementsHoldEachOnce(t *testing.T) {
	g := register(t)
	for _, order := range []engine.AgreementOrder{engine.BySigned, engine.ByEnd, engine.ByNotice} {
		whole := idsOf(agreements(t, g, engine.AgreementQuery{Order: order}))
		var paged []string
		query := engine.AgreementQuery{Order: order, Page: engine.PageQuery{First: 3}}
		for {
			page := agreements(t, g, query)
			paged = append(paged, idsOf(page)...)
			if !page.HasNext {
				break
			}
			query.Page.After = page.Items[len(page.Items)-1].Cursor
		}
		if !slices.Equal(whole, paged) || len(whole) != 9 {
			t.Errorf("order %d: pages hold %q, the whole %q", order, paged, whole)
		}
	}
}

func TestAgreementsFollowWhatChanges(t *testing.T) {
	g := register(t)
	soon := engine.AgreementQuery{Where: engine.AgreementFilter{EndsWithin: some(10)}}
	if found := agreements(t, g, soon); found.Total != 0 {
		t.Fatalf("got %q before the change", idsOf(found))
	}
	apply(t, g, accord("agreement:signed", map[string]graph.Value{"ends": graph.DateOf(date("2026-12-01"))}, nil))
	apply(t, g, accord("agreement:new", map[string]graph.Value{"ends": graph.DateOf(date("2026-12-02"))}, nil))
	apply(t, g, graph.Batch{Remove: []graph.ID{"agreement:bare"}})
	if got := idsOf(agreements(t, g, soon)); !slices.Equal(got, []string{"signed", "new"}) {
		t.Errorf("got %q, want the one that changed and the one that came", got)
	}
	if found := agreements(t, g, engine.AgreementQuery{}); found.Total != 9 {
		t.Errorf("got %d agreements, want 9", found.Total)
	}
}

func TestQuestionsAboutAgreementsThatCannotBeAreRefused(t *testing.T) {
	g := register(t)
	for code, query := range map[graph.Code][]engine.AgreementQuery{
		graph.Invalid: {{Where: engine.AgreementFilter{EndsWithin: some(-1)}}, {Where: engine.AgreementFilter{NoticeWithin: some(36_526)}},
			{Where: engine.AgreementFilter{SignedFrom: date("2020"), SignedTo: date("2019")}}, {Page: engine.PageQuery{After: "nonsense"}}},
		graph.NotFound: {{Where: engine.AgreementFilter{Parties: []graph.ID{"org:unheard-of"}}}, {Where: engine.AgreementFilter{Field: "field:unheard-of"}}},
		graph.TooLarge: {{Page: engine.PageQuery{First: 101}}, {Where: engine.AgreementFilter{Parties: make([]graph.ID, 101)}}},
	} {
		for _, q := range query {
			if _, err := g.Agreements(t.Context(), q); graph.CodeOf(err) != code {
				t.Errorf("%+v: got %v, want %v", q, err, code)
			}
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.Agreements(ended, engine.AgreementQuery{}); graph.CodeOf(err) != graph.Canceled {
		t.Errorf("got %v, want the end of the context", err)
	}
}

// countingStore counts the entities that are asked for by id.
type countingStore struct {
	graph.Store
	entities int
}

func (s *countingStore) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	s.entities += len(ids)
	return s.Store.Entities(ctx, ids)
}

func TestTheTermsAreReadOnceAndNotPerQuestion(t *testing.T) {
	kept, err := store.Open(t.Context(), "sqlite::memory:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	counting := &countingStore{Store: kept}
	g, err := engine.Open(t.Context(), counting, engine.Options{Now: at("2026-11-25").now, Name: "sqlite"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	apply(t, g, small())
	var batch graph.Batch
	for i := range 50 {
		one := accord(graph.ID(fmt.Sprintf("agreement:invented-%02d", i)), nil, both(claim(graph.Active, "2001", "")))
		batch.Entities, batch.Relationships = append(batch.Entities, one.Entities...), append(batch.Relationships, one.Relationships...)
	}
	apply(t, g, batch)
	counting.entities = 0
	agreements(t, g, engine.AgreementQuery{})
	if counting.entities != 50 {
		t.Errorf("the first question read %d entities, want 50", counting.entities)
	}
	agreements(t, g, engine.AgreementQuery{Where: engine.AgreementFilter{Parties: []graph.ID{"org:a"}}})
	apply(t, g, accord("agreement:invented-00", map[string]graph.Value{"subject": graph.Text("an invented subject")}, nil))
	agreements(t, g, engine.AgreementQuery{})
	if counting.entities != 51 {
		t.Errorf("the questions after it read %d entities in all, want 51", counting.entities)
	}
}
