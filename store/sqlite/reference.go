package sqlite

import (
	"fmt"
	"slices"

	"entente/graph"
)

// reference is a place in a record that names another record.
type reference struct {
	id graph.ID
	// field is "claims[%d].source", to be completed with the position.
	field    string
	position int
	form     int
}

func (r reference) at(err *graph.Error) *graph.Error {
	if r.position < 0 {
		return err.At(r.field)
	}
	return err.At(fmt.Sprintf(r.field, r.position))
}

// references lists what a record names: sources, ends, and the ids merged into it (form none).
func (p *put) references() []reference {
	switch {
	case p.Entity != nil:
		return entityReferences(p.Entity)
	case p.Relationship != nil:
		return relationshipReferences(p.Relationship)
	}
	return nil
}

func entityReferences(e *graph.Entity) []reference {
	var list []reference
	for i, name := range e.Names {
		if name.Source != "" {
			list = append(list, reference{name.Source, "names[%d].source", i, formSource})
		}
	}
	for i, statement := range e.Statements {
		list = append(list, reference{statement.Source, "statements[%d].source", i, formSource})
	}
	for i, id := range e.Merged {
		list = append(list, reference{id, "merged[%d]", i, formNone})
	}
	return list
}

func relationshipReferences(r *graph.Relationship) []reference {
	list := make([]reference, 0, 2+len(r.Claims))
	list = append(list, reference{r.From, "from", -1, formEntity}, reference{r.To, "to", -1, formEntity})
	for i, claim := range r.Claims {
		list = append(list, reference{claim.Source, "claims[%d].source", i, formSource})
	}
	return list
}

// citedSources lists the sources of a record once.
func citedSources(references []reference) []graph.ID {
	var ids []graph.ID
	for _, reference := range references {
		if reference.form == formSource {
			ids = append(ids, reference.id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
