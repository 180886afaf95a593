package listed_test

import (
	"slices"
	"testing"

	"entente/graph"
	"entente/seed/listed"
)

func TestWhoHoldsPublicOffice(t *testing.T) {
	for title, want := range map[string]bool{
		"Minister of Defense and Legal Affairs":          true,
		"Governor of Invented Province":                  true,
		"Member of the Supreme People\u2019s Assembly":   true,
		"Commander, Invented Air Force":                  true,
		"Director, Munitions Industry Department":        true,
		"Chief of the General Staff of the Armed Forces": true,
		"President of Invented Trading Company":          false,
		"Managing Director":                              false,
		"Judgement Consulting":                           false,
		"":                                               false,
	} {
		if got := listed.HoldsOffice("", title); got != want {
			t.Errorf("%q: got %v, want %v", title, got, want)
		}
	}
	if listed.HoldsOffice() {
		t.Error("got an office without a title")
	}
}

func TestABodyIsWhatTheWordsOfItsNameSay(t *testing.T) {
	for name, want := range map[string]string{
		"INVENTED CO., LTD.":                            "Firm",
		"ROSNEFT TRADING S.A.":                          "Firm",
		"BANK KESHAVARZI IRAN":                          "Firm",
		"INVENTED SDN. BHD.":                            "Firm",
		"SA INVENTED COMMITTEE FOR CO OPERATIVE PEOPLE": "Organization OTHER",
		"IMAM HOSSEIN UNIVERSITY":                       "Organization UNIVERSITY",
		"MINISTRY OF INVENTED AFFAIRS CO.":              "Organization MINISTRY",
		"AL-QAIDA":                                      "Organization OTHER",
		"":                                              "Organization OTHER",
	} {
		var e graph.Entity
		listed.Classify(&e, name)
		got := e.Kind.String()
		if e.Kind == graph.Organization {
			got += " " + e.Properties["type"].Text
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}

func TestCountriesAreKnownByTheNamesThatListsWrite(t *testing.T) {
	countries := listed.NewCountries()
	for name, want := range map[string]string{
		"Iran": "IR", "Iran (Islamic Republic of)": "IR", "Korea, North": "KP", "Democratic People's Republic of Korea": "KP",
		"Democratic People\u2019s Republic of Korea": "KP", "Cote d Ivoire": "CI", "The Gambia": "GM", " germany ": "DE", "Serbia": "RS",
		"Congo, Democratic Republic of the": "CD", "Hong Kong": "HK", "Kosovo": "XK", "undetermined": "", "": "",
	} {
		if got := countries.Code(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	var codes []string
	for _, code := range countries {
		codes = append(codes, code)
	}
	for _, former := range []string{"YU", "SU", "DD", "CS", "AN", "ZR", "TP", "FX"} {
		if slices.Contains(codes, former) {
			t.Errorf("%s is no country of today", former)
		}
	}
}

func TestThePlaceOfABodyIsThatOfItsFirstAddress(t *testing.T) {
	party := listed.Party{Entity: &graph.Entity{Kind: graph.Firm}}
	for _, place := range []struct{ city, code string }{{"", ""}, {"Invented City", "IR"}, {"Other City", "IR"}, {"Third City", "TR"}} {
		party.AddPlace(place.city, place.code)
	}
	if p := party.Entity.Properties; p["city"].Text != "Invented City" || p["country"].Text != "IR" || !slices.Equal(party.Countries, []string{"IR", "TR"}) {
		t.Errorf("got %+v in %v", p, party.Countries)
	}
	ship := listed.Party{Entity: &graph.Entity{Kind: graph.Product}}
	ship.AddPlace("Invented City", "IR")
	if len(ship.Entity.Properties) != 0 {
		t.Errorf("got %+v, want a product without a place", ship.Entity.Properties)
	}
}

func TestSlugs(t *testing.T) {
	for word, want := range map[string]string{"CAATSA - IRAN": "caatsa-iran", "UKRAINE-EO13662": "ukraine-eo13662", " [] ": ""} {
		if got := listed.Slug(word); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}
