package sentence

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"

	"entente/graph"
)

// Name is what an entity is called in a language, as it may stand among words
// of that language; any language but "fa" is written from left to right.
func Name(language string, e *graph.Entity) string {
	return Quote(language, e.Name(language).Value)
}

// Quote is a text of others as it may stand among words of a language: without
// direction controls, and isolated if it holds letters of the other direction.
func Quote(language, text string) string {
	if primary(language) == "fa" {
		return isolate(clean(text), leftToRight)
	}
	return isolate(clean(text), rightToLeft)
}

// nameIn gives the name of an end in a language, as it may stand in a text of
// that language's direction.
func nameIn(language string, e end) string {
	if e.entity == nil {
		return string(e.id)
	}
	return clean(e.entity.Name(language).Value)
}

// clean drops direction controls and makes a space of line breaks and the like.
func clean(name string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
			return -1
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, name))
}

// isolate puts a name that holds letters of the other direction between the
// characters that keep its order apart (Unicode Annex 9, FSI and PDI).
func isolate(name string, other func(bidi.Class) bool) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return other(classOf(r)) }) {
		return name
	}
	return "\u2068" + name + "\u2069"
}

func classOf(r rune) bidi.Class {
	properties, _ := bidi.LookupRune(r)
	return properties.Class()
}

func leftToRight(c bidi.Class) bool { return c == bidi.L }

func rightToLeft(c bidi.Class) bool { return c == bidi.R || c == bidi.AL }
