package view

import (
	"context"

	"entente/graph"
)

// Source is where claims, statements and names come from.
type Source struct{ *graph.Source }

// IsNode marks a source as a Node.
func (s *Source) IsNode() {}

// Publisher is who published it.
func (s *Source) Publisher() *string { return optional(s.Source.Publisher) }

// URL is its address on the web.
func (s *Source) URL() *string { return optional(s.Source.URL) }

// Licence are the terms under which it may be used.
func (s *Source) Licence() *string { return optional(s.Source.Licence) }

// citing is what knows the sources that its members cite, and reads them together.
type citing interface {
	source(ctx context.Context, id graph.ID) (*Source, error)
}

// cited are sources by id.
type cited map[graph.ID]*Source

func (c cited) get(id graph.ID) (*Source, error) {
	if source := c[id]; source != nil {
		return source, nil
	}
	return nil, gone(id)
}

// cited reads sources.
func (o *Operation) cited(ctx context.Context, ids []graph.ID) (cited, error) {
	records, err := o.sources.get(ctx, ids)
	sources := make(cited, len(ids))
	for i, record := range records {
		if record != nil && sources[ids[i]] == nil {
			sources[ids[i]] = &Source{record}
		}
	}
	return sources, err
}

// Statement is a sourced fact about an entity.
type Statement struct {
	*graph.Statement
	in citing
}

// Source is the source that says so.
func (s *Statement) Source(ctx context.Context) (*Source, error) {
	return s.in.source(ctx, s.Statement.Source)
}

// Locator says where in the source.
func (s *Statement) Locator() *string { return optional(s.Statement.Locator) }

// Note is what a reader should know besides.
func (s *Statement) Note() *string { return optional(s.Statement.Note) }

// Name is one name of an entity.
type Name struct {
	*graph.Name
	in citing
}

// Language is the language tag.
func (n *Name) Language() *string { return optional(n.Name.Language) }

// Source is where the name was found.
func (n *Name) Source(ctx context.Context) (*Source, error) {
	if n.Name.Source == "" {
		return nil, nil
	}
	return n.in.source(ctx, n.Name.Source)
}

// ExternalID is an entity's id in somebody else's register.
type ExternalID struct{ graph.ExternalID }

// pages are the addresses of the registers that have a page for each entry.
var pages = map[string]string{
	"ror":      "https://ror.org/",
	"isni":     "https://isni.org/isni/",
	"wikidata": "https://www.wikidata.org/wiki/",
	"grid":     "https://www.grid.ac/institutes/",
	"doi":      "https://doi.org/",
}

// URL is the page of the entity in the register.
func (e *ExternalID) URL() *string {
	page := pages[e.Scheme]
	if page == "" {
		return nil
	}
	return optional(page + e.Value)
}
