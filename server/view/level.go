package view

import (
	"context"

	"entente/graph"
)

// level are the entities that stand at the same place of an answer, each once.
type level struct {
	operation *Operation
	members   []*graph.Entity
	asked     answers
}

// found are the entities of a level by the ids under which they were asked for.
type found map[graph.ID]Entity

func (f found) get(id graph.ID) (Entity, error) {
	if entity := f[id]; entity != nil {
		return entity, nil
	}
	return nil, gone(id)
}

// level reads entities and makes a level of them.
func (o *Operation) level(ctx context.Context, ids []graph.ID) (found, error) {
	entities, err := o.entities.get(ctx, ids)
	if err != nil {
		return nil, err
	}
	return o.levelOf(ids, entities), nil
}

func (o *Operation) levelOf(ids []graph.ID, entities []*graph.Entity) found {
	level := &level{operation: o}
	members := make(found, len(ids))
	for i, id := range ids {
		if entities[i] == nil || members[id] != nil {
			continue
		}
		// An id that was merged away gives an entity that may be there already.
		member := members[entities[i].ID]
		if member == nil {
			level.members = append(level.members, entities[i])
			member = viewOf(entity{entities[i], level})
			members[entities[i].ID] = member
		}
		members[id] = member
	}
	return members
}

// each visits the members of a kind, or all when the kind is 0.
func (l *level) each(kind graph.EntityKind, visit func(*graph.Entity)) {
	for _, member := range l.members {
		if kind == 0 || member.Kind == kind {
			visit(member)
		}
	}
}

// tied is what was answered about the relationships of one member.
type tied struct {
	connection *RelationshipConnection
	err        error
}

// ties asks for a page of relationships of every member of a kind, and bundles them.
func (l *level) ties(ctx context.Context, s sibling, bundle *bundle) map[graph.ID]tied {
	pages := map[graph.ID]tied{}
	query := s.query
	l.each(s.kind, func(member *graph.Entity) {
		query.Entity = member.ID
		answer, err := l.operation.graph.Ties(ctx, query)
		pages[member.ID] = tied{bundle.connection(answer, s.page), err}
	})
	return pages
}

// named are the relationships by which restrictions name one member.
type named struct {
	ids []graph.ID
	in  *bundle
	err error
}

// restrictions asks which restrictions name every member of a kind, and bundles their relationships.
func (l *level) restrictions(ctx context.Context, kind graph.EntityKind) map[graph.ID]named {
	bundle := &bundle{operation: l.operation}
	names := map[graph.ID]named{}
	l.each(kind, func(member *graph.Entity) {
		ids, err := l.operation.graph.Restrictions(ctx, member.ID)
		bundle.ids = append(bundle.ids, ids...)
		names[member.ID] = named{ids, bundle, err}
	})
	return names
}

// source gives a source that a member's names or statements cite.
func (l *level) source(ctx context.Context, id graph.ID) (*Source, error) {
	cited, err := ask(&l.asked, "sources", func() (cited, error) {
		var ids []graph.ID
		l.each(0, func(member *graph.Entity) { ids = append(ids, citedBy(member)...) })
		return l.operation.cited(ctx, ids)
	})
	if err != nil {
		return nil, err
	}
	return cited.get(id)
}

func citedBy(entity *graph.Entity) (ids []graph.ID) {
	for _, statement := range entity.Statements {
		ids = append(ids, statement.Source)
	}
	for _, name := range entity.Names {
		if name.Source != "" {
			ids = append(ids, name.Source)
		}
	}
	return ids
}
