package neo4j

import (
	"context"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/interchange"
	"entente/graph/plan"
)

// removing lists the removed ids of one form of record.
func (w *writer) removing(form plan.Form) []string {
	var ids []string
	for _, id := range w.Removes {
		if w.Known[id].Form == form && !w.vanished(id) {
			ids = append(ids, string(id))
		}
	}
	return ids
}

// removeEntities takes entities away that nothing refers to any more.
func (w *writer) removeEntities(ctx context.Context) error {
	ids := w.removing(plan.Entity)
	if len(ids) == 0 {
		return nil
	}
	if err := w.tx.ask(ctx, findReferring, given{"ids": ids}, referring); err != nil {
		return err
	}
	return w.do(ctx, deleteEntities, len(ids), given{"ids": ids})
}

// referring says what still refers to an entity.
func referring(row []any) error {
	id := text(row[0])
	if _, err := graph.ParseRelationshipKind(text(row[1])); err != nil || !truth(row[6]) {
		return graph.Errorf(graph.Conflict, "something in the database that is not Entente's is still attached to it").In(id)
	}
	return stillRefers(row[1:], id)
}

// stillRefers names the holder: an entity by its id, a tie by its id or what that follows from.
func stillRefers(row []any, id string) error {
	kind, _ := graph.ParseRelationshipKind(text(row[0]))
	holder := graph.ID(text(row[4]))
	if holder == "" {
		holder = graph.RelationshipID(kind, graph.ID(text(row[1])), graph.ID(text(row[2])), text(row[3]))
	}
	return graph.Errorf(graph.Conflict, "%s still refers to it", holder).In(id)
}

// cite counts for each source how many records cite it.
func (w *writer) cite(ctx context.Context) error {
	more := map[graph.ID]int{}
	for _, made := range w.Puts {
		for _, id := range plan.Cited(made.References) {
			more[id]++
		}
		for _, id := range plan.Cited(plan.References(made.OldRecord)) {
			more[id]--
		}
	}
	for _, id := range w.Removes {
		if w.vanished(id) {
			continue
		}
		record, err := w.Known[id].Record()
		if err != nil {
			return err
		}
		for _, source := range plan.Cited(plan.References(record)) {
			more[source]--
		}
	}
	maps.DeleteFunc(more, func(_ graph.ID, by int) bool { return by == 0 })
	ids := slices.Sorted(maps.Keys(more))
	counts := mapped(ids, func(id graph.ID) int { return more[id] })
	return w.do(ctx, countCitations, len(ids), given{"id": plain(ids), "more": counts})
}

// removeSources takes sources away that nothing cites any more.
func (w *writer) removeSources(ctx context.Context) error {
	ids := w.removing(plan.Source)
	if len(ids) == 0 {
		return nil
	}
	var doubtful []string
	err := w.tx.ask(ctx, findCited, given{"ids": ids}, func(row []any) error {
		doubtful = texts(row[0])
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range doubtful {
		quoted := string(interchange.AppendClaim(nil, graph.Claim{Source: graph.ID(id)}))
		quoted, _, _ = strings.Cut(strings.TrimPrefix(quoted, "{"), ",")
		err := w.tx.ask(ctx, findCiting, given{"id": id, "quoted": quoted}, func(row []any) error { return stillRefers(row, id) })
		if err != nil {
			return err
		}
	}
	return w.do(ctx, deleteSources, len(ids), given{"ids": ids})
}

// checkEnds looks at the ties of each entity that has become another kind: the
// vocabulary has to allow their ends still. Of several that it does not, the
// first by id is named.
func (w *writer) checkEnds(ctx context.Context) error {
	var ids []string
	for _, made := range w.Puts {
		if made.Entity != nil && made.Old.Form == plan.Entity && made.Old.Kind != made.Entity.Kind {
			ids = append(ids, string(made.ID))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var first *graph.Error
	err := w.tx.ask(ctx, readTiesOf, given{"ids": ids}, func(row []any) error {
		if wrong := wrongEnds(row); wrong != nil && (first == nil || wrong.Record < first.Record) {
			first = wrong
		}
		return nil
	})
	if err == nil && first != nil {
		return first
	}
	return err
}

func wrongEnds(row []any) *graph.Error {
	kind, err := graph.ParseRelationshipKind(text(row[0]))
	if err != nil {
		return nil
	}
	r := graph.Relationship{ID: graph.ID(text(row[6])), Kind: kind, From: graph.ID(text(row[1])), To: graph.ID(text(row[3])), Role: text(row[5])}
	if r.ID == "" {
		r.ID = tieOf(&r).id()
	}
	from, errFrom := graph.ParseEntityKind(text(row[2]))
	to, errTo := graph.ParseEntityKind(text(row[4]))
	if errFrom != nil || errTo != nil {
		return damaged(r.ID)
	}
	return r.ValidateEnds(from, to).In(string(r.ID))
}
