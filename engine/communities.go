package engine

import (
	"cmp"
	"context"
	"fmt"

	"entente/graph"
	"entente/graph/index"
)

// CommunityQuery asks for the communities of a filtered graph; its Via is refused.
type CommunityQuery struct {
	Where graph.RouteFilter
	Page  PageQuery
}

// CommunityPage is a page of communities, the largest first. It is empty, and
// Summary nil, while the measures are Running.
type CommunityPage struct {
	Items []CommunityItem
	PageInfo
	State    StandingState
	Progress *StandingProgress
	Summary  *StandingSummary
}

// CommunityItem is a community: entities with more ties among them than chance has.
type CommunityItem struct {
	// Number counts from 1, the largest first.
	Number, Size int
	// Members are the most central of it, at most ten.
	Members []StandingItem
	// Countries are those of its members, the most frequent first; members whose country is not known are in none.
	Countries []CountryCount
	Kinds     []KindCount
	Cursor    string
}

// CountryCount counts the entities of a country.
type CountryCount struct {
	Country graph.ID
	Count   int
}

// Communities tells which communities there are, as far as they are known; see Standing.
func (g *Graph) Communities(_ context.Context, query CommunityQuery) (CommunityPage, error) {
	window, err := windowOf(groupList, query.Page)
	if err != nil {
		return CommunityPage{}, err
	}
	snapshot, err := g.current()
	if err != nil {
		return CommunityPage{}, err
	}
	found, run, err := g.askStanding(snapshot, query.Where)
	page := CommunityPage{State: stateOf(found, run), Progress: progressOf(run)}
	if err != nil || found == nil {
		return page, err
	}
	compare := func(i int) int { return cmp.Compare(groupKey(i), window.place.Key) }
	low, high := window.cut(len(found.groups), func(i int) bool { return compare(i) < 0 }, func(i int) bool { return compare(i) == 0 })
	more := high < len(found.groups)
	if window.backward {
		more = low > 0
	}
	page.PageInfo, page.Summary = window.info(len(found.groups), more), found.summary()
	for number := low; number < high; number++ {
		group := &found.groups[number]
		item := CommunityItem{Number: number + 1, Size: len(group.members), Countries: present(snapshot, group.countries), Kinds: group.kinds,
			Cursor: encodeCursor(groupList, graph.Place{Key: groupKey(number)})}
		for _, i := range group.members {
			if len(item.Members) == mostCentral {
				break
			}
			if _, known := snapshot.Lookup(found.ids[i]); known {
				item.Members = append(item.Members, found.item(snapshot, i))
			}
		}
		page.Items = append(page.Items, item)
	}
	return page, nil
}

// present leaves out countries that were removed since they were counted.
func present(snapshot *index.Snapshot, countries []CountryCount) (list []CountryCount) {
	for _, country := range countries {
		if _, known := snapshot.Lookup(country.Country); known {
			list = append(list, country)
		}
	}
	return list
}

// mostCentral is how many members are told of a community.
const mostCentral = 10

// groupKey orders communities by number.
func groupKey(number int) string { return fmt.Sprintf("%08d", number) }
