package neo4j_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/internal/neo4j"
	backend "entente/store/neo4j"
)

// The benchmarks run on invented bodies with three names each and on ties between them.
const batchSize = 10_000

// peak are servers that use all of their compilers.
var peak = neo4j.Pool{Options: neo4j.Options{Peak: true, Heap: "1g", PageCache: "512m"}}

// size gives how many entities and relationships there are: 20,000 and 100,000
// unless the environment asks for more.
func size() (entities, ties int) {
	entities, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH_ENTITIES"))
	if err != nil {
		entities = 20_000
	}
	if ties, err = strconv.Atoi(os.Getenv("ENTENTE_BENCH_RELATIONSHIPS")); err != nil {
		ties = 5 * entities
	}
	return entities, ties
}

var (
	nouns  = []string{"University", "Institute", "Academy", "Laboratory", "Hospital", "Centre", "Agency", "College"}
	fields = []string{"Physics", "Chemistry", "Medicine", "Energy", "Geology", "Astronomy", "Botany", "Robotics", "Optics", "Water", "Materials", "Genetics"}
	native = []string{"دانشگاه علوم", "پژوهشگاه مواد", "Институт физики", "中国科学技术大学", "Universität für Technik", "Académie des sciences"}
)

// town invents a name, about one in five bodies its own.
func town(n int) string {
	syllables := []string{"ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "za"}
	word := ""
	for n = n/5 + 100; n > 0; n /= 10 {
		word += syllables[n%10]
	}
	return word
}

func body(i int) *graph.Entity {
	return &graph.Entity{
		ID: graph.ID(fmt.Sprintf("org:%08x", i*2654435761&0xffffffff)), Kind: graph.Organization,
		Names: []graph.Name{
			{Value: fmt.Sprintf("Invented %s of %s in %s", nouns[i%len(nouns)], fields[i%len(fields)], town(i)), Language: "en", Type: graph.Label},
			{Value: native[i%len(native)] + " " + town(i), Language: "fa", Type: graph.Label, Source: "src:invented"},
			{Value: fmt.Sprintf("I%s%d", fields[i%len(fields)][:2], i), Type: graph.Acronym},
		},
		ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: fmt.Sprintf("0%08d", i)}, {Scheme: "isni", Value: fmt.Sprintf("%016d", i)}},
		Properties: map[string]graph.Value{
			"type": graph.Text("UNIVERSITY"), "country": graph.Text("IR"), "city": graph.Text(town(i)),
			"latitude": graph.Float(float64(i) / 1000), "longitude": graph.Float(float64(i) / 777), "website": graph.Text("https://invented.example/" + town(i)),
		},
	}
}

func unit(i, bodies int) *graph.Relationship {
	from, to := body(i%bodies).ID, body((i*7919+i/bodies+1)%bodies).ID
	return &graph.Relationship{
		ID: graph.RelationshipID(graph.PartOf, from, to, "unit"), Kind: graph.PartOf, From: from, To: to, Role: "unit",
		Claims: []graph.Claim{{Source: "src:invented", Locator: "row 7", Confidence: graph.ConfidenceB, Status: graph.Active, Start: graph.Date{Year: 2018, Month: 11}}},
	}
}

// spent is what something took: on the clock, and of the processors on each side.
type spent struct{ wall, own, server time.Duration }

// spend adds what a step took.
func (c *spent) spend(b *testing.B, s *neo4j.Server, step func()) {
	start, own, server := time.Now(), ownTime(), processorTime(b, s)
	step()
	c.wall, c.own, c.server = c.wall+time.Since(start), c.own+ownTime()-own, c.server+processorTime(b, s)-server
}

// report tells the rate and what each of so many records took.
func (c *spent) report(b *testing.B, count int, what string) {
	each := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 / float64(count) }
	b.ReportMetric(float64(count)/c.wall.Seconds(), what+"/s")
	b.ReportMetric(each(c.own), "client-µs/"+what)
	b.ReportMetric(each(c.server), "server-µs/"+what)
}

// fill loads everything in batches. What the second half of them takes is told:
// before, the server compiles.
func fill(b *testing.B, s *neo4j.Server, store graph.Store) (entities, relationships spent) {
	b.Helper()
	bodies, ties := size()
	must(b, store, graph.Batch{Sources: []*graph.Source{{ID: "src:invented", Title: "Invented register", Kind: "dataset"}}})
	for from := 0; from < bodies; from += batchSize {
		var batch graph.Batch
		for i := from; i < min(from+batchSize, bodies); i++ {
			batch.Entities = append(batch.Entities, body(i))
		}
		count(b, s, from < bodies/2, &entities, func() { must(b, store, batch) })
	}
	for from := 0; from < ties; from += batchSize {
		var batch graph.Batch
		for i := from; i < min(from+batchSize, ties); i++ {
			if r := unit(i, bodies); r.From != r.To {
				batch.Relationships = append(batch.Relationships, r)
			}
		}
		count(b, s, from < ties/2, &relationships, func() { must(b, store, batch) })
	}
	return entities, relationships
}

func count(b *testing.B, s *neo4j.Server, warming bool, c *spent, step func()) {
	if warming {
		step()
		return
	}
	c.spend(b, s, step)
}

func must(t testing.TB, store graph.Store, batch graph.Batch) graph.Commit {
	t.Helper()
	commit, err := store.Apply(context.Background(), batch)
	if err != nil {
		t.Fatalf("Apply: %v", err)
	}
	return commit
}

// processorTime is what the server has used so far.
func processorTime(b *testing.B, s *neo4j.Server) time.Duration {
	const tick = 10 * time.Millisecond
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.Process()))
	if err != nil {
		b.Skipf("the server's processor time cannot be read here: %v", err)
	}
	fields := strings.Fields(string(content[strings.LastIndex(string(content), ")")+2:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * tick
}

func BenchmarkServer(b *testing.B) {
	for _, version := range neo4j.Versions() {
		b.Run(version, func(b *testing.B) {
			s := peak.Server(b, version)
			store := open(b, s, options(s))
			bodies, ties := size()
			entities, relationships := fill(b, s, store)
			b.Run("load entities", func(b *testing.B) { told(b, entities, bodies/2, "entity") })
			b.Run("load relationships", func(b *testing.B) { told(b, relationships, ties/2, "relationship") })
			b.Run("outline", func(b *testing.B) { outline(b, s, store, ties) })
			finds(b, store)
			lookups(b, store)
		})
	}
}

// told reports what was measured before the benchmark.
func told(b *testing.B, c spent, count int, what string) {
	for b.Loop() {
	}
	c.report(b, count, what)
}

func outline(b *testing.B, s *neo4j.Server, store *backend.Store, ties int) {
	var took spent
	rounds := 0
	for b.Loop() {
		rounds++
		took.spend(b, s, func() {
			for _, err := range store.Outline(b.Context(), 0) {
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	took.report(b, rounds*ties, "relationship")
}

func finds(b *testing.B, store *backend.Store) {
	rows := []struct {
		name  string
		query graph.Query
	}{
		{"two words", graph.Query{Text: "physics " + town(7777), First: 20}},
		{"a beginning", graph.Query{Text: "invented academy of ro", First: 20}},
		{"a slip", graph.Query{Text: "acadmey physics " + town(5005), First: 20}},
		{"Persian", graph.Query{Text: "پژوهشگاه مواد " + town(601), First: 20}},
		{"a word of one in eight", graph.Query{Text: "university", First: 20}},
		{"all by name", graph.Query{First: 20}},
		{"a rare kind by name", graph.Query{First: 20, Kinds: []graph.EntityKind{graph.Academy}}},
		{"all by id", graph.Query{First: 20, Listing: graph.ByID}},
	}
	for _, row := range rows {
		b.Run(row.name, func(b *testing.B) {
			percentiles(b, func() error { _, err := store.Find(b.Context(), row.query); return err })
		})
	}
}

func lookups(b *testing.B, store *backend.Store) {
	bodies, _ := size()
	var ids, ties []graph.ID
	for i := range 200 {
		ids, ties = append(ids, body(i*31%bodies).ID), append(ties, unit(i*31, bodies).ID)
	}
	b.Run("one entity", func(b *testing.B) {
		percentiles(b, func() error { _, err := store.Entities(b.Context(), ids[:1]); return err })
	})
	b.Run("200 entities", func(b *testing.B) {
		percentiles(b, func() error { _, err := store.Entities(b.Context(), ids); return err })
	})
	b.Run("200 relationships", func(b *testing.B) {
		percentiles(b, func() error { _, err := store.Relationships(b.Context(), ties); return err })
	})
	b.Run("head", func(b *testing.B) {
		percentiles(b, func() error { _, err := store.Head(b.Context()); return err })
	})
	b.Run("watch", func(b *testing.B) {
		percentiles(b, func() error { _, _, err := store.Watch(b.Context()); return err })
	})
}

func percentiles(b *testing.B, do func() error) {
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		if err := do(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds()), "p95-µs")
}
