package engine

import (
	"cmp"
	"context"
	"slices"
	"time"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/standing"
)

// StandingState says how far the measures of a filtered graph are.
type StandingState uint8

// The states.
const (
	// Running: they are being taken for the first time; there are none yet.
	Running StandingState = iota
	// Ready: they are those of the graph as it is.
	Ready
	// Renewing: they are those of an earlier revision or day, and are being taken anew.
	Renewing
)

// String is the state in the form of the API, such as "READY".
func (s StandingState) String() string {
	return [...]string{"RUNNING", "READY", "RENEWING"}[s]
}

// StandingStage is what a measure is doing.
type StandingStage = standing.Stage

// StandingStages lists every stage.
func StandingStages() []StandingStage {
	return []StandingStage{standing.Waiting, standing.Weaving, standing.Between, standing.Grouping}
}

// StandingProgress says how far a measure is. Done and Total count sources or samples of
// betweenness, or passes for communities; a total of 0 is not known.
type StandingProgress struct {
	Stage       StandingStage
	Done, Total int
}

// StandingSummary is what holds for the measures of a filtered graph as a whole.
type StandingSummary struct {
	// Revision and Day are those of the graph that was measured.
	Revision graph.Revision
	Day      graph.Date
	// Entities counts those that take part, Ties the pairs that are tied.
	Entities, Ties int
	// Exact tells that betweenness is exact; else Samples random shortest paths
	// were drawn, and with the Probability no value is off by more than Error.
	Exact              bool
	Samples            int
	Error, Probability float64
	Communities        int
	// Modularity is how many more of the ties lie inside communities than chance has.
	Modularity float64
}

// StandingQuery asks how central everyone is in a filtered graph; its Via is refused.
type StandingQuery struct {
	Where graph.RouteFilter
	// Entities, when there are any, are the only ones to tell of.
	Entities []graph.ID
	// Community, when it is not 0, is the only one to tell of.
	Community int
	Page      PageQuery
}

// StandingPage is a page of entities, the most central first. It is empty, and
// Summary nil, while the measures are Running.
type StandingPage struct {
	Items []StandingItem
	PageInfo
	State StandingState
	// Progress is nil when the state is Ready.
	Progress *StandingProgress
	Summary  *StandingSummary
}

// StandingItem is how central an entity is.
type StandingItem struct {
	Entity graph.ID
	// Rank is its place by betweenness, from 1.
	Rank int
	// Betweenness is the part of all shortest paths between others that run through it, give or take Error.
	Betweenness, Error float64
	// Contacts counts those to whom it is tied in the filtered graph.
	Contacts int
	// Community numbers the communities from 1, the largest first.
	Community, CommunitySize int
	Restricted               bool
	Cursor                   string
}

// Standing tells how central everyone is, as far as that is known, and has it
// measured in the background if it is not; ask again until it is Ready. A
// measure that nobody asks for within two minutes is given up, the four filters
// asked for last are kept, and more that wait than there is room for are Unavailable.
func (g *Graph) Standing(_ context.Context, query StandingQuery) (StandingPage, error) {
	window, err := windowOf(measureList, query.Page)
	if err != nil {
		return StandingPage{}, err
	}
	snapshot, err := g.current()
	if err != nil {
		return StandingPage{}, err
	}
	found, run, err := g.askStanding(snapshot, query.Where)
	page := StandingPage{State: stateOf(found, run), Progress: progressOf(run)}
	if err != nil || found == nil {
		return page, err
	}
	list, err := found.chosen(snapshot, query)
	if err != nil {
		return StandingPage{}, err
	}
	compare := func(i int) int {
		return cmp.Or(cmp.Compare(shareKey(found.Values[list[i]]), window.place.Key), cmp.Compare(found.ids[list[i]], window.place.ID))
	}
	low, high := window.cut(len(list), func(i int) bool { return compare(i) < 0 }, func(i int) bool { return compare(i) == 0 })
	more := high < len(list)
	if window.backward {
		more = low > 0
	}
	page.PageInfo, page.Summary = window.info(len(list), more), found.summary()
	for _, i := range list[low:high] {
		// Who was removed since has no standing any more.
		if _, known := snapshot.Lookup(found.ids[i]); known {
			page.Items = append(page.Items, found.item(snapshot, i))
		}
	}
	return page, nil
}

// askStanding checks the filter before anything waits for it.
func (g *Graph) askStanding(snapshot *index.Snapshot, where graph.RouteFilter) (*outcome, *run, error) {
	if len(where.Via) > 0 {
		return nil, nil, graph.Errorf(graph.Invalid, "a measure of everybody has no entities that every path must contain").At("via")
	}
	if _, err := snapshot.Gate(where, g.today()); err != nil {
		return nil, nil, err
	}
	return g.standings.ask(where, snapshot.Revision(), g.today())
}

func stateOf(found *outcome, run *run) StandingState {
	switch {
	case found == nil:
		return Running
	case run != nil:
		return Renewing
	}
	return Ready
}

func progressOf(run *run) *StandingProgress {
	if run == nil {
		return nil
	}
	var p StandingProgress
	p.Stage, p.Done, p.Total = run.progress.Now()
	return &p
}

// chosen lists the members to tell of, the most central first.
func (o *outcome) chosen(snapshot *index.Snapshot, query StandingQuery) ([]uint32, error) {
	list := o.order
	if query.Community != 0 {
		if query.Community < 1 || query.Community > len(o.groups) {
			return nil, graph.Errorf(graph.NotFound, "there is no community %d; they are numbered 1 to %d", query.Community, len(o.groups)).At("community")
		}
		list = o.groups[query.Community-1].members
	}
	if len(query.Entities) == 0 {
		return list, nil
	}
	if len(query.Entities) > MaxSide {
		return nil, graph.Errorf(graph.TooLarge, "%d entities were given, at most %d are taken", len(query.Entities), MaxSide).At("entities")
	}
	wanted := map[uint32]bool{}
	for _, id := range query.Entities {
		v, err := vertexOf(snapshot, id, "entities")
		if err != nil {
			return nil, err
		}
		if i, known := o.find(snapshot.ID(v)); known {
			wanted[uint32(i)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(i uint32) bool { return !wanted[i] }), nil
}

// AwaitStanding returns when the measures of a filtered graph have been taken, those
// of the graph as it was when they began. Meanwhile it reports how far they are,
// several times a second.
func (g *Graph) AwaitStanding(ctx context.Context, where graph.RouteFilter, report func(StandingProgress)) error {
	const pace = 100 * time.Millisecond
	snapshot, err := g.current()
	if err != nil {
		return err
	}
	_, run, err := g.askStanding(snapshot, where)
	if err != nil || run == nil {
		return err
	}
	ticker := time.NewTicker(pace)
	defer ticker.Stop()
	for {
		select {
		case <-run.done:
			return run.err
		case <-ctx.Done():
			return graph.Errorf(graph.Canceled, "the measure was not waited for: %w", ctx.Err())
		case now := <-ticker.C:
			run.asked.Store(now.UnixNano())
			report(*progressOf(run))
		}
	}
}
