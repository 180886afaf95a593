package engine

import (
	"context"
	"fmt"
	"slices"

	"entente/graph"
	"entente/graph/difference"
)

// RestoreQuery asks for a record to be as it stood at a revision.
type RestoreQuery struct {
	ID       graph.ID
	Revision graph.Revision
	// WithTies brings back the ties that were taken away together with the entity,
	// and takes away, together with it, those that came in the same revision.
	WithTies bool
	// DryRun only tells what would be done.
	DryRun              bool
	Author, Reason, Key string
}

// Restored is what a record was restored to, or would be.
type Restored struct {
	// Version is the one that stood at the revision; its Differences are those from now to then.
	Version VersionItem
	// Ties are the ties that are put, or taken away, with it.
	Ties []graph.ID
	// Missing are what must be restored first; a dry run lists them, else they are the error.
	Missing []Missing
	// Commit is zero for a dry run.
	Commit graph.Commit
	graph  *Graph
}

// Sources gives the sources that Version cites; see VersionPage.Sources.
func (r Restored) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	return VersionPage{graph: r.graph}.Sources(ctx, ids)
}

// mostTied is how many ties are restored together with an entity.
const mostTied = 1_000

// Restore puts a record back as it stood at a revision: in one batch, which is
// a change in the log like any other, with its reason. Where the record was
// gone at that revision, it is taken away. The batch is made from the log and applied
// only to what it was made from, so that no change of others meanwhile is lost; the same key again answers the same.
//
// NotFound for what never was a record and for a revision before its first,
// Conflict when a source that it cites or an end is gone, naming each and the
// revision to restore it at, and whatever Apply says, TooLarge for more than 1,000 ties.
func (g *Graph) Restore(ctx context.Context, query RestoreQuery) (Restored, error) {
	const tries = 5
	for try := 1; ; try++ {
		made, from, err := g.restore(ctx, query)
		if err == nil || try == tries || graph.CodeOf(err) != graph.Conflict {
			return made, err
		}
		head, headErr := g.store.Head(ctx)
		if headErr != nil || head.Revision == from {
			return made, err // it is refused, and not for what others did meanwhile
		}
	}
}

// restore tries once, and tells from which revision.
func (g *Graph) restore(ctx context.Context, query RestoreQuery) (made Restored, from graph.Revision, err error) {
	if err := g.timeless(); err != nil {
		return Restored{}, 0, err
	}
	head, err := g.store.Head(ctx)
	if err != nil {
		return Restored{}, 0, err
	}
	r := &restoring{graph: g, query: query, made: Restored{graph: g}}
	for _, step := range []func(context.Context) error{r.choose, r.gather, r.lack} {
		if err := step(ctx); err != nil {
			return r.made, head.Revision, err
		}
	}
	switch {
	case query.DryRun:
		return r.made, head.Revision, nil
	case len(r.made.Missing) > 0:
		return r.made, head.Revision, missingError(query.ID, r.made.Missing)
	case r.batch.Len() == 0:
		r.made.Commit = graph.Commit{Revision: head.Revision, Unchanged: 1}
		return r.made, head.Revision, nil
	}
	r.made.Commit, err = g.Apply(ctx, r.signed(head.Revision))
	return r.made, head.Revision, err
}

// signed is the batch with who restores, why, and what it was made from.
func (r *restoring) signed(from graph.Revision) graph.Batch {
	batch := r.batch
	batch.Key, batch.Author, batch.Expect = r.query.Key, r.query.Author, from
	batch.Reason = fmt.Sprintf("restore %s as of revision %d", r.query.ID, r.made.Version.Revision)
	if r.query.Reason != "" {
		batch.Reason += ": " + r.query.Reason
	}
	return batch
}

// restoring is one restore in the making.
type restoring struct {
	graph    *Graph
	query    RestoreQuery
	versions []graph.Version
	// at is the place of the version among the versions, the latest first.
	at    int
	batch graph.Batch
	made  Restored
}

// choose finds the version that stood at the revision.
func (r *restoring) choose(ctx context.Context) error {
	var err error
	if r.versions, err = r.graph.store.History(ctx, r.query.ID); err != nil {
		return err
	}
	r.at = slices.IndexFunc(r.versions, func(v graph.Version) bool { return v.Revision <= r.query.Revision })
	if r.at < 0 {
		first := r.versions[len(r.versions)-1].Revision
		return graph.Errorf(graph.NotFound, "the record came with revision %d; there was none at %d", first, r.query.Revision).In(string(r.query.ID))
	}
	stood := r.versions[r.at]
	r.made.Version = VersionItem{Version: stood, Differences: difference.Between(r.versions[0].Change, stood.Change)}
	switch change := stood.Change; {
	case change.Removed == "":
		r.put(change)
	case r.versions[0].Change.Removed == "":
		r.batch.Remove = append(r.batch.Remove, r.query.ID)
	}
	return nil
}

func (r *restoring) put(change graph.Change) {
	switch {
	case change.Source != nil:
		r.batch.Sources = append(r.batch.Sources, change.Source)
	case change.Entity != nil:
		r.batch.Entities = append(r.batch.Entities, change.Entity)
	case change.Relationship != nil:
		r.batch.Relationships = append(r.batch.Relationships, change.Relationship)
	}
}

// gather finds the ties that go along.
func (r *restoring) gather(ctx context.Context) error {
	if !r.query.WithTies {
		return nil
	}
	if len(r.batch.Remove) > 0 {
		return r.gatherAdded(ctx)
	}
	if r.at > 0 && len(r.batch.Entities) > 0 && r.versions[r.at-1].Change.Removed != "" {
		return r.gatherRemoved(ctx, r.versions[r.at-1].Revision)
	}
	return nil
}

// gatherRemoved finds the ties of the entity that stood before the revision that
// removed it, and were removed by that too.
func (r *restoring) gatherRemoved(ctx context.Context, removal graph.Revision) error {
	for change, err := range r.graph.store.Former(ctx, removal-1) {
		if err != nil {
			return err
		}
		tie := change.Relationship
		if tie == nil || tie.From != r.query.ID && tie.To != r.query.ID {
			continue
		}
		versions, err := r.graph.store.History(ctx, tie.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(versions, func(v graph.Version) bool { return v.Revision == removal && v.Change.Removed != "" }) {
			if err := r.along(tie.ID); err != nil {
				return err
			}
			r.put(change)
		}
	}
	return nil
}

// gatherAdded finds the present ties of the entity that came with its latest return.
func (r *restoring) gatherAdded(ctx context.Context) error {
	returned := r.versions[r.at-1].Revision
	query := TieQuery{Entity: r.query.ID, Page: PageQuery{First: MaxPage}}
	for {
		page, err := r.graph.Ties(ctx, query)
		if err != nil {
			return err
		}
		for _, item := range page.Items {
			versions, err := r.graph.store.History(ctx, item.Relationship)
			if err != nil {
				return err
			}
			at := slices.IndexFunc(versions, func(v graph.Version) bool { return v.Revision == returned })
			if at < 0 || at+1 < len(versions) && versions[at+1].Change.Removed == "" {
				continue
			}
			if err := r.along(item.Relationship); err != nil {
				return err
			}
			r.batch.Remove = append(r.batch.Remove, item.Relationship)
		}
		if !page.HasNext {
			return nil
		}
		query.Page.After = page.Items[len(page.Items)-1].Cursor
	}
}

func (r *restoring) along(tie graph.ID) error {
	if r.made.Ties = append(r.made.Ties, tie); len(r.made.Ties) > mostTied {
		return graph.Errorf(graph.TooLarge, "more than %d ties would go along; restore it without them, and each of them by itself", mostTied).In(string(r.query.ID))
	}
	return nil
}
