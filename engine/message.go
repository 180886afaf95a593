package engine

import (
	"strings"

	"entente/graph"
)

// Message is the diagnosis as a sentence for people, in English or Persian ("fa").
func (d *Diagnosis) Message(language string) string {
	words := wordsIn(language)
	message := words.reasons[d.Reason]
	switch {
	case d.Reason == NoRelationships:
		message = strings.ReplaceAll(message, "{ends}", joined(d.Ends, words.and))
	case d.Reason == Weak:
		message = d.weakness(words)
	case d.Strongest > 0:
		message += " " + d.weakness(words)
	}
	return message + words.several(d.Loosened)
}

// weakness says in words and numbers that all paths found are weak.
func (d *Diagnosis) weakness(words wording) string {
	return strings.NewReplacer("{strength}", words.decimal(d.Strongest), "{bound}", words.decimal(WeakStrength)).Replace(words.weak)
}

// Message says which limit of the question the path breaks, in English or Persian ("fa").
func (m *Miss) Message(language string) string {
	words := wordsIn(language)
	return words.misses[m.Reason] + words.several(m.Loosened)
}

func wordsIn(language string) wording {
	if words, ok := messages[language]; ok {
		return words
	}
	return messages["en"]
}

// several names the limits, if it takes more than one.
func (w wording) several(loosened []Reason) string {
	if len(loosened) < 2 {
		return ""
	}
	limits := make([]string, len(loosened))
	for i, reason := range loosened {
		limits[i] = w.limits[reason]
	}
	return " " + strings.ReplaceAll(w.together, "{limits}", strings.Join(limits, w.and))
}

func joined(ids []graph.ID, and string) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, and)
}

// wording is how one language says why there is no path.
type wording struct {
	reasons map[Reason]string
	// misses name the limit of a nearest miss, weak says how weak the paths are.
	misses map[Reason]string
	weak   string
	// limits name what a question was loosened by, together says so of several.
	limits   map[Reason]string
	together string
	and      string
	// decimal writes a number with two decimals.
	decimal func(float64) string
}

var messages = map[string]wording{
	"en": {
		reasons: map[Reason]string{
			NoRelationships: "No relationship that could carry a path is recorded for {ends}.",
			Separate:        "Nothing that is recorded joins the two, whatever its kind, status or time.",
			TooLong:         "There is a path, but it has more hops than allowed.",
			Ended:           "The only paths use relationships of another status or an earlier time, such as an agreement that has ended.",
			Later:           "The only paths use relationships that begin after the date or are only planned.",
			Avoided:         "The only paths lead through entities that were to be avoided.",
			Restricted:      "The only paths lead through entities that are under restrictions.",
			WrongKind:       "The only paths have an entity between the ends that is of a kind not admitted there.",
			Bypassed:        "There are paths, but none that leads through all the entities asked for.",
			LowConfidence:   "The only paths use relationships that are less surely known than asked.",
			Filtered:        "The only paths lie outside what the question admits.",
			ContextOnly:     "The only paths use context, such as the same country or field; that is no acquaintance.",
			Fewer:           "There are no more paths than these within the question.",
			Spent:           "The search came to its bound before it was complete; a narrower question may find more.",
			Direct:          "The two sides are tied directly; nobody lies between them.",
			Disordered:      "There are paths, but on none do the relationships begin one after the other.",
			BreaksEarly:     "There are paths, but none that holds for so many days.",
			Longer:          "There is a stronger path with more hops.",
		},
		misses: map[Reason]string{
			TooLong:       "A path with more hops than allowed.",
			Ended:         "A path over relationships of another status or an earlier time, such as an agreement that has ended.",
			Later:         "A path over relationships that begin after the date or are only planned.",
			Avoided:       "A path through entities that were to be avoided.",
			Restricted:    "A path through entities that are under restrictions.",
			WrongKind:     "A path with an entity between the ends that is of a kind not admitted there.",
			Bypassed:      "A path that does not lead through all the entities asked for.",
			LowConfidence: "A path over relationships that are less surely known than asked.",
			Filtered:      "A path over relationships of other kinds or roles.",
			ContextOnly:   "A path over context, such as the same country or field; that is no acquaintance.",
			Disordered:    "A path whose relationships do not begin one after the other.",
			BreaksEarly:   "A path that breaks before so many days are over.",
			Longer:        "A stronger path with more hops, within the question.",
		},
		weak: "The strongest of these paths has the strength {strength}; below {bound}, fewer than one introduction in ten is carried from end to end, and a path is called weak.",
		limits: map[Reason]string{
			TooLong: "more hops", BreaksEarly: "any end", Disordered: "any order in time", Ended: "any status and earlier times", Later: "plans and later times", Avoided: "those to be avoided",
			Restricted: "entities under restrictions", WrongKind: "any kind in between", Bypassed: "any way",
			LowConfidence: "any confidence", Filtered: "any contact", ContextOnly: "context",
		},
		together: "Found with: {limits}.",
		and:      ", ",
		decimal:  decimal,
	},
	"fa": {
		reasons: map[Reason]string{
			NoRelationships: "برای {ends} هیچ پیوندی که بتواند مسیری بسازد ثبت نشده است.",
			Separate:        "هیچ پیوند ثبت‌شده‌ای، از هر نوع و وضعیت و زمان، این دو را به هم نمی‌رساند.",
			TooLong:         "مسیری هست، اما گام‌های آن بیش از حد مجاز است.",
			Ended:           "تنها مسیرها از پیوندهایی با وضعیتی دیگر یا از زمانی پیش‌تر می‌گذرند، مانند توافقی که پایان یافته است.",
			Later:           "تنها مسیرها از پیوندهایی می‌گذرند که پس از این تاریخ آغاز می‌شوند یا تنها برنامه‌ریزی شده‌اند.",
			Avoided:         "تنها مسیرها از نهادهایی می‌گذرند که باید کنار گذاشته می‌شدند.",
			Restricted:      "تنها مسیرها از نهادهایی می‌گذرند که مشمول محدودیت‌اند.",
			WrongKind:       "در تنها مسیرها نهادی میان دو سر است که از نوع پذیرفته نیست.",
			Bypassed:        "مسیرهایی هست، اما هیچ‌یک از همهٔ نهادهای خواسته‌شده نمی‌گذرد.",
			LowConfidence:   "تنها مسیرها از پیوندهایی می‌گذرند که اطمینان به آن‌ها کمتر از حد خواسته‌شده است.",
			Filtered:        "تنها مسیرها بیرون از محدودهٔ پرسش‌اند.",
			ContextOnly:     "تنها مسیرها از زمینهٔ مشترک، مانند کشور یا حوزهٔ یکسان، می‌گذرند؛ این آشنایی نیست.",
			Fewer:           "در محدودهٔ این پرسش مسیر دیگری نیست.",
			Spent:           "جست‌وجو پیش از کامل شدن به سقف خود رسید؛ شاید پرسشی محدودتر بیشتر بیابد.",
			Direct:          "دو سو مستقیم به هم پیوسته‌اند و کسی میان آن‌ها نیست.",
			Disordered:      "مسیرهایی هست، اما در هیچ‌یک پیوندها یکی پس از دیگری آغاز نمی‌شوند.",
			BreaksEarly:     "مسیرهایی هست، اما هیچ‌یک تا این شمار روز برقرار نمی‌ماند.",
			Longer:          "مسیری قوی‌تر با گام‌های بیشتر هست.",
		},
		misses: map[Reason]string{
			TooLong:       "مسیری با گام‌های بیش از حد مجاز.",
			Ended:         "مسیری از پیوندهایی با وضعیتی دیگر یا از زمانی پیش‌تر، مانند توافقی که پایان یافته است.",
			Later:         "مسیری از پیوندهایی که پس از این تاریخ آغاز می‌شوند یا تنها برنامه‌ریزی شده‌اند.",
			Avoided:       "مسیری از نهادهایی که باید کنار گذاشته می‌شدند.",
			Restricted:    "مسیری از نهادهایی که مشمول محدودیت‌اند.",
			WrongKind:     "مسیری که میان دو سر آن نهادی از نوعی دیگر است.",
			Bypassed:      "مسیری که از همهٔ نهادهای خواسته‌شده نمی‌گذرد.",
			LowConfidence: "مسیری از پیوندهایی که اطمینان به آن‌ها کمتر از حد خواسته‌شده است.",
			Filtered:      "مسیری از پیوندهایی با نوع یا نقشی دیگر.",
			ContextOnly:   "مسیری از زمینهٔ مشترک، مانند کشور یا حوزهٔ یکسان؛ این آشنایی نیست.",
			Disordered:    "مسیری که پیوندهای آن یکی پس از دیگری آغاز نمی‌شوند.",
			BreaksEarly:   "مسیری که پیش از پایان این شمار روز گسسته می‌شود.",
			Longer:        "مسیری قوی‌تر با گام‌های بیشتر، در محدودهٔ پرسش.",
		},
		weak: "قوت قوی‌ترین این مسیرها {strength} است؛ مسیری با قوت کمتر از {bound}، که از هر ده معرفی کمتر از یکی را به سرانجام می‌رساند، ضعیف خوانده می‌شود.",
		limits: map[Reason]string{
			TooLong: "گام‌های بیشتر", BreaksEarly: "هر پایانی", Disordered: "هر ترتیب زمانی", Ended: "هر وضعیت و زمان‌های پیش‌تر", Later: "برنامه‌ها و زمان‌های بعد", Avoided: "نهادهای کنارگذاشته",
			Restricted: "نهادهای مشمول محدودیت", WrongKind: "هر نوعی در میان", Bypassed: "هر راهی",
			LowConfidence: "هر درجه از اطمینان", Filtered: "هر گونه تماس", ContextOnly: "زمینهٔ مشترک",
		},
		together: "یافته‌شده با: {limits}.",
		and:      "، ",
		decimal:  persianDecimal,
	},
}
