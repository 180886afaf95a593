// Package path owns the searches over the index: the best paths between two
// entities, how many there are, who lies on them, and why there are none.
package path

import (
	"context"
	"math"
	"sync"

	"entente/graph"
	"entente/graph/index"
)

// Bounds of every search.
const (
	// MostPaths is the largest K.
	MostPaths = 100
	// MostHops is the largest MaxHops.
	MostHops = 15
	// DefaultHops is MaxHops when it is 0.
	DefaultHops = 6
	// DefaultBudget is Budget when it is 0, in scanned row entries.
	DefaultBudget = 20_000_000
)

// Query asks for the K best paths.
type Query struct {
	From, To index.Vertex
	// K is 1 to MostPaths; 0 is 1.
	K int
	// MaxHops is 1 to MostHops; 0 is DefaultHops.
	MaxHops int
	Order   graph.Order
	// TimeRespecting admits only paths on which each hop can have begun on or
	// after the day on which the hop before it began.
	TimeRespecting bool
	Filter         graph.RouteFilter
	// Today is the day of a filter that names none.
	Today graph.Day
	// Budget bounds the row entries that the search may scan, those for a
	// diagnosis not counted; 0 is DefaultBudget.
	Budget int
	// Unexplained leaves the Diagnosis out, which costs more searches where there is no path.
	Unexplained bool
	// Bare leaves out of each Route all but its Vertices and whether it is Restricted.
	Bare bool
}

// normal fills in the defaults and refuses what lies outside the bounds.
func (q *Query) normal(s *index.Snapshot) error {
	if q.K == 0 {
		q.K = 1
	}
	if err := within("k", q.K, MostPaths); err != nil {
		return err
	}
	hops, budget, err := bounds(q.MaxHops, q.Budget)
	if err != nil {
		return err
	}
	q.MaxHops, q.Budget = hops, budget
	return known(s, q.From, q.To)
}

// bounds fills in the defaults of the bounds that all searches have.
func bounds(maxHops, budget int) (hops, entries int, err error) {
	if maxHops == 0 {
		maxHops = DefaultHops
	}
	if budget == 0 {
		budget = DefaultBudget
	}
	if err := within("maxHops", maxHops, MostHops); err != nil {
		return 0, 0, err
	}
	if budget < 0 {
		return 0, 0, graph.Errorf(graph.Invalid, "the budget is %d; it must be positive", budget).At("budget")
	}
	return maxHops, budget, nil
}

// within refuses a number outside 1 to most.
func within(field string, n, most int) error {
	code := graph.Invalid
	if n > most {
		code = graph.TooLarge
	} else if n >= 1 {
		return nil
	}
	return graph.Errorf(code, "%s is %d; it must be 1 to %d", field, n, most).At(field)
}

// known refuses vertices that the snapshot does not have.
func known(s *index.Snapshot, vertices ...index.Vertex) error {
	for _, v := range vertices {
		if int(v) >= s.Len() {
			return graph.Errorf(graph.NotFound, "the index has no vertex %d", v)
		}
	}
	return nil
}

// Searcher answers questions about the shape of a graph. It keeps scratch
// space between searches; any number of goroutines may share one.
type Searcher struct {
	pool    sync.Pool
	bands   sync.Pool
	islands islands
}

// New gives a Searcher.
func New() *Searcher { return &Searcher{} }

// begin takes scratch space for a search.
func (r *Searcher) begin(ctx context.Context, s *index.Snapshot, gate *index.Gate, budget int) *work {
	w, _ := r.pool.Get().(*work)
	if w == nil {
		w = &work{}
	}
	w.begin(s, gate)
	w.meter.start(ctx, budget)
	return w
}

// end gives the scratch space back.
func (r *Searcher) end(w *work) {
	w.end()
	r.pool.Put(w)
}

// unlimited is the hop limit of a search that has none.
const unlimited = math.MaxInt32
