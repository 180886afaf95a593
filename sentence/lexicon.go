package sentence

import "entente/graph"

// lexicon says how each relationship kind and role is told; P is a phrase of the language.
type lexicon[P any] map[graph.RelationshipKind]map[string]wording[P]

// wording is one row of a lexicon.
type wording[P any] struct {
	always P
	// when holds other words for a status.
	when map[graph.Status]P
	// with holds other words for a subject or an object of a kind.
	with map[graph.EntityKind]P
	// open tells that the words themselves say that nothing is settled yet.
	open bool
}

// phrase is what find gives: the words, whether they are made for the status,
// and whether they say themselves that nothing is settled yet.
type phrase[P any] struct {
	words         P
	fitting, open bool
}

// find gives the words for a clause: those of the role, else those of the
// kind without a role, else those of no kind.
func (l lexicon[P]) find(c clause) phrase[P] {
	rows, ok := l[c.kind]
	if !ok {
		rows = l[0]
	}
	row, ok := rows[c.role]
	if !ok {
		row = rows[""]
	}
	if words, ok := row.when[c.Status]; ok {
		return phrase[P]{words, true, row.open}
	}
	for _, kind := range []graph.EntityKind{c.subject.kind(), c.object.kind()} {
		if words, ok := row.with[kind]; ok {
			return phrase[P]{words, false, row.open}
		}
	}
	return phrase[P]{row.always, false, row.open}
}
