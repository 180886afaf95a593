package main

import (
	"context"
	"encoding/json"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type duplicatesCommand struct {
	reading
	Of       string   `placeholder:"ENTITY" help:"Only pairs of this entity: an id or a name."`
	Kind     []string `placeholder:"KIND" help:"Only pairs of which one is of this kind, such as Firm; may be repeated."`
	Country  string   `placeholder:"CODE" help:"Only pairs of which one is in this country, such as IR."`
	MinScore float64  `placeholder:"SCORE" help:"Only pairs that are at least so likely one, 0.5 to 1."`
	Verdict  []string `enum:"SAME,DIFFERENT,UNSURE" placeholder:"VERDICT" help:"What was decided so, instead of what waits (SAME, DIFFERENT, UNSURE); may be repeated."`
	First    int      `default:"10" help:"How many pairs, at most 100."`
	After    string   `placeholder:"CURSOR" help:"The cursor behind which to go on, as --json gives it."`
	JSON     bool     `name:"json" help:"Print the pairs as JSON."`
}

// Run compares all bodies, with a line of progress, and prints the likeliest pairs.
func (c duplicatesCommand) Run(ctx context.Context, term terminal) error {
	query, err := c.query()
	if err != nil {
		return err
	}
	return c.read(ctx, term, func(ctx context.Context, a answer) error {
		if c.Of != "" {
			entity, err := entityNamed(ctx, a.Graph, c.Of)
			if err != nil {
				return err
			}
			query.Of = entity.ID
		}
		progress := newProgress(term.err)
		err := a.AwaitDuplicates(ctx, func(done, total int) { progress.show("comparing", int64(done), int64(total)) })
		progress.finish()
		if err != nil {
			return err
		}
		found, err := a.Duplicates(ctx, query)
		if err != nil {
			return err
		}
		if c.JSON {
			return c.printJSON(term, found)
		}
		return c.print(ctx, a, found)
	})
}

func (c duplicatesCommand) query() (engine.DuplicateQuery, error) {
	query := engine.DuplicateQuery{Country: c.Country, MinScore: c.MinScore, Page: engine.PageQuery{First: c.First, After: c.After}}
	for _, word := range c.Kind {
		kind, err := graph.ParseEntityKind(word)
		if err != nil {
			return query, err
		}
		query.Kinds = append(query.Kinds, kind)
	}
	for _, word := range c.Verdict {
		verdict, err := engine.ParseVerdict(word)
		if err != nil {
			return query, err
		}
		query.Verdicts = append(query.Verdicts, verdict)
	}
	return query, nil
}

// print tells the pairs, then the restrictions on them.
func (c duplicatesCommand) print(ctx context.Context, a answer, found engine.DuplicatePage) error {
	a.line("Pairs that may be one: %d of %d, among %d bodies.", len(found.Items), found.Total, found.Compared)
	var parties []graph.ID
	for _, item := range found.Items {
		parties = append(parties, item.A, item.B)
	}
	e, err := a.named(ctx, parties)
	if err != nil {
		return err
	}
	for _, item := range found.Items {
		a.line("\n%.3f %s%s\n  %s\n  %s", item.Score, a.grade(item.Grade.String()), a.listed(item.Listed), e.name(item.A), e.name(item.B))
		for _, f := range item.Features {
			a.line("    %s", a.feature(f.Kind.String(), [2]string{f.A, f.B}, f.Weight))
		}
		if d := item.Decision; d != nil {
			a.line("    %s on %s by %s: %s", a.verdict(d.Verdict.String()), d.On, firstOf(d.By, a.text("nobody named")), firstOf(d.Reason, a.text("no reason given")))
		}
	}
	return a.restrictionsOn(ctx, parties)
}

// feature explains what two bodies have in common, or not.
func (p page) feature(kind string, values [2]string, weight float64) string {
	side := p.text("two bodies")
	if weight >= 0 {
		side = p.text("one body")
	}
	return p.text("%s: “%s” and “%s” speak for %s (%+.1f bits)", p.featureKind(kind),
		sentence.Quote(p.language, values[0]), sentence.Quote(p.language, values[1]), side, weight)
}

func (p page) featureKind(word string) string {
	switch word {
	case "EXTERNAL_ID":
		return p.text("external id")
	case "FORMER_NAME":
		return p.text("former name")
	case "ACRONYM":
		return p.text("acronym")
	case "COUNTRY":
		return p.text("country")
	case "CITY":
		return p.text("city")
	case "KIND":
		return p.text("kind")
	case "FOUNDED":
		return p.text("founded")
	case "WEBSITE":
		return p.text("website")
	}
	return p.text("name")
}

// grade is how sure it is that the two are one.
func (p page) grade(word string) string {
	switch word {
	case "SURE":
		return p.text("SURE")
	case "REVIEW":
		return p.text("REVIEW")
	}
	return p.text("APART")
}

// verdict is what was decided.
func (p page) verdict(word string) string {
	switch word {
	case "SAME":
		return p.text("SAME")
	case "DIFFERENT":
		return p.text("DIFFERENT")
	}
	return p.text("UNSURE")
}

func (p page) listed(listed bool) string {
	if listed {
		return p.text(", one of them is on a sanctions list")
	}
	return ""
}

// toldPair is a pair as JSON.
type toldPair struct {
	A, B     graph.ID
	Score    float64
	Grade    string
	Listed   bool
	Features []string
	Verdict  string `json:",omitempty"`
	By       string `json:",omitempty"`
	Reason   string `json:",omitempty"`
	Cursor   string
}

func (c duplicatesCommand) printJSON(term terminal, found engine.DuplicatePage) error {
	told := struct {
		Total, Compared int
		Revision        graph.Revision
		Pairs           []toldPair
	}{found.PageInfo.Total, found.Compared, found.Revision, []toldPair{}}
	for _, item := range found.Items {
		pair := toldPair{A: item.A, B: item.B, Score: item.Score, Grade: item.Grade.String(), Listed: item.Listed, Cursor: item.Cursor}
		for _, f := range item.Features {
			pair.Features = append(pair.Features, f.String())
		}
		if d := item.Decision; d != nil {
			pair.Verdict, pair.By, pair.Reason = d.Verdict.String(), d.By, d.Reason
		}
		told.Pairs = append(told.Pairs, pair)
	}
	encoder := json.NewEncoder(term.out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(told)
}
