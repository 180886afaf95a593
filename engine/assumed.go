package engine

import (
	"fmt"
	"math"

	"entente/graph"
	"entente/graph/advice"
	"entente/graph/index"
	"entente/graph/path"
)

// assumedSource is what the records of assumed ties cite.
const assumedSource graph.ID = "assumed:source"

// route makes a path of the steps of a suggestion, and the records of its assumed hops.
func (a *adviser) route(found *advice.Suggestion, assumed *Assumed, number int) Path {
	from := a.snapshot.ID(found.Steps[0].From)
	made := Path{Entities: []graph.ID{from}, Strength: found.Strength, Weakest: -1, BeginsWith: -1, EndsWith: -1, Valid: &graph.Interval{}}
	for _, step := range found.Steps {
		if step.Assumed >= 0 {
			a.assume(&made, assumed, step, &found.Ties[step.Assumed], number)
			continue
		}
		route := path.Describe(a.snapshot, a.gate, []index.Vertex{step.From, step.To})
		hop := hopsOf(a.snapshot, route.Hops)[0]
		hop.Strength = step.Strength
		made.extend(hop, a.snapshot.Words[route.Hops[0].Ties[0]].Interval())
	}
	return made
}

// restricted lists those on the way of a suggestion who are under restrictions.
func (a *adviser) restricted(found *advice.Suggestion) (ids []graph.ID) {
	vertices := []index.Vertex{found.Steps[0].From}
	for _, step := range found.Steps {
		vertices = append(vertices, step.To)
	}
	for _, v := range vertices {
		if a.snapshot.Restricted(v) {
			ids = append(ids, a.snapshot.ID(v))
		}
	}
	return ids
}

// extend adds a hop that is valid for a time.
func (p *Path) extend(hop Hop, valid graph.Interval) {
	p.Hops = append(p.Hops, hop)
	p.Entities = append(p.Entities, hop.To)
	if p.Weakest < 0 || hop.Strength < p.Hops[p.Weakest].Strength {
		p.Weakest = len(p.Hops) - 1
	}
	p.Valid = overlap(p.Valid, valid)
}

// assume adds the hops of a new tie: one, or two with the agreement between them.
func (a *adviser) assume(made *Path, assumed *Assumed, step advice.Step, tie *advice.Tie, number int) {
	from, to := a.snapshot.ID(step.From), a.snapshot.ID(step.To)
	valid := graph.Interval{Start: a.start}
	if tie.Form != advice.Agreement {
		ends := [2]graph.ID{a.snapshot.ID(tie.From), a.snapshot.ID(tie.To)}
		id := assumed.tie(tie.Form, ends[0], ends[1], a.start)
		made.extend(Hop{From: from, To: to, Ties: []graph.ID{id}, Forward: step.From == tie.From, Strength: step.Strength, Assumed: true}, valid)
		return
	}
	agreement := assumed.agreement(number)
	near, far := assumed.tie(tie.Form, from, agreement, a.start), assumed.tie(tie.Form, to, agreement, a.start)
	each := math.Sqrt(step.Strength)
	made.extend(Hop{From: from, To: agreement, Ties: []graph.ID{near}, Forward: true, Strength: each, Assumed: true}, valid)
	made.extend(Hop{From: agreement, To: to, Ties: []graph.ID{far}, Strength: each, Assumed: true}, valid)
}

// tie records an assumed relationship and gives its id.
func (a *Assumed) tie(form TieForm, from, to graph.ID, start graph.Date) graph.ID {
	r := advice.Resolution(start)
	record := &graph.Relationship{ID: "assumed:" + graph.RelationshipID(form.Kind(), from, to, form.Role()), Kind: form.Kind(), From: from, To: to, Role: form.Role(),
		Claims: []graph.Claim{{Source: assumedSource, Confidence: r.Confidence, Status: r.Status, Start: r.Start, Note: "assumed"}}}
	a.Relationships = append(a.Relationships, record)
	return record.ID
}

// agreement records an assumed agreement and gives its id.
func (a *Assumed) agreement(number int) graph.ID {
	id := graph.ID(fmt.Sprintf("assumed:agreement-%d-%d", number+1, len(a.Entities)+1))
	a.Entities = append(a.Entities, &graph.Entity{ID: id, Kind: graph.Agreement, Names: []graph.Name{
		{Value: "a new agreement", Language: "en", Type: graph.Label},
		{Value: "توافقی تازه", Language: "fa", Type: graph.Label},
	}})
	return id
}

// overlap gives the time that two windows share, nil when there is none.
func overlap(one *graph.Interval, two graph.Interval) *graph.Interval {
	if one == nil {
		return nil
	}
	firstOne, lastOne := one.Days()
	firstTwo, lastTwo := two.Days()
	shared := *one
	if firstTwo > firstOne {
		shared.Start = two.Start
	}
	if lastTwo < lastOne {
		shared.End = two.End
	}
	if max(firstOne, firstTwo) > min(lastOne, lastTwo) {
		return nil
	}
	return &shared
}
