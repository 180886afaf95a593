package view

import (
	"context"
	"strconv"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/graph/difference"
	"entente/sentence"
)

// HistoryConnection is a page of the versions of a record.
type HistoryConnection struct {
	Edges      []HistoryEdge
	PageInfo   PageInfo
	TotalCount int
}

// HistoryEdge is a version and its place in a list.
type HistoryEdge struct {
	Cursor string
	Node   *RecordVersion
}

// RecordVersion is how a record stood.
type RecordVersion struct {
	engine.VersionItem
	in *versions
}

// versions are those of one page; the sources that they cite are read together.
type versions struct {
	items   []engine.VersionItem
	sources *records[graph.Source]
	asked   answers
}

// HistoryConnection makes the answer to a question about the versions of a record.
func (o *Operation) HistoryConnection(answer engine.VersionPage, page Page) *HistoryConnection {
	all := &versions{items: answer.Items, sources: newRecords(answer.Sources, 0)}
	edges, info := clip(page, answer.Items, answer.PageInfo, func(item engine.VersionItem) (HistoryEdge, string) {
		return HistoryEdge{item.Cursor, &RecordVersion{item, all}}, item.Cursor
	})
	return &HistoryConnection{edges, info, answer.Total}
}

// source gives a source that some version cites, as it last stood.
func (v *versions) source(ctx context.Context, id graph.ID) (*Source, error) {
	found, err := ask(&v.asked, "sources", func() (cited, error) {
		var ids []graph.ID
		for _, item := range v.items {
			for _, d := range item.Differences {
				ids = append(ids, citedIn(d.Before)...)
				ids = append(ids, citedIn(d.After)...)
			}
		}
		records, err := v.sources.get(ctx, ids)
		sources := make(cited, len(ids))
		for i, record := range records {
			if record != nil {
				sources[ids[i]] = &Source{record}
			}
		}
		return sources, err
	})
	if err != nil {
		return nil, err
	}
	return found.get(id)
}

func citedIn(value *difference.Value) []graph.ID {
	switch {
	case value == nil:
	case value.Claim != nil:
		return []graph.ID{value.Claim.Source}
	case value.Statement != nil:
		return []graph.ID{value.Statement.Source}
	case value.Name != nil && value.Name.Source != "":
		return []graph.ID{value.Name.Source}
	}
	return nil
}

// Day is the day on which the version was written.
func (v *RecordVersion) Day() graph.Date { return graph.DayOf(v.Time).Date() }

// Created tells that the record came with it.
func (v *RecordVersion) Created() bool { return v.First && !v.Removed() }

// Changes are what it changed.
func (v *RecordVersion) Changes() []RecordChange { return v.in.changes(v.Differences) }

func (v *versions) changes(differences []difference.Difference) []RecordChange {
	changes := make([]RecordChange, len(differences))
	for i, d := range differences {
		changes[i] = RecordChange{d, v}
	}
	return changes
}

// RecordChange is one part of a record that came, went or became another.
type RecordChange struct {
	answer difference.Difference
	in     *versions
}

// Part is what of the record it is.
func (c *RecordChange) Part() difference.Part { return c.answer.Part }

// Action is what became of it.
func (c *RecordChange) Action() difference.Action { return c.answer.Action() }

// Before is what it was.
func (c *RecordChange) Before() RecordValue { return c.in.value(c.answer.Before) }

// After is what it is since.
func (c *RecordChange) After() RecordValue { return c.in.value(c.answer.After) }

// Sentence tells the change in words.
func (c *RecordChange) Sentence(language *string) string {
	return sentence.Difference(value(language), c.answer)
}

// RecordValue is what a part of a record holds.
type RecordValue interface{ IsRecordValue() }

// IsRecordValue marks a name as a part of a record.
func (n *Name) IsRecordValue() {}

// IsRecordValue marks an external id as a part of a record.
func (e *ExternalID) IsRecordValue() {}

// IsRecordValue marks a statement as a part of a record.
func (s *Statement) IsRecordValue() {}

// IsRecordValue marks a claim as a part of a record.
func (c *Claim) IsRecordValue() {}

// PropertyValue is a property of an entity.
type PropertyValue struct{ Property, Text string }

// IsRecordValue marks a property as a part of a record.
func (p *PropertyValue) IsRecordValue() {}

// TextValue is a part that is no more than a text.
type TextValue struct{ Text string }

// IsRecordValue marks a text as a part of a record.
func (t *TextValue) IsRecordValue() {}

// value shows what a part holds, nil for nothing.
func (v *versions) value(of *difference.Value) RecordValue {
	switch {
	case of == nil:
		return nil
	case of.Name != nil:
		return &Name{of.Name, v}
	case of.ExternalID != nil:
		return &ExternalID{*of.ExternalID}
	case of.Property != nil:
		return &PropertyValue{of.Property.Name, plain(of.Property.Value)}
	case of.Statement != nil:
		return &Statement{of.Statement, v}
	case of.Claim != nil:
		return &Claim{of.Claim, v}
	}
	return &TextValue{of.Text}
}

// plain writes the value of a property as text.
func plain(v graph.Value) string {
	switch v.Type {
	case graph.IntValue:
		return strconv.FormatInt(v.Int, 10)
	case graph.FloatValue:
		return strconv.FormatFloat(v.Float, 'g', -1, 64)
	case graph.BoolValue:
		return strconv.FormatBool(v.Bool)
	case graph.DateValue:
		return v.Date.String()
	case graph.ListValue:
		return strings.Join(v.List, ", ")
	}
	return v.Text
}
