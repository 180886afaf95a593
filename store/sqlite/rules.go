package sqlite

import (
	"slices"

	"entente/graph"
)

// check holds the batch against what is known, record by record in the order
// of the batch. What it needs of the database is in known already.
func (p *plan) check() error {
	for _, made := range p.puts {
		made.old = p.known[made.id]
		if err := p.checkPut(made); err != nil {
			return err.In(string(made.id))
		}
	}
	for _, id := range p.removes {
		if err := p.checkRemoval(id); err != nil {
			return err.In(string(id))
		}
	}
	return nil
}

func (p *plan) checkPut(made *put) *graph.Error {
	if made.old.form != formNone && made.old.form != made.form {
		return graph.Errorf(graph.Conflict, "%s has this id already", formNames[made.old.form]).At("id")
	}
	if owner := p.owner(made.id); owner != "" {
		return graph.Errorf(graph.Conflict, "this id was merged into %s", owner).At("id")
	}
	for _, reference := range made.refs {
		if err := p.checkReference(made, reference); err != nil {
			return reference.at(err)
		}
	}
	if made.Relationship == nil {
		return nil
	}
	return made.Relationship.ValidateEnds(p.kindOf(made.Relationship.From), p.kindOf(made.Relationship.To))
}

// owner gives the entity that an id leads to once the batch is applied, "" for none.
func (p *plan) owner(id graph.ID) graph.ID {
	if owner, ok := p.owners[id]; ok {
		return owner
	}
	into := p.known[id].into
	if _, put := p.byID[into]; put || p.gone[into] {
		return ""
	}
	return into
}

// form tells what stands under an id once the batch is applied.
func (p *plan) form(id graph.ID) int {
	if made, ok := p.byID[id]; ok {
		return made.form
	}
	if p.gone[id] {
		return formNone
	}
	return p.known[id].form
}

func (p *plan) kindOf(id graph.ID) graph.EntityKind {
	if made, ok := p.byID[id]; ok {
		return made.Entity.Kind
	}
	return p.known[id].kind
}

func (p *plan) checkReference(made *put, r reference) *graph.Error {
	if r.form == formNone {
		return p.checkMerged(made, r.id)
	}
	switch found := p.form(r.id); {
	case found == r.form:
		return nil
	case found != formNone:
		return graph.Errorf(graph.Invalid, "%s is %s, %s is wanted", r.id, formNames[found], formNames[r.form])
	case p.gone[r.id] && p.known[r.id].form == r.form:
		return graph.Errorf(graph.Conflict, "the batch removes %s", r.id)
	case p.owner(r.id) != "":
		return graph.Errorf(graph.Invalid, "%s was merged into %s", r.id, p.owner(r.id))
	}
	return graph.Errorf(graph.Invalid, "%s does not exist", r.id)
}

// checkMerged: an id that leads to an entity belongs to no record and to no
// other entity, and takes along what had been merged into it.
func (p *plan) checkMerged(made *put, id graph.ID) *graph.Error {
	before := p.known[id]
	switch form := p.form(id); {
	case form == formEntity:
		return graph.Errorf(graph.Conflict, "the entity %s is still there; the batch has to remove it", id)
	case form != formNone:
		return graph.Errorf(graph.Conflict, "%s is the id of %s", id, formNames[form])
	case before.form != formNone && before.form != formEntity:
		return graph.Errorf(graph.Conflict, "%s was %s, which cannot be merged into an entity", id, formNames[before.form])
	}
	if _, put := p.byID[before.into]; before.into != "" && before.into != made.id && !put && !p.gone[before.into] {
		return graph.Errorf(graph.Conflict, "%s is merged into %s", id, before.into)
	}
	for _, older := range before.merged {
		if _, put := p.byID[older]; !put && !slices.Contains(made.Entity.Merged, older) {
			return graph.Errorf(graph.Conflict, "%s was merged into %s and has to be named too", older, id)
		}
	}
	return nil
}

func (p *plan) checkRemoval(id graph.ID) *graph.Error {
	before := p.known[id]
	switch {
	case before.form != formNone:
		return nil
	case before.into != "":
		return graph.Errorf(graph.NotFound, "there is no record with this id; it was merged into %s", before.into)
	}
	return graph.Errorf(graph.NotFound, "there is no record with this id")
}
