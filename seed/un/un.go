// Package un owns the reading of the United Nations Security Council
// Consolidated List in its XML form (https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list),
// within bounds of its own on size, depth and number.
//
// It knows nothing of what a graph already holds; joining the two is for the
// importer. README.md beside it tells how the elements are read.
package un

import (
	"fmt"
	"strings"

	"entente/graph"
	"entente/seed/listed"
)

// Site is where the list is published.
const Site = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"

// Scheme is the register of the reference numbers of the list.
const Scheme = "un-sc"

// Record is one party of the list, as it is written.
type Record struct {
	// Number is its place in the list, from 1.
	Number int
	// Refused says what is wrong with the record; the rest is then empty.
	Refused *graph.Error
	// Person tells a natural person from a body.
	Person                          bool
	Reference, Name, Original, Type string
	Listed                          graph.Date
	Titles                          []string
	Aliases                         []Alias
	Addresses                       []Address
}

// Alias is another name, with what the list says of it, such as "f.k.a.".
type Alias struct{ Name, Quality string }

// Address is where a party is.
type Address struct{ City, Country string }

// Label names the record for people: "record 17 (CDe.001)".
func (r Record) Label() string { return label(r.Number, r.Reference) }

func label(number int, reference string) string {
	if reference == "" {
		return fmt.Sprintf("record %d", number)
	}
	return fmt.Sprintf("record %d (%s)", number, graph.Excerpt(reference))
}

// Party understands a record.
func (r Record) Party(countries listed.Countries) listed.Party {
	p := listed.Party{Record: r.Label(), Refused: r.Refused, Private: r.Person && !listed.HoldsOffice(r.Titles...)}
	if p.Refused != nil || p.Private {
		return p
	}
	p.Entity = &graph.Entity{
		ID:          graph.ID("un:" + r.Reference),
		Names:       []graph.Name{{Value: r.Name, Language: "en", Type: graph.Label}},
		ExternalIDs: []graph.ExternalID{{Scheme: Scheme, Value: r.Reference}},
	}
	if r.Person {
		p.Entity.Kind = graph.Person
		p.Entity.Properties = map[string]graph.Value{"title": graph.Text(strings.Join(r.Titles, "; "))}
	} else {
		listed.Classify(p.Entity, r.Name)
	}
	listed.AddName(p.Entity, r.Original, "", graph.Alias)
	for _, alias := range r.Aliases {
		kind := graph.Alias
		if alias.Quality == "f.k.a." {
			kind = graph.Former
		}
		listed.AddName(p.Entity, alias.Name, "", kind)
	}
	for _, address := range r.Addresses {
		code := countries.Code(address.Country)
		p.AddPlace(address.City, code)
		if code == "" && address.Country != "" {
			p.Warnings = append(p.Warnings, graph.Errorf(graph.Invalid, "the address is in %q, no country that is known", graph.Excerpt(address.Country)).At("ENTITY_ADDRESS/COUNTRY").In(p.Record))
		}
	}
	p.Listings = []listed.Listing{r.listing()}
	return p
}

// regime is a sanctions regime of the Security Council.
type regime struct {
	id, name, basis string
	// contested tells that states disagree on whether it is in force.
	contested bool
}

// regimes leads from the list's types to the regimes; a type that is not here
// makes a restriction of its own.
var regimes = map[string]regime{
	"Al-Qaida":    {"un-isil-al-qaida-1267", "UN sanctions regime on ISIL (Da'esh) and Al-Qaida (1267 regime)", "UNSCR 1267", false},
	"CAR":         {"un-car-2127", "UN sanctions regime on the Central African Republic (2127 regime)", "UNSCR 2127", false},
	"DPRK":        {"un-dprk-1718", "UN sanctions regime on the DPRK (1718 regime)", "UNSCR 1718", false},
	"DRC":         {"un-drc-1533", "UN sanctions regime on the Democratic Republic of the Congo (1533 regime)", "UNSCR 1533", false},
	"Haiti":       {"un-haiti-2653", "UN sanctions regime on Haiti (2653 regime)", "UNSCR 2653", false},
	"Iran":        {"un-iran-1737", "UN sanctions regime on Iran (1737 regime)", "UNSCR 1737", true},
	"Iraq":        {"un-iraq-1518", "UN sanctions regime on Iraq (1518 regime)", "UNSCR 1518", false},
	"Libya":       {"un-libya-1970", "UN sanctions regime on Libya (1970 regime)", "UNSCR 1970", false},
	"Somalia":     {"un-somalia-2713", "UN sanctions regime on Al-Shabaab (2713 regime)", "UNSCR 2713", false},
	"South Sudan": {"un-south-sudan-2206", "UN sanctions regime on South Sudan (2206 regime)", "UNSCR 2206", false},
	"Sudan":       {"un-sudan-1591", "UN sanctions regime on Sudan (1591 regime)", "UNSCR 1591", false},
	"Taliban":     {"un-taliban-1988", "UN sanctions regime on the Taliban (1988 regime)", "UNSCR 1988", false},
	"Yemen":       {"un-yemen-2140", "UN sanctions regime on Yemen (2140 regime)", "UNSCR 2140", false},
}

func (r Record) listing() listed.Listing {
	under, known := regimes[r.Type]
	if !known {
		under = regime{id: "un-" + listed.Slug(r.Type), name: "UN sanctions list " + r.Type}
	}
	restriction := &graph.Entity{
		ID: graph.ID("restriction:" + under.id), Kind: graph.Restriction,
		Names:      []graph.Name{{Value: under.name, Language: "en", Type: graph.Label}},
		Properties: map[string]graph.Value{"type": graph.Text("SANCTIONS"), "regime": graph.Text("UN")},
	}
	if under.basis != "" {
		restriction.Properties["legalBasis"] = graph.List(under.basis)
	}
	claim := graph.Claim{Locator: r.Reference, Confidence: graph.ConfidenceA, Status: graph.Active, Start: r.Listed, Note: "list " + r.Type}
	if under.contested {
		claim.Status = graph.Contested
	}
	return listed.Listing{Restriction: restriction, Issuer: council(), Claim: claim}
}

func council() *graph.Entity {
	return &graph.Entity{
		ID: "org:unsc", Kind: graph.Organization,
		Names:      []graph.Name{{Value: "United Nations Security Council", Language: "en", Type: graph.Label}, {Value: "شورای امنیت سازمان ملل متحد", Language: "fa", Type: graph.Label}},
		Properties: map[string]graph.Value{"type": graph.Text("INTERNATIONAL_ORGANIZATION")},
	}
}
