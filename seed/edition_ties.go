package seed

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
)

// tie adds a claim of the edition to a relationship between two entities of the target.
func (e *edition) tie(r graph.Relationship, claims ...graph.Claim) {
	if r.Kind.Symmetric(r.Role) && r.From > r.To {
		r.From, r.To = r.To, r.From
	}
	derived := graph.RelationshipID(r.Kind, r.From, r.To, r.Role)
	id := cmp.Or(e.held.chosen[derived], derived)
	fresh := e.ties[id]
	if fresh == nil {
		r.ID = id
		fresh = &r
		e.ties[id] = fresh
	}
	for _, claim := range claims {
		claim.Source = e.source.ID
		// One more than may be recorded is enough for check to refuse the tie.
		if len(fresh.Claims) <= graph.MaxItems && !slices.Contains(fresh.Claims, claim) {
			fresh.Claims = append(fresh.Claims, claim)
		}
	}
}

// check refuses the relationships that break a rule, such as one with more
// claims than a record may hold.
func (e *edition) check(context.Context) error {
	for _, id := range sortedKeys(e.ties) {
		if refused := e.ties[id].Validate(); refused != nil {
			delete(e.ties, id)
			if err := e.refuse(graph.Excerpt(string(id)), refused); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeTies writes the relationships, a batch at a time, each claim beside those
// that others make.
func (e *edition) writeTies(ctx context.Context) error {
	ids := sortedKeys(e.ties)
	done := 0
	for chunk := range slices.Chunk(ids, e.batch()) {
		existing, err := e.present(ctx, chunk)
		if err != nil {
			return err
		}
		batch := graph.Batch{Relationships: make([]*graph.Relationship, len(chunk))}
		for i, id := range chunk {
			r := e.ties[id]
			if existing[i] != nil {
				r.Claims = e.restated(existing[i].Claims, r.Claims)
			}
			batch.Relationships[i] = r
		}
		if err := e.apply(ctx, batch); err != nil {
			return err
		}
		done += len(chunk)
		e.options.Progress("writing ties", done, len(ids))
	}
	return nil
}

// present gives what the target holds under the ids; an empty one is not asked.
func (e *edition) present(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	if e.held.relationships == 0 {
		return make([]*graph.Relationship, len(ids)), nil
	}
	return e.target.Relationships(ctx, ids)
}

// gone is the note of a claim that a newer edition no longer makes.
const gone = "no longer in the source"

// restated gives the claims of a relationship when the edition says the fresh
// ones. Those of others stay. Of those of the importer, what is said again stays
// as it is; what the edition says otherwise of the same place gives way; what it
// has nothing of at all is ended and stays.
func (e *edition) restated(claims, fresh []graph.Claim) []graph.Claim {
	var restated []graph.Claim
	left := slices.Clone(fresh)
	for _, claim := range claims {
		again := slices.IndexFunc(left, func(c graph.Claim) bool { return sameClaim(c, claim) })
		replaced := slices.ContainsFunc(fresh, func(c graph.Claim) bool { return c.Locator == claim.Locator })
		switch {
		case !e.own(claim.Source):
			restated = append(restated, claim)
		case again >= 0:
			restated = append(restated, claim)
			left = slices.Delete(left, again, again+1)
		case !replaced:
			restated = append(restated, e.retired(claim))
		}
	}
	return append(restated, left...)
}

// sameClaim tells whether two claims differ at most in the edition that they cite.
func sameClaim(a, b graph.Claim) bool {
	a.Source, b.Source = "", ""
	return a == b
}

// retired gives a claim that the edition no longer makes: ended, today unless it
// had ended before.
func (e *edition) retired(claim graph.Claim) graph.Claim {
	if claim.Note == gone {
		return claim
	}
	claim.Source, claim.Status, claim.Note = e.source.ID, graph.Ended, gone
	if claim.End.IsZero() || claim.End.Last() > e.options.Today.First() {
		claim.End = e.options.Today
	}
	if claim.Interval().Validate() != nil {
		claim.Start = graph.Date{}
	}
	return claim
}

// retire ends what earlier editions said and this one has nothing of.
func (e *edition) retire(ctx context.Context) error {
	var ids []graph.ID
	for _, id := range e.held.later {
		if e.ties[id] == nil {
			ids = append(ids, id)
		}
	}
	for chunk := range slices.Chunk(ids, e.batch()) {
		existing, err := e.target.Relationships(ctx, chunk)
		if err != nil {
			return err
		}
		var batch graph.Batch
		for _, r := range existing {
			if r != nil && slices.ContainsFunc(r.Claims, func(c graph.Claim) bool { return e.own(c.Source) }) {
				ended := *r
				ended.Claims = e.restated(r.Claims, nil)
				batch.Relationships = append(batch.Relationships, &ended)
			}
		}
		if err := e.applyRetired(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}
