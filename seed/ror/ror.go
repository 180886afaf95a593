// Package ror owns the reading of the Research Organization Registry's dump
// (schema v2, https://ror.readme.io/docs/data-structure): its JSON, and what
// one record of it comes to as an entity and as ties.
//
// It knows nothing of what a graph already holds; joining the two is for the
// importer.
package ror

import (
	"strings"

	"entente/graph"
)

// Site stands before the short id in every id of the dump.
const Site = "https://ror.org/"

// ID is the short id of an organisation, such as "05qbk4x57".
type ID string

// parseID reads "https://ror.org/05qbk4x57".
func parseID(address string) (ID, bool) {
	short, ok := strings.CutPrefix(address, Site)
	if !ok || len(short) != 9 || short[0] != '0' || strings.ContainsFunc(short, notInShortID) {
		return "", false
	}
	return ID(short), true
}

func notInShortID(r rune) bool { return (r < '0' || r > '9') && (r < 'a' || r > 'z') }

// Entity is the id of the entity that an organisation becomes when no other
// entity is it: "ror:05qbk4x57".
func (id ID) Entity() graph.ID { return graph.ID("ror:" + string(id)) }

// Locator is the address of the organisation's record, which claims cite.
func (id ID) Locator() string { return Site + string(id) }

// Of gives the short id in an entity's id.
func Of(id graph.ID) (ID, bool) {
	short, ok := strings.CutPrefix(string(id), "ror:")
	return ID(short), ok
}

// organization is a record of the dump, as far as we read it. Fields that the
// registry adds later are passed over.
type organization struct {
	ID          string   `json:"id"`
	Status      string   `json:"status"`
	Types       []string `json:"types"`
	Established *int     `json:"established"`
	Names       []struct {
		Value string   `json:"value"`
		Lang  string   `json:"lang"`
		Types []string `json:"types"`
	} `json:"names"`
	Links []struct {
		Type  string `json:"type"`
		Value string `json:"value"`
	} `json:"links"`
	Locations []struct {
		Place place `json:"geonames_details"`
	} `json:"locations"`
	ExternalIDs []struct {
		Type      string   `json:"type"`
		Preferred string   `json:"preferred"`
		All       []string `json:"all"`
	} `json:"external_ids"`
	Relationships []struct {
		Type string `json:"type"`
		ID   string `json:"id"`
	} `json:"relationships"`
}

type place struct {
	Country     string   `json:"country_code"`
	CountryName string   `json:"country_name"`
	Region      string   `json:"country_subdivision_name"`
	City        string   `json:"name"`
	Latitude    *float64 `json:"lat"`
	Longitude   *float64 `json:"lng"`
}

// Record is one organisation of the dump, understood.
type Record struct {
	// Number is its position in the dump, from 1.
	Number int
	// Refused says what is wrong with the record; the rest is then empty.
	Refused *graph.Error
	ID      ID
	// Withdrawn tells that the registry took the record back, Ended that the
	// organisation is no longer active for this or another reason.
	Withdrawn, Ended bool
	// Entity is what it becomes when no other entity is it.
	Entity *graph.Entity
	// Countries are where it is, by ISO 3166-1 alpha-2 code, each once.
	Countries []Country
	Ties      []Tie
	// YearDropped tells that the record has a founding year that cannot be.
	YearDropped bool
}

// Country is a country that a record names.
type Country struct {
	Code, Name string
}

// Tie is a relationship between two organisations of the dump.
type Tie struct {
	Kind     graph.RelationshipKind
	From, To ID
}
