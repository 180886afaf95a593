package sentence

import "entente/graph"

// Validity tells when all hops of a path hold at once and which of them ends
// that, nil when none does; a window of nil is no time at all. The languages are those of Path.
func Validity(language string, window *graph.Interval, ends *Step) string {
	g := grammarOf(language)
	if window == nil {
		return g.finish(g.never())
	}
	words := g.holds(*window)
	if ends != nil && !window.End.IsZero() {
		words = g.untilEndOf(words, end{ends.From, idOf(ends.From)}, end{ends.To, idOf(ends.To)})
	}
	return g.finish(words)
}

func (english) never() string { return "There is no time at which all hops hold at once" }

func (english) holds(window graph.Interval) string {
	switch {
	case window == graph.Interval{}:
		return "Nothing that is known bounds the time for which all hops hold"
	case window.End.IsZero():
		return "All hops hold at once from " + englishDate(window.Start) + " on"
	case window.Start.IsZero():
		return "All hops hold at once until " + englishDate(window.End)
	}
	return "All hops hold at once from " + englishDate(window.Start) + " until " + englishDate(window.End)
}

func (english) untilEndOf(words string, a, b end) string {
	return words + "; then the tie between " + englishName(a) + " and " + englishName(b) + " ends"
}

func (persian) never() string {
	return "زمانی نیست که همهٔ گام‌ها با هم برقرار باشند"
}

func (persian) holds(window graph.Interval) string {
	const hops, together = "همهٔ گام‌ها ", " با هم برقرارند"
	switch {
	case window == graph.Interval{}:
		return "هیچ تاریخ شناخته‌شده‌ای زمان برقراری همهٔ گام‌ها را محدود نمی‌کند"
	case window.End.IsZero():
		return hops + "از " + persianDate(window.Start) + " به بعد" + together
	case window.Start.IsZero():
		return hops + "تا " + persianDate(window.End) + together
	}
	return hops + persianSpan(window.Start, window.End) + together
}

func (persian) untilEndOf(words string, a, b end) string {
	return words + "؛ سپس پیوند میان " + persianName(a) + " و " + persianName(b) + " پایان می‌یابد"
}

func (english) assumed(a, b end) string {
	return "The tie between " + englishName(a) + " and " + englishName(b) + " is assumed here and not recorded so"
}

func (persian) assumed(a, b end) string {
	return "پیوند میان " + persianName(a) + " و " + persianName(b) + " در اینجا فرض شده و چنین ثبت نشده است"
}
