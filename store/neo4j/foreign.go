package neo4j

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"entente/graph"
)

// This file reads what somebody wrote in Cypher as a record. Readable
// properties mean what they mean on our own nodes and relationships.

// foreignEntity makes an entity of a node: its kind is the one label that is a
// kind, its label the property name, further names come from names.
func foreignEntity(labels []string, properties map[string]any) (*graph.Entity, *graph.Error) {
	e := &graph.Entity{ID: graph.ID(text(properties["id"]))}
	for _, label := range labels {
		kind, err := graph.ParseEntityKind(label)
		if err == nil && e.Kind != 0 {
			return nil, graph.Errorf(graph.Invalid, "it has the labels of two kinds of entity")
		}
		if err == nil {
			e.Kind = kind
		}
	}
	if name := text(properties["name"]); name != "" {
		e.Names = append(e.Names, graph.Name{Value: name, Type: graph.Label})
	}
	for _, name := range texts(properties["names"]) {
		if !slices.ContainsFunc(e.Names, func(n graph.Name) bool { return n.Value == name }) {
			e.Names = append(e.Names, graph.Name{Value: name, Type: graph.Alias})
		}
	}
	for _, id := range texts(properties["ids"]) {
		scheme, value, _ := strings.Cut(id, ":")
		e.ExternalIDs = append(e.ExternalIDs, graph.ExternalID{Scheme: scheme, Value: value})
	}
	for _, declared := range e.Kind.Properties() {
		value, given := properties[declared.Name]
		if !given {
			continue
		}
		if e.Properties == nil {
			e.Properties = map[string]graph.Value{}
		}
		e.Properties[declared.Name] = valueOf(declared.Type, value)
	}
	return e, e.Validate()
}

// valueOf reads a property's value as the type that is declared; what cannot be
// read has no type, which the vocabulary refuses with the property's name.
func valueOf(declared graph.ValueType, value any) graph.Value {
	switch v := value.(type) {
	case string:
		if declared == graph.TextValue {
			return graph.Text(v)
		}
	case bool:
		if declared == graph.BoolValue {
			return graph.Bool(v)
		}
	case int64:
		if declared == graph.IntValue {
			return graph.Int(v)
		}
		if declared == graph.FloatValue {
			return graph.Float(float64(v))
		}
	case float64:
		if declared == graph.FloatValue {
			return graph.Float(v)
		}
	case []any:
		if declared == graph.ListValue {
			return graph.List(texts(v)...)
		}
	}
	if date, ok := dateOf(value); declared == graph.DateValue && ok {
		return graph.DateOf(date)
	}
	return graph.Value{}
}

// dateOf reads a date of Cypher, a text such as 2018-11, or a year.
func dateOf(value any) (graph.Date, bool) {
	written := ""
	switch v := value.(type) {
	case string:
		written = v
	case int64:
		written = fmt.Sprintf("%04d", v)
	case dbtype.Date:
		written = v.Time().Format(time.DateOnly)
	}
	date, err := graph.ParseDate(written)
	return date, err == nil
}

// foreignTie makes a tie of a relationship that has no record: one claim for
// each source, C and unknown where nothing is said.
func foreignTie(t tie, properties map[string]any) (*graph.Relationship, *graph.Error) {
	said, err := foreignClaim(properties)
	if err != nil {
		return nil, err
	}
	r := &graph.Relationship{ID: t.id(), Kind: t.kind, From: t.from, To: t.to, Role: t.role}
	sources := idsOf(properties["sources"])
	if len(sources) == 0 {
		sources = []graph.ID{cypherSource}
	}
	for _, source := range sources {
		said.Source = source
		r.Claims = append(r.Claims, said)
	}
	return r, r.Validate()
}

// foreignClaim reads the properties that make a claim.
func foreignClaim(properties map[string]any) (c graph.Claim, _ *graph.Error) {
	c = graph.Claim{Status: graph.Unknown, Confidence: graph.ConfidenceC, Locator: text(properties["locator"]), Note: text(properties["note"])}
	if word, given := properties["status"]; given {
		if c.Status, _ = graph.ParseStatus(text(word)); c.Status == 0 {
			return c, graph.Errorf(graph.Invalid, "no such status").At("status")
		}
	}
	if word, given := properties["confidence"]; given {
		if c.Confidence, _ = graph.ParseConfidence(text(word)); c.Confidence == 0 {
			return c, graph.Errorf(graph.Invalid, "the confidence is A, B or C").At("confidence")
		}
	}
	for name, into := range map[string]*graph.Date{"start": &c.Start, "end": &c.End} {
		value, given := properties[name]
		if !given {
			continue
		}
		date, ok := dateOf(value)
		if !ok {
			return c, graph.Errorf(graph.Invalid, "this is no date; dates are 2018, 2018-11 or 2018-11-04").At(name)
		}
		*into = date
	}
	return c, nil
}

// changedTie makes a tie of ours what somebody has made of it. Where it has one
// claim, its properties are the claim; where it has several, what they say now
// is a claim of its own, the first. A changed role makes it another tie.
func (s *Store) changedTie(t tie, word int64, properties map[string]any) (_ *graph.Relationship, replaces graph.ID, _ *graph.Error) {
	row := tieRow{id: graph.ID(text(properties["id"])), from: t.from, to: t.to, word: word, claims: claimsOf(properties)}
	before, err := s.codebook.relationship(row)
	if err != nil {
		return nil, "", graph.Errorf(graph.Invalid, "it cannot be read any more")
	}
	said, wrong := foreignClaim(properties)
	if wrong != nil {
		return nil, "", wrong
	}
	after := *before
	if after.Role = text(properties["role"]); after.Role != before.Role {
		after.ID, replaces = tieOf(&after).id(), before.ID
	}
	if len(before.Claims) == 1 {
		said.Source = before.Claims[0].Source
		after.Claims = []graph.Claim{said}
		return &after, replaces, after.Validate()
	}
	said.Source, said.Locator, said.Note = cypherSource, "", ""
	after.Claims = slices.DeleteFunc(slices.Clone(before.Claims), func(c graph.Claim) bool { return c.Source == cypherSource })
	after.Claims = slices.Insert(after.Claims, 0, said)
	return &after, replaces, after.Validate()
}

// claimsOf is claimColumn of properties.
func claimsOf(properties map[string]any) []string {
	if several := texts(properties["claims"]); several != nil {
		return several
	}
	source := ""
	if sources := texts(properties["sources"]); len(sources) > 0 {
		source = sources[0]
	}
	return []string{"", source, text(properties["locator"]), text(properties["note"])}
}
