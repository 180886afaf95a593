package seed

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/match"
	"entente/graph/merge"
)

// joining finds the bodies of an import that are, or may be, one with others of the
// target, and joins those that are so surely. It works on what has been written, as
// a reviewer would: the log has both records as they were, so that the decision that
// is recorded can be taken back like any other. What was decided before is kept to.
type joining struct {
	*run
	// mine tells of the bodies that the import describes and others do not.
	mine func(graph.ID) bool
	// bodies are those of the target and of the import.
	bodies *match.Corpus
	// chosen leads from the derived ids of relationships to those that their loader chose.
	chosen map[graph.ID]graph.ID
	gone   map[graph.ID]graph.ID
	found  map[graph.ID]match.Match
}

// join does the whole. It reads the target when there is something to join. Pairs within the import are not looked at, for its publisher
// says that they are two; and who matches several others surely is not joined.
func (j *joining) join(ctx context.Context) error {
	if err := j.compare(ctx); err != nil || len(j.gone) == 0 {
		return err
	}
	gone := sortedKeys(j.gone)
	batch := graph.Batch{Sources: match.Sources()[:1]}
	var err error
	if batch.Entities, err = j.heirs(ctx, gone); err != nil {
		return err
	}
	moved, err := j.tiesOfThose(ctx)
	if err != nil {
		return err
	}
	move := merge.Move{Gone: j.gone, Chosen: j.chosen}
	if batch.Relationships, err = move.Ties(ctx, moved, j.target); err != nil {
		return err
	}
	for _, r := range moved {
		batch.Remove = append(batch.Remove, r.ID)
	}
	batch.Remove = append(batch.Remove, gone...)
	j.report.Joined += len(gone)
	j.foretell(gone)
	return j.apply(ctx, batch)
}

// foretell lists the first joins of a dry run.
func (j *joining) foretell(gone []graph.ID) {
	if !j.options.DryRun {
		return
	}
	for _, id := range gone[:min(len(gone), shown)] {
		j.report.Joins = append(j.report.Joins, Join{Gone: id, Heir: j.gone[id], Reason: j.decision(id).Reason})
	}
}

// compare decides who goes into whom, and counts what waits for a decision.
func (j *joining) compare(ctx context.Context) error {
	j.gone, j.found = map[graph.ID]graph.ID{}, map[graph.ID]match.Match{}
	several := map[graph.ID]bool{}
	look := match.Look{Wanted: j.mine, Across: true, Progress: func(done int) { j.options.Progress("comparing", done, j.bodies.Len()) }}
	for m, err := range j.bodies.Pairs(ctx, look) {
		if err != nil {
			return err
		}
		if m.Decision != nil || m.Grade == match.Apart {
			continue
		}
		j.report.Waiting++
		gone, heir := m.A, m.B
		if !j.mine(gone) {
			gone, heir = heir, gone
		}
		if m.Grade == match.Sure {
			_, taken := j.gone[gone]
			several[gone] = several[gone] || taken
			j.gone[gone], j.found[gone] = heir, m
		}
	}
	for gone := range j.gone {
		if several[gone] {
			delete(j.gone, gone)
			continue
		}
		j.report.Waiting--
	}
	return nil
}

// heirs gives the entities that others go into, with what they gain and why.
func (j *joining) heirs(ctx context.Context, gone []graph.ID) ([]*graph.Entity, error) {
	ids := slices.Clone(gone)
	for _, id := range gone {
		ids = append(ids, j.gone[id])
	}
	found, err := j.target.Entities(ctx, ids)
	if err != nil {
		return nil, err
	}
	heirs := map[graph.ID]*graph.Entity{}
	for i, id := range gone {
		leaving, heir := found[i], found[len(gone)+i]
		if leaving == nil || heir == nil || leaving.ID != id || heir.ID != j.gone[id] {
			return nil, graph.Errorf(graph.Conflict, "somebody changed the entity while it was joined; load again").In(string(id))
		}
		heir = merge.Into(cmp.Or(heirs[heir.ID], heir), leaving)
		heir.Statements = match.Record(heir.Statements, j.decision(id))
		heirs[heir.ID] = heir
	}
	list := make([]*graph.Entity, 0, len(heirs))
	for _, id := range sortedKeys(heirs) {
		list = append(list, heirs[id])
	}
	return list, nil
}

// decision says why a body was joined.
func (j *joining) decision(gone graph.ID) match.Decision {
	const most = 4 << 10
	reasons := []string{fmt.Sprintf("score %.3f", j.found[gone].Score)}
	for _, f := range j.found[gone].Features {
		reasons = append(reasons, f.String())
	}
	reason := strings.Join(reasons, "; ")
	if len(reason) > most {
		reason = reasons[0]
	}
	return match.Decision{Other: gone, Verdict: match.Same, On: j.options.Today, By: string(j.report.Edition), Reason: reason, Source: match.Matcher}
}

// tiesOfThose gives the relationships of the bodies that go.
func (j *joining) tiesOfThose(ctx context.Context) ([]*graph.Relationship, error) {
	var ids []graph.ID
	for outline, err := range j.target.Outline(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if t := outline.Tie; t != nil && (j.gone[t.From] != "" || j.gone[t.To] != "") {
			ids = append(ids, t.ID)
		}
	}
	return j.relationships(ctx, ids)
}

// relationships reads relationships, a batch at a time, without those that somebody
// has taken away since.
func (r *run) relationships(ctx context.Context, ids []graph.ID) (found []*graph.Relationship, err error) {
	for chunk := range slices.Chunk(ids, r.batch()) {
		part, err := r.target.Relationships(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for _, t := range part {
			if t != nil {
				found = append(found, t)
			}
		}
	}
	return found, nil
}

// join joins the bodies of an edition.
func (e *edition) join(ctx context.Context) error {
	mine := map[graph.ID]bool{}
	var told []graph.ID
	for _, entity := range slices.Concat(e.entities, e.missing) {
		if !match.Matched(entity.Kind) {
			continue
		}
		told = append(told, entity.ID)
		if e.ours[entity.ID] || slices.Contains(e.missing, entity) {
			mine[entity.ID] = true
		}
	}
	if len(mine) == 0 {
		return nil
	}
	if err := e.renewBodies(ctx, told); err != nil {
		return err
	}
	e.letGo()
	j := &joining{run: e.run, mine: func(id graph.ID) bool { return mine[id] }, bodies: e.bodies, chosen: e.held.chosen}
	return j.join(ctx)
}

// letGo makes room: what the edition says has been written by now.
func (e *edition) letGo() {
	e.entities, e.missing, e.ties, e.ours, e.look = nil, nil, nil, nil, nil
	e.held.entities, e.held.carriers, e.held.later, e.held.apart = nil, nil, nil, nil
}

// renewBodies brings the bodies to what the edition has made of them.
func (e *edition) renewBodies(ctx context.Context, ids []graph.ID) error {
	for chunk := range slices.Chunk(ids, e.batch()) {
		found, err := e.target.Entities(ctx, chunk)
		if err != nil {
			return err
		}
		for _, entity := range found {
			if entity != nil {
				e.bodies.Add(entity)
			}
		}
	}
	for _, country := range e.missing {
		e.bodies.Add(country)
	}
	for _, t := range e.ties {
		e.bodies.Tie(t.Kind, t.From, t.To)
	}
	return nil
}

// join joins the organisations of the dump that are entities of their own. What
// the dump says has been written by then, and makes room.
func (l *registry) join(ctx context.Context) error {
	l.organizations, l.stated, l.index, l.targets, l.members, l.edition.ties, l.held.later = nil, nil, nil, nil, nil, nil, nil
	bodies, err := match.Collect(ctx, l.target)
	if err != nil {
		return err
	}
	j := &joining{run: l.run, mine: loaded, bodies: bodies, chosen: l.held.chosen}
	return j.join(ctx)
}

// apart are the pairs that were decided not to be one, each both ways.
type apart map[[2]graph.ID]bool

// note takes the decisions that an entity records.
func (a apart) note(e *graph.Entity) {
	for _, d := range match.Decisions(e) {
		if d.Verdict != match.Same {
			a[[2]graph.ID{e.ID, d.Other}], a[[2]graph.ID{d.Other, e.ID}] = true, true
		}
	}
}

func (a apart) has(x, y graph.ID) bool { return a[[2]graph.ID{x, y}] }
