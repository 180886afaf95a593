package view

import (
	"context"

	"entente/engine"
)

// StandingConnection is a page of entities by how central they are.
type StandingConnection struct {
	State      engine.StandingState
	Progress   *engine.StandingProgress
	Measure    *engine.StandingSummary
	Edges      []StandingEdge
	PageInfo   PageInfo
	TotalCount int
}

// StandingEdge is a standing and its place in a list.
type StandingEdge struct {
	Cursor string
	Node   *Standing
}

// Standing is how central an entity is.
type Standing struct {
	engine.StandingItem
	in *web
}

// Entity is the entity.
func (s *Standing) Entity(ctx context.Context) (Entity, error) {
	return s.in.entity(ctx, s.StandingItem.Entity)
}

// standing takes a standing into the web.
func (w *web) standing(item engine.StandingItem) *Standing {
	w.ids = append(w.ids, item.Entity)
	return &Standing{item, w}
}

// StandingConnection makes the answer to a question about standing.
func (o *Operation) StandingConnection(answer engine.StandingPage, page Page) *StandingConnection {
	web := newWeb(o)
	edges, info := clip(page, answer.Items, answer.PageInfo, func(item engine.StandingItem) (StandingEdge, string) {
		return StandingEdge{item.Cursor, web.standing(item)}, item.Cursor
	})
	return &StandingConnection{answer.State, answer.Progress, answer.Summary, edges, info, answer.Total}
}

// CommunityConnection is a page of communities.
type CommunityConnection struct {
	State      engine.StandingState
	Progress   *engine.StandingProgress
	Measure    *engine.StandingSummary
	Edges      []CommunityEdge
	PageInfo   PageInfo
	TotalCount int
}

// CommunityEdge is a community and its place in a list.
type CommunityEdge struct {
	Cursor string
	Node   *Community
}

// Community is a part of the graph with more ties inside than chance has.
type Community struct {
	engine.CommunityItem
	Members   []*Standing
	Countries []CountryCount
}

// CountryCount counts the entities of a country.
type CountryCount struct {
	engine.CountryCount
	in *web
}

// Country is the country.
func (c *CountryCount) Country(ctx context.Context) (Entity, error) {
	return c.in.entity(ctx, c.CountryCount.Country)
}

// CommunityConnection makes the answer to a question about communities.
func (o *Operation) CommunityConnection(answer engine.CommunityPage, page Page) *CommunityConnection {
	web := newWeb(o)
	edges, info := clip(page, answer.Items, answer.PageInfo, func(item engine.CommunityItem) (CommunityEdge, string) {
		return CommunityEdge{item.Cursor, web.community(item)}, item.Cursor
	})
	return &CommunityConnection{answer.State, answer.Progress, answer.Summary, edges, info, answer.Total}
}

// community takes a community into the web.
func (w *web) community(item engine.CommunityItem) *Community {
	c := &Community{CommunityItem: item, Members: make([]*Standing, len(item.Members)), Countries: make([]CountryCount, len(item.Countries))}
	for i, member := range item.Members {
		c.Members[i] = w.standing(member)
	}
	for i, country := range item.Countries {
		w.ids = append(w.ids, country.Country)
		c.Countries[i] = CountryCount{country, w}
	}
	return c
}
