package neo4j

import (
	"context"

	"entente/graph"
	"entente/graph/interchange"
	"entente/graph/plan"
)

// reading is a portion on its way: what was asked for and what has been found.
type reading struct {
	store    *Store
	mentions []mention
	changes  []graph.Change
	// lenient takes a tie that differs from what was written: somebody changed it by hand.
	lenient bool
}

// readPortion reads each record at its revision: as it stands, or, when it has
// changed since, as the log kept it. A record that is changed just now may be
// seen in neither place, so both are looked at again.
func (s *Store) readPortion(ctx context.Context, part []mention) ([]graph.Change, error) {
	r := &reading{store: s, mentions: part, changes: make([]graph.Change, len(part))}
	for i, m := range part {
		if m.gone {
			r.changes[i] = graph.Change{Revision: m.revision, Removed: m.id}
		}
	}
	for _, lenient := range []bool{false, true} {
		r.lenient = lenient
		for _, step := range []func(context.Context) error{r.readPresent, r.readPast} {
			if len(r.missing(plan.None)) == 0 {
				return r.changes, nil
			}
			if err := step(ctx); err != nil {
				return nil, err
			}
		}
		if err := s.barrier(ctx); err != nil {
			return nil, err
		}
	}
	if left := r.missing(plan.None); len(left) > 0 {
		return nil, damaged(part[left[0]].id)
	}
	return r.changes, nil
}

// missing lists the places of a form, or of all, for which nothing was found yet.
func (r *reading) missing(form plan.Form) (places []int) {
	for i, m := range r.mentions {
		if (form == plan.None || m.form == form) && r.changes[i] == (graph.Change{}) {
			places = append(places, i)
		}
	}
	return places
}

func (r *reading) ids(places []int) []graph.ID {
	return mapped(places, func(i int) graph.ID { return r.mentions[i].id })
}

// take keeps a record if it is the one that is mentioned.
func (r *reading) take(at int, revision graph.Revision, record interchange.Record) {
	if m := r.mentions[at]; m.revision == revision && m.id == record.ID() && m.form == plan.FormOf(record) {
		r.changes[at] = changeOf(revision, record)
	}
}

func (r *reading) readPresent(ctx context.Context) error {
	for form, st := range map[plan.Form]statement{plan.Source: readSources, plan.Entity: readEntities} {
		places := r.missing(form)
		if len(places) == 0 {
			continue
		}
		err := r.store.ask(ctx, st, given{"ids": askable(r.ids(places))}, func(row []any) error {
			return r.takePayloads(places, row)
		})
		if err != nil {
			return err
		}
	}
	places := r.missing(plan.Relationship)
	if len(places) == 0 {
		return nil
	}
	return r.store.eachTie(ctx, r.ids(places), func(at int, row tieRow, tie *graph.Relationship) error {
		if r.lenient || row.whole(tie) {
			r.take(places[at], row.revision, interchange.Record{Relationship: tie})
		}
		return nil
	})
}

// takePayloads reads columns of places and payloads; what is not whole may be
// in the middle of a commit and stays missing.
func (r *reading) takePayloads(places []int, row []any) error {
	at := integers(row[0])
	return eachPayload(row[1:], func(i int, p payload) error {
		if record, err := p.decode(); err == nil {
			r.take(places[at[i]], p.revision, record)
		}
		return nil
	})
}

func (r *reading) readPast(ctx context.Context) error {
	places := r.missing(plan.None)
	at := mapped(places, func(i int) int64 { return int64(r.mentions[i].revision) })
	return r.store.ask(ctx, readVersions, given{"ids": askable(r.ids(places)), "at": at}, func(row []any) error {
		return r.takePayloads(places, row)
	})
}

// eachVersion gives the replaced versions of the ids that stood at a revision.
func (s *Store) eachVersion(ctx context.Context, ids []graph.ID, at graph.Revision, give func(graph.Revision, interchange.Record)) error {
	for from := 0; from < len(ids); from += portion {
		part := ids[from:min(from+portion, len(ids))]
		moments := mapped(part, func(graph.ID) int64 { return int64(at) })
		err := s.ask(ctx, readVersions, given{"ids": askable(part), "at": moments}, func(row []any) error {
			return eachPayload(row[1:], func(_ int, p payload) error {
				record, err := p.decode()
				if err == nil {
					give(p.revision, record)
				}
				return err
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}
