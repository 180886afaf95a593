package view

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph"
)

// indexed are the fields of an entity that the index answers, without its record.
var indexed = map[string]bool{"__typename": true, "id": true, "kind": true, "restricted": true, "relationshipCounts": true}

// fromIndex tells whether a field asks of its entities only what the index
// knows, so that nothing has to be read from the store.
func fromIndex(ctx context.Context) bool {
	return onlyIndexed(graphql.GetFieldContext(ctx).Field.Selections)
}

// onlyIndexed looks into fragments too. What is skipped by a directive counts
// all the same, which costs a read and no more.
func onlyIndexed(selections ast.SelectionSet) bool {
	for _, selection := range selections {
		only := false
		switch s := selection.(type) {
		case *ast.Field:
			only = indexed[s.Name]
		case *ast.InlineFragment:
			only = onlyIndexed(s.SelectionSet)
		case *ast.FragmentSpread:
			only = onlyIndexed(s.Definition.SelectionSet)
		}
		if !only {
			return false
		}
	}
	return true
}

// outlined gives an entity as the index knows it, with its id and kind alone,
// to a field that asks for no more; nil when it does, or the index does not know
// the entity or does not stand yet, and the record has to be read.
func (o *Operation) outlined(ctx context.Context, id graph.ID) Entity {
	if !fromIndex(ctx) {
		return nil
	}
	node, err := o.graph.Node(id)
	if err != nil {
		return nil
	}
	return viewOf(entity{&graph.Entity{ID: node.ID, Kind: node.Kind}, &level{operation: o}})
}

// outlines is outlined for several entities whose kinds are known.
func (o *Operation) outlines(ids []graph.ID, kinds []graph.EntityKind) []Entity {
	entities, records, level := make([]Entity, len(ids)), make([]graph.Entity, len(ids)), &level{operation: o}
	for i := range records {
		records[i].ID, records[i].Kind = ids[i], kinds[i]
		entities[i] = viewOf(entity{&records[i], level})
	}
	return entities
}
