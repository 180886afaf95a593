package main

import (
	"context"
	"encoding/json"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type historyCommand struct {
	storeFlag
	Record   string `arg:"" help:"The id of an entity, a relationship or a source, or the name of an entity."`
	First    int    `default:"20" help:"How many versions, at most 100."`
	After    string `placeholder:"CURSOR" help:"Go on behind this cursor, which the last line names."`
	Language string `enum:"en,fa" default:"en" help:"Language of the sentences (en, fa)."`
	Calendar string `enum:"gregorian,jalali" default:"gregorian" help:"Calendar of the days on which versions were written (gregorian, jalali)."`
	JSON     bool   `name:"json" help:"Print the versions as JSON."`
}

// Run prints the versions of a record, each with what it changed.
func (c historyCommand) Run(ctx context.Context, term terminal) error {
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	found, id, err := c.find(ctx, g)
	if err != nil {
		return err
	}
	told := c.tell(id, found)
	if c.JSON {
		encoder := json.NewEncoder(term.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(told)
	}
	told.print(newPage(term.out, c.Language))
	return nil
}

// find takes the text as an id first, for what is gone has no name any more.
func (c historyCommand) find(ctx context.Context, g *engine.Graph) (engine.VersionPage, graph.ID, error) {
	query := engine.VersionsQuery{ID: graph.ID(c.Record), Page: engine.PageQuery{First: c.First, After: c.After}}
	found, err := g.Versions(ctx, query)
	if err == nil || graph.CodeOf(err) != graph.NotFound {
		return found, query.ID, err
	}
	named, err := entityNamed(ctx, g, c.Record)
	if err != nil {
		return found, "", err
	}
	query.ID = named.ID
	found, err = g.Versions(ctx, query)
	return found, query.ID, err
}

// toldHistory is the answer as it is printed.
type toldHistory struct {
	ID       graph.ID      `json:"id"`
	Total    int           `json:"total"`
	Versions []toldVersion `json:"versions"`
	// Next is the cursor behind which the list goes on.
	Next string `json:"next,omitempty"`
}

type toldVersion struct {
	Revision graph.Revision `json:"revision"`
	Author   string         `json:"author"`
	Reason   string         `json:"reason"`
	Day      string         `json:"day"`
	Created  bool           `json:"created"`
	Removed  bool           `json:"removed"`
	Changes  []string       `json:"changes"`

	on graph.Date
}

func (c historyCommand) tell(id graph.ID, found engine.VersionPage) toldHistory {
	told := toldHistory{ID: id, Total: found.Total, Versions: make([]toldVersion, len(found.Items))}
	for i, item := range found.Items {
		version := toldVersion{Revision: item.Revision, Author: item.Author, Reason: item.Reason, Day: c.day(graph.DayOf(item.Time).Date()), on: graph.DayOf(item.Time).Date(),
			Created: item.First && !item.Removed(), Removed: item.Removed(), Changes: []string{}}
		for _, d := range item.Differences {
			version.Changes = append(version.Changes, sentence.Difference(c.Language, d))
		}
		told.Versions[i] = version
	}
	if found.HasNext && len(found.Items) > 0 {
		told.Next = found.Items[len(found.Items)-1].Cursor
	}
	return told
}

func (c historyCommand) day(date graph.Date) string {
	if jalali, known := graph.JalaliOf(date); c.Calendar == "jalali" && known {
		return jalali.String()
	}
	return date.String()
}

func (t toldHistory) print(p page) {
	p.line("Versions of %s, the latest first: %d of %d.", t.ID, len(t.Versions), t.Total)
	for _, v := range t.Versions {
		v.print(p)
	}
	if t.Next != "" {
		p.line("\nMore behind: --after %s", t.Next)
	}
}

func (v toldVersion) print(p page) {
	day := v.Day
	if p.language == "fa" {
		day = p.date(v.on)
	}
	p.line("\nRevision %#d, %s%s", v.Revision, day, v.origin(p))
	switch {
	case v.Removed:
		p.line("  removed")
	case v.Created:
		p.line("  created")
	case len(v.Changes) == 0:
		p.line("  only the order of what it says changed")
	}
	for _, change := range v.Changes {
		p.line("  %s", change)
	}
}

// origin says who made the version, and why.
func (v toldVersion) origin(p page) string {
	told := ""
	if v.Author != "" {
		told = p.text(", by %s", sentence.Quote(p.language, v.Author))
	}
	if v.Reason != "" {
		told += ": " + sentence.Quote(p.language, v.Reason)
	}
	return told
}
