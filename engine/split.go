package engine

import (
	"context"
	"maps"
	"slices"

	"entente/graph"
	"entente/graph/match"
	"entente/graph/merge"
)

// split takes a merge back by what the log has of it: the entity that went comes
// back with what it had, the other one keeps what came to it since.
func (c *court) split(ctx context.Context) (Ruled, error) {
	s := &splitting{court: c, heir: c.a, gone: c.ruling.B}
	if c.b.ID == c.ruling.B {
		s.gone = c.ruling.A
	}
	if err := s.find(ctx); err != nil {
		return Ruled{}, err
	}
	rest := s.rest()
	c.batch.Entities = []*graph.Entity{rest}
	ruled := Ruled{A: rest.ID, B: s.gone, Moved: len(s.ties)}
	if s.was != nil {
		back, err := s.back(ctx, rest)
		if err != nil {
			return Ruled{}, err
		}
		c.batch.Entities = append(c.batch.Entities, back)
	}
	commit, err := c.Apply(ctx, c.batch)
	if err != nil {
		return Ruled{}, err
	}
	if s.gone == c.ruling.A {
		ruled.A, ruled.B = ruled.B, ruled.A
	}
	c.comparing.joined(s.gone)
	ruled.Revision = commit.Revision
	return ruled, nil
}

// splitting is a merge that is taken back.
type splitting struct {
	*court
	heir *graph.Entity
	gone graph.ID
	// merged is the revision of the merge, was what went then, nil for an id that
	// never was an entity of its own.
	merged graph.Revision
	was    *graph.Entity
	// into is who it went into then, before what that was; nil when it came with the merge.
	into   graph.ID
	before *graph.Entity
	// ties are the relationships that it had; revived are those that come back, by the
	// ids that follow from what they are between, left what has become of them without
	// the claims that they brought.
	ties    []*graph.Relationship
	revived map[graph.ID]*graph.Relationship
	left    map[graph.ID]*graph.Relationship
}

// find reads from the log what the merge did.
func (s *splitting) find(ctx context.Context) error {
	versions, err := s.store.History(ctx, s.gone)
	if graph.CodeOf(err) == graph.NotFound || err == nil && (len(versions) < 2 || versions[0].Change.Removed == "") {
		return nil
	}
	if err != nil {
		return err
	}
	s.merged, s.was = versions[0].Revision, versions[1].Change.Entity
	for _, id := range append([]graph.ID{s.heir.ID}, s.heir.Merged...) {
		if found, err := s.findHeir(ctx, id); found || err != nil {
			return s.findTies(ctx, err)
		}
	}
	return s.findTies(ctx, nil)
}

// findHeir tells whether an entity took the other in, and keeps what it was before.
func (s *splitting) findHeir(ctx context.Context, id graph.ID) (bool, error) {
	if id == s.gone {
		return false, nil
	}
	at, before, err := s.versionAt(ctx, id)
	if err != nil || at == nil || at.Entity == nil || !slices.Contains(at.Entity.Merged, s.gone) {
		return false, err
	}
	s.into = id
	if before != nil {
		s.before = before.Entity
	}
	return true, nil
}

// versionAt gives a record as the merge left it and as it was before, nil where
// the merge did not change it or it was not there.
func (s *splitting) versionAt(ctx context.Context, id graph.ID) (at, before *graph.Change, err error) {
	versions, err := s.store.History(ctx, id)
	if graph.CodeOf(err) == graph.NotFound {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(versions, func(v graph.Version) bool { return v.Revision == s.merged })
	if i < 0 {
		return nil, nil, nil
	}
	if i+1 < len(versions) {
		before = &versions[i+1].Change
	}
	return &versions[i].Change, before, nil
}

// findTies reads the relationships that were removed with the merge and had been those
// of the entity.
func (s *splitting) findTies(ctx context.Context, err error) error {
	if err != nil {
		return err
	}
	for change, err := range s.store.Outline(ctx, s.merged-1) {
		if err != nil {
			return err
		}
		if change.Removed == "" || change.Revision != s.merged || change.Removed == s.gone {
			continue
		}
		_, before, err := s.versionAt(ctx, change.Removed)
		if err != nil {
			return err
		}
		if before != nil && before.Relationship != nil && (before.Relationship.From == s.gone || before.Relationship.To == s.gone) {
			s.ties = append(s.ties, before.Relationship)
		}
	}
	return nil
}

// rest gives the entity that stays.
func (s *splitting) rest() *graph.Entity {
	was, before := s.was, s.before
	if was == nil {
		was = &graph.Entity{ID: s.gone}
	}
	rest := merge.Apart(s.heir, before, was)
	rest.Statements = match.Record(rest.Statements, s.decision(s.gone), was.Merged...)
	return rest
}

// back gives the entity that comes back, with its relationships put into the batch.
func (s *splitting) back(ctx context.Context, rest *graph.Entity) (*graph.Entity, error) {
	back := merge.Clone(s.was)
	sources := map[graph.ID]bool{}
	if err := s.findSources(ctx, back, sources); err != nil {
		return nil, err
	}
	for i := range back.Names {
		if !sources[back.Names[i].Source] {
			back.Names[i].Source = ""
		}
	}
	back.Statements = slices.DeleteFunc(back.Statements, func(st graph.Statement) bool { return !sources[st.Source] })
	back.Statements = match.Record(back.Statements, s.decision(rest.ID), rest.Merged...)
	back.Merged = slices.DeleteFunc(back.Merged, func(id graph.ID) bool { return !slices.Contains(s.heir.Merged, id) })
	return back, s.giveBack(ctx, sources)
}

// findSources notes which of the sources that come back are still there.
func (s *splitting) findSources(ctx context.Context, back *graph.Entity, sources map[graph.ID]bool) error {
	var ids []graph.ID
	for _, n := range back.Names {
		ids = append(ids, n.Source)
	}
	for _, st := range back.Statements {
		ids = append(ids, st.Source)
	}
	for _, r := range s.ties {
		for _, claim := range r.Claims {
			ids = append(ids, claim.Source)
		}
	}
	slices.Sort(ids)
	ids = slices.DeleteFunc(slices.Compact(ids), func(id graph.ID) bool { return id == "" })
	found, err := s.store.Sources(ctx, ids)
	for i, source := range found {
		sources[ids[i]] = source != nil
	}
	return err
}

// giveBack puts the relationships of the entity into the batch, and takes their
// claims from those that had become of them.
func (s *splitting) giveBack(ctx context.Context, sources map[graph.ID]bool) error {
	_, chosen := s.tiesOf(s.heir.ID)
	then := merge.Move{Gone: map[graph.ID]graph.ID{s.gone: s.into}, Chosen: chosen}
	now := merge.Move{Gone: map[graph.ID]graph.ID{s.gone: s.heir.ID, s.into: s.heir.ID}, Chosen: chosen}
	s.revived, s.left = map[graph.ID]*graph.Relationship{}, map[graph.ID]*graph.Relationship{}
	for _, was := range s.ties {
		tie, ok := s.revive(was, sources)
		if !ok {
			continue
		}
		before, err := s.claimsBefore(ctx, then.To(was))
		if err != nil {
			return err
		}
		if err := s.takeFrom(ctx, now.To(tie), before, was.Claims); err != nil {
			return err
		}
		s.putBack(tie)
	}
	for _, id := range slices.Sorted(maps.Keys(s.revived)) {
		s.batch.Relationships = append(s.batch.Relationships, s.revived[id])
	}
	for _, id := range slices.Sorted(maps.Keys(s.left)) {
		if left := s.left[id]; len(left.Claims) > 0 {
			s.batch.Relationships = append(s.batch.Relationships, left)
			continue
		}
		s.batch.Remove = append(s.batch.Remove, id)
	}
	return nil
}

// putBack brings a relationship back; where two of them are now between the same
// entities, as one with the claims of both.
func (s *splitting) putBack(tie *graph.Relationship) {
	same := merge.Move{}.To(tie)
	if same == nil {
		return // its ends are one by now
	}
	if first := s.revived[same.ID]; first != nil {
		first.Claims = merge.Union(first.Claims, tie.Claims)
		return
	}
	s.revived[same.ID] = tie
}

// revive gives a relationship as it comes back: between what its other end is now,
// with the claims whose sources are still there. Without any it does not come back.
func (s *splitting) revive(was *graph.Relationship, sources map[graph.ID]bool) (*graph.Relationship, bool) {
	other := was.To
	if was.To == s.gone {
		other = was.From
	}
	if other == s.into {
		other = s.heir.ID
	}
	v, known := s.snapshot.Lookup(other)
	if !known {
		return nil, false
	}
	end := func(id graph.ID) graph.ID {
		if id == s.gone {
			return id
		}
		return s.snapshot.ID(v)
	}
	tie := *was
	if was.ID == graph.RelationshipID(was.Kind, was.From, was.To, was.Role) {
		tie.ID = "" // it is derived anew
	}
	tie.From, tie.To = end(was.From), end(was.To)
	tie.Claims = slices.DeleteFunc(slices.Clone(was.Claims), func(c graph.Claim) bool { return !sources[c.Source] })
	return &tie, len(tie.Claims) > 0
}

// claimsBefore gives the claims that a relationship of the other entity had before the merge.
func (s *splitting) claimsBefore(ctx context.Context, moved *graph.Relationship) ([]graph.Claim, error) {
	if moved == nil {
		return nil, nil
	}
	_, before, err := s.versionAt(ctx, moved.ID)
	if err != nil || before == nil || before.Relationship == nil {
		return nil, err
	}
	return before.Relationship.Claims, nil
}

// takeFrom takes the claims that had been brought from a relationship.
func (s *splitting) takeFrom(ctx context.Context, moved *graph.Relationship, before, brought []graph.Claim) error {
	if moved == nil {
		return nil
	}
	now := s.left[moved.ID]
	if now == nil {
		found, err := s.store.Relationships(ctx, []graph.ID{moved.ID})
		if err != nil || found[0] == nil {
			return err
		}
		now = found[0]
	}
	left := *now
	if left.Claims = merge.Claims(now.Claims, before, brought); len(left.Claims) < len(now.Claims) {
		s.left[moved.ID] = &left
	}
	return nil
}
