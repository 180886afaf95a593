// Package merge owns what an entity is when another one has been merged into it,
// what becomes of their ties, and how a merge is taken back.
package merge

import (
	"maps"
	"slices"

	"entente/graph"
)

// Into gives an entity with what it gains when another is merged into it: names,
// external ids, statements, the properties that it lacks, and the ids that resolve to it.
func Into(heir, gone *graph.Entity) *graph.Entity {
	merged := Clone(heir)
	Gain(merged, gone)
	merged.Merged = Union(merged.Merged, append([]graph.ID{gone.ID}, gone.Merged...))
	return merged
}

// Gain gives the entity what it lacks of the other: what it has stays.
func Gain(e, other *graph.Entity) {
	for _, name := range other.Names {
		if !slices.ContainsFunc(e.Names, func(n graph.Name) bool { return says(n, name) }) {
			e.Names = append(e.Names, name)
		}
	}
	e.ExternalIDs = Union(e.ExternalIDs, other.ExternalIDs)
	e.Statements = Union(e.Statements, other.Statements)
	for property, value := range other.Properties {
		if _, has := e.Properties[property]; has || !fits(e.Kind, property, value) {
			continue
		}
		if e.Properties == nil {
			e.Properties = map[string]graph.Value{}
		}
		e.Properties[property] = value
	}
}

// says tells whether a name makes another one needless: the same text in the
// same language, or in a language that the other does not name.
func says(n, other graph.Name) bool {
	return n.Value == other.Value && (other.Language == "" || n.Language == other.Language)
}

func fits(kind graph.EntityKind, property string, value graph.Value) bool {
	declared, ok := kind.Property(property)
	return ok && declared.Type == value.Type && (declared.Words == nil || slices.Contains(declared.Words, value.Text))
}

// Clone copies what a store shares and nobody may modify.
func Clone(e *graph.Entity) *graph.Entity {
	copied := *e
	copied.Names = slices.Clone(e.Names)
	copied.ExternalIDs = slices.Clone(e.ExternalIDs)
	copied.Properties = maps.Clone(e.Properties)
	copied.Statements = slices.Clone(e.Statements)
	copied.Merged = slices.Clone(e.Merged)
	return &copied
}

// Union gives a list with the items of another that it lacks, in their order.
func Union[T comparable](list, other []T) []T {
	for _, item := range other {
		if !slices.Contains(list, item) {
			list = append(list, item)
		}
	}
	return list
}

// without gives the items of a list that the other one has not.
func without[T comparable](list, other []T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(item T) bool { return slices.Contains(other, item) })
}
