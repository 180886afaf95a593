package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/token"
)

// crowd is enough invented entities for several pages, with equal names among them.
func crowd() []*graph.Entity {
	kinds := []graph.EntityKind{graph.Organization, graph.Firm, graph.Academy}
	towns := []string{"Alba", "alba", "Ålba", "Borna", "Cresta"}
	var list []*graph.Entity
	for i := range 40 {
		label := fmt.Sprintf("Invented %s of %s", []string{"Institute", "Institution", "Forum"}[i%3], towns[i%len(towns)])
		e := entity(graph.ID(fmt.Sprintf("org:%02d", (i*7)%40)), kinds[i%len(kinds)], label, fmt.Sprintf("II%d %s", i%4, towns[i%len(towns)]))
		if i%10 == 0 {
			e.Names[0].Language = "fr"
		}
		// Of names that match equally well the first in the record is the matched one.
		if i%8 == 0 {
			e.Names = append(e.Names, graph.Name{Value: label, Type: graph.Former})
		}
		list = append(list, e)
	}
	return list
}

// ranked gives the answer to a query, in order, by looking at every entity. It
// knows nothing of slips: the queries of the crowd have none.
func ranked(all []*graph.Entity, query graph.Query) []graph.Hit {
	var hits []graph.Hit
	for _, e := range all {
		hit := graph.Hit{Entity: e, Place: graph.Place{Key: token.SortKey(e.Name("en").Value), ID: e.ID}}
		if query.Text != "" {
			hit.Matched, hit.Score = best(e, query.Text)
		}
		admitted := (len(query.Kinds) == 0 || slices.Contains(query.Kinds, e.Kind)) && (query.Among == nil || slices.Contains(query.Among, e.ID))
		if admitted && (query.Text == "" || hit.Score > 0) {
			hits = append(hits, hit)
		}
	}
	slices.SortFunc(hits, func(a, b graph.Hit) int {
		byKey := cmp.Compare(a.Place.Key, b.Place.Key)
		if query.Text != "" {
			byKey = cmp.Compare(b.Score, a.Score)
		} else if query.Listing == graph.ByID {
			byKey = 0
		}
		return cmp.Or(byKey, cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
	return hits
}

func best(e *graph.Entity, text string) (name graph.Name, score float64) {
	for _, n := range e.Names {
		if s := token.Score(text, n.Value); s > score {
			name, score = n, s
		}
	}
	return name, score
}

func pagesAreComplete(s suite) {
	all := crowd()
	s.apply(graph.Batch{Entities: all})
	some := []graph.ID{"org:03", "org:04", "org:31", "org:30", "org:39", "org:none"}
	queries := map[string]graph.Query{
		"by name":                {},
		"by id":                  {Listing: graph.ByID},
		"by name, two kinds":     {Kinds: []graph.EntityKind{graph.Firm, graph.Academy}},
		"by id, one kind":        {Listing: graph.ByID, Kinds: []graph.EntityKind{graph.Firm}},
		"by name, some":          {Among: some},
		"by id, some of a kind":  {Listing: graph.ByID, Among: some, Kinds: []graph.EntityKind{graph.Organization}},
		"a word":                 {Text: "institute"},
		"a beginning":            {Text: "Invented instit"},
		"two words, two kinds":   {Text: "alba invented", Kinds: []graph.EntityKind{graph.Firm, graph.Organization}},
		"a word, some":           {Text: "invented", Among: some},
		"an alias":               {Text: "II2"},
		"a listing is not asked": {Text: "forum", Listing: graph.ByID},
	}
	for name, query := range queries {
		s.run(name, func(s suite) {
			want := ranked(all, query)
			if len(want) < 2 {
				s.Fatalf("the query finds %d, too few to test with", len(want))
			}
			for _, first := range []int{1, 7, len(want)} {
				query.First = first
				s.walk(query, want)
			}
		})
	}
	s.run("a page of none is refused", func(s suite) {
		for _, text := range []string{"", "institute"} {
			if _, err := s.store.Find(s.Context(), graph.Query{Text: text}); err == nil || graph.CodeOf(err) != graph.Invalid {
				s.Errorf("Find with First 0: got error %v, want INVALID", err)
			}
		}
	})
	s.run("a page starts from a place whose entity is gone", func(s suite) { s.afterRemoval() })
}

// walk reads all pages forward and backward.
func (s suite) walk(query graph.Query, want []graph.Hit) {
	s.Helper()
	for _, backward := range []bool{false, true} {
		query.Backward, query.After = backward, nil
		var got []graph.Hit
		for more := true; more; {
			page, err := s.store.Find(s.Context(), query)
			if err != nil {
				s.Fatalf("Find: got error %v, want none", err)
			}
			if page.Total != len(want) {
				s.Fatalf("total: got %d, want %d", page.Total, len(want))
			}
			if len(page.Hits) == 0 || len(page.Hits) > query.First || len(got) > len(want) {
				s.Fatalf("a page of %d has %d hits after %d", query.First, len(page.Hits), len(got))
			}
			more = page.More
			if backward {
				got, query.After = append(page.Hits, got...), &page.Hits[0].Place
			} else {
				got, query.After = append(got, page.Hits...), &page.Hits[len(page.Hits)-1].Place
			}
		}
		equal(s, fmt.Sprintf("pages of %d, backward %v", query.First, backward), bare(got), bare(want))
	}
}

// bare leaves the keys out: their form is the store's own.
func bare(hits []graph.Hit) []graph.Hit {
	hits = append([]graph.Hit{}, hits...)
	for i := range hits {
		hits[i].Place.Key = ""
	}
	return hits
}

func (s suite) afterRemoval() {
	for _, text := range []string{"", "institute"} {
		query := graph.Query{Text: text, First: 3}
		before, err := s.store.Find(s.Context(), graph.Query{Text: text, First: 6})
		if err != nil {
			s.Fatalf("Find: got error %v, want none", err)
		}
		gone := before.Hits[2]
		s.apply(graph.Batch{Remove: []graph.ID{gone.Entity.ID}})
		query.After = &gone.Place
		after, err := s.store.Find(s.Context(), query)
		if err != nil {
			s.Fatalf("Find: got error %v, want none", err)
		}
		equal(s, "the page behind it", after.Hits, before.Hits[3:])
		query.Backward = true
		after, err = s.store.Find(s.Context(), query)
		if err != nil {
			s.Fatalf("Find: got error %v, want none", err)
		}
		equal(s, "the page before it", after.Hits, before.Hits[:2])
		s.apply(graph.Batch{Entities: []*graph.Entity{gone.Entity}})
	}
}

// Each row is a name as a record has it and a query that a person types for
// it; package token has the complete list.
func findsEveryScript(s suite) {
	rows := []struct{ why, name, query string }{
		{"Arabic yeh and kaf for the Persian ones", "مرکز همکاری‌های علمی", "\u0645\u0631\u0643\u0632 همکار\u064aهای علم\u064a"},
		{"joined instead of half a space", "علی\u200cرضا", "علیرضا"},
		{"a space instead of half a space", "پژوهش\u200cگاه نمونه", "پژوهش گاه نمونه"},
		{"without marks", "مَعْهَد خَيَالِيّ", "معهد خیالی"},
		{"Latin without accents", "Académie Imaginaire Été", "academie ete"},
		{"Cyrillic yo", "Учёный совет", "ученый"},
		{"capitals", "Вымышленный Институт", "ВЫМЫШЛЕННЫЙ институт"},
		{"the middle of Chinese", "虚构科学技术大学", "科学技术"},
		{"script change without a space", "ABC虚构", "abc"},
		{"Persian digits", "آزمایشگاه ۱۲۳", "آزمایشگاه 123"},
		{"a beginning of the last word", "Observatory Imaginaria", "observatory imag"},
		{"a slip", "Zoologisches Kabinett", "zoologsiches kabinett"},
		{"two slips in a long word", "Thermodynamics Bureau", "thermodinamiks bureau"},
		{"an acronym", "QXZV", "qxzv"},
		{"a hyphen", "Neu-Entenhausen", "neuentenhausen"},
		{"quotation marks and operators", `The "AND" OR NOT* Society (x)`, `"and" or not* (x)`},
	}
	var batch graph.Batch
	for i, row := range rows {
		e := entity(graph.ID(fmt.Sprintf("org:%02d", i)), graph.Organization, fmt.Sprintf("Body%02d", i), row.name)
		batch.Entities = append(batch.Entities, e)
	}
	s.apply(batch)
	for i, row := range rows {
		s.run(row.why, func(s suite) {
			page, err := s.store.Find(s.Context(), graph.Query{Text: row.query, First: 10})
			if err != nil {
				s.Fatalf("Find: got error %v, want none", err)
			}
			if len(page.Hits) != 1 || page.Total != 1 {
				s.Fatalf("%q: got %d hits of %d, want 1", row.query, len(page.Hits), page.Total)
			}
			hit := page.Hits[0]
			equal(s, "entity", hit.Entity, batch.Entities[i])
			equal(s, "matched name", hit.Matched, batch.Entities[i].Names[1])
			equal(s, "score", hit.Score, token.Score(row.query, row.name))
		})
	}
}

func findsNothing(s suite) {
	s.run("in an empty store", func(s suite) { s.nothing(graph.Query{First: 10}) })
	batch := small()
	s.apply(batch)
	rows := map[string]graph.Query{
		"an unknown word":              {Text: "xylophone"},
		"one word of two":              {Text: "optics xylophone"},
		"two words of different names": {Text: "optics academies"},
		"no letters":                   {Text: "!?* \u200c"},
		"a beginning that is not last": {Text: "acad invented"},
		"a kind that is not there":     {Kinds: []graph.EntityKind{graph.Need}},
		"a kind that does not match":   {Text: "optics", Kinds: []graph.EntityKind{graph.Country}},
		"among none":                   {Among: []graph.ID{}},
		"among the unknown":            {Among: []graph.ID{"org:none", "\xff"}},
		"text among none":              {Text: "optics", Among: []graph.ID{}},
		"a very long text":             {Text: strings.Repeat("xylophone ", 10_000)},
		"a text that is not UTF-8":     {Text: "\xff\xfe"},
	}
	for name, query := range rows {
		query.First = 10
		s.run(name, func(s suite) { s.nothing(query) })
	}
	s.run("what was renamed or removed", func(s suite) {
		s.apply(graph.Batch{Entities: []*graph.Entity{renamed(batch.Entities[3], "Other")}, Remove: []graph.ID{chair, batch.Relationships[3].ID}})
		s.nothing(graph.Query{Text: "institute", First: 10})
	})
}

func (s suite) nothing(query graph.Query) {
	s.Helper()
	page, err := s.store.Find(s.Context(), query)
	if err != nil || page.Total != 0 || len(page.Hits) != 0 || page.More {
		s.Errorf("Find: got %+v, error %v, want an empty page", page, err)
	}
}
