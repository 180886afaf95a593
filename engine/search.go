package engine

import (
	"context"
	"encoding/base64"
	"slices"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/names"
)

// SearchQuery asks for the entities that a text may mean.
type SearchQuery struct {
	// Text is a name or a part of one, in any script; at most 1024 bytes. An empty one finds nothing.
	Text string
	// Kinds and Where.Kinds must both admit an entity.
	Kinds []graph.EntityKind
	Where EntityFilter
	Page  PageQuery
}

// kinds gives those that both lists admit, none of them for every kind; never
// tells that no kind is left.
func (q *SearchQuery) kinds() (kinds []graph.EntityKind, never bool) {
	if len(q.Kinds) == 0 || len(q.Where.Kinds) == 0 {
		return slices.Concat(q.Kinds, q.Where.Kinds), false
	}
	for _, kind := range q.Kinds {
		if slices.Contains(q.Where.Kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds, len(kinds) == 0
}

// MatchKind says how a name was found.
type MatchKind = names.Match

// MatchKinds lists every way, the surest first.
func MatchKinds() []MatchKind { return names.Matches() }

// TextRange is a part of a name, from Start to before End, in UTF-16 code units.
type TextRange = names.Range

// Search gives the entities with a name that matches the text, best first, by
// the rule of package names. The first search reads the names of all entities;
// in a server that is done in the background, and until then, and while more than 2,000
// entities changed at once, the store answers: by the same tokens and slips and with the same
// scores, but without other scripts and initials, and in the order of scores alone. Such a page
// says how far the names are, and so do those behind it.
func (g *Graph) Search(ctx context.Context, query SearchQuery) (EntityPage, error) {
	const longest = 1 << 10
	if len(query.Text) > longest {
		return EntityPage{}, graph.Errorf(graph.TooLarge, "the text has %d bytes, at most %d are searched for", len(query.Text), longest).At("text")
	}
	kinds, never := query.kinds()
	if query.Text == "" || never {
		return EntityPage{}, nil
	}
	query.Where.Kinds = kinds
	snapshot, err := g.current()
	cursor := listOf(query.Page)
	if err != nil && !query.Where.shaped() || cursor == textList {
		return g.searchStore(ctx, query)
	}
	if err != nil {
		return EntityPage{}, err
	}
	x, err := g.namesAt(ctx, snapshot)
	switch {
	case err != nil:
		return EntityPage{}, err
	case x != nil:
		return g.searchNames(ctx, query, snapshot, x)
	case cursor == wordList:
		return EntityPage{}, graph.Errorf(graph.Unavailable, "the names are being read; ask again in a few seconds, or from the start").At("after")
	}
	return g.searchStore(ctx, query)
}

// listOf tells which list the cursor of a page belongs to, 0 without a cursor.
func listOf(page PageQuery) byte {
	raw, err := base64.RawURLEncoding.DecodeString(page.After + page.Before)
	if err != nil || len(raw) == 0 {
		return 0
	}
	return raw[0]
}

// searchStore has the store answer.
func (g *Graph) searchStore(ctx context.Context, query SearchQuery) (EntityPage, error) {
	ask := graph.Query{Text: query.Text, Kinds: query.Where.Kinds}
	if query.Where.shaped() {
		snapshot, among, err := g.candidates(query.Where)
		if err != nil {
			return EntityPage{}, err
		}
		ask.Among = identify(snapshot, *among)
	}
	page, err := g.find(ctx, ask, textList, query.Page)
	for i := range page.Items {
		item := &page.Items[i]
		item.Searched = query.Text
		item.Match, _ = names.Explain(query.Text, item.Matched.Value)
	}
	page.Reading = g.lexicon.progress()
	return page, err
}

// searchNames answers from the index of names.
func (g *Graph) searchNames(ctx context.Context, query SearchQuery, snapshot *index.Snapshot, x *names.Index) (EntityPage, error) {
	window, err := windowOf(wordList, query.Page)
	if err != nil {
		return EntityPage{}, err
	}
	among, err := candidates(snapshot, query.Where)
	if err != nil {
		return EntityPage{}, err
	}
	found, err := x.Find(ctx, names.Query{Text: query.Text, First: window.size, After: window.place, Backward: window.backward,
		Judge: g.judge(x, snapshot, query.Where.Kinds, among)})
	if err != nil {
		return EntityPage{}, err
	}
	return g.named(ctx, query, EntityPage{PageInfo: window.info(found.Total, found.More)}, found.Hits)
}

// named reads the records of hits.
func (g *Graph) named(ctx context.Context, query SearchQuery, page EntityPage, hits []names.Hit) (EntityPage, error) {
	ids := make([]graph.ID, len(hits))
	for i, hit := range hits {
		ids[i] = hit.ID
	}
	records, err := g.Entities(ctx, ids)
	if err != nil {
		return EntityPage{}, err
	}
	for i, hit := range hits {
		if records[i] == nil || hit.Name >= len(records[i].Names) {
			continue // changed since the names were read
		}
		page.Items = append(page.Items, EntityItem{Entity: records[i], Cursor: encodeCursor(wordList, hit.Place),
			Matched: records[i].Names[hit.Name], Score: hit.Score, Match: hit.Match, Searched: query.Text})
	}
	return page, nil
}

// judge admits what the filter does, and tells the standing.
func (g *Graph) judge(x *names.Index, snapshot *index.Snapshot, kinds []graph.EntityKind, among *[]index.Vertex) names.Judge {
	vertices := g.lexicon.vertices(x, snapshot)
	var only []bool
	if among != nil {
		only = make([]bool, snapshot.Len())
		for _, v := range *among {
			only[v] = true
		}
	}
	return func(n names.Number) (uint32, bool) {
		v := vertices[n]
		if v == absent {
			// the numbers may be from a snapshot before this one
			known := false
			if v, known = snapshot.Lookup(x.ID(n)); !known {
				return 0, false
			}
		}
		if int(v) >= snapshot.Len() || !snapshot.Live(v) || only != nil && !only[v] {
			return 0, false
		}
		if len(kinds) > 0 && !slices.Contains(kinds, snapshot.Kind(v)) {
			return 0, false
		}
		return uint32(snapshot.Standing(v)), true
	}
}

// Highlight gives the parts of Matched that answer what was searched for, in
// order and apart from each other; none for an entity that was listed.
func (i *EntityItem) Highlight() []TextRange {
	if i.Searched == "" {
		return nil
	}
	_, ranges := names.Explain(i.Searched, i.Matched.Value)
	return ranges
}

// Whole tells whether the text that was searched for accounts for every word of
// the name that was found, in the same or another script.
func (i *EntityItem) Whole() bool { return names.Whole(i.Searched, i.Matched.Value) }

// Named gives the entities that have a name word for word, two at most. The
// store answers, so nothing is read that is not needed for it; of an earlier
// revision the names do.
func (g *Graph) Named(ctx context.Context, name string) ([]*graph.Entity, error) {
	page, err := g.nearest(ctx, name, PageQuery{First: 2})
	var own []*graph.Entity
	for _, item := range page.Items {
		if item.Score == 1 {
			own = append(own, item.Entity)
		}
	}
	return own, err
}

func (g *Graph) nearest(ctx context.Context, name string, page PageQuery) (EntityPage, error) {
	if _, past := g.store.(*pastStore); past {
		return g.Search(ctx, SearchQuery{Text: name, Page: page})
	}
	return g.find(ctx, graph.Query{Text: name}, textList, page)
}
