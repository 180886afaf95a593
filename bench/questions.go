package main

import (
	"context"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/advice"
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
	usual := usual()
	open := usual
	open.Filter = everything()
	scarce := open
	scarce.Filter.Kinds = []graph.RelationshipKind{graph.SucceededBy} // one in a hundred
	near := open
	near.MaxHops = path.DefaultHops
	return []question{
		{"one shortest path", "hops", figures{"g10k": 0.5, "g100k": 1.8, "g1m": 6.2, "flat": 30}, 2, shortest(open)},
		{"one shortest path, filtered", "hops, filtered", figures{"g10k": 1.3, "g100k": 4.0, "g1m": 6.1}, 2, shortest(usual)},
		{"one shortest path, 1 % admitted", "hops, 1 %", nil, 0, shortest(scarce)},
		{"best path", "hops", nil, 0, byHops(1, open)},
		{"best path, filtered", "hops, filtered", nil, 0, byHops(1, usual)},
		{"number of shortest paths", "paths", figures{"g10k": 2.6, "g100k": 8.8, "g1m": 59, "flat": 60}, 2, count(open)},
		{"share of each intermediary", "shares", figures{"g10k": 2.6, "g100k": 8.8, "g1m": 59, "flat": 60}, 2, shares(open, func(share float64) float64 { return share })},
		{"share of each intermediary, squared", "squared shares", nil, 0, shares(open, func(share float64) float64 { return share * share })},
		{"intermediaries with roles and best paths", "squared shares", nil, 0, between(open, func(share float64) float64 { return share * share })},
		{"8 routes apart", "8 routes", figures{"g10k": 4.3, "g100k": 10, "g1m": 60, "flat": 126}, 2, routes(open)},
		{"8 routes apart, described", "8 routes", nil, 0, described(open)},
		{"8 routes apart and a smallest cut", "routes", nil, 0, apart(open)},
		{"strongest path", "strength", figures{"g10k": 11, "g100k": 42, "g1m": 333, "flat": 400}, 2, byStrength(1, open)},
		{"strongest path, at most 6 hops", "strength, 6 hops", nil, 0, byStrength(1, near)},
		{"10 best by hops", "hops of 10", figures{"g10k": 31, "g100k": 87, "g1m": 450, "flat": 480}, 3, byHops(10, open)},
		{"10 best by strength", "strength of 10", figures{"g10k": 224, "g100k": 670, "g1m": 5000, "flat": 2320}, 3, byStrength(10, open)},
	}
}

// usual is a question with the default filter.
func usual() path.Query { return path.Query{MaxHops: path.MostHops, Today: today()} }

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

// asker is what a question needs besides the pair.
type asker struct {
	*arena
	searcher *path.Searcher
	advisor  advice.Advisor
	into     []index.Vertex
	shares   []path.Share
}

// none is the answer where there is no path.
const none = -1

type answering = func(context.Context, *asker, pair) (float64, error)

// shortest answers with the hops of one shortest path.
func shortest(q path.Query) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		q := q
		q.From, q.To = p.from, p.to
		vertices, err := a.searcher.Shortest(ctx, a.snapshot, q, a.into[:0])
		a.into = vertices
		return float64(len(vertices)) - 1, err
	}
}

// byHops answers with the hops of the k best paths together.
func byHops(k int, q path.Query) answering {
	q.K, q.Order = k, graph.ByHops
	return find(q, func(r *path.Route) float64 { return float64(len(r.Hops)) })
}

// byStrength answers with what the k strongest paths together cost, −ln of their strengths.
func byStrength(k int, q path.Query) answering {
	q.K, q.Order = k, graph.ByStrength
	return find(q, func(r *path.Route) float64 { return -math.Log(r.Strength) })
}

func find(q path.Query, worth func(*path.Route) float64) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		q := q
		q.From, q.To = p.from, p.to
		result, err := a.searcher.Find(ctx, a.snapshot, q)
		if err != nil || len(result.Routes) == 0 {
			return none, err
		}
		total := 0.0
		for i := range result.Routes {
			total += worth(&result.Routes[i])
		}
		return total, nil
	}
}

// count answers with the number of shortest paths.
func count(q path.Query) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		q := q
		q.From, q.To = p.from, p.to
		answer, err := a.searcher.Count(ctx, a.snapshot, q)
		return number(answer.Hops, answer.Paths), err
	}
}

// shares answers with the sum of what the shares are worth; they themselves
// always add up to the hops less one.
func shares(q path.Query, worth func(share float64) float64) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		list, _, err := a.searcher.Shares(ctx, a.snapshot, sides(p, q), a.shares[:0])
		a.shares = list
		total := 0.0
		for i := range list {
			total += worth(list[i].Share)
		}
		return total, err
	}
}

// between is shares with all that is told of the intermediaries of shortest paths.
func between(q path.Query, worth func(share float64) float64) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		answer, err := a.searcher.Between(ctx, a.snapshot, sides(p, q))
		total := 0.0
		for i := range answer.Intermediaries {
			total += worth(answer.Intermediaries[i].Share)
		}
		return total, err
	}
}

// sides makes each of a pair a side of its own.
func sides(p pair, q path.Query) path.Sides {
	return path.Sides{From: []index.Vertex{p.from}, To: []index.Vertex{p.to}, MaxHops: q.MaxHops, Filter: q.Filter, Today: q.Today}
}

// routes answers with the number of routes that share nobody, at most 8, as they come to be.
func routes(q path.Query) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		routes, _, err := a.searcher.Disjoint(ctx, a.snapshot, path.Passage{From: p.from, To: p.to, Filter: q.Filter, Today: q.Today})
		return float64(len(routes)), err
	}
}

// described is routes with each made the best beside the others, and its hops.
func described(q path.Query) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		answer, err := a.searcher.Gatekeepers(ctx, a.snapshot, path.Passage{From: p.from, To: p.to, Filter: q.Filter, Today: q.Today, RoutesOnly: true})
		return float64(len(answer.Routes)), err
	}
}

// apart answers with the number of routes that share nobody, up to all that are looked for.
func apart(q path.Query) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		answer, err := a.searcher.Gatekeepers(ctx, a.snapshot, path.Passage{From: p.from, To: p.to, Filter: q.Filter, Today: q.Today})
		return float64(answer.Disjoint), err
	}
}

func number(hops int, paths float64) float64 {
	if hops < 0 {
		return none
	}
	return paths
}
