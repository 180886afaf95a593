package neo4j

import (
	"context"
	"encoding/hex"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/plan"
)

// standpoint says how far the log accounts for the transactions of the
// database. Each commit of ours counts one in the head, so that the difference
// of the two numbers moves with nothing but the commits of others.
type standpoint struct {
	database string
	// drift is the last transaction of the database less our commits, adopted
	// the drift up to which everything of others has been looked at.
	drift, adopted int64
	known          bool
}

func (p standpoint) clean() bool { return p.known && p.drift == p.adopted }

func (s *Store) standpoint(ctx context.Context) (p standpoint, err error) {
	err = s.insist(ctx, func() (bool, error) {
		session := s.session(ctx, driver.AccessModeRead, s.bookmarks)
		defer closeSession(ctx, session)
		s.observe(readPosition.name)
		result, err := session.Run(ctx, readPosition.text, nil, deadline(ctx, longestRead))
		if err != nil {
			return false, err
		}
		found, err := eachRow(ctx, result, func(row []any) error {
			p = standpoint{drift: -integer(row[0]), adopted: integer(row[1]), known: row[1] != nil}
			p.database = text(row[2])
			return nil
		})
		if err != nil || !found {
			return found, err
		}
		p.move(driver.BookmarksToRawValues(session.LastBookmarks()))
		return true, nil
	})
	return p, err
}

// move takes in the bookmark of the read.
func (p *standpoint) move(bookmarks []string) {
	if len(bookmarks) != 1 {
		p.known = false
		return
	}
	now, ok := parseBookmark(bookmarks[0])
	database := hex.EncodeToString([]byte(now.database))
	p.known = p.known && ok && p.database == database
	p.drift += now.transaction
	p.database = database
}

// adopt takes into the log, as a change of its own, what others wrote past it:
// nodes and relationships that they made, changed or deleted, as far as these
// follow the rules. What does not has the reason written on it. Nothing is
// looked for when nobody but us has written since the last time.
func (s *Store) adopt(ctx context.Context) error {
	if s.readOnly {
		return nil
	}
	at, err := s.standpoint(ctx)
	if err != nil || at.clean() {
		return err
	}
	select {
	case s.adopting <- struct{}{}:
		defer func() { <-s.adopting }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if at, err = s.standpoint(ctx); err != nil || at.clean() {
		return err
	}
	if err := s.adoptAll(ctx); err != nil {
		return err
	}
	return s.noteAdoption(ctx, at)
}

// noteAdoption says up to where everything of others has been looked at. It
// counts as a commit of ours.
func (s *Store) noteAdoption(ctx context.Context, at standpoint) error {
	return s.inTransaction(ctx, func(tx transaction) error {
		return tx.ask(ctx, noteAdoption, given{"token": "", "adopted": at.drift, "database": at.database}, nil)
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
