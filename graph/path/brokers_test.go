package path_test

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// brokersByHand counts from the list of all paths between all pairs.
func brokersByHand(t *testing.T, s *index.Snapshot, q path.Brokering) (b path.Brokerage, pairs map[index.Vertex][]path.PairShare) {
	all := pathsBetween(t, s, q)
	pairs = map[index.Vertex][]path.PairShare{}
	if len(all) == 0 {
		return path.Brokerage{Hops: -1, Longest: -1}, pairs
	}
	b.Hops = all[0].hops()
	longest := min(b.Hops+q.Slack, q.MaxHops)
	if b.Hops == 0 || b.Hops == 1 && q.Slack == 0 {
		longest = b.Hops
	}
	all = slices.DeleteFunc(all, func(l listed) bool { return l.hops() > longest })
	b.Longest = longest
	if b.Hops == 0 {
		b.Paths = 1
		return b, pairs
	}
	b.Paths = float64(len(all))
	through := map[index.Vertex]*path.Broker{}
	of := map[[2]index.Vertex]float64{}
	for _, l := range all {
		ends := [2]index.Vertex{l.vertices[0], l.vertices[l.hops()]}
		of[ends]++
		for i, v := range l.vertices[1:l.hops()] {
			if through[v] == nil {
				through[v] = &path.Broker{Lengths: make([]float64, longest-b.Hops+1)}
				through[v].Vertex, through[v].Best = v, l.vertices
			}
			through[v].Paths++
			through[v].Lengths[l.hops()-b.Hops]++
			through[v].Roles[roleByHand(s, q.Group, l.vertices[i:i+3])]++
			at := slices.IndexFunc(pairs[v], func(p path.PairShare) bool { return p.From == ends[0] && p.To == ends[1] })
			if at < 0 {
				at = len(pairs[v])
				pairs[v] = append(pairs[v], path.PairShare{From: ends[0], To: ends[1]})
			}
			pairs[v][at].Paths++
		}
	}
	for v, broker := range through {
		broker.Share = broker.Paths / b.Paths
		for role, count := range broker.Roles[1:] {
			if count > 0 && (broker.Role == 0 || count > broker.Roles[broker.Role]) {
				broker.Role = path.Role(role + 1)
			}
		}
		for i := range pairs[v] {
			pairs[v][i].Of = of[[2]index.Vertex{pairs[v][i].From, pairs[v][i].To}]
		}
		slices.SortFunc(pairs[v], func(x, y path.PairShare) int {
			return cmp.Or(cmp.Compare(y.Paths, x.Paths), s.Compare(x.From, y.From), s.Compare(x.To, y.To))
		})
		b.Brokers = append(b.Brokers, *broker)
	}
	slices.SortFunc(b.Brokers, func(x, y path.Broker) int {
		return cmp.Or(cmp.Compare(y.Paths, x.Paths), s.Compare(x.Vertex, y.Vertex))
	})
	return b, pairs
}

// pathsBetween lists the paths of every pair, each once, without those that
// have a member of a side between the ends unless the filter has a Via.
func pathsBetween(t *testing.T, s *index.Snapshot, q path.Brokering) (all []listed) {
	sides := slices.Concat(q.From, q.To)
	for _, from := range q.From {
		for _, to := range q.To {
			for _, l := range listAll(t, s, path.Query{From: from, To: to, K: 1, MaxHops: q.MaxHops, Filter: q.Filter, Today: q.Today}) {
				meets := l.hops() > 0 && slices.ContainsFunc(l.vertices[1:l.hops()], func(v index.Vertex) bool { return slices.Contains(sides, v) })
				if !meets || len(q.Filter.Via) > 0 {
					all = append(all, l)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b listed) int {
		return cmp.Or(cmp.Compare(a.hops(), b.hops()), cmp.Compare(a.cost, b.cost), slices.CompareFunc(a.vertices, b.vertices, s.Compare))
	})
	return slices.CompactFunc(all, func(a, b listed) bool { return slices.Equal(a.vertices, b.vertices) })
}

// roleByHand is the table of Gould and Fernandez.
func roleByHand(s *index.Snapshot, by path.Grouping, triad []index.Vertex) path.Role {
	var groups [3]int
	for i, v := range triad {
		if by == path.ByKind {
			groups[i] = int(s.Kind(v))
		} else if country, known := s.Country(v); known {
			groups[i] = int(country) + 1
		}
		if groups[i] == 0 {
			return 0
		}
	}
	same := [3]bool{groups[0] == groups[1], groups[1] == groups[2], groups[0] == groups[2]}
	return map[[3]bool]path.Role{
		{true, true, true}: path.Coordinator, {false, false, true}: path.Itinerant, {false, true, false}: path.Gatekeeper,
		{true, false, false}: path.Representative, {false, false, false}: path.Liaison,
	}[same]
}

// placed gives every body a country, in three worlds out of four.
func placed(random *rand.Rand, w world) world {
	for _, code := range countries[1:] {
		w.nodes = append(w.nodes, &graph.Node{ID: graph.ID("country:" + code), Kind: graph.Country, Code: code})
	}
	slices.SortFunc(w.nodes, func(a, b *graph.Node) int { return cmp.Compare(a.ID, b.ID) })
	for _, node := range w.nodes {
		if node.Kind != graph.Country && node.Kind != graph.Restriction && random.IntN(4) > 0 {
			node.Code = countries[1+random.IntN(3)]
		}
	}
	return w
}

func TestBrokers(t *testing.T) {
	alike := []gocmp.Option{cmpopts.IgnoreUnexported(path.Brokerage{}), cmpopts.IgnoreFields(path.Brokerage{}, "Scanned", "Diagnosis", "Lengths"), cmpopts.EquateEmpty(),
		cmpopts.IgnoreFields(path.Broker{}, "Role")}
	t.Run("agree with the list of all paths between the sides, by length, role and pair", func(t *testing.T) {
		searcher, met := path.New(), map[int]int{}
		for seed := range uint64(4000) {
			random := rand.New(rand.NewPCG(seed, 31))
			w := randomWorld(random)
			n := len(w.nodes) - 1
			if seed%3 == 1 {
				w = plainWorld(random)
				n = len(w.nodes)
			}
			s := placed(random, w).build(t)
			q := path.Brokering{Sides: randomSides(random, s, n), Slack: random.IntN(path.MostSlack + 1), Group: path.Grouping(random.IntN(2))}
			if seed%3 == 1 {
				q.Filter = graph.RouteFilter{}
			}
			want, pairs := brokersByHand(t, s, q)
			got, err := searcher.Brokers(context.Background(), s, q)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if diff := gocmp.Diff(want, got, alike...); diff != "" {
				t.Fatalf("seed %d, %+v (-want +got):\n%s", seed, q, diff)
			}
			if (got.Diagnosis == nil) != (len(want.Brokers) > 0) {
				t.Fatalf("seed %d: got diagnosis %+v with %d brokers", seed, got.Diagnosis, len(want.Brokers))
			}
			for i, broker := range got.Brokers {
				if broker.Role != want.Brokers[i].Role {
					t.Fatalf("seed %d: got role %v of %v, want %v", seed, broker.Role, broker.Roles, want.Brokers[i].Role)
				}
				share, counted := got.Pairs(broker.Vertex)
				if diff := gocmp.Diff(pairs[broker.Vertex], share); diff != "" || !counted {
					t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
				}
			}
			met[got.Longest-got.Hops]++
		}
		for slack := range path.MostSlack + 1 {
			if met[slack] < 200 {
				t.Errorf("a slack of %d occurred %d times: too few to tell", slack, met[slack])
			}
		}
	})
	for _, shape := range shapes() {
		s := shape.build(t)
		t.Run(shape.name+": agree with the list of all paths", func(t *testing.T) {
			searcher := path.New()
			for seed := range uint64(25) {
				random := rand.New(rand.NewPCG(seed, 32))
				q := path.Brokering{Sides: path.Sides{MaxHops: shape.most, Filter: everything(), Today: today}, Slack: random.IntN(3)}
				for range 2 {
					from, to := shape.randomPair(random, s)
					q.From, q.To = append(q.From, from), append(q.To, to)
				}
				want, _ := brokersByHand(t, s, q)
				got, err := searcher.Brokers(context.Background(), s, q)
				if err != nil {
					t.Fatal(err)
				}
				if diff := gocmp.Diff(want, got, alike...); diff != "" {
					t.Fatalf("seed %d, %+v (-want +got):\n%s", seed, q, diff)
				}
			}
		})
	}
	t.Run("are those of Between where there is no slack", func(t *testing.T) {
		s, searcher := shapes()[0].build(t), path.New()
		for seed := range uint64(50) {
			random := rand.New(rand.NewPCG(seed, 33))
			from, to := shapes()[0].randomPair(random, s)
			sides := path.Sides{From: []index.Vertex{from}, To: []index.Vertex{to}, Today: today}
			between, err := searcher.Between(context.Background(), s, sides)
			if err != nil {
				t.Fatal(err)
			}
			got, err := searcher.Brokers(context.Background(), s, path.Brokering{Sides: sides})
			if err != nil || got.Paths != between.Paths {
				t.Fatalf("seed %d: got %v paths, %v, want %v", seed, got.Paths, err, between.Paths)
			}
			var list []path.Intermediary
			for i, broker := range got.Brokers {
				broker.Intermediary.Role = between.Intermediaries[i].Role
				list = append(list, broker.Intermediary)
			}
			if diff := gocmp.Diff(between.Intermediaries, list, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
			}
		}
	})
}

func TestBrokerCases(t *testing.T) {
	ask := func(t *testing.T, w world, to int, change func(*path.Brokering)) path.Brokerage {
		t.Helper()
		s := w.build(t)
		q := path.Brokering{Sides: path.Sides{From: []index.Vertex{vertexOf(s, 0)}, To: []index.Vertex{vertexOf(s, to)}, Today: today}}
		change(&q)
		got, err := path.New().Brokers(context.Background(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	t.Run("are told beside a direct tie when there is slack", func(t *testing.T) {
		// 0 ─ 1 and 0 ─ 2 ─ 3 ─ 1
		got := ask(t, ladder(2), 1, func(q *path.Brokering) { q.Slack = 2 })
		if len(got.Brokers) != 2 || got.Paths != 2 || got.Brokers[0].Share != 0.5 || got.Hops != 1 || got.Longest != 3 || got.Diagnosis != nil {
			t.Errorf("got %+v, want two brokers on one of two paths", got)
		}
	})
	t.Run("keep to the longest path that was asked for", func(t *testing.T) {
		got := ask(t, ladder(2), 1, func(q *path.Brokering) { q.Slack, q.MaxHops = 3, 2 })
		if got.Longest != 2 || len(got.Brokers) > 0 || got.Diagnosis == nil || got.Diagnosis.Reason != path.Direct {
			t.Errorf("got %+v, want nobody", got)
		}
	})
	t.Run("are counted length by length, and a length that the budget ends is left out", func(t *testing.T) {
		s := shapes()[0].build(t)
		from, _ := s.Lookup("org:generated-0000250")
		q := path.Brokering{Sides: path.Sides{From: []index.Vertex{from}, To: []index.Vertex{from + 1}, Filter: everything(), MaxHops: 9, Today: today}, Slack: 3}
		whole, err := path.New().Brokers(context.Background(), s, q)
		if err != nil || whole.Truncated {
			t.Fatalf("got %+v, %v", whole, err)
		}
		seen := map[int]bool{}
		for budget := 1; budget < whole.Scanned; budget += 1 + whole.Scanned/60 {
			q.Budget = budget
			got, err := path.New().Brokers(context.Background(), s, q)
			if err != nil || !got.Truncated {
				t.Fatalf("budget %d: got %+v, %v", budget, got, err)
			}
			seen[got.Longest] = true
			if got.Longest >= 0 && !slices.Equal(got.Lengths, whole.Lengths[:got.Longest-got.Hops+1]) {
				t.Fatalf("budget %d: got lengths %v, want those of %v", budget, got.Lengths, whole.Lengths)
			}
		}
		if len(seen) < 3 {
			t.Errorf("got the longest paths %v, want several", seen)
		}
	})
	t.Run("of more paths than a number holds exactly still have shares", func(t *testing.T) {
		// Forty layers of three, each tied to all of the next: 3⁴⁰ paths, but too long; fifteen hops are 3¹⁴.
		w := world{nodes: nil}
		for i := range 44 {
			w.nodes = append(w.nodes, organization(i))
		}
		for layer := range 14 {
			for a := range 3 {
				if layer == 0 {
					w.tie(0, 1+a)
				}
				for b := range 3 {
					if layer < 13 {
						w.tie(1+3*layer+a, 4+3*layer+b)
					}
				}
				if layer == 13 {
					w.tie(1+3*layer+a, 43)
				}
			}
		}
		got := ask(t, w, 43, func(q *path.Brokering) { q.MaxHops = 15 })
		if want := math.Pow(3, 14); got.Paths != want || len(got.Brokers) != 42 || math.Abs(got.Brokers[0].Share-1.0/3) > 1e-12 {
			t.Errorf("got %v paths, want %v", got.Paths, want)
		}
	})
	for _, row := range []struct {
		name   string
		change func(*path.Brokering)
		want   graph.Code
	}{
		{"too much slack", func(q *path.Brokering) { q.Slack = path.MostSlack + 1 }, graph.Invalid},
		{"slack below nothing", func(q *path.Brokering) { q.Slack = -1 }, graph.Invalid},
		{"a grouping that there is not", func(q *path.Brokering) { q.Group = 9 }, graph.Invalid},
		{"too many hops", func(q *path.Brokering) { q.MaxHops = path.MostHops + 1 }, graph.TooLarge},
		{"an unknown entity to avoid", func(q *path.Brokering) { q.Filter.Avoid = []graph.ID{"org:nobody"} }, graph.NotFound},
	} {
		t.Run("are not asked with "+row.name, func(t *testing.T) {
			q := path.Brokering{Sides: path.Sides{From: []index.Vertex{0}, To: []index.Vertex{2}, Today: today}}
			row.change(&q)
			_, err := path.New().Brokers(context.Background(), chainWorld(3, active).build(t), q)
			if err == nil || graph.CodeOf(err) != row.want {
				t.Errorf("got %v, want %s", err, row.want)
			}
		})
	}
	t.Run("are given up when the context ends", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		q := path.Brokering{Sides: path.Sides{From: []index.Vertex{0}, To: []index.Vertex{2}, Today: today}, Slack: 1}
		if _, err := path.New().Brokers(ctx, chainWorld(3, active).build(t), q); graph.CodeOf(err) != graph.Canceled {
			t.Errorf("got %v, want %s", err, graph.Canceled)
		}
	})
}
