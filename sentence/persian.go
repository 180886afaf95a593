package sentence

import (
	"cmp"

	"entente/graph"
)

// persian tells clauses in Persian: subject, time, object within its phrase, verb.
type persian struct{}

// persianForm is a predicate whose object is still to be filled in.
type persianForm struct {
	// before holds what stands between the subject and the phrase.
	before string
	phrase persianPhrase
	// singular and plural are the verb.
	singular, plural string
	tail             string
}

func (persian) statement(c clause) string {
	return persianName(c.subject) + " " + persianPredicate(c, persianName(c.object))
}

func (g persian) toShared(a, b clause) string {
	first, second := formInPersian(a), formInPersian(b)
	if first == second && a.weak() == b.weak() {
		both := persianName(a.subject) + " و " + persianName(b.subject) + " هر دو"
		return both + " " + first.fill(a, persianName(a.object), first.plural)
	}
	also := ""
	if first.phrase == second.phrase && first.singular == second.singular && a.weak() == b.weak() {
		also = "نیز "
	}
	return g.statement(a) + " و " + persianName(b.subject) + " " + also + persianPredicate(b, "آن")
}

func (g persian) fromShared(a, b clause) string {
	first, second := formInPersian(a), formInPersian(b)
	if first == second && a.weak() == b.weak() {
		return persianName(a.subject) + " " + persianPredicate(a, persianName(a.object)+" و "+persianName(b.object))
	}
	return g.statement(a) + " و " + persianPredicate(b, persianName(b.object))
}

func (g persian) onward(a, b clause) string {
	return g.statement(a) + " که خود " + persianPredicate(b, persianName(b.object))
}

func (g persian) upward(a, b clause) string {
	return g.statement(a) + " و " + g.statement(b)
}

func (persian) finish(words string) string { return words + "." }

func persianName(e end) string { return isolate(nameIn("fa", e), leftToRight) }

func persianPredicate(c clause, object string) string {
	form := formInPersian(c)
	return form.fill(c, object, form.singular)
}

func (f persianForm) fill(c clause, object, verb string) string {
	reportedly, then := "", ""
	if c.weak() {
		reportedly = "بنا بر گزارش‌ها"
	}
	if c.supposed {
		then = "در این فرض"
	}
	return join(then, reportedly, f.before, f.phrase.fill(object), verb) + f.tail
}

// formInPersian gives time, verb and tail as the status asks.
func formInPersian(c clause) persianForm {
	found := persianLexicon.find(c)
	verb := persianVerbs[found.words.verb]
	verb.conditional = c.supposed
	f := persianForm{phrase: found.words}
	switch c.Status {
	case graph.Active:
		return f.say(verb.present(), persianOpenSpan(c), "")
	case graph.Signed:
		return persianSigned(c, f, verb, found)
	case graph.Done:
		return f.say(verb.past(), persianDone(c), "")
	case graph.Ended:
		return persianEnded(c, f, verb)
	case graph.Suspended:
		return persianSuspended(c, f, verb)
	case graph.Contested:
		return f.say(verb.present(), join("به گفتهٔ برخی و برخلاف نظر برخی دیگر", persianOpenSpan(c)), "")
	case graph.Planned, graph.Proposed, graph.Draft:
		return persianUnsettled(c, f, verb, found)
	}
	return f.say(verb.present(), "", bracket(persianAsOf(c)))
}

func (f persianForm) say(verb persianVerb, before, tail string) persianForm {
	f.singular, f.plural, f.before, f.tail = verb.singular, verb.plural, before, tail
	return f
}

func persianSigned(c clause, f persianForm, verb persianTenses, found phrase[persianPhrase]) persianForm {
	const unknown = "لازم‌الاجرا شدن آن ثبت نشده است"
	signed := prefixed("امضا: ", persianDate(c.Start))
	switch {
	case found.fitting:
		return f.say(verb.past(), prefixed("در ", persianDate(c.Start)), bracket(unknown))
	case found.open:
		return f.say(verb.present(), "", bracket(signed))
	}
	return f.say(verb.present(), "", bracket(joinWith("؛ ", cmp.Or(signed, "امضاشده"), unknown)))
}

func persianUnsettled(c clause, f persianForm, verb persianTenses, found phrase[persianPhrase]) persianForm {
	date := persianDate(firstDate(c.Start, c.End))
	switch {
	case found.fitting:
		return f.say(verb.present(), "", bracket(prefixed("به تاریخ ", date)))
	case found.open:
		return f.say(verb.present(), "", bracket(joinWith("، ", Status("fa", c.Status), date)))
	case c.Status == graph.Planned:
		return f.say(verb.subjunctive(), "قرار است", bracket(joinWith("، ", "برنامه‌ریزی‌شده", date)))
	case c.Status == graph.Proposed:
		return f.say(verb.future(), "بنا بر پیشنهادی"+prefixed(" از ", date), "")
	}
	return f.say(verb.future(), "بنا بر پیش‌نویسی"+prefixed(" از ", date), "")
}

func persianSuspended(c clause, f persianForm, verb persianTenses) persianForm {
	if !c.End.IsZero() {
		return f.say(verb.lasting(), "تا "+persianDate(c.End), bracket("تعلیق شده است"))
	}
	return f.say(verb.present(), persianOpenSpan(c), bracket("اکنون در حال تعلیق"))
}

// persianOpenSpan gives the dates of what is not over.
func persianOpenSpan(c clause) string {
	switch {
	case c.Start.IsZero():
		return prefixed("تا ", persianDate(c.End))
	case c.End.IsZero():
		return "از " + persianDate(c.Start)
	}
	return persianSpan(c.Start, c.End)
}

func persianAsOf(c clause) string {
	switch {
	case c.Start.IsZero() && c.End.IsZero():
		return "وضعیت کنونی ثبت نشده است"
	case c.Start.IsZero():
		return "تا " + persianDate(c.End)
	case c.End.IsZero():
		return "به تاریخ " + persianDate(c.Start)
	}
	return persianSpan(c.Start, c.End)
}

func persianDone(c clause) string {
	switch {
	case c.Start.IsZero():
		return prefixed("در ", persianDate(c.End))
	case c.End.IsZero(), c.Start == c.End:
		return "در " + persianDate(c.Start)
	}
	return persianSpan(c.Start, c.End)
}

func persianEnded(c clause, f persianForm, verb persianTenses) persianForm {
	switch {
	case c.Start.IsZero() && c.End.IsZero():
		return f.say(verb.lasting(), "پیش‌تر", "")
	case c.Start.IsZero():
		return f.say(verb.lasting(), "تا "+persianDate(c.End), "")
	case c.End.IsZero():
		return f.say(verb.lasting(), "از "+persianDate(c.Start), bracket("اکنون پایان یافته"))
	}
	return f.say(verb.lasting(), persianSpan(c.Start, c.End), "")
}
