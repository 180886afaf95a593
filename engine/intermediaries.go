package engine

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// MaxSide is the largest number of entities on one side of a question for intermediaries.
const MaxSide = 1_000

// maxPairs is how many pairs of ends are told of an intermediary.
const maxPairs = 10

// IntermediaryQuery asks who lies between two sides. MaxHops is 1 to 15.
type IntermediaryQuery struct {
	From, To []graph.ID
	MaxHops  int
	// Slack admits paths that are so many hops longer than the shortest, 0 to 3.
	Slack int
	// Group says between what an intermediary brokers.
	Group Grouping
	// SharesOnly asks for the counts alone: the items may be without roles, pairs
	// and best paths, which then need not be worked out.
	SharesOnly bool
	Where      graph.RouteFilter
	Page       PageQuery
}

// IntermediaryPage is a page of intermediaries, the largest share first.
type IntermediaryPage struct {
	Items []IntermediaryItem
	PageInfo
	// Lengths are the paths that were counted, the shortest first; none when there is no path.
	Lengths []LengthCount
	// Diagnosis says why there are none; nil when there are.
	Diagnosis *Diagnosis
	// Truncated tells that longer paths were asked for than could be counted.
	Truncated bool
	leftOut   leftOut
}

// LengthCount counts paths of one length: of all, and those through an
// intermediary. Beyond 2⁵³ counts are rounded.
type LengthCount struct {
	Hops      int
	Paths, Of float64
}

// RoleCount counts the paths on which an intermediary plays a role; role 0 is
// for those on which the group of one of the three is not known.
type RoleCount struct {
	Role  Role
	Paths float64
}

// PairCount counts the paths of a pair of ends: those through an intermediary, of all.
type PairCount struct {
	From, To  graph.ID
	Paths, Of float64
}

// Load says how much an entity has to carry already.
type Load struct {
	// Contacts counts the entities that it has contact with, whatever the status.
	Contacts int
	// Betweenness is the part of everybody's shortest paths that run through it, by
	// the default filter; nil until Standing has measured that.
	Betweenness *float64
	// Revision is that of Betweenness.
	Revision *graph.Revision
}

// IntermediaryItem is an entity on the paths between the two sides.
type IntermediaryItem struct {
	Entity graph.ID
	// Share is the part of all counted paths that run through the entity, in (0,1].
	Share float64
	// Paths counts them, Of all that were counted.
	Paths int
	Of    float64
	// Lengths count them by length, as in the page; what is 0 is left out.
	Lengths []LengthCount
	// Role is the one that it plays on most of them; 0 when it plays none.
	Role Role
	// Roles are all that it plays, in their order.
	Roles []RoleCount
	// Group is what the roles are between.
	Group Grouping
	// Pairs are the pairs of ends with most of the paths, PairTotal how many pairs
	// have any; −1 when the sides are too large to count by pair.
	Pairs     []PairCount
	PairTotal int
	Load      Load
	// Restricted tells that the entity is under restrictions.
	Restricted bool
	Best       Path
	Cursor     string
}

// Intermediaries gives a page of those who lie between two sides, the largest
// share first, then by id; see path.Searcher.Brokers for what a share is. An
// entity of a side that is not recorded is NotFound.
func (g *Graph) Intermediaries(ctx context.Context, query IntermediaryQuery) (IntermediaryPage, error) {
	if err := positive("maxHops", query.MaxHops); err != nil {
		return IntermediaryPage{}, err
	}
	window, err := windowOf(shareList, query.Page)
	if err != nil {
		return IntermediaryPage{}, err
	}
	snapshot, err := g.current()
	if err != nil {
		return IntermediaryPage{}, err
	}
	found, err := g.brokers(ctx, snapshot, query)
	if err != nil {
		return IntermediaryPage{}, err
	}
	list := found.Brokers
	compare := func(i int) int { return compareShare(snapshot, list[i].Intermediary, window.place) }
	low, high := window.cut(len(list), func(i int) bool { return compare(i) < 0 }, func(i int) bool { return compare(i) == 0 })
	more := high < len(list)
	if window.backward {
		more = low > 0
	}
	page := IntermediaryPage{PageInfo: window.info(len(list), more), Truncated: found.Truncated, Diagnosis: explained(snapshot, found.Diagnosis)}
	for i, paths := range found.Lengths {
		page.Lengths = append(page.Lengths, LengthCount{Hops: found.Hops + i, Paths: paths, Of: paths})
	}
	gate, err := snapshot.Gate(query.Where, g.today())
	if err != nil {
		return IntermediaryPage{}, err
	}
	for i := range list[low:high] {
		item := itemOf(snapshot, &gate, &found, &list[low+i])
		item.Group = query.Group
		item.Load = g.load(snapshot, list[low+i].Vertex)
		page.Items = append(page.Items, item)
	}
	page.leftOut = g.leavings(snapshot, query.Where, func(ctx context.Context, open graph.RouteFilter) ([]span, bool, error) {
		query := query
		query.Where, query.SharesOnly = open, true
		found, err := g.brokers(ctx, snapshot, query)
		spans := make([]span, len(found.Brokers))
		for i := range found.Brokers {
			spans[i].between = []index.Vertex{found.Brokers[i].Vertex}
		}
		return spans, found.Truncated, err
	})
	return page, nil
}

// brokers translates the question.
func (g *Graph) brokers(ctx context.Context, snapshot *index.Snapshot, query IntermediaryQuery) (path.Brokerage, error) {
	from, err := side(snapshot, query.From, "from")
	if err != nil {
		return path.Brokerage{}, err
	}
	to, err := side(snapshot, query.To, "to")
	if err != nil {
		return path.Brokerage{}, err
	}
	return g.searcher.Brokers(ctx, snapshot, path.Brokering{
		Sides: path.Sides{From: from, To: to, MaxHops: query.MaxHops, Filter: query.Where, Today: g.today()},
		Slack: query.Slack, Group: query.Group, SharesOnly: query.SharesOnly,
	})
}

// side finds the vertices of one side, each once.
func side(snapshot *index.Snapshot, ids []graph.ID, field string) ([]index.Vertex, error) {
	switch {
	case len(ids) == 0:
		return nil, graph.Errorf(graph.Invalid, "a side needs an entity").At(field)
	case len(ids) > MaxSide:
		return nil, graph.Errorf(graph.TooLarge, "a side has %d entities, at most %d are taken", len(ids), MaxSide).At(field)
	}
	vertices := make([]index.Vertex, len(ids))
	for i, id := range ids {
		vertex, err := vertexOf(snapshot, id, field)
		if err != nil {
			return nil, err
		}
		vertices[i] = vertex
	}
	slices.Sort(vertices)
	return slices.Compact(vertices), nil
}

// load says how much an entity carries, as far as that is known without measuring it now.
func (g *Graph) load(snapshot *index.Snapshot, v index.Vertex) Load {
	load := Load{Contacts: snapshot.Standing(v)}
	latest := g.standings.peek(graph.RouteFilter{})
	if latest == nil {
		return load
	}
	load.Betweenness, load.Revision = new(float64), &latest.revision
	if i, known := latest.find(snapshot.ID(v)); known {
		*load.Betweenness = latest.Values[i]
	}
	return load
}

func itemOf(snapshot *index.Snapshot, gate *index.Gate, all *path.Brokerage, found *path.Broker) IntermediaryItem {
	id := snapshot.ID(found.Vertex)
	item := IntermediaryItem{
		Entity:     id,
		Share:      found.Share,
		Paths:      int(min(found.Paths, math.MaxInt32)),
		Of:         all.Paths,
		Role:       found.Role,
		Restricted: snapshot.Restricted(found.Vertex),
		Cursor:     encodeCursor(shareList, graph.Place{Key: shareKey(found.Paths), ID: id}),
	}
	if len(found.Best) > 0 {
		route := path.Describe(snapshot, gate, found.Best)
		item.Best = named(snapshot, &route)
	}
	for i, paths := range found.Lengths {
		if paths > 0 {
			item.Lengths = append(item.Lengths, LengthCount{Hops: all.Hops + i, Paths: paths, Of: all.Lengths[i]})
		}
	}
	for role, paths := range found.Roles {
		if paths > 0 {
			item.Roles = append(item.Roles, RoleCount{Role: Role(role), Paths: paths})
		}
	}
	item.Pairs, item.PairTotal = pairsOf(snapshot, all, found.Vertex)
	return item
}

// pairsOf gives the pairs with most paths through an intermediary, and how many have any.
func pairsOf(snapshot *index.Snapshot, all *path.Brokerage, v index.Vertex) (list []PairCount, total int) {
	pairs, counted := all.Pairs(v)
	if !counted {
		return nil, -1
	}
	for _, pair := range pairs[:min(len(pairs), maxPairs)] {
		list = append(list, PairCount{From: snapshot.ID(pair.From), To: snapshot.ID(pair.To), Paths: pair.Paths, Of: pair.Of})
	}
	return list, len(pairs)
}

// shareKey orders the larger count first: counts are positive, so the
// complement of their bits compares the other way round.
func shareKey(paths float64) string {
	return string(binary.BigEndian.AppendUint64(nil, ^math.Float64bits(paths)))
}

func compareShare(snapshot *index.Snapshot, item path.Intermediary, place *graph.Place) int {
	return cmp.Or(cmp.Compare(shareKey(item.Paths), place.Key), cmp.Compare(snapshot.ID(item.Vertex), place.ID))
}
