package engine

import (
	"cmp"
	"slices"
	"time"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/standing"
)

// outcome is a finished measure, by id, since the vertices of an index end with it.
type outcome struct {
	*standing.Measures
	// ids are those of the members, in ascending order.
	ids []graph.ID
	// order are the members by betweenness, rank the place of each in it, from 0.
	order, rank []uint32
	groups      []composition
	revision    graph.Revision
	day         graph.Day
	took        time.Duration
}

// composition is what a community is made of.
type composition struct {
	// members are in the order of betweenness.
	members   []uint32
	countries []CountryCount
	kinds     []KindCount
}

func outcomeOf(snapshot *index.Snapshot, found *standing.Measures, day graph.Day, took time.Duration) *outcome {
	o := &outcome{Measures: found, ids: make([]graph.ID, len(found.Members)), order: found.Ranking(), rank: make([]uint32, len(found.Members)),
		groups: make([]composition, len(found.Sizes)), revision: snapshot.Revision(), day: day, took: took}
	for i, v := range found.Members {
		o.ids[i] = snapshot.ID(v)
	}
	for place, i := range o.order {
		o.rank[i] = uint32(place)
		group := &o.groups[found.Of[i]]
		group.members = append(group.members, i)
	}
	for i := range o.groups {
		o.groups[i].compose(snapshot, found)
	}
	o.Members = nil
	return o
}

// compose counts countries and kinds, the most frequent first.
func (c *composition) compose(snapshot *index.Snapshot, found *standing.Measures) {
	countries, kinds := map[graph.ID]int{}, map[graph.EntityKind]int{}
	for _, i := range c.members {
		v := found.Members[i]
		kinds[snapshot.Kind(v)]++
		if country, known := snapshot.Country(v); known {
			countries[snapshot.ID(country)]++
		}
	}
	for country, count := range countries {
		c.countries = append(c.countries, CountryCount{country, count})
	}
	slices.SortFunc(c.countries, func(a, b CountryCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Country, b.Country))
	})
	for kind, count := range kinds {
		c.kinds = append(c.kinds, KindCount{kind, count})
	}
	slices.SortFunc(c.kinds, func(a, b KindCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Kind, b.Kind))
	})
}

// shows tells whether the outcome is that of the revision, as on the day.
func (o *outcome) shows(revision graph.Revision, day graph.Day) bool {
	return o != nil && o.revision == revision && o.day == day
}

// find gives the place of an entity among the members.
func (o *outcome) find(id graph.ID) (i int, known bool) { return slices.BinarySearch(o.ids, id) }

// summary is what holds for the whole of it.
func (o *outcome) summary() *StandingSummary {
	return &StandingSummary{Revision: o.revision, Day: o.day.Date(), Entities: len(o.ids), Ties: o.Ties, Exact: o.Samples == 0, Samples: o.Samples,
		Error: o.Error, Probability: 1 - o.Doubt, Communities: len(o.groups), Modularity: o.Modularity}
}

// item tells one member.
func (o *outcome) item(snapshot *index.Snapshot, i uint32) StandingItem {
	item := StandingItem{
		Entity: o.ids[i], Rank: int(o.rank[i]) + 1, Betweenness: o.Values[i], Contacts: int(o.Degrees[i]),
		Community: int(o.Of[i]) + 1, CommunitySize: o.Sizes[o.Of[i]],
		Cursor: encodeCursor(measureList, graph.Place{Key: shareKey(o.Values[i]), ID: o.ids[i]}),
	}
	if o.Errors != nil {
		item.Error = o.Errors[i]
	}
	if v, known := snapshot.Lookup(o.ids[i]); known {
		item.Restricted = snapshot.Restricted(v)
	}
	return item
}
