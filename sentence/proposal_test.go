package sentence_test

import (
	"testing"

	"entente/graph"
	"entente/sentence"
)

func invented(id graph.ID, kind graph.EntityKind, en, fa string) *graph.Entity {
	return &graph.Entity{ID: id, Kind: kind, Names: []graph.Name{{Value: en, Language: "en", Type: graph.Label}, {Value: fa, Language: "fa", Type: graph.Label}}}
}

func TestProposalsReadInBothLanguages(t *testing.T) {
	park := invented("org:park", graph.Organization, "Invented Park", "پارک خیالی")
	union := invented("academy:union", graph.Academy, "Invented Union", "اتحادیهٔ خیالی")
	school := invented("org:school", graph.Organization, "University of Nowhere", "دانشگاه ناکجا")
	for _, row := range []struct {
		name, language, want string
		proposal             sentence.Proposal
	}{
		{"a membership that opens", "en", "With a membership of Invented Park in the Invented Union, Invented Park would reach the University of Nowhere in 2 hops with the strength 0.43; there is no path now.",
			sentence.Proposal{Ties: []sentence.Proposed{{Kind: graph.MemberOf, From: park, To: union}}, From: park, To: school, Hops: 2, Strength: 0.431}},
		{"a direct partnership that strengthens", "en", "With a partnership between Invented Park and the University of Nowhere, Invented Park would reach the University of Nowhere in one hop with the strength 0.80; the strongest path now has 0.13.",
			sentence.Proposal{Ties: []sentence.Proposed{{Kind: graph.PartnerOf, From: park, To: school}}, From: park, To: school, Hops: 1, Strength: 0.8, Before: 0.13}},
		{"two ties, in Persian", "fa", "با توافقی میان پارک خیالی و اتحادیهٔ خیالی و مشارکت پارک خیالی در دانشگاه ناکجا، پارک خیالی در ۳ گام با قوت ۰٫۵۰ به دانشگاه ناکجا خواهد رسید؛ قوت قوی\u200cترین مسیر کنونی ۰٫۱۰ است.",
			sentence.Proposal{Ties: []sentence.Proposed{{Kind: graph.PartyTo, From: park, To: union}, {Kind: graph.ParticipatesIn, From: park, To: school}}, From: park, To: school, Hops: 3, Strength: 0.5, Before: 0.1}},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := row.proposal.Sentence(row.language); got != row.want {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
		})
	}
}
