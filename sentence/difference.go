package sentence

import (
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/difference"
)

// differenceWords are the words of one language for what changed.
type differenceWords struct {
	parts map[difference.Part]string
	// came, went and became say what happened to {part}.
	came, went, became string
	arrow, comma, none string
	quotes             [2]string
	date               func(graph.Date) string
	// fields are the words for what a part holds, by their English word.
	fields map[string]string
	yes    [2]string
}

var englishDifference = differenceWords{
	came: "{part} added: {what}", went: "{part} removed: {what}", became: "{part} changed: {what}",
	arrow: " → ", comma: ", ", none: "none", quotes: [2]string{"“", "”"}, date: englishDate, yes: [2]string{"no", "yes"},
}

var persianDifference = differenceWords{
	parts: map[difference.Part]string{
		difference.Kind: "نوع", difference.Name: "نام", difference.ExternalID: "شناسهٔ بیرونی", difference.Property: "ویژگی",
		difference.Statement: "گزاره", difference.MergedID: "شناسهٔ ادغام‌شده", difference.From: "آغاز", difference.To: "پایان",
		difference.Role: "نقش", difference.Claim: "ادعای", difference.Title: "عنوان", difference.Publisher: "ناشر", difference.URL: "نشانی",
		difference.SourceKind: "نوع منبع", difference.Retrieved: "تاریخ دریافت", difference.Licence: "مجوز",
	},
	came: "{part} افزوده شد: {what}", went: "{part} برداشته شد: {what}", became: "{part} تغییر کرد: {what}",
	arrow: " ← ", comma: "، ", none: "هیچ", quotes: [2]string{"«", "»"}, date: persianDate, yes: [2]string{"نه", "آری"},
	fields: map[string]string{"language": "زبان", "type": "گونه", "from": "از", "until": "تا", "source": "منبع", "as of": "به تاریخ",
		"locator": "جای", "note": "یادداشت", "confidence": "اطمینان", "status": "وضعیت", "label": "برچسب", "alias": "نام دیگر",
		"acronym": "سرنام", "former": "نام پیشین", "at": "در", "of": "از"},
}

// field is one thing that a part says: what it is, and its text. The first field
// of a part needs no word.
type field struct{ word, text string }

// Difference tells what changed in one part of a record in a language, "en" or
// "fa", any other in English: “claim of src:x changed: status signed → active”.
// Days are told in the calendar of the language.
func Difference(language string, d difference.Difference) string {
	words := englishDifference
	if primary(language) == "fa" {
		words = persianDifference
	}
	pattern, shown := words.became, d.After
	var what string
	switch {
	case d.Before == nil:
		pattern, what = words.came, words.list(words.told(language, d.After))
	case d.After == nil:
		pattern, what, shown = words.went, words.list(words.told(language, d.Before)), d.Before
	default:
		what = words.changed(words.told(language, d.Before), words.told(language, d.After))
	}
	return strings.NewReplacer("{part}", words.heading(d.Part, shown), "{what}", what).Replace(pattern)
}

// heading names the part, and which of its kind it is.
func (w differenceWords) heading(part difference.Part, v *difference.Value) string {
	name := orWord(w.parts[part], part.String())
	switch {
	case v.ExternalID != nil:
		return name + " " + v.ExternalID.Scheme
	case v.Property != nil:
		return name + " " + v.Property.Name
	case v.Statement != nil:
		return join(name, v.Statement.Property, w.word("of"), string(v.Statement.Source))
	case v.Claim != nil && w.parts == nil:
		return join(name, w.word("of"), string(v.Claim.Source))
	case v.Claim != nil:
		return join(name, string(v.Claim.Source))
	}
	return name
}

func (w differenceWords) word(english string) string { return orWord(w.fields[english], english) }

func (w differenceWords) quoted(text string) string { return w.quotes[0] + text + w.quotes[1] }

// told is what a value says, without what its heading says.
func (w differenceWords) told(language string, v *difference.Value) []field {
	switch {
	case v.Name != nil:
		return []field{{"", w.quoted(v.Name.Value)}, {"", w.word(v.Name.Type.String())}, {"language", v.Name.Language},
			{"from", w.date(v.Name.Start)}, {"until", w.date(v.Name.End)}, {"source", string(v.Name.Source)}}
	case v.ExternalID != nil:
		return []field{{"", v.ExternalID.Value}}
	case v.Property != nil:
		return []field{{"", w.value(v.Property.Value)}}
	case v.Statement != nil:
		return []field{{"", w.quoted(v.Statement.Value)}, {"as of", w.date(v.Statement.AsOf)}, {"at", v.Statement.Locator}, {"note", v.Statement.Note}}
	case v.Claim != nil:
		return []field{{"status", Status(language, v.Claim.Status)}, {"confidence", v.Claim.Confidence.String()}, {"from", w.date(v.Claim.Start)},
			{"until", w.date(v.Claim.End)}, {"at", v.Claim.Locator}, {"note", v.Claim.Note}}
	}
	return []field{{"", v.Text}}
}

func (w differenceWords) value(v graph.Value) string {
	switch v.Type {
	case graph.IntValue:
		return strconv.FormatInt(v.Int, 10)
	case graph.FloatValue:
		return strconv.FormatFloat(v.Float, 'g', -1, 64)
	case graph.BoolValue:
		if v.Bool {
			return w.yes[1]
		}
		return w.yes[0]
	case graph.DateValue:
		return w.date(v.Date)
	case graph.ListValue:
		return strings.Join(v.List, w.comma)
	}
	return w.quoted(v.Text)
}

// list tells all that is said.
func (w differenceWords) list(fields []field) string {
	var parts []string
	for _, f := range fields {
		if f.text != "" {
			parts = append(parts, join(w.named(f), f.text))
		}
	}
	return strings.Join(parts, w.comma)
}

// changed tells the fields that differ; both lists have the same fields.
func (w differenceWords) changed(before, after []field) string {
	var parts []string
	for i, f := range after {
		if f.text != before[i].text {
			parts = append(parts, join(w.named(f), orWord(before[i].text, w.none)+w.arrow+orWord(f.text, w.none)))
		}
	}
	return strings.Join(parts, w.comma)
}

func (w differenceWords) named(f field) string {
	if f.word == "" {
		return ""
	}
	return w.word(f.word)
}
