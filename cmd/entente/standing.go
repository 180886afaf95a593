package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type standingCommand struct {
	storeFlag
	filterFlags
	Communities bool   `help:"Tell the communities instead of the entities."`
	Community   int    `placeholder:"N" help:"Only the entities of this community."`
	First       int    `default:"10" help:"How many to tell, at most 100."`
	Language    string `enum:"en,fa" default:"en" help:"Language of names (en, fa)."`
}

// Run measures how central everyone is, with a line of progress, and prints the
// most central, or the communities.
func (c standingCommand) Run(ctx context.Context, term terminal) error {
	where, err := c.filter()
	if err != nil {
		return err
	}
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	progress := newProgress(term.err)
	err = g.AwaitStanding(ctx, where, func(p engine.StandingProgress) {
		progress.show(strings.ToLower(p.Stage.String()), int64(p.Done), int64(p.Total))
	})
	progress.finish()
	if err != nil {
		return err
	}
	page := engine.PageQuery{First: c.First}
	if c.Communities {
		found, err := g.Communities(ctx, engine.CommunityQuery{Where: where, Page: page})
		return errors.Join(err, c.printCommunities(ctx, g, term.out, found))
	}
	found, err := g.Standing(ctx, engine.StandingQuery{Where: where, Community: c.Community, Page: page})
	if err != nil {
		return err
	}
	return c.print(ctx, g, term.out, found)
}

func (c standingCommand) print(ctx context.Context, g *engine.Graph, out io.Writer, found engine.StandingPage) error {
	measured(out, found.Summary)
	fmt.Fprintf(out, "The most central, %d of %d:\n", len(found.Items), found.Total)
	return c.list(ctx, g, out, found.Items)
}

// measured says of what the figures are, and how sure.
func measured(out io.Writer, s *engine.StandingSummary) {
	if s == nil {
		return
	}
	method := "Betweenness is exact."
	if !s.Exact {
		method = fmt.Sprintf("Betweenness is sampled (%s shortest paths): no value is off by more than %.4f, with probability %.2f.", grouped(int64(s.Samples)), s.Error, s.Probability)
	}
	fmt.Fprintf(out, "Revision %d: %s entities, %s tied pairs. %s\n%s communities, modularity %.3f.\n\n",
		s.Revision, grouped(int64(s.Entities)), grouped(int64(s.Ties)), method, grouped(int64(s.Communities)), s.Modularity)
}

// list tells entities, then the restrictions on them.
func (c standingCommand) list(ctx context.Context, g *engine.Graph, out io.Writer, items []engine.StandingItem) error {
	parties := make([]graph.ID, len(items))
	for i, item := range items {
		parties[i] = item.Entity
	}
	names, err := byID(ctx, g.Entities, parties)
	if err != nil {
		return err
	}
	for _, item := range items {
		note := ""
		if item.Error > 0 {
			note = fmt.Sprintf(" ± %.4f", item.Error)
		}
		restricted := ""
		if item.Restricted {
			restricted = ", under restrictions"
		}
		fmt.Fprintf(out, "%4d. %s (%s): betweenness %.4f%s, %d contacts, community %d of %d%s\n", item.Rank, nameOf(names, item.Entity, c.Language),
			item.Entity, item.Betweenness, note, item.Contacts, item.Community, item.CommunitySize, restricted)
	}
	return restrictionsOn(ctx, g, out, c.Language, parties)
}

func (c standingCommand) printCommunities(ctx context.Context, g *engine.Graph, out io.Writer, found engine.CommunityPage) error {
	measured(out, found.Summary)
	var ids []graph.ID
	for _, item := range found.Items {
		for _, member := range item.Members {
			ids = append(ids, member.Entity)
		}
		for _, country := range item.Countries {
			ids = append(ids, country.Country)
		}
	}
	names, err := byID(ctx, g.Entities, ids)
	if err != nil {
		return err
	}
	var parties []graph.ID
	for _, item := range found.Items {
		parties = append(parties, c.printCommunity(out, names, item)...)
	}
	return restrictionsOn(ctx, g, out, c.Language, parties)
}

// printCommunity tells one community and gives whom it named.
func (c standingCommand) printCommunity(out io.Writer, names map[graph.ID]*graph.Entity, item engine.CommunityItem) (named []graph.ID) {
	const some = 5
	var members, countries, kinds []string
	for _, member := range item.Members[:min(some, len(item.Members))] {
		note := ""
		if member.Restricted {
			note = ", under restrictions"
		}
		named = append(named, member.Entity)
		members = append(members, fmt.Sprintf("%s (%s%s)", nameOf(names, member.Entity, c.Language), member.Entity, note))
	}
	for _, country := range item.Countries[:min(some, len(item.Countries))] {
		countries = append(countries, fmt.Sprintf("%s %d", nameOf(names, country.Country, c.Language), country.Count))
	}
	if more := len(item.Countries) - some; more > 0 {
		countries = append(countries, fmt.Sprintf("%d more", more))
	}
	for _, kind := range item.Kinds {
		kinds = append(kinds, fmt.Sprintf("%s %d", sentence.EntityKind(c.Language, kind.Kind), kind.Count))
	}
	fmt.Fprintf(out, "%d. %d entities\n   most central: %s\n   countries: %s\n   kinds: %s\n", item.Number, item.Size,
		strings.Join(members, "; "), strings.Join(countries, ", "), strings.Join(kinds, ", "))
	return named
}

// nameOf is the name of an entity, its id when it was removed meanwhile.
func nameOf(names map[graph.ID]*graph.Entity, id graph.ID, language string) string {
	if names[id] == nil {
		return string(id)
	}
	return names[id].Name(language).Value
}
