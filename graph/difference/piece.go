package difference

import (
	"fmt"
	"maps"
	"slices"

	"entente/graph"
)

// piece is one part of one state of a record.
type piece struct {
	part Part
	// whole is all that it says; near and loose are by what another state of it
	// is known, empty when by nothing.
	whole, near, loose string
	value              Value
}

// pieces takes a record apart; a removal has none.
func pieces(c graph.Change) []piece {
	switch {
	case c.Entity != nil:
		return ofEntity(c.Entity)
	case c.Relationship != nil:
		return ofRelationship(c.Relationship)
	case c.Source != nil:
		return ofSource(c.Source)
	}
	return nil
}

// plain adds a text that a record has once; the empty one is not there.
func plain(list []piece, part Part, text string) []piece {
	if text == "" {
		return list
	}
	return append(list, piece{part: part, whole: text, near: "one", value: Value{Text: text}})
}

func ofEntity(e *graph.Entity) []piece {
	list := plain(nil, Kind, e.Kind.String())
	for i := range e.Names {
		list = append(list, ofName(&e.Names[i]))
	}
	for i := range e.ExternalIDs {
		id := &e.ExternalIDs[i]
		list = append(list, piece{part: ExternalID, whole: id.Scheme + "\x00" + id.Value, near: id.Scheme, value: Value{ExternalID: id}})
	}
	for _, name := range slices.Sorted(maps.Keys(e.Properties)) {
		value := &PropertyValue{name, e.Properties[name]}
		list = append(list, piece{part: Property, whole: fmt.Sprintf("%#v", *value), near: name, value: Value{Property: value}})
	}
	for i := range e.Statements {
		s := &e.Statements[i]
		about := s.Property + "\x00" + string(s.Source)
		list = append(list, piece{Statement, fmt.Sprintf("%#v", *s), about + "\x00" + s.Locator, about, Value{Statement: s}})
	}
	for _, id := range e.Merged {
		list = append(list, piece{part: MergedID, whole: string(id), value: Value{Text: string(id)}})
	}
	return list
}

// ofName knows a label by its language, and any name by its text.
func ofName(n *graph.Name) piece {
	p := piece{part: Name, whole: fmt.Sprintf("%#v", *n), near: n.Value + "\x00" + n.Language, value: Value{Name: n}}
	if n.Type == graph.Label {
		p.loose = "label\x00" + n.Language
	}
	return p
}

func ofRelationship(r *graph.Relationship) []piece {
	list := plain(nil, Kind, r.Kind.String())
	list = plain(list, From, string(r.From))
	list = plain(list, To, string(r.To))
	list = plain(list, Role, r.Role)
	for i := range r.Claims {
		c := &r.Claims[i]
		list = append(list, piece{Claim, fmt.Sprintf("%#v", *c), string(c.Source) + "\x00" + c.Locator, string(c.Source), Value{Claim: c}})
	}
	return list
}

func ofSource(s *graph.Source) []piece {
	list := plain(nil, Title, s.Title)
	list = plain(list, Publisher, s.Publisher)
	list = plain(list, URL, s.URL)
	list = plain(list, SourceKind, s.Kind)
	list = plain(list, Retrieved, s.Retrieved.String())
	return plain(list, Licence, s.Licence)
}
