package seed

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"

	"entente/graph"
	"entente/seed/rows"
	"entente/seed/sheet"
)

// rowLoad is a row on its way into the target: everything is looked up and
// checked before anything of it is kept.
type rowLoad struct {
	*sheetLoad
	record sheet.Record
	// called are the entities of the row by what the mapping calls them.
	called map[string]*graph.Entity
	ties   []rowTie
	// empty counts the relationships of the row without an end.
	empty int
}

// rowTie is a relationship with its claim.
type rowTie struct {
	graph.Relationship
	claim graph.Claim
}

func baseName(name string) string { return filepath.Base(name) }

func sameProperties(a, b map[string]graph.Value) bool {
	return maps.EqualFunc(a, b, func(x, y graph.Value) bool {
		same := slices.Equal(x.List, y.List)
		x.List, y.List = nil, nil
		return same && x.Text == y.Text && x.Type == y.Type && x.Date == y.Date && x.Int == y.Int && x.Float == y.Float && x.Bool == y.Bool
	})
}

// describe gives each entity of the row the id that it has in the target.
func (r *rowLoad) describe() *graph.Error {
	for _, draft := range r.record.Entities {
		entity := draft.Entity
		for n := range entity.Names {
			entity.Names[n].Source = r.source.ID
		}
		err := entity.Validate()
		if err == nil {
			entity.ID, err = r.idOf(entity)
		}
		if err == nil {
			err = r.once(entity)
		}
		if err != nil {
			return err.At(r.mapping.KeyColumn(draft.As))
		}
		r.called[draft.As] = entity
	}
	return nil
}

// idOf finds the entity in the target: by its id, else by its ids in registers.
func (r *rowLoad) idOf(entity *graph.Entity) (graph.ID, *graph.Error) {
	id := entity.ID
	if known := r.held.entities[id]; known != "" {
		id = known
	} else {
		var found []graph.ID
		for _, external := range entity.ExternalIDs {
			for _, carrier := range r.names.carriers(external.Scheme, external.Value) {
				if !slices.Contains(found, carrier) {
					found = append(found, carrier)
				}
			}
		}
		switch {
		case len(found) > 1:
			return "", graph.Errorf(graph.Conflict, "its external ids are those of several: %s", r.names.list(found))
		case len(found) == 1:
			id = found[0]
		}
	}
	if kind := r.names.kinds[id]; kind != 0 && kind != entity.Kind {
		return "", graph.Errorf(graph.Conflict, "%s is recorded as %s, not %s", id, kind, entity.Kind).At("kind")
	}
	return id, nil
}

// once refuses an entity that another row describes otherwise.
func (r *rowLoad) once(entity *graph.Entity) *graph.Error {
	if first, taken := r.described[entity.ID]; taken && !sameEntity(first.entity, entity) {
		return graph.Errorf(graph.Conflict, "the id %s is also that of %s, which describes it otherwise", entity.ID, rows.Label(first.number)).At("id")
	}
	return nil
}

// relate finds the ends of each relationship of the row.
func (r *rowLoad) relate() *graph.Error {
	for i, draft := range r.record.Relationships {
		place := r.mapping.Relationships[i]
		from, err := r.ends(draft.From)
		if err != nil {
			return err
		}
		to, err := r.ends(draft.To)
		if err != nil {
			return err
		}
		if len(from)*len(to) == 0 {
			r.empty++
		}
		for _, a := range from {
			for _, b := range to {
				if err := r.tieOf(draft, a, b, place); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// end is an entity at an end of a relationship.
type end struct {
	id   graph.ID
	kind graph.EntityKind
}

func (r *rowLoad) ends(drafts []sheet.Reference) (ends []end, err *graph.Error) {
	for _, draft := range drafts {
		if draft.Entity != "" {
			if entity := r.called[draft.Entity]; entity != nil {
				ends = append(ends, end{entity.ID, entity.Kind})
			}
			continue
		}
		id, err := r.names.find(draft.Scheme, draft.Text)
		if err != nil {
			return nil, err.At(draft.Column)
		}
		ends = append(ends, end{id, r.names.kinds[id]})
	}
	return ends, nil
}

func (r *rowLoad) tieOf(draft sheet.Tie, from, to end, place sheet.Relationship) *graph.Error {
	allowed := draft.Kind.Ends()
	switch {
	case from.id == to.id:
		return graph.Errorf(graph.Invalid, "both ends are %s", from.id).At(cmp.Or(place.To.Column, place.From.Column, "to"))
	case !slices.Contains(allowed.From, from.kind):
		return graph.Errorf(graph.Invalid, "%s does not run from %s (%s)", draft.Kind, from.id, from.kind).At(cmp.Or(place.From.Column, "from"))
	case !slices.Contains(allowed.To, to.kind):
		return graph.Errorf(graph.Invalid, "%s does not run to %s (%s)", draft.Kind, to.id, to.kind).At(cmp.Or(place.To.Column, "to"))
	}
	claim := draft.Claim
	if claim.Locator == "" && len(r.record.Entities) > 0 {
		claim.Locator = string(r.record.Entities[0].Key)
	}
	claim.Source = r.source.ID
	tie := rowTie{graph.Relationship{Kind: draft.Kind, From: from.id, To: to.id, Role: draft.Role}, claim}
	checked := tie.Relationship
	checked.ID, checked.Claims = graph.RelationshipID(tie.Kind, tie.From, tie.To, tie.Role), []graph.Claim{claim}
	if tie.Kind.Symmetric(tie.Role) && tie.From > tie.To {
		checked.From, checked.To = tie.To, tie.From
		checked.ID = graph.RelationshipID(checked.Kind, checked.From, checked.To, checked.Role)
	}
	if err := checked.Validate(); err != nil {
		return err
	}
	r.ties = append(r.ties, tie)
	return nil
}

// keep adds the row to the edition; the rows below may refer to it.
func (r *rowLoad) keep() {
	for _, draft := range r.record.Entities {
		entity := r.called[draft.As]
		if _, again := r.described[entity.ID]; again {
			continue
		}
		if !r.names.foreign[entity.ID] {
			r.ours[entity.ID] = true
		}
		r.described[entity.ID] = described{r.record.Number, entity}
		r.entities = append(r.entities, entity)
		r.names.add(entity)
	}
	for _, tie := range r.ties {
		r.tie(tie.Relationship, tie.claim)
	}
	r.endless += r.empty
}
