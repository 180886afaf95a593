package sdn

import (
	"regexp"
	"strings"

	"entente/graph"
	"entente/seed/listed"
)

// takeRemarks takes what the remarks say in a fixed form, "; " between the
// parts: weak other names in quotation marks, the address on the web, the year of
// founding. The rest, which names private persons too, is left where it is.
func (e Entry) takeRemarks(entity *graph.Entity) {
	for part := range strings.SplitSeq(strings.TrimSuffix(e.Remarks, "."), "; ") {
		kind, rest, _ := strings.Cut(part, " ")
		switch kind {
		case "a.k.a.", "n.k.a.":
			listed.AddName(entity, strings.Trim(rest, "'"), "", graph.Alias)
		case "f.k.a.":
			listed.AddName(entity, strings.Trim(rest, "'"), "", graph.Former)
		case "Website":
			setProperty(entity, "website", graph.Text(rest))
		case "Organization":
			takeFounding(entity, rest)
		}
	}
}

func takeFounding(entity *graph.Entity, text string) {
	when, ok := strings.CutPrefix(text, "Established Date ")
	if !ok || len(when) < 4 {
		return
	}
	if year, err := graph.ParseDate(when[len(when)-4:]); err == nil {
		setProperty(entity, "founded", graph.DateOf(year))
	}
}

// setProperty sets what the entity's kind has and the entity has not yet.
func setProperty(entity *graph.Entity, name string, value graph.Value) {
	_, takes := entity.Kind.Property(name)
	_, has := entity.Properties[name]
	if !takes || has {
		return
	}
	if entity.Properties == nil {
		entity.Properties = map[string]graph.Value{}
	}
	entity.Properties[name] = value
}

func (e Entry) locator() string { return "entry " + e.ID }

// order finds the executive order that a programme's name holds.
var order = regexp.MustCompile(`-EO(\d{5})$`)

// listings gives a restriction for each programme, which the list writes as
// "IRAN] [SDGT] [IFSR".
func (e Entry) listings() (listings []listed.Listing) {
	for programme := range strings.SplitSeq(e.Programmes, "]") {
		programme = strings.Trim(programme, " [")
		slug := listed.Slug(programme)
		if slug == "" {
			continue
		}
		restriction := &graph.Entity{
			ID: graph.ID("restriction:us-ofac-sdn-" + slug), Kind: graph.Restriction,
			Names:      []graph.Name{{Value: "US SDN list, programme " + programme, Language: "en", Type: graph.Label}, {Value: programme, Type: graph.Acronym}},
			Properties: map[string]graph.Value{"type": graph.Text("LIST"), "regime": graph.Text("US")},
		}
		if found := order.FindStringSubmatch(programme); found != nil {
			restriction.Properties["legalBasis"] = graph.List("Executive Order " + found[1])
		}
		listings = append(listings, listed.Listing{
			Restriction: restriction, IssuerCode: "US",
			Claim: graph.Claim{Locator: e.locator(), Confidence: graph.ConfidenceA, Status: graph.Active, Note: "programme " + programme},
		})
	}
	return listings
}
