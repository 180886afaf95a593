package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"entente/graph"
	"entente/store/sqlite"
)

// The benchmarks run on invented bodies, as many as research registers have:
// 51,370 entities with three names each, 80,000 relationships.
const (
	manyEntities      = 51_370
	manyRelationships = 80_000
	batchSize         = 10_000
)

var (
	nouns  = []string{"University", "Institute", "Academy", "Laboratory", "Hospital", "Centre", "Agency", "College"}
	fields = []string{"Physics", "Chemistry", "Medicine", "Energy", "Geology", "Astronomy", "Botany", "Robotics", "Optics", "Water", "Materials", "Genetics"}
	native = []string{"دانشگاه علوم", "پژوهشگاه مواد", "Институт физики", "中国科学技术大学", "Universität für Technik", "Académie des sciences"}
)

// place invents the name of a town, about one in five bodies its own.
func place(n int) string {
	syllables := []string{"ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "za"}
	word := ""
	for n = n/5 + 100; n > 0; n /= 10 {
		word += syllables[n%10]
	}
	return word
}

func manyBodies() []*graph.Entity {
	entities := make([]*graph.Entity, manyEntities)
	for i := range entities {
		label := fmt.Sprintf("Invented %s of %s in %s", nouns[i%len(nouns)], fields[i%len(fields)], place(i))
		entities[i] = &graph.Entity{
			ID: graph.ID(fmt.Sprintf("org:%08x", i*2654435761&0xffffffff)), Kind: graph.Organization,
			Names: []graph.Name{
				{Value: label, Language: "en", Type: graph.Label},
				{Value: native[i%len(native)] + " " + place(i), Language: "fa", Type: graph.Label, Source: "src:invented"},
				{Value: fmt.Sprintf("I%s%d", fields[i%len(fields)][:2], i), Type: graph.Acronym},
			},
			ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: fmt.Sprintf("0%08d", i)}, {Scheme: "isni", Value: fmt.Sprintf("%016d", i)}},
			Properties: map[string]graph.Value{
				"type": graph.Text("UNIVERSITY"), "country": graph.Text("IR"), "city": graph.Text(place(i)),
				"latitude": graph.Float(float64(i) / 1000), "longitude": graph.Float(float64(i) / 777), "website": graph.Text("https://invented.example/" + place(i)),
			},
		}
	}
	return entities
}

func manyTies(entities []*graph.Entity) []*graph.Relationship {
	ties := make([]*graph.Relationship, 0, manyRelationships)
	for i := range manyRelationships {
		from, to := entities[i%len(entities)].ID, entities[(i*7919+i/len(entities)+1)%len(entities)].ID
		if from == to {
			continue
		}
		ties = append(ties, &graph.Relationship{
			ID: graph.RelationshipID(graph.PartOf, from, to, "unit"), Kind: graph.PartOf, From: from, To: to, Role: "unit",
			Claims: []graph.Claim{{Source: "src:invented", Locator: "row 7", Confidence: graph.ConfidenceB, Status: graph.Active, Start: graph.Date{Year: 2018, Month: 11}}},
		})
	}
	return ties
}

// fill loads everything in batches and tells how long each half took.
func fill(b *testing.B, store graph.Store) (entities, relationships time.Duration) {
	b.Helper()
	ctx := context.Background()
	bodies := manyBodies()
	ties := manyTies(bodies)
	must(b, store, graph.Batch{Sources: []*graph.Source{{ID: "src:invented", Title: "Invented register", Kind: "dataset"}}})
	start := time.Now()
	for part := range slices.Chunk(bodies, batchSize) {
		if _, err := store.Apply(ctx, graph.Batch{Entities: part}); err != nil {
			b.Fatal(err)
		}
	}
	entities = time.Since(start)
	start = time.Now()
	for part := range slices.Chunk(ties, batchSize) {
		if _, err := store.Apply(ctx, graph.Batch{Relationships: part}); err != nil {
			b.Fatal(err)
		}
	}
	return entities, time.Since(start)
}

func must(tb testing.TB, store graph.Store, batch graph.Batch) graph.Commit {
	tb.Helper()
	commit, err := store.Apply(context.Background(), batch)
	if err != nil {
		tb.Fatalf("Apply: %v", err)
	}
	return commit
}

func openFile(tb testing.TB, path string) *sqlite.Store {
	tb.Helper()
	store, err := sqlite.Open(context.Background(), path, sqlite.Options{})
	if err != nil {
		tb.Fatalf("Open: %v", err)
	}
	tb.Cleanup(func() { store.Close() })
	return store
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		store := openFile(b, filepath.Join(b.TempDir(), "many.db"))
		entities, relationships := fill(b, store)
		b.ReportMetric(manyEntities/entities.Seconds(), "entities/s")
		b.ReportMetric(manyRelationships/relationships.Seconds(), "relationships/s")
	}
}

func BenchmarkOutline(b *testing.B) {
	path := filepath.Join(b.TempDir(), "many.db")
	store := openFile(b, path)
	fill(b, store)
	store.Close()
	for b.Loop() {
		store := openFile(b, path)
		for _, err := range store.Outline(context.Background(), 0) {
			if err != nil {
				b.Fatal(err)
			}
		}
		store.Close()
	}
}

func BenchmarkFind(b *testing.B) {
	store := openFile(b, filepath.Join(b.TempDir(), "many.db"))
	fill(b, store)
	ctx := context.Background()
	rows := []struct {
		name  string
		query graph.Query
	}{
		{"two words", graph.Query{Text: "physics " + place(7777), First: 20}},
		{"a beginning", graph.Query{Text: "invented academy of ro", First: 20}},
		{"a slip", graph.Query{Text: "acadmey physics " + place(5005), First: 20}},
		{"Persian", graph.Query{Text: "پژوهشگاه مواد " + place(601), First: 20}},
		{"a word of one in eight", graph.Query{Text: "university", First: 20}},
		{"all by name", graph.Query{First: 20}},
		{"a rare kind by name", graph.Query{First: 20, Kinds: []graph.EntityKind{graph.Academy}}},
	}
	for _, row := range rows {
		b.Run(row.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				if _, err := store.Find(ctx, row.query); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds()), "p95-µs")
		})
	}
}
