package seed_test

import (
	"flag"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/seed"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestTheSampleOfTheRegistry(t *testing.T) {
	store := openStore(t)
	report := load(t, store, "ror", inputOf(sample(t)))
	t.Run("with a report that says what was left out", func(t *testing.T) {
		want := []seed.Note{
			{Text: "withdrawn organisations that resolve to their successors", Count: 2},
			{Text: "countries that were missing", Count: 6},
			{Text: "ties left out: the other organisation is neither in the input nor in the graph", Count: 7},
			{Text: "ties left out: stated by a withdrawn record", Count: 2},
		}
		if diff := cmp.Diff(want, report.Notes); diff != "" || report.Read != 10 || report.Refused != 0 {
			t.Errorf("got %+v, notes differ (-want +got):\n%s", report, diff)
		}
	})
	t.Run("and a second load changes nothing and adds no revision", func(t *testing.T) {
		unchanged(t, store, inputOf(sample(t)))
	})
	t.Run("and the ids of withdrawn records resolve to their successors", func(t *testing.T) {
		if got := entity(t, store, "ror:00krmsh17").ID; got != "ror:00wqczk30" {
			t.Errorf("got %s, want ror:00wqczk30", got)
		}
	})
}

// The built-in facts have academy:cas, which carries the ROR id 034t30j35.
func TestOrganisationsJoinWhatCarriesTheirID(t *testing.T) {
	store := openStore(t)
	load(t, store, "entente", someFacts(t))
	before := entity(t, store, "academy:cas")
	load(t, store, "ror", inputOf(sample(t)))
	after := entity(t, store, "ror:034t30j35")
	t.Run("the entity keeps its id and kind, and answers to the ROR id", func(t *testing.T) {
		if after.ID != "academy:cas" || after.Kind != graph.Academy || !slices.Contains(after.Merged, "ror:034t30j35") {
			t.Errorf("got %s, a %s, merged %v", after.ID, after.Kind, after.Merged)
		}
	})
	t.Run("it keeps its names in front and gains others", func(t *testing.T) {
		if len(after.Names) <= len(before.Names) || !slices.Equal(after.Names[:len(before.Names)], before.Names) {
			t.Errorf("got %v, want %v and more", after.Names, before.Names)
		}
	})
	t.Run("it keeps its properties and gains others", func(t *testing.T) {
		for name, value := range before.Properties {
			if !after.Properties[name].Equal(value) {
				t.Errorf("%s: got %v, want %v", name, after.Properties[name], value)
			}
		}
		if after.Properties["website"].Text == "" || after.ExternalID("grid") == "" {
			t.Errorf("got properties %v, ids %v, want a website and a GRID id", after.Properties, after.ExternalIDs)
		}
	})
	t.Run("ties lead to it", func(t *testing.T) {
		if got := ties(t, store); !slices.ContainsFunc(got, func(s string) bool {
			return strings.HasPrefix(s, "PART_OF/") && strings.Contains(s, "/academy:cas ") && strings.Contains(s, "by 05qbk4x57")
		}) {
			t.Error("the child 05qbk4x57 is no PART_OF academy:cas")
		}
	})
	t.Run("a claim that the facts already have from the registry is not doubled", func(t *testing.T) {
		for _, tie := range ties(t, store) {
			if strings.Count(tie, "by 034t30j35") > 1 {
				t.Errorf("got %s", tie)
			}
		}
	})
	t.Run("a second load changes nothing", func(t *testing.T) { unchanged(t, store, inputOf(sample(t))) })
}

// The facts come after the registry: what the first load recorded as entities
// of their own is merged by the second.
func TestTheOrderOfTheLoadsDoesNotMatter(t *testing.T) {
	one, other := openStore(t), openStore(t)
	load(t, one, "entente", someFacts(t))
	load(t, one, "ror", inputOf(sample(t)))
	load(t, other, "ror", inputOf(sample(t)))
	load(t, other, "entente", someFacts(t))
	report := load(t, other, "ror", inputOf(sample(t)))
	if report.Removed == 0 {
		t.Errorf("got %+v, want entities merged away", report)
	}
	if got := entity(t, other, "ror:034t30j35").ID; got != "academy:cas" {
		t.Errorf("got %s, want academy:cas", got)
	}
	if diff := cmp.Diff(ties(t, one), ties(t, other)); diff != "" {
		t.Errorf("ties differ (-facts first +registry first):\n%s", diff)
	}
	unchanged(t, other, inputOf(sample(t)))
}

func TestTiesOfTheRegistry(t *testing.T) {
	for _, row := range []struct {
		what    string
		records []map[string]any
		want    []string
	}{
		{"a tie that both ends state is one, cited from where it starts",
			[]map[string]any{org(a, "A", tied("child "+b)), org(b, "B", tied("parent "+a))},
			[]string{"PART_OF/ror:0invent0b/ror:0invent0a active by 0invent0b"}},
		{"a tie that only the other end states cites that",
			[]map[string]any{org(a, "A", tied("child "+b)), org(b, "B")},
			[]string{"PART_OF/ror:0invent0b/ror:0invent0a active by 0invent0a"}},
		{"a tie without direction stands in the order of the ids",
			[]map[string]any{org(a, "A"), org(b, "B", tied("related "+a))},
			[]string{"PARTNER_OF/ror:0invent0a/ror:0invent0b active by 0invent0b"}},
		{"a successor comes after", []map[string]any{org(a, "A", tied("predecessor "+b)), org(b, "B", set("status", "inactive"), tied("successor "+a))},
			[]string{"SUCCEEDED_BY/ror:0invent0b/ror:0invent0a done by 0invent0b"}},
		{"ties of what is no longer active have ended", []map[string]any{org(a, "A", in("IR")), org(b, "B", in("IR"), set("status", "inactive"), tied("parent "+a))},
			[]string{"LOCATED_IN/ror:0invent0a/iso:IR active by 0invent0a", "LOCATED_IN/ror:0invent0b/iso:IR ended by 0invent0b", "PART_OF/ror:0invent0b/ror:0invent0a ended by 0invent0b"}},
		{"a tie of itself is none", []map[string]any{org(a, "A", tied("child "+a))}, nil},
		{"a tie into the unknown is left out", []map[string]any{org(a, "A", tied("child "+b))}, nil},
		{"a tie to a withdrawn record leads to its successor", []map[string]any{org(a, "A", tied("child "+b)), org(b, "B", withdrawn, tied("successor "+c)), org(c, "C")},
			[]string{"PART_OF/ror:0invent0c/ror:0invent0a active by 0invent0a"}},
		{"what a withdrawn record states goes with it", []map[string]any{org(a, "A"), org(b, "B", withdrawn, tied("successor "+c, "parent "+a)), org(c, "C")}, nil},
	} {
		t.Run(row.what, func(t *testing.T) {
			store := openStore(t)
			load(t, store, "ror", dump(t, row.records...))
			if diff := cmp.Diff(row.want, ties(t, store)); diff != "" {
				t.Errorf("ties differ (-want +got):\n%s", diff)
			}
			// In another order it is another edition, which says the same.
			slices.Reverse(row.records)
			report := load(t, store, "ror", dump(t, row.records...))
			if diff := cmp.Diff(row.want, ties(t, store)); diff != "" || report.Changed+report.Retired+report.Removed > 0 {
				t.Errorf("got %+v, ties differ (-want +got):\n%s", report, diff)
			}
		})
	}
}

func TestWithdrawnRecords(t *testing.T) {
	for _, row := range []struct {
		what    string
		records []map[string]any
		// want is what each of the ids resolves to.
		want map[graph.ID]graph.ID
	}{
		{"resolve to the end of a chain", []map[string]any{org(a, "A", withdrawn, tied("successor "+b)), org(b, "B", withdrawn, tied("successor "+c)), org(c, "C")},
			map[graph.ID]graph.ID{"ror:" + a: "ror:" + c, "ror:" + b: "ror:" + c, "ror:" + c: "ror:" + c}},
		{"resolve when only the successor says so", []map[string]any{org(a, "A", withdrawn), org(b, "B", tied("predecessor "+a))},
			map[graph.ID]graph.ID{"ror:" + a: "ror:" + b}},
		{"stay without a successor", []map[string]any{org(a, "A", withdrawn)}, map[graph.ID]graph.ID{"ror:" + a: "ror:" + a}},
		{"stay when the successor is not there", []map[string]any{org(a, "A", withdrawn, tied("successor "+d))}, map[graph.ID]graph.ID{"ror:" + a: "ror:" + a}},
		{"resolve to a withdrawn one that stays", []map[string]any{org(a, "A", withdrawn, tied("successor "+b)), org(b, "B", withdrawn)}, map[graph.ID]graph.ID{"ror:" + a: "ror:" + b}},
		{"stay when they succeed each other, and those that lead there too",
			[]map[string]any{org(a, "A", withdrawn, tied("successor "+b)), org(b, "B", withdrawn, tied("successor "+a)), org(c, "C", withdrawn, tied("successor "+a))},
			map[graph.ID]graph.ID{"ror:" + a: "ror:" + a, "ror:" + b: "ror:" + b, "ror:" + c: "ror:" + c}},
	} {
		t.Run(row.what, func(t *testing.T) {
			store := openStore(t)
			load(t, store, "ror", dump(t, row.records...))
			for id, want := range row.want {
				if got := entity(t, store, id).ID; got != want {
					t.Errorf("%s: got %s, want %s", id, got, want)
				}
			}
			unchanged(t, store, dump(t, row.records...))
		})
	}
}

func TestATieMayHaveAnIDOfItsOwn(t *testing.T) {
	store := openStore(t)
	edition := load(t, store, "ror", dump(t, org(a, "A"), org(b, "B"))).Edition
	apply(t, store, graph.Batch{Relationships: []*graph.Relationship{{ID: "rel:mine", Kind: graph.PartOf, From: "ror:" + b, To: "ror:" + a,
		Claims: []graph.Claim{{Source: edition, Locator: "by hand", Confidence: graph.ConfidenceB, Status: graph.Active}}}}})
	load(t, store, "ror", dump(t, org(a, "A"), org(b, "B", tied("parent "+a))))
	if diff := cmp.Diff([]string{"mine active by by hand active by 0invent0b"}, ties(t, store)); diff != "" {
		t.Errorf("ties differ (-want +got):\n%s", diff)
	}
}

func TestOneEntityMayCarryTwoIDs(t *testing.T) {
	store := openStore(t)
	apply(t, store, graph.Batch{Entities: []*graph.Entity{{ID: "org:both", Kind: graph.Firm, Names: []graph.Name{{Value: "Both", Language: "en", Type: graph.Label}},
		ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: a}, {Scheme: "ror", Value: b}}}}})
	input := dump(t, org(a, "A"), org(b, "B", tied("parent "+a)), org(c, "C", tied("parent "+a, "parent "+b)))
	load(t, store, "ror", input)
	got := entity(t, store, "ror:"+b)
	if want := []graph.ID{"ror:" + a, "ror:" + b}; got.ID != "org:both" || got.Kind != graph.Firm || !slices.Equal(got.Merged, want) || got.Properties["type"].Text != "" {
		t.Errorf("got %+v, want the firm org:both with %v merged and no type", got, want)
	}
	if diff := cmp.Diff([]string{"PART_OF/ror:0invent0c/org:both active by 0invent0c"}, ties(t, store)); diff != "" {
		t.Errorf("ties differ (-want +got):\n%s", diff)
	}
	unchanged(t, store, input)
}

func TestCountriesOfTheRegistry(t *testing.T) {
	store := openStore(t)
	apply(t, store, graph.Batch{Entities: []*graph.Entity{
		{ID: "country:iran", Kind: graph.Country, Names: []graph.Name{{Value: "Iran", Language: "en", Type: graph.Label}}, ExternalIDs: []graph.ExternalID{{Scheme: "iso3166-1-alpha-2", Value: "IR"}}},
		{ID: "iso:FR", Kind: graph.Country, Names: []graph.Name{{Value: "France", Language: "en", Type: graph.Label}}},
	}})
	load(t, store, "ror", dump(t, org(a, "A", in("IR")), org(b, "B", in("DE")), org(c, "C", in("FR")), org(d, "D", in("QQ"))))
	t.Run("are those of the graph by their code or id", func(t *testing.T) {
		want := []string{"LOCATED_IN/ror:0invent0a/country:iran active by 0invent0a", "LOCATED_IN/ror:0invent0b/iso:DE active by 0invent0b",
			"LOCATED_IN/ror:0invent0c/iso:FR active by 0invent0c", "LOCATED_IN/ror:0invent0d/iso:QQ active by 0invent0d"}
		if diff := cmp.Diff(want, ties(t, store)); diff != "" {
			t.Errorf("ties differ (-want +got):\n%s", diff)
		}
	})
	t.Run("are made with English and Persian names where they are missing", func(t *testing.T) {
		got := entity(t, store, "iso:DE")
		if got.Kind != graph.Country || got.Code() != "DE" || got.ExternalID("iso3166-1-alpha-3") != "DEU" || got.Name("en").Value != "Germany" || got.Name("fa").Value != "آلمان" {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("have the registry's name where nobody else knows the code", func(t *testing.T) {
		if got := entity(t, store, "iso:QQ").Name("en"); got.Value != "Invented Country" || got.Source.Importer() != "ror" {
			t.Errorf("got %+v", got)
		}
	})
}

func TestRefusedRecordsDoNotStopTheOthers(t *testing.T) {
	store := openStore(t)
	report := load(t, store, "ror", dump(t, org(a, "A"), org("nonsense", "B"), org(c, "C", set("types", []string{"castle"})), org(a, "A again"), org(d, "D", set("established", 0))))
	want := []seed.Refusal{
		{Record: "record 2 (https://ror.org/nonsense)", Field: "id", Reason: `"https://ror.org/nonsense" is no ROR id such as https://ror.org/05qbk4x57`},
		{Record: "record 3 (https://ror.org/0invent0c)", Field: "types[0]", Reason: `unknown type "castle"`},
		{Record: "record 4 (ror:0invent0a)", Field: "id", Reason: "the id is also that of record 1"},
	}
	if diff := cmp.Diff(want, report.Refusals); diff != "" || report.Refused != 3 || report.Read != 5 {
		t.Errorf("got %+v, refusals differ (-want +got):\n%s", report, diff)
	}
	if got := head(t, store).Entities; got != 2 {
		t.Errorf("got %d entities, want 2", got)
	}
	if !slices.Contains(report.Notes, seed.Note{Text: "founding years that cannot be, left out", Count: 1}) {
		t.Errorf("got notes %v, want one about the founding year", report.Notes)
	}
	t.Run("but when there are no others the input is refused", func(t *testing.T) {
		_, err := seed.Load(t.Context(), openStore(t), "ror", dump(t, org("nonsense", "A")), seed.Options{})
		if graph.CodeOf(err) != graph.Invalid {
			t.Errorf("got %v, want INVALID", err)
		}
	})
}
