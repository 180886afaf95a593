package view

import (
	"fmt"

	"entente/graph"
)

// BatchInput is what a client wants to put and remove.
type BatchInput struct {
	Sources        []*graph.Source
	Entities       []EntityInput
	Relationships  []*graph.Relationship
	Remove         []graph.ID
	Author, Reason string
	Expect         graph.Revision
}

// EntityInput is an entity to put, its properties as a list.
type EntityInput struct {
	graph.Entity
	Properties []PropertyInput
}

// PropertyInput is a property to put; exactly one of its values is given.
type PropertyInput struct {
	Name  string
	Text  *string
	Int   *int
	Float *float64
	Bool  *bool
	Date  *graph.Date
	List  []string
}

// Batch gives the batch in the form of the records.
func (b BatchInput) Batch(key string) (graph.Batch, error) {
	batch := graph.Batch{Key: key, Author: b.Author, Reason: b.Reason, Expect: b.Expect,
		Sources: b.Sources, Relationships: b.Relationships, Remove: b.Remove}
	for _, input := range b.Entities {
		entity, err := input.entity()
		if err != nil {
			return graph.Batch{}, err.In(string(input.ID))
		}
		batch.Entities = append(batch.Entities, entity)
	}
	return batch, nil
}

func (e EntityInput) entity() (*graph.Entity, *graph.Error) {
	entity := e.Entity
	entity.Properties = make(map[string]graph.Value, len(e.Properties))
	for i, property := range e.Properties {
		value, err := property.value()
		if _, twice := entity.Properties[property.Name]; twice {
			err = graph.Errorf(graph.Invalid, "the property %q is given twice", graph.Excerpt(property.Name))
		}
		if err != nil {
			return nil, err.At(fmt.Sprintf("properties[%d]", i))
		}
		entity.Properties[property.Name] = value
	}
	return &entity, nil
}

func (p PropertyInput) value() (graph.Value, *graph.Error) {
	var values []graph.Value
	if p.Text != nil {
		values = append(values, graph.Text(*p.Text))
	}
	if p.Int != nil {
		values = append(values, graph.Int(int64(*p.Int)))
	}
	if p.Float != nil {
		values = append(values, graph.Float(*p.Float))
	}
	if p.Bool != nil {
		values = append(values, graph.Bool(*p.Bool))
	}
	if p.Date != nil {
		values = append(values, graph.DateOf(*p.Date))
	}
	if p.List != nil {
		values = append(values, graph.List(p.List...))
	}
	if len(values) != 1 {
		return graph.Value{}, graph.Errorf(graph.Invalid, "a property needs exactly one value, %d are given", len(values))
	}
	return values[0], nil
}
