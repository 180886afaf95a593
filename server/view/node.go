package view

import (
	"context"
	"slices"
	"strings"

	"entente/graph"
)

// Entity reads one entity, nil when the id stands for none.
func (o *Operation) Entity(ctx context.Context, id graph.ID) (Entity, error) {
	level, err := o.level(ctx, []graph.ID{id})
	return level[id], err
}

// lookup finds a record of one type, nil when the id stands for none.
type lookup struct {
	// scheme is what ids of this type usually begin with.
	scheme string
	find   func(*Operation, context.Context, graph.ID) (Node, error)
}

// lookups are the types of record. Ids are their loader's choice, so the
// scheme only says where to look first.
func lookups() []lookup {
	return []lookup{
		{"", func(o *Operation, ctx context.Context, id graph.ID) (Node, error) { return noNil(o.Entity(ctx, id)) }},
		{"rel:", func(o *Operation, ctx context.Context, id graph.ID) (Node, error) {
			return noNil(o.relationship(ctx, id))
		}},
		{"src:", func(o *Operation, ctx context.Context, id graph.ID) (Node, error) {
			sources, err := o.cited(ctx, []graph.ID{id})
			return noNil(sources[id], err)
		}},
	}
}

// noNil keeps a nil of a concrete type from becoming a Node.
func noNil[N interface {
	comparable
	Node
}](node N, err error) (Node, error) {
	var none N
	if err != nil || node == none {
		return nil, err
	}
	return node, nil
}

// Node reads whatever the id stands for, nil when that is nothing.
func (o *Operation) Node(ctx context.Context, id graph.ID) (Node, error) {
	order := lookups()
	likely := slices.IndexFunc(order, func(l lookup) bool { return l.scheme != "" && strings.HasPrefix(string(id), l.scheme) })
	if likely > 0 {
		order[0], order[likely] = order[likely], order[0]
	}
	for _, lookup := range order {
		if node, err := lookup.find(o, ctx, id); node != nil || err != nil {
			return node, err
		}
	}
	return nil, nil
}

// relationship reads one, nil for the unknown.
func (o *Operation) relationship(ctx context.Context, id graph.ID) (*Relationship, error) {
	alone := &bundle{operation: o, ids: []graph.ID{id}}
	records, err := alone.records(ctx)
	if err != nil || records[id] == nil {
		return nil, err
	}
	return alone.relationship(ctx, id)
}
