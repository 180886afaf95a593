package sheet

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"entente/graph"
	"entente/seed/rows"
)

// Record is what a row says, before what it refers to was looked up.
type Record struct {
	// Number is the row's.
	Number        int
	Entities      []Described
	Relationships []Tie
	Warnings      []*graph.Error
	// Refused says what is wrong with the row; the rest is then empty.
	Refused *graph.Error
}

// Described is an entity of a row.
type Described struct {
	As string
	// Key is the id that the row gives it.
	Key    graph.ID
	Entity *graph.Entity
}

// Tie is a relationship of a row, from each of some ends to each of others.
type Tie struct {
	Kind     graph.RelationshipKind
	From, To []Reference
	Role     string
	Claim    graph.Claim
}

// Reference names an entity: one of the row, or by a text.
type Reference struct {
	Entity       string
	Scheme, Text string
	// Column is where the text stands; empty for a constant.
	Column string
}

// reader understands one row.
type reader struct {
	mapping *Mapping
	columns []string
	row     Row
	record  Record
}

// Record gives what a row of the mapping's layout says. An entity of which neither
// id nor name is given is none; a relationship to it is then left out.
func (m *Mapping) Record(row Row) Record {
	if row.Refused != nil {
		return Record{Number: row.Number, Refused: row.Refused}
	}
	r := &reader{mapping: m, columns: m.columns(), row: row, record: Record{Number: row.Number, Warnings: row.Warnings}}
	for _, entity := range m.Entities {
		if err := r.entity(entity); err != nil {
			return Record{Number: row.Number, Refused: err.In(rows.Label(row.Number))}
		}
	}
	for _, relationship := range m.Relationships {
		if err := r.relationship(relationship); err != nil {
			return Record{Number: row.Number, Refused: err.In(rows.Label(row.Number))}
		}
	}
	return r.record
}

func (r *reader) cell(column string) Cell {
	if at := slices.Index(r.columns, column); column != "" && at >= 0 && at < len(r.row.Cells) {
		return r.row.Cells[at]
	}
	return Cell{}
}

// text gives what a text of the mapping comes to in this row.
func (r *reader) text(t Text) string {
	return meant(cmp.Or(r.cell(t.Column).Text, t.Value), t.Words)
}

func meant(text string, words map[string]string) string {
	if word, known := words[text]; known {
		return word
	}
	folded := Fold(text)
	for said, word := range words {
		if Fold(said) == folded {
			return word
		}
	}
	return text
}

func (r *reader) date(t Text) (graph.Date, *graph.Error) {
	cell := r.cell(t.Column)
	text := r.text(t)
	if !cell.Date.IsZero() || text == "" {
		return cell.Date, nil
	}
	date, warning, err := ParseDate(text, cmp.Or(t.Calendar, r.mapping.Calendar), cmp.Or(t.Order, r.mapping.Order))
	if warning != nil {
		r.record.Warnings = append(r.record.Warnings, warning.At(t.Column).In(rows.Label(r.row.Number)))
	}
	return date, err.At(t.Column)
}

// parts splits a cell that holds several.
func parts(text, separator string) (list []string) {
	if separator == "" {
		separator = "\x00"
	}
	for part := range strings.SplitSeq(text, separator) {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(list, part) {
			list = append(list, part)
		}
	}
	return list
}

func (r *reader) entity(e Entity) *graph.Error {
	key := r.cell(e.ID.Column).Text
	names := r.names(e.Names)
	if key == "" && len(names) == 0 {
		return nil
	}
	if key == "" {
		return graph.Errorf(graph.Invalid, "the entity has a name and no id").At(e.ID.Column)
	}
	kind, err := graph.ParseEntityKind(r.text(e.Kind))
	if err != nil {
		return graph.Errorf(graph.Invalid, "%w", err).At(cmp.Or(e.Kind.Column, "kind"))
	}
	entity := &graph.Entity{ID: made(e.ID.Prefix, key), Kind: kind, Names: names}
	if err := entity.ID.Validate(); err != nil {
		return err.At(e.ID.Column)
	}
	for _, id := range e.IDs {
		if value := r.cell(id.Column).Text; value != "" {
			entity.ExternalIDs = append(entity.ExternalIDs, graph.ExternalID{Scheme: id.Scheme, Value: value})
		}
	}
	if err := r.properties(e, entity); err != nil {
		return err
	}
	r.record.Entities = append(r.record.Entities, Described{As: e.As, Key: entity.ID, Entity: entity})
	return nil
}

func (r *reader) names(names []Name) (list []graph.Name) {
	for _, name := range names {
		kind, err := graph.ParseNameType(name.Type)
		if err != nil {
			kind = graph.Label
		}
		for _, value := range parts(r.cell(name.Column).Text, name.Split) {
			list = append(list, graph.Name{Value: value, Language: name.Language, Type: kind})
		}
	}
	return list
}

// made makes an id of what a cell says; what is no letter and no digit parts words.
// Without a prefix it is the id as it stands.
func made(prefix, key string) graph.ID {
	if prefix == "" || strings.HasPrefix(key, prefix) {
		return graph.ID(key)
	}
	words := strings.FieldsFunc(Fold(key), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) })
	return graph.ID(prefix + strings.Join(words, "-"))
}

func (r *reader) properties(e Entity, entity *graph.Entity) *graph.Error {
	for _, name := range slices.Sorted(maps.Keys(e.Properties)) {
		text := e.Properties[name]
		said := r.text(text)
		if said == "" {
			continue
		}
		place := cmp.Or(text.Column, "properties."+name)
		property, known := entity.Kind.Property(name)
		if !known {
			return graph.Errorf(graph.Invalid, "%s has no property %q", entity.Kind, graph.Excerpt(name)).At(place)
		}
		value, err := r.value(property.Type, text, said)
		if err != nil {
			return err
		}
		if property.Words != nil && !slices.Contains(property.Words, said) {
			return graph.Errorf(graph.Invalid, "unknown value %q; known are %s", graph.Excerpt(said), strings.Join(property.Words, ", ")).At(place)
		}
		if entity.Properties == nil {
			entity.Properties = map[string]graph.Value{}
		}
		entity.Properties[name] = value
	}
	return nil
}

func (r *reader) value(kind graph.ValueType, text Text, said string) (graph.Value, *graph.Error) {
	var err error
	value := graph.Value{Type: kind}
	switch kind {
	case graph.DateValue:
		date, refused := r.date(text)
		return graph.DateOf(date), refused
	case graph.IntValue:
		value.Int, err = strconv.ParseInt(Latin(said), 10, 64)
	case graph.FloatValue:
		value.Float, err = strconv.ParseFloat(strings.Replace(Latin(said), "\u066b", ".", 1), 64)
	case graph.BoolValue:
		value.Bool, err = strconv.ParseBool(said)
	case graph.ListValue:
		value.List = parts(said, text.Split)
	default:
		value.Text = said
	}
	if err != nil {
		return value, graph.Errorf(graph.Invalid, "%q is no %s", graph.Excerpt(said), kind).At(text.Column)
	}
	return value, nil
}

func (r *reader) relationship(m Relationship) *graph.Error {
	word := r.text(m.Kind)
	kind, err := graph.ParseRelationshipKind(word)
	if err != nil {
		return graph.Errorf(graph.Invalid, "%w", err).At(cmp.Or(m.Kind.Column, "kind"))
	}
	tie := Tie{Kind: kind, From: r.references(m.From), To: r.references(m.To), Role: r.text(m.Role)}
	if !kind.HasRole(tie.Role) {
		return graph.Errorf(graph.Invalid, "%s has no role %q; it has %s", kind, graph.Excerpt(tie.Role), strings.Join(kind.Roles(), ", ")).At(cmp.Or(m.Role.Column, "role"))
	}
	claim, refused := r.claim(m)
	if refused != nil {
		return refused
	}
	tie.Claim = claim
	r.record.Relationships = append(r.record.Relationships, tie)
	return nil
}

func (r *reader) references(e End) (list []Reference) {
	if e.Entity != "" {
		return []Reference{{Entity: e.Entity}}
	}
	for _, part := range parts(cmp.Or(r.cell(e.Column).Text, e.Value), e.Split) {
		list = append(list, Reference{Scheme: e.Scheme, Text: meant(part, e.Words), Column: e.Column})
	}
	return list
}

func (r *reader) claim(m Relationship) (claim graph.Claim, refused *graph.Error) {
	var err error
	claim = graph.Claim{Locator: r.text(m.Locator), Note: r.text(m.Note)}
	if claim.Status, err = graph.ParseStatus(cmp.Or(r.text(m.Status), "unknown")); err != nil {
		return claim, graph.Errorf(graph.Invalid, "%v; known are %s", err, joined(graph.Statuses())).At(cmp.Or(m.Status.Column, "status"))
	}
	if claim.Confidence, err = graph.ParseConfidence(cmp.Or(r.text(m.Confidence), r.mapping.Confidence, "B")); err != nil {
		return claim, graph.Errorf(graph.Invalid, "%w", err).At(cmp.Or(m.Confidence.Column, "confidence"))
	}
	if claim.Start, refused = r.date(m.Start); refused != nil {
		return claim, refused
	}
	if claim.End, refused = r.date(m.End); refused != nil {
		return claim, refused
	}
	return claim, claim.Interval().Validate().At(m.End.Column)
}

func joined[T fmt.Stringer](list []T) string {
	var words []string
	for _, one := range list {
		words = append(words, one.String())
	}
	return strings.Join(words, ", ")
}

// Heading names the source for people.
func (m *Mapping) Heading() string { return cmp.Or(m.Title, m.Name) }
