package main

import (
	"context"
	"fmt"
	"strings"

	"entente/engine"
	"entente/graph"
)

// entityNamed finds the entity that a person means by an id or a name. A name
// counts when it is one entity's own, however it is spelled and in whichever script; of several, or of
// names that are only near, the choices are listed.
func entityNamed(ctx context.Context, g *engine.Graph, text string) (*graph.Entity, error) {
	if graph.ID(text).Validate() == nil {
		found, err := g.Entities(ctx, []graph.ID{graph.ID(text)})
		if err != nil {
			return nil, err
		}
		if found[0] != nil {
			return found[0], nil
		}
	}
	own, err := g.Named(ctx, text)
	if err != nil {
		return nil, err
	}
	if len(own) == 1 {
		return own[0], nil
	}
	const most = 10
	page, err := g.Search(ctx, engine.SearchQuery{Text: text, Page: engine.PageQuery{First: most}})
	if err != nil {
		return nil, err
	}
	if len(page.Items) == 0 {
		return nil, graph.Errorf(graph.NotFound, "nothing is recorded under %q", graph.Excerpt(text))
	}
	if len(own) == 0 && whole(page, 0) && !whole(page, 1) {
		return page.Items[0].Entity, nil
	}
	return nil, graph.Errorf(graph.Invalid, "%q may mean several; give one of these ids:%s", graph.Excerpt(text), choices(page))
}

// whole tells whether a hit is the name itself, word for word or in another script.
func whole(page engine.EntityPage, i int) bool {
	return i < len(page.Items) && page.Items[i].Whole()
}

func choices(page engine.EntityPage) string {
	var list strings.Builder
	for _, item := range page.Items {
		fmt.Fprintf(&list, "\n  %-32s %s (%s)", item.Entity.ID, item.Entity.Name().Value, item.Entity.Kind)
	}
	if more := page.Total - len(page.Items); more > 0 {
		fmt.Fprintf(&list, "\n  and %d more", more)
	}
	return list.String()
}

// entitiesNamed is entityNamed for several.
func entitiesNamed(ctx context.Context, g *engine.Graph, texts []string) ([]graph.ID, error) {
	list := make([]graph.ID, len(texts))
	for i, text := range texts {
		entity, err := entityNamed(ctx, g, text)
		if err != nil {
			return nil, err
		}
		list[i] = entity.ID
	}
	return list, nil
}
