package main

import (
	"context"

	"entente/engine"
	"entente/graph"
)

type dependenceCommand struct {
	question
	Of      string `arg:"" help:"Whose routes to look at: an id or a name."`
	On      string `enum:"partners,fields" default:"partners" help:"What is to be reached (partners, fields)."`
	Through string `enum:"entity,country" default:"entity" help:"What may stand in between: one entity, or all of a country together (entity, country)."`
	First   int    `default:"10" help:"How many of those in between, at most 100."`
}

// mostLost is how many of the lost are named with each.
const mostLost = 5

// Run prints whom an entity cannot do without, and how concentrated its routes are.
func (c dependenceCommand) Run(ctx context.Context, term terminal) error {
	return c.ask(ctx, term, c.reply)
}

func (c dependenceCommand) reply(ctx context.Context, a answer) error {
	of, err := entityNamed(ctx, a.Graph, c.Of)
	if err != nil {
		return err
	}
	query := engine.DependenceQuery{Of: of.ID, On: engine.OnPartners, Through: engine.ThroughEntity, Where: a.where, Page: engine.PageQuery{First: c.First}}
	if c.On == "fields" {
		query.On = engine.OnFields
	}
	if c.Through == "country" {
		query.Through = engine.ThroughCountry
	}
	found, err := a.Dependence(ctx, query)
	if err != nil {
		return err
	}
	return c.print(ctx, a, of.ID, found)
}

func (c dependenceCommand) print(ctx context.Context, a answer, of graph.ID, found engine.DependencePage) error {
	parties := []graph.ID{of}
	ids := []graph.ID{}
	for _, item := range found.Items {
		parties = append(parties, item.Through)
		ids = append(ids, item.Lost[:min(len(item.Lost), mostLost)]...)
	}
	for _, shares := range [][]engine.RouteShare{found.Concentration.Entities, found.Concentration.Countries} {
		for _, share := range shares {
			ids = append(ids, share.Entity)
		}
	}
	e, err := a.named(ctx, append(ids, parties...))
	if err != nil {
		return err
	}
	c.printReach(e, of, found)
	e.printShares(a.text("Routes by first partner"), found.Concentration.ByEntity, found.Concentration.Entities)
	e.printShares(a.text("Routes by its country"), found.Concentration.ByCountry, found.Concentration.Countries)
	e.printDependence(found)
	if found.LeftOut != (engine.LeftOut{}) {
		a.line("\nThe filter keeps %d entities to be avoided and %d under restrictions out of the routes.", found.LeftOut.Avoided, found.LeftOut.Restricted)
	}
	if found.Truncated {
		a.line("\nThe search ended at its bound; what is said may be incomplete.")
	}
	return a.restrictionsOn(ctx, parties)
}

// printReach says how many are reached, and how many of them nobody alone can cut off.
func (c dependenceCommand) printReach(e *evidence, of graph.ID, found engine.DependencePage) {
	reached, alone := e.text("partners"), e.text("no single entity")
	if c.On == "fields" {
		reached = e.text("fields")
	}
	if c.Through == "country" {
		alone = e.text("no single country")
	}
	e.line("%s reaches %d %s; %s can cut off %d of them.", e.name(of), found.Reached, reached, alone, found.Independent)
}

func (e *evidence) printShares(title string, index float64, shares []engine.RouteShare) {
	if len(shares) == 0 {
		return
	}
	e.line("\n%s, Herfindahl index %.3f (as if %.1f had equal shares):", title, index, 1/index)
	for _, share := range shares[:min(len(shares), mostLost)] {
		e.line("  %5.1f %%  %s", 100*share.Share, e.name(share.Entity))
	}
}

func (e *evidence) printDependence(found engine.DependencePage) {
	if len(found.Items) > 0 {
		e.line("\nOnly through (%d of %d):", len(found.Items), found.Total)
	}
	for i, item := range found.Items {
		e.line("%3d. %s: %d", i+1, e.name(item.Through), len(item.Lost))
		for _, id := range item.Lost[:min(len(item.Lost), mostLost)] {
			e.line("       %s", e.name(id))
		}
		if more := len(item.Lost) - mostLost; more > 0 {
			e.line("       and %d more", more)
		}
	}
}
