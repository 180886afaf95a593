package engine

import (
	"context"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// Diagnosis says why there is no path, or fewer than asked.
type Diagnosis struct {
	Reason Reason
	// Loosened are the limits without which Nearest was found, as the reasons that they are for.
	Loosened []Reason
	// Ends are the entities without any relationship, for NoRelationships.
	Ends []graph.ID
	// Nearest is the best path that the looser question has; may be nil.
	Nearest *Path
	// Strongest is the strength of the strongest path found, when that is less
	// than WeakStrength; else 0.
	Strongest float64
	// misses finds the nearest misses; nil where only Nearest is known.
	misses func(context.Context) (Misses, error)
}

// WeakStrength is the strength below which a path is weak: fewer than one
// introduction in ten would be carried from end to end.
const WeakStrength = path.WeakStrength

// Misses are the paths that come nearest to a question; see path.Searcher.Misses.
type Misses struct {
	List      []Miss
	Truncated bool
}

// Miss is a path that a question has once a limit is lifted.
type Miss struct {
	// Loosened are the limits, as the reasons that they are for; Reason is the
	// one, or Filtered when it takes several.
	Reason   Reason
	Loosened []Reason
	Path     Path
	// Hops are the positions of the hops of the path that the question does not
	// admit, Entities those that it keeps out.
	Hops     []int
	Entities []graph.ID
}

// Misses finds the nearest miss for each limit of the question, at the revision
// of the diagnosis; where paths were found, those that are stronger.
func (d *Diagnosis) Misses(ctx context.Context) (Misses, error) {
	switch {
	case d.misses != nil:
		return d.misses(ctx)
	case d.Nearest == nil || len(d.Loosened) == 0:
		return Misses{}, nil
	}
	return Misses{List: []Miss{{Reason: d.Reason, Loosened: d.Loosened, Path: *d.Nearest}}}, nil
}

// weighed adds to a diagnosis, nil for none, that all paths found are weak.
func weighed(d *Diagnosis, found []Path) *Diagnosis {
	strongest := 0.0
	for _, path := range found {
		strongest = max(strongest, path.Strength)
	}
	if len(found) == 0 || strongest >= WeakStrength {
		return d
	}
	if d == nil {
		d = &Diagnosis{Reason: Weak}
	}
	d.Strongest = strongest
	return d
}

// missesOf finds the misses of a question for a diagnosis.
func (g *Graph) missesOf(snapshot *index.Snapshot, query path.Query, than float64) func(context.Context) (Misses, error) {
	return func(ctx context.Context) (Misses, error) {
		found, err := g.searcher.Misses(ctx, snapshot, query, than)
		misses := Misses{Truncated: found.Truncated, List: make([]Miss, len(found.List))}
		for i := range found.List {
			misses.List[i] = missOf(snapshot, &found.List[i])
		}
		return misses, err
	}
}

func missOf(snapshot *index.Snapshot, found *path.Miss) Miss {
	miss := Miss{Reason: Filtered, Loosened: found.Loosened, Path: named(snapshot, &found.Route),
		Hops: found.Hops, Entities: identify(snapshot, found.Vertices)}
	if len(found.Loosened) == 1 {
		miss.Reason = found.Loosened[0]
	}
	return miss
}

// explained puts ids for the vertices of a diagnosis; nil stays nil.
func explained(snapshot *index.Snapshot, found *path.Diagnosis) *Diagnosis {
	if found == nil {
		return nil
	}
	diagnosis := &Diagnosis{Reason: found.Reason, Loosened: found.Loosened, Ends: identify(snapshot, found.Ends)}
	if found.Nearest != nil {
		nearest := named(snapshot, found.Nearest)
		diagnosis.Nearest = &nearest
	}
	return diagnosis
}
