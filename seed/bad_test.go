package seed_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"entente/graph"
	"entente/seed"
	"entente/seed/sheet"
)

// fault is a bad input of an importer: a file of its sample, changed.
type fault struct {
	what   string
	format string
	// file is the one that is changed, by its place.
	file   int
	change func(sample []byte) []byte
	// code is that of the failure; an input that is loaded all the same has none.
	code graph.Code
	// says must be in the failure, or in the refusal or warning of the row: file, row, column and reason.
	says string
}

// loaded marks an input that is loaded, with a refusal or a warning.
const loaded graph.Code = 255

func replaced(old, new string) func([]byte) []byte {
	return func(sample []byte) []byte {
		if !bytes.Contains(sample, []byte(old)) {
			panic("the sample does not hold " + old)
		}
		return bytes.Replace(sample, []byte(old), []byte(new), 1)
	}
}

func appended(text string) func([]byte) []byte {
	return func(sample []byte) []byte { return append(bytes.Clone(sample), text...) }
}

func instead(text func() []byte) func([]byte) []byte {
	return func([]byte) []byte { return text() }
}

func packed(sample []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(sample)
	_ = w.Close()
	return out.Bytes()
}

// parts of packed inputs that are damaged in some way.
func cutOff(sample []byte) []byte  { p := packed(sample); return p[:len(p)*2/3] }
func flipped(sample []byte) []byte { p := packed(sample); p[len(p)/2] ^= 0xff; return p }
func empty([]byte) []byte          { return nil }
func wide([]byte) []byte           { return bytes.Repeat([]byte("x,"), 1_000_000) }

func bomb([]byte) []byte { return bombOf("x,") }

// bombOf packs 80 MB of the same text.
func bombOf(text string) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	chunk := []byte(strings.Repeat(text, 1<<20/len(text)))
	for range 80 {
		_, _ = w.Write(chunk)
	}
	_ = w.Close()
	return out.Bytes()
}

func sixteen(sample []byte) []byte {
	out := []byte{0xff, 0xfe}
	for _, b := range sample {
		out = append(out, b, 0)
	}
	return out
}

const aParty = `"FRA","ANTRCT_1959A","The Antarctic Treaty","1959-12-01","9999-12-31","1959-12-01",`

// everywhere are the faults that each importer of comma-separated files meets.
func everywhere() (faults []fault) {
	for _, p := range published[:2] {
		for file := range p.files {
			name := filepath.Base(p.files[file])
			add := func(what string, change func([]byte) []byte, code graph.Code, says string) {
				faults = append(faults, fault{what, p.format, file, change, code, says})
			}
			add("a compressed file that is cut off", cutOff, graph.Invalid, name)
			add("a compressed file with a flipped byte", flipped, graph.Invalid, name)
			add("a bomb", bomb, graph.TooLarge, name)
			add("a million columns", wide, graph.TooLarge, name+", row 1: the row")
			add("a cell of ten million bytes", appended(`"`+strings.Repeat("x", 10<<20)+`"`), graph.TooLarge, name+", row ")
			add("a quotation without an end", appended("\n\"FRA,"), graph.Invalid, "the row is damaged at line")
			add("a row with too few columns", appended("\n1,2\n"), loaded, "the row has 2 columns")
			add("a row with too many columns", appended("\n"+strings.Repeat("1,", 20)+"\n"), loaded, "the row has 21 columns")
			add("a picture", instead(func() []byte { return []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") }), pictureCode(p.format, file), name)
		}
	}
	return faults
}

// pictureCode is what another kind of file comes to: one that must have a header
// is refused, and so is a list without parties; of the rest the rows are refused.
func pictureCode(format string, file int) graph.Code {
	if format == "sdn" && file > 0 {
		return loaded
	}
	return graph.Invalid
}

// faults are those of each format.
func faults() []fault {
	return append(everywhere(),
		fault{"an empty file", "treaties", 0, empty, graph.Invalid, "agreements.csv, row 1: the file is empty"},
		fault{"an empty file", "treaties", 1, empty, graph.Invalid, "parties.csv, row 1: the file is empty"},
		fault{"the files in the wrong order", "treaties", 0, instead(func() []byte { return sampleOf("treaties/parties.csv") }), graph.Invalid, "agreements.csv, row 1: Force: the first row must name"},
		fault{"UTF-16", "treaties", 0, sixteen, graph.Invalid, "agreements.csv, row 1"},
		fault{"UTF-16", "treaties", 1, sixteen, graph.Invalid, "parties.csv, row 1"},
		fault{"a row in another encoding", "treaties", 0, replaced("England And Castile", "England And Castile \xe9\xe8"), loaded, "agreements.csv, row 2: Title: the text is not UTF-8"},
		fault{"a NUL", "treaties", 0, replaced("England And Castile", "England\x00And Castile"), loaded, "agreements.csv, row 2: Title: the text holds a control character"},
		fault{"a cell of 20,000 bytes", "treaties", 0, replaced("England And Castile", strings.Repeat("x", 20_000)), loaded, "agreements.csv, row 2: Title: the cell has 20015 bytes"},
		fault{"a title that is longer than a name may be", "treaties", 0, replaced("England And Castile", strings.Repeat("x", 3_000)), loaded, "agreements.csv, row 2: names[0].value: the text has"},
		fault{"an id that is longer than an id may be", "treaties", 0, replaced(`"ESP-GBR_1351A"`, `"`+strings.Repeat("X", 600)+`"`), loaded, "agreements.csv, row 2: id: id"},
		fault{"an agreement without an id", "treaties", 0, replaced(`"ESP-GBR_1351A"`, `""`), loaded, "agreements.csv, row 2: treatyID: an agreement needs an id"},
		fault{"the same agreement twice", "treaties", 0, appended(`"ESP-GBR_1351A","Treaty Between England And Castile","1351-08-01",,,,,,,,,,,,` + "\n"), loaded, "treatyID: row 2 is the same agreement"},
		fault{"a day that does not exist", "treaties", 0, replaced(`"1351-08-01","1371-07-31","Security"`, `"1351-08-01","1371-02-30","Security"`), loaded, `agreements.csv, row 2: Term: "1371-02-30" is no date`},
		fault{"a date of five digits", "treaties", 1, appended(aParty + `"19590-12-01",,,` + "\n"), loaded, `StateSignature: "19590-12-01" is no date`},
		fault{"a date in words", "treaties", 1, appended(aParty + `"last week",,,` + "\n"), loaded, `StateSignature: "last week" is no date`},
		fault{"a state that nobody knows", "treaties", 1, appended(strings.Replace(aParty, "FRA", "XYZ", 1) + `,,,` + "\n"), loaded, `stateID: nobody knows which state "XYZ" is`},
		fault{"a state without an id", "treaties", 1, appended(strings.Replace(aParty, "FRA", "", 1) + `,,,` + "\n"), loaded, "stateID: a party needs a state"},
		fault{"more claims of a tie than are kept", "treaties", 1, func(s []byte) []byte { return append(bytes.Clone(s), manyClaims()...) }, loaded, "claims: the relationship has"},
		fault{"an agreement that amends itself", "treaties", 0, appended(`"ANTRCT_1959A:ANTRCT_1959A","Invented","1960",,,,,,,,,,,,` + "\n"), loaded, ""},

		fault{"a number that is none", "sdn", 0, replaced("306,BANCO", "x306,BANCO"), loaded, `sdn.csv, row 1: ent_num: "x306" is no number`},
		fault{"a number twice", "sdn", 0, appended("306,INVENTED,-0- ,CUBA,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n"), loaded, "ent_num: the number is also that of row 1"},
		fault{"a type that nobody knows", "sdn", 0, replaced("HERMANN,vessel", "HERMANN,spaceship"), loaded, `SDN_Type: unknown type "spaceship"`},
		fault{"a party without a programme", "sdn", 0, replaced("HERMANN,vessel,CUBA", "HERMANN,vessel,-0- "), loaded, "Program: the party is listed under no programme"},
		fault{"a party without a name", "sdn", 0, replaced("HERMANN", "-0- "), loaded, "SDN_Name: a party needs a name"},
		fault{"an address of nobody", "sdn", 1, appended("99,1,-0- ,-0- ,Iran,-0- \n"), loaded, "ent_num: the list has no party with the number 99"},
		fault{"a name of nobody", "sdn", 2, appended("99,1,aka,INVENTED,-0- \n"), loaded, "ent_num: the list has no party with the number 99"},
		fault{"an empty name", "sdn", 2, replaced("NATIONAL BANK OF CUBA", "-0- "), loaded, "alt.csv, row 1: alt_name: the name is empty"},
		fault{"a name in another encoding", "sdn", 2, replaced("NATIONAL BANK OF CUBA", "\xc3\x28"), loaded, "alt.csv, row 1: alt_name: the text is not UTF-8"},
		fault{"more names than are kept", "sdn", 2, func(s []byte) []byte { return append(bytes.Clone(s), manyNames()...) }, loaded, "more than 2000 names"},

		fault{"nothing", "csv", 0, empty, graph.Invalid, "members.csv, row 1: the file is empty"},
		fault{"no rows", "csv", 0, func(s []byte) []byte { return s[:bytes.IndexByte(s, '\n')+1] }, graph.Invalid, "no rows below the names of the columns"},
		fault{"only refused rows", "csv", 0, func(s []byte) []byte { return append(s[:bytes.IndexByte(s, '\n')+1], "x,y\n"...) }, graph.Invalid, "members.csv, row 2: the row has 2 columns"},
		fault{"more than is read", "csv", 0, func(s []byte) []byte { return append(bytes.Clone(s), make([]byte, sheet.MaxFile)...) }, graph.TooLarge, "members.csv: the spreadsheet has more than"},
		fault{"a compressed file that is cut off", "csv", 0, cutOff, graph.Invalid, "members.csv"},
		fault{"a compressed file with a flipped byte", "csv", 0, flipped, graph.Invalid, "members.csv"},
		fault{"a bomb", "csv", 0, bomb, graph.TooLarge, "members.csv"},
		fault{"a million columns", "csv", 0, wide, graph.TooLarge, "members.csv, row 1: the row"},
		fault{"a cell of ten million bytes", "csv", 0, appended(`"` + strings.Repeat("x", 10<<20) + `"`), graph.TooLarge, "members.csv, row 6"},
		fault{"a quotation without an end", "csv", 0, appended("\"FRA,"), graph.Invalid, "the row is damaged at line"},
		fault{"a picture", "csv", 0, instead(func() []byte { return []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") }), graph.Invalid, "members.csv, row 1: Name: the first row must name"},
		fault{"a zip that is no workbook", "csv", 0, instead(func() []byte { return []byte("PK\x03\x04invented") }), graph.Invalid, "members.csv"},
		fault{"a row in another encoding", "csv", 0, replaced("Invented University A", "\xcf\xc7\xe4"), loaded, "members.csv, row 2: Name: the text is not UTF-8"},
		fault{"a NUL", "csv", 0, replaced("Invented University A", "Inv\x00ented"), loaded, "members.csv, row 2: Name: the text holds a control character"},
		fault{"a formula", "csv", 0, replaced("Invented University A", "=HYPERLINK(1)"), loaded, `members.csv, row 2: Name: the cell holds a formula`},
		fault{"an impossible Jalali day", "csv", 0, replaced("۱۳۹۷/۰۸/۱۳", "1403-12-31"), loaded, "members.csv, row 2: از تاریخ: the Jalali date 1403-12-31 does not exist"},
		fault{"the leap day of a common year", "csv", 0, replaced("۱۳۹۷/۰۸/۱۳", "۱۴۰۲/۱۲/۳۰"), loaded, "members.csv, row 2: از تاریخ: the Jalali date 1402-12-30 does not exist"},
		fault{"a year of the Jalali calendar", "csv", 0, appended(""), loaded, "members.csv, row 4: از تاریخ: the Jalali 1390 is kept as 2011"},
		fault{"an id twice", "csv", 0, appended(",دیگر,Invented University A,,Other City,invented-alliance,Invented Alliance,عضو,فعال,,\n"), loaded, "members.csv, row 6: Name.id: the id invented:invented-university-a is also that of row 2"},
		fault{"a word that nobody explained", "csv", 0, replaced("عضو,فعال", "سردبیر,فعال"), loaded, "members.csv, row 2: نقش: MEMBER_OF has no role"},
		fault{"an end before the start", "csv", 0, replaced("1390,۱۴۰۳/۱۲/۳۰", "1390/05/01,1380/01/01"), loaded, "members.csv, row 4: تا تاریخ: the end 2001-03-21 lies before the start 2011-07-23"},
		fault{"a body that is a member of itself", "csv", 0, replaced("invented-alliance,Invented Alliance,عضو", "invented-university-a,Invented University A,عضو"), loaded, "members.csv, row 2: to: both ends are invented:invented-university-a"},
		fault{"a mapping with an unknown field", "csv", 1, replaced("calendar:", "calender:"), graph.Invalid, "members.yaml: the mapping cannot be read"},
		fault{"a mapping of a column that is missing", "csv", 1, replaced("{column: City}", "{column: Town}"), graph.Invalid, "members.csv, row 1: Town: the first row must name"},
		fault{"a mapping that expands", "csv", 1, instead(func() []byte { return []byte("a: &a [x]\nb: [*a]\n") }), graph.Invalid, "no anchors"},
		fault{"a mapping without end", "csv", 1, instead(func() []byte { return bytes.Repeat([]byte("x"), 1<<20) }), graph.TooLarge, "members.yaml: the mapping has"},
		fault{"the files in the wrong order", "csv", 1, instead(func() []byte { return sampleOf("csv/members.csv") }), graph.Invalid, "members.yaml"},

		fault{"nothing", "un", 0, empty, graph.Invalid, "consolidated.xml, record 1: the list is cut off"},
		fault{"a compressed file that is cut off", "un", 0, cutOff, graph.Invalid, "cut off"},
		fault{"a compressed file with a flipped byte", "un", 0, flipped, graph.Invalid, "consolidated.xml"},
		fault{"a list that is cut off", "un", 0, func(s []byte) []byte { return s[:len(s)/2] }, graph.Invalid, "the list is cut off"},
		fault{"entities that expand to a billion", "un", 0, replaced("<CONSOLIDATED_LIST", laughs()+"<CONSOLIDATED_LIST"), graph.Invalid, "the list has a document type"},
		fault{"an entity of a file", "un", 0, replaced("<CONSOLIDATED_LIST", `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><CONSOLIDATED_LIST`), graph.Invalid, "the list has a document type"},
		fault{"nesting without end", "un", 0, replaced("<COMMENTS1>", strings.Repeat("<A>", 1_000_000)), graph.TooLarge, "nested more than 8 deep"},
		fault{"a text of ten million bytes", "un", 0, replaced("(cut)", strings.Repeat("x", 10<<20)), graph.TooLarge, "the record is longer than"},
		fault{"a bomb", "un", 0, func([]byte) []byte { return bombOf("<CONSOLIDATED_LIST>") }, graph.TooLarge, "nested more than 8 deep"},
		fault{"a NUL", "un", 0, replaced("(cut)", "\x00"), graph.Invalid, "illegal character"},
		fault{"a text in another encoding", "un", 0, replaced("(cut)", "\xe9"), graph.Invalid, "invalid UTF-8"},
		fault{"UTF-16", "un", 0, sixteen, graph.Invalid, "consolidated.xml"},
		fault{"another document", "un", 0, instead(func() []byte { return []byte("<rss><channel/></rss>") }), graph.Invalid, "must be a CONSOLIDATED_LIST"},
		fault{"a day that does not exist", "un", 0, replaced("<LISTED_ON>2014-06-30", "<LISTED_ON>2014-06-31"), loaded, `record 1 (CDe.001): LISTED_ON: "2014-06-31" is no date`},
		fault{"a reference number twice", "un", 0, replaced("IRe.001", "CDe.001"), loaded, "REFERENCE_NUMBER: the reference number is also that of record 1"},
		fault{"a reference number that climbs", "un", 0, replaced("CDe.001", "../../etc"), loaded, "REFERENCE_NUMBER: a reference number such as"},
		fault{"a party without a name", "un", 0, replaced("<FIRST_NAME>ADF", "<FIRST_NAME>"), loaded, "FIRST_NAME: a party needs a name"},
		fault{"a party on no list", "un", 0, replaced("<UN_LIST_TYPE>DRC", "<UN_LIST_TYPE>"), loaded, "UN_LIST_TYPE: the party is on no list"},
		fault{"a country that nobody knows", "un", 0, replaced("<COUNTRY>Democratic Republic of the Congo", "<COUNTRY>Ruritania"), loaded, `the address is in "Ruritania"`},

		fault{"a dump that is cut off", "ror", 0, func(s []byte) []byte { return s[:len(s)/2] }, graph.Invalid, "the input is cut off"},
		fault{"a compressed dump that is cut off", "ror", 0, cutOff, graph.Invalid, "cut off"},
		fault{"a compressed dump with a flipped byte", "ror", 0, flipped, graph.Invalid, ""},
		fault{"a bomb", "ror", 0, bomb, graph.Invalid, ""},
		fault{"nesting without end", "ror", 0, instead(func() []byte { return bytes.Repeat([]byte("["), 1_000_000) }), graph.Invalid, ""},
		fault{"a text of ten million bytes", "ror", 0, replaced("Chinese Academy of Sciences", strings.Repeat("x", 10<<20)), graph.TooLarge, "the record is longer than"},
		fault{"a dump in another encoding", "ror", 0, replaced("Chinese Academy of Sciences", "\xe9"), graph.Invalid, "the input is not UTF-8"},
		fault{"another document", "ror", 0, instead(func() []byte { return []byte(`{"items": []}`) }), graph.Invalid, "a dump is one JSON array"},
		fault{"a circle of successors", "ror", 0, instead(func() []byte { return circle("successor", "withdrawn") }), loaded, ""},
		fault{"a circle of parents", "ror", 0, instead(func() []byte { return circle("parent", "active") }), loaded, ""},
		fault{"an id twice", "ror", 0, instead(func() []byte {
			return []byte(strings.Replace(string(circle("parent", "active")), b+`", "status"`, a+`", "status"`, 1))
		}), loaded, "the id is also that of record 1"},
	)
}

func sampleOf(file string) []byte {
	content, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		panic(err)
	}
	return content
}

func manyClaims() []byte {
	var rows bytes.Buffer
	for i := range graph.MaxItems + 1 {
		fmt.Fprintf(&rows, "%s\"%d\",,,\n", aParty, 1000+i)
	}
	return rows.Bytes()
}

func manyNames() []byte {
	var rows bytes.Buffer
	for i := range graph.MaxItems + 1 {
		fmt.Fprintf(&rows, "306,%d,aka,INVENTED %d,-0- \n", i, i)
	}
	return rows.Bytes()
}

// laughs is the document type by which nine entities come to a billion texts.
func laughs() string {
	text := `<!DOCTYPE x [<!ENTITY l0 "ha">`
	for i := range 9 {
		text += fmt.Sprintf(`<!ENTITY l%d "%s">`, i+1, strings.Repeat(fmt.Sprintf("&l%d;", i), 10))
	}
	return text + "]>"
}

// circle is a dump of two organisations, each of which the other comes after.
func circle(kind, status string) []byte {
	record := func(id, other string) string {
		return `{"id": "https://ror.org/` + id + `", "status": "` + status + `", "types": ["other"], "names": [{"value": "Invented ` + id + `", "types": ["label"]}], ` +
			`"relationships": [{"type": "` + kind + `", "id": "https://ror.org/` + other + `"}]}`
	}
	return []byte("[" + record(a, b) + "," + record(b, a) + "]")
}

// mostMemory is what bad inputs may take, all in turn.
const mostMemory = 256 << 20

func TestBadInputsAreRefusedOrLoadedWithAWord(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	// The collector is told the bound, as GOMEMLIMIT would: what lives must fit
	// into it, and how late garbage is collected is chance.
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(int64(before.Sys) + mostMemory*3/4))
	for _, f := range faults() {
		t.Run(f.format+": "+f.what, func(t *testing.T) {
			// What one input leaves behind is not the next one's.
			runtime.GC()
			store := openStore(t)
			report, err := seed.LoadFiles(t.Context(), store, f.format, f.input(), seed.Options{Today: theDay})
			said := spoken(report)
			if err != nil {
				said = err.Error()
			}
			if !strings.Contains(said, f.says) {
				t.Errorf("got %q, want it to say %q", excerpt(said), f.says)
			}
			if f.code == loaded {
				if err != nil {
					t.Errorf("got %v, want it loaded", err)
				}
				hangsTogether(t, store)
				return
			}
			if err == nil || graph.CodeOf(err) != f.code {
				t.Errorf("got %v, want %v", err, f.code)
			}
			if got := head(t, store); got.Revision != 0 {
				t.Errorf("got %+v, want nothing changed", got)
			}
		})
	}
	runtime.ReadMemStats(&after)
	if took := int64(after.Sys-after.HeapReleased) - int64(before.Sys-before.HeapReleased); took > mostMemory {
		t.Errorf("all in turn took %d MB more from the system, want at most %d", took>>20, mostMemory>>20)
	}
}

func (f fault) input() []seed.Input {
	var inputs []seed.Input
	for _, p := range published {
		if p.format != f.format {
			continue
		}
		for i, file := range p.files {
			content := sampleOf(file)
			if i == f.file {
				content = f.change(content)
			}
			inputs = append(inputs, named(filepath.Base(file), content))
		}
	}
	return inputs
}

// spoken joins the refusals and warnings of a report.
func spoken(r seed.Report) string {
	var lines []string
	for _, one := range append(r.Refusals, r.Warnings...) {
		lines = append(lines, one.Record+": "+one.Field+": "+one.Reason)
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), ": : ", ": ")
}

func excerpt(text string) string { return text[:min(len(text), 500)] }
