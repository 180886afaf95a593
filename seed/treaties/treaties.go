// Package treaties owns the reading of the manytreaties data set of the Global
// Governance Observatory (https://github.com/globalgov/manytreaties, CC BY 4.0):
// its agreements, and the states that are parties to them, each with its
// dates of signature, ratification, force and end.
//
// It knows nothing of what a graph already holds; joining the two is for the
// importer. README.md beside it tells how the columns are read.
package treaties

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"entente/graph"
	"entente/seed/rows"
)

// Site is where the data set is published.
const Site = "https://github.com/globalgov/manytreaties"

// Key tells an agreement from the others: the data set gives several the same id.
type Key struct {
	ID, Title, Begin string
}

// Compare orders agreements by id, then by date and title.
func (k Key) Compare(other Key) int {
	return cmp.Or(cmp.Compare(k.ID, other.ID), cmp.Compare(k.Begin, other.Begin), cmp.Compare(k.Title, other.Title))
}

// Trouble is what is wrong with a row: with all of it, or with some of its
// cells, which are then left out.
type Trouble struct {
	// Number is the line of the file where the row starts, from 1.
	Number int
	// Refused says what is wrong with the row; the rest is then empty.
	Refused *graph.Error
	// Warnings say what was left out, or understood otherwise than it is written.
	Warnings []*graph.Error
}

// Agreement is a row of the agreements.
type Agreement struct {
	Trouble
	Key     Key
	Signed  graph.Date
	InForce graph.Date
	Ends    graph.Date
	// Type and Form are the properties type and form of an Agreement.
	Type, Form string
	Subject    string
}

// Party is a row of the parties.
type Party struct {
	Trouble
	State string
	Key   Key
	// AgreementSigned is when the agreement was signed, the other dates are the state's own.
	AgreementSigned                graph.Date
	Signed, Ratified, Force, Ended graph.Date
	// Unsure tells that the data set marks one of the state's dates as uncertain.
	Unsure bool
}

var agreementColumns = []string{"treatyID", "Title", "Begin", "End", "Signature", "Force", "Term", "TypeDomain", "TypeAgree", "TypeSubject"}

// Agreements gives the agreements of a file in its order; see rows.Read for errors.
func Agreements(ctx context.Context, input io.Reader) iter.Seq2[Agreement, error] {
	return each(rows.Read(ctx, input, rows.Layout{Columns: agreementColumns, Header: true}), agreementOf,
		func(t Trouble) Agreement { return Agreement{Trouble: t} })
}

func agreementOf(t Trouble, cells []string) Agreement {
	d := &dates{columns: agreementColumns, cells: cells, trouble: t}
	a := Agreement{Key: Key{cells[0], cells[1], cells[2]}}
	if a.Key.ID == "" || a.Key.Title == "" {
		return Agreement{Trouble: d.refused("treatyID", "an agreement needs an id and a title")}
	}
	a.Signed, a.InForce, a.Ends = d.at(4), d.at(5), d.at(6)
	if a.Ends.IsZero() {
		a.Ends = d.at(3)
	}
	a.Type, a.Form, a.Subject = typeOf(cells[8]), cells[8], subjectOf(cells[7], cells[9])
	a.Trouble = d.trouble
	return a
}

var partyColumns = []string{"stateID", "treatyID", "Title", "Begin", "Signature", "StateSignature", "StateRatification", "StateForce", "StateEnd"}

// Parties gives the parties of a file in its order; see rows.Read for errors.
func Parties(ctx context.Context, input io.Reader) iter.Seq2[Party, error] {
	return each(rows.Read(ctx, input, rows.Layout{Columns: partyColumns, Header: true}), partyOf,
		func(t Trouble) Party { return Party{Trouble: t} })
}

func partyOf(t Trouble, cells []string) Party {
	d := &dates{columns: partyColumns, cells: cells, trouble: t}
	p := Party{State: cells[0], Key: Key{cells[1], cells[2], cells[3]}}
	if p.State == "" || p.Key.ID == "" || p.Key.Title == "" {
		return Party{Trouble: d.refused("stateID", "a party needs a state, and an agreement with id and title")}
	}
	p.AgreementSigned = d.at(4)
	d.unsure = false
	p.Signed, p.Ratified, p.Force, p.Ended = d.at(5), d.at(6), d.at(7), d.at(8)
	p.Unsure, p.Trouble = d.unsure, d.trouble
	return p
}

// each makes something of every row that is not refused.
func each[T any](read iter.Seq2[rows.Row, error], understand func(Trouble, []string) T, refused func(Trouble) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range read {
			t := Trouble{Number: row.Number, Refused: row.Refused}
			if row.Repaired {
				t.Warnings = append(t.Warnings, graph.Errorf(graph.Invalid, "characters of Windows-1252 were put right").In(rows.Label(row.Number)))
			}
			made := refused(t)
			if err == nil && row.Refused == nil {
				made = understand(t, row.Cells)
			}
			if !yield(made, err) {
				return
			}
		}
	}
}

// dates reads the dates of a row; what is no date is left out with a warning.
type dates struct {
	columns, cells []string
	trouble        Trouble
	unsure         bool
}

func (d *dates) at(column int) graph.Date {
	date, unsure, err := parseDate(d.cells[column])
	if err != nil {
		d.trouble.Warnings = append(d.trouble.Warnings, err.At(d.columns[column]).In(rows.Label(d.trouble.Number)))
		return graph.Date{}
	}
	d.unsure = d.unsure || unsure
	return date
}

func (d *dates) refused(column, reason string) Trouble {
	return Trouble{Number: d.trouble.Number, Refused: graph.Errorf(graph.Invalid, "%s", reason).At(column).In(rows.Label(d.trouble.Number))}
}

// typeOf gives the property type for the data set's word.
func typeOf(word string) string {
	if t := strings.ToUpper(word); t == "AGREEMENT" || t == "PROTOCOL" || t == "MOU" {
		return t
	}
	return "OTHER"
}

// subjectOf joins domain and subject: "Environment: Fishing".
func subjectOf(domain, subject string) string {
	if domain != "" && subject != "" {
		return fmt.Sprintf("%s: %s", domain, subject)
	}
	return domain + subject
}

// Claims are what the row comes to: one statement for each step that the state
// has taken. An end before the beginning is that of the agreement for others,
// and left out. On asOf and after, what has ended before is ended.
func (p Party) Claims(asOf graph.Day) (claims []graph.Claim, endDropped bool) {
	one := graph.Claim{Locator: p.Key.ID + ", " + p.State, Confidence: graph.ConfidenceB}
	if p.Unsure {
		one.Confidence = graph.ConfidenceC
	}
	step := func(status graph.Status, start graph.Date, note string) {
		if !start.IsZero() {
			claim := one
			claim.Status, claim.Start, claim.Note = status, start, note
			claims = append(claims, claim)
		}
	}
	step(graph.Signed, p.Signed, "signed")
	step(graph.Signed, p.Ratified, "ratified")
	last := one
	last.Start, last.End = p.Force, p.Ended
	if last.Interval().Validate() != nil {
		last.End, endDropped = graph.Date{}, true
	}
	switch {
	case !last.End.IsZero() && last.End.Last() < asOf:
		last.Status, last.Note = graph.Ended, "left"
	case !last.Start.IsZero():
		last.Status, last.Note = graph.Active, "in force"
	case len(claims) > 0:
		return claims, endDropped
	default:
		last.Status = graph.Unknown
	}
	return append(claims, last), endDropped
}
