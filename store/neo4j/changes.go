package neo4j

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"entente/graph"
	"entente/graph/plan"
)

// portion is how many records a sequence reads at once.
const portion = 2_000

// mention is one record that a sequence gives: by its id, at a revision.
type mention struct {
	stamp
	form plan.Form
	gone bool
}

// Changes gives every record that changed after a revision; see graph.Log. What to
// give is settled first, by ids and revisions; a record that has changed since
// is given as the log kept it.
func (s *Store) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		mentions, err := s.mentions(ctx, since, true)
		if err != nil {
			yield(graph.Change{}, failure(ctx, err))
			return
		}
		for change, err := range s.records(ctx, mentions) {
			if !yield(change, err) || err != nil {
				return
			}
		}
	}
}

// Outline is Changes in short form; see graph.Log. The index is made of it, so
// what others wrote past the log is taken into the log first.
func (s *Store) Outline(ctx context.Context, since graph.Revision) iter.Seq2[graph.Outline, error] {
	if since == 0 {
		return s.outlineAll(ctx)
	}
	return func(yield func(graph.Outline, error) bool) {
		outlines, err := s.outlineSince(ctx, since)
		if err != nil {
			yield(graph.Outline{}, failure(ctx, err))
			return
		}
		outlines(yield)
	}
}

// outlineSince gives what changed after a revision, from memory when that was the last batch.
func (s *Store) outlineSince(ctx context.Context, since graph.Revision) (iter.Seq2[graph.Outline, error], error) {
	if err := s.adopt(ctx); err != nil {
		return nil, err
	}
	if last, known, err := s.sinceLast(ctx, since); err != nil || known {
		return each(last), err
	}
	mentions, err := s.mentions(ctx, since, false)
	return func(yield func(graph.Outline, error) bool) {
		for change, err := range s.records(ctx, mentions) {
			if !yield(outlineOf(change), err) || err != nil {
				return
			}
		}
	}, err
}

func each(list []graph.Outline) iter.Seq2[graph.Outline, error] {
	return func(yield func(graph.Outline, error) bool) {
		for _, outline := range list {
			if !yield(outline, nil) {
				return
			}
		}
	}
}

func (s *Store) outlineAll(ctx context.Context) iter.Seq2[graph.Outline, error] {
	return func(yield func(graph.Outline, error) bool) {
		err := s.adopt(ctx)
		var survey *survey
		if err == nil {
			survey, err = s.newSurvey(ctx, false)
		}
		if err != nil {
			yield(graph.Outline{}, failure(ctx, err))
			return
		}
		for outline := range survey.outlines() {
			if ctx.Err() != nil {
				yield(graph.Outline{}, ctx.Err())
				return
			}
			if !yield(outline, nil) {
				return
			}
		}
	}
}

func outlineOf(c graph.Change) graph.Outline {
	outline := graph.Outline{Revision: c.Revision, Removed: c.Removed}
	if e := c.Entity; e != nil {
		outline.Node = &graph.Node{ID: e.ID, Kind: e.Kind, Code: e.Code(), Merged: e.Merged}
	}
	if r := c.Relationship; r != nil {
		outline.Tie = &graph.Tie{ID: r.ID, Kind: r.Kind, From: r.From, To: r.To, Role: r.Role, Resolution: r.Resolve()}
	}
	return outline
}

// mentions lists what a sequence gives, in its order.
func (s *Store) mentions(ctx context.Context, since graph.Revision, sources bool) (iter.Seq[mention], error) {
	if since > 0 {
		return s.mentionsSince(ctx, since, sources)
	}
	survey, err := s.newSurvey(ctx, sources)
	if err != nil {
		return nil, err
	}
	return func(yield func(mention) bool) {
		for _, source := range survey.sources {
			if !yield(mention{stamp: source, form: plan.Source}) {
				return
			}
		}
		for o := range survey.outlines() {
			if !yield(mentionOf(o)) {
				return
			}
		}
	}, nil
}

func mentionOf(o graph.Outline) mention {
	if o.Node != nil {
		return mention{stamp: stamp{o.Node.ID, o.Revision}, form: plan.Entity}
	}
	return mention{stamp: stamp{o.Tie.ID, o.Revision}, form: plan.Relationship}
}

func (s *Store) mentionsSince(ctx context.Context, since graph.Revision, sources bool) (iter.Seq[mention], error) {
	news, err := s.readLog(ctx, since)
	if err != nil {
		return nil, err
	}
	mentions := make([]mention, 0, len(news))
	for _, m := range news {
		if sources || m.form != plan.Source || m.gone {
			mentions = append(mentions, m)
		}
	}
	slices.SortFunc(mentions, func(a, b mention) int {
		return cmp.Or(cmp.Compare(a.revision, b.revision), cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.id, b.id))
	})
	return slices.Values(mentions), nil
}

// rank is the place of the form in the order of the changes, removals last.
func (m mention) rank() plan.Form {
	if m.gone {
		return plan.Relationship + 1
	}
	return m.form
}

// readLog gives the last mention of every id in the commits after a revision.
func (s *Store) readLog(ctx context.Context, since graph.Revision) (map[graph.ID]mention, error) {
	news := map[graph.ID]mention{}
	err := s.ask(ctx, readCommits, given{"since": int64(since)}, func(row []any) error {
		revision := graph.Revision(integer(row[0]))
		for form, column := range [...]int{plan.Source: 1, plan.Entity: 2, plan.Relationship: 3} {
			if column == 0 {
				continue
			}
			for _, id := range idsOf(row[column]) {
				news[id] = mention{stamp: stamp{id, revision}, form: plan.Form(form)}
			}
		}
		for _, id := range idsOf(row[4]) {
			news[id] = mention{stamp: stamp{id, revision}, form: news[id].form, gone: true}
		}
		return nil
	})
	return news, err
}

// records reads what is mentioned, in portions.
func (s *Store) records(ctx context.Context, mentions iter.Seq[mention]) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		for changes, err := range s.portions(ctx, mentions) {
			if err != nil {
				yield(graph.Change{}, failure(ctx, err))
				return
			}
			for _, change := range changes {
				if ctx.Err() != nil {
					yield(graph.Change{}, ctx.Err())
					return
				}
				if !yield(change, nil) {
					return
				}
			}
		}
	}
}
