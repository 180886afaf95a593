package un_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"entente/graph"
	"entente/seed/listed"
	"entente/seed/un"
)

// list makes a list of the records, each given by its inner elements.
func list(records ...string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><INDIVIDUALS/><ENTITIES>` +
		strings.Join(records, "") + `</ENTITIES></CONSOLIDATED_LIST>`
}

// body is an invented record; more is put into it.
func body(reference, more string) string {
	return `<ENTITY><FIRST_NAME>INVENTED BODY</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>` + reference + `</REFERENCE_NUMBER>` + more + `</ENTITY>`
}

func read(t *testing.T, content string) (records []un.Record, failure error) {
	t.Helper()
	for record, err := range un.Read(t.Context(), strings.NewReader(content)) {
		if err != nil {
			return records, err
		}
		records = append(records, record)
	}
	return records, nil
}

func TestARecordIsReadWithItsGroups(t *testing.T) {
	records, err := read(t, list(body("KPe.999", `<LISTED_ON>2012-03-06-05:00</LISTED_ON>
		<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>ONE</ALIAS_NAME></ENTITY_ALIAS>
		<ENTITY_ALIAS><QUALITY/><ALIAS_NAME/></ENTITY_ALIAS>
		<ENTITY_ALIAS><ALIAS_NAME>TWO &amp; THREE</ALIAS_NAME><QUALITY>f.k.a.</QUALITY></ENTITY_ALIAS>
		<ENTITY_ADDRESS><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS>
		<ENTITY_ADDRESS><COUNTRY>Nowhere</COUNTRY></ENTITY_ADDRESS>`)))
	if err != nil || len(records) != 1 {
		t.Fatalf("got %+v, %v", records, err)
	}
	p := records[0].Party(listed.NewCountries())
	var names []string
	for _, n := range p.Entity.Names {
		names = append(names, n.Value+" "+n.Type.String())
	}
	if got := fmt.Sprint(names); got != "[INVENTED BODY label ONE alias TWO & THREE former]" {
		t.Errorf("got names %s", got)
	}
	if e := p.Entity; e.ID != "un:KPe.999" || e.Properties["city"].Text != "Pyongyang" || fmt.Sprint(p.Countries) != "[KP]" || len(p.Warnings) != 1 {
		t.Errorf("got %+v, %v, %v", e, p.Countries, p.Warnings)
	}
	listing := p.Listings[0]
	if listing.Restriction.ID != "restriction:un-dprk-1718" || listing.Claim.Start.String() != "2012-03-06" || listing.Claim.Status != graph.Active || listing.Claim.Locator != "KPe.999" {
		t.Errorf("got %+v", listing)
	}
}

func TestTheListingsOfTheRegimeOnIranAreContested(t *testing.T) {
	records, _ := read(t, list(strings.Replace(body("IRe.999", ""), "DPRK", "Iran", 1), strings.Replace(body("XXe.001", ""), "DPRK", "Invented List", 1)))
	if p := records[0].Party(nil); p.Listings[0].Claim.Status != graph.Contested || p.Listings[0].Restriction.ID != "restriction:un-iran-1737" {
		t.Errorf("got %+v", p.Listings)
	}
	if p := records[1].Party(nil); p.Listings[0].Restriction.ID != "restriction:un-invented-list" {
		t.Errorf("got %+v, want a restriction of its own", p.Listings)
	}
}

func TestNaturalPersonsAreLeftOutUnlessTheyHoldOffice(t *testing.T) {
	person := func(reference, designation string) string {
		return `<INDIVIDUAL><FIRST_NAME>INVENTED</FIRST_NAME><SECOND_NAME>PERSON</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>` +
			reference + `</REFERENCE_NUMBER><DESIGNATION><VALUE>` + designation + `</VALUE></DESIGNATION></INDIVIDUAL>`
	}
	records, err := read(t, list(person("KPi.998", "Trader"), person("KPi.999", "Minister of Invented Affairs")))
	if err != nil || len(records) != 2 {
		t.Fatalf("got %+v, %v", records, err)
	}
	if p := records[0].Party(nil); !p.Private || p.Entity != nil {
		t.Errorf("got %+v, want nothing kept", p)
	}
	if p := records[1].Party(nil); p.Private || p.Entity.Kind != graph.Person || p.Entity.Names[0].Value != "INVENTED PERSON" {
		t.Errorf("got %+v, want a person in office", p)
	}
}

func TestARecordIsRefusedWithItsNumberElementAndReason(t *testing.T) {
	for record, want := range map[string]string{
		body("", ""):          "record 1: REFERENCE_NUMBER: a reference number such as CDe.001 is wanted",
		body("../../x y", ""): "record 1 (../../x y): REFERENCE_NUMBER: a reference number such as CDe.001 is wanted",
		strings.Replace(body("KPe.999", ""), "INVENTED BODY", " ", 1): "record 1 (KPe.999): FIRST_NAME: a party needs a name",
		strings.Replace(body("KPe.999", ""), "DPRK", "", 1):           "record 1 (KPe.999): UN_LIST_TYPE: the party is on no list",
		body("KPe.999", `<LISTED_ON>2012-02-30</LISTED_ON>`):          `record 1 (KPe.999): LISTED_ON: "2012-02-30" is no date, or one that cannot be`,
		body("KPe.999", `<LISTED_ON>6 March</LISTED_ON>`):             `record 1 (KPe.999): LISTED_ON: "6 March" is no date, or one that cannot be`,
	} {
		records, err := read(t, list(record, body("KPe.001", "")))
		if err != nil || len(records) != 2 || records[0].Refused == nil || records[0].Refused.Error() != want || records[1].Refused != nil {
			t.Errorf("got %+v, %v, want %q and the next record", records, err, want)
		}
	}
}

func TestADamagedListIsRefused(t *testing.T) {
	bomb := `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`
	whole := list(body("KPe.001", ""), body("KPe.002", ""))
	for _, row := range []struct {
		what, content, says string
		code                graph.Code
	}{
		{"nothing", "", "cut off", graph.Invalid},
		{"a list that is cut off between records", whole[:strings.Index(whole, "KPe.002")-100], "cut off", graph.Invalid},
		{"a list that is cut off in a record", whole[:strings.Index(whole, "KPe.002")], "record 2: the list is cut off", graph.Invalid},
		{"another document", "<html><body/></html>", "must be a CONSOLIDATED_LIST, not a html", graph.Invalid},
		{"text that is no XML", "ent_num,SDN_Name\n", "cut off", graph.Invalid},
		{"entities that expand", strings.Replace(whole, "?><CONS", "?>"+bomb+"<CONS", 1), "document type", graph.Invalid},
		{"an entity that is not declared", list(body("KPe.001", "<COMMENTS1>&lol9;</COMMENTS1>")), "invalid character entity &lol9;", graph.Invalid},
		{"an entity of a file", strings.Replace(whole, "?><CONS", `?><!DOCTYPE x SYSTEM "file:///etc/passwd"><CONS`, 1), "document type", graph.Invalid},
		{"deep nesting in a record", list(body("KPe.001", strings.Repeat("<A>", 100_000))), "record 1: elements are nested more than 8 deep", graph.TooLarge},
		{"deep nesting outside", strings.Repeat("<CONSOLIDATED_LIST>", 100_000), "nested more than 8 deep", graph.TooLarge},
		{"a text of ten million bytes", list(body("KPe.001", "<COMMENTS1>"+strings.Repeat("x", 10<<20)+"</COMMENTS1>")), "record 1: the record is longer than", graph.TooLarge},
		{"a million elements", list(body("KPe.001", strings.Repeat("<A>x</A>", 100_000))), "more than 5000 elements", graph.TooLarge},
		{"a million attributes", strings.Replace(whole, "<ENTITIES>", "<ENTITIES "+attributes(200_000)+">", 1), "longer than", graph.TooLarge},
		{"a million bytes between two records", list(body("KPe.001", ""), "<!--"+strings.Repeat("x", 3<<20)+"-->"), "longer than", graph.TooLarge},
		{"a NUL", list(body("KPe.001", "<COMMENTS1>\x00</COMMENTS1>")), "illegal character code", graph.Invalid},
		{"bytes that are no UTF-8", list(body("KPe.001", "<COMMENTS1>\xff\xfe</COMMENTS1>")), "invalid UTF-8", graph.Invalid},
		{"another encoding", strings.Replace(whole, "UTF-8", "UTF-16", 1), "UTF-16", graph.Invalid},
		{"ends that do not match", strings.Replace(whole, "</ENTITY>", "</ENTITIES>", 1), "closed by", graph.Invalid},
		{"two lists in a file", whole + strings.SplitAfter(whole, "?>")[1], "behind the end", graph.Invalid},
	} {
		_, err := read(t, row.content)
		if err == nil || graph.CodeOf(err) != row.code || !strings.Contains(err.Error(), row.says) {
			t.Errorf("%s: got %v, want %v with %q", row.what, err, row.code, row.says)
		}
	}
}

func attributes(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, ` a%d="x"`, i)
	}
	return text.String()
}

func TestReadingStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for record, err := range un.Read(ctx, strings.NewReader(list())) {
		if graph.CodeOf(err) != graph.Canceled {
			t.Errorf("got %+v, %v, want CANCELED", record, err)
		}
	}
}

// Whatever the bytes are, the records end, and each is refused, left out or understood.
func FuzzRead(f *testing.F) {
	sample, err := os.ReadFile("../testdata/un/consolidated.xml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	f.Add([]byte(list(body("KPe.001", "<ENTITY_ALIAS><ALIAS_NAME>x</ALIAS_NAME></ENTITY_ALIAS>"))))
	countries := listed.NewCountries()
	f.Fuzz(func(t *testing.T, content []byte) {
		for record, err := range un.Read(context.Background(), strings.NewReader(string(content))) {
			if err != nil {
				if code := graph.CodeOf(err); code != graph.Invalid && code != graph.TooLarge {
					t.Fatalf("got %v", err)
				}
				return
			}
			if p := record.Party(countries); p.Refused == nil && !p.Private && len(p.Listings) == 0 {
				t.Fatalf("got %+v of %+v", p, record)
			}
		}
	})
}
