package main

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// question is something that is asked about every pair.
type question struct {
	name string
	// agrees names what the answer is; questions with the same answer must agree on every pair.
	agrees string
	// figures are the microseconds that the prototype took, the median, by
	// graph; the target is slack times as much.
	figures map[string]float64
	slack   float64
	answer  func(context.Context, *asker, pair) (float64, error)
}

// questions are all questions with their targets.
func questions() []question {
	open, usual := everything(), graph.RouteFilter{}
	return []question{
		{"one shortest path", "hops", figures{"g10k": 0.5, "g100k": 1.8, "g1m": 6.2, "flat": 30}, 2, shortest(open)},
		{"one shortest path, filtered", "hops, filtered", figures{"g10k": 1.3, "g100k": 4.0, "g1m": 6.1}, 2, shortest(usual)},
		{"one shortest path, 1 % admitted", "hops, 1 %", nil, 0, shortest(scarce())},
		{"best path", "hops", nil, 0, best(open, graph.ByHops, hops)},
		{"best path, filtered", "hops, filtered", nil, 0, best(usual, graph.ByHops, hops)},
		{"number of shortest paths", "paths", figures{"g10k": 2.6, "g100k": 8.8, "g1m": 59, "flat": 60}, 2, count(open)},
		{"share of each intermediary", "paths", figures{"g10k": 2.6, "g100k": 8.8, "g1m": 59, "flat": 60}, 2, between(open)},
		{"strongest path", "strength", figures{"g10k": 11, "g100k": 42, "g1m": 333, "flat": 400}, 2, best(open, graph.ByStrength, strength)},
		{"10 best by hops", "hops of 10", figures{"g10k": 31, "g100k": 87, "g1m": 450, "flat": 480}, 3, ten(open, graph.ByHops, hops)},
		{"10 best by strength", "strength of 10", figures{"g10k": 224, "g100k": 670, "g1m": 5000, "flat": 2320}, 3, ten(open, graph.ByStrength, strength)},
	}
}

type figures = map[string]float64

// target is what a question shall take on a graph.
func (q question) target(name string) target {
	if figure, ok := q.figures[name]; ok {
		return atMost(figure*q.slack, microseconds)
	}
	return target{}
}

// questionNamed finds a question of the table.
func questionNamed(name string) question {
	all := questions()
	return all[slices.IndexFunc(all, func(q question) bool { return q.name == name })]
}

// everything is a filter as wide as it goes: it refuses no relationship.
func everything() graph.RouteFilter {
	return graph.RouteFilter{
		Kinds:    slices.Concat(graph.KindsOf(graph.Contact), graph.KindsOf(graph.Context)),
		Statuses: graph.Statuses(), AnyTime: true,
	}
}

// scarce is a filter that leaves one relationship in a hundred of an invented graph.
func scarce() graph.RouteFilter {
	f := everything()
	f.Kinds = []graph.RelationshipKind{graph.SucceededBy}
	return f
}

// asker is what a question needs besides the pair.
type asker struct {
	*arena
	searcher *path.Searcher
	into     []index.Vertex
}

func (a *asker) query(p pair, filter graph.RouteFilter) path.Query {
	return path.Query{From: p.from, To: p.to, MaxHops: path.MostHops, Filter: filter, Today: today()}
}

// none is the answer where there is no path.
const none = -1

type answering = func(context.Context, *asker, pair) (float64, error)

func shortest(filter graph.RouteFilter) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		vertices, err := a.searcher.Shortest(ctx, a.snapshot, a.query(p, filter), a.into[:0])
		a.into = vertices
		return float64(len(vertices)) - 1, err
	}
}

func best(filter graph.RouteFilter, order graph.Order, worth func(*path.Route) float64) answering {
	return find(1, filter, order, worth)
}

func ten(filter graph.RouteFilter, order graph.Order, worth func(*path.Route) float64) answering {
	return find(10, filter, order, worth)
}

// find asks for the k best paths and adds up what they are worth.
func find(k int, filter graph.RouteFilter, order graph.Order, worth func(*path.Route) float64) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		query := a.query(p, filter)
		query.K, query.Order = k, order
		result, err := a.searcher.Find(ctx, a.snapshot, query)
		if err != nil || len(result.Routes) == 0 {
			return none, err
		}
		sum := 0.0
		for i := range result.Routes {
			sum += worth(&result.Routes[i])
		}
		return sum, nil
	}
}

func hops(r *path.Route) float64     { return float64(len(r.Hops)) }
func strength(r *path.Route) float64 { return r.Strength }

func count(filter graph.RouteFilter) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		answer, err := a.searcher.Count(ctx, a.snapshot, a.query(p, filter))
		if answer.Hops < 0 {
			return none, err
		}
		return answer.Paths, err
	}
}

func between(filter graph.RouteFilter) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		answer, err := a.searcher.Between(ctx, a.snapshot, path.Sides{
			From: []index.Vertex{p.from}, To: []index.Vertex{p.to}, MaxHops: path.MostHops, Filter: filter, Today: today(),
		})
		if answer.Hops < 0 {
			return none, err
		}
		return answer.Paths, err
	}
}
