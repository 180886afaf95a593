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
	// told are those of which the index told all but the claims.
	told map[graph.ID]*graph.Tie
	// others are the ends that are not the entities asked about, where there are such.
	others []graph.ID
	// party are the bundles that are read with this one; nil for none.
	party *party
	asked answers
}

// tell takes in what the index has of a relationship, nil for nothing.
func (b *bundle) tell(tie *graph.Tie) {
	if b.told == nil {
		b.told = map[graph.ID]*graph.Tie{}
	}
	if tie != nil {
		b.told[tie.ID] = tie
	}
}

// records reads those of the bundle.
func (b *bundle) records(ctx context.Context) (map[graph.ID]*graph.Relationship, error) {
	return ask(&b.asked, "records", func() (map[graph.ID]*graph.Relationship, error) {
		if err := b.party.readNodes(ctx, b.operation); err != nil {
			return nil, err
		}
		records, err := b.operation.relationships.get(ctx, b.ids)
		known := make(map[graph.ID]*graph.Relationship, len(b.ids))
		for i, record := range records {
			if record != nil {
				known[b.ids[i]] = record
			}
		}
		return known, err
	})
}

func (b *bundle) record(ctx context.Context, id graph.ID) (*graph.Relationship, error) {
	records, err := b.records(ctx)
	if err != nil {
		return nil, err
	}
	if record := records[id]; record != nil {
		return record, nil
	}
	return nil, gone(id)
}

// tie gives a relationship without its claims, nil for one that is gone; it is
// read when the index did not tell it.
func (b *bundle) tie(ctx context.Context, id graph.ID) (*graph.Tie, error) {
	if tie := b.told[id]; tie != nil {
		return tie, nil
	}
	records, err := b.records(ctx)
	if err != nil || records[id] == nil {
		return nil, err
	}
	r := records[id]
	return &graph.Tie{ID: r.ID, Kind: r.Kind, From: r.From, To: r.To, Role: r.Role, Resolution: r.Resolve()}, nil
}

func (b *bundle) relationship(ctx context.Context, id graph.ID) (*Relationship, error) {
	tie, err := b.tie(ctx, id)
	if err != nil {
		return nil, err
	}
	if tie == nil {
		return nil, gone(id)
	}
	return &Relationship{tie, b}, nil
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
		ends := map[graph.Direction][]graph.ID{}
		for _, id := range b.ids {
			tie, err := b.tie(ctx, id)
			if err != nil {
				return nil, err
			}
			if tie != nil {
				ends[graph.Out], ends[graph.In] = append(ends[graph.Out], tie.From), append(ends[graph.In], tie.To)
			}
		}
		_, err := b.operation.entities.get(ctx, slices.Concat(ends[graph.Out], ends[graph.In]))
		return ends, err
	})
}

// other gives the end of a relationship that is not the entity asked about.
func (b *bundle) other(ctx context.Context, id graph.ID) (Entity, error) {
	if outlined := b.operation.outlined(ctx, id); outlined != nil {
		return outlined, nil
	}
	level, err := ask(&b.asked, "others", func() (found, error) {
		if err := b.party.readOthers(ctx, b.operation); err != nil {
			return nil, err
		}
		return b.operation.level(ctx, b.others)
	})
	if err != nil {
		return nil, err
	}
	return level.get(id)
}

// source gives a source that a claim of the bundle cites.
func (b *bundle) source(ctx context.Context, id graph.ID) (*Source, error) {
	cited, err := ask(&b.asked, "sources", func() (cited, error) {
		records, err := b.records(ctx)
		if err != nil {
			return nil, err
		}
		var ids []graph.ID
		for _, record := range records {
			if record.Assumed() {
				continue
			}
			for _, claim := range record.Claims {
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
