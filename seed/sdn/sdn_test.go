package sdn_test

import (
	"context"
	"strings"
	"testing"

	"entente/graph"
	"entente/seed/listed"
	"entente/seed/sdn"
)

// party understands one row, given by its columns.
func party(t *testing.T, kind, programmes, title, remarks string) listed.Party {
	t.Helper()
	row := "7,INVENTED PARTY," + kind + "," + programmes + "," + title + ",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"" + remarks + "\"\r\n"
	for entry, err := range sdn.Entries(t.Context(), strings.NewReader(row)) {
		if err != nil || entry.Refused != nil {
			t.Fatalf("got %v, %v", entry.Refused, err)
		}
		return entry.Party(nil, nil, nil)
	}
	t.Fatal("got no entry")
	return listed.Party{}
}

func TestNaturalPersonsAreLeftOutUnlessTheyHoldOffice(t *testing.T) {
	if p := party(t, "individual", "SDGT", "Managing Director", "DOB 1 Jan 1960"); !p.Private || p.Entity != nil {
		t.Errorf("got %+v, want nothing kept", p)
	}
	if p := party(t, "individual", "SDGT", "-0- ", "-0- "); !p.Private {
		t.Errorf("got %+v, want nothing kept", p)
	}
	p := party(t, "individual", "SDGT", "Minister of Invented Affairs", "DOB 1 Jan 1960; a.k.a. 'IP'")
	if p.Private || p.Entity.Kind != graph.Person || p.Entity.Properties["title"].Text != "Minister of Invented Affairs" || p.Entity.Validate() != nil {
		t.Errorf("got %+v, want a person in office", p)
	}
	if strings.Contains(p.Listings[0].Claim.Note, "1960") {
		t.Errorf("got %+v, want no date of birth", p.Listings)
	}
}

func TestKinds(t *testing.T) {
	for kind, want := range map[string]graph.EntityKind{"-0- ": graph.Organization, "vessel": graph.Product, "aircraft": graph.Product} {
		if p := party(t, kind, "SDGT", "-0- ", "-0- "); p.Refused != nil || p.Entity.Kind != want {
			t.Errorf("%s: got %+v, want a %s", kind, p, want)
		}
	}
	if p := party(t, "spaceship", "SDGT", "-0- ", "-0- "); p.Refused == nil || p.Refused.Field != "SDN_Type" || p.Refused.Record != "row 1" {
		t.Errorf("got %+v, want the type refused", p)
	}
}

func TestProgrammesAreToldApart(t *testing.T) {
	for programmes, want := range map[string]string{
		"IRAN":                     "restriction:us-ofac-sdn-iran",
		"IRAN] [SDGT] [IFSR":       "restriction:us-ofac-sdn-iran restriction:us-ofac-sdn-sdgt restriction:us-ofac-sdn-ifsr",
		"[CAATSA - RUSSIA]":        "restriction:us-ofac-sdn-caatsa-russia",
		"VENEZUELA-EO13850] [SDNT": "restriction:us-ofac-sdn-venezuela-eo13850 restriction:us-ofac-sdn-sdnt",
	} {
		var got []string
		for _, listing := range party(t, "-0- ", programmes, "-0- ", "-0- ").Listings {
			if err := listing.Restriction.Validate(); err != nil {
				t.Errorf("%s: %v", programmes, err)
			}
			got = append(got, string(listing.Restriction.ID))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %s", programmes, got, want)
		}
	}
	basis := party(t, "-0- ", "VENEZUELA-EO13850", "-0- ", "-0- ").Listings[0].Restriction.Properties["legalBasis"].List
	if len(basis) != 1 || basis[0] != "Executive Order 13850" {
		t.Errorf("got %v", basis)
	}
	if p := party(t, "-0- ", "] [", "-0- ", "-0- "); p.Refused == nil || p.Refused.Field != "Program" {
		t.Errorf("got %+v, want it refused", p)
	}
}

func TestRemarksInAFixedFormAreTaken(t *testing.T) {
	e := party(t, "-0- ", "SDGT", "-0- ", "Website www.invented.example; a.k.a. 'IP'; f.k.a. 'OLD NAME'; Organization Established Date 15 Mar 1979; Linked To: SOMEBODY.").Entity
	if len(e.Names) != 3 || e.Names[1].Value != "IP" || e.Names[2].Type != graph.Former || e.Properties["website"].Text != "www.invented.example" ||
		e.Properties["founded"].Date != (graph.Date{Year: 1979}) || len(e.Statements) != 0 {
		t.Errorf("got %+v", e)
	}
}

func TestRowsAreRefused(t *testing.T) {
	for row, field := range map[string]string{
		"x,INVENTED,-0- ,SDGT,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n":             "ent_num",
		"1234567890123,INVENTED,-0- ,SDGT,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n": "ent_num",
		"1,-0- ,-0- ,SDGT,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n":                 "SDN_Name",
		"1,INVENTED,-0- ,SDGT\n": "",
		"1,INV\x00ENTED,-0- ,SDGT,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n":          "SDN_Name",
		"1,INVENTED,-0- ,SDGT,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\xc3\x28 mojibake\n": "Remarks",
	} {
		for entry, err := range sdn.Entries(t.Context(), strings.NewReader(row)) {
			if err != nil || entry.Refused == nil || entry.Refused.Field != field || entry.Refused.Record != "row 1" {
				t.Errorf("%q: got %+v, %v, want %q refused", row, entry.Refused, err, field)
			}
		}
	}
	for alias, err := range sdn.Aliases(t.Context(), strings.NewReader("1,2,aka,-0- ,-0- \n")) {
		if err != nil || alias.Refused == nil {
			t.Errorf("got %+v, %v, want it refused", alias, err)
		}
	}
}

// Whatever the rows hold, a party is left out, refused, or has an entity and listings.
func FuzzEntries(f *testing.F) {
	f.Add("36,AEROCARIBBEAN AIRLINES,-0- ,CUBA,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n")
	f.Add("4,X,individual,A] [B,\"Minister\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,a.k.a. ''; Organization Established Date ; Website \n")
	countries := listed.NewCountries()
	f.Fuzz(func(t *testing.T, content string) {
		for entry, err := range sdn.Entries(context.Background(), strings.NewReader(content)) {
			if err != nil || entry.Refused != nil {
				continue
			}
			p := entry.Party([]sdn.Address{{ID: entry.ID, City: entry.Name, Country: entry.Title}}, []sdn.Alias{{ID: entry.ID, Name: entry.Remarks}}, countries)
			if p.Refused == nil && !p.Private && (p.Entity == nil || p.Entity.Kind == 0 || len(p.Listings) == 0) {
				t.Fatalf("got %+v of %+v", p, entry)
			}
		}
	})
}
