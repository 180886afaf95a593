package listed

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// written are the names of countries that lists write otherwise than the Unicode CLDR.
var written = map[string]string{
	"Bahamas, The": "BS", "Bolivia (Plurinational State of)": "BO", "Bosnia and Herzegovina": "BA", "Burma": "MM", "Myanmar": "MM",
	"China, Hong Kong Special Administrative Region": "HK", "Hong Kong": "HK", "Macau": "MO",
	"Congo, Democratic Republic of the": "CD", "Democratic Republic of the Congo": "CD", "Congo, Republic of the": "CG", "Congo": "CG",
	"Cote d Ivoire": "CI", "Côte d'Ivoire": "CI", "Czech Republic": "CZ", "The Gambia": "GM",
	"Democratic People's Republic of Korea": "KP", "Korea, North": "KP", "Korea, South": "KR", "Republic of Korea": "KR",
	"Iran (Islamic Republic of)": "IR", "Lao People's Democratic Republic": "LA", "Libyan Arab Jamahiriya": "LY",
	"Palestinian": "PS", "West Bank": "PS", "Gaza": "PS", "State of Palestine": "PS",
	"Republic of Moldova": "MD", "Russian Federation": "RU", "Saint Kitts and Nevis": "KN", "Saint Vincent and the Grenadines": "VC",
	"Syrian Arab Republic": "SY", "Turkey": "TR", "Türkiye": "TR", "United Republic of Tanzania": "TZ",
	"United Kingdom of Great Britain and Northern Ireland": "GB", "United States of America": "US",
	"Venezuela (Bolivarian Republic of)": "VE", "Viet Nam": "VN", "Virgin Islands, British": "VG", "Kosovo": "XK",
}

// Countries leads from the names that lists write to the codes of ISO 3166-1 alpha-2.
type Countries map[string]string

// NewCountries gives every country of today, those that the Unicode CLDR has a Persian name for, by its English name of the Unicode CLDR and
// by those that lists write.
func NewCountries() Countries {
	countries := Countries{}
	names, persian := display.Regions(language.English), display.Regions(language.Persian)
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]rune{a, b}))
			if err == nil && region.IsCountry() && region.String() == string([]rune{a, b}) && region.Canonicalize() == region && persian.Name(region) != "" {
				countries[fold(names.Name(region))] = region.String()
			}
		}
	}
	for name, code := range written {
		countries[fold(name)] = code
	}
	return countries
}

// Code gives the code of a country, "" for a name that nobody knows.
func (c Countries) Code(name string) string { return c[fold(name)] }

func fold(name string) string {
	return strings.ToLower(strings.NewReplacer("\u2019", "'", "&", "and").Replace(strings.TrimSpace(name)))
}
