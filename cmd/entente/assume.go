package main

import (
	"context"
	"fmt"
	"strings"

	"entente/engine"
	"entente/graph"
)

// assumeFlags say what a question assumes; nothing of it is written.
type assumeFlags struct {
	AssumeEnded  []string `sep:"none" placeholder:"REL" help:"Assume that this recorded relationship has ended; once for each."`
	AssumeLapsed []string `sep:"none" placeholder:"ID" help:"Assume that this entity, such as an agreement, has lapsed: its contacts have ended; once for each."`
	Assume       []string `sep:"none" placeholder:"REL" help:"Assume that this relationship begins, or stands so: rel:KIND/FROM/TO/ROLE, then =STATUS, @START..END or both; once for each."`
}

// under is the graph as it would be under the assumptions, which are told, or
// the graph itself without any.
func (f assumeFlags) under(ctx context.Context, a answer) (*engine.Graph, error) {
	list, err := f.assumptions(ctx, a.Graph)
	if err != nil || len(list) == 0 {
		return a.Graph, err
	}
	supposed, err := a.Suppose(ctx, list)
	if err != nil {
		return a.Graph, err
	}
	a.assumed(supposed)
	return supposed, nil
}

// assumed tells what is assumed in a graph.
func (p page) assumed(supposed *engine.Graph) {
	p.line("Assumed, and not recorded so:")
	const most = 10
	list := supposed.Assumed()
	for _, r := range list[:min(most, len(list))] {
		stands := r.Resolve()
		p.line("  %s: %s", r.ID, p.stands(stands.Status, stands.Interval()))
	}
	if more := len(list) - most; more > 0 {
		p.line("  and %d more", more)
	}
	p.line("")
}

// assumptions are what the flags say, in their order.
func (f assumeFlags) assumptions(ctx context.Context, g *engine.Graph) ([]engine.Assumption, error) {
	var list []engine.Assumption
	for _, id := range f.AssumeEnded {
		list = append(list, engine.Assumption{Relationship: graph.ID(id)})
	}
	for _, id := range f.AssumeLapsed {
		list = append(list, engine.Assumption{Lapses: graph.ID(id)})
	}
	for _, text := range f.Assume {
		assumed, err := assumption(ctx, g, text)
		if err != nil {
			return nil, err
		}
		list = append(list, assumed)
	}
	return list, nil
}

// assumption reads "rel:KIND/FROM/TO/ROLE", with "=STATUS" and "@START..END"
// behind it. A relationship that is recorded changes, any other begins.
func assumption(ctx context.Context, g *engine.Graph, text string) (engine.Assumption, error) {
	rest, dates, dated := strings.Cut(text, "@")
	id, status, stands := strings.Cut(rest, "=")
	var assumed engine.Assumption
	var err error
	if stands {
		if assumed.Status, err = graph.ParseStatus(strings.ToLower(status)); err != nil {
			return assumed, fmt.Errorf("--assume: %w: %w", err, errUsage)
		}
	}
	if dated {
		if assumed.Start, assumed.End, err = span(dates); err != nil {
			return assumed, fmt.Errorf("--assume: %w: %w", err, errUsage)
		}
	}
	known, err := g.Relationships(ctx, []graph.ID{graph.ID(id)})
	if err != nil {
		return assumed, err
	}
	if known[0] != nil {
		assumed.Relationship = graph.ID(id)
		if !stands && !dated {
			assumed.Status = graph.Active
		}
		return assumed, nil
	}
	return begins(assumed, id)
}

// begins reads the parts of the id of a relationship that is not recorded. The
// ids of its ends hold no slash.
func begins(assumed engine.Assumption, id string) (engine.Assumption, error) {
	parts := strings.Split(strings.TrimPrefix(id, "rel:"), "/")
	if !strings.HasPrefix(id, "rel:") || len(parts) < 3 || len(parts) > 4 {
		return assumed, fmt.Errorf("--assume: %q is neither recorded nor rel:KIND/FROM/TO or rel:KIND/FROM/TO/ROLE: %w", graph.Excerpt(id), errUsage)
	}
	kind, err := graph.ParseRelationshipKind(parts[0])
	if err != nil {
		return assumed, fmt.Errorf("--assume: %w: %w", err, errUsage)
	}
	assumed.Kind, assumed.From, assumed.To = kind, graph.ID(parts[1]), graph.ID(parts[2])
	if len(parts) == 4 {
		assumed.Role = parts[3]
	}
	return assumed, nil
}

// span reads "START..END", either of which may be missing.
func span(text string) (start, end graph.Date, err error) {
	first, last, found := strings.Cut(text, "..")
	if !found {
		return start, end, graph.Errorf(graph.Invalid, "%q is no span of dates; a span is START..END, and one of the two may be missing", graph.Excerpt(text))
	}
	if first != "" {
		if start, err = graph.ParseDate(first); err != nil {
			return start, end, err
		}
	}
	if last != "" {
		end, err = graph.ParseDate(last)
	}
	return start, end, err
}
