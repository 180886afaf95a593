package seed

import (
	"cmp"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"entente/graph"
)

// newCountry makes the country that an input names by its code and the target
// lacks, with its English and Persian names of the Unicode CLDR. Where that does
// not know the code, the input's own name stands, or the code.
func newCountry(code string, name graph.Name) *graph.Entity {
	country := &graph.Entity{
		ID: graph.ID("iso:" + code), Kind: graph.Country,
		ExternalIDs: []graph.ExternalID{{Scheme: "iso3166-1-alpha-2", Value: code}},
	}
	region, err := language.ParseRegion(code)
	if err != nil || !region.IsCountry() {
		name.Value, name.Language, name.Type = cmp.Or(name.Value, code), "en", graph.Label
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
