package seed

import (
	"entente/graph"
	"entente/seed/listed"
)

// sayListed says what a sanctions list says: each party, its LISTED_UNDER to the
// restrictions, who issued these, and where the party has addresses.
func (e *edition) sayListed(parties []listed.Party) error {
	private := 0
	for _, party := range parties {
		if party.Private {
			private++
			continue
		}
		if party.Refused == nil {
			party.Refused = e.sayParty(party).In(party.Record)
		}
		if err := e.refuse("", asError(inRow(party.Refused, e.files[0]))); err != nil {
			return err
		}
	}
	e.note("natural persons without public office, left out", private)
	return nil
}

func (e *edition) sayParty(party listed.Party) *graph.Error {
	id, err := e.body(party.Entity)
	if err != nil {
		return err
	}
	e.warn(e.files[0], party.Warnings)
	for _, listing := range party.Listings {
		restriction := e.record(listing.Restriction)
		e.tie(graph.Relationship{Kind: graph.ListedUnder, From: id, To: restriction}, listing.Claim)
		e.tie(graph.Relationship{Kind: graph.IssuedBy, From: restriction, To: e.issuer(listing)},
			graph.Claim{Locator: string(restriction), Confidence: graph.ConfidenceA, Status: graph.Active})
	}
	if party.Entity.Kind == graph.Product || party.Entity.Kind == graph.Person {
		return nil
	}
	for _, code := range party.Countries {
		e.tie(graph.Relationship{Kind: graph.LocatedIn, From: id, To: e.country(code)},
			graph.Claim{Locator: party.Listings[0].Claim.Locator, Confidence: graph.ConfidenceA, Status: graph.Unknown, Note: "address on the list"})
	}
	return nil
}

func (e *edition) issuer(listing listed.Listing) graph.ID {
	if listing.IssuerCode != "" {
		return e.country(listing.IssuerCode)
	}
	return e.record(listing.Issuer)
}
