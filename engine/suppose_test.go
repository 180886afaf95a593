package engine_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/engine"
	"entente/graph"
)

func suppose(t testing.TB, g *engine.Graph, list ...engine.Assumption) *engine.Graph {
	t.Helper()
	supposed, err := g.Suppose(t.Context(), list)
	if err != nil {
		t.Fatal(err)
	}
	return supposed
}

// invented draws a small world of bodies with parallel, dated ties and an agreement.
func invented(random *rand.Rand) graph.Batch {
	batch := graph.Batch{Sources: []*graph.Source{{ID: "src:invented", Title: "Invented page", Kind: "page"}}}
	for i := range 7 {
		batch.Entities = append(batch.Entities, body(inventedID(i)))
	}
	batch.Entities = append(batch.Entities, &graph.Entity{ID: "agreement:invented", Kind: graph.Agreement,
		Names: []graph.Name{{Value: "Invented agreement", Language: "en", Type: graph.Label}}})
	known := map[graph.ID]bool{}
	for range 9 + random.IntN(8) {
		r := inventedTie(random)
		if id := r.ID; r.From != r.To && !known[id] {
			known[id] = true
			batch.Relationships = append(batch.Relationships, r)
		}
	}
	return batch
}

func inventedID(i int) graph.ID { return graph.ID(fmt.Sprintf("org:invented-%d", i)) }

func inventedTie(random *rand.Rand) *graph.Relationship {
	kind := []graph.RelationshipKind{graph.MemberOf, graph.PartnerOf, graph.PartOf, graph.Funds, graph.PartyTo}[random.IntN(5)]
	from, to := inventedID(random.IntN(7)), inventedID(random.IntN(7))
	if kind == graph.PartyTo {
		to = "agreement:invented"
	}
	if kind.Symmetric("") && to < from {
		from, to = to, from
	}
	claim := graph.Claim{Source: "src:invented", Confidence: graph.Confidence(1 + random.IntN(3)), Status: inventedStatus(random)}
	if random.IntN(3) == 0 {
		claim.Start = graph.Date{Year: int16(2000 + random.IntN(26))}
	}
	if random.IntN(3) == 0 {
		claim.End = graph.Date{Year: int16(2026 + random.IntN(3)), Month: uint8(1 + random.IntN(12))}
	}
	return &graph.Relationship{ID: graph.RelationshipID(kind, from, to, ""), Kind: kind, From: from, To: to, Claims: []graph.Claim{claim}}
}

func inventedStatus(random *rand.Rand) graph.Status {
	return []graph.Status{graph.Active, graph.Active, graph.Active, graph.Planned, graph.Ended}[random.IntN(5)]
}

// assumptions draws what is assumed of a batch, and the relationships to put so
// that it becomes true.
func assumptions(random *rand.Rand, batch *graph.Batch) (list []engine.Assumption, puts []*graph.Relationship) {
	touched := map[graph.ID]bool{}
	put := func(r *graph.Relationship, what graph.Resolution) {
		changed := *r
		changed.Claims = []graph.Claim{{Source: "src:invented", Confidence: what.Confidence, Status: what.Status, Start: what.Start, End: what.End}}
		puts, touched[r.ID] = append(puts, &changed), true
	}
	if random.IntN(2) == 0 {
		list = append(list, engine.Assumption{Lapses: "agreement:invented"})
		for _, r := range batch.Relationships {
			if r.To == "agreement:invented" && r.Resolve().Status != graph.Ended {
				what := r.Resolve()
				what.Status = graph.Ended
				put(r, what)
			}
		}
	}
	for _, r := range batch.Relationships {
		if random.IntN(4) > 0 || touched[r.ID] {
			continue
		}
		what, assumed := r.Resolve(), engine.Assumption{Relationship: r.ID}
		switch random.IntN(3) {
		case 0:
			what.Status = graph.Ended
		case 1:
			what.End = graph.Date{Year: 2027}
			assumed.End = what.End
		case 2:
			what.Status, what.Confidence = graph.Active, graph.ConfidenceB
			assumed.Status, assumed.Confidence = what.Status, what.Confidence
		}
		list = append(list, assumed)
		put(r, what)
	}
	for range random.IntN(3) {
		r := inventedTie(random)
		if r.From == r.To || touched[r.ID] || slices.ContainsFunc(batch.Relationships, func(known *graph.Relationship) bool { return known.ID == r.ID }) {
			continue
		}
		what := r.Resolve()
		list = append(list, engine.Assumption{Kind: r.Kind, From: r.From, To: r.To, Status: what.Status, Start: what.Start, End: what.End, Confidence: what.Confidence})
		put(r, what)
	}
	return list, puts
}

// asked are the answers to one question of each sort.
type asked struct {
	Paths          engine.Paths
	Strongest      engine.Paths
	Later          engine.Paths
	Gatekeepers    engine.Gatekeepers
	Connection     engine.Connection
	Intermediaries engine.IntermediaryPage
	Breaking       engine.Breaking
	Strengths      []graph.Strength
	Counts         []engine.Count
	Advice         engine.Advice
	Dependence     engine.DependencePage
}

func askAll(t *testing.T, g *engine.Graph, from, to graph.ID) (all asked) {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	query := engine.PathQuery{From: from, To: to, K: 8, MaxHops: 5}
	all.Paths = paths(t, g, query)
	strongest, later := query, query
	strongest.Order, later.Where.At = graph.ByStrength, graph.Date{Year: 2028}
	all.Strongest, all.Later = paths(t, g, strongest), paths(t, g, later)
	var err error
	all.Gatekeepers, err = g.Gatekeepers(t.Context(), engine.GatekeeperQuery{From: from, To: to, MaxRoutes: 8})
	check(err)
	all.Connection, err = g.Connect(t.Context(), engine.ConnectQuery{Members: []graph.ID{from, to, inventedOr(from)}, MaxHops: 5})
	check(err)
	all.Intermediaries, err = g.Intermediaries(t.Context(), engine.IntermediaryQuery{From: []graph.ID{from}, To: []graph.ID{to}, MaxHops: 5, Page: engine.PageQuery{First: 50}})
	check(err)
	all.Breaking, err = g.Breaking(t.Context(), engine.BreakingQuery{PathQuery: query, Within: 400})
	check(err)
	all.Advice, err = g.Advise(t.Context(), engine.AdviceQuery{From: from, To: to, MaxTies: 1, Count: 5, MaxHops: 5})
	check(err)
	all.Dependence, err = g.Dependence(t.Context(), engine.DependenceQuery{Of: from, On: engine.OnPartners, Through: engine.ThroughEntity, Page: engine.PageQuery{First: 50}})
	check(err)
	all.Counts, err = g.Counts(t.Context(), from)
	check(err)
	for _, path := range all.Paths.Paths {
		for _, hop := range path.Hops {
			ties, err := g.Relationships(t.Context(), hop.Ties)
			check(err)
			for _, tie := range ties {
				strength, err := g.Strength(tie)
				check(err)
				all.Strengths = append(all.Strengths, strength)
			}
		}
	}
	return all
}

// inventedOr is a third member of a circle.
func inventedOr(from graph.ID) graph.ID {
	if strings.HasPrefix(string(from), "org:invented") {
		return inventedID(3)
	}
	return "academy:anso"
}

// same leaves out revisions, which a change moves and an assumption does not.
func same() cmp.Options {
	return cmp.Options{
		cmpopts.IgnoreFields(engine.Paths{}, "Revision"), cmpopts.IgnoreFields(engine.Breaking{}, "Revision"),
		cmpopts.IgnoreUnexported(engine.Diagnosis{}, engine.Paths{}, engine.Gatekeepers{}, engine.Connection{}, engine.IntermediaryPage{}),
	}
}

func TestAnAssumptionAnswersLikeAStoreInWhichItCameTrue(t *testing.T) {
	for seed := range uint64(80) {
		random := rand.New(rand.NewPCG(seed, 40))
		batch := invented(random)
		g := empty(t, at("2026-11-24"))
		apply(t, g, batch)
		list, puts := assumptions(random, &batch)
		before := askAll(t, g, inventedID(0), inventedID(1))
		supposed := askAll(t, suppose(t, g, list...), inventedID(0), inventedID(1))
		if diff := cmp.Diff(before, askAll(t, g, inventedID(0), inventedID(1)), same()); diff != "" {
			t.Fatalf("seed %d: the assumption changed the graph (-before +after):\n%s", seed, diff)
		}
		apply(t, g, graph.Batch{Relationships: puts})
		if diff := cmp.Diff(askAll(t, g, inventedID(0), inventedID(1)), supposed, same()); diff != "" {
			t.Fatalf("seed %d, assumed %+v (-changed +assumed):\n%s", seed, list, diff)
		}
	}
}

func TestAnAssumptionOnTheBuiltInFactsAnswersLikeTheChange(t *testing.T) {
	shared := builtIn(t)
	supposed := askAll(t, suppose(t, shared, engine.Assumption{Lapses: "agreement:center-cas-mou"},
		engine.Assumption{Relationship: "rel:MEMBER_OF/org:cpdi/academy:anso/founder", End: graph.Date{Year: 2026}}), "org:cpdi", "org:jkuat")
	g, err := openWithFacts(at("2026-11-24"))
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	ids := []graph.ID{"rel:PARTY_TO/academy:cas/agreement:center-cas-mou/party", "rel:PARTY_TO/org:cpdi/agreement:center-cas-mou/party", "rel:MEMBER_OF/org:cpdi/academy:anso/founder"}
	records, err := g.Relationships(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range records {
		what := r.Resolve()
		if i < 2 {
			what.Status = graph.Ended
		} else {
			what.End = graph.Date{Year: 2026}
		}
		r.Claims = []graph.Claim{{Source: r.Claims[0].Source, Confidence: what.Confidence, Status: what.Status, Start: what.Start, End: what.End}}
	}
	apply(t, g, graph.Batch{Relationships: records})
	if diff := cmp.Diff(askAll(t, g, "org:cpdi", "org:jkuat"), supposed, same()); diff != "" {
		t.Errorf("(-changed +assumed):\n%s", diff)
	}
}

func TestWhatIsAssumedSaysSoAndIsNotWritten(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	head, err := g.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	supposed := suppose(t, g, engine.Assumption{Kind: graph.PartnerOf, From: "org:lone", To: "org:a", Role: "cooperation"})
	found := paths(t, supposed, engine.PathQuery{From: "org:b", To: "org:lone", K: 1, MaxHops: 6})
	if len(found.Paths) != 1 {
		t.Fatalf("got %+v, want the path by the assumed tie", found)
	}
	id := found.Paths[0].Hops[2].Ties[0]
	ties, err := supposed.Relationships(t.Context(), []graph.ID{id, found.Paths[0].Hops[0].Ties[0]})
	if err != nil || ties[0] == nil || !ties[0].Assumed() || ties[0].From != "org:a" || ties[1].Assumed() {
		t.Errorf("got %+v, %v; want the assumed tie with its ends in order, and a recorded one", ties, err)
	}
	if ties, err := g.Relationships(t.Context(), []graph.ID{id}); err != nil || ties[0] != nil {
		t.Errorf("the graph knows %+v, %v", ties, err)
	}
	_, err = supposed.Apply(t.Context(), small())
	wantCode(t, err, graph.Invalid)
	if after, err := g.Head(t.Context()); err != nil || after != head {
		t.Errorf("the store stands at %+v, %v, before at %+v", after, err, head)
	}
}

func TestAnAssumptionStaysWhileTheGraphGoesOn(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	query := engine.PathQuery{From: "org:a", To: "org:b", K: 1, MaxHops: 6}
	ended := suppose(t, g, engine.Assumption{Relationship: "rel:MEMBER_OF/org:a/org:club"})
	active := suppose(t, g, engine.Assumption{Relationship: "rel:MEMBER_OF/org:a/org:club", Status: graph.Active})
	for i := range 40 {
		apply(t, g, graph.Batch{Relationships: []*graph.Relationship{tie([]graph.RelationshipKind{graph.Funds, graph.PartOf}[i%2], "org:lone", "org:club")},
			Entities: []*graph.Entity{body(inventedID(i))}})
		suppose(t, g, engine.Assumption{Lapses: "org:club"})
		if n := len(paths(t, ended, query).Paths); n != 0 {
			t.Fatalf("after %d commits %d paths are left without the membership", i+1, n)
		}
		if n := len(paths(t, active, query).Paths); n != 1 {
			t.Fatalf("after %d commits there are %d paths with the membership", i+1, n)
		}
	}
}

func TestWhatCannotBeAssumedIsRefusedByItsPlace(t *testing.T) {
	g := builtIn(t)
	member := engine.Assumption{Relationship: "rel:MEMBER_OF/org:cpdi/academy:anso/founder"}
	cases := []struct {
		name  string
		list  []engine.Assumption
		code  graph.Code
		field string
	}{
		{"nothing", []engine.Assumption{{}}, graph.Invalid, "assume[0]"},
		{"two forms at once", []engine.Assumption{{Relationship: member.Relationship, Lapses: "academy:anso"}}, graph.Invalid, "assume[0]"},
		{"an unknown relationship", []engine.Assumption{member, {Relationship: "rel:of/nothing"}}, graph.NotFound, "assume[1].relationship"},
		{"one relationship twice", []engine.Assumption{member, member}, graph.Invalid, "assume[1].relationship"},
		{"an unknown entity that lapses", []engine.Assumption{{Lapses: "agreement:unheard-of"}}, graph.NotFound, "assume[0].lapses"},
		{"an unknown end", []engine.Assumption{{Kind: graph.PartOf, From: "org:cpdi", To: "org:nobody"}}, graph.NotFound, "assume[0].to"},
		{"an end of the wrong kind", []engine.Assumption{{Kind: graph.PartyTo, From: "org:cpdi", To: "academy:cas"}}, graph.Invalid, "assume[0].to"},
		{"a tie to itself", []engine.Assumption{{Kind: graph.PartOf, From: "org:cpdi", To: "org:cpdi"}}, graph.Invalid, "assume[0].to"},
		{"no kind", []engine.Assumption{{From: "org:cpdi", To: "academy:cas"}}, graph.Invalid, "assume[0].kind"},
		{"a role of another kind", []engine.Assumption{{Kind: graph.PartOf, From: "org:cpdi", To: "academy:cas", Role: "founder"}}, graph.Invalid, "assume[0].role"},
		{"what is recorded as something new", []engine.Assumption{{Kind: graph.MemberOf, From: "org:cpdi", To: "academy:anso", Role: "founder"}}, graph.Conflict, "assume[0]"},
		{"an end before the start", []engine.Assumption{{Relationship: member.Relationship, End: graph.Date{Year: 1999}}}, graph.Invalid, "assume[0].end"},
		{"too long a list", make([]engine.Assumption, engine.MaxAssumptions+1), graph.TooLarge, "assume"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := g.Suppose(t.Context(), c.list)
			wantCode(t, err, c.code)
			if known, ok := err.(*graph.Error); !ok || known.Field != c.field {
				t.Errorf("got %v, want the field %s", err, c.field)
			}
		})
	}
}
