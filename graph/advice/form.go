package advice

import (
	"math"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// Form is a kind of tie that a party can propose to another.
type Form uint8

// The forms.
const (
	// Agreement: the two conclude one.
	Agreement Form = iota + 1
	// Membership: the first joins the second.
	Membership
	// Partnership: the two agree to cooperate.
	Partnership
	// Participation: the first takes part in the second, a project.
	Participation
)

// Forms lists every form.
func Forms() []Form { return []Form{Agreement, Membership, Partnership, Participation} }

// String is the form in the form of the API, such as "AGREEMENT".
func (f Form) String() string {
	return [...]string{"", "AGREEMENT", "MEMBERSHIP", "PARTNERSHIP", "PARTICIPATION"}[f]
}

// Kind is that of the relationships that make the tie.
func (f Form) Kind() graph.RelationshipKind { return forms[f].kind }

// Role is that which a newcomer plays in it.
func (f Form) Role() string { return forms[f].role }

// Hops is the length of the tie: an agreement stands between its parties.
func (f Form) Hops() int { return forms[f].hops }

// symmetric tells that both ends play the same part.
func (f Form) symmetric() bool { return f == Agreement || f == Partnership }

// shape is what a form is made of.
type shape struct {
	kind graph.RelationshipKind
	role string
	hops int
	// into are the kinds of entity that the second end may be.
	into []graph.EntityKind
}

// parties are the kinds of entity that make ties of their own will.
var parties = []graph.EntityKind{graph.Country, graph.Academy, graph.Organization, graph.Firm}

var forms = [...]shape{
	Agreement:     {graph.PartyTo, "party", 2, parties},
	Membership:    {graph.MemberOf, "member", 1, []graph.EntityKind{graph.Academy, graph.Organization}},
	Partnership:   {graph.PartnerOf, "cooperation", 1, parties},
	Participation: {graph.ParticipatesIn, "partner", 1, []graph.EntityKind{graph.Project}},
}

// fits tells whether the form can run from one kind of entity to another.
func (f Form) fits(from, to graph.EntityKind) bool {
	return slices.Contains(parties, from) && slices.Contains(forms[f].into, to)
}

// formsOf lists the forms that a filter would admit once they are made.
func formsOf(filter graph.RouteFilter) (admitted []Form) {
	if len(filter.Statuses) > 0 && !slices.Contains(filter.Statuses, graph.Active) {
		return nil
	}
	for _, f := range Forms() {
		kind := len(filter.Kinds) == 0 || slices.Contains(filter.Kinds, f.Kind())
		role := len(filter.Roles) == 0 || slices.Contains(filter.Roles, f.Role())
		between := f != Agreement || len(filter.Through) == 0 || slices.Contains(filter.Through, graph.Agreement)
		if kind && role && between {
			admitted = append(admitted, f)
		}
	}
	return admitted
}

// Resolution is how a new tie stands from a date on.
func Resolution(start graph.Date) graph.Resolution {
	return graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA, Start: start}
}

// cost is −ln of the strength that the tie would have, of all hops together,
// when the second end has so many more of its kind already. It is rounded hop
// by hop as the index rounds.
func (w *work) cost(f Form, into index.Vertex, more int) float64 {
	size := 0
	switch f {
	case Agreement:
		size = 2
	case Membership, Participation:
		size = w.s.Size(f.Kind(), into) + more
	}
	weight := graph.Weight{Kind: f.Kind(), Role: f.Role(), Resolution: Resolution(w.start), Size: size, Today: w.s.Day()}
	return float64(float32(-math.Log(weight.Product()))) * float64(f.Hops())
}
