package view

import (
	"context"
	"encoding/json"
	"reflect"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/engine"
	"entente/graph"
)

// sibling is a selection of relationships of an entity, found before its turn,
// so that lists side by side are read in one round trip and not one after the other.
type sibling struct {
	field *ast.Field
	// kind is the kind of entity that it was selected on; 0 for every kind.
	kind  graph.EntityKind
	query engine.TieQuery
	page  Page
}

// siblings are the selections of relationships beside the field of the context,
// itself among them. Only what can be read with certainty counts: a list with a
// filter, a cursor or a directive waits for its turn.
func siblings(ctx context.Context) (found []sibling) {
	parent := graphql.GetFieldContext(ctx).Parent
	for parent != nil && parent.Field.Field == nil { // the places in a list
		parent = parent.Parent
	}
	if parent == nil {
		return nil
	}
	given := graphql.GetOperationContext(ctx).Variables
	eachField(parent.Field.Selections, func(f *ast.Field) {
		if s, ok := siblingOf(f, given); ok {
			found = append(found, s)
		}
	})
	return found
}

// eachField visits the fields of a selection, those of fragments too.
func eachField(selections ast.SelectionSet, visit func(*ast.Field)) {
	for _, selection := range selections {
		switch s := selection.(type) {
		case *ast.Field:
			visit(s)
		case *ast.InlineFragment:
			eachField(s.SelectionSet, visit)
		case *ast.FragmentSpread:
			eachField(s.Definition.SelectionSet, visit)
		}
	}
}

// siblingOf reads what a field asks.
func siblingOf(f *ast.Field, variables map[string]any) (s sibling, ok bool) {
	if f.Name != "relationships" || len(f.Directives) > 0 || f.ObjectDefinition == nil {
		return sibling{}, false
	}
	args := f.ArgumentMap(variables)
	if args["where"] != nil || args["after"] != nil {
		return sibling{}, false
	}
	s = sibling{field: f, kind: kindNamed(f.ObjectDefinition.Name)}
	first, ok := size(args["first"])
	if !ok {
		return sibling{}, false
	}
	s.page = forward(first, nil)
	s.query.Page, s.query.Placeless = s.page.Query, placeless(f.SelectionSet)
	if s.query.Kinds, ok = kindsOf(args["kinds"]); !ok {
		return sibling{}, false
	}
	s.query.Direction, ok = directionOf(args["direction"])
	return s, ok
}

// placeless tells whether nobody asks for a cursor in a list.
func placeless(list ast.SelectionSet) bool {
	asked := false
	eachField(list, func(part *ast.Field) {
		eachField(part.SelectionSet, func(f *ast.Field) {
			asked = asked || f.Name == "cursor" || f.Name == "startCursor" || f.Name == "endCursor"
		})
	})
	return !asked
}

// size reads a number as it comes from a literal or from JSON; nil for null.
func size(argument any) (*int, bool) {
	var n int
	switch given := argument.(type) {
	case nil:
		return nil, true
	case int64:
		n = int(given)
	case json.Number:
		var err error
		if n, err = strconv.Atoi(string(given)); err != nil {
			return nil, false
		}
	default:
		return nil, false
	}
	return &n, true
}

func kindsOf(argument any) (kinds []graph.RelationshipKind, ok bool) {
	if argument == nil {
		return nil, true
	}
	words, ok := argument.([]any)
	for _, word := range words {
		text, _ := word.(string)
		kind, err := graph.ParseRelationshipKind(text)
		if err != nil {
			return nil, false
		}
		kinds = append(kinds, kind)
	}
	return kinds, ok
}

func directionOf(argument any) (graph.Direction, bool) {
	for _, direction := range []graph.Direction{graph.Both, graph.Out, graph.In} {
		if argument == direction.String() {
			return direction, true
		}
	}
	return 0, false
}

// foreseen is the answer to a sibling that was found before its turn.
type foreseen struct {
	sibling
	pages map[graph.ID]tied
}

// fits tells whether the answer is that to a question which is asked in its turn.
func (f foreseen) fits(query engine.TieQuery, page Page) bool {
	return f.pages != nil && f.page == page && reflect.DeepEqual(f.query, query)
}

// ahead answers all siblings of the field of the context that are relationships
// too, from the index, once for a level; their records are read together.
func (l *level) ahead(ctx context.Context) map[*ast.Field]foreseen {
	answers, _ := ask(&l.asked, "ahead", func() (map[*ast.Field]foreseen, error) {
		found := siblings(ctx)
		if len(found) < 2 {
			return nil, nil
		}
		answers := map[*ast.Field]foreseen{}
		var party party
		for _, s := range found {
			bundle := &bundle{operation: l.operation}
			answers[s.field] = foreseen{s, l.ties(ctx, s, bundle)}
			party.join(s.field, bundle)
		}
		return answers, nil
	})
	return answers
}

// party are bundles side by side that are read together.
type party struct {
	// nodes and others are the bundles whose relationships, and whose other ends, have to be read.
	nodes, others []*bundle
}

// join takes a bundle in, for what its field asks of it.
func (p *party) join(field *ast.Field, b *bundle) {
	b.party = p
	eachField(field.SelectionSet, func(edges *ast.Field) {
		eachField(edges.SelectionSet, func(f *ast.Field) {
			switch {
			case edges.Name == "edges" && f.Name == "node" && asksRecord(f):
				p.nodes = append(p.nodes, b)
			case edges.Name == "edges" && f.Name == "other" && !onlyIndexed(f.SelectionSet):
				p.others = append(p.others, b)
			}
		})
	})
}

// asksRecord tells whether a relationship is asked for what the index does not tell.
func asksRecord(relationship *ast.Field) (asks bool) {
	eachField(relationship.SelectionSet, func(f *ast.Field) { asks = asks || f.Name == "claims" || f.Name == "strength" })
	return asks
}

// readNodes reads the relationships of all bundles.
func (p *party) readNodes(ctx context.Context, o *Operation) error {
	if p == nil {
		return nil
	}
	var ids []graph.ID
	for _, b := range p.nodes {
		ids = append(ids, b.ids...)
	}
	_, err := o.relationships.get(ctx, ids)
	return err
}

// readOthers reads the other ends of all bundles.
func (p *party) readOthers(ctx context.Context, o *Operation) error {
	if p == nil {
		return nil
	}
	var ids []graph.ID
	for _, b := range p.others {
		ids = append(ids, b.others...)
	}
	_, err := o.entities.get(ctx, ids)
	return err
}
