package graph

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds on one record.
const (
	// MaxText is the longest text in a record, in bytes.
	MaxText = 16 << 10
	// MaxName is the longest name, in bytes.
	MaxName = 2 << 10
	// MaxRecord is the largest record: the bytes of all its texts and 100 for
	// each name, claim, statement … Its interchange form then fits in twice that.
	MaxRecord = 512 << 10
	// MaxItems is the largest number of names, claims, statements … of one record.
	MaxItems = 2_000
)

// Validate tells what is wrong with a source, nil when nothing is.
func (s *Source) Validate() *Error {
	if err := s.ID.Validate(); err != nil {
		return err.At("id")
	}
	if s.Title == "" {
		return Errorf(Invalid, "a source needs a title").At("title")
	}
	if !slices.Contains(sourceKinds, s.Kind) {
		return Errorf(Invalid, "unknown source kind %q; known are %s", Excerpt(s.Kind), strings.Join(sourceKinds, ", ")).At("kind")
	}
	if err := s.Retrieved.validate(); err != nil {
		return err.At("retrieved")
	}
	return checkTexts(map[string]string{"title": s.Title, "publisher": s.Publisher, "url": s.URL, "licence": s.Licence})
}

// Validate tells what is wrong with an entity, nil when nothing is. It does
// not know which sources exist; the store checks that.
func (e *Entity) Validate() *Error {
	if err := e.ID.Validate(); err != nil {
		return err.At("id")
	}
	if e.Kind == 0 || int(e.Kind) > len(EntityKinds()) {
		return Errorf(Invalid, "an entity needs a kind").At("kind")
	}
	if len(e.Names) == 0 {
		return Errorf(Invalid, "an entity needs a name").At("names")
	}
	if max(len(e.Names), len(e.ExternalIDs), len(e.Statements), len(e.Merged)) > MaxItems {
		return Errorf(TooLarge, "more than %d names, ids, statements or merged ids", MaxItems)
	}
	return firstError(e.validateNames, e.validateExternalIDs, e.validateProperties, e.validateStatements, e.validateMerged, e.validateSize)
}

// perItem is what a name, claim or statement takes besides its texts.
const perItem = 100

func (e *Entity) validateSize() *Error {
	size := perItem * (len(e.Names) + len(e.ExternalIDs) + len(e.Statements) + len(e.Properties) + len(e.Merged))
	for _, n := range e.Names {
		size += len(n.Value) + len(n.Source)
	}
	for _, id := range e.ExternalIDs {
		size += len(id.Scheme) + len(id.Value)
	}
	for name, value := range e.Properties {
		size += len(name) + len(value.Text)
		for _, item := range value.List {
			size += perItem + len(item)
		}
	}
	for _, s := range e.Statements {
		size += len(s.Property) + len(s.Value) + len(s.Source) + len(s.Locator) + len(s.Note)
	}
	for _, id := range e.Merged {
		size += len(id)
	}
	return checkSize(size)
}

func checkSize(size int) *Error {
	if size > MaxRecord {
		return Errorf(TooLarge, "the record has %d bytes, at most %d are kept", size, MaxRecord)
	}
	return nil
}

func firstError(checks ...func() *Error) *Error {
	for _, check := range checks {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (e *Entity) validateNames() *Error {
	for i, name := range e.Names {
		if err := name.validate(); err != nil {
			return err.At(fmt.Sprintf("names[%d]", i))
		}
	}
	return nil
}

func (n Name) validate() *Error {
	if strings.TrimSpace(n.Value) == "" {
		return Errorf(Invalid, "the name is empty").At("value")
	}
	if !nameTypes.holds(uint8(n.Type)) {
		return Errorf(Invalid, "a name needs a type").At("type")
	}
	if err := checkText(n.Value, MaxName); err != nil {
		return err.At("value")
	}
	if len(n.Language) > 35 || strings.ContainsFunc(n.Language, notInLanguage) {
		return Errorf(Invalid, "%q is no language tag", Excerpt(n.Language)).At("lang")
	}
	return Interval{Start: n.Start, End: n.End}.Validate().At("end")
}

func notInLanguage(r rune) bool {
	return r != '-' && (r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r))
}

func (e *Entity) validateExternalIDs() *Error {
	for i, id := range e.ExternalIDs {
		err := checkTexts(map[string]string{"scheme": id.Scheme, "value": id.Value})
		if err == nil && (id.Scheme == "" || id.Value == "") {
			err = Errorf(Invalid, "an external id needs a scheme and a value")
		}
		if err != nil {
			return err.At(fmt.Sprintf("ids[%d]", i))
		}
	}
	return nil
}

func (e *Entity) validateProperties() *Error {
	for name, value := range e.Properties {
		declared, ok := e.Kind.Property(name)
		if !ok {
			return Errorf(Invalid, "%s has no property %q", e.Kind, Excerpt(name)).At("props." + Excerpt(name))
		}
		if err := declared.check(value); err != nil {
			return err.At("props." + name)
		}
	}
	return nil
}

func (e *Entity) validateStatements() *Error {
	for i, s := range e.Statements {
		err := checkTexts(map[string]string{"property": s.Property, "value": s.Value, "locator": s.Locator, "note": s.Note})
		switch {
		case err != nil:
		case s.Property == "" || s.Value == "":
			err = Errorf(Invalid, "a statement needs a property and a value")
		case s.Source == "":
			err = Errorf(Invalid, "a statement needs a source").At("source")
		default:
			err = s.AsOf.validate().At("asOf")
		}
		if err != nil {
			return err.At(fmt.Sprintf("statements[%d]", i))
		}
	}
	return nil
}

func (e *Entity) validateMerged() *Error {
	for i, id := range e.Merged {
		err := id.Validate()
		if id == e.ID {
			err = Errorf(Invalid, "an entity cannot be merged into itself")
		}
		if err != nil {
			return err.At(fmt.Sprintf("merged[%d]", i))
		}
	}
	return nil
}

// Validate tells what is wrong with a relationship, nil when nothing is. It
// does not know which ends and sources exist; the store checks that.
func (r *Relationship) Validate() *Error {
	if err := r.ID.Validate(); err != nil {
		return err.At("id")
	}
	if r.Kind == 0 || int(r.Kind) > len(RelationshipKinds()) {
		return Errorf(Invalid, "a relationship needs a kind").At("kind")
	}
	if err := r.From.Validate(); err != nil {
		return err.At("from")
	}
	if err := r.To.Validate(); err != nil {
		return err.At("to")
	}
	if r.From == r.To {
		return Errorf(Invalid, "a relationship cannot join %s to itself", r.From).At("to")
	}
	if r.Kind.Symmetric(r.Role) && r.To < r.From {
		return Errorf(Invalid, "%s has no direction here, so its ends must stand in the order of their ids", r.Kind).At("from")
	}
	if !r.Kind.HasRole(r.Role) {
		return Errorf(Invalid, "%s has no role %q; known are %s", r.Kind, Excerpt(r.Role), strings.Join(r.Kind.Roles(), ", ")).At("role")
	}
	return r.validateClaims()
}

func (r *Relationship) validateClaims() *Error {
	if len(r.Claims) == 0 {
		return Errorf(Invalid, "a relationship needs a claim").At("claims")
	}
	if len(r.Claims) > MaxItems {
		return Errorf(TooLarge, "the relationship has %d claims, at most %d are kept", len(r.Claims), MaxItems).At("claims")
	}
	size := 0
	for i, claim := range r.Claims {
		if err := claim.validate(); err != nil {
			return err.At(fmt.Sprintf("claims[%d]", i))
		}
		size += perItem + len(claim.Source) + len(claim.Locator) + len(claim.Note)
	}
	return checkSize(size)
}

func (c Claim) validate() *Error {
	switch {
	case c.Source == "":
		return Errorf(Invalid, "a claim needs a source").At("source")
	case !confidences.holds(uint8(c.Confidence)):
		return Errorf(Invalid, "a claim needs a confidence").At("confidence")
	case !statuses.holds(uint8(c.Status)):
		return Errorf(Invalid, "a claim needs a status").At("status")
	}
	if err := c.Interval().Validate(); err != nil {
		return err.At("end")
	}
	return checkTexts(map[string]string{"locator": c.Locator, "note": c.Note})
}

// ValidateEnds tells whether the vocabulary lets the kind run from an entity of
// the one kind to one of the other.
func (r *Relationship) ValidateEnds(from, to EntityKind) *Error {
	ends := r.Kind.Ends()
	if !slices.Contains(ends.From, from) {
		return Errorf(Invalid, "%s cannot start from a %s (%s)", r.Kind, from, r.From).At("from")
	}
	if !slices.Contains(ends.To, to) {
		return Errorf(Invalid, "%s cannot lead to a %s (%s)", r.Kind, to, r.To).At("to")
	}
	return nil
}

// checkTexts checks short texts by field, in no particular order.
func checkTexts(fields map[string]string) *Error {
	for field, text := range fields {
		if err := checkText(text, MaxText); err != nil {
			return err.At(field)
		}
	}
	return nil
}

func checkText(s string, most int) *Error {
	switch {
	case len(s) > most:
		return Errorf(TooLarge, "the text has %d bytes, at most %d are kept", len(s), most)
	case !utf8.ValidString(s):
		return Errorf(Invalid, "the text is not UTF-8")
	case strings.ContainsFunc(s, notInText):
		return Errorf(Invalid, "the text holds a control character")
	}
	return nil
}

func notInText(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t'
}
