package seed

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"entente/graph"
	"entente/seed/ror"
)

// newCountry makes the country that a dump names and the target lacks, with
// its English and Persian names of the Unicode CLDR. Where that does not know
// the code, the dump's own name stands.
func newCountry(c ror.Country) *graph.Entity {
	country := &graph.Entity{
		ID: graph.ID("iso:" + c.Code), Kind: graph.Country,
		ExternalIDs: []graph.ExternalID{{Scheme: "iso3166-1-alpha-2", Value: c.Code}},
	}
	region, err := language.ParseRegion(c.Code)
	if err != nil || !region.IsCountry() {
		name := graph.Name{Value: c.Name, Language: "en", Type: graph.Label, Source: ror.Source}
		if name.Value == "" {
			name.Value = c.Code
		}
		country.Names = []graph.Name{name}
		return country
	}
	country.Names = []graph.Name{
		{Value: display.Regions(language.English).Name(region), Language: "en", Type: graph.Label},
		{Value: display.Regions(language.Persian).Name(region), Language: "fa", Type: graph.Label},
	}
	if code := region.ISO3(); code != "ZZZ" {
		country.ExternalIDs = append(country.ExternalIDs, graph.ExternalID{Scheme: "iso3166-1-alpha-3", Value: code})
	}
	return country
}
