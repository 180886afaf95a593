package view

import (
	"context"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

// AgreementConnection is a page of agreements.
type AgreementConnection struct {
	Edges      []AgreementEdge
	PageInfo   PageInfo
	TotalCount int
	On         graph.Date
}

// AgreementEdge is an agreement and its place in a list.
type AgreementEdge struct {
	Cursor string
	Node   *AgreementStanding
}

// AgreementStanding is an agreement as it stands on a day.
type AgreementStanding struct {
	engine.AgreementItem
	in *agreements
}

// agreements are those of one page.
type agreements struct {
	*web
	items []engine.AgreementItem
	on    graph.Date
}

// AgreementConnection makes the answer to a question about agreements.
func (o *Operation) AgreementConnection(answer engine.AgreementPage, page Page) *AgreementConnection {
	all := &agreements{web: newWeb(o), items: answer.Items, on: answer.On}
	edges, info := clip(page, answer.Items, answer.PageInfo, func(item engine.AgreementItem) (AgreementEdge, string) {
		all.ids = append(all.ids, item.Agreement)
		return AgreementEdge{item.Cursor, &AgreementStanding{item, all}}, item.Cursor
	})
	return &AgreementConnection{edges, info, answer.Total, answer.On}
}

// Agreement is the agreement.
func (s *AgreementStanding) Agreement(ctx context.Context) (*Agreement, error) {
	found, err := s.in.seen(ctx, s.AgreementItem.Agreement)
	if err != nil {
		return nil, err
	}
	agreement, ok := found.(*Agreement)
	if !ok {
		return nil, gone(s.AgreementItem.Agreement)
	}
	return agreement, nil
}

// InForce says when it entered into force.
func (s *AgreementStanding) InForce() graph.Date { return s.Terms.InForce }

// Ends is the last day of the term.
func (s *AgreementStanding) Ends() graph.Date { return s.term().Ends }

// Renews tells whether it goes on after that.
func (s *AgreementStanding) Renews() bool { return s.Terms.Renews() }

// NoticeBy is the last safe day to give notice for the end of the term.
func (s *AgreementStanding) NoticeBy() graph.Date { return s.term().NoticeBy }

// NextNoticeBy is the first such day that is not past.
func (s *AgreementStanding) NextNoticeBy() graph.Date { return s.term().NextNoticeBy }

func (s *AgreementStanding) term() graph.Term {
	if s.Term == nil {
		return graph.Term{}
	}
	return *s.Term
}

// Sentence tells it in words.
func (s *AgreementStanding) Sentence(language *string) string {
	return sentence.Agreement{State: s.State, Terms: s.Terms, Term: s.Term}.Sentence(value(language))
}

// PartyCount counts those who are tied to it as parties.
func (s *AgreementStanding) PartyCount() int { return len(s.AgreementItem.Parties) }

// Parties are the first of them.
func (s *AgreementStanding) Parties(ctx context.Context, first *int) ([]AgreementParty, error) {
	const usual = 20
	most := usual
	if first != nil {
		most = *first
	}
	if most < 0 || most > engine.MaxPage {
		return nil, graph.Errorf(graph.Invalid, "first is %d; it must be 0 to %d", most, engine.MaxPage).At("first")
	}
	ties, err := ask(&s.in.asked, asking(ctx), func() (*bundle, error) { return s.in.bundle(most), nil })
	if err != nil {
		return nil, err
	}
	shown := s.AgreementItem.Parties[:min(len(s.AgreementItem.Parties), most)]
	parties := make([]AgreementParty, len(shown))
	for i, party := range shown {
		record, err := ties.record(ctx, party.Relationship)
		if err != nil {
			return nil, err
		}
		parties[i] = AgreementParty{record.StandingOn(s.in.on.First()), party, ties}
	}
	return parties, nil
}

// bundle are the first relationships of each agreement of the page, so that they are read together.
func (a *agreements) bundle(most int) *bundle {
	b := &bundle{operation: a.operation}
	for _, item := range a.items {
		for _, party := range item.Parties[:min(len(item.Parties), most)] {
			b.ids = append(b.ids, party.Relationship)
		}
	}
	return b
}

// AgreementParty is a party of an agreement, and how far it has come.
type AgreementParty struct {
	graph.Standing
	answer engine.AgreementParty
	in     *bundle
}

// Party is the party.
func (p *AgreementParty) Party(ctx context.Context) (Entity, error) {
	return p.in.end(ctx, graph.Out, p.answer.Party)
}

// Relationship is the tie with its claims.
func (p *AgreementParty) Relationship(ctx context.Context) (*Relationship, error) {
	return p.in.relationship(ctx, p.answer.Relationship)
}
