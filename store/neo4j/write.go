package neo4j

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/graph"
	"entente/graph/plan"
)

// write brings the plan into the database. What goes is deleted first, so that
// ids and ties may change hands within a batch.
func (w *writer) write(ctx context.Context) error {
	if err := w.checkTies(); err != nil {
		return err
	}
	slices.SortFunc(w.Puts, func(a, b *plan.Put) int { return cmp.Or(cmp.Compare(a.Form, b.Form), cmp.Compare(a.ID, b.ID)) })
	w.head.number++
	if w.Writes() {
		w.head.revision++
		w.Commit.Revision = w.head.revision
	}
	w.count()
	for _, step := range []func(context.Context) error{
		w.release, w.putSources, w.putEntities, w.removeEntities, w.putMerged, w.putTies, w.checkEnds, w.cite, w.removeSources, w.forgetVanished, w.keepVersions, w.log,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// do runs a statement on columns; without rows it is not sent.
func (w *writer) do(ctx context.Context, st statement, rows int, parameters given) error {
	if rows == 0 {
		return nil
	}
	return w.tx.ask(ctx, st, parameters, nil)
}

// checkTies sees that no other tie is of the same kind, ends and role.
func (w *writer) checkTies() error {
	taken := map[tie]graph.ID{}
	for _, made := range w.Puts {
		if made.Relationship == nil {
			continue
		}
		t := tieOf(made.Relationship)
		holder := taken[t]
		if before := w.joining[t]; holder == "" && before != nil && before.id != "" && before.id != made.ID && w.keeps(before) {
			holder = before.id
		}
		if holder != "" {
			return graph.Errorf(graph.Conflict, "%s says the same: one relationship is kept for a kind, two ends and a role; add the claims to it", holder).In(string(made.ID))
		}
		taken[t] = made.ID
	}
	return nil
}

// keeps tells whether a tie is still the same behind the batch.
func (w *writer) keeps(j *joint) bool {
	if w.Removing(j.id) {
		return false
	}
	made := w.Putting(j.id)
	return made == nil || tieOf(made.Relationship) == j.tie
}

// count moves the head's numbers by what the batch adds and removes.
func (w *writer) count() {
	growth := w.Counts()
	w.head.sources += int64(growth[plan.Source])
	w.head.entities += int64(growth[plan.Entity])
	w.head.relationships += int64(growth[plan.Relationship])
	w.head.kinds = maps.Clone(w.head.kinds)
	for _, made := range w.Puts {
		w.countOld(made.ID, made.Old)
		w.countIDs(made.ID, made.Form, 1)
		if made.Entity != nil {
			w.head.kinds[made.Entity.Kind.String()]++
			w.head.strays += strays(made.Entity.Merged)
		}
		if made.Relationship != nil && !tieOf(made.Relationship).tells(made.ID) {
			w.head.odd++
		}
	}
	for _, id := range w.Removes {
		w.countOld(id, w.Known[id])
	}
}

func (w *writer) countOld(id graph.ID, old *plan.Known) {
	w.countIDs(id, old.Form, -1)
	if old.Form == plan.Entity && old.Kind != 0 {
		w.head.kinds[old.Kind.String()]--
		w.head.strays -= strays(old.Merged)
	}
	if old.Form == plan.Relationship && w.isOdd(id) {
		w.head.odd--
	}
}

// isOdd tells whether the register names the tie; of one that has vanished only its id is left.
func (w *writer) isOdd(id graph.ID) bool {
	if j := w.present[id]; j != nil {
		return !j.tells(id)
	}
	_, tells := parseTie(id)
	return !tells
}

func (w *writer) countIDs(id graph.ID, form plan.Form, by int64) {
	if (form == plan.Source || form == plan.Entity) && looksLikeTie(id) {
		w.head.strays += by
	}
}

func strays(ids []graph.ID) (count int64) {
	for _, id := range ids {
		if looksLikeTie(id) {
			count++
		}
	}
	return count
}

// release takes away the ties that go or get other ends, what the register
// says of them, and the merged ids of every entity that goes or changes.
func (w *writer) release(ctx context.Context) error {
	var elements []int64
	var odd, merged []string
	let := func(id graph.ID, old *plan.Known, stays bool) {
		merged = append(merged, plain(old.Merged)...)
		if old.Form != plan.Relationship {
			return
		}
		if j := w.present[id]; j != nil && !stays {
			elements = append(elements, j.element)
		}
		if w.isOdd(id) {
			odd = append(odd, string(id))
		}
	}
	for _, made := range w.Puts {
		let(made.ID, made.Old, w.staysInPlace(made))
	}
	for _, id := range w.Removes {
		let(id, w.Known[id], false)
	}
	if w.adoption != nil {
		elements = append(elements, w.adoption.turned...)
	}
	if err := w.do(ctx, deleteTies, len(elements), given{"ties": elements}); err != nil {
		return err
	}
	if err := w.do(ctx, deleteOdd, len(odd), given{"ids": odd}); err != nil {
		return err
	}
	return w.do(ctx, deleteMerged, len(merged), given{"ids": merged})
}

// staysInPlace tells whether a tie that is put again has the same kind and ends.
func (w *writer) staysInPlace(made *plan.Put) bool {
	j := w.present[made.ID]
	if j == nil || made.Relationship == nil {
		return false
	}
	t := tieOf(made.Relationship)
	return t.kind == j.kind && t.from == j.from && t.to == j.to
}
