package match_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/match"
)

// village is a graph whose bodies share a few words, so that blocks grow beyond
// their bounds and back, and that changes by chance.
type village struct {
	*rand.Rand
	bodies map[graph.ID]*graph.Entity
	ties   map[[2]graph.ID]graph.RelationshipKind
}

const villagers = 260

func (v *village) name() string {
	var words []string
	for range 1 + v.IntN(3) {
		// the first words are frequent, the last ones rare
		words = append(words, []string{"Institute", "Kavir", "Optics", "Glass", "Lut", "Salt", "Alborz", "Sand", "Zagros", "Amber", "Copper", "Dune"}[min(v.IntN(12), v.IntN(12))])
	}
	if v.IntN(4) == 0 {
		words = append(words, fmt.Sprint("Site ", v.IntN(60)))
	}
	return strings.Join(words, " ")
}

func (v *village) body() *graph.Entity {
	e := body(graph.ID(fmt.Sprint("x:", v.IntN(villagers))), v.name(), []string{"", "IR", "CN", "RU"}[v.IntN(4)], []string{"", "Qom", "Yazd"}[v.IntN(3)])
	if v.IntN(3) == 0 {
		e.Names = append(e.Names, graph.Name{Value: v.name(), Type: graph.Former}, graph.Name{Value: []string{"IKO", "IIS", "IKG"}[v.IntN(3)], Type: graph.Acronym})
	}
	if v.IntN(5) == 0 {
		e.ExternalIDs = []graph.ExternalID{{Scheme: "isni", Value: fmt.Sprint(v.IntN(40))}}
	}
	if v.IntN(8) == 0 {
		e.Statements = match.Record(nil, match.Decision{Other: graph.ID(fmt.Sprint("x:", v.IntN(villagers))), Verdict: match.Verdicts()[v.IntN(3)], Source: match.Reviewers})
	}
	return e
}

// change changes a few records, of which it tells the corpus.
func (v *village) change(c *match.Corpus, times int) {
	for range times {
		e := v.body()
		known := v.bodies[e.ID]
		switch {
		case known != nil && v.IntN(2) == 0:
			moved := *known
			moved.Properties = e.Properties // the names stay, and with them most of whom it is compared with
			v.bodies[e.ID] = &moved
			c.Add(&moved)
		case v.IntN(3) > 0:
			v.bodies[e.ID] = e
			c.Add(e)
		case v.IntN(2) == 0:
			delete(v.bodies, e.ID)
			c.Forget(e.ID)
		case len(v.ties) > 0 && v.IntN(2) == 0:
			for t := range v.ties {
				delete(v.ties, t)
				break
			}
		default:
			v.ties[[2]graph.ID{e.ID, "iso:IR"}] = []graph.RelationshipKind{graph.LocatedIn, graph.ListedUnder, graph.Funds}[v.IntN(3)]
		}
	}
	c.Untie()
	v.tie(c)
}

func (v *village) tie(c *match.Corpus) {
	for t, kind := range v.ties {
		c.Tie(kind, t[0], t[1])
	}
}

// whole gives the pairs of a corpus that is made anew, in any order.
func (v *village) whole(t *testing.T) []match.Match {
	t.Helper()
	c := match.New()
	c.Add(iran())
	for _, e := range v.bodies {
		c.Add(e)
	}
	v.tie(c)
	return inOrder(pairs(t, c, match.Look{}))
}

func iran() *graph.Entity {
	return &graph.Entity{ID: "iso:IR", Kind: graph.Country, ExternalIDs: []graph.ExternalID{{Scheme: "iso3166-1-alpha-2", Value: "IR"}}}
}

func inOrder(list []match.Match) []match.Match {
	slices.SortFunc(list, func(m, n match.Match) int { return cmp.Or(cmp.Compare(m.A, n.A), cmp.Compare(m.B, n.B)) })
	return list
}

// renew brings a list of pairs to what the corpus holds now.
func renew(t *testing.T, c *match.Corpus, list []match.Match) (renewed []match.Match, anew int) {
	t.Helper()
	changed := c.Renewed()
	renewed = slices.DeleteFunc(list, func(m match.Match) bool { return changed(m.A) || changed(m.B) || !c.Has(m.A) || !c.Has(m.B) })
	kept := len(renewed)
	renewed = append(renewed, pairs(t, c, match.Look{Wanted: changed})...)
	return inOrder(renewed), len(renewed) - kept
}

func TestPairsThatAreRenewedAreThoseOfTheWhole(t *testing.T) {
	const rounds = 40
	for seed := range uint64(4) {
		v := &village{rand.New(rand.NewPCG(seed, 7)), map[graph.ID]*graph.Entity{}, map[[2]graph.ID]graph.RelationshipKind{}}
		c := match.New()
		c.Add(iran())
		v.change(c, villagers)
		list, _ := renew(t, c, nil)
		for round := range rounds {
			v.change(c, 1+v.IntN(3))
			list, _ = renew(t, c, list)
			if diff := gocmp.Diff(v.whole(t), list); diff != "" {
				t.Fatalf("seed %d, round %d (-whole +renewed):\n%.2000s", seed, round, diff)
			}
		}
		if len(list) < villagers/8 {
			t.Errorf("seed %d: %d pairs show little", seed, len(list))
		}
	}
}

// The import of a large register looks for its bodies among few others, that of a small
// one among many: both find what lies across.
func TestPairsAcrossAreTheSameFromEitherSide(t *testing.T) {
	v := &village{rand.New(rand.NewPCG(9, 9)), map[graph.ID]*graph.Entity{}, map[[2]graph.ID]graph.RelationshipKind{}}
	c := match.New()
	v.change(c, villagers)
	few := func(id graph.ID) bool { return strings.HasSuffix(string(id), "7") }
	many := func(id graph.ID) bool { return !few(id) }
	want := slices.DeleteFunc(inOrder(pairs(t, c, match.Look{})), func(m match.Match) bool { return few(m.A) == few(m.B) })
	for name, wanted := range map[string]func(graph.ID) bool{"few": few, "many": many} {
		if diff := gocmp.Diff(want, inOrder(pairs(t, c, match.Look{Wanted: wanted, Across: true}))); diff != "" {
			t.Errorf("%s (-want +got):\n%.1000s", name, diff)
		}
	}
	if len(want) < 10 {
		t.Errorf("%d pairs show little", len(want))
	}
}

// A frequent word, a body more or less, changes no weight, so few pairs are compared again.
func TestFewPairsAreComparedAgain(t *testing.T) {
	const many = 3_000
	c := match.New()
	named := func(i int) string { return fmt.Sprint("Invented Institute of Site ", i/2) }
	for i := range many {
		c.Add(body(graph.ID(fmt.Sprint("x:", i)), named(i), "IR", ""))
	}
	list, all := renew(t, c, nil)
	before := c.Compared()
	c.Forget("x:1001")
	c.Add(body("x:1000", named(1000), "IR", "Qom"))
	list, _ = renew(t, c, list)
	if again := c.Compared() - before; all < many/2 || len(list) != all-1 || again > before/20 {
		t.Errorf("%d pairs became %d, and of %d comparisons %d were made again, want one pair less and few", all, len(list), before, again)
	}
}

// With so many bodies more, chance is another one and every score changes.
func TestWhenTheCorpusHasGrownAllIsRenewed(t *testing.T) {
	const some, more = 4_100, 200
	c := match.New()
	add := func(from, to int) {
		for i := range to - from {
			c.Add(body(graph.ID(fmt.Sprint("x:", from+i)), fmt.Sprint("Invented Site ", from+i), "IR", ""))
		}
	}
	add(0, some)
	c.Renewed()
	add(some, some+1)
	if changed := c.Renewed(); changed("x:7") || !changed(graph.ID(fmt.Sprint("x:", some))) {
		t.Error("one body more: want it renewed and no other")
	}
	add(some+1, some+more)
	if changed := c.Renewed(); !changed("x:7") {
		t.Error("many bodies more: want all renewed")
	}
}
