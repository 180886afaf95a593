package match_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/match"
)

// body makes an organisation of a test; name, country and city may be empty.
func body(id graph.ID, name, country, city string, change ...func(*graph.Entity)) *graph.Entity {
	e := &graph.Entity{ID: id, Kind: graph.Organization, Properties: map[string]graph.Value{}, Names: []graph.Name{{Value: name, Language: "en", Type: graph.Label}}}
	for property, text := range map[string]string{"country": country, "city": city} {
		if text != "" {
			e.Properties[property] = graph.Text(text)
		}
	}
	for _, c := range change {
		c(e)
	}
	return e
}

func with(property string, value graph.Value) func(*graph.Entity) {
	return func(e *graph.Entity) { e.Properties[property] = value }
}

func register(scheme, value string) func(*graph.Entity) {
	return func(e *graph.Entity) {
		e.ExternalIDs = append(e.ExternalIDs, graph.ExternalID{Scheme: scheme, Value: value})
	}
}

func called(value string, kind graph.NameType) func(*graph.Entity) {
	return func(e *graph.Entity) { e.Names = append(e.Names, graph.Name{Value: value, Type: kind}) }
}

func firm(e *graph.Entity) { e.Kind = graph.Firm }

// matched gives the match of two bodies, by the weights of a corpus that has nothing else.
func matched(t *testing.T, a, b *graph.Entity, change ...func(*match.Corpus)) match.Match {
	t.Helper()
	c := match.New()
	c.Add(a)
	c.Add(b)
	for _, f := range change {
		f(c)
	}
	found := match.Match{A: a.ID, B: b.ID}
	for m, err := range c.Pairs(t.Context(), match.Look{}) {
		if err != nil {
			t.Fatal(err)
		}
		found = m
	}
	return found
}

func TestTheGradeOfAPair(t *testing.T) {
	cases := []struct {
		name string
		a, b *graph.Entity
		want match.Grade
	}{
		{"the same name in the same country is sure",
			body("x:a", "Invented University of Shahrekord", "IR", ""), body("x:b", "INVENTED UNIVERSITY OF SHAHREKORD", "IR", "Shahrekord"), match.Sure},
		{"the same name without a place is asked about",
			body("x:a", "Invented University of Shahrekord", "IR", ""), body("x:b", "Invented University of Shahrekord", "", ""), match.Review},
		{"the same name in two countries is two",
			body("x:a", "Invented Ministry of Irrigation", "IR", ""), body("x:b", "Invented Ministry of Irrigation", "TR", ""), match.Apart},
		{"a shared id is sure when the names are alike",
			body("x:a", "Invented Institute of Optics", "IR", "", register("wikidata", "Q1")), body("x:b", "Invented Optics Institute Tehran", "IR", "", register("wikidata", "Q1")), match.Sure},
		{"a shared id with a name that has nothing in common is asked about",
			body("x:a", "Invented Institute of Optics", "IR", "", register("wikidata", "Q1")), body("x:b", "Blue Harbour Museum", "IR", "", register("wikidata", "Q1")), match.Review},
		{"a register that says that they are two makes nothing sure",
			body("x:a", "Invented Institute of Optics", "IR", "Qom", register("ror", "one"), register("isni", "1"), with("founded", graph.DateOf(graph.Date{Year: 1999}))),
			body("x:b", "Invented Institute of Optics", "IR", "Qom", register("ror", "two"), register("isni", "1"), with("founded", graph.DateOf(graph.Date{Year: 1999}))), match.Review},
		{"a part is not the whole",
			body("x:a", "Invented University of Lapland", "FI", "Oulu", with("type", graph.Text("UNIVERSITY"))),
			body("x:b", "Invented University of Lapland Hospital", "FI", "Oulu", with("type", graph.Text("HOSPITAL"))), match.Apart},
		{"another number is another body",
			body("x:a", "Invented Design Bureau 15", "RU", ""), body("x:b", "Invented Design Bureau 16", "RU", ""), match.Apart},
		{"a name in two scripts is asked about",
			body("x:a", "\u0645\u062e\u0627\u0628\u0631\u0627\u062a \u06a9\u0648\u06cc\u0631", "IR", ""), body("x:b", "Mokhaberat Kavir", "IR", ""), match.Review},
		{"a slip in a rare word is asked about",
			body("x:a", "Mehrabadian Kavir Optics", "IR", ""), body("x:b", "Mehrabadiyan Kavir Optics", "IR", ""), match.Review},
		{"a former name with a place is sure",
			body("x:a", "Harbour Optics Institute", "NO", "", called("Invented Seamark Bureau", graph.Former)), body("x:b", "Invented Seamark Bureau", "NO", ""), match.Sure},
		{"the form of a firm is no part of its name",
			body("x:a", "Invented Kavir Trading Co., Ltd.", "IR", "", firm), body("x:b", "Invented Kavir Trading", "IR", "", firm), match.Sure},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if m := matched(t, c.a, c.b); m.Grade != c.want {
				t.Errorf("got %s (%.3f), want %s: %v", m.Grade, m.Score, c.want, m.Features)
			}
		})
	}
}

func TestAListedPartyIsSureOnlyByASharedID(t *testing.T) {
	listed := func(c *match.Corpus) { c.Tie(graph.ListedUnder, "x:b", "restriction:x") }
	a, b := body("x:a", "Invented Kavir Optics", "IR", "Qom", firm), body("x:b", "Invented Kavir Optics", "IR", "Qom", firm)
	if m := matched(t, a, b, listed); m.Grade != match.Review || !m.Listed || m.Score < match.SureFrom {
		t.Errorf("by name and place: got %s %v %.3f, want REVIEW, listed, a high score", m.Grade, m.Listed, m.Score)
	}
	register("ofac-sdn", "7")(a)
	register("ofac-sdn", "7")(b)
	if m := matched(t, a, b, listed); m.Grade != match.Sure {
		t.Errorf("by the id of the list: got %s, want SURE", m.Grade)
	}
}

func TestAScoreIsTheSumOfItsFeatures(t *testing.T) {
	a := body("x:a", "Invented Institute of Optics", "IR", "Qom", with("founded", graph.DateOf(graph.Date{Year: 1990})), with("type", graph.Text("INSTITUTE")), with("website", graph.Text("https://www.example.org/")))
	b := body("x:b", "Invented Institute of Optics", "IR", "Shiraz", with("founded", graph.DateOf(graph.Date{Year: 1991})), with("type", graph.Text("UNIVERSITY")), with("website", graph.Text("http://example.org")))
	m := matched(t, a, b)
	var kinds []string
	for _, f := range m.Features {
		kinds = append(kinds, f.Kind.String())
	}
	if diff := cmp.Diff([]string{"NAME", "COUNTRY", "CITY", "KIND", "FOUNDED", "WEBSITE"}, kinds); diff != "" {
		t.Errorf("features (-want +got):\n%s", diff)
	}
	if got, want := m.Features[2].String(), "city: \u201cqom\u201d and \u201cshiraz\u201d speak for two bodies (-2.0 bits)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Whatever two records of one body differ in, some block holds both.
func TestBlocksBringTogetherWhatMayBeOne(t *testing.T) {
	cases := []struct {
		name string
		a, b *graph.Entity
	}{
		{"an external id only", body("x:a", "Alpha Harbour", "IR", "", register("isni", "1")), body("x:b", "Omega Museum", "IR", "", register("isni", "1"))},
		{"a website only", body("x:a", "Alpha Harbour", "IR", "Qom", with("website", graph.Text("https://example.org"))), body("x:b", "Omega Museum", "IR", "Qom", with("website", graph.Text("https://example.org")))},
		{"an acronym and the name it stands for", body("x:a", "KOMOL", "IR", "", called("KOMOL", graph.Acronym)), body("x:b", "Kavir Optics Measuring Observatory Lab", "IR", "")},
		{"spaces", body("x:a", "Kavir Pars Optics", "IR", ""), body("x:b", "Kavirpars Optics", "IR", "")},
		{"another transliteration", body("x:a", "Qasemiyan Sanat", "IR", ""), body("x:b", "Ghassemian Sanat", "IR", "")},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			corpus := match.New()
			corpus.Add(c.a)
			corpus.Add(c.b)
			for _, err := range corpus.Pairs(t.Context(), match.Look{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
			if corpus.Compared() != 1 {
				t.Errorf("%d pairs were compared, want 1", corpus.Compared())
			}
		})
	}
}

// A name that everybody has is no reason to compare everybody with everybody.
func TestTheComparisonsGrowWithTheBodiesNotWithTheirSquare(t *testing.T) {
	compared := func(n int) int {
		corpus := match.New()
		for i := range n {
			corpus.Add(body(graph.ID(fmt.Sprint("x:", i)), "Invented Ministry of Health", string([]byte{byte('A' + i%26), byte('A' + i/26%26)}), ""))
			corpus.Add(body(graph.ID(fmt.Sprint("y:", i)), fmt.Sprint("Invented Institute ", i), "IR", ""))
		}
		for _, err := range corpus.Pairs(t.Context(), match.Look{}) {
			if err != nil {
				t.Fatal(err)
			}
		}
		return corpus.Compared()
	}
	small, large := compared(500), compared(4_000)
	if most := 100 * 8_000; large > most || large > 16*max(small, 8_000) {
		t.Errorf("%d comparisons of 1,000 bodies, %d of 8,000; want at most %d", small, large, most)
	}
}

func TestPairsOfWhatIsWantedOnly(t *testing.T) {
	corpus := match.New()
	for _, id := range []graph.ID{"x:a", "x:b", "x:c"} {
		corpus.Add(body(id, "Invented Kavir Optics", "IR", ""))
	}
	var pairs []string
	for m, err := range corpus.Pairs(t.Context(), match.Look{Wanted: func(id graph.ID) bool { return id == "x:b" }}) {
		if err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, string(m.A+" "+m.B))
	}
	if diff := cmp.Diff([]string{"x:a x:b", "x:b x:c"}, pairs); diff != "" {
		t.Errorf("pairs (-want +got):\n%s", diff)
	}
	for m, err := range corpus.Pairs(t.Context(), match.Look{Wanted: func(id graph.ID) bool { return id != "x:c" }, Across: true}) {
		if err != nil || m.B != "x:c" {
			t.Errorf("got %s and %s, %v, want only pairs with x:c", m.A, m.B, err)
		}
	}
}

func TestALookForPairsEndsWithItsContext(t *testing.T) {
	corpus := match.New()
	corpus.Add(body("x:a", "Invented Kavir Optics", "IR", ""))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range corpus.Pairs(ctx, match.Look{}) {
		if err == nil {
			t.Error("a pair came after the end of the context")
		}
	}
}

func TestWhatIsNoBodyIsNotCompared(t *testing.T) {
	corpus := match.New()
	corpus.Add(&graph.Entity{ID: "iso:IR", Kind: graph.Country, Names: []graph.Name{{Value: "Iran", Type: graph.Label}}})
	if corpus.Len() != 0 || corpus.Has("iso:IR") {
		t.Error("a country was taken for a body")
	}
}

// records is a graph as a store gives it: the entities before the ties.
type records struct {
	entities []*graph.Entity
	ties     []graph.Tie
	// err ends the one sequence or the other.
	changes, outline error
}

func (r records) Changes(context.Context, graph.Revision) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		for _, e := range r.entities {
			if !yield(graph.Change{Entity: e}, nil) {
				return
			}
		}
		if r.changes != nil {
			yield(graph.Change{}, r.changes)
		}
	}
}

func (r records) Outline(context.Context, graph.Revision) iter.Seq2[graph.Outline, error] {
	return func(yield func(graph.Outline, error) bool) {
		for _, t := range r.ties {
			if !yield(graph.Outline{Tie: &t}, nil) {
				return
			}
		}
		if r.outline != nil {
			yield(graph.Outline{}, r.outline)
		}
	}
}

func TestACorpusKnowsAllAddressesAndListings(t *testing.T) {
	iran := &graph.Entity{ID: "iso:IR", Kind: graph.Country, ExternalIDs: []graph.ExternalID{{Scheme: "iso3166-1-alpha-2", Value: "IR"}}}
	corpus, err := match.Collect(t.Context(), records{
		entities: []*graph.Entity{iran, body("x:a", "Invented Kavir Optics", "IR", ""), body("x:b", "Invented Kavir Optics", "DE", "")},
		ties:     []graph.Tie{{Kind: graph.LocatedIn, From: "x:b", To: "iso:IR"}, {Kind: graph.ListedUnder, From: "x:b", To: "restriction:x"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	found := pairs(t, corpus, match.Look{})
	if len(found) != 1 || !found[0].Listed || found[0].Grade != match.Review {
		t.Errorf("got %+v, want one pair that is listed and for review", found)
	}
}

func pairs(t *testing.T, corpus *match.Corpus, look match.Look) (found []match.Match) {
	t.Helper()
	for m, err := range corpus.Pairs(t.Context(), look) {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, m)
	}
	return found
}

func TestAFeedThatFailsFailsTheCorpus(t *testing.T) {
	broken := graph.Errorf(graph.Unavailable, "the store is away")
	for name, feed := range map[string]records{"of records": {changes: broken}, "in short form": {outline: broken}} {
		if _, err := match.Collect(t.Context(), feed); graph.CodeOf(err) != graph.Unavailable {
			t.Errorf("%s: got %v, want UNAVAILABLE", name, err)
		}
	}
}

// A body that is read again has changed meanwhile; where it is stays known.
func TestTheLatterOfTwoRecordsOfABodyCounts(t *testing.T) {
	corpus := match.New()
	corpus.Add(body("x:a", "Invented Kavir Optics", "IR", ""))
	corpus.Add(body("x:b", "Invented Lut Glassworks", "IR", ""))
	corpus.Tie(graph.ListedUnder, "x:b", "restriction:x")
	corpus.Add(body("x:b", "Invented Kavir Optics", "IR", ""))
	found := pairs(t, corpus, match.Look{})
	if corpus.Len() != 2 || len(found) != 1 || !found[0].Listed {
		t.Errorf("%d bodies and the pairs %+v, want one pair of the two with the listing", corpus.Len(), found)
	}
}

// Whoever is asked about is met from both sides of each of its pairs.
func TestAPairOfTheWantedComesOnce(t *testing.T) {
	corpus := match.New()
	for _, id := range []graph.ID{"x:a", "x:b", "x:c", "x:d"} {
		corpus.Add(body(id, "Invented Kavir Optics", "IR", ""))
	}
	wanted := func(id graph.ID) bool { return id == "x:b" || id == "x:d" }
	for across, want := range map[bool][]string{
		false: {"x:a x:b", "x:a x:d", "x:b x:c", "x:b x:d", "x:c x:d"},
		true:  {"x:a x:b", "x:a x:d", "x:b x:c", "x:c x:d"},
	} {
		var got []string
		for _, m := range pairs(t, corpus, match.Look{Wanted: wanted, Across: across}) {
			got = append(got, string(m.A+" "+m.B))
		}
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("across %v (-want +got):\n%s", across, diff)
		}
	}
}
