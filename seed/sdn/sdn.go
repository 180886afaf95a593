// Package sdn owns the reading of the list of Specially Designated Nationals of
// the US Treasury's Office of Foreign Assets Control, in its form of three CSV
// files: sdn.csv with the parties, add.csv with their addresses, alt.csv with
// their other names (https://ofac.treasury.gov/specially-designated-nationals-list-data-formats).
//
// It knows nothing of what a graph already holds; joining the two is for the
// importer. README.md beside it tells how the columns are read.
package sdn

import (
	"context"
	"io"
	"iter"
	"strings"

	"entente/graph"
	"entente/seed/listed"
	"entente/seed/rows"
)

// Site is where the list is published.
const Site = "https://ofac.treasury.gov/specially-designated-nationals-and-blocked-persons-list-sdn-human-readable-lists"

// Scheme is the register of the numbers that the list gives its parties.
const Scheme = "ofac-sdn"

// Entry is a row of sdn.csv.
type Entry struct {
	Number                                     int
	Refused                                    *graph.Error
	ID, Name, Kind, Programmes, Title, Remarks string
}

// Address is a row of add.csv.
type Address struct {
	Number        int
	Refused       *graph.Error
	ID            string
	City, Country string
}

// Alias is a row of alt.csv.
type Alias struct {
	Number         int
	Refused        *graph.Error
	ID, Type, Name string
}

var (
	entryColumns = []string{"ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag", "Vess_owner", "Remarks"}
	// The columns of an address and of another name.
	addressColumns = []string{"ent_num", "add_num", "Address", "City", "Country", "add_remarks"}
	aliasColumns   = []string{"ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"}
)

// Entries gives the parties of sdn.csv in its order; see rows.Read for errors.
func Entries(ctx context.Context, input io.Reader) iter.Seq2[Entry, error] {
	return each(ctx, input, entryColumns, func(number int, c []string, refused *graph.Error) Entry {
		if refused == nil && c[1] == "" {
			refused = graph.Errorf(graph.Invalid, "a party needs a name").At("SDN_Name").In(rows.Label(number))
		}
		if refused != nil {
			return Entry{Number: number, Refused: refused}
		}
		return Entry{Number: number, ID: c[0], Name: c[1], Kind: c[2], Programmes: c[3], Title: c[4], Remarks: c[11]}
	})
}

// Addresses gives the addresses of add.csv in its order; see rows.Read for errors.
func Addresses(ctx context.Context, input io.Reader) iter.Seq2[Address, error] {
	return each(ctx, input, addressColumns, func(number int, c []string, refused *graph.Error) Address {
		if refused != nil {
			return Address{Number: number, Refused: refused}
		}
		return Address{Number: number, ID: c[0], City: c[3], Country: c[4]}
	})
}

// Aliases gives the other names of alt.csv in its order; see rows.Read for errors.
func Aliases(ctx context.Context, input io.Reader) iter.Seq2[Alias, error] {
	return each(ctx, input, aliasColumns, func(number int, c []string, refused *graph.Error) Alias {
		if refused == nil && c[3] == "" {
			refused = graph.Errorf(graph.Invalid, "the name is empty").At("alt_name").In(rows.Label(number))
		}
		if refused != nil {
			return Alias{Number: number, Refused: refused}
		}
		return Alias{Number: number, ID: c[0], Type: c[2], Name: c[3]}
	})
}

// none is what the list writes for an empty cell.
const none = "-0-"

// each makes something of every row; one without a number for its party is refused.
func each[T any](ctx context.Context, input io.Reader, columns []string, understand func(int, []string, *graph.Error) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range rows.Read(ctx, input, rows.Layout{Columns: columns}) {
			for i, cell := range row.Cells {
				if cell == none {
					row.Cells[i] = ""
				}
			}
			if err == nil && row.Refused == nil && !isNumber(row.Cells[0]) {
				row.Refused = graph.Errorf(graph.Invalid, "%q is no number of a party", graph.Excerpt(row.Cells[0])).At(columns[0]).In(rows.Label(row.Number))
			}
			var made T
			if err == nil {
				made = understand(row.Number, row.Cells, row.Refused)
			}
			if !yield(made, err) {
				return
			}
		}
	}
}

func isNumber(text string) bool {
	return text != "" && len(text) <= 12 && strings.Trim(text, "0123456789") == ""
}

// Party understands an entry with its addresses and other names.
func (e Entry) Party(addresses []Address, aliases []Alias, countries listed.Countries) listed.Party {
	p := listed.Party{Record: rows.Label(e.Number), Private: e.Kind == "individual" && !listed.HoldsOffice(e.Title)}
	if p.Private {
		return p
	}
	p.Entity = &graph.Entity{
		ID:          graph.ID("ofac:" + e.ID),
		Names:       []graph.Name{{Value: e.Name, Language: "en", Type: graph.Label}},
		ExternalIDs: []graph.ExternalID{{Scheme: Scheme, Value: e.ID}},
	}
	if p.Refused = e.setKind(p.Entity); p.Refused != nil {
		return listed.Party{Record: p.Record, Refused: p.Refused.In(p.Record)}
	}
	for _, alias := range aliases {
		listed.AddName(p.Entity, alias.Name, "", nameType(alias.Type))
	}
	e.takeRemarks(p.Entity)
	for _, address := range addresses {
		code := countries.Code(address.Country)
		p.AddPlace(address.City, code)
		if code == "" && address.Country != "" {
			p.Warnings = append(p.Warnings, graph.Errorf(graph.Invalid, "the address of row %d is in %q, no country that is known", address.Number, graph.Excerpt(address.Country)).At("Country").In(p.Record))
		}
	}
	p.Listings = e.listings()
	if len(p.Listings) == 0 {
		return listed.Party{Record: p.Record, Refused: graph.Errorf(graph.Invalid, "the party is listed under no programme").At("Program").In(p.Record)}
	}
	return p
}

// setKind tells persons, ships and aeroplanes by the list's word, bodies by their names.
func (e Entry) setKind(entity *graph.Entity) *graph.Error {
	switch e.Kind {
	case "":
		listed.Classify(entity, e.Name)
	case "individual":
		entity.Kind = graph.Person
		entity.Properties = map[string]graph.Value{"title": graph.Text(e.Title)}
	case "vessel", "aircraft":
		entity.Kind = graph.Product
		entity.Properties = map[string]graph.Value{"type": graph.Text("EQUIPMENT")}
	default:
		return graph.Errorf(graph.Invalid, "unknown type %q", graph.Excerpt(e.Kind)).At("SDN_Type")
	}
	return nil
}

func nameType(word string) graph.NameType {
	if word == "fka" {
		return graph.Former
	}
	return graph.Alias
}
