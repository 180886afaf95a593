package sentence_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/sentence"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden file")

func entity(id graph.ID, kind graph.EntityKind, english, persian string) *graph.Entity {
	e := &graph.Entity{ID: id, Kind: kind, Names: []graph.Name{{Value: english, Language: "en", Type: graph.Label}}}
	if persian != "" {
		e.Names = append(e.Names, graph.Name{Value: persian, Language: "fa", Type: graph.Label})
	}
	return e
}

func tie(kind graph.RelationshipKind, from, to graph.ID, role string, claims ...graph.Claim) *graph.Relationship {
	return &graph.Relationship{ID: graph.RelationshipID(kind, from, to, role), Kind: kind, From: from, To: to, Role: role, Claims: claims}
}

func claim(confidence graph.Confidence, status graph.Status, start, end string) graph.Claim {
	return graph.Claim{Confidence: confidence, Status: status, Start: date(start), End: date(end)}
}

// date gives no date for "" and for what is no date; the golden file shows it.
func date(s string) graph.Date {
	d, _ := graph.ParseDate(s)
	return d
}

// paths are what the golden file tells. A hop is written from, the relationship, to;
// ">" is walked from its from to its to, "<" the other way. A hop may be suggested or assumed.
var paths = []struct {
	why  string
	hops []string
}{
	{"two founders of one body", []string{"org:cpdi >MEMBER_OF/founder academy:anso", "academy:anso <MEMBER_OF/founder org:jkuat"}},
	{"a founder and a member of the board", []string{"org:cpdi >MEMBER_OF/founder academy:anso", "academy:anso <MEMBER_OF/board academy:cas"}},
	{"a founder since a day, and another without a date of its own", []string{"academy:kazakhstan >MEMBER_OF/founder academy:nasic", "academy:nasic <MEMBER_OF/founder academy:iran"}},
	{"two parties to a memorandum in force", []string{"org:cpdi >PARTY_TO/party agreement:center-cas-mou", "agreement:center-cas-mou <PARTY_TO/party academy:cas"}},
	{"two parties that signed on a day", []string{"org:tubitak >PARTY_TO/party agreement:tubitak-anas", "agreement:tubitak-anas <PARTY_TO/party academy:azerbaijan"}},
	{"a draft and who brokered it", []string{"academy:pakistan >PARTY_TO/draft-party agreement:pas-iran-academy-draft", "agreement:pas-iran-academy-draft <PARTY_TO/broker org:cinvu"}},
	{"signed, not ratified", []string{"iso:AZ >PARTY_TO/signed-not-ratified agreement:ecosf-charter"}},
	{"an ended membership", []string{"academy:cas >MEMBER_OF/member academy:aasa"}},
	{"a body that became another", []string{"academy:aasa >SUCCEEDED_BY/ academy:aassa"}},
	{"an officer of two bodies", []string{"academy:anso <OFFICER_OF/president person:bai-chunli", "person:bai-chunli >OFFICER_OF/president academy:cas"}},
	{"the same office in two bodies for two terms", []string{"academy:twas <OFFICER_OF/president person:bai-chunli", "person:bai-chunli >OFFICER_OF/president academy:anso"}},
	{"up through a unit", []string{"org:cas-bic >PART_OF/unit academy:cas", "academy:cas >MEMBER_OF/board academy:anso"}},
	{"down to an office of a body of a country", []string{"iso:IR <PART_OF/represents org:cpdi", "org:cpdi <OFFICER_OF/head person:hamidreza-amirinia"}},
	{"a plan to join", []string{"academy:jiangxi >MEMBER_OF/applicant academy:iaas"}},
	{"a proposed consortium", []string{"org:ait >MEMBER_OF/consortium-partner org:ctcn"}},
	{"a contested membership", []string{"iso:SA >MEMBER_OF/member org:brics"}},
	{"a suspended observer", []string{"iso:RU >MEMBER_OF/observer org:cern"}},
	{"a planned partnership", []string{"academy:anso >PARTNER_OF/cooperation org:apn"}},
	{"partners told from the side that is asked first", []string{"academy:iaas <PARTNER_OF/cooperation academy:anso"}},
	{"an inferred tie", []string{"org:dfat >PART_OF/state-body iso:AU"}},
	{"two founders, assumed", []string{"org:cpdi >MEMBER_OF/founder academy:anso assumed", "academy:anso <MEMBER_OF/founder org:jkuat assumed"}},
	{"a founder, and another who is suggested", []string{"org:cpdi >MEMBER_OF/founder academy:anso", "academy:anso <MEMBER_OF/founder org:jkuat suggested"}},
	{"two parties to a suggested memorandum", []string{"org:cpdi >PARTY_TO/party agreement:center-cas-mou suggested", "agreement:center-cas-mou <PARTY_TO/party academy:cas suggested"}},
	{"parties that are assumed to sign on a day", []string{"org:tubitak >PARTY_TO/party agreement:tubitak-anas assumed", "agreement:tubitak-anas <PARTY_TO/party academy:azerbaijan"}},
	{"a membership that is assumed to have ended", []string{"academy:cas >MEMBER_OF/member academy:aasa assumed"}},
	{"a contested membership that is assumed", []string{"iso:SA >MEMBER_OF/member org:brics assumed"}},
	{"a plan that is assumed", []string{"academy:anso >PARTNER_OF/cooperation org:apn assumed"}},
	{"a proposal that is assumed", []string{"org:ait >MEMBER_OF/consortium-partner org:ctcn assumed"}},
	{"a suspension that is assumed", []string{"iso:RU >MEMBER_OF/observer org:cern assumed"}},
	{"an office that is suggested", []string{"academy:anso <OFFICER_OF/president person:bai-chunli suggested", "person:bai-chunli >OFFICER_OF/president academy:cas"}},
	{"five hops", []string{"firm:cinnagen >PARTY_TO/signatory agreement:cinnagen-qatar", "agreement:cinnagen-qatar <PARTY_TO/signatory iso:QA", "iso:QA >MEMBER_OF/observer org:cica", "org:cica <MEMBER_OF/member iso:AZ", "iso:AZ >MEMBER_OF/member org:jinr"}},
}

// step reads a hop of paths.
func step(t *testing.T, hop string) sentence.Step {
	t.Helper()
	words := strings.Fields(hop)
	kind, role, _ := strings.Cut(words[1][1:], "/")
	forward := words[1][0] == '>'
	from, to := graph.ID(words[0]), graph.ID(words[2])
	if !forward {
		from, to = to, from
	}
	i := slices.IndexFunc(factTies, func(r *graph.Relationship) bool {
		return r.Kind.String() == kind && r.Role == role && r.From == from && r.To == to
	})
	if i < 0 {
		t.Fatalf("no record for the hop %q", hop)
	}
	made := sentence.Step{From: fact(t, words[0]), To: fact(t, words[2]), Tie: factTies[i], Forward: forward}
	switch {
	case len(words) == 3:
	case words[3] == "assumed":
		made.Tie = made.Tie.Assume(made.Tie.Resolve())
	default:
		made.Suggested = true
	}
	return made
}

func fact(t *testing.T, id string) *graph.Entity {
	t.Helper()
	i := slices.IndexFunc(factEntities, func(e *graph.Entity) bool { return e.ID == graph.ID(id) })
	if i < 0 {
		t.Fatalf("no record for the entity %q", id)
	}
	return factEntities[i]
}

func TestPathsOfTheFacts(t *testing.T) {
	const file = "testdata/paths.golden"
	var told strings.Builder
	for _, path := range paths {
		var steps []sentence.Step
		for _, hop := range path.hops {
			steps = append(steps, step(t, hop))
		}
		fmt.Fprintf(&told, "# %s\n%s\n%s\n\n", path.why, sentence.Path("en", steps), sentence.Path("fa", steps))
	}
	if *update {
		if err := os.WriteFile(file, []byte(told.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), told.String()); diff != "" {
		t.Errorf("paths (-want +got); run with -update to rewrite:\n%s", diff)
	}
}
