package scalar

import (
	"strconv"

	"entente/graph"

	"github.com/99designs/gqlgen/graphql"
)

// MarshalID writes an ID.
func MarshalID(v graph.ID) graphql.Marshaler { return graphql.MarshalString(string(v)) }

// UnmarshalID reads an ID; a whole number becomes its digits, as GraphQL asks; null is "".
func UnmarshalID(v any) (graph.ID, error) {
	if text, ok := v.(string); ok {
		return graph.ID(text), nil
	}
	if n, ok := integer(v); ok {
		return graph.ID(strconv.FormatInt(n, 10)), nil
	}
	if v == nil {
		return "", nil
	}
	return "", graph.Errorf(graph.Invalid, "%s is no id", excerpt(v))
}

// MarshalString writes a String.
func MarshalString(v string) graphql.Marshaler { return graphql.MarshalString(v) }

// UnmarshalString reads a String; null is "".
func UnmarshalString(v any) (string, error) {
	text, ok := v.(string)
	if !ok && v != nil {
		return "", graph.Errorf(graph.Invalid, "%s is no text", excerpt(v))
	}
	return text, nil
}
