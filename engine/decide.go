package engine

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/match"
	"entente/graph/merge"
)

// Ruling is what somebody decides of two bodies.
type Ruling struct {
	// A and B are the two, by ids that may have been merged away.
	A, B    graph.ID
	Verdict match.Verdict
	// Author and Reason say who decides and why; both go into the log.
	Author, Reason string
}

// Ruled is what a ruling came to.
type Ruled struct {
	// A and B are the entities that the two are now; the same one when they are SAME.
	A, B graph.ID
	// Moved counts the relationships that now stand otherwise.
	Moved    int
	Revision graph.Revision
}

// Decide records a verdict on two bodies, in one batch.
//
// SAME merges B into A: A gains what it lacks, the relationships of B move, and
// its id resolves to A. DIFFERENT and UNSURE are recorded by both. A verdict can be
// taken back by another one: DIFFERENT or UNSURE of two that are one splits off the
// one that had been merged, B if both were, with what it had when that was done;
// what came to the other since stays there.
//
// Codes: NotFound for an unknown id, Invalid for one entity twice, for kinds that
// cannot be one and for what the rules of records refuse, Conflict when the
// graph changed several times meanwhile.
func (g *Graph) Decide(ctx context.Context, ruling Ruling) (Ruled, error) {
	const tries = 3
	var ruled Ruled
	var err error
	for range tries {
		if ruled, err = g.decide(ctx, ruling); graph.CodeOf(err) != graph.Conflict {
			break
		}
		g.catch(ctx)
	}
	return ruled, err
}

// catch follows what others committed.
func (g *Graph) catch(ctx context.Context) {
	g.writing.Lock()
	defer g.writing.Unlock()
	g.refresh(ctx)
}

func (g *Graph) decide(ctx context.Context, ruling Ruling) (Ruled, error) {
	snapshot, err := g.current()
	if err != nil {
		return Ruled{}, err
	}
	found, err := g.store.Entities(ctx, []graph.ID{ruling.A, ruling.B})
	if err != nil {
		return Ruled{}, err
	}
	c := court{Graph: g, snapshot: snapshot, ruling: ruling, a: found[0], b: found[1]}
	if err := c.hear(); err != nil {
		return Ruled{}, err
	}
	c.batch = graph.Batch{
		Author: ruling.Author, Reason: reasonOf(ruling), Expect: snapshot.Revision(), Sources: match.Sources(),
	}
	switch {
	case c.a.ID == c.b.ID && ruling.Verdict == match.Same:
		return Ruled{A: c.a.ID, B: c.a.ID, Revision: snapshot.Revision()}, nil
	case c.a.ID == c.b.ID:
		return c.split(ctx)
	case ruling.Verdict == match.Same:
		return c.join(ctx)
	}
	return c.note(ctx)
}

func reasonOf(r Ruling) string {
	reason := "decided: " + string(r.A) + " and " + string(r.B) + " are " + r.Verdict.String()
	if r.Reason != "" {
		reason += ": " + r.Reason
	}
	return reason
}

// court is a ruling on its way into the store.
type court struct {
	*Graph
	snapshot *index.Snapshot
	ruling   Ruling
	a, b     *graph.Entity
	batch    graph.Batch
}

// hear refuses what cannot be decided.
func (c *court) hear() error {
	switch {
	case !slices.Contains(match.Verdicts(), c.ruling.Verdict):
		return graph.Errorf(graph.Invalid, "a decision needs a verdict").At("verdict")
	case c.a == nil:
		return graph.Errorf(graph.NotFound, "no entity has the id %s", graph.Excerpt(string(c.ruling.A))).At("a")
	case c.b == nil:
		return graph.Errorf(graph.NotFound, "no entity has the id %s", graph.Excerpt(string(c.ruling.B))).At("b")
	case c.ruling.A == c.ruling.B:
		return graph.Errorf(graph.Invalid, "%s is one entity; a decision is of two", graph.Excerpt(string(c.ruling.A))).At("b")
	case c.a.Kind != c.b.Kind && (!match.Matched(c.a.Kind) || !match.Matched(c.b.Kind)):
		return graph.Errorf(graph.Invalid, "a %s and a %s cannot be one", c.a.Kind, c.b.Kind).At("b")
	}
	return nil
}

// decision is the ruling as one of the two records it.
func (c *court) decision(other graph.ID) match.Decision {
	return match.Decision{
		Other: other, Verdict: c.ruling.Verdict, On: c.today().Date(), By: c.ruling.Author, Reason: c.ruling.Reason, Source: match.Reviewers,
	}
}

// note records a verdict of two that stay two.
func (c *court) note(ctx context.Context) (Ruled, error) {
	a, b := merge.Clone(c.a), merge.Clone(c.b)
	a.Statements = match.Record(a.Statements, c.decision(b.ID), b.Merged...)
	b.Statements = match.Record(b.Statements, c.decision(a.ID), a.Merged...)
	c.batch.Entities = []*graph.Entity{a, b}
	commit, err := c.Apply(ctx, c.batch)
	if err != nil {
		return Ruled{}, err
	}
	c.comparing.decided(a.ID, b.ID, c.decision(min(a.ID, b.ID)), commit.Revision)
	return Ruled{A: a.ID, B: b.ID, Revision: commit.Revision}, nil
}

// join merges b into a.
func (c *court) join(ctx context.Context) (Ruled, error) {
	heir := merge.Into(c.a, c.b)
	heir.Statements = match.Record(heir.Statements, match.Decision{Other: c.a.ID}, append(c.b.Merged, c.a.Merged...)...)
	heir.Statements = match.Record(heir.Statements, c.decision(c.b.ID))
	ids, _ := c.tiesOf(c.b.ID)
	_, chosen := c.tiesOf(c.a.ID)
	ties, err := c.known(ctx, ids)
	if err != nil {
		return Ruled{}, err
	}
	move := merge.Move{Gone: map[graph.ID]graph.ID{c.b.ID: c.a.ID}, Chosen: chosen}
	if c.batch.Relationships, err = move.Ties(ctx, ties, c.store); err != nil {
		return Ruled{}, err
	}
	c.batch.Entities = []*graph.Entity{heir}
	c.batch.Remove = append(ids, c.b.ID)
	commit, err := c.Apply(ctx, c.batch)
	if err != nil {
		return Ruled{}, err
	}
	c.comparing.joined(c.b.ID)
	return Ruled{A: heir.ID, B: heir.ID, Moved: len(ids), Revision: commit.Revision}, nil
}

// tiesOf gives the ids of the relationships of an entity, sorted, and of those whose
// id was chosen by a loader, by the derived one.
func (c *court) tiesOf(id graph.ID) (ids []graph.ID, chosen map[graph.ID]graph.ID) {
	chosen = map[graph.ID]graph.ID{}
	v, known := c.snapshot.Lookup(id)
	if !known {
		return nil, chosen
	}
	for position := c.snapshot.Spans[v].Low; position < c.snapshot.Spans[v].High; position++ {
		tie, _ := c.snapshot.Recorded(v, position)
		ids = append(ids, tie.ID)
		if derived := graph.RelationshipID(tie.Kind, tie.From, tie.To, tie.Role); derived != tie.ID {
			chosen[derived] = tie.ID
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), chosen
}

// known gives relationships that must still be there.
func (c *court) known(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	ties, err := c.store.Relationships(ctx, ids)
	if err != nil {
		return nil, err
	}
	if i := slices.Index(ties, nil); i >= 0 {
		return nil, graph.Errorf(graph.Conflict, "somebody took a relationship away meanwhile").In(string(ids[i]))
	}
	return ties, nil
}
