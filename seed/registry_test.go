package seed_test

import (
	"encoding/json"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/interchange"
	"entente/seed"
	"entente/seed/facts"
)

// org is an invented record of a dump; change alters it.
func org(id, name string, change ...func(map[string]any)) map[string]any {
	record := map[string]any{
		"id": "https://ror.org/" + id, "status": "active", "types": []string{"education"},
		"names":         []any{map[string]any{"value": name, "lang": "en", "types": []string{"ror_display", "label"}}},
		"relationships": []any{},
	}
	for _, c := range change {
		c(record)
	}
	return record
}

func set(field string, value any) func(map[string]any) {
	return func(record map[string]any) { record[field] = value }
}

var withdrawn = set("status", "withdrawn")

// tied gives the record relationships, each "type id".
func tied(relationships ...string) func(map[string]any) {
	var list []any
	for _, r := range relationships {
		kind, id, _ := strings.Cut(r, " ")
		list = append(list, map[string]any{"type": kind, "id": "https://ror.org/" + id, "label": "x"})
	}
	return set("relationships", list)
}

func in(country string) func(map[string]any) {
	return set("locations", []any{map[string]any{"geonames_details": map[string]any{"country_code": country, "country_name": "Invented Country", "name": "Invented City", "lat": 1.5, "lng": -2}}})
}

func dump(t *testing.T, records ...map[string]any) seed.Input {
	t.Helper()
	content, err := json.Marshal(records)
	if err != nil {
		t.Fatal(err)
	}
	return inputOf(content)
}

// The ids of the invented organisations.
const a, b, c, d = "0invent0a", "0invent0b", "0invent0c", "0invent0d"

// entity gives what an id resolves to.
func entity(t *testing.T, store graph.Store, id graph.ID) *graph.Entity {
	t.Helper()
	found, err := store.Entities(t.Context(), []graph.ID{id})
	if err != nil {
		t.Fatal(err)
	}
	if found[0] == nil {
		t.Fatalf("%s is unknown", id)
	}
	return found[0]
}

// ties lists the relationships of the store with their claims, as short text.
func ties(t *testing.T, store graph.Store) []string {
	t.Helper()
	var list []string
	for change, err := range store.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if r := change.Relationship; r != nil {
			text := strings.TrimPrefix(string(r.ID), "rel:")
			for _, claim := range r.Claims {
				text += " " + claim.Status.String() + " by " + strings.TrimPrefix(claim.Locator, "https://ror.org/")
				if claim.Source.Importer() != "ror" {
					text += string(claim.Source)
				}
			}
			list = append(list, text)
		}
	}
	return list
}

// unchanged loads once more and wants nothing to happen.
func unchanged(t *testing.T, store graph.Store, input seed.Input) {
	t.Helper()
	before := head(t, store)
	report := load(t, store, "ror", input)
	if report.Added+report.Changed+report.Removed != 0 || head(t, store) != before {
		t.Errorf("got %+v and %+v, want nothing changed from %+v", report, head(t, store), before)
	}
}

func apply(t *testing.T, store graph.Store, batch graph.Batch) {
	t.Helper()
	if _, err := store.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
}

// someFacts are what the built-in facts say of a few entities and between them.
func someFacts(t *testing.T) seed.Input {
	t.Helper()
	file, err := facts.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	wanted := map[graph.ID]bool{"academy:cas": true, "iso:CN": true, "iso:IR": true}
	var content []byte
	for r, err := range interchange.Read(t.Context(), file) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Source != nil || wanted[r.ID()] || r.Relationship != nil && wanted[r.Relationship.From] && wanted[r.Relationship.To] {
			content = append(interchange.Append(content, r.Record), '\n')
		}
	}
	return inputOf(content)
}
