// Package listed owns what the importers of sanctions lists have in common: what
// a listed party is, by the words of its name; whether a person holds public
// office; which country a list means; and what a listing comes to as records.
package listed

import (
	"slices"
	"strings"
	"unicode"

	"entente/graph"
)

// Party is one party of a list, understood.
type Party struct {
	// Record names it for people: "row 17" or "record 17 (CDe.001)".
	Record string
	// Refused says what is wrong with it; the rest is then empty.
	Refused *graph.Error
	// Private tells that it is a natural person without public office, whom nothing is kept of.
	Private bool
	// Entity is what it becomes when no other entity is it.
	Entity *graph.Entity
	// Listings are the restrictions that it is listed under.
	Listings []Listing
	// Countries are where its addresses are, by ISO 3166-1 alpha-2 code, each once.
	Countries []string
	// Warnings say what was left out.
	Warnings []*graph.Error
}

// Listing is one restriction that a party is listed under.
type Listing struct {
	Restriction *graph.Entity
	// Issuer is who issued it: a country's code, or an entity.
	IssuerCode string
	Issuer     *graph.Entity
	Claim      graph.Claim
}

// office are the words of a title that name a public office. A title of
// business, such as the president of a company, is none.
var office = []string{
	"minister", "ministry", "parliament", "ambassador", "governor", "senator", "head of state", "supreme leader", "politburo",
	"national assembly", "supreme people's assembly", "state council", "workers' party", "attorney general", "prosecutor", "judge",
	"magistrate", "supreme court", "constitutional court", "secretary of state", "armed forces", "army", "navy", "air force", "police",
	"republican guard", "revolutionary guard", "general staff", "intelligence service", "security council", "central bank",
	"president of the republic", "vice president of the republic", "government", "consul", "mayor", "munitions industry department",
}

// HoldsOffice tells whether one of the titles names a public office. What a
// person does in private is nobody's business here, so a person without a title,
// or with another one, is left out.
func HoldsOffice(titles ...string) bool {
	for _, title := range titles {
		words := " " + strings.Join(strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(title, "\u2019", "'")), between), " ") + " "
		if slices.ContainsFunc(office, func(o string) bool { return strings.Contains(words, " "+o+" ") }) {
			return true
		}
	}
	return false
}

func between(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }

// firms are words that only the name of a firm has; short ones count at its end.
var firms = []string{
	"limited", "ltd", "ltda", "llc", "llp", "inc", "incorporated", "corp", "corporation", "company", "gmbh", "sarl", "srl", "spa", "plc", "pjsc", "ojsc",
	"jsc", "oao", "ooo", "zao", "pao", "pte", "pty", "bhd", "fze", "fzco", "fzc", "eirl", "sas", "bank", "banco", "airlines", "airways", "shipping",
	"trading", "industries", "enterprises", "holding", "holdings", "compania", "sociedad", "co", "sa", "ag", "bv", "nv", "ab", "oy", "kg", "cv",
}

// organizations are words that name a type of organisation, in the order in which they decide.
var organizations = []struct{ word, property string }{
	{"ministry", "MINISTRY"}, {"university", "UNIVERSITY"}, {"institute", "INSTITUTE"}, {"academy", "INSTITUTE"}, {"hospital", "HOSPITAL"}, {"agency", "AGENCY"},
}

// Classify sets the kind of a body by the words of its name: a list says no more.
func Classify(e *graph.Entity, name string) {
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(name, ".", "")), between)
	for _, o := range organizations {
		if slices.Contains(words, o.word) {
			e.Kind = graph.Organization
			set(e, "type", o.property)
			return
		}
	}
	for i, word := range words {
		if slices.Contains(firms, word) && (len(word) > 2 || i >= len(words)-2) {
			e.Kind = graph.Firm
			return
		}
	}
	e.Kind = graph.Organization
	set(e, "type", "OTHER")
}

func set(e *graph.Entity, property, text string) {
	if text == "" {
		return
	}
	if e.Properties == nil {
		e.Properties = map[string]graph.Value{}
	}
	e.Properties[property] = graph.Text(text)
}

// AddName gives an entity a name that it does not have yet.
func AddName(e *graph.Entity, value, language string, kind graph.NameType) {
	value = strings.TrimSpace(value)
	if value == "" || slices.ContainsFunc(e.Names, func(n graph.Name) bool { return n.Value == value }) {
		return
	}
	e.Names = append(e.Names, graph.Name{Value: value, Language: language, Type: kind})
}

// AddPlace takes the place of an address: each country once, and of the first
// address the property city, for a body.
func (p *Party) AddPlace(city, code string) {
	if code != "" && !slices.Contains(p.Countries, code) {
		p.Countries = append(p.Countries, code)
	}
	if _, takes := p.Entity.Kind.Property("city"); !takes || p.Entity.Properties["city"].Text != "" || len(p.Countries) > 1 {
		return
	}
	set(p.Entity, "city", city)
	set(p.Entity, "country", code)
}

// Slug gives the part of an id that a list's word comes to: "CAATSA - IRAN" is "caatsa-iran".
func Slug(word string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(word), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "-")
}
