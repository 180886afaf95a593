package plan

import (
	"slices"

	"entente/graph"
	"entente/graph/interchange"
)

// nothing is what is known of an id that the store has never seen.
var nothing = &Known{}

func (p *Plan) known(id graph.ID) *Known {
	if k, ok := p.Known[id]; ok {
		return k
	}
	return nothing
}

// Check holds the batch against what is known, record by record in the order
// of the batch. Whether an id is free, what is named exists, what is merged
// away belongs to nobody else, what is removed is there: all that needs no
// further look into the store.
func (p *Plan) Check() error {
	for _, made := range p.Puts {
		made.Old = p.known(made.ID)
		if err := p.checkPut(made); err != nil {
			return err.In(string(made.ID))
		}
	}
	for _, id := range p.Removes {
		if err := p.checkRemoval(id); err != nil {
			return err.In(string(id))
		}
	}
	return nil
}

func (p *Plan) checkPut(made *Put) *graph.Error {
	if made.Old.Form != None && made.Old.Form != made.Form {
		return graph.Errorf(graph.Conflict, "%s has this id already", made.Old.Form).At("id")
	}
	if owner := p.Owner(made.ID); owner != "" {
		return graph.Errorf(graph.Conflict, "this id was merged into %s", owner).At("id")
	}
	for _, reference := range made.References {
		if err := p.checkReference(made, reference); err != nil {
			return reference.at(err)
		}
	}
	if made.Relationship == nil {
		return nil
	}
	return made.Relationship.ValidateEnds(p.kindOf(made.Relationship.From), p.kindOf(made.Relationship.To))
}

// Owner gives the entity that an id leads to once the batch is applied, "" for none.
func (p *Plan) Owner(id graph.ID) graph.ID {
	if owner, ok := p.owners[id]; ok {
		return owner
	}
	into := p.known(id).Into
	if _, put := p.byID[into]; put || p.gone[into] {
		return ""
	}
	return into
}

// form tells what stands under an id once the batch is applied.
func (p *Plan) form(id graph.ID) Form {
	if made, ok := p.byID[id]; ok {
		return made.Form
	}
	if p.gone[id] {
		return None
	}
	return p.known(id).Form
}

func (p *Plan) kindOf(id graph.ID) graph.EntityKind {
	if made, ok := p.byID[id]; ok {
		return made.Entity.Kind
	}
	return p.known(id).Kind
}

func (p *Plan) checkReference(made *Put, r Reference) *graph.Error {
	if r.Form == None {
		return p.checkMerged(made, r.ID)
	}
	switch found := p.form(r.ID); {
	case found == r.Form:
		return nil
	case found != None:
		return graph.Errorf(graph.Invalid, "%s is %s, %s is wanted", r.ID, found, r.Form)
	case p.gone[r.ID] && p.known(r.ID).Form == r.Form:
		return graph.Errorf(graph.Conflict, "the batch removes %s", r.ID)
	case p.Owner(r.ID) != "":
		return graph.Errorf(graph.Invalid, "%s was merged into %s", r.ID, p.Owner(r.ID))
	}
	return graph.Errorf(graph.Invalid, "%s does not exist", r.ID)
}

// checkMerged: an id that leads to an entity belongs to no record and to no
// other entity, and takes along what had been merged into it.
func (p *Plan) checkMerged(made *Put, id graph.ID) *graph.Error {
	before := p.known(id)
	switch form := p.form(id); {
	case form == Entity:
		return graph.Errorf(graph.Conflict, "the entity %s is still there; the batch has to remove it", id)
	case form != None:
		return graph.Errorf(graph.Conflict, "%s is the id of %s", id, form)
	case before.Form != None && before.Form != Entity:
		return graph.Errorf(graph.Conflict, "%s was %s, which cannot be merged into an entity", id, before.Form)
	}
	if _, put := p.byID[before.Into]; before.Into != "" && before.Into != made.ID && !put && !p.gone[before.Into] {
		return graph.Errorf(graph.Conflict, "%s is merged into %s", id, before.Into)
	}
	for _, older := range before.Merged {
		if _, put := p.byID[older]; !put && !slices.Contains(made.Entity.Merged, older) {
			return graph.Errorf(graph.Conflict, "%s was merged into %s and has to be named too", older, id)
		}
	}
	return nil
}

func (p *Plan) checkRemoval(id graph.ID) *graph.Error {
	before := p.known(id)
	switch {
	case before.Form != None:
		return nil
	case before.Into != "":
		return graph.Errorf(graph.NotFound, "there is no record with this id; it was merged into %s", before.Into)
	}
	return graph.Errorf(graph.NotFound, "there is no record with this id")
}

// Settle counts what is added, changed and unchanged, and keeps only the puts
// that have to be written.
func (p *Plan) Settle() error {
	kept := p.Puts[:0]
	for _, made := range p.Puts {
		switch {
		case made.Old.Form == None:
			p.Commit.Added++
		case made.Old.Damage == nil && made.Old.Line == string(made.Line):
			p.Commit.Unchanged++
			continue
		default:
			record, err := made.Old.Record()
			if err != nil {
				return err
			}
			made.OldRecord = record
			p.Commit.Changed++
		}
		kept = append(kept, made)
	}
	p.Puts = kept
	p.Commit.Removed = len(p.Removes)
	return nil
}

// Record decodes the line, or tells of its damage.
func (k *Known) Record() (interchange.Record, error) {
	if k.Damage != nil {
		return interchange.Record{}, k.Damage
	}
	record, err := interchange.Decode([]byte(k.Line))
	if err != nil {
		return interchange.Record{}, graph.Errorf(graph.Internal, "the record cannot be read: %w", err)
	}
	return record, nil
}

// Writes tells whether anything changes.
func (p *Plan) Writes() bool { return p.Commit.Added+p.Commit.Changed+p.Commit.Removed > 0 }

// Counts gives by how much the number of records of each form grows.
func (p *Plan) Counts() (growth [4]int) {
	for _, made := range p.Puts {
		if made.Old.Form == None {
			growth[made.Form]++
		}
	}
	for _, id := range p.Removes {
		growth[p.known(id).Form]--
	}
	return growth
}
