package advice

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// asked are questions about a snapshot, of several years and budgets.
func asked(random *rand.Rand, s *index.Snapshot) (list []Question) {
	for range 12 {
		q := Question{From: index.Vertex(random.IntN(s.Len())), To: index.Vertex(random.IntN(s.Len())), MaxTies: 1 + random.IntN(2),
			Count: 1 + random.IntN(5), MaxHops: 2 + random.IntN(4), Today: today}
		switch random.IntN(4) {
		case 0:
			q.Filter.At = graph.Date{Year: 2015}
		case 1:
			q.Budget = 1 + random.IntN(2000)
		}
		list = append(list, q)
	}
	return list
}

func TestAnAdvisorAnswersAsIfItWereAskedForTheFirstTime(t *testing.T) {
	var advisor Advisor
	searcher := path.New()
	var snapshots []*index.Snapshot
	for seed := range uint64(60) {
		random := rand.New(rand.NewPCG(seed, 31))
		snapshots = append(snapshots, randomWorld(random).build(t))
		for i, q := range asked(random, snapshots[seed]) {
			if i == 6 && len(advisor.kept) > 0 {
				// What holds too much begins anew.
				advisor.kept[0].size = mostRemembered + 1
			}
			want, err := Advise(context.Background(), searcher, snapshots[seed], q)
			got, again := advisor.Advise(context.Background(), searcher, snapshots[seed], q)
			if err != nil || again != nil {
				t.Fatalf("seed %d: %v, %v", seed, err, again)
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, question %+v (-new +remembered):\n%s", seed, q, diff)
			}
		}
		if len(advisor.kept) > mostMemories {
			t.Fatalf("%d memories are kept, want at most %d", len(advisor.kept), mostMemories)
		}
	}
}

func TestAnAdvisorIsShared(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 32))
	s := randomWorld(random).build(t)
	questions := asked(random, s)
	var advisor Advisor
	searcher := path.New()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, q := range questions {
				want, _ := Advise(context.Background(), searcher, s, q)
				got, err := advisor.Advise(context.Background(), searcher, s, q)
				if diff := gocmp.Diff(want, got); err != nil || diff != "" {
					t.Errorf("question %+v, %v (-alone +shared):\n%s", q, err, diff)
				}
			}
		})
	}
	group.Wait()
}

func TestWhatWasLookedUpStaysWithinItsBound(t *testing.T) {
	for seed := range uint64(40) {
		s := randomWorld(rand.New(rand.NewPCG(seed, 33))).build(t)
		w, err := begin(context.Background(), s, Question{From: 0, To: 1, MaxTies: 1, Count: 1, MaxHops: 2, Today: today})
		if err != nil {
			t.Fatal(err)
		}
		for from := range index.Vertex(s.Len()) {
			for to := range index.Vertex(s.Len()) {
				for _, form := range Forms() {
					w.history.judge(&option{form: form, from: from, to: to})
				}
			}
		}
		if most := mostScanned(s); w.history.scanned > most || w.history.scanned < most/4 {
			t.Errorf("seed %d: %d entries were scanned to look up everything, the bound is %d", seed, w.history.scanned, most)
		}
	}
}

func TestACancelledSurveyIsNotRemembered(t *testing.T) {
	s := randomWorld(rand.New(rand.NewPCG(1, 34))).build(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	w, err := begin(ctx, s, Question{From: 0, To: 1, MaxTies: 1, Count: 1, MaxHops: 2, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	w.history.survey()
	if w.history.general != nil || graph.CodeOf(w.err) != graph.Canceled {
		t.Errorf("got %+v, %v, want nothing and CANCELED", w.history.general, w.err)
	}
}
