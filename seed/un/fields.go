package un

import (
	"slices"
	"strings"

	"entente/graph"
)

// fields are the texts of a record by the paths of their elements, with the
// number of the element of the record that each stands in.
type fields struct {
	number, group int
	kind          string
	texts         []field
}

type field struct {
	path, text string
	group      int
}

// add takes the text of an element; one without text is passed over.
func (f *fields) add(path, text string) error {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	if len(f.texts) == MaxFields {
		return graph.Errorf(graph.TooLarge, "the record has more than %d elements", MaxFields)
	}
	f.texts = append(f.texts, field{path, strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\r' }), ""), f.group})
	return nil
}

// first gives the text of the first element with the path, "" when there is none.
func (f *fields) first(path string) string {
	i := slices.IndexFunc(f.texts, func(t field) bool { return t.path == path })
	if i < 0 {
		return ""
	}
	return f.texts[i].text
}

// all gives the texts of every element with the path.
func (f *fields) all(path string) (texts []string) {
	for _, t := range f.texts {
		if t.path == path {
			texts = append(texts, t.text)
		}
	}
	return texts
}

// beside gives the text of the element with the path in the same group.
func (f *fields) beside(group int, path string) string {
	i := slices.IndexFunc(f.texts, func(t field) bool { return t.group == group && t.path == path })
	if i < 0 {
		return ""
	}
	return f.texts[i].text
}

// record makes the record of its fields.
func (f *fields) record() Record {
	reference := f.first("REFERENCE_NUMBER")
	refused := func(path, reason string) Record {
		return Record{Number: f.number, Refused: graph.Errorf(graph.Invalid, "%s", reason).At(path).In(label(f.number, reference))}
	}
	r := Record{Number: f.number, Person: f.kind == individual, Reference: reference}
	r.Name = strings.Join(f.names(), " ")
	r.Type, r.Original = f.first("UN_LIST_TYPE"), f.first("NAME_ORIGINAL_SCRIPT")
	switch {
	case !isReference(reference):
		return refused("REFERENCE_NUMBER", "a reference number such as CDe.001 is wanted")
	case r.Name == "":
		return refused("FIRST_NAME", "a party needs a name")
	case r.Type == "":
		return refused("UN_LIST_TYPE", "the party is on no list")
	}
	if listed := f.first("LISTED_ON"); listed != "" {
		date, err := dateOf(listed)
		if err != nil {
			return refused("LISTED_ON", err.Message)
		}
		r.Listed = date
	}
	r.Titles = append(f.all("TITLE/VALUE"), f.all("DESIGNATION/VALUE")...)
	f.takeGroups(&r)
	return r
}

func (f *fields) names() (names []string) {
	for _, path := range []string{"FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"} {
		if name := f.first(path); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// takeGroups takes the other names and the addresses, of which each has several parts.
func (f *fields) takeGroups(r *Record) {
	for _, t := range f.texts {
		switch t.path {
		case f.kind + "_ALIAS/ALIAS_NAME":
			r.Aliases = append(r.Aliases, Alias{t.text, f.beside(t.group, f.kind+"_ALIAS/QUALITY")})
		case f.kind + "_ADDRESS/COUNTRY":
			r.Addresses = append(r.Addresses, Address{f.beside(t.group, f.kind+"_ADDRESS/CITY"), t.text})
		}
	}
}

func isReference(text string) bool {
	return text != "" && len(text) <= 20 && !strings.ContainsFunc(text, func(r rune) bool {
		return r != '.' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
}

// dateOf reads a date, behind which a time or a zone may stand.
func dateOf(text string) (graph.Date, *graph.Error) {
	date, err := graph.ParseDate(text[:min(len(text), len("2026-02-27"))])
	if err != nil {
		return graph.Date{}, graph.Errorf(graph.Invalid, "%q is no date, or one that cannot be", graph.Excerpt(text))
	}
	return date, nil
}
