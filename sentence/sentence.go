package sentence

import (
	"strings"

	"entente/graph"
)

// Step is one hop of a path.
type Step struct {
	// From and To are the entities in the order of the path; a nil one is
	// called by its id.
	From, To *graph.Entity
	// Tie is the strongest relationship of the hop, as recorded.
	Tie *graph.Relationship
	// Forward tells that the tie runs from From to To.
	Forward bool
	// Suggested tells that nobody has made the tie, which is part of a suggestion.
	Suggested bool
}

// supposed tells that the tie is no record: it is suggested, or assumed by a question.
func (s Step) supposed() bool { return s.Suggested || s.Tie != nil && s.Tie.Assumed() }

// Path tells a path in a language, "en" or "fa"; any other is told in English.
// A path without steps is told as "". What is only suggested or assumed is told
// in the conditional, and of what is assumed a last sentence says so.
func Path(language string, steps []Step) string {
	g := grammarOf(language)
	var sentences []string
	rest := steps
	for len(rest) > 1 {
		sentences = append(sentences, g.finish(pair(g, newClause(rest[0]), newClause(rest[1]), rest)))
		rest = rest[2:]
	}
	if len(rest) == 1 {
		sentences = append(sentences, g.finish(g.statement(newClause(rest[0]))))
	}
	for _, step := range steps {
		if step.Tie != nil && step.Tie.Assumed() {
			sentences = append(sentences, g.finish(g.assumed(end{step.From, step.Tie.From}, end{step.To, step.Tie.To})))
		}
	}
	return strings.Join(sentences, " ")
}

// grammar is what the languages differ in. Each method gives words without the full stop.
type grammar interface {
	// statement tells one clause.
	statement(c clause) string
	// toShared tells two clauses with the same object.
	toShared(a, b clause) string
	// fromShared tells two clauses with the same subject.
	fromShared(a, b clause) string
	// onward tells two clauses of which the first's object is the second's subject.
	onward(a, b clause) string
	// upward tells two clauses of which the first's subject is the second's object.
	upward(a, b clause) string
	// assumed tells that no source says so.
	assumed(a, b end) string
	// never, holds and untilEndOf tell how long a path holds.
	never() string
	holds(window graph.Interval) string
	untilEndOf(words string, a, b end) string
	// finish makes a sentence of the words.
	finish(words string) string
}

func grammarOf(language string) grammar {
	if primary(language) == "fa" {
		return persian{}
	}
	return english{}
}

// primary is the first part of a language tag, in lower case.
func primary(language string) string {
	tag, _, _ := strings.Cut(language, "-")
	return strings.ToLower(tag)
}

func pair(g grammar, a, b clause, steps []Step) string {
	switch first, second := steps[0].onward(), steps[1].onward(); {
	case first && !second:
		return g.toShared(a, b)
	case !first && second:
		return g.fromShared(a, b)
	case first:
		return g.onward(a, b)
	}
	return g.upward(a, b)
}

// onward tells whether the hop is told from its first entity; a symmetric tie always is.
func (s Step) onward() bool {
	return s.Forward || s.Tie == nil || s.Tie.Kind.Symmetric(s.Tie.Role)
}

// clause is one relationship as it is told: subject, verb, object.
type clause struct {
	subject, object end
	kind            graph.RelationshipKind
	role            string
	// supposed clauses stand in the conditional.
	supposed bool
	graph.Resolution
}

// end is one of the two entities of a clause; the entity may be nil.
type end struct {
	entity *graph.Entity
	id     graph.ID
}

func (e end) kind() graph.EntityKind {
	if e.entity == nil {
		return 0
	}
	return e.entity.Kind
}

func newClause(s Step) clause {
	if s.Tie == nil {
		return clause{subject: end{s.From, idOf(s.From)}, object: end{s.To, idOf(s.To)}, Resolution: graph.Resolution{Status: graph.Unknown}}
	}
	c := clause{kind: s.Tie.Kind, role: s.Tie.Role, supposed: s.supposed(), Resolution: s.Tie.Resolve()}
	from, to := end{s.From, s.Tie.From}, end{s.To, s.Tie.To}
	if !s.Forward {
		from.id, to.id = to.id, from.id
	}
	if c.subject, c.object = from, to; !s.onward() {
		c.subject, c.object = to, from
	}
	return c
}

func idOf(e *graph.Entity) graph.ID {
	if e == nil {
		return ""
	}
	return e.ID
}

// weak tells that the surest claim is of confidence C; what is contested is
// hedged already.
func (c clause) weak() bool {
	return c.Confidence == graph.ConfidenceC && c.Status != graph.Contested
}
