package engine

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"entente/graph"
	"entente/graph/index"
)

// Bounds of a list of assumptions.
const (
	// MaxAssumptions is how many a question takes.
	MaxAssumptions = 100
	// MaxAssumed is how many relationships they may come to, those of what lapses included.
	MaxAssumed = 1_000
)

// Assumption is a change that a question assumes and nobody writes: to a
// recorded Relationship, to every contact of an entity that Lapses, or that a
// relationship of a Kind begins. Exactly one of the three is given.
//
// What is recorded ends: its status becomes Ended, unless a status or one of
// the dates says what changes instead. What begins is Active, of confidence A
// and without dates unless they are given.
type Assumption struct {
	Relationship graph.ID
	// Lapses is an entity, such as an agreement, all of whose relationships of
	// class CONTACT change, but for those that have ended.
	Lapses graph.ID
	// Kind, From, To and Role are what begins.
	Kind       graph.RelationshipKind
	From, To   graph.ID
	Role       string
	Status     graph.Status
	Start, End graph.Date
	Confidence graph.Confidence
}

// assuming turns assumptions into relationships as they then stand.
type assuming struct {
	graph    *Graph
	snapshot *index.Snapshot
	// wanted are the recorded relationships that change, each by what of the list.
	wanted []changing
	found  map[graph.ID]*graph.Relationship
	// order keeps the sequence of the list, places where each relationship stands in it.
	order  []graph.ID
	places map[graph.ID]string
}

// changing is a recorded relationship that changes.
type changing struct {
	id    graph.ID
	what  *Assumption
	field string
}

// assume gives the relationships that the assumptions come to, in their order.
func (a *assuming) assume(ctx context.Context, list []Assumption) ([]*graph.Relationship, error) {
	if len(list) > MaxAssumptions {
		return nil, graph.Errorf(graph.TooLarge, "%d assumptions were made, at most %d are taken", len(list), MaxAssumptions).At("assume")
	}
	for i := range list {
		if err := a.take(&list[i], fmt.Sprintf("assume[%d]", i)); err != nil {
			return nil, err
		}
	}
	if len(a.order) > MaxAssumed {
		return nil, graph.Errorf(graph.TooLarge, "the assumptions come to %d relationships, at most %d can be assumed", len(a.order), MaxAssumed).At("assume")
	}
	if err := a.change(ctx); err != nil {
		return nil, err
	}
	assumed := make([]*graph.Relationship, len(a.order))
	for i, id := range a.order {
		assumed[i] = a.found[id]
	}
	return assumed, nil
}

// take reads one assumption.
func (a *assuming) take(what *Assumption, field string) error {
	given := 0
	for _, form := range []bool{what.Relationship != "", what.Lapses != "", what.Kind != 0 || what.From != "" || what.To != "" || what.Role != ""} {
		if form {
			given++
		}
	}
	switch {
	case given != 1:
		return graph.Errorf(graph.Invalid, "an assumption is about a recorded relationship, about an entity that lapses, or about a kind with its ends that begins: exactly one of the three").At(field)
	case what.Relationship != "":
		return a.want(what, field)
	case what.Lapses != "":
		return a.lapse(what, field)
	}
	return a.begin(what, field)
}

// want notes a recorded relationship that changes; only once by its own id.
func (a *assuming) want(what *Assumption, field string) error {
	id := what.Relationship
	if before, twice := a.places[id]; twice {
		return graph.Errorf(graph.Invalid, "%s was assumed to change by %s already", graph.Excerpt(string(id)), before).At(field + ".relationship")
	}
	a.note(id, what, field)
	return nil
}

func (a *assuming) note(id graph.ID, what *Assumption, field string) {
	a.places[id] = field
	a.order, a.wanted = append(a.order, id), append(a.wanted, changing{id, what, field})
}

// lapse notes every contact of an entity; those noted before change as said there.
func (a *assuming) lapse(what *Assumption, field string) error {
	vertex, err := vertexOf(a.snapshot, what.Lapses, field+".lapses")
	if err != nil {
		return err
	}
	span := a.snapshot.Spans[vertex]
	for position := span.Low; position < span.High; position++ {
		word := a.snapshot.Words[position]
		if word.Kind().Class() != graph.Contact || word.Status() == graph.Ended {
			continue
		}
		if len(a.order) > MaxAssumed {
			return graph.Errorf(graph.TooLarge, "with %s more than %d relationships are assumed to change", a.snapshot.ID(vertex), MaxAssumed).At(field + ".lapses")
		}
		if id := a.snapshot.Tie(vertex, position).ID; a.places[id] == "" {
			a.note(id, what, field)
		}
	}
	return nil
}

// begin makes a relationship that is not recorded.
func (a *assuming) begin(what *Assumption, field string) error {
	from, err := vertexOf(a.snapshot, what.From, field+".from")
	if err != nil {
		return err
	}
	to, err := vertexOf(a.snapshot, what.To, field+".to")
	if err != nil {
		return err
	}
	r := inForm(&graph.Relationship{Kind: what.Kind, From: a.snapshot.ID(from), To: a.snapshot.ID(to), Role: what.Role}, func(id graph.ID) graph.ID { return id })
	resolution := graph.Resolution{Status: cmp.Or(what.Status, graph.Active), Confidence: cmp.Or(what.Confidence, graph.ConfidenceA), Start: what.Start, End: what.End}
	formed := r.Assume(resolution)
	if err := sound(formed); err != nil {
		return err.At(field)
	}
	if err := formed.ValidateEnds(kindOf(a.snapshot, formed.From), kindOf(a.snapshot, formed.To)); err != nil {
		return err.At(field)
	}
	if a.snapshot.Has(r.Kind, r.From, r.To, r.Role) {
		return graph.Errorf(graph.Conflict, "%s is recorded already; name it as a relationship that changes", r.ID).At(field)
	}
	if before, twice := a.places[r.ID]; twice {
		return graph.Errorf(graph.Invalid, "%s was assumed by %s already", r.ID, before).At(field)
	}
	a.places[r.ID], a.found[r.ID] = field, formed
	a.order = append(a.order, r.ID)
	return nil
}

// sound checks an assumed relationship like one to be recorded.
func sound(r *graph.Relationship) *graph.Error {
	err := r.Validate()
	if err != nil {
		err.Field = strings.TrimPrefix(err.Field, "claims[0].")
	}
	return err
}

func kindOf(snapshot *index.Snapshot, id graph.ID) graph.EntityKind {
	vertex, _ := snapshot.Lookup(id)
	return snapshot.Kind(vertex)
}

// change reads the recorded relationships and changes each as assumed.
func (a *assuming) change(ctx context.Context) error {
	ids := make([]graph.ID, len(a.wanted))
	for i, c := range a.wanted {
		ids[i] = c.id
	}
	records, err := a.graph.store.Relationships(ctx, ids)
	if err != nil {
		return err
	}
	for i, c := range a.wanted {
		if records[i] == nil {
			return graph.Errorf(graph.NotFound, "no relationship %q is recorded", graph.Excerpt(string(c.id))).At(c.field + ".relationship")
		}
		changed := records[i].Assume(c.what.change(records[i].Resolve()))
		if err := sound(changed); err != nil {
			return err.At(c.field)
		}
		a.found[c.id] = changed
	}
	return nil
}

// change says how a recorded relationship then stands.
func (a *Assumption) change(stands graph.Resolution) graph.Resolution {
	if a.Status == 0 && a.Start.IsZero() && a.End.IsZero() && a.Confidence == 0 {
		stands.Status = graph.Ended
		return stands
	}
	return graph.Resolution{
		Status: cmp.Or(a.Status, stands.Status), Confidence: cmp.Or(a.Confidence, stands.Confidence),
		Start: cmp.Or(a.Start, stands.Start), End: cmp.Or(a.End, stands.End),
	}
}
