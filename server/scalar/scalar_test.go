package scalar_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph"
	"entente/server/scalar"
)

func written(m graphql.Marshaler) string {
	var out strings.Builder
	m.MarshalGQL(&out)
	return out.String()
}

// reads tells what an unmarshaler makes of an input.
func reads[T any](unmarshal func(any) (T, error)) func(any) (any, error) {
	return func(input any) (any, error) { return unmarshal(input) }
}

func TestWhatAClientSendsIsReadOrRefusedAsInvalid(t *testing.T) {
	huge := json.Number(strings.Repeat("9", 400))
	refused := error(graph.Errorf(graph.Invalid, ""))
	cases := []struct {
		name  string
		read  func(any) (any, error)
		input any
		want  any
	}{
		{"an id", reads(scalar.UnmarshalID), "iso:IR", graph.ID("iso:IR")},
		{"an id that is a number", reads(scalar.UnmarshalID), int64(7), graph.ID("7")},
		{"an id that is null", reads(scalar.UnmarshalID), nil, graph.ID("")},
		{"an id that is a list", reads(scalar.UnmarshalID), []any{}, refused},
		{"an id of 400 digits", reads(scalar.UnmarshalID), huge, refused},
		{"a text", reads(scalar.UnmarshalString), "دانشگاه", "دانشگاه"},
		{"a text that is null", reads(scalar.UnmarshalString), nil, ""},
		{"a text that is a number", reads(scalar.UnmarshalString), 7, refused},
		{"a truth", reads(scalar.UnmarshalBoolean), true, true},
		{"a truth that is null", reads(scalar.UnmarshalBoolean), nil, false},
		{"a truth that is a text", reads(scalar.UnmarshalBoolean), "true", refused},
		{"a whole number of a literal", reads(scalar.UnmarshalInt), int64(7), 7},
		{"a whole number of JSON", reads(scalar.UnmarshalInt), json.Number("-7"), -7},
		{"a whole number as a float", reads(scalar.UnmarshalInt), 7.0, 7},
		{"a whole number that is null", reads(scalar.UnmarshalInt), nil, 0},
		{"a broken number", reads(scalar.UnmarshalInt), 7.5, refused},
		{"a number of 33 bits", reads(scalar.UnmarshalInt), int64(math.MaxInt32) + 1, refused},
		{"a number of 400 digits", reads(scalar.UnmarshalInt), huge, refused},
		{"a number in a text", reads(scalar.UnmarshalInt), "7", refused},
		{"a float", reads(scalar.UnmarshalFloat), json.Number("35.7"), 35.7},
		{"a float that is whole", reads(scalar.UnmarshalFloat), int64(35), 35.0},
		{"a float that is not finite", reads(scalar.UnmarshalFloat), "NaN", refused},
		{"a float of 400 digits", reads(scalar.UnmarshalFloat), huge, refused},
		{"a year", reads(readDate), "2018", graph.Date{Year: 2018}},
		{"a year as a number", reads(readDate), int64(2018), graph.Date{Year: 2018}},
		{"a day", reads(readDate), "2018-11-04", graph.Date{Year: 2018, Month: 11, Day: 4}},
		{"no date", reads(readDate), nil, graph.Date{}},
		{"a day that does not exist", reads(readDate), "2018-02-30", refused},
		{"an empty date", reads(readDate), "", refused},
		{"a date of 400 digits", reads(readDate), huge, refused},
		{"a date that is an object", reads(readDate), map[string]any{}, refused},
		{"an instant", reads(scalar.UnmarshalDateTime), "2026-11-22T09:30:00Z", time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)},
		{"no instant", reads(scalar.UnmarshalDateTime), nil, time.Time{}},
		{"an instant that is a day", reads(scalar.UnmarshalDateTime), "2026-11-22", refused},
		{"a revision", reads(scalar.UnmarshalRevision), json.Number("7"), graph.Revision(7)},
		{"a revision in a text", reads(scalar.UnmarshalRevision), "7", graph.Revision(7)},
		{"no revision", reads(scalar.UnmarshalRevision), nil, graph.Revision(0)},
		{"a negative revision", reads(scalar.UnmarshalRevision), int64(-1), refused},
		{"a revision of 400 digits", reads(scalar.UnmarshalRevision), huge, refused},
		{"a revision of 400 digits in a text", reads(scalar.UnmarshalRevision), string(huge), refused},
		{"a kind", reads(scalar.UnmarshalEntityKind), "TECHNOLOGY_FIELD", graph.TechnologyField},
		{"a kind in the words of the interchange form", reads(scalar.UnmarshalEntityKind), "TechnologyField", refused},
		{"a kind in small letters", reads(scalar.UnmarshalEntityKind), "country", refused},
		{"a kind that is a number", reads(scalar.UnmarshalEntityKind), int64(1), refused},
		{"a direction that is null", reads(scalar.UnmarshalDirection), nil, graph.Both},
		{"a source kind", reads(scalar.UnmarshalSourceKind), "PAGE", "page"},
		{"a source kind that is a number", reads(scalar.UnmarshalSourceKind), 1, refused},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.read(c.input)
			if c.want == refused {
				if err == nil || graph.CodeOf(err) != graph.Invalid {
					t.Errorf("%v gives %v, %v, want INVALID", c.input, got, err)
				}
				return
			}
			if err != nil || got != c.want {
				t.Errorf("%v gives %v, %v, want %v", c.input, got, err, c.want)
			}
		})
	}
}

func TestAnErrorShowsOnlyAnExcerptOfTheInput(t *testing.T) {
	_, err := scalar.UnmarshalInt(json.Number(strings.Repeat("9", 400)))
	if err == nil || len(err.Error()) > 150 {
		t.Errorf("got the error %v, want a short one", err)
	}
}

func TestValuesAreWrittenAsJSON(t *testing.T) {
	cases := []struct {
		name string
		got  graphql.Marshaler
		want string
	}{
		{"an id", scalar.MarshalID(`a:"b"`), `"a:\"b\""`},
		{"a text", scalar.MarshalString("ا\u200cب\n"), "\"ا\u200cب\\n\""},
		{"a truth", scalar.MarshalBoolean(true), "true"},
		{"a whole number", scalar.MarshalInt(-7), "-7"},
		{"a float", scalar.MarshalFloat(0.1), "0.1"},
		{"a small float", scalar.MarshalFloat(1e-9), "1e-09"},
		{"a float that is not finite", scalar.MarshalFloat(math.Inf(1)), "null"},
		{"a date", inCalendar("", graph.Date{Year: 2018, Month: 11}), `"2018-11"`},
		{"no date", inCalendar("", graph.Date{}), "null"},
		{"an instant", scalar.MarshalDateTime(time.Date(2026, 11, 22, 13, 0, 0, 0, time.FixedZone("", 12600))), `"2026-11-22T09:30:00Z"`},
		{"no instant", scalar.MarshalDateTime(time.Time{}), "null"},
		{"a revision beyond what a float holds", scalar.MarshalRevision(1<<60 + 1), "1152921504606846977"},
		{"no word", scalar.MarshalWord(""), "null"},
		{"a source kind", scalar.MarshalSourceKind("page"), `"PAGE"`},
		{"no kind", scalar.MarshalEntityKind(0), "null"},
		{"a kind that no enumeration has", scalar.MarshalEntityKind(200), "null"},
		{"no brokerage role", scalar.MarshalBrokerageRole(0), "null"},
		{"both directions", scalar.MarshalDirection(graph.Both), `"BOTH"`},
		{"the first path order", scalar.MarshalPathOrder(graph.ByHops), `"HOPS"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := written(c.got); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if !json.Valid([]byte(written(c.got))) {
				t.Errorf("%s is no JSON", written(c.got))
			}
		})
	}
}

// there checks that each value is written as a word and read back as itself.
func there[T comparable](t *testing.T, values []T, marshal func(T) graphql.Marshaler, unmarshal func(any) (T, error)) {
	t.Helper()
	for _, value := range values {
		var word string
		if err := json.Unmarshal([]byte(written(marshal(value))), &word); err != nil {
			t.Errorf("%v is written as %s, want a word", value, written(marshal(value)))
		}
		if back, err := unmarshal(word); err != nil || back != value {
			t.Errorf("%s is read as %v, %v, want %v", word, back, err, value)
		}
	}
}

func TestEveryWordComesBackAsItsValue(t *testing.T) {
	there(t, graph.EntityKinds(), scalar.MarshalEntityKind, scalar.UnmarshalEntityKind)
	there(t, graph.RelationshipKinds(), scalar.MarshalRelationshipKind, scalar.UnmarshalRelationshipKind)
	there(t, graph.Statuses(), scalar.MarshalRelationshipStatus, scalar.UnmarshalRelationshipStatus)
	there(t, []graph.Class{graph.Contact, graph.Context, graph.Restricting}, scalar.MarshalRelationshipClass, scalar.UnmarshalRelationshipClass)
	there(t, []graph.Confidence{graph.ConfidenceA, graph.ConfidenceB, graph.ConfidenceC}, scalar.MarshalConfidence, scalar.UnmarshalConfidence)
	there(t, []graph.NameType{graph.Label, graph.Alias, graph.Acronym, graph.Former}, scalar.MarshalNameType, scalar.UnmarshalNameType)
	there(t, []graph.Direction{graph.Both, graph.Out, graph.In}, scalar.MarshalDirection, scalar.UnmarshalDirection)
	there(t, []graph.Order{graph.ByHops, graph.ByStrength}, scalar.MarshalPathOrder, scalar.UnmarshalPathOrder)
}

func TestAWordOfTheInterchangeFormBecomesOneOfTheSchema(t *testing.T) {
	for from, want := range map[string]string{"TechnologyField": "TECHNOLOGY_FIELD", "active": "ACTIVE", "PARTY_TO": "PARTY_TO", "A": "A", "NoPath": "NO_PATH"} {
		if got := scalar.Word(from); got != want {
			t.Errorf("%s becomes %s, want %s", from, got, want)
		}
	}
}

func FuzzDates(f *testing.F) {
	for _, seed := range []string{"2018", "2018-11", "2018-11-04", "2018-02-30", "", "۲۰۱۸", "-200", "20181104"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		date, err := readDate(text)
		if err != nil {
			if graph.CodeOf(err) != graph.Invalid {
				t.Fatalf("%q gives %v, want INVALID", text, err)
			}
			return
		}
		if got := written(inCalendar("", date)); got != `"`+text+`"` {
			t.Errorf("%q comes back as %s", text, got)
		}
	})
}

func FuzzNumbers(f *testing.F) {
	for _, seed := range []string{"0", "-1", "1e400", "18446744073709551616", "7.5", "0x10", " 7", "+7"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, read := range []func(any) (any, error){reads(scalar.UnmarshalInt), reads(scalar.UnmarshalRevision), reads(scalar.UnmarshalFloat), reads(scalar.UnmarshalID), reads(readDate)} {
			if _, err := read(json.Number(text)); err != nil && graph.CodeOf(err) != graph.Invalid {
				t.Errorf("%q gives %v, want a value or INVALID", text, err)
			}
		}
	})
}
