package match

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/token"
)

// compare gives the match of two bodies.
func (c *Corpus) compare(i, j int32) Match {
	c.compared++
	a, b := &c.bodies[i], &c.bodies[j]
	if b.id < a.id {
		a, b = b, a
	}
	m := Match{A: a.id, B: b.id, Listed: a.listed || b.listed, Decision: c.decision(a, b)}
	bits := c.prior()
	best, found := c.bestNames(a, b)
	for _, feature := range []func(a, b *body) []Feature{c.registers, c.namesOf(best, found), c.acronym(best), c.place(best), kinds, years, websites} {
		for _, f := range feature(a, b) {
			m.Features = append(m.Features, f)
			bits += f.Weight
		}
	}
	m.Score = score(bits)
	m.Grade = m.grade(best)
	return m
}

// prior is how likely any two bodies are one before they are compared, in bits: one
// body in four is expected to have a second record.
func (c *Corpus) prior() float64 { return 2 - c.chance() }

func (m *Match) grade(best likeness) Grade {
	has := func(kind FeatureKind) bool {
		return slices.ContainsFunc(m.Features, func(f Feature) bool { return f.Kind == kind && f.Weight > 0 })
	}
	switch {
	case m.Score < ReviewFrom:
		return Apart
	case m.Score < SureFrom || slices.ContainsFunc(m.Features, Feature.contradicts):
		return Review
	case has(Register) && (has(Name) || has(FormerName)):
		return Sure
	case m.Listed || !best.equal || !has(Country) || slices.ContainsFunc(m.Features, Feature.elsewhere):
		return Review
	}
	return Sure
}

// decision gives the latest that either body records of the other, by any id of it.
func (c *Corpus) decision(a, b *body) *Decision {
	var latest *Decision
	look := func(of, other *body) {
		for i, d := range of.decisions {
			into := c.merged[d.Other]
			if (d.Other == other.id || into == other.id) && (latest == nil || d.On.Last() >= latest.On.Last()) {
				latest = &of.decisions[i]
			}
		}
	}
	look(a, b)
	look(b, a)
	return latest
}

// publishers are the registers that give a body one id each; others, such as those of
// funders, give several, and give one id to a body and its parts.
var publishers = []string{"ror", "wikidata", "ofac-sdn", "un-sc"}

// registers compares the external ids: one that both have, and one of a publisher
// that each has otherwise.
func (c *Corpus) registers(a, b *body) (features []Feature) {
	said := func(id graph.ExternalID) string { return id.Scheme + ":" + id.Value }
	strongest := Feature{Kind: Register}
	for _, id := range a.ids {
		weight := most[Register]
		if !slices.Contains(publishers, id.Scheme) {
			weight = sharedElsewhere
		}
		if slices.Contains(b.ids, id) && weight > strongest.Weight {
			strongest.A, strongest.B, strongest.Weight = said(id), said(id), weight
		}
	}
	if strongest.Weight > 0 {
		features = append(features, strongest)
	}
	for _, id := range a.ids {
		at := slices.IndexFunc(b.ids, func(other graph.ExternalID) bool { return other.Scheme == id.Scheme })
		if at >= 0 && slices.Contains(publishers, id.Scheme) && !slices.Contains(b.ids, id) {
			return append(features, Feature{Register, said(id), said(b.ids[at]), otherRegister})
		}
	}
	return features
}

// bestNames gives the names that are most alike, of equals those that say most.
func (c *Corpus) bestNames(a, b *body) (best likeness, found bool) {
	worth := math.Inf(-1)
	for i := range a.names {
		for j := range b.names {
			l := c.like(&a.names[i], &b.names[j])
			if w := c.weigh(l); w > worth {
				best, worth, found = l, w, true
			}
		}
	}
	return best, found
}

// weigh gives what two names weigh. Equal names weigh the more the fewer bodies
// have the name; alike ones what their common words say, down to nothing at a
// cosine of zeroAt, and below that they speak for two bodies.
func (c *Corpus) weigh(l likeness) float64 {
	const zeroAt, unshared = 0.55, 0.3
	if l.equal {
		return min(c.rarity(max(c.holders[l.a.key], c.holders[l.b.key])-1), l.bits*1.5)
	}
	weight := min(l.bits, c.chance())*(l.cosine-zeroAt)/(1-zeroAt) - unshared*l.rest
	if l.numbersDiffer() {
		weight += otherNumber
	}
	return max(weight, otherNumber)
}

func (c *Corpus) namesOf(best likeness, found bool) func(a, b *body) []Feature {
	return func(*body, *body) []Feature {
		if !found {
			return nil
		}
		kind := Name
		if best.a.former || best.b.former {
			kind = FormerName
		}
		return []Feature{{kind, best.a.text, best.b.text, c.weigh(best)}}
	}
}

// acronym compares the acronyms with each other, and with what the names would be
// abbreviated to. Where the names are equal that is nothing new.
func (c *Corpus) acronym(best likeness) func(a, b *body) []Feature {
	return func(a, b *body) []Feature {
		if best.equal {
			return nil
		}
		for _, short := range a.acronyms {
			if slices.Contains(b.acronyms, short) {
				return []Feature{{Acronym, strings.ToUpper(short), strings.ToUpper(short), c.worth(short)}}
			}
		}
		if f, ok := c.abbreviated(a, b); ok {
			return []Feature{f}
		}
		if f, ok := c.abbreviated(b, a); ok {
			f.A, f.B = f.B, f.A
			return []Feature{f}
		}
		return nil
	}
}

// worth is what an acronym weighs: half of its rarity, because names that are
// alike are abbreviated alike.
func (c *Corpus) worth(short string) float64 {
	return min(most[Acronym], c.rarity(c.shortened[short])/2) * min(1, float64(len(short))/4)
}

func (c *Corpus) abbreviated(a, b *body) (Feature, bool) {
	for _, short := range a.acronyms {
		for _, n := range b.names {
			if len(short) >= 3 && short == n.initials {
				return Feature{Acronym, strings.ToUpper(short), n.text, c.worth(short)}, true
			}
		}
	}
	return Feature{}, false
}

// place compares countries and, where one is shared, cities. A city that stands in
// the names that were compared has been counted there; one that is part of the other's
// name says nothing.
func (c *Corpus) place(best likeness) func(a, b *body) []Feature {
	return func(a, b *body) []Feature {
		if len(a.countries) == 0 || len(b.countries) == 0 {
			return nil
		}
		shared := slices.IndexFunc(a.countries, func(code string) bool { return slices.ContainsFunc(b.countries, within(code)) })
		if shared < 0 {
			return []Feature{{Country, strings.Join(a.countries, " "), strings.Join(b.countries, " "), otherCountry}}
		}
		code := a.countries[shared]
		features := []Feature{{Country, code, b.countries[slices.IndexFunc(b.countries, within(code))], max(1, c.abroad[code])}}
		switch {
		case a.city == "" || b.city == "":
		case sameCity(a.city, b.city):
			if !best.names(a.city) {
				features = append(features, Feature{City, a.city, b.city, most[City]})
			}
		case len(a.countries) == 1 && len(b.countries) == 1 && !partOf(a.city, b.city) && !partOf(b.city, a.city):
			features = append(features, Feature{City, a.city, b.city, otherCity})
		}
		return features
	}
}

// territories are parts of a state that have a code of their own, which one source
// gives and another does not.
var territories = map[string]string{
	"HK": "CN", "MO": "CN", "PR": "US", "GU": "US", "VI": "US", "AS": "US", "MP": "US", "GP": "FR", "MQ": "FR", "GF": "FR", "RE": "FR", "YT": "FR",
	"NC": "FR", "PF": "FR", "GL": "DK", "FO": "DK", "AX": "FI", "SJ": "NO", "AW": "NL", "CW": "NL", "SX": "NL", "BQ": "NL", "GG": "GB", "JE": "GB", "IM": "GB", "GI": "GB",
}

// within tells whether a country is the same as another one, or one is a territory of the other.
func within(code string) func(string) bool {
	return func(other string) bool {
		return code == other || territories[code] == other || territories[other] == code
	}
}

// sameCity tells whether two cities are one but for a slip.
func sameCity(a, b string) bool {
	const long = 6
	if a == b || min(len(a), len(b)) < long {
		return a == b
	}
	_, near := token.Distance(a, b, 1)
	return near
}

// partOf tells whether each word of a city is one of another.
func partOf(part, whole string) bool {
	words := strings.Fields(whole)
	return !slices.ContainsFunc(strings.Fields(part), func(word string) bool { return !slices.Contains(words, word) })
}

// sectors are the types of organisations between which sources do not agree; one
// that is not here is a sector of its own.
var sectors = map[string]string{
	"GOVERNMENT": "state", "MINISTRY": "state", "AGENCY": "state", "REGIME": "state", "INTERNATIONAL_ORGANIZATION": "state",
	"NGO": "society", "FUND": "society", "NETWORK": "society", "MEDIA": "society", "ACADEMY": "society", "ALLIANCE": "society",
}

// kinds compares what the bodies are. The type OTHER is no type.
func kinds(a, b *body) []Feature {
	f := Feature{Kind: Kind, A: a.what(), B: b.what()}
	untold := func(x *body) bool { return x.kind != graph.Firm && (x.sort == "" || x.sort == "OTHER") }
	switch {
	case untold(a) || untold(b):
		return nil
	case a.kind == b.kind && a.sort == b.sort:
		f.Weight = most[Kind]
	case a.kind == graph.Firm || b.kind == graph.Firm:
		f.Weight = otherKind
	case sectors[a.sort] != "" && sectors[b.sort] != "":
		f.Weight = 0
	default:
		f.Weight = otherSort
	}
	return []Feature{f}
}

func (b *body) what() string {
	if b.sort == "" {
		return b.kind.String()
	}
	return b.kind.String() + " " + b.sort
}

// years compares the years of founding.
func years(a, b *body) []Feature {
	if a.founded == 0 || b.founded == 0 {
		return nil
	}
	f := Feature{Kind: Founded, A: strconv.Itoa(a.founded), B: strconv.Itoa(b.founded)}
	switch apart := max(a.founded-b.founded, b.founded-a.founded); {
	case apart == 0:
		f.Weight = most[Founded]
	case apart <= near:
		f.Weight = most[Founded] / 3
	case apart <= far:
		f.Weight = otherYear / 3
	default:
		f.Weight = otherYear
	}
	return []Feature{f}
}

func websites(a, b *body) []Feature {
	switch {
	case a.site == "" || b.site == "":
		return nil
	case a.site == b.site:
		return []Feature{{Website, a.site, b.site, most[Website]}}
	}
	return []Feature{{Website, a.site, b.site, -1}}
}
