package engine

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/graph/dependence"
	"entente/graph/index"
	"entente/graph/path"
)

// DependenceQuery asks what an entity can reach only through one other.
type DependenceQuery struct {
	Of      graph.ID
	On      DependenceOn
	Through DependenceMeans
	Where   graph.RouteFilter
	Page    PageQuery
}

// DependenceOn says what is to be reached, DependenceMeans through what.
type (
	DependenceOn    = dependence.On
	DependenceMeans = dependence.Means
)

// What is to be reached, and through what; package dependence says what each means.
const (
	OnPartners     = dependence.Partners
	OnFields       = dependence.Fields
	ThroughEntity  = dependence.Entity
	ThroughCountry = dependence.Country
)

// DependencePage is a page of those in between, who can cut off most first.
type DependencePage struct {
	Items []DependencyItem
	PageInfo
	// Reached counts what can be reached at all, Independent what no single one can cut off.
	Reached, Independent int
	Concentration        Concentration
	// LeftOut counts the neighbours of what is reached that the filter keeps out.
	LeftOut   LeftOut
	Truncated bool
}

// LeftOut counts entities that a filter keeps out of routes.
type LeftOut = dependence.LeftOut

// DependencyItem is one in between.
type DependencyItem struct {
	Through graph.ID
	// Lost are those that cannot be reached without it, by id.
	Lost []graph.ID
	// Route is the path with the fewest hops to the entity in between, or to the
	// first that is lost without the country; nil where that is a field.
	Route  *Path
	Cursor string
}

// Concentration says how much the routes depend on few; see dependence.Concentration.
type Concentration struct {
	ByEntity, ByCountry float64
	// Entities and Countries are the largest shares, at most MaxShares.
	Entities, Countries []RouteShare
}

// RouteShare is the part of the routes that begin with an entity, or a country.
type RouteShare struct {
	Entity graph.ID
	Share  float64
}

// MaxShares is how many shares are given.
const MaxShares = 10

// Dependence gives a page of those without whom something cannot be reached.
func (g *Graph) Dependence(ctx context.Context, query DependenceQuery) (DependencePage, error) {
	window, err := windowOf(dependencyList, query.Page)
	if err != nil {
		return DependencePage{}, err
	}
	snapshot, err := g.current()
	if err != nil {
		return DependencePage{}, err
	}
	of, err := vertexOf(snapshot, query.Of, "of")
	if err != nil {
		return DependencePage{}, err
	}
	found, err := dependence.Find(ctx, snapshot, dependence.Question{Of: of, On: query.On, Through: query.Through, Filter: query.Where, Today: g.today()})
	if err != nil {
		return DependencePage{}, err
	}
	list := found.List
	compare := func(i int) int {
		return cmp.Or(cmp.Compare(dependencyKey(list[i]), window.place.Key), cmp.Compare(snapshot.ID(list[i].Through), window.place.ID))
	}
	low, high := window.cut(len(list), func(i int) bool { return compare(i) < 0 }, func(i int) bool { return compare(i) == 0 })
	more := high < len(list)
	if window.backward {
		more = low > 0
	}
	page := DependencePage{PageInfo: window.info(len(list), more), Reached: found.Reached, Independent: found.Independent,
		Concentration: concentrationOf(snapshot, found.Concentration), LeftOut: found.LeftOut, Truncated: found.Truncated}
	for _, d := range list[low:high] {
		item, err := g.dependency(ctx, snapshot, &query, of, d)
		if err != nil {
			return DependencePage{}, err
		}
		page.Items = append(page.Items, item)
	}
	return page, nil
}

// dependencyKey orders the longer list first.
func dependencyKey(d dependence.Dependency) string { return shareKey(float64(len(d.Lost))) }

// dependency puts ids for one in between, and finds the way to it.
func (g *Graph) dependency(ctx context.Context, snapshot *index.Snapshot, query *DependenceQuery, of index.Vertex, d dependence.Dependency) (DependencyItem, error) {
	item := DependencyItem{Through: snapshot.ID(d.Through), Lost: identify(snapshot, d.Lost),
		Cursor: encodeCursor(dependencyList, graph.Place{Key: dependencyKey(d), ID: snapshot.ID(d.Through)})}
	slices.Sort(item.Lost)
	to := d.Through
	if query.Through == ThroughCountry {
		if query.On == OnFields {
			return item, nil
		}
		to, _ = snapshot.Lookup(item.Lost[0])
	}
	found, err := g.searcher.Find(ctx, snapshot, path.Query{From: of, To: to, K: 1, MaxHops: path.MostHops, Filter: query.Where, Today: g.today()})
	if err != nil || len(found.Routes) == 0 {
		return item, err
	}
	route := named(snapshot, &found.Routes[0])
	item.Route = &route
	return item, nil
}

func concentrationOf(snapshot *index.Snapshot, found dependence.Concentration) Concentration {
	return Concentration{ByEntity: found.ByEntity, ByCountry: found.ByCountry,
		Entities: sharesOf(snapshot, found.Entities), Countries: sharesOf(snapshot, found.Countries)}
}

func sharesOf(snapshot *index.Snapshot, found []dependence.Share) []RouteShare {
	shares := make([]RouteShare, min(len(found), MaxShares))
	for i := range shares {
		shares[i] = RouteShare{snapshot.ID(found[i].Vertex), found[i].Share}
	}
	return shares
}
