package main

import (
	"context"
	"encoding/json"
	"fmt"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type agreementsCommand struct {
	reading
	On           string   `placeholder:"DATE" help:"The day by which all is told; without it today."`
	State        []string `placeholder:"STATE" help:"Only those that stand so: in-force, pending, ended, unknown."`
	SignedFrom   string   `placeholder:"DATE" help:"Only those signed on this date or after it."`
	SignedTo     string   `placeholder:"DATE" help:"Only those signed on this date or before it."`
	EndsWithin   *int     `placeholder:"DAYS" help:"Only those whose term ends within so many days."`
	NoticeWithin *int     `placeholder:"DAYS" help:"Only those that need notice within so many days."`
	Party        []string `placeholder:"PARTY" help:"Only those with this party, an id or a name; repeat it for several."`
	Stage        []string `placeholder:"STAGE" help:"Only those in which each --party, else somebody of --country, else anybody has come so far: planned, signed, ratified, in-force, suspended, left."`
	Country      string   `placeholder:"CODE" help:"Only those of a country or somebody in it, by its ISO code such as IR."`
	Field        string   `placeholder:"ID" help:"Only those that cover this technology field or one narrower."`
	Order        string   `enum:"signed,ends,notice" default:"signed" help:"Signed last, ending first or needing notice first (signed, ends, notice)."`
	First        int      `default:"20" help:"How many agreements, at most 100."`
	After        string   `placeholder:"CURSOR" help:"Go on behind this cursor, which the last line names."`
	JSON         bool     `name:"json" help:"Print the agreements as JSON."`
}

var (
	agreementStates = map[string]graph.AgreementState{"unknown": graph.AgreementUnknown, "pending": graph.AgreementPending,
		"in-force": graph.AgreementInForce, "ended": graph.AgreementEnded}
	partyStages = map[string]graph.Stage{"planned": graph.StagePlanned, "signed": graph.StageSigned, "ratified": graph.StageRatified,
		"in-force": graph.StageInForce, "suspended": graph.StageSuspended, "left": graph.StageLeft}
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
	return c.read(ctx, term, func(ctx context.Context, a answer) error {
		if query.Where.Parties, err = entitiesNamed(ctx, a.Graph, c.Party); err != nil {
			return err
		}
		found, err := a.Agreements(ctx, query)
		if err != nil {
			return err
		}
		return c.print(ctx, a, found)
	})
}

func (c agreementsCommand) print(ctx context.Context, a answer, found engine.AgreementPage) error {
	told, err := c.tell(ctx, a, found)
	if err != nil {
		return err
	}
	if c.JSON {
		encoder := json.NewEncoder(a.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(told)
	}
	told.print(a.page)
	return a.restrictionsOn(ctx, told.restricted)
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
	for _, word := range c.Stage {
		stage, known := partyStages[word]
		if !known {
			return query, fmt.Errorf("--stage must be one of planned, signed, ratified, in-force, suspended, left but got %q: %w", word, errUsage)
		}
		query.Where.PartyStages = append(query.Where.PartyStages, stage)
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
	on         graph.Date
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

	signed graph.Date
}

type toldParty struct {
	ID    graph.ID `json:"id"`
	Name  string   `json:"name"`
	Stage string   `json:"stage"`
	Since string   `json:"since,omitempty"`

	standing graph.Standing
}

// tell reads the names, and the relationships of the parties that are told.
func (c agreementsCommand) tell(ctx context.Context, a answer, found engine.AgreementPage) (toldAgreements, error) {
	var entities, ties []graph.ID
	told := toldAgreements{On: found.On.String(), on: found.On, Total: found.Total, Agreements: make([]toldAgreement, len(found.Items))}
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
	e := &evidence{page: a.page}
	var err error
	if e.entities, err = byID(ctx, a.Entities, entities); err != nil {
		return told, err
	}
	if e.ties, err = byID(ctx, a.Relationships, ties); err != nil {
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
	told := toldAgreement{ID: item.Agreement, Name: e.entities[item.Agreement].Name(c.Language).Value, State: item.State.String(),
		Sentence: sentence.Agreement{State: item.State, Terms: item.Terms, Term: item.Term}.Sentence(c.Language), Signed: item.Signed.String(), signed: item.Signed,
		InForce: item.Terms.InForce.String(), Renews: item.Terms.Renews(), Restricted: item.Restricted, PartyCount: len(item.Parties), Parties: []toldParty{}}
	if item.Term != nil {
		told.Ends, told.NoticeBy, told.NextNoticeBy = item.Term.Ends.String(), item.Term.NoticeBy.String(), item.Term.NextNoticeBy.String()
	}
	for _, party := range item.Parties[:min(len(item.Parties), mostParties)] {
		if tie := e.ties[party.Relationship]; tie != nil {
			standing := tie.StandingOn(on)
			told.Parties = append(told.Parties, toldParty{party.Party, e.entities[party.Party].Name(c.Language).Value,
				standing.Stage.String(), standing.Since.String(), standing})
		}
	}
	return told
}

func (t toldAgreements) print(p page) {
	p.line("Agreements on %s: %d of %d.", p.date(t.on), len(t.Agreements), t.Total)
	for _, a := range t.Agreements {
		p.line("\n%s (%s)", sentence.Quote(p.language, a.Name), a.ID)
		signed := ""
		if !a.signed.IsZero() {
			signed = p.text(" Signed: %s.", p.date(a.signed))
		}
		p.line("  %s%s", a.Sentence, signed)
		for _, party := range a.Parties {
			party.print(p)
		}
		if more := a.PartyCount - len(a.Parties); more > 0 {
			p.line("  and %d more", more)
		}
	}
	if t.Next != "" {
		p.line("\nMore behind: --after %s", t.Next)
	}
}

func (t toldParty) print(p page) {
	since := ""
	if !t.standing.Since.IsZero() {
		since = p.text(", ") + p.date(t.standing.Since)
	}
	p.line("  %-10s %s (%s)%s", sentence.Stage(p.language, t.standing.Stage), sentence.Quote(p.language, t.Name), t.ID, since)
}
