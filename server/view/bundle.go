package view

import (
	"context"
	"slices"

	"entente/graph"
)

// bundle are the relationships that stand at the same place of an answer.
type bundle struct {
	operation *Operation
	ids       []graph.ID
	// others are the ends that are not the entities asked about, where there are such.
	others []graph.ID
	asked  answers
}

// relationships reads those of the bundle.
func (b *bundle) relationships(ctx context.Context) (map[graph.ID]*Relationship, error) {
	return ask(&b.asked, "relationships", func() (map[graph.ID]*Relationship, error) {
		records, err := b.operation.relationships.get(ctx, b.ids)
		views := make(map[graph.ID]*Relationship, len(b.ids))
		for i, record := range records {
			if record != nil {
				views[b.ids[i]] = &Relationship{record: record, resolved: record.Resolve(), in: b}
			}
		}
		return views, err
	})
}

func (b *bundle) relationship(ctx context.Context, id graph.ID) (*Relationship, error) {
	views, err := b.relationships(ctx)
	if err != nil {
		return nil, err
	}
	if view := views[id]; view != nil {
		return view, nil
	}
	return nil, gone(id)
}

// list gives several relationships of the bundle.
func (b *bundle) list(ctx context.Context, ids []graph.ID) ([]*Relationship, error) {
	list := make([]*Relationship, len(ids))
	for i, id := range ids {
		var err error
		if list[i], err = b.relationship(ctx, id); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// end gives the entity at one end of a relationship of the bundle.
func (b *bundle) end(ctx context.Context, side graph.Direction, id graph.ID) (Entity, error) {
	if outlined := b.operation.outlined(ctx, id); outlined != nil {
		return outlined, nil
	}
	level, err := ask(&b.asked, side, func() (found, error) {
		ends, err := b.ends(ctx)
		if err != nil {
			return nil, err
		}
		return b.operation.level(ctx, ends[side])
	})
	if err != nil {
		return nil, err
	}
	return level.get(id)
}

// ends reads the entities at both ends, so that asking for either costs one round trip.
func (b *bundle) ends(ctx context.Context) (map[graph.Direction][]graph.ID, error) {
	return ask(&b.asked, "ends", func() (map[graph.Direction][]graph.ID, error) {
		views, err := b.relationships(ctx)
		if err != nil {
			return nil, err
		}
		ends := map[graph.Direction][]graph.ID{}
		for _, id := range b.ids {
			if view := views[id]; view != nil {
				ends[graph.Out] = append(ends[graph.Out], view.record.From)
				ends[graph.In] = append(ends[graph.In], view.record.To)
			}
		}
		_, err = b.operation.entities.get(ctx, slices.Concat(ends[graph.Out], ends[graph.In]))
		return ends, err
	})
}

// other gives the end of a relationship that is not the entity asked about.
func (b *bundle) other(ctx context.Context, id graph.ID) (Entity, error) {
	if outlined := b.operation.outlined(ctx, id); outlined != nil {
		return outlined, nil
	}
	level, err := ask(&b.asked, "others", func() (found, error) { return b.operation.level(ctx, b.others) })
	if err != nil {
		return nil, err
	}
	return level.get(id)
}

// source gives a source that a claim of the bundle cites.
func (b *bundle) source(ctx context.Context, id graph.ID) (*Source, error) {
	cited, err := ask(&b.asked, "sources", func() (cited, error) {
		views, err := b.relationships(ctx)
		if err != nil {
			return nil, err
		}
		var ids []graph.ID
		for _, view := range views {
			for _, claim := range view.record.Claims {
				ids = append(ids, claim.Source)
			}
		}
		return b.operation.cited(ctx, ids)
	})
	if err != nil {
		return nil, err
	}
	return cited.get(id)
}
