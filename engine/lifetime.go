package engine

import (
	"slices"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// validOf gives the dates that bound a route, at the precision of their
// sources; nil when no day is valid for all hops.
func validOf(snapshot *index.Snapshot, life *path.Lifetime) *graph.Interval {
	if life.Valid.Empty() {
		return nil
	}
	var bounds graph.Interval
	if len(life.Begins) > 0 {
		bounds.Start = snapshot.Words[life.Begins[0].Position].Interval().Start
	}
	if len(life.Ends) > 0 {
		bounds.End = snapshot.Words[life.Ends[0].Position].Interval().End
	}
	return &bounds
}

// hopOf is the hop of the first bound, -1 without one.
func hopOf(bounds []path.Bound) int {
	if len(bounds) == 0 {
		return -1
	}
	return bounds[0].Hop
}

// breakOf says when and why a route breaks; nil when it does not.
func breakOf(snapshot *index.Snapshot, life *path.Lifetime) *Break {
	if len(life.Ends) == 0 {
		return nil
	}
	on := life.Valid.Last + 1
	found := &Break{
		On: on.Date(), Earliest: min(life.Sure+1, on).Date(), Days: int(on - life.From),
		Because: tiesOf(snapshot, life.Ends), Renewals: tiesOf(snapshot, life.Renewals), Renewed: true,
	}
	for _, end := range life.Ends {
		goesOn := slices.ContainsFunc(life.Renewals, func(b path.Bound) bool { return b.Hop == end.Hop })
		found.Renewed = found.Renewed && goesOn
	}
	return found
}

func tiesOf(snapshot *index.Snapshot, bounds []path.Bound) []graph.ID {
	var ties []graph.ID
	for _, b := range bounds {
		ties = append(ties, snapshot.Tie(b.Row, b.Position).ID)
	}
	return ties
}
