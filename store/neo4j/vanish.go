package neo4j

import (
	"context"
	"maps"

	"entente/graph"
	"entente/graph/plan"
)

// adoption is what a batch needs to know that takes in what others wrote.
type adoption struct {
	// vanished are records that the log knows and the database no longer has.
	vanished map[graph.ID]plan.Form
	// turned are relationships, by the database's ids, that are made anew the other way round.
	turned []int64
}

// vanished tells whether a record is taken out of the log alone.
func (w *writer) vanished(id graph.ID) bool {
	return w.adoption != nil && w.adoption.vanished[id] != plan.None && w.Removing(id)
}

// knowVanished knows of what has vanished only what the log says. What is there
// after all stays.
func (w *writer) knowVanished() {
	if w.adoption == nil {
		return
	}
	w.Spare(func(id graph.ID) bool {
		return w.adoption.vanished[id] != plan.None && w.Known[id] != nil && w.Known[id].Form != plan.None
	})
	for _, id := range w.Removes {
		if form := w.adoption.vanished[id]; form != plan.None {
			w.Known[id] = &plan.Known{Form: form}
		}
	}
}

// forgetVanished takes away what led to the entities that have vanished, and
// counts the kinds anew, for nobody knows which they were.
func (w *writer) forgetVanished(ctx context.Context) error {
	var ids []string
	for _, id := range w.Removes {
		if w.vanished(id) && w.Known[id].Form == plan.Entity {
			ids = append(ids, string(id))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if err := w.tx.ask(ctx, forgetMerged, given{"ids": ids}, nil); err != nil {
		return err
	}
	counted := map[string]int64{}
	err := w.tx.ask(ctx, countKinds, nil, func(row []any) error {
		counted[text(row[0])] = integer(row[1])
		return nil
	})
	maps.Copy(w.head.kinds, zeros())
	maps.Copy(w.head.kinds, counted)
	return err
}

func zeros() map[string]int64 {
	counts := map[string]int64{}
	for _, kind := range graph.EntityKinds() {
		counts[kind.String()] = 0
	}
	return counts
}
