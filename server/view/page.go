package view

import (
	"slices"

	"entente/engine"
)

// Page is which part of a list a client wants.
type Page struct {
	Query engine.PageQuery
	// counted asks for no items but for what surrounds them; the graph knows no such page, so it is asked for one item.
	counted bool
}

// forward is the page of the first items behind a cursor; null leaves their number to the graph.
func forward(first *int, after *string) Page { return PageOf(first, after, nil, nil) }

// PageOf reads the paging arguments. A client that gives last also sends the
// default of first, so last goes before first.
func PageOf(first *int, after *string, last *int, before *string) Page {
	p := Page{Query: engine.PageQuery{After: value(after), Before: value(before)}}
	size, place := first, &p.Query.First
	if last != nil || p.Query.Before != "" {
		size, place = last, &p.Query.Last
	}
	*place = value(size)
	if size != nil && *size == 0 {
		*place, p.counted = 1, true
	}
	return p
}

// value is what a pointer points to, the zero value for nil.
func value[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// PageInfo is what surrounds a page.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// infoOf says what surrounds items with these cursors.
func infoOf(info engine.PageInfo, cursors []string) PageInfo {
	around := PageInfo{HasNextPage: info.HasNext, HasPreviousPage: info.HasPrevious}
	if len(cursors) > 0 {
		around.StartCursor, around.EndCursor = &cursors[0], &cursors[len(cursors)-1]
	}
	return around
}

// clip makes the edges of a page's items and says what surrounds them.
func clip[I, E any](p Page, items []I, info engine.PageInfo, edge func(I) (E, string)) ([]E, PageInfo) {
	if p.counted {
		info.HasNext, items = info.HasNext || len(items) > 0, nil
	}
	edges, cursors := make([]E, len(items)), make([]string, len(items))
	for i, item := range items {
		edges[i], cursors[i] = edge(item)
	}
	return edges, infoOf(info, slices.Clip(cursors))
}
