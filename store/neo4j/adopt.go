package neo4j

import (
	"context"

	"entente/graph"
	"entente/graph/plan"
)

// adopt takes into the log, as a change of its own, what others wrote past it:
// nodes and relationships that they made, changed or deleted, as far as these
// follow the rules. What does not has the reason written on it. Nothing is
// looked for when nobody but us has written since the last time.
func (s *Store) adopt(ctx context.Context) error {
	if s.readOnly {
		return nil
	}
	at, err := s.steady(ctx)
	if err != nil || at.clean() {
		return err
	}
	select {
	case s.adopting <- struct{}{}:
		defer func() { <-s.adopting }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if at, err = s.steady(ctx); err != nil || at.clean() {
		return err
	}
	if err := s.adoptAll(ctx); err != nil {
		return err
	}
	return s.noteAdoption(ctx, at)
}

// noteAdoption says up to where everything of others has been looked at.
func (s *Store) noteAdoption(ctx context.Context, at standpoint) error {
	return s.inTransaction(ctx, func(tx transaction) error {
		if err := tx.ask(ctx, countCommit, nil, nil); err != nil {
			return err
		}
		return tx.ask(ctx, noteAdoption, given{"adopted": at.drift, "database": at.database}, nil)
	})
}

// adoptAll takes what is found, in portions, until nothing more is.
func (s *Store) adoptAll(ctx context.Context) error {
	for {
		found, err := s.scan(ctx)
		if err != nil {
			return err
		}
		progress, err := s.take(ctx, found)
		if err != nil || !progress {
			return err
		}
	}
}

// take adopts one portion. Whatever the store refuses is left out, with the
// reason, and the rest is tried again.
func (s *Store) take(ctx context.Context, found *findings) (progress bool, err error) {
	for {
		batch := found.batch()
		if batch.Len() == 0 {
			return false, s.refuse(ctx, found)
		}
		_, err := s.applyAdopted(ctx, &batch, found.adoption())
		if err == nil {
			return true, s.refuse(ctx, found)
		}
		if !found.blame(err) {
			return false, err
		}
	}
}

// applyAdopted is Apply of a batch of our own making.
func (s *Store) applyAdopted(ctx context.Context, batch *graph.Batch, adoption *adoption) (graph.Commit, error) {
	made, err := plan.New(batch)
	if err != nil {
		return graph.Commit{}, err
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return graph.Commit{}, ctx.Err()
	}
	return s.applyPlan(ctx, batch, made, adoption)
}

// refuse writes the reasons that are new on what was not taken.
func (s *Store) refuse(ctx context.Context, found *findings) error {
	nodes, ties := found.reasons()
	if len(nodes.at)+len(ties.at) == 0 {
		return nil
	}
	return s.inTransaction(ctx, func(tx transaction) error {
		if err := tx.ask(ctx, countCommit, nil, nil); err != nil {
			return err
		}
		for _, part := range []struct {
			st      statement
			reasons reasons
		}{{refuseNodes, nodes}, {refuseTies, ties}} {
			if len(part.reasons.at) == 0 {
				continue
			}
			if err := tx.ask(ctx, part.st, given{"at": part.reasons.at, "why": part.reasons.why}, nil); err != nil {
				return err
			}
		}
		return nil
	})
}
