package graph

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ID names a record, the same on every store: "iso:IR", "ror:05qbk4x57",
// "academy:anso". Whoever loads the data chooses it.
type ID string

// MaxID is the longest id, in bytes.
const MaxID = 512

// Validate tells whether the id can name a record: 1 to MaxID bytes of UTF-8
// without white space, control or format characters, a scheme before a colon.
func (id ID) Validate() *Error {
	switch {
	case id == "":
		return Errorf(Invalid, "id is missing")
	case len(id) > MaxID:
		return Errorf(Invalid, "id %q is longer than %d bytes", Excerpt(string(id)), MaxID)
	case !utf8.ValidString(string(id)):
		return Errorf(Invalid, "id %q is not UTF-8", Excerpt(string(id)))
	case strings.ContainsFunc(string(id), notInID):
		return Errorf(Invalid, "id %q holds white space or a control character", Excerpt(string(id)))
	case strings.Index(string(id), ":") < 1:
		return Errorf(Invalid, "id %q has no scheme; an id looks like academy:anso", Excerpt(string(id)))
	}
	return nil
}

func notInID(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// RelationshipID derives the id of a relationship from what it says:
// "rel:MEMBER_OF/org:cpdi/academy:anso/founder", the role left out when there is none.
func RelationshipID(kind RelationshipKind, from, to ID, role string) ID {
	id := "rel:" + kind.String() + "/" + string(from) + "/" + string(to)
	if role != "" {
		id += "/" + role
	}
	return ID(id)
}
