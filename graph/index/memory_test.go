package index_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/index"
)

// network draws invented organizations with heavy-tailed relationships, in the
// order of an outline; the same at each call. Ties and ids lie side by side in
// memory, as a store that streams them has them at hand.
func network(nodes, ties int) []graph.Outline {
	r := rand.New(rand.NewPCG(1, 1))
	list := make([]graph.Outline, 0, nodes+ties)
	ids := make([]graph.ID, nodes)
	for i := range ids {
		ids[i] = graph.ID(fmt.Sprintf("ror:0%08d", i))
		list = append(list, graph.Outline{Revision: 1, Node: &graph.Node{ID: ids[i], Kind: graph.Organization}})
	}
	kinds := []graph.RelationshipKind{graph.Funds, graph.MemberOf, graph.PartnerOf, graph.PartyTo}
	each := ties / len(kinds) / nodes
	more := ties/len(kinds) - each*nodes
	made, text := make([]graph.Tie, 0, ties), &strings.Builder{}
	for _, kind := range kinds {
		for from := range nodes {
			count := each
			if from < more {
				count++
			}
			for _, to := range targets(r, nodes, from, count) {
				tie := graph.Tie{Kind: kind, From: ids[from], To: ids[to], Resolution: resolution(r)}
				text.WriteString(string(graph.RelationshipID(kind, tie.From, tie.To, "")))
				made = append(made, tie)
			}
		}
	}
	all, at := text.String(), 0
	for i := range made {
		end := at + len("rel:///") + len(made[i].Kind.String()) + len(made[i].From) + len(made[i].To) - 1
		made[i].ID, at = graph.ID(all[at:end]), end
		list = append(list, graph.Outline{Revision: 1, Tie: &made[i]})
	}
	return list
}

// targets draws different ends, the early ones far more often.
func targets(r *rand.Rand, nodes, from, count int) []int {
	var list []int
	for len(list) < count {
		to := int(float64(nodes) * math.Pow(r.Float64(), 3))
		if to != from && !slices.Contains(list, to) {
			list = append(list, to)
		}
	}
	slices.Sort(list)
	return list
}

func resolution(r *rand.Rand) graph.Resolution {
	return graph.Resolution{
		Status: graph.DefaultStatuses()[r.IntN(5)], Confidence: graph.Confidence(1 + r.IntN(3)),
		Start: graph.Date{Year: int16(1950 + r.IntN(75)), Month: uint8(1 + r.IntN(12))},
	}
}

func buildOf(t testing.TB, outline []graph.Outline) *index.Snapshot {
	t.Helper()
	s, err := index.Build(context.Background(), stream(outline), today)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// inUse is the memory that is reachable, and all that was ever allocated.
func inUse() (live, ever uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc, m.TotalAlloc
}

func TestMemory(t *testing.T) {
	const entities, ties, most = 30_000, 300_000, 44
	outline := network(entities, ties)
	live, ever := inUse()
	s := buildOf(t, outline)
	after, everAfter := inUse()
	size := float64(after) - float64(live)
	t.Logf("%.1f bytes a relationship on the heap, %.1f by Bytes; %.2f times that allocated to build it",
		size/ties, float64(s.Bytes())/ties, float64(everAfter-ever)/size)
	t.Run("a relationship takes no more than 44 bytes, ids and tables included", func(t *testing.T) {
		if size/ties > most {
			t.Errorf("%.1f bytes on the heap", size/ties)
		}
	})
	t.Run("Bytes tells the truth to a twentieth", func(t *testing.T) {
		if off := math.Abs(float64(s.Bytes())-size) / size; off > 0.05 {
			t.Errorf("Bytes() = %d, the heap grew by %.0f", s.Bytes(), size)
		}
	})
	t.Run("all that is allocated on the way is at most two and a half times the index", func(t *testing.T) {
		if float64(everAfter-ever) > 2.5*size {
			t.Errorf("%d bytes were allocated for an index of %.0f", everAfter-ever, size)
		}
	})
	runtime.KeepAlive(outline)
}

func BenchmarkBuild(b *testing.B) {
	for _, size := range []struct{ nodes, ties int }{{51_000, 80_000}, {100_000, 1_000_000}} {
		outline := network(size.nodes, size.ties)
		b.Run(fmt.Sprintf("%d entities and %d relationships", size.nodes, size.ties), func(b *testing.B) {
			for b.Loop() {
				b.ReportMetric(float64(buildOf(b, outline).Bytes())/float64(size.ties), "B/relationship")
			}
		})
	}
}
