package interchange

import (
	"unicode/utf8"

	"entente/graph"
)

// Decode reads one line, in time proportional to its length. It refuses as
// Invalid, naming the field, what is no JSON, a field that is unknown or given
// twice, a value of the wrong type, a word that is not in the vocabulary and a
// date that cannot be. A field that is missing is left zero and an empty list
// nil; what a record needs is for Validate to say. The record shares its text.
func Decode(line []byte) (Record, error) {
	if !utf8.Valid(line) {
		return Record{}, graph.Errorf(graph.Invalid, "the line is not UTF-8")
	}
	s := &scanner{text: string(line)}
	record, err := s.record()
	if err == nil {
		err = s.end()
	}
	if err != nil {
		return Record{}, err
	}
	return record, nil
}

func (s *scanner) record() (Record, *graph.Error) {
	form, err := s.peek("record")
	if err != nil {
		return Record{}, err
	}
	var r Record
	switch form {
	case "source":
		r.Source, err = s.source()
	case "entity":
		r.Entity, err = s.entity()
	case "relationship":
		r.Relationship, err = s.relationship()
	default:
		err = graph.Errorf(graph.Invalid, "%q is no form of record; known are source, entity, relationship", graph.Excerpt(form)).At("record")
	}
	return r, err
}

// peek gives a text of the object that starts here, without moving. In a
// canonical line the fields that are asked for come first.
func (s *scanner) peek(field string) (string, *graph.Error) {
	ahead := scanner{text: s.text, at: s.at}
	if !ahead.take('{') {
		return "", ahead.fail("an object")
	}
	for more := ahead.next() != '}'; more; more = ahead.take(',') {
		found, err := ahead.field()
		if err != nil {
			return "", err
		}
		if found == field {
			text, err := ahead.string("a text")
			return text, err.At(field)
		}
		if err := ahead.skip(0); err != nil {
			return "", within(err, found)
		}
	}
	if ahead.next() != '}' {
		return "", ahead.fail("a comma or the end of the object")
	}
	return "", graph.Errorf(graph.Invalid, "the field is missing").At(field)
}

func unknownField() *graph.Error { return graph.Errorf(graph.Invalid, "unknown field") }

func (s *scanner) source() (*graph.Source, *graph.Error) {
	r := &graph.Source{}
	err := s.object(func(field string) (err *graph.Error) {
		switch field {
		case "record":
			_, err = s.string("a text")
		case "id":
			r.ID, err = s.id()
		case "title":
			r.Title, err = s.string("a text")
		case "publisher":
			r.Publisher, err = s.optional()
		case "url":
			r.URL, err = s.optional()
		case "kind":
			r.Kind, err = s.string("a text")
		case "retrieved":
			r.Retrieved, err = s.date()
		case "licence":
			r.Licence, err = s.optional()
		default:
			err = unknownField()
		}
		return err
	})
	return r, err
}

func (s *scanner) entity() (*graph.Entity, *graph.Error) {
	e := &graph.Entity{}
	kind, err := s.peek("kind")
	if err != nil {
		return nil, err
	}
	if e.Kind, err = parse(kind, graph.ParseEntityKind); err != nil {
		return nil, err.At("kind")
	}
	err = s.object(func(field string) (err *graph.Error) {
		switch field {
		case "record", "kind":
			_, err = s.string("a text")
		case "id":
			e.ID, err = s.id()
		case "names":
			e.Names, err = list(s, 4, (*scanner).name)
		case "ids":
			e.ExternalIDs, err = list(s, 4, (*scanner).externalID)
		case "props":
			e.Properties, err = s.properties(e.Kind)
		case "statements":
			e.Statements, err = list(s, 1, (*scanner).statement)
		case "merged":
			e.Merged, err = list(s, 1, (*scanner).id)
		default:
			err = unknownField()
		}
		return err
	})
	return e, err
}

func (s *scanner) name() (graph.Name, *graph.Error) {
	var n graph.Name
	err := s.object(func(field string) (err *graph.Error) {
		switch field {
		case "value":
			n.Value, err = s.string("a text")
		case "lang":
			n.Language, err = s.optional()
		case "type":
			n.Type, err = word(s, graph.ParseNameType)
		case "start":
			n.Start, err = s.date()
		case "end":
			n.End, err = s.date()
		case "source":
			n.Source, err = s.optionalID()
		default:
			err = unknownField()
		}
		return err
	})
	return n, err
}

func (s *scanner) externalID() (graph.ExternalID, *graph.Error) {
	var id graph.ExternalID
	err := s.object(func(field string) (err *graph.Error) {
		switch field {
		case "scheme":
			id.Scheme, err = s.string("a text")
		case "value":
			id.Value, err = s.string("a text")
		default:
			err = unknownField()
		}
		return err
	})
	return id, err
}

func (s *scanner) statement() (graph.Statement, *graph.Error) {
	var t graph.Statement
	err := s.object(func(field string) (err *graph.Error) {
		switch field {
		case "property":
			t.Property, err = s.string("a text")
		case "value":
			t.Value, err = s.string("a text")
		case "asOf":
			t.AsOf, err = s.date()
		case "source":
			t.Source, err = s.id()
		case "locator":
			t.Locator, err = s.optional()
		case "note":
			t.Note, err = s.optional()
		default:
			err = unknownField()
		}
		return err
	})
	return t, err
}

func (s *scanner) properties(kind graph.EntityKind) (map[string]graph.Value, *graph.Error) {
	var properties map[string]graph.Value
	err := s.object(func(name string) *graph.Error {
		declared, ok := kind.Property(name)
		if !ok {
			return graph.Errorf(graph.Invalid, "%s has no property %q", kind, graph.Excerpt(name))
		}
		value, err := s.value(declared.Type)
		if properties == nil {
			properties = make(map[string]graph.Value, 8)
		}
		properties[name] = value
		return err
	})
	return properties, err
}

// value reads a property's value; the declared type says what the JSON means.
func (s *scanner) value(declared graph.ValueType) (v graph.Value, err *graph.Error) {
	v.Type = declared
	switch declared {
	case graph.IntValue:
		v.Int, err = s.integer()
	case graph.FloatValue:
		v.Float, err = s.float()
	case graph.BoolValue:
		v.Bool, err = s.boolean()
	case graph.DateValue:
		v.Date, err = word(s, graph.ParseDate)
	case graph.ListValue:
		v.List, err = list(s, 1, (*scanner).item)
	default:
		v.Text, err = s.string("a text")
	}
	return v, err
}

func (s *scanner) relationship() (*graph.Relationship, *graph.Error) {
	r := &graph.Relationship{}
	err := s.object(func(field string) (err *graph.Error) {
		switch field {
		case "record":
			_, err = s.string("a text")
		case "id":
			r.ID, err = s.id()
		case "kind":
			r.Kind, err = word(s, graph.ParseRelationshipKind)
		case "from":
			r.From, err = s.id()
		case "to":
			r.To, err = s.id()
		case "role":
			r.Role, err = s.optional()
		case "claims":
			r.Claims, err = list(s, 1, (*scanner).claim)
		default:
			err = unknownField()
		}
		return err
	})
	if err == nil && !r.Kind.HasRole(r.Role) {
		err = graph.Errorf(graph.Invalid, "%s has no role %q", r.Kind, graph.Excerpt(r.Role)).At("role")
	}
	return r, err
}

func (s *scanner) claim() (graph.Claim, *graph.Error) {
	var c graph.Claim
	err := s.object(func(field string) (err *graph.Error) {
		switch field {
		case "source":
			c.Source, err = s.id()
		case "locator":
			c.Locator, err = s.optional()
		case "confidence":
			c.Confidence, err = word(s, graph.ParseConfidence)
		case "status":
			c.Status, err = word(s, graph.ParseStatus)
		case "start":
			c.Start, err = s.date()
		case "end":
			c.End, err = s.date()
		case "note":
			c.Note, err = s.optional()
		default:
			err = unknownField()
		}
		return err
	})
	return c, err
}
