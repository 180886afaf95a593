package seed

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/seed/ror"
)

// tie is a relationship of the dump between entities of the target.
type tie struct {
	kind     graph.RelationshipKind
	from, to graph.ID
}

// basis is what a tie stands on: the record to cite, and whether an end of it
// is no longer active.
type basis struct {
	by ror.ID
	// indirect tells that the record is not that of the organisation where the tie starts.
	indirect bool
	ended    bool
}

// better tells which of two records to cite: that of the organisation where
// the tie starts, then the one with the smaller id. So it does not depend on
// the order of the dump.
func (b basis) better(c basis) bool {
	if b.indirect != c.indirect {
		return c.indirect
	}
	return b.by < c.by
}

// writeTies writes the relationships, a batch at a time, each claim beside
// those that others make.
func (l *registry) writeTies(ctx context.Context) error {
	ties := l.ties()
	order := make([]tie, 0, len(ties))
	for t := range ties {
		order = append(order, t)
	}
	slices.SortFunc(order, func(a, b tie) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	done := 0
	for chunk := range slices.Chunk(order, l.batch()) {
		if err := l.writeChunk(ctx, chunk, ties); err != nil {
			return err
		}
		done += len(chunk)
		l.options.Progress("writing ties", done, len(order))
	}
	return nil
}

func (l *registry) writeChunk(ctx context.Context, chunk []tie, ties map[tie]basis) error {
	ids := make([]graph.ID, len(chunk))
	for i, t := range chunk {
		derived := graph.RelationshipID(t.kind, t.from, t.to, "")
		ids[i] = cmp.Or(l.held.chosen[derived], derived)
	}
	existing, err := l.target.Relationships(ctx, ids)
	if err != nil {
		return err
	}
	var batch graph.Batch
	for i, t := range chunk {
		r := &graph.Relationship{ID: ids[i], Kind: t.kind, From: t.from, To: t.to}
		if existing[i] != nil {
			r.Claims = slices.Clone(existing[i].Claims)
		}
		r.Claims = l.restate(r.Claims, l.claimOf(t, ties[t]))
		l.edition.ties[r.ID] = r
		batch.Relationships = append(batch.Relationships, r)
	}
	return l.apply(ctx, batch)
}

func (l *registry) claimOf(t tie, b basis) graph.Claim {
	claim := graph.Claim{Source: l.source.ID, Locator: b.by.Locator(), Confidence: graph.ConfidenceA, Status: graph.Active}
	switch {
	case t.kind == graph.SucceededBy:
		claim.Status = graph.Done
	case b.ended:
		claim.Status = graph.Ended
	}
	return claim
}

// restate gives the dump's claim its place among those of others. A dump makes
// one claim of a tie: that of an older edition stays when it says the same, else
// the new one stands in its place. Where others have taken the same from the
// registry, it is not said twice.
func (l *registry) restate(claims []graph.Claim, claim graph.Claim) []graph.Claim {
	mine := func(c graph.Claim) bool { return l.own(c.Source) && strings.HasPrefix(c.Locator, ror.Site) }
	said := slices.ContainsFunc(claims, func(c graph.Claim) bool {
		return c.Source == quoted && c.Locator == claim.Locator && c.Status == claim.Status
	})
	at := slices.IndexFunc(claims, mine)
	switch {
	case said:
		return slices.DeleteFunc(claims, mine)
	case at < 0:
		return append(claims, claim)
	case !sameClaim(claims[at], claim):
		claims[at] = claim
	}
	rest := slices.DeleteFunc(slices.Clone(claims[at+1:]), mine)
	return append(claims[:at+1], rest...)
}

// ties gives every tie of the dump once.
func (l *registry) ties() map[tie]basis {
	all := map[tie]basis{}
	put := func(t tie, b basis) {
		if before, has := all[t]; !has || b.better(before) {
			all[t] = b
		}
	}
	for i, o := range l.organizations {
		for _, country := range o.countries {
			if o.into == i {
				put(tie{graph.LocatedIn, o.entity, l.countries[country.Code]}, basis{by: o.id, ended: o.ended})
			}
		}
	}
	unknown, loops, withdrawn := 0, 0, 0
	for _, s := range l.stated {
		from, fromEnded := l.end(s.From)
		to, toEnded := l.end(s.To)
		switch {
		case l.organizations[l.index[s.by]].into != l.index[s.by]:
			withdrawn++
		case from == "" || to == "":
			unknown++
		case from == to:
			loops++
		default:
			put(directed(tie{s.Kind, from, to}), basis{by: s.by, indirect: s.by != s.From, ended: fromEnded || toEnded})
		}
	}
	l.note("ties left out: the other organisation is neither in the input nor in the graph", unknown)
	l.note("ties left out: stated by a withdrawn record", withdrawn)
	l.note("ties left out: both ends are the same entity", loops)
	return all
}

// directed puts the ends of a tie without direction in the order of their ids.
func directed(t tie) tie {
	if t.kind.Symmetric("") && t.from > t.to {
		t.from, t.to = t.to, t.from
	}
	return t
}

// end gives the entity that a tie leads to, "" when nobody knows it, and
// whether the organisation is no longer active.
func (l *registry) end(id ror.ID) (entity graph.ID, ended bool) {
	if i, ok := l.index[id]; ok {
		o := l.organizations[l.organizations[i].into]
		return o.entity, o.ended
	}
	switch {
	case l.carriers[id] != "":
		return l.carriers[id], false
	case l.live[id]:
		return id.Entity(), false
	}
	holder := l.holders[id]
	return cmp.Or(l.gone[holder], holder), false
}

// quoted is the source under which others cite the registry, as the built-in facts do.
const quoted graph.ID = "src:ror"

// fromDump tells whether a claim is one that this importer makes, or that somebody
// has taken from the registry.
func (l *registry) fromDump(c graph.Claim) bool {
	return (l.own(c.Source) || c.Source == quoted) && strings.HasPrefix(c.Locator, ror.Site)
}
