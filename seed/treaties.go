package seed

import (
	"context"

	"entente/graph"
	"entente/seed/rows"
	"entente/seed/treaties"
)

// loadTreaties loads the agreements and the parties of the manytreaties data set.
//
// An agreement becomes the entity "ggo:…" by its id. Where the data set gives
// several agreements one id, the first of them by date and title has it, the
// others have a digest of date and title behind it. An agreement that only the
// parties name is one too. A state is the country of its ISO 3166 code, a former
// country, or an organisation; each party is a PARTY_TO with one claim for each
// step that it has taken.
func loadTreaties(ctx context.Context, r *run) error {
	t := &treatyLoad{
		edition: r.edition(publication{
			title: "manytreaties", publisher: "Global Governance Observatory", url: treaties.Site, licence: "CC BY 4.0", scheme: "manytreaties",
		}),
		agreements: map[treaties.Key]*treaty{}, alike: map[[2]string][]treaties.Key{}, states: map[string]treaties.State{},
	}
	for _, stage := range []func(context.Context) error{t.readAgreements, t.readParties} {
		if err := stage(ctx); err != nil {
			return err
		}
	}
	if len(t.agreements) == 0 {
		return r.refusal()
	}
	return t.put(ctx, t.say)
}

// treatyLoad is a load of the data set.
type treatyLoad struct {
	*edition
	agreements map[treaties.Key]*treaty
	// alike are the agreements of the first file by id and title.
	alike  map[[2]string][]treaties.Key
	states map[string]treaties.State
}

// treaty is one agreement with the rows of its parties.
type treaty struct {
	treaties.Agreement
	parties []treaties.Party
}

func (t *treatyLoad) readAgreements(ctx context.Context) error {
	return readFile(ctx, t.edition, 0, wanted{".csv", "agreements"}, treaties.Agreements, t.takeAgreement)
}

func (t *treatyLoad) readParties(ctx context.Context) error {
	return readFile(ctx, t.edition, 1, wanted{".csv", "parties"}, treaties.Parties, t.takeParty)
}

func (t *treatyLoad) takeAgreement(a treaties.Agreement) *graph.Error {
	if a.Refused != nil {
		return a.Refused
	}
	if first := t.agreements[a.Key]; first != nil {
		err := graph.Errorf(graph.Conflict, "row %d is the same agreement", first.Number)
		return err.At("treatyID").In(rows.Label(a.Number))
	}
	t.warn(t.files[0], a.Warnings)
	t.agreements[a.Key] = &treaty{Agreement: a}
	title := [2]string{a.Key.ID, a.Key.Title}
	t.alike[title] = append(t.alike[title], a.Key)
	return nil
}

func (t *treatyLoad) takeParty(p treaties.Party) *graph.Error {
	if p.Refused != nil {
		return p.Refused
	}
	if _, known := t.states[p.State]; !known {
		state, err := treaties.StateOf(p.State)
		if err != nil {
			return err.In(rows.Label(p.Number))
		}
		t.states[p.State] = state
	}
	t.warn(t.files[1], p.Warnings)
	agreement := t.agreementOf(p)
	p.Key, p.Warnings = agreement.Key, nil
	agreement.parties = append(agreement.parties, p)
	return nil
}

// agreementOf finds the agreement of a party: the one with its id, title and
// date, else the only one with its id and title, else one of its own.
func (t *treatyLoad) agreementOf(p treaties.Party) *treaty {
	if known := t.agreements[p.Key]; known != nil {
		return known
	}
	if alike := t.alike[[2]string{p.Key.ID, p.Key.Title}]; len(alike) == 1 {
		return t.agreements[alike[0]]
	}
	own := &treaty{Agreement: treaties.Agreement{Key: p.Key, Signed: p.AgreementSigned, Type: "OTHER"}}
	t.agreements[p.Key] = own
	return own
}
