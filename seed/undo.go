package seed

import (
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/merge"
)

// Undo takes an import back as a whole. What the import changed last is as it
// was before; where somebody changed a record since, only the claims and names
// that cite the import go. What it added goes, but for the entities that others
// refer to by now. Undo is applied in batches, and goes on where it was stopped
// when it is called again. A dry run counts what it would come to and writes nothing. Codes: NotFound for what is no import, and whatever
// the target says.
//
// It reads what changed since the import began, asks the log about each record
// that the import may have changed, and about no other: after the first import of
// its kind these are few.
func Undo(ctx context.Context, target Target, edition graph.ID, options Options) (Report, error) {
	r := newRun(target, edition.Importer(), []Input{{Name: string(edition)}}, options)
	if options.DryRun {
		r.target = rehearse(target)
	}
	u := &undo{run: r, log: target, edition: edition, mine: map[graph.Revision]bool{}, sources: map[graph.ID]bool{}, referred: map[graph.ID]bool{}, citing: map[graph.ID]bool{}}
	for _, stage := range []func(context.Context) error{u.findSources, u.findStart, u.survey, u.write} {
		if err := stage(ctx); err != nil {
			return r.report, err
		}
	}
	return r.report, nil
}

// undo is an import that is being undone.
type undo struct {
	*run
	log     Target
	edition graph.ID
	start   graph.Revision
	// alone tells that the target holds no other edition of the importer.
	alone bool
	// overtaken tells that another edition of the importer was written later.
	overtaken bool
	// mine tells of the revisions that were looked at whether the import made them.
	mine    map[graph.Revision]bool
	sources map[graph.ID]bool

	// What follows: records to put, relationships that come back and so need
	// their ends first, records to remove, and the ends of all that stays.
	ties, returning    []*graph.Relationship
	entities           []*graph.Entity
	tiesGo, entitiesGo []graph.ID
	referred           map[graph.ID]bool
	// citing are the entities that go and cite the import; cited tells that one of them stays.
	citing map[graph.ID]bool
	cited  bool
}

// findSources reads which sources there are.
func (u *undo) findSources(ctx context.Context) error {
	u.alone = true
	var mine, others graph.Revision
	for change, err := range u.target.Changes(ctx, 0) {
		if err != nil {
			return err
		}
		if change.Source == nil {
			break
		}
		id := change.Source.ID
		u.sources[id] = true
		switch {
		case id == u.edition:
			mine = change.Revision
		case id.Importer() == u.edition.Importer():
			u.alone, others = false, max(others, change.Revision)
		}
	}
	u.overtaken = others > mine
	if u.edition.Importer() == "" || !u.sources[u.edition] {
		return graph.Errorf(graph.NotFound, "there is no import %s", graph.Excerpt(string(u.edition)))
	}
	delete(u.sources, u.edition)
	return nil
}

// findStart finds the revision before the import's first.
func (u *undo) findStart(ctx context.Context) error {
	versions, err := u.log.History(ctx, u.edition)
	if err != nil {
		return err
	}
	u.start = versions[len(versions)-1].Revision
	return nil
}

// survey looks at what changed since the import began and decides what becomes of it.
func (u *undo) survey(ctx context.Context) error {
	seen := 0
	for change, err := range u.target.Changes(ctx, u.start-1) {
		if err != nil {
			return err
		}
		if seen++; seen%1_000 == 0 {
			u.options.Progress("looking at what the import did", seen, 0)
		}
		if err := u.decide(ctx, change); err != nil {
			return err
		}
	}
	return nil
}

func (u *undo) decide(ctx context.Context, change graph.Change) error {
	switch {
	case change.Entity != nil:
		return u.decideEntity(ctx, change)
	case change.Relationship != nil:
		return u.decideTie(ctx, change)
	case change.Removed != "":
		return u.decideRemoved(ctx, change)
	}
	return nil
}

// before gives the state of a record before the import changed it, nil when there
// was none, and whether the import made the present one. The log is asked once
// for a revision, and for each record that the import made.
func (u *undo) before(ctx context.Context, id graph.ID, revision graph.Revision) (was *graph.Change, mine bool, err error) {
	if known, asked := u.mine[revision]; asked && !known {
		return nil, false, nil
	}
	versions, err := u.log.History(ctx, id)
	if err != nil {
		return nil, false, err
	}
	by := func(v graph.Version) bool { return strings.HasSuffix(v.Reason, " ("+string(u.edition)+")") }
	u.mine[revision] = len(versions) > 0 && by(versions[0])
	if !u.mine[revision] {
		return nil, false, nil
	}
	at := slices.IndexFunc(versions, func(v graph.Version) bool { return !by(v) })
	if at < 0 || versions[at].Change.Removed != "" {
		return nil, true, nil
	}
	return &versions[at].Change, true, nil
}

func (u *undo) decideEntity(ctx context.Context, change graph.Change) error {
	e := change.Entity
	names := slices.DeleteFunc(slices.Clone(e.Names), func(n graph.Name) bool { return n.Source == u.edition })
	u.citing[e.ID] = len(names) < len(e.Names)
	if u.alone && len(names) == 0 {
		u.entitiesGo = append(u.entitiesGo, e.ID)
		return nil
	}
	was, mine, err := u.before(ctx, e.ID, change.Revision)
	switch {
	case err != nil:
		return err
	case mine && was == nil, len(names) == 0 && len(e.Names) > 0 && !mine:
		u.entitiesGo = append(u.entitiesGo, e.ID)
	case mine:
		u.entities = append(u.entities, u.entityWithSources(was.Entity))
	case len(names) < len(e.Names):
		rest := *e
		rest.Names = names
		u.entities = append(u.entities, &rest)
	}
	return nil
}

// entityWithSources gives an earlier state of an entity without what cites
// sources that are no longer there.
func (u *undo) entityWithSources(e *graph.Entity) *graph.Entity {
	kept := merge.Clone(e)
	kept.Names = slices.DeleteFunc(kept.Names, func(n graph.Name) bool { return n.Source != "" && !u.sources[n.Source] })
	kept.Statements = slices.DeleteFunc(kept.Statements, func(s graph.Statement) bool { return !u.sources[s.Source] })
	if len(kept.Names) == 0 {
		kept.Names = []graph.Name{{Value: e.Name().Value, Language: e.Name().Language, Type: graph.Label}}
	}
	return kept
}

func (u *undo) decideTie(ctx context.Context, change graph.Change) error {
	r := change.Relationship
	claims := slices.DeleteFunc(slices.Clone(r.Claims), func(c graph.Claim) bool { return c.Source == u.edition })
	if len(claims) == len(r.Claims) {
		u.stays(r)
		return nil
	}
	if u.alone && len(claims) == 0 {
		u.tiesGo = append(u.tiesGo, r.ID)
		return nil
	}
	was, mine, err := u.before(ctx, r.ID, change.Revision)
	if err != nil {
		return err
	}
	if mine {
		claims = nil
		if was != nil {
			claims = u.claimsWithSources(was.Relationship)
		}
	}
	if len(claims) == 0 {
		u.tiesGo = append(u.tiesGo, r.ID)
		return nil
	}
	rest := *r
	rest.Claims = claims
	u.ties = append(u.ties, &rest)
	u.stays(r)
	return nil
}

func (u *undo) claimsWithSources(r *graph.Relationship) []graph.Claim {
	return slices.DeleteFunc(slices.Clone(r.Claims), func(c graph.Claim) bool { return !u.sources[c.Source] })
}

func (u *undo) stays(r *graph.Relationship) {
	u.referred[r.From], u.referred[r.To] = true, true
}

// decideRemoved brings back what the import took away.
func (u *undo) decideRemoved(ctx context.Context, change graph.Change) error {
	was, mine, err := u.before(ctx, change.Removed, change.Revision)
	if err != nil || !mine || was == nil {
		return err
	}
	switch {
	case was.Entity != nil:
		u.entities = append(u.entities, u.entityWithSources(was.Entity))
	case was.Relationship != nil:
		returning := *was.Relationship
		returning.Claims = u.claimsWithSources(was.Relationship)
		if len(returning.Claims) > 0 {
			u.returning = append(u.returning, &returning)
			u.stays(&returning)
		}
	}
	return nil
}
