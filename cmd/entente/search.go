package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type searchCommand struct {
	reading
	Text    []string `arg:"" help:"A name or a part of one, in any script; the last word may be the beginning of one."`
	Kind    []string `placeholder:"KIND" help:"Only entities of this kind, such as Academy; repeat it for several."`
	Country string   `placeholder:"CODE" help:"Only a country or what is located in it, by its ISO code such as IR."`
	Field   string   `placeholder:"ID" help:"Only what works in this technology field or one narrower."`
	First   int      `default:"10" help:"How many entities, at most 100."`
	After   string   `placeholder:"CURSOR" help:"Go on behind this cursor, which the last line names."`
	JSON    bool     `name:"json" help:"Print the entities as JSON."`
}

// Run prints the entities that a text may mean, best first.
func (c searchCommand) Run(ctx context.Context, term terminal) error {
	query, err := c.query()
	if err != nil {
		return err
	}
	return c.read(ctx, term, func(ctx context.Context, a answer) error {
		found, err := a.Search(ctx, query)
		if err != nil {
			return err
		}
		if c.JSON {
			encoder := json.NewEncoder(a.out)
			encoder.SetIndent("", "  ")
			return encoder.Encode(c.told(found))
		}
		return c.print(ctx, a, found)
	})
}

func (c searchCommand) query() (engine.SearchQuery, error) {
	query := engine.SearchQuery{Text: strings.Join(c.Text, " "), Page: engine.PageQuery{First: c.First, After: c.After},
		Where: engine.EntityFilter{Country: c.Country, Field: graph.ID(c.Field)}}
	for _, word := range c.Kind {
		kind, err := graph.ParseEntityKind(word)
		if err != nil {
			return query, fmt.Errorf("--kind: %w: %w", err, errUsage)
		}
		query.Where.Kinds = append(query.Where.Kinds, kind)
	}
	return query, nil
}

// toldHits is the answer as it is printed as JSON.
type toldHits struct {
	Total int `json:"total"`
	// Reading tells how far the names are, when the answer had to do without.
	Reading *toldProgress `json:"reading,omitempty"`
	Hits    []toldHit     `json:"hits"`
	// Next is the cursor behind which the list goes on.
	Next string `json:"next,omitempty"`
}

type toldProgress struct {
	Done  int `json:"done"`
	Total int `json:"total"`
}

type toldHit struct {
	ID      graph.ID `json:"id"`
	Kind    string   `json:"kind"`
	Country string   `json:"country,omitempty"`
	Name    string   `json:"name"`
	Matched string   `json:"matched"`
	// Highlight has pairs of UTF-16 positions in Matched.
	Highlight [][2]int `json:"highlight"`
	Match     string   `json:"match"`
	Score     float64  `json:"score"`
}

func (c searchCommand) told(found engine.EntityPage) toldHits {
	told := toldHits{Total: found.Total, Reading: (*toldProgress)(found.Reading), Hits: []toldHit{}}
	for _, item := range found.Items {
		hit := toldHit{ID: item.Entity.ID, Kind: item.Entity.Kind.String(), Country: item.Entity.Code(), Name: item.Entity.Name(c.Language).Value,
			Matched: item.Matched.Value, Highlight: [][2]int{}, Match: item.Match.String(), Score: item.Score}
		for _, r := range item.Highlight() {
			hit.Highlight = append(hit.Highlight, [2]int{r.Start, r.End})
		}
		told.Hits, told.Next = append(told.Hits, hit), item.Cursor
	}
	if !found.HasNext {
		told.Next = ""
	}
	return told
}

// print writes a table; in the matched name brackets stand around what was found.
func (c searchCommand) print(ctx context.Context, a answer, found engine.EntityPage) error {
	a.line("Found: %d of %d.", len(found.Items), found.Total)
	if r := found.Reading; r != nil {
		a.line("The names are being read, %d of %d entities: other scripts and initials are not found yet; ask again.", r.Done, r.Total)
	}
	var rows [][]string
	var ids []graph.ID
	for _, item := range found.Items {
		rows = append(rows, []string{sentence.EntityKind(c.Language, item.Entity.Kind), item.Entity.Code(), string(item.Entity.ID), a.match(item.Match),
			bracketed(item.Matched.Value, item.Highlight()), item.Entity.Name(c.Language).Value})
		ids = append(ids, item.Entity.ID)
	}
	if len(rows) > 0 {
		a.columns(append([][]string{{a.text("kind"), a.text("in"), a.text("id"), a.text("match"), a.text("name found"), a.text("name")}}, rows...))
	}
	if found.HasNext && len(found.Items) > 0 {
		a.line("More behind: --after %s", found.Items[len(found.Items)-1].Cursor)
	}
	return a.restrictionsOn(ctx, ids)
}

// match says how a name was found.
func (p page) match(kind engine.MatchKind) string {
	return [...]string{p.text("exact"), p.text("words"), p.text("beginning"), p.text("other script"), p.text("translation"), p.text("initials"), p.text("spelling")}[kind]
}

// bracketed marks ranges of UTF-16 units in a name.
func bracketed(name string, ranges []engine.TextRange) string {
	units := utf16.Encode([]rune(name))
	var marked strings.Builder
	at := 0
	for _, r := range ranges {
		marked.WriteString(string(utf16.Decode(units[at:r.Start])) + "[" + string(utf16.Decode(units[r.Start:r.End])) + "]")
		at = r.End
	}
	return marked.String() + string(utf16.Decode(units[at:]))
}
