package engine

import (
	"strings"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// Reason says why there is no path, or fewer than asked.
type Reason = path.Reason

// The reasons; package path says what each means.
const (
	NoRelationships = path.NoRelationships
	Separate        = path.Separate
	TooLong         = path.TooLong
	Ended           = path.Ended
	Avoided         = path.Avoided
	Bypassed        = path.Bypassed
	LowConfidence   = path.LowConfidence
	Filtered        = path.Filtered
	ContextOnly     = path.ContextOnly
	Fewer           = path.Fewer
	Spent           = path.Spent
	Direct          = path.Direct
)

// Reasons lists every reason.
func Reasons() (reasons []Reason) {
	for reason := NoRelationships; reason <= Direct; reason++ {
		reasons = append(reasons, reason)
	}
	return reasons
}

// Role is the brokerage role of an intermediary by country.
type Role = path.Role

// The brokerage roles; package path says what each means.
const (
	Coordinator    = path.Coordinator
	Itinerant      = path.Itinerant
	Gatekeeper     = path.Gatekeeper
	Representative = path.Representative
	Liaison        = path.Liaison
)

// Diagnosis says why there is no path, or fewer than asked.
type Diagnosis struct {
	Reason Reason
	// Loosened are the limits without which Nearest was found, as the reasons that they are for.
	Loosened []Reason
	// Ends are the entities without any relationship, for NoRelationships.
	Ends []graph.ID
	// Nearest is the best path that the looser question has; may be nil.
	Nearest *Path
}

// explained puts ids for the vertices of a diagnosis; nil stays nil.
func explained(snapshot *index.Snapshot, found *path.Diagnosis) *Diagnosis {
	if found == nil {
		return nil
	}
	diagnosis := &Diagnosis{Reason: found.Reason, Loosened: found.Loosened, Ends: identify(snapshot, found.Ends)}
	if found.Nearest != nil {
		nearest := named(snapshot, found.Nearest)
		diagnosis.Nearest = &nearest
	}
	return diagnosis
}

// Message is the diagnosis as a sentence for people, in English or Persian ("fa").
func (d *Diagnosis) Message(language string) string {
	words := messages["en"]
	if known, ok := messages[language]; ok {
		words = known
	}
	message := words.reasons[d.Reason]
	if d.Reason == NoRelationships {
		message = strings.ReplaceAll(message, "{ends}", joined(d.Ends, words.and))
	}
	if len(d.Loosened) < 2 {
		return message
	}
	limits := make([]string, len(d.Loosened))
	for i, reason := range d.Loosened {
		limits[i] = words.limits[reason]
	}
	return message + " " + strings.ReplaceAll(words.together, "{limits}", strings.Join(limits, words.and))
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
	// limits name what a question was loosened by, together says so of several.
	limits   map[Reason]string
	together string
	and      string
}

var messages = map[string]wording{
	"en": {
		reasons: map[Reason]string{
			NoRelationships: "No relationship that could carry a path is recorded for {ends}.",
			Separate:        "Nothing that is recorded joins the two, whatever its kind, status or time.",
			TooLong:         "There is a path, but it has more hops than allowed.",
			Ended:           "The only paths use relationships of another status or time, such as an agreement that has ended.",
			Avoided:         "The only paths lead through entities that were to be avoided, that are under restrictions, or that are of a kind not admitted between the ends.",
			Bypassed:        "There are paths, but none that leads through all the entities asked for.",
			LowConfidence:   "The only paths use relationships that are less surely known than asked.",
			Filtered:        "The only paths lie outside what the question admits.",
			ContextOnly:     "The only paths use context, such as the same country or field; that is no acquaintance.",
			Fewer:           "There are no more paths than these within the question.",
			Spent:           "The search came to its bound before it was complete; a narrower question may find more.",
			Direct:          "The two sides are tied directly; nobody lies between them.",
		},
		limits: map[Reason]string{
			TooLong: "more hops", Ended: "any status and time", Avoided: "anyone in between", Bypassed: "any way",
			LowConfidence: "any confidence", Filtered: "any contact", ContextOnly: "context",
		},
		together: "Found with: {limits}.",
		and:      ", ",
	},
	"fa": {
		reasons: map[Reason]string{
			NoRelationships: "برای {ends} هیچ پیوندی که بتواند مسیری بسازد ثبت نشده است.",
			Separate:        "هیچ پیوند ثبت‌شده‌ای، از هر نوع و وضعیت و زمان، این دو را به هم نمی‌رساند.",
			TooLong:         "مسیری هست، اما گام‌های آن بیش از حد مجاز است.",
			Ended:           "تنها مسیرها از پیوندهایی با وضعیت یا زمان دیگر می‌گذرند، مانند توافقی که پایان یافته است.",
			Avoided:         "تنها مسیرها از نهادهایی می‌گذرند که باید کنار گذاشته می‌شدند، مشمول محدودیت‌اند، یا از نوعی‌اند که میان دو سر پذیرفته نیست.",
			Bypassed:        "مسیرهایی هست، اما هیچ‌یک از همهٔ نهادهای خواسته‌شده نمی‌گذرد.",
			LowConfidence:   "تنها مسیرها از پیوندهایی می‌گذرند که اطمینان به آن‌ها کمتر از حد خواسته‌شده است.",
			Filtered:        "تنها مسیرها بیرون از محدودهٔ پرسش‌اند.",
			ContextOnly:     "تنها مسیرها از زمینهٔ مشترک، مانند کشور یا حوزهٔ یکسان، می‌گذرند؛ این آشنایی نیست.",
			Fewer:           "در محدودهٔ این پرسش مسیر دیگری نیست.",
			Spent:           "جست‌وجو پیش از کامل شدن به سقف خود رسید؛ شاید پرسشی محدودتر بیشتر بیابد.",
			Direct:          "دو سو مستقیم به هم پیوسته‌اند و کسی میان آن‌ها نیست.",
		},
		limits: map[Reason]string{
			TooLong: "گام‌های بیشتر", Ended: "هر وضعیت و زمان", Avoided: "هر نهادی در میان", Bypassed: "هر راهی",
			LowConfidence: "هر درجه از اطمینان", Filtered: "هر گونه تماس", ContextOnly: "زمینهٔ مشترک",
		},
		together: "یافته‌شده با: {limits}.",
		and:      "، ",
	},
}
