package main

import (
	"context"
	"fmt"
	"io"

	"entente/engine"
	"entente/graph"
)

type dependenceCommand struct {
	storeFlag
	filterFlags
	assumeFlags
	Of       string `arg:"" help:"Whose routes to look at: an id or a name."`
	On       string `enum:"partners,fields" default:"partners" help:"What is to be reached (partners, fields)."`
	Through  string `enum:"entity,country" default:"entity" help:"What may stand in between: one entity, or all of a country together (entity, country)."`
	First    int    `default:"10" help:"How many of those in between, at most 100."`
	Language string `enum:"en,fa" default:"en" help:"Language of names (en, fa)."`
}

// mostLost is how many of the lost are named with each.
const mostLost = 5

// Run prints whom an entity cannot do without, and how concentrated its routes are.
func (c dependenceCommand) Run(ctx context.Context, term terminal) error {
	where, err := c.filter()
	if err != nil {
		return err
	}
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	if g, err = c.under(ctx, g, term); err != nil {
		return err
	}
	of, err := entityNamed(ctx, g, c.Of)
	if err != nil {
		return err
	}
	query := engine.DependenceQuery{Of: of.ID, On: engine.OnPartners, Through: engine.ThroughEntity, Where: where, Page: engine.PageQuery{First: c.First}}
	if c.On == "fields" {
		query.On = engine.OnFields
	}
	if c.Through == "country" {
		query.Through = engine.ThroughCountry
	}
	found, err := g.Dependence(ctx, query)
	if err != nil {
		return err
	}
	return c.print(ctx, g, term.out, of, found)
}

func (c dependenceCommand) print(ctx context.Context, g *engine.Graph, out io.Writer, of *graph.Entity, found engine.DependencePage) error {
	parties := []graph.ID{of.ID}
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
	names, err := byID(ctx, g.Entities, append(ids, parties...))
	if err != nil {
		return err
	}
	e := &evidence{entities: names}
	fmt.Fprintf(out, "%s reaches %d %s; no single %s can cut off %d of them.\n", e.name(of.ID, c.Language), found.Reached, c.On, c.Through, found.Independent)
	c.printShares(out, e, "Routes by first partner", found.Concentration.ByEntity, found.Concentration.Entities)
	c.printShares(out, e, "Routes by its country", found.Concentration.ByCountry, found.Concentration.Countries)
	c.printItems(out, e, found)
	if found.LeftOut != (engine.LeftOut{}) {
		fmt.Fprintf(out, "\nThe filter keeps %d entities to be avoided and %d under restrictions out of the routes.\n", found.LeftOut.Avoided, found.LeftOut.Restricted)
	}
	if found.Truncated {
		fmt.Fprintln(out, "\nThe search ended at its bound; what is said may be incomplete.")
	}
	return restrictionsOn(ctx, g, out, c.Language, parties)
}

func (c dependenceCommand) printShares(out io.Writer, e *evidence, title string, index float64, shares []engine.RouteShare) {
	if len(shares) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s, Herfindahl index %.3f (as if %.1f had equal shares):\n", title, index, 1/index)
	for _, share := range shares[:min(len(shares), mostLost)] {
		fmt.Fprintf(out, "  %5.1f %%  %s\n", 100*share.Share, e.name(share.Entity, c.Language))
	}
}

func (c dependenceCommand) printItems(out io.Writer, e *evidence, found engine.DependencePage) {
	if len(found.Items) > 0 {
		fmt.Fprintf(out, "\nOnly through (%d of %d):\n", len(found.Items), found.Total)
	}
	for i, item := range found.Items {
		fmt.Fprintf(out, "%3d. %s: %d\n", i+1, e.name(item.Through, c.Language), len(item.Lost))
		for _, id := range item.Lost[:min(len(item.Lost), mostLost)] {
			fmt.Fprintf(out, "       %s\n", e.name(id, c.Language))
		}
		if more := len(item.Lost) - mostLost; more > 0 {
			fmt.Fprintf(out, "       and %d more\n", more)
		}
	}
}
