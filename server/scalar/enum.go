package scalar

import (
	"io"
	"strings"

	"entente/graph"

	"github.com/99designs/gqlgen/graphql"
)

// enum translates the values of one enumeration. The zero value of T stands
// for null unless the enumeration names it.
type enum[T ~uint8] struct {
	name   string
	values map[string]T
	// written holds each value's word as JSON, at the position of the value.
	written []graphql.Marshaler
}

// pair is one value with its word in the schema.
type pair[T ~uint8] struct {
	value T
	word  string
}

func newEnum[T ~uint8](name string, pairs ...pair[T]) enum[T] {
	e := enum[T]{name: name, values: make(map[string]T, len(pairs))}
	for _, p := range pairs {
		e.values[p.word] = p.value
		for len(e.written) <= int(p.value) {
			e.written = append(e.written, graphql.Null)
		}
		e.written[p.value] = literal(`"` + p.word + `"`)
	}
	return e
}

// ofWords makes the enumeration of a vocabulary's values from their own words.
func ofWords[T interface {
	~uint8
	String() string
}](name string, values ...T) enum[T] {
	pairs := make([]pair[T], len(values))
	for i, value := range values {
		pairs[i] = pair[T]{value, Word(value.String())}
	}
	return newEnum(name, pairs...)
}

// Word turns a word of the interchange form into that of the schema:
// "TechnologyField" into TECHNOLOGY_FIELD, "active" into ACTIVE.
func Word(s string) string {
	var word strings.Builder
	for i, r := range s {
		if i > 0 && 'A' <= r && r <= 'Z' && s[i-1] >= 'a' {
			word.WriteByte('_')
		}
		word.WriteRune(r)
	}
	return strings.ToUpper(word.String())
}

// literal is a finished piece of JSON.
type literal string

// MarshalGQL writes the piece.
func (l literal) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, string(l)) }

func (e enum[T]) marshal(value T) graphql.Marshaler {
	if int(value) >= len(e.written) {
		return graphql.Null
	}
	return e.written[value]
}

func (e enum[T]) unmarshal(input any) (value T, err error) {
	if input == nil {
		return value, nil
	}
	word, _ := input.(string)
	value, known := e.values[word]
	if !known {
		return value, graph.Errorf(graph.Invalid, "%s is no %s", excerpt(input), e.name)
	}
	return value, nil
}
