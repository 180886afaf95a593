package view

import "entente/graph"

// The kinds of entity, each with the properties that the vocabulary gives it.
type (
	// Country is a country.
	Country struct{ entity }
	// Academy is an academy or an alliance of them.
	Academy struct{ body }
	// Organization is any other body that is no firm.
	Organization struct{ body }
	// Firm is a company.
	Firm struct{ body }
	// Agreement is a text that parties agreed on.
	Agreement struct{ entity }
	// TechnologyField is a field of science or technology.
	TechnologyField struct{ entity }
	// Person is a public office holder.
	Person struct{ entity }
	// Project is work that several do together.
	Project struct{ entity }
	// Event is something that happened at a time.
	Event struct{ entity }
	// Restriction is a measure that restricts dealings.
	Restriction struct{ entity }
	// Need is something looked for.
	Need struct{ entity }
	// Product is something made.
	Product struct{ entity }
)

// views makes the view of each kind.
var views = [...]func(entity) Entity{
	graph.Country:         func(e entity) Entity { return &Country{e} },
	graph.Academy:         func(e entity) Entity { return &Academy{body{e}} },
	graph.Organization:    func(e entity) Entity { return &Organization{body{e}} },
	graph.Firm:            func(e entity) Entity { return &Firm{body{e}} },
	graph.Agreement:       func(e entity) Entity { return &Agreement{e} },
	graph.TechnologyField: func(e entity) Entity { return &TechnologyField{e} },
	graph.Person:          func(e entity) Entity { return &Person{e} },
	graph.Project:         func(e entity) Entity { return &Project{e} },
	graph.Event:           func(e entity) Entity { return &Event{e} },
	graph.Restriction:     func(e entity) Entity { return &Restriction{e} },
	graph.Need:            func(e entity) Entity { return &Need{e} },
	graph.Product:         func(e entity) Entity { return &Product{e} },
}

func viewOf(e entity) Entity { return views[e.record.Kind](e) }

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// text, truth, number, date and list read a property, null when it is not recorded.
func (e *entity) text(name string) *string { return optional(e.record.Properties[name].Text) }

func (e *entity) truth(name string) *bool {
	value, ok := e.record.Properties[name]
	if !ok {
		return nil
	}
	return &value.Bool
}

func (e *entity) number(name string) *float64 {
	value, ok := e.record.Properties[name]
	if !ok {
		return nil
	}
	return &value.Float
}

func (e *entity) date(name string) graph.Date { return e.record.Properties[name].Date }

func (e *entity) list(name string) []string { return e.record.Properties[name].List }
