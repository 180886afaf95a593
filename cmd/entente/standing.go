package main

import (
	"context"
	"errors"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type standingCommand struct {
	reading
	filterFlags
	Communities bool `help:"Tell the communities instead of the entities."`
	Community   int  `placeholder:"N" help:"Only the entities of this community."`
	First       int  `default:"10" help:"How many to tell, at most 100."`
}

// Run measures how central everyone is, with a line of progress, and prints the
// most central, or the communities.
func (c standingCommand) Run(ctx context.Context, term terminal) error {
	where, err := c.filter()
	if err != nil {
		return err
	}
	return c.read(ctx, term, func(ctx context.Context, a answer) error {
		a.where = where
		progress := newProgress(term.err)
		err := a.AwaitStanding(ctx, where, func(p engine.StandingProgress) {
			progress.show(strings.ToLower(p.Stage.String()), int64(p.Done), int64(p.Total))
		})
		progress.finish()
		if err != nil {
			return err
		}
		return c.reply(ctx, a)
	})
}

func (c standingCommand) reply(ctx context.Context, a answer) error {
	page := engine.PageQuery{First: c.First}
	if c.Communities {
		found, err := a.Communities(ctx, engine.CommunityQuery{Where: a.where, Page: page})
		return errors.Join(err, c.printCommunities(ctx, a, found))
	}
	found, err := a.Standing(ctx, engine.StandingQuery{Where: a.where, Community: c.Community, Page: page})
	if err != nil {
		return err
	}
	return c.print(ctx, a, found)
}

// print tells the most central, then the restrictions on them.
func (c standingCommand) print(ctx context.Context, a answer, found engine.StandingPage) error {
	a.measured(found.Summary)
	a.line("The most central, %d of %d:", len(found.Items), found.Total)
	parties := make([]graph.ID, len(found.Items))
	for i, item := range found.Items {
		parties[i] = item.Entity
	}
	e, err := a.named(ctx, parties)
	if err != nil {
		return err
	}
	for _, item := range found.Items {
		e.printStanding(item)
	}
	return a.restrictionsOn(ctx, parties)
}

// measured says of what the figures are, and how sure.
func (p page) measured(s *engine.StandingSummary) {
	if s == nil {
		return
	}
	method := p.text("Betweenness is exact.")
	if !s.Exact {
		method = p.text("Betweenness is sampled (%d shortest paths): no value is off by more than %.4f, with probability %.2f.", s.Samples, s.Error, s.Probability)
	}
	p.line("Revision %#d: %d entities, %d tied pairs. %s", s.Revision, s.Entities, s.Ties, method)
	p.line("%d communities, modularity %.3f.", s.Communities, s.Modularity)
	p.line("")
}

func (e *evidence) printStanding(item engine.StandingItem) {
	note := ""
	if item.Error > 0 {
		note = e.text(" ± %.4f", item.Error)
	}
	restricted := ""
	if item.Restricted {
		restricted = e.text(", under restrictions")
	}
	e.line("%4d. %s: betweenness %.4f%s, %d contacts, community %d of %d%s", item.Rank, e.name(item.Entity),
		item.Betweenness, note, item.Contacts, item.Community, item.CommunitySize, restricted)
}

func (c standingCommand) printCommunities(ctx context.Context, a answer, found engine.CommunityPage) error {
	a.measured(found.Summary)
	var ids []graph.ID
	for _, item := range found.Items {
		for _, member := range item.Members {
			ids = append(ids, member.Entity)
		}
		for _, country := range item.Countries {
			ids = append(ids, country.Country)
		}
	}
	e, err := a.named(ctx, ids)
	if err != nil {
		return err
	}
	var parties []graph.ID
	for _, item := range found.Items {
		parties = append(parties, e.printCommunity(item)...)
	}
	return a.restrictionsOn(ctx, parties)
}

// printCommunity tells one community and gives whom it named.
func (e *evidence) printCommunity(item engine.CommunityItem) (named []graph.ID) {
	const some = 5
	var members, countries, kinds []string
	for _, member := range item.Members[:min(some, len(item.Members))] {
		note := ""
		if member.Restricted {
			note = e.text(", under restrictions")
		}
		named = append(named, member.Entity)
		members = append(members, e.text("%s (%s%s)", e.called(member.Entity), member.Entity, note))
	}
	for _, country := range item.Countries[:min(some, len(item.Countries))] {
		countries = append(countries, e.text("%s %d", e.called(country.Country), country.Count))
	}
	if more := len(item.Countries) - some; more > 0 {
		countries = append(countries, e.text("%d more", more))
	}
	for _, kind := range item.Kinds {
		kinds = append(kinds, e.text("%s %d", sentence.EntityKind(e.language, kind.Kind), kind.Count))
	}
	e.line("%d. %d entities", item.Number, item.Size)
	e.line("   most central: %s", e.series(members))
	e.line("   countries: %s", e.list(countries))
	e.line("   kinds: %s", e.list(kinds))
	return named
}
