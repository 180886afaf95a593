package ror

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"entente/graph"
)

// meaning is what the dump's word for a type of organisation comes to.
type meaning struct {
	word string
	kind graph.EntityKind
	// property is the property type; a Firm has none.
	property string
}

// meanings stand in order: an organisation of several types is the first of
// them here. A company is a Firm whatever else it is; funder stands last
// because most funders are something else first.
var meanings = []meaning{
	{"company", graph.Firm, ""},
	{"education", graph.Organization, "UNIVERSITY"},
	{"healthcare", graph.Organization, "HOSPITAL"},
	{"facility", graph.Organization, "INSTITUTE"},
	{"government", graph.Organization, "GOVERNMENT"},
	{"nonprofit", graph.Organization, "NGO"},
	{"archive", graph.Organization, "OTHER"},
	{"other", graph.Organization, "OTHER"},
	{"funder", graph.Organization, "FUND"},
}

var states = map[string]string{"active": "ACTIVE", "inactive": "INACTIVE", "withdrawn": "WITHDRAWN"}

// Years of founding outside these are slips of the pen; the oldest universities
// that still exist are of the ninth century.
const firstYear, lastYear = 500, 2100

// understand turns a record of the dump into what it means.
func understand(o *organization) (Record, *graph.Error) {
	id, ok := parseID(o.ID)
	if !ok {
		return Record{}, graph.Errorf(graph.Invalid, "%q is no ROR id such as https://ror.org/05qbk4x57", graph.Excerpt(o.ID)).At("id")
	}
	r := Record{ID: id, Withdrawn: o.Status == "withdrawn", Ended: o.Status != "active"}
	r.Entity = &graph.Entity{ID: id.Entity(), Properties: map[string]graph.Value{}}
	for _, part := range []func(*Record, *organization) *graph.Error{takeKind, takeState, takeNames, takeIDs, takePlaces, takeYearAndSite, takeTies} {
		if err := part(&r, o); err != nil {
			return Record{}, err
		}
	}
	if err := r.Entity.Validate(); err != nil {
		return Record{}, err
	}
	return r, nil
}

func takeKind(r *Record, o *organization) *graph.Error {
	if len(o.Types) == 0 {
		return graph.Errorf(graph.Invalid, "the field is missing").At("types")
	}
	best := len(meanings)
	for i, word := range o.Types {
		rank := slices.IndexFunc(meanings, func(m meaning) bool { return m.word == word })
		if rank < 0 {
			return graph.Errorf(graph.Invalid, "unknown type %q", graph.Excerpt(word)).At(fmt.Sprintf("types[%d]", i))
		}
		best = min(best, rank)
	}
	r.Entity.Kind = meanings[best].kind
	setText(r, "type", meanings[best].property)
	return nil
}

// setText sets a property that the record has a value for.
func setText(r *Record, property, value string) {
	if value != "" {
		r.Entity.Properties[property] = graph.Text(value)
	}
}

func takeState(r *Record, o *organization) *graph.Error {
	state, ok := states[o.Status]
	if !ok {
		return graph.Errorf(graph.Invalid, "unknown status %q", graph.Excerpt(o.Status)).At("status")
	}
	setText(r, "state", state)
	return nil
}

// takeNames takes every name, once: labels first, and of these first the one
// that the registry displays, then aliases, then acronyms.
func takeNames(r *Record, o *organization) *graph.Error {
	if len(o.Names) == 0 {
		return graph.Errorf(graph.Invalid, "the field is missing").At("names")
	}
	shown := map[graph.Name]int{}
	for i, n := range o.Names {
		name := graph.Name{Value: n.Value, Language: n.Lang, Type: nameType(n.Types)}
		if name.Type == 0 {
			return graph.Errorf(graph.Invalid, "unknown types %q", n.Types).At(fmt.Sprintf("names[%d].types", i))
		}
		if slices.Contains(n.Types, "ror_display") {
			shown[name] = -1
		}
		if !slices.Contains(r.Entity.Names, name) {
			r.Entity.Names = append(r.Entity.Names, name)
		}
	}
	slices.SortStableFunc(r.Entity.Names, func(a, b graph.Name) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(shown[a], shown[b]))
	})
	return nil
}

// nameType gives the first of label, alias and acronym that the name is; 0 when it is none.
func nameType(types []string) graph.NameType {
	switch {
	case slices.Contains(types, "label"), len(types) == 1 && types[0] == "ror_display":
		return graph.Label
	case slices.Contains(types, "alias"):
		return graph.Alias
	case slices.Contains(types, "acronym"):
		return graph.Acronym
	}
	return 0
}

// takeIDs takes the ROR id, then those in other registers, the preferred one first.
func takeIDs(r *Record, o *organization) *graph.Error {
	r.Entity.ExternalIDs = []graph.ExternalID{{Scheme: "ror", Value: string(r.ID)}}
	for _, other := range o.ExternalIDs {
		for _, value := range append([]string{other.Preferred}, other.All...) {
			id := graph.ExternalID{Scheme: other.Type, Value: value}
			if value != "" && !slices.Contains(r.Entity.ExternalIDs, id) {
				r.Entity.ExternalIDs = append(r.Entity.ExternalIDs, id)
			}
		}
	}
	return nil
}

// takePlaces takes the properties of the first place and the countries of all.
func takePlaces(r *Record, o *organization) *graph.Error {
	for i, location := range o.Locations {
		if err := takePlace(r, location.Place); err != nil {
			return err.At(fmt.Sprintf("locations[%d].geonames_details", i))
		}
	}
	if len(o.Locations) == 0 {
		return nil
	}
	first := o.Locations[0].Place
	setText(r, "country", first.Country)
	setText(r, "city", first.City)
	setText(r, "region", first.Region)
	if first.Latitude != nil && first.Longitude != nil {
		r.Entity.Properties["latitude"] = graph.Float(*first.Latitude)
		r.Entity.Properties["longitude"] = graph.Float(*first.Longitude)
	}
	return nil
}

func takePlace(r *Record, p place) *graph.Error {
	switch {
	case p.Latitude != nil && math.Abs(*p.Latitude) > 90:
		return graph.Errorf(graph.Invalid, "%v is no latitude", *p.Latitude).At("lat")
	case p.Longitude != nil && math.Abs(*p.Longitude) > 180:
		return graph.Errorf(graph.Invalid, "%v is no longitude", *p.Longitude).At("lng")
	case p.Country == "":
		return nil
	case len(p.Country) != 2 || !upper(p.Country[0]) || !upper(p.Country[1]):
		return graph.Errorf(graph.Invalid, "%q is no code of two letters", graph.Excerpt(p.Country)).At("country_code")
	}
	if !slices.ContainsFunc(r.Countries, func(c Country) bool { return c.Code == p.Country }) {
		r.Countries = append(r.Countries, Country{p.Country, p.CountryName})
	}
	return nil
}

func upper(c byte) bool { return c >= 'A' && c <= 'Z' }

func takeYearAndSite(r *Record, o *organization) *graph.Error {
	if year := o.Established; year != nil {
		r.YearDropped = *year < firstYear || *year > lastYear
		if !r.YearDropped {
			r.Entity.Properties["founded"] = graph.DateOf(graph.Date{Year: int16(*year)})
		}
	}
	for _, link := range o.Links {
		if link.Type == "website" {
			setText(r, "website", link.Value)
			break
		}
	}
	return nil
}

// takeTies takes the ties that the record states. The registry states most
// from both ends, so the same tie comes from two records.
func takeTies(r *Record, o *organization) *graph.Error {
	for i, stated := range o.Relationships {
		other, ok := parseID(stated.ID)
		if !ok {
			return graph.Errorf(graph.Invalid, "%q is no ROR id", graph.Excerpt(stated.ID)).At(fmt.Sprintf("relationships[%d].id", i))
		}
		var tie Tie
		switch stated.Type {
		case "parent":
			tie = Tie{graph.PartOf, r.ID, other}
		case "child":
			tie = Tie{graph.PartOf, other, r.ID}
		case "related":
			tie = Tie{graph.PartnerOf, r.ID, other}
		case "successor":
			tie = Tie{graph.SucceededBy, r.ID, other}
		case "predecessor":
			tie = Tie{graph.SucceededBy, other, r.ID}
		default:
			return graph.Errorf(graph.Invalid, "unknown type %q", graph.Excerpt(stated.Type)).At(fmt.Sprintf("relationships[%d].type", i))
		}
		r.Ties = append(r.Ties, tie)
	}
	return nil
}
