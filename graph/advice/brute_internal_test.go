package advice

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

var today = graph.Date{Year: 2025, Month: 6, Day: 1}.First()

// world is an invented graph that is small enough to try every new tie.
type world struct {
	nodes []*graph.Node
	ties  []*graph.Tie
}

func (w *world) outlines() iter.Seq2[graph.Outline, error] {
	slices.SortFunc(w.nodes, func(a, b *graph.Node) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(w.ties, func(a, b *graph.Tie) int { return cmp.Compare(a.ID, b.ID) })
	return func(yield func(graph.Outline, error) bool) {
		for _, node := range w.nodes {
			if !yield(graph.Outline{Revision: 1, Node: node}, nil) {
				return
			}
		}
		for _, tie := range w.ties {
			if !yield(graph.Outline{Revision: 1, Tie: tie}, nil) {
				return
			}
		}
	}
}

func (w *world) build(t testing.TB) *index.Snapshot {
	t.Helper()
	s, err := index.Build(context.Background(), w.outlines(), today)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func tieOf(kind graph.RelationshipKind, from, to graph.ID, role string, r graph.Resolution) *graph.Tie {
	if kind.Symmetric(role) && to < from {
		from, to = to, from
	}
	return &graph.Tie{ID: graph.RelationshipID(kind, from, to, role), Kind: kind, From: from, To: to, Role: role, Resolution: r}
}

func (w *world) add(kind graph.RelationshipKind, from, to graph.ID, role string, r graph.Resolution) {
	made := tieOf(kind, from, to, role, r)
	if from != to && !slices.ContainsFunc(w.ties, func(t *graph.Tie) bool { return t.ID == made.ID }) {
		w.ties = append(w.ties, made)
	}
}

func name(i int) graph.ID { return graph.ID(fmt.Sprintf("org:invented-%02d", i)) }

// randomWorld draws bodies of four kinds with memberships in few bodies, so
// that these grow beyond sizes at which ties weaken, small agreements and partnerships.
func randomWorld(random *rand.Rand) *world {
	w := &world{}
	n := 6 + random.IntN(4)
	kinds := []graph.EntityKind{graph.Organization, graph.Organization, graph.Academy, graph.Country, graph.Firm, graph.Project, graph.Person}
	for i := range n {
		w.nodes = append(w.nodes, &graph.Node{ID: name(i), Kind: kinds[random.IntN(len(kinds))], Code: []string{"", "XA", "XB"}[random.IntN(3)]})
	}
	draw := func() graph.Resolution {
		r := graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA}
		switch random.IntN(6) {
		case 0:
			r.Status = graph.Ended
		case 1:
			r.Confidence, r.Start = graph.ConfidenceC, graph.Date{Year: 2012}
		case 2:
			r.Start = graph.Date{Year: 2020}
		case 3:
			r.Status = graph.Planned
		}
		return r
	}
	for range 2 * n {
		a, b := name(random.IntN(n)), name(random.IntN(n))
		switch random.IntN(5) {
		case 0:
			w.add(graph.PartnerOf, a, b, "cooperation", draw())
		case 1, 2:
			w.add(graph.MemberOf, a, name(random.IntN(2)), []string{"member", "founder"}[random.IntN(2)], draw())
		case 3:
			w.add(graph.ParticipatesIn, a, b, "partner", draw())
		default:
			id := graph.ID(fmt.Sprintf("agreement:invented-%02d", len(w.ties)))
			w.nodes = append(w.nodes, &graph.Node{ID: id, Kind: graph.Agreement})
			w.add(graph.PartyTo, a, id, "party", draw())
			w.add(graph.PartyTo, b, id, "party", draw())
		}
	}
	list := graph.ID("restriction:invented")
	w.nodes = append(w.nodes, &graph.Node{ID: list, Kind: graph.Restriction})
	w.add(graph.ListedUnder, name(random.IntN(n)), list, "", graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA})
	return w
}

// made is the snapshot with the ties recorded.
func made(t testing.TB, s *index.Snapshot, options []option) *index.Snapshot {
	t.Helper()
	var changes []graph.Outline
	for i, o := range options {
		from, to, r := s.ID(o.from), s.ID(o.to), Resolution(today.Date())
		if o.form != Agreement {
			changes = append(changes, graph.Outline{Revision: 2, Tie: tieOf(o.form.Kind(), from, to, o.form.Role(), r)})
			continue
		}
		id := graph.ID(fmt.Sprintf("zz:assumed-%d", i))
		changes = append(changes, graph.Outline{Revision: 2, Node: &graph.Node{ID: id, Kind: graph.Agreement}},
			graph.Outline{Revision: 2, Tie: tieOf(graph.PartyTo, from, id, "party", r)}, graph.Outline{Revision: 2, Tie: tieOf(graph.PartyTo, to, id, "party", r)})
	}
	next, err := s.With(changes)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func strongest(t testing.TB, s *index.Snapshot, q Question) float64 {
	t.Helper()
	found, err := path.New().Find(context.Background(), s, path.Query{From: q.From, To: q.To, K: 1, MaxHops: q.MaxHops, Order: graph.ByStrength, Filter: q.Filter, Today: q.Today})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Routes) == 0 {
		return 0
	}
	return found.Routes[0].Strength
}

// best gives the best scores of all sets of up to so many ties, found by
// recording each set and searching again: for the same entities the best form,
// and no set of which a part does as well.
func best(t testing.TB, s *index.Snapshot, q Question, all []option) []float64 {
	before := strongest(t, s, q)
	byPair := map[string]float64{}
	sets := subsets(all, q.MaxTies)
	results := map[string]float64{}
	for _, set := range sets {
		after, plausibility, pairs := strongest(t, made(t, s, set), q), 1.0, []string{}
		part := before
		for i, o := range set {
			plausibility *= o.plausibility
			pairs = append(pairs, fmt.Sprint(min(o.from, o.to), max(o.from, o.to)))
			part = max(part, results[fmt.Sprint(slices.Delete(slices.Clone(set), i, i+1))])
		}
		results[fmt.Sprint(set)] = after
		slices.Sort(pairs)
		if key, score := fmt.Sprint(pairs), (after-before)*plausibility; after > part*(1+1e-9) {
			byPair[key] = max(byPair[key], score)
		}
	}
	var scores []float64
	for _, score := range byPair {
		scores = append(scores, score)
	}
	slices.SortFunc(scores, func(a, b float64) int { return cmp.Compare(b, a) })
	return scores
}

// subsets lists the sets of up to so many options that tie no two entities twice, the smaller first.
func subsets(all []option, most int) (sets [][]option) {
	last := [][]option{nil}
	for range most {
		var next [][]option
		for _, set := range last {
			for i, o := range all {
				if !repeats(set, o) && (len(set) == 0 || slices.Index(all, set[len(set)-1]) < i) {
					next = append(next, append(slices.Clone(set), o))
				}
			}
		}
		sets, last = append(sets, next...), next
	}
	return sets
}

func testAgainstBruteForce(t *testing.T, worlds uint64, maxTies int) {
	largest := 0
	for seed := range worlds {
		random := rand.New(rand.NewPCG(seed, uint64(maxTies)))
		s := randomWorld(random).build(t)
		from, _ := s.Lookup(name(2))
		to, _ := s.Lookup(name(3))
		q := Question{From: from, To: to, MaxTies: maxTies, Count: 4, MaxHops: 2 + random.IntN(4), Today: today}
		if random.IntN(3) == 0 {
			q.Filter.AvoidRestricted = true
		}
		advice, err := Advise(context.Background(), path.New(), s, q)
		if err != nil || advice.Truncated {
			t.Fatalf("seed %d: %+v, %v", seed, advice, err)
		}
		all := everyOption(t, s, q)
		if maxTies == MostTies && len(all) > 18 {
			continue // too many to try
		}
		want := best(t, s, q, all)
		for i, suggestion := range advice.Suggestions {
			options := make([]option, len(suggestion.Ties))
			for j, tie := range suggestion.Ties {
				options[j] = option{form: tie.Form, from: tie.From, to: tie.To}
			}
			if after := strongest(t, made(t, s, options), q); math.Abs(after-suggestion.Strength) > 1e-6*after {
				t.Fatalf("seed %d: suggestion %d of %d claims the strength %v, a search with the ties made finds %v", seed, i, len(options), suggestion.Strength, after)
			}
			if i >= len(want) || math.Abs(want[i]-suggestion.Score) > 1e-6*want[i] {
				t.Fatalf("seed %d: suggestion %d has the score %v, trying everything gives %v", seed, i, suggestion.Score, want[:min(4, len(want))])
			}
			largest = max(largest, len(options))
		}
		if len(advice.Suggestions) != min(4, len(want)) {
			t.Fatalf("seed %d: got %d suggestions of %d that help", seed, len(advice.Suggestions), len(want))
		}
	}
	if largest != maxTies {
		t.Errorf("no suggestion has %d ties", maxTies)
	}
}

// everyOption lists the candidates: ends that are reached on either side, by brute force.
func everyOption(t testing.TB, s *index.Snapshot, q Question) (list []option) {
	w, err := begin(context.Background(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	w.near, w.far = w.walk(w.From, w.MaxHops, math.Inf(1), nil), w.walk(w.To, w.MaxHops, math.Inf(1), nil)
	sides := [2][]index.Vertex{w.nearest(&w.near, w.From), w.nearest(&w.far, w.To)}
	members := slices.Concat(sides[0], sides[1])
	slices.Sort(members)
	members = slices.Compact(members)
	for i, u := range members {
		for _, v := range members[:i] {
			apart := slices.Contains(sides[0], u) && slices.Contains(sides[1], v) || slices.Contains(sides[0], v) && slices.Contains(sides[1], u)
			if q.MaxTies == 1 && !apart {
				continue
			}
			for _, o := range w.options(u, v) {
				if w.history.judge(&o); o.plausibility > 0 {
					list = append(list, o)
				}
			}
		}
	}
	return list
}

func TestSingleTiesAreTheBestOfAllThatCouldBeMade(t *testing.T) { testAgainstBruteForce(t, 400, 1) }

func TestPairsOfTiesAreTheBestOfAllThatCouldBeMade(t *testing.T) { testAgainstBruteForce(t, 60, 2) }

func TestTriplesOfTiesAreTheBestOfAllThatCouldBeMade(t *testing.T) { testAgainstBruteForce(t, 60, 3) }
