package seed

import (
	"slices"
	"strings"

	"entente/graph"
	"entente/seed/sheet"
)

// register finds the entities that a spreadsheet refers to. It keeps the names and
// external ids that the spreadsheet asks for, and no others.
type register struct {
	own func(graph.ID) bool
	// found leads from what is asked for to the entities that have it.
	found map[asked][]graph.ID
	kinds map[graph.ID]graph.EntityKind
	// merged leads from the ids that were merged away.
	merged map[graph.ID]graph.ID
	// labels are the names to show of what was found.
	labels map[graph.ID]string
	// foreign are the entities that others than the importer have named.
	foreign map[graph.ID]bool
}

// asked is an external id, or without a scheme a folded name.
type asked struct {
	scheme, text string
}

func newRegister(own func(graph.ID) bool) *register {
	return &register{
		own: own, found: map[asked][]graph.ID{}, kinds: map[graph.ID]graph.EntityKind{},
		merged: map[graph.ID]graph.ID{}, labels: map[graph.ID]string{}, foreign: map[graph.ID]bool{},
	}
}

func ask(scheme, text string) asked {
	if scheme == "" {
		text = sheet.Fold(text)
	}
	return asked{scheme, text}
}

// want notes what a row refers to.
func (r *register) want(record sheet.Record) {
	for _, draft := range record.Entities {
		for _, external := range draft.Entity.ExternalIDs {
			r.wantOne(ask(external.Scheme, external.Value))
		}
	}
	for _, tie := range record.Relationships {
		for _, reference := range slices.Concat(tie.From, tie.To) {
			if reference.Entity == "" {
				r.wantOne(ask(reference.Scheme, reference.Text))
			}
		}
	}
}

func (r *register) wantOne(a asked) {
	if _, known := r.found[a]; !known {
		r.found[a] = nil
	}
}

// add takes an entity of the target, or of a row, in.
func (r *register) add(e *graph.Entity) {
	r.kinds[e.ID] = e.Kind
	for _, merged := range e.Merged {
		r.merged[merged] = e.ID
	}
	for _, name := range e.Names {
		if name.Type == graph.Label && !r.own(name.Source) {
			r.foreign[e.ID] = true
		}
		r.note(ask("", name.Value), e)
	}
	for _, external := range e.ExternalIDs {
		r.note(ask(external.Scheme, external.Value), e)
	}
}

func (r *register) note(a asked, e *graph.Entity) {
	ids, wanted := r.found[a]
	if wanted && !slices.Contains(ids, e.ID) {
		r.found[a] = append(ids, e.ID)
		r.labels[e.ID] = e.Name("en").Value
	}
}

// carriers gives the entities with an id in a register.
func (r *register) carriers(scheme, value string) []graph.ID { return r.found[ask(scheme, value)] }

// find gives the entity that a text refers to: by its id, by its id in the scheme,
// or by its exact name. Several are refused with the candidates.
func (r *register) find(scheme, text string) (graph.ID, *graph.Error) {
	if id := graph.ID(text); scheme == "" {
		if into := r.merged[id]; into != "" {
			id = into
		}
		if r.kinds[id] != 0 {
			return id, nil
		}
	}
	found := r.found[ask(scheme, text)]
	switch {
	case len(found) > 1:
		return "", graph.Errorf(graph.Conflict, "%q is the name or id of several: %s; say which by its id", graph.Excerpt(text), r.list(found))
	case len(found) == 1:
		return found[0], nil
	case scheme != "":
		return "", graph.Errorf(graph.Invalid, "nothing has the id %q in the register %s", graph.Excerpt(text), scheme)
	}
	return "", graph.Errorf(graph.Invalid, "nothing in the graph or in the rows above has the id or the exact name %q", graph.Excerpt(text))
}

// list names candidates for people.
func (r *register) list(ids []graph.ID) string {
	const most = 5
	var names []string
	for _, id := range slices.Sorted(slices.Values(ids))[:min(len(ids), most)] {
		names = append(names, string(id)+" ("+graph.Excerpt(r.labels[id])+")")
	}
	if len(ids) > most {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}
