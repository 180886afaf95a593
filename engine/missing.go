package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
)

// Missing is a record that another one needs, and that is gone.
type Missing struct {
	ID graph.ID
	// Revision is the last one that wrote it, at which it can be restored; 0 when it never was a record.
	Revision graph.Revision
	// Into is the entity that it was merged into; empty when it was taken away.
	Into graph.ID
}

// missingError says what must be restored first.
func missingError(id graph.ID, missing []Missing) error {
	const most = 10
	list := make([]string, 0, most)
	for _, m := range missing[:min(most, len(missing))] {
		switch {
		case m.Into != "":
			list = append(list, fmt.Sprintf("%s, which was merged into %s (take that back first)", m.ID, m.Into))
		case m.Revision == 0:
			list = append(list, fmt.Sprintf("%s, which never was recorded", m.ID))
		default:
			list = append(list, fmt.Sprintf("%s, which is gone (restore it at revision %d first)", m.ID, m.Revision))
		}
	}
	if more := len(missing) - most; more > 0 {
		list = append(list, fmt.Sprintf("and %d more", more))
	}
	return graph.Errorf(graph.Conflict, "it needs %s", strings.Join(list, "; ")).In(string(id))
}

// lack finds the sources and ends that the batch needs and neither has nor finds.
func (r *restoring) lack(ctx context.Context) error {
	sources, ends := r.needs()
	found, err := r.graph.store.Sources(ctx, sources)
	if err != nil {
		return err
	}
	for i, source := range found {
		if source == nil {
			if err := r.miss(ctx, sources[i]); err != nil {
				return err
			}
		}
	}
	entities, err := r.graph.store.Entities(ctx, ends)
	if err != nil {
		return err
	}
	for i, entity := range entities {
		switch {
		case entity == nil && ends[i] != r.query.ID:
			if err := r.miss(ctx, ends[i]); err != nil {
				return err
			}
		case entity != nil && entity.ID != ends[i]:
			r.made.Missing = append(r.made.Missing, Missing{ID: ends[i], Into: entity.ID})
		}
	}
	return nil
}

// needs lists the sources that the batch cites and the entities that must be by their own ids, each once.
func (r *restoring) needs() (sources, entities []graph.ID) {
	for _, e := range r.batch.Entities {
		entities = append(entities, e.ID)
		for _, name := range e.Names {
			if name.Source != "" {
				sources = append(sources, name.Source)
			}
		}
		for _, statement := range e.Statements {
			sources = append(sources, statement.Source)
		}
	}
	for _, tie := range r.batch.Relationships {
		entities = append(entities, tie.From, tie.To)
		for _, claim := range tie.Claims {
			sources = append(sources, claim.Source)
		}
	}
	slices.Sort(sources)
	slices.Sort(entities)
	return slices.Compact(sources), slices.Compact(entities)
}

// miss notes what is gone, and when it was last there.
func (r *restoring) miss(ctx context.Context, id graph.ID) error {
	missing := Missing{ID: id}
	versions, err := r.graph.store.History(ctx, id)
	if err != nil && graph.CodeOf(err) != graph.NotFound {
		return err
	}
	if last := slices.IndexFunc(versions, func(v graph.Version) bool { return v.Change.Removed == "" }); last >= 0 {
		missing.Revision = versions[last].Revision
	}
	r.made.Missing = append(r.made.Missing, missing)
	return nil
}
