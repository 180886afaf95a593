package plan

import (
	"fmt"
	"slices"

	"entente/graph"
	"entente/graph/interchange"
)

// Reference is a place in a record that names another record.
type Reference struct {
	ID graph.ID
	// Form is what has to stand under the id; None for an id that is merged away.
	Form Form
	// field is "claims[%d].source", to be completed with the position.
	field    string
	position int
}

func (r Reference) at(err *graph.Error) *graph.Error {
	if r.position < 0 {
		return err.At(r.field)
	}
	return err.At(fmt.Sprintf(r.field, r.position))
}

// References lists what a record names: sources, ends, and the ids merged into it.
func References(record interchange.Record) []Reference {
	switch {
	case record.Entity != nil:
		return entityReferences(record.Entity)
	case record.Relationship != nil:
		return relationshipReferences(record.Relationship)
	}
	return nil
}

func entityReferences(e *graph.Entity) []Reference {
	var list []Reference
	for i, name := range e.Names {
		if name.Source != "" {
			list = append(list, Reference{name.Source, Source, "names[%d].source", i})
		}
	}
	for i, statement := range e.Statements {
		list = append(list, Reference{statement.Source, Source, "statements[%d].source", i})
	}
	for i, id := range e.Merged {
		list = append(list, Reference{id, None, "merged[%d]", i})
	}
	return list
}

func relationshipReferences(r *graph.Relationship) []Reference {
	list := make([]Reference, 0, 2+len(r.Claims))
	list = append(list, Reference{r.From, Entity, "from", -1}, Reference{r.To, Entity, "to", -1})
	for i, claim := range r.Claims {
		list = append(list, Reference{claim.Source, Source, "claims[%d].source", i})
	}
	return list
}

// Cited lists the sources among references once, in order.
func Cited(references []Reference) []graph.ID {
	var ids []graph.ID
	for _, reference := range references {
		if reference.Form == Source {
			ids = append(ids, reference.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
