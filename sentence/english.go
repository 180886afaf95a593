package sentence

import (
	"cmp"
	"strings"

	"entente/graph"
)

// english tells clauses in English.
type english struct{}

// englishForm is a predicate without its object: "is" "a member of" … "(since 2018)".
type englishForm struct {
	// finite holds the auxiliary, if there is one, and the verb.
	finite string
	rest   string
	// so is the word of "and so …".
	so   string
	tail string
}

func (english) statement(c clause) string {
	return englishName(c.subject) + " " + englishPredicate(c, englishName(c.object))
}

func (g english) toShared(a, b clause) string {
	first, second := formInEnglish(a), formInEnglish(b)
	if !first.same(second) || a.weak() != b.weak() {
		return g.statement(a) + ", and " + englishName(b.subject) + " " + englishPredicate(b, "the latter")
	}
	also := ", and so " + first.so + " " + englishName(b.subject)
	switch {
	case first.tail == second.tail:
		return g.statement(a) + also
	case second.tail == "":
		return g.statement(a) + also + " (no date given)"
	}
	return g.statement(a) + also + second.tail
}

func (g english) fromShared(a, b clause) string {
	first, second := formInEnglish(a), formInEnglish(b)
	if first.same(second) && first.tail == second.tail && a.weak() == b.weak() {
		return englishName(a.subject) + " " + englishPredicate(a, "both "+englishName(a.object)+" and "+englishName(b.object))
	}
	return g.statement(a) + " and " + englishPredicate(b, englishName(b.object))
}

func (g english) onward(a, b clause) string {
	pronoun := "which"
	if b.subject.kind() == graph.Person {
		pronoun = "who"
	}
	return g.statement(a) + ", " + pronoun + " " + englishPredicate(b, englishName(b.object))
}

func (g english) upward(a, b clause) string {
	return g.statement(a) + ", and " + g.statement(b)
}

func (english) finish(words string) string {
	if strings.HasPrefix(words, "the ") {
		words = "T" + words[1:]
	}
	return words + "."
}

func englishPredicate(c clause, object string) string {
	form := formInEnglish(c)
	finite := form.finite
	if c.weak() {
		finite = form.reportedly()
	}
	return join(finite, form.rest, object) + form.tail
}

func (f englishForm) same(other englishForm) bool {
	return f.finite == other.finite && f.rest == other.rest
}

// reportedly puts the adverb behind the auxiliary, or before a verb without one.
func (f englishForm) reportedly() string {
	auxiliary, verb, _ := strings.Cut(f.finite, " ")
	if auxiliary == f.so {
		return join(auxiliary, "reportedly", verb)
	}
	return "reportedly " + f.finite
}

// formInEnglish gives verb and tail as the status asks.
func formInEnglish(c clause) englishForm {
	found := englishLexicon.find(c)
	verb := englishVerbOf(found.words)
	verb.conditional = c.supposed
	switch c.Status {
	case graph.Active:
		return verb.present().with(bracket(englishSpan(c, c.sinceInEnglish())))
	case graph.Signed:
		return englishSigned(c, verb, found)
	case graph.Done:
		return verb.past().with(prefixed(" ", englishDone(c)))
	case graph.Ended:
		return verb.past().with(englishEnded(c))
	case graph.Suspended:
		return englishSuspended(c, verb)
	case graph.Contested:
		return verb.to("is", "said by some, and disputed by others, to").with(bracket(englishSpan(c, "since ")))
	case graph.Planned, graph.Proposed, graph.Draft:
		return englishUnsettled(c, verb, found)
	}
	return verb.present().with(bracket(cmp.Or(englishSpan(c, "as of "), "standing not recorded")))
}

// sinceInEnglish opens a span that has no end; what would be so is so "from" then on.
func (c clause) sinceInEnglish() string {
	if c.supposed {
		return "from "
	}
	return "since "
}

func englishSigned(c clause, verb englishVerb, found phrase[string]) englishForm {
	signed := prefixed("signed ", englishDate(c.Start))
	switch {
	case found.fitting:
		return verb.past().with(prefixed(" ", englishAt(c.Start)) + " (entry into force not recorded)")
	case found.open:
		return verb.present().with(bracket(signed))
	}
	return verb.present().with(bracket(joinWith(", ", cmp.Or(signed, "signed"), "entry into force not recorded")))
}

func englishUnsettled(c clause, verb englishVerb, found phrase[string]) englishForm {
	date := englishDate(firstDate(c.Start, c.End))
	switch {
	case found.fitting:
		return verb.present().with(bracket(prefixed("as of ", date)))
	case found.open:
		return verb.present().with(bracket(joinWith(", ", c.Status.String(), date)))
	case c.Status == graph.Planned:
		return verb.to("is", "to").with(bracket(joinWith(", ", "planned", date)))
	case c.Status == graph.Proposed:
		return verb.to("would", "").with(" under a proposal" + prefixed(" of ", date))
	}
	return verb.to("would", "").with(" under a draft" + prefixed(" of ", date))
}

func englishSuspended(c clause, verb englishVerb) englishForm {
	if !c.End.IsZero() {
		return verb.past().with(" until " + englishDate(c.End) + " (suspended)")
	}
	return verb.present().with(bracket(joinWith(", ", englishSpan(c, "since "), "suspended")))
}

// englishSpan gives the dates of what is not over: "since 2018", "2018 to 2022", "until 2026".
func englishSpan(c clause, open string) string {
	switch {
	case c.Start.IsZero():
		return prefixed("until ", englishDate(c.End))
	case c.End.IsZero():
		return open + englishDate(c.Start)
	}
	return englishDate(c.Start) + " to " + englishDate(c.End)
}

func englishDone(c clause) string {
	switch {
	case c.Start.IsZero():
		return englishAt(c.End)
	case c.End.IsZero(), c.Start == c.End:
		return englishAt(c.Start)
	}
	return "from " + englishDate(c.Start) + " to " + englishDate(c.End)
}

func englishEnded(c clause) string {
	switch {
	case c.Start.IsZero() && c.End.IsZero():
		return " (ended)"
	case c.Start.IsZero():
		return " until " + englishDate(c.End)
	case c.End.IsZero():
		return " from " + englishDate(c.Start) + " (since ended)"
	}
	return " from " + englishDate(c.Start) + " to " + englishDate(c.End)
}

func (f englishForm) with(tail string) englishForm {
	f.tail = tail
	return f
}
