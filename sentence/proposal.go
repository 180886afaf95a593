package sentence

import (
	"fmt"
	"strings"

	"entente/graph"
)

// Proposed is a tie that could be made.
type Proposed struct {
	// Kind is PARTY_TO for an agreement between the two.
	Kind     graph.RelationshipKind
	From, To *graph.Entity
}

// Proposal is what some new ties would come to.
type Proposal struct {
	Ties     []Proposed
	From, To *graph.Entity
	// Hops and Strength are those of the path that the ties make, Before is the
	// strength of the strongest path without them, 0 for none.
	Hops             int
	Strength, Before float64
}

// Tie names a tie that could be made, "en" or "fa", any other language in English.
func (p Proposed) Tie(language string) string {
	from, to := end{p.From, idOf(p.From)}, end{p.To, idOf(p.To)}
	if primary(language) == "fa" {
		return fill(persianTies, p.Kind, persianName(from), persianName(to))
	}
	return fill(englishTies, p.Kind, englishName(from), englishName(to))
}

var englishTies = map[graph.RelationshipKind]string{
	graph.PartyTo:        "an agreement between {from} and {to}",
	graph.MemberOf:       "a membership of {from} in {to}",
	graph.PartnerOf:      "a partnership between {from} and {to}",
	graph.ParticipatesIn: "the participation of {from} in {to}",
}

var persianTies = map[graph.RelationshipKind]string{
	graph.PartyTo:        "توافقی میان {from} و {to}",
	graph.MemberOf:       "عضویت {from} در {to}",
	graph.PartnerOf:      "همکاری میان {from} و {to}",
	graph.ParticipatesIn: "مشارکت {from} در {to}",
}

func fill(words map[graph.RelationshipKind]string, kind graph.RelationshipKind, from, to string) string {
	return strings.NewReplacer("{from}", from, "{to}", to).Replace(words[kind])
}

// Sentence tells the proposal in a language, "en" or "fa", any other in English.
func (p Proposal) Sentence(language string) string {
	ties := make([]string, len(p.Ties))
	for i, tie := range p.Ties {
		ties[i] = tie.Tie(language)
	}
	from, to := end{p.From, idOf(p.From)}, end{p.To, idOf(p.To)}
	if primary(language) == "fa" {
		return p.inPersian(strings.Join(ties, " و "), persianName(from), persianName(to))
	}
	return p.inEnglish(strings.Join(ties, " and "), englishName(from), englishName(to))
}

func (p Proposal) inEnglish(ties, from, to string) string {
	now := "there is no path now"
	if p.Before > 0 {
		now = fmt.Sprintf("the strongest path now has %.2f", p.Before)
	}
	hops := "one hop"
	if p.Hops != 1 {
		hops = fmt.Sprintf("%d hops", p.Hops)
	}
	return fmt.Sprintf("With %s, %s would reach %s in %s with the strength %.2f; %s.", ties, from, to, hops, p.Strength, now)
}

func (p Proposal) inPersian(ties, from, to string) string {
	now := "اکنون مسیری نیست"
	if p.Before > 0 {
		now = "قوت قوی‌ترین مسیر کنونی " + persianNumber(p.Before) + " است"
	}
	return fmt.Sprintf("با %s، %s در %s گام با قوت %s به %s خواهد رسید؛ %s.", ties, from, persianDigits(fmt.Sprint(p.Hops)), persianNumber(p.Strength), to, now)
}

// persianNumber writes a number with two decimals: "۰٫۲۹".
func persianNumber(number float64) string {
	return persianDigits(strings.Replace(fmt.Sprintf("%.2f", number), ".", "٫", 1))
}
