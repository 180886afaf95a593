package view

import (
	"context"

	"entente/engine"
	"entente/graph"
)

// DependencyConnection is a page of those without whom something cannot be reached.
type DependencyConnection struct {
	Edges                []DependencyEdge
	PageInfo             PageInfo
	TotalCount           int
	Reached, Independent int
	Concentration        *Concentration
	LeftOut              engine.LeftOut
	Truncated            bool
}

// DependencyEdge is one in between and its place in a list.
type DependencyEdge struct {
	Cursor string
	Node   *Dependency
}

// Dependency is an entity or a country without which something cannot be reached.
type Dependency struct {
	engine.DependencyItem
	Route *Path
	in    *web
}

// DependencyConnection makes the answer to a question about dependence.
func (o *Operation) DependencyConnection(answer engine.DependencePage, page Page) *DependencyConnection {
	web := newWeb(o)
	edges, info := clip(page, answer.Items, answer.PageInfo, func(item engine.DependencyItem) (DependencyEdge, string) {
		web.ids = append(web.ids, item.Through)
		web.ids = append(web.ids, item.Lost[:min(len(item.Lost), engine.MaxPage)]...)
		node := &Dependency{DependencyItem: item, in: web}
		if item.Route != nil {
			node.Route = web.path(*item.Route)
		}
		return DependencyEdge{item.Cursor, node}, item.Cursor
	})
	return &DependencyConnection{Edges: edges, PageInfo: info, TotalCount: answer.Total, Reached: answer.Reached, Independent: answer.Independent,
		Concentration: web.concentration(answer.Concentration), LeftOut: answer.LeftOut, Truncated: answer.Truncated}
}

// Through is the entity, or the country.
func (d *Dependency) Through(ctx context.Context) (Entity, error) {
	return d.in.seen(ctx, d.DependencyItem.Through)
}

// LostCount counts those that cannot be reached without it.
func (d *Dependency) LostCount() int { return len(d.DependencyItem.Lost) }

// Lost are the first of them.
func (d *Dependency) Lost(ctx context.Context, first *int) ([]Entity, error) {
	const usual = 20
	most := usual
	if first != nil {
		most = *first
	}
	if most < 0 || most > engine.MaxPage {
		code := graph.Invalid
		if most > engine.MaxPage {
			code = graph.TooLarge
		}
		return nil, graph.Errorf(code, "first is %d; it must be 0 to %d", most, engine.MaxPage).At("first")
	}
	return d.in.several(ctx, d.DependencyItem.Lost[:min(len(d.DependencyItem.Lost), most)])
}

// Concentration says how much the routes depend on few.
type Concentration struct {
	engine.Concentration
	in *web
}

// concentration takes the shares into the web.
func (w *web) concentration(answer engine.Concentration) *Concentration {
	for _, shares := range [][]engine.RouteShare{answer.Entities, answer.Countries} {
		for _, share := range shares {
			w.ids = append(w.ids, share.Entity)
		}
	}
	return &Concentration{answer, w}
}

// Entities are the partners with the largest shares.
func (c *Concentration) Entities() []RouteShare { return c.in.shares(c.Concentration.Entities) }

// Countries are the countries with the largest shares.
func (c *Concentration) Countries() []RouteShare { return c.in.shares(c.Concentration.Countries) }

func (w *web) shares(answer []engine.RouteShare) []RouteShare {
	shares := make([]RouteShare, len(answer))
	for i, share := range answer {
		shares[i] = RouteShare{share, w}
	}
	return shares
}

// RouteShare is the part of the routes that begin with an entity.
type RouteShare struct {
	engine.RouteShare
	in *web
}

// Entity is the entity, or the country.
func (s *RouteShare) Entity(ctx context.Context) (Entity, error) {
	return s.in.seen(ctx, s.RouteShare.Entity)
}
