package sheet

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph"
)

// The calendars of dates, and the orders of their parts where the year stands last.
const (
	Jalali     = "jalali"
	Gregorian  = "gregorian"
	DayFirst   = "dmy"
	MonthFirst = "mdy"
)

// check tells what is wrong with a mapping.
func (m *Mapping) check() error {
	_, separator := separators[m.Separator]
	switch {
	case !plainName(m.Name):
		return wrong("name", "a mapping needs a name of small letters, digits and hyphens, not %q", graph.Excerpt(m.Name))
	case m.Encoding != "" && !slices.Contains(encodings, m.Encoding):
		return wrong("encoding", "unknown encoding %q; known are %s", graph.Excerpt(m.Encoding), strings.Join(encodings, ", "))
	case !separator:
		return wrong("separator", "unknown separator %q; known are comma, semicolon, tab, bar, persian semicolon", graph.Excerpt(m.Separator))
	case len(m.Entities)+len(m.Relationships) == 0:
		return wrong("entities", "a mapping describes entities, relationships or both")
	case len(m.Entities)+len(m.Relationships) > 50:
		return wrong("entities", "more than 50 entities and relationships a row")
	}
	if err := (Text{Calendar: m.Calendar, Order: m.Order}).check(); err != nil {
		return err
	}
	if m.Confidence != "" {
		if _, err := graph.ParseConfidence(m.Confidence); err != nil {
			return wrong("confidence", "%v", err)
		}
	}
	called := map[string]bool{}
	for i, e := range m.Entities {
		if err := e.check(called); err != nil {
			return err.At(fmt.Sprintf("entities[%d]", i))
		}
	}
	for i, r := range m.Relationships {
		if err := r.check(called); err != nil {
			return err.At(fmt.Sprintf("relationships[%d]", i))
		}
	}
	return nil
}

func wrong(field, format string, args ...any) *graph.Error {
	return graph.Errorf(graph.Invalid, format, args...).At(field)
}

func (e Entity) check(called map[string]bool) *graph.Error {
	switch {
	case called[e.As]:
		return wrong("as", "two entities are called %q", graph.Excerpt(e.As))
	case e.ID.Column == "":
		return wrong("id", "an entity needs the column of its id, or one that its id is made from")
	case e.Kind.Column == "" && e.Kind.Value == "":
		return wrong("kind", "an entity needs a kind")
	case len(e.Names) == 0:
		return wrong("names", "an entity needs a name")
	}
	called[e.As] = true
	for i, name := range e.Names {
		if name.Column == "" {
			return wrong(fmt.Sprintf("names[%d]", i), "a name needs a column")
		}
		if _, err := graph.ParseNameType(name.Type); name.Type != "" && err != nil {
			return wrong(fmt.Sprintf("names[%d].type", i), "%v", err)
		}
	}
	for i, id := range e.IDs {
		if id.Column == "" || id.Scheme == "" {
			return wrong(fmt.Sprintf("ids[%d]", i), "an id needs a scheme and a column")
		}
	}
	return e.checkProperties()
}

// checkProperties checks against the vocabulary where the kind is a constant.
func (e Entity) checkProperties() *graph.Error {
	kind, err := graph.ParseEntityKind(e.Kind.Value)
	if e.Kind.Value != "" && err != nil {
		return wrong("kind", "%v", err)
	}
	for name, text := range e.Properties {
		if _, known := kind.Property(name); e.Kind.Column == "" && !known {
			return wrong("properties."+name, "%s has no property %q", kind, graph.Excerpt(name))
		}
		if err := text.check(); err != nil {
			return err.At("properties." + name)
		}
	}
	return nil
}

func (r Relationship) check(called map[string]bool) *graph.Error {
	if r.Kind.Value == "" && r.Kind.Column == "" {
		return wrong("kind", "a relationship needs a kind")
	}
	if _, err := graph.ParseRelationshipKind(r.Kind.Value); r.Kind.Value != "" && err != nil {
		return wrong("kind", "%v", err)
	}
	if err := r.From.check(called); err != nil {
		return err.At("from")
	}
	if err := r.To.check(called); err != nil {
		return err.At("to")
	}
	for _, date := range []struct {
		field string
		text  Text
	}{{"start", r.Start}, {"end", r.End}} {
		if err := date.text.check(); err != nil {
			return err.At(date.field)
		}
	}
	return nil
}

func (e End) check(called map[string]bool) *graph.Error {
	switch {
	case e.Entity != "" && (e.Column != "" || e.Value != ""):
		return wrong("entity", "an end is an entity of the row, or what a column or value names, not both")
	case e.Entity != "" && !called[e.Entity]:
		return wrong("entity", "the mapping has no entity called %q", graph.Excerpt(e.Entity))
	case e.Entity == "" && e.Column == "" && e.Value == "":
		return wrong("column", "an end needs an entity, a column or a value")
	}
	return nil
}

func (t Text) check() *graph.Error {
	switch {
	case !slices.Contains([]string{"", Jalali, Gregorian}, t.Calendar):
		return wrong("calendar", "unknown calendar %q; known are %s, %s", graph.Excerpt(t.Calendar), Jalali, Gregorian)
	case !slices.Contains([]string{"", "ymd", DayFirst, MonthFirst}, t.Order):
		return wrong("order", "unknown order %q; known are ymd, %s, %s", graph.Excerpt(t.Order), DayFirst, MonthFirst)
	}
	return nil
}
