package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type agreementsCommand struct {
	storeFlag
	On           string   `placeholder:"DATE" help:"The day by which all is told; without it today."`
	State        []string `placeholder:"STATE" help:"Only those that stand so: in-force, pending, ended, unknown."`
	SignedFrom   string   `placeholder:"DATE" help:"Only those signed on this date or after it."`
	SignedTo     string   `placeholder:"DATE" help:"Only those signed on this date or before it."`
	EndsWithin   *int     `placeholder:"DAYS" help:"Only those whose term ends within so many days."`
	NoticeWithin *int     `placeholder:"DAYS" help:"Only those that need notice within so many days."`
	Party        []string `placeholder:"PARTY" help:"Only those with this party, an id or a name; repeat it for several."`
	Country      string   `placeholder:"CODE" help:"Only those of a country or somebody in it, by its ISO code such as IR."`
	Field        string   `placeholder:"ID" help:"Only those that cover this technology field or one narrower."`
	Order        string   `enum:"signed,ends,notice" default:"signed" help:"Signed last, ending first or needing notice first (signed, ends, notice)."`
	First        int      `default:"20" help:"How many agreements, at most 100."`
	After        string   `placeholder:"CURSOR" help:"Go on behind this cursor, which the last line names."`
	Language     string   `enum:"en,fa" default:"en" help:"Language of names and sentences (en, fa)."`
	JSON         bool     `name:"json" help:"Print the agreements as JSON."`
}

var (
	agreementStates = map[string]graph.AgreementState{"unknown": graph.AgreementUnknown, "pending": graph.AgreementPending,
		"in-force": graph.AgreementInForce, "ended": graph.AgreementEnded}
	agreementOrders = map[string]engine.AgreementOrder{"signed": engine.BySigned, "ends": engine.ByEnd, "notice": engine.ByNotice}
)

// mostParties is how many parties are told of each agreement.
const mostParties = 6

// Run prints agreements as they stand on a day.
func (c agreementsCommand) Run(ctx context.Context, term terminal) error {
	query, err := c.query()
	if err != nil {
		return err
	}
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	for _, name := range c.Party {
		party, err := entityNamed(ctx, g, name)
		if err != nil {
			return err
		}
		query.Where.Parties = append(query.Where.Parties, party.ID)
	}
	found, err := g.Agreements(ctx, query)
	if err != nil {
		return err
	}
	told, err := c.tell(ctx, g, found)
	if err != nil {
		return err
	}
	if c.JSON {
		encoder := json.NewEncoder(term.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(told)
	}
	told.print(term.out)
	return restrictionsOn(ctx, g, term.out, c.Language, told.restricted)
}

// query is the question but for the parties, whose names the graph knows.
func (c agreementsCommand) query() (query engine.AgreementQuery, err error) {
	query = engine.AgreementQuery{Order: agreementOrders[c.Order], Page: engine.PageQuery{First: c.First, After: c.After},
		Where: engine.AgreementFilter{EndsWithin: c.EndsWithin, NoticeWithin: c.NoticeWithin, Country: c.Country, Field: graph.ID(c.Field)}}
	for _, word := range c.State {
		state, known := agreementStates[word]
		if !known {
			return query, fmt.Errorf("--state must be one of in-force, pending, ended, unknown but got %q: %w", word, errUsage)
		}
		query.Where.States = append(query.Where.States, state)
	}
	for _, flag := range []struct {
		name, text string
		date       *graph.Date
	}{{"--on", c.On, &query.On}, {"--signed-from", c.SignedFrom, &query.Where.SignedFrom}, {"--signed-to", c.SignedTo, &query.Where.SignedTo}} {
		if flag.text == "" {
			continue
		}
		if *flag.date, err = graph.ParseDate(flag.text); err != nil {
			return query, fmt.Errorf("%s: %w: %w", flag.name, err, errUsage)
		}
	}
	return query, nil
}

// toldAgreements is the answer as it is printed.
type toldAgreements struct {
	On         string          `json:"on"`
	Total      int             `json:"total"`
	Agreements []toldAgreement `json:"agreements"`
	// Next is the cursor behind which the list goes on.
	Next string `json:"next,omitempty"`

	restricted []graph.ID
}

type toldAgreement struct {
	ID           graph.ID    `json:"id"`
	Name         string      `json:"name"`
	State        string      `json:"state"`
	Sentence     string      `json:"sentence"`
	Signed       string      `json:"signed,omitempty"`
	InForce      string      `json:"inForce,omitempty"`
	Ends         string      `json:"ends,omitempty"`
	Renews       bool        `json:"renews"`
	NoticeBy     string      `json:"noticeBy,omitempty"`
	NextNoticeBy string      `json:"nextNoticeBy,omitempty"`
	Restricted   bool        `json:"restricted"`
	PartyCount   int         `json:"partyCount"`
	Parties      []toldParty `json:"parties"`
}

type toldParty struct {
	ID    graph.ID `json:"id"`
	Name  string   `json:"name"`
	Stage string   `json:"stage"`
	Since string   `json:"since,omitempty"`
}

// tell reads the names, and the relationships of the parties that are told.
func (c agreementsCommand) tell(ctx context.Context, g *engine.Graph, found engine.AgreementPage) (toldAgreements, error) {
	var entities, ties []graph.ID
	told := toldAgreements{On: found.On.String(), Total: found.Total, Agreements: make([]toldAgreement, len(found.Items))}
	for _, item := range found.Items {
		entities = append(entities, item.Agreement)
		for i, party := range item.Parties {
			if item.Restricted {
				told.restricted = append(told.restricted, party.Party)
			}
			if i < mostParties {
				entities, ties = append(entities, party.Party), append(ties, party.Relationship)
			}
		}
	}
	e := &evidence{}
	var err error
	if e.entities, err = byID(ctx, g.Entities, entities); err != nil {
		return told, err
	}
	if e.ties, err = byID(ctx, g.Relationships, ties); err != nil {
		return told, err
	}
	for i, item := range found.Items {
		told.Agreements[i] = c.one(e, item, found.On.First())
	}
	if found.HasNext && len(found.Items) > 0 {
		told.Next = found.Items[len(found.Items)-1].Cursor
	}
	return told, nil
}

func (c agreementsCommand) one(e *evidence, item engine.AgreementItem, on graph.Day) toldAgreement {
	a := toldAgreement{ID: item.Agreement, Name: e.entities[item.Agreement].Name(c.Language).Value, State: item.State.String(),
		Sentence: sentence.Agreement{State: item.State, Terms: item.Terms, Term: item.Term}.Sentence(c.Language), Signed: item.Signed.String(),
		InForce: item.Terms.InForce.String(), Renews: item.Terms.Renews(), Restricted: item.Restricted, PartyCount: len(item.Parties), Parties: []toldParty{}}
	if item.Term != nil {
		a.Ends, a.NoticeBy, a.NextNoticeBy = item.Term.Ends.String(), item.Term.NoticeBy.String(), item.Term.NextNoticeBy.String()
	}
	for _, party := range item.Parties[:min(len(item.Parties), mostParties)] {
		if tie := e.ties[party.Relationship]; tie != nil {
			standing := tie.StandingOn(on)
			a.Parties = append(a.Parties, toldParty{party.Party, e.entities[party.Party].Name(c.Language).Value, standing.Stage.String(), standing.Since.String()})
		}
	}
	return a
}

func (t toldAgreements) print(out io.Writer) {
	fmt.Fprintf(out, "Agreements on %s: %d of %d.\n", t.On, len(t.Agreements), t.Total)
	for _, a := range t.Agreements {
		fmt.Fprintf(out, "\n%s (%s)\n  %s", a.Name, a.ID, a.Sentence)
		if a.Signed != "" {
			fmt.Fprintf(out, " Signed: %s.", a.Signed)
		}
		fmt.Fprintln(out)
		for _, p := range a.Parties {
			since := ""
			if p.Since != "" {
				since = ", " + p.Since
			}
			fmt.Fprintf(out, "  %-10s %s (%s)%s\n", p.Stage, p.Name, p.ID, since)
		}
		if more := a.PartyCount - len(a.Parties); more > 0 {
			fmt.Fprintf(out, "  and %d more\n", more)
		}
	}
	if t.Next != "" {
		fmt.Fprintf(out, "\nMore behind: --after %s\n", t.Next)
	}
}
