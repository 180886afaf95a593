package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/graph/names"
	"entente/graph/token"
	"entente/seed"
	"entente/store"
)

// What a search over so many entities with all their names may take.
const (
	namedEntities      = 60_000
	mostTypeAheadMs    = 10
	mostNamesMegabytes = 40
	mostNamesSeconds   = 1.5
)

// frequent are texts that many names answer, and some that need more than the words.
var frequent = []string{"university", "uni", "un", "institute of", "research", "co", "national research", "universty", "instutite",
	"daneshgah tehran", "\u0434\u0430\u043d\u0435\u0448", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647", "\u4e2d\u56fd\u79d1\u5b66\u9662",
	"zhongguo kexueyuan", "universidad de pekin", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647 \u0647\u0627\u0631\u0648\u0627\u0631\u062f"}

// named is the ROR dump in a store on disk, with invented bodies up to the number.
type named struct {
	kept  graph.Store
	graph *engine.Graph
	// list has names as they are typed, drawn from those that are recorded.
	list []string
	// records are the names of every entity.
	records map[graph.ID][]graph.Name
}

// names measures the search: building the index of names, its memory, and how
// long a list takes that somebody sees while typing, from the text to the records.
func (b *benchmark) names(ctx context.Context) error {
	_, dump, err := b.dump(ctx)
	if err != nil || dump == "" {
		return err
	}
	folder, err := os.MkdirTemp("", "entente-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	n, err := loadNamed(ctx, dump, filepath.Join(folder, "names.db"), namedEntities)
	if err != nil {
		return err
	}
	return errors.Join(b.namesOf(ctx, n), n.graph.Close())
}

// loadNamed loads the dump into a file, and fills it up to a number of entities.
func loadNamed(ctx context.Context, dump, file string, entities int) (*named, error) {
	kept, err := store.Open(ctx, "sqlite:"+file, store.Options{})
	if err != nil {
		return nil, err
	}
	g, err := engine.Open(ctx, kept, engine.Options{})
	if err != nil {
		return nil, errors.Join(err, kept.Close())
	}
	n := &named{kept: kept, graph: g}
	if _, err := seed.Load(ctx, g, "ror", seed.Input{Name: filepath.Base(dump), Open: func() (io.ReadCloser, error) { return os.Open(dump) }}, seed.Options{}); err != nil {
		return nil, errors.Join(err, g.Close())
	}
	return n, n.fill(ctx, entities)
}

// fill adds bodies that say of themselves that they are invented.
func (n *named) fill(ctx context.Context, entities int) error {
	head, err := n.kept.Head(ctx)
	if err != nil {
		return err
	}
	words := []string{"University", "Institute", "Academy", "Research Centre", "Laboratory", "National Agency"}
	var batch graph.Batch
	for i := head.Entities; i < entities; i++ {
		name := fmt.Sprintf("Invented %s of Place %d", words[i%len(words)], i)
		batch.Entities = append(batch.Entities, &graph.Entity{ID: graph.ID(fmt.Sprintf("org:invented-%d", i)), Kind: graph.Organization,
			Names: []graph.Name{{Value: name, Language: "en", Type: graph.Label}, {Value: "Invented alias " + name, Language: "en", Type: graph.Alias}}})
	}
	_, err = n.graph.Apply(ctx, batch)
	return err
}

func (b *benchmark) namesOf(ctx context.Context, n *named) error {
	index, err := b.indexNames(ctx, n)
	if err != nil {
		return err
	}
	all := 0
	for _, list := range n.records {
		all += len(list)
	}
	t := newTable(fmt.Sprintf("search over %s entities with %s names, from the text to the records", group(fmt.Sprint(len(n.records))), group(fmt.Sprint(all))), "what", "value", "wanted", "met")
	defer b.show(t)
	t.judged("read the names and index them: CPU", quantity{index.cpu, seconds}, atMost(mostNamesSeconds, seconds))
	t.judged("memory of the index", memoryOf(index.Bytes()), atMost(mostNamesMegabytes, megabytes))
	if err := n.agree(ctx, index.Index); err != nil {
		return err
	}
	typed := n.typed(b.seed, b.pairs)
	s, err := b.asked(ctx, n, typed)
	if err != nil {
		return err
	}
	times := slices.Sorted(slices.Values(s.times))
	t.judged("as it is typed, median", quantity{percentile(times, 50) / 1000, milliseconds}, target{})
	t.judged("as it is typed, 95 of 100", quantity{percentile(times, 95) / 1000, milliseconds}, atMost(mostTypeAheadMs, milliseconds))
	for _, text := range frequent {
		s, err := b.asked(ctx, n, []string{text})
		if err != nil {
			return err
		}
		t.judged(fmt.Sprintf("%s (%s found), median", text, group(fmt.Sprint(s.answers[0]))), quantity{summarize(s.times).p50 / 1000, milliseconds}, atMost(mostTypeAheadMs, milliseconds))
	}
	return nil
}

// indexed is an index of names and what it took, in seconds.
type indexed struct {
	*names.Index
	cpu float64
}

// indexNames reads the names as an engine does, and once more to keep them.
func (b *benchmark) indexNames(ctx context.Context, n *named) (made indexed, err error) {
	builder := names.NewBuilder()
	took, err := b.watch.once(func() error {
		if err := n.read(ctx, func(e *graph.Entity) { builder.Add(e.ID, e.Names) }); err != nil {
			return err
		}
		made.Index, err = builder.Build()
		return err
	})
	if err != nil {
		return made, err
	}
	made.cpu, n.records = took.Seconds(), map[graph.ID][]graph.Name{}
	return made, n.read(ctx, func(e *graph.Entity) {
		n.records[e.ID] = e.Names
		n.list = append(n.list, e.Names[0].Value)
	})
}

func (n *named) read(ctx context.Context, take func(*graph.Entity)) error {
	for change, err := range n.kept.Changes(ctx, 0) {
		if err != nil || change.Relationship != nil {
			return err
		}
		if change.Entity != nil {
			take(change.Entity)
		}
	}
	return nil
}

// typed draws names and gives what somebody has typed of each at some moment, two characters at least.
func (n *named) typed(seed uint64, count int) (texts []string) {
	const least = 2
	draw := rand.New(rand.NewPCG(seed, seed))
	for len(texts) < count {
		name := []rune(n.list[draw.IntN(len(n.list))])
		if len(name) <= least {
			continue
		}
		texts = append(texts, string(name[:least+draw.IntN(len(name)-least)]))
	}
	return texts
}

func (b *benchmark) asked(ctx context.Context, n *named, texts []string) (sample, error) {
	return b.watch.ask(ctx, limit{questions: b.questions, time: b.time}, len(texts), func(i int) (float64, error) {
		page, err := n.graph.Search(ctx, engine.SearchQuery{Text: texts[i], Page: engine.PageQuery{First: 10}})
		return float64(page.Total), err
	})
}

// agree holds the index against the plain rule: every name one by one.
func (n *named) agree(ctx context.Context, index *names.Index) error {
	for _, text := range []string{"university", "tehran", "institute of tech"} {
		page, err := index.Find(ctx, names.Query{Text: text, First: len(n.records), Judge: func(names.Number) (uint32, bool) { return 0, true }})
		if err != nil {
			return err
		}
		found := map[graph.ID]float64{}
		for _, hit := range page.Hits {
			found[hit.ID] = hit.Score
		}
		if err := n.compare(text, found); err != nil {
			return err
		}
	}
	return nil
}

func (n *named) compare(text string, found map[graph.ID]float64) error {
	matcher, asked := token.NewMatcher(text), token.Query(text)
	for id, list := range n.records {
		for _, name := range list {
			if holds(asked, token.Of(name.Value)) && found[id] < matcher.Score(name.Value) {
				return fmt.Errorf("%q: %s has the score %v, its name %q has %v", text, id, found[id], name.Value, matcher.Score(name.Value))
			}
		}
	}
	return nil
}

// holds tells whether a name has each token, the last one as a beginning.
func holds(asked, held []string) bool {
	for i, a := range asked {
		if !slices.ContainsFunc(held, func(t string) bool { return t == a || i == len(asked)-1 && strings.HasPrefix(t, a) }) {
			return false
		}
	}
	return true
}
