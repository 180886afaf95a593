package late

import (
	"context"
	"iter"
	"time"

	"entente/graph"
)

// now gives the store when it is open.
func (s *Store) now() (Watched, error) {
	state := s.state.Load()
	return state.store, state.err
}

// Entities gives records by id; see graph.Records.
func (s *Store) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	opened, err := s.now()
	if err != nil {
		return nil, err
	}
	return opened.Entities(ctx, ids)
}

// Relationships gives records by id; see graph.Records.
func (s *Store) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	opened, err := s.now()
	if err != nil {
		return nil, err
	}
	return opened.Relationships(ctx, ids)
}

// Sources gives records by id; see graph.Records.
func (s *Store) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	opened, err := s.now()
	if err != nil {
		return nil, err
	}
	return opened.Sources(ctx, ids)
}

// Find gives a page of entities; see graph.Finder.
func (s *Store) Find(ctx context.Context, query graph.Query) (graph.Page, error) {
	opened, err := s.now()
	if err != nil {
		return graph.Page{}, err
	}
	return opened.Find(ctx, query)
}

// Head says where the store stands; see graph.Log.
func (s *Store) Head(ctx context.Context) (graph.Head, error) {
	opened, err := s.now()
	if err != nil {
		return graph.Head{}, err
	}
	return opened.Head(ctx)
}

// Apply applies a batch; see graph.Log.
func (s *Store) Apply(ctx context.Context, batch graph.Batch) (graph.Commit, error) {
	opened, err := s.now()
	if err != nil {
		return graph.Commit{}, err
	}
	return opened.Apply(ctx, batch)
}

// History gives the versions of a record; see graph.Log.
func (s *Store) History(ctx context.Context, id graph.ID) ([]graph.Version, error) {
	opened, err := s.now()
	if err != nil {
		return nil, err
	}
	return opened.History(ctx, id)
}

// Made gives the last revision made by an instant; see graph.Log.
func (s *Store) Made(ctx context.Context, by time.Time) (graph.Revision, error) {
	opened, err := s.now()
	if err != nil {
		return 0, err
	}
	return opened.Made(ctx, by)
}

// Watch gives the revision and what moves with the commits of others; see graph.Watcher.
func (s *Store) Watch(ctx context.Context) (graph.Revision, string, error) {
	opened, err := s.now()
	if err != nil {
		return 0, "", err
	}
	return opened.Watch(ctx)
}

// Changes gives what changed after a revision; see graph.Log.
func (s *Store) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	opened, err := s.now()
	if err != nil {
		return fails[graph.Change](err)
	}
	return opened.Changes(ctx, since)
}

// Former gives what changed since, as it stood; see graph.Log.
func (s *Store) Former(ctx context.Context, at graph.Revision) iter.Seq2[graph.Change, error] {
	opened, err := s.now()
	if err != nil {
		return fails[graph.Change](err)
	}
	return opened.Former(ctx, at)
}

// Outline is Changes in short form; see graph.Log.
func (s *Store) Outline(ctx context.Context, since graph.Revision) iter.Seq2[graph.Outline, error] {
	opened, err := s.now()
	if err != nil {
		return fails[graph.Outline](err)
	}
	return opened.Outline(ctx, since)
}

// fails is a sequence of nothing but an error.
func fails[T any](err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		yield(none, err)
	}
}
