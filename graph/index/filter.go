package index

import (
	"fmt"
	"math"
	"slices"

	"entente/graph"
)

// Gate compiles a filter. What the vocabulary does not know is Invalid, and so
// is a kind of class RESTRICTION; an unknown id in Avoid or Via is NotFound. The
// error names the field. Restrictions are those of the snapshot's Day, whatever
// today is.
func (s *Snapshot) Gate(filter graph.RouteFilter, today graph.Day) (Gate, error) {
	g := Gate{
		kinds: s.words.contact, statuses: s.words.standing, confidences: anyConfidence,
		roles: everyRole(), ceiling: math.MaxUint64, through: anyKind,
	}
	if err := g.narrow(s, &filter); err != nil {
		return Gate{}, err
	}
	if err := g.choose(s, &filter); err != nil {
		return Gate{}, err
	}
	if err := g.date(&filter, today); err != nil {
		return Gate{}, err
	}
	g.settle()
	g.open = g.admitsAll(&s.tally)
	return g, nil
}

// narrow sets what is asked of the relationships.
func (g *Gate) narrow(s *Snapshot, filter *graph.RouteFilter) error {
	if err := g.setKinds(s.words, filter.Kinds); err != nil {
		return err
	}
	if err := g.setRoles(s.words, filter.Roles); err != nil {
		return err
	}
	if !among(filter.Statuses, s.words.statuses) {
		i := stranger(filter.Statuses, s.words.statuses)
		return graph.Errorf(graph.Invalid, "unknown status %d", filter.Statuses[i]).At(place("statuses", i))
	}
	if len(filter.Statuses) > 0 {
		g.statuses = maskOf(filter.Statuses)
	}
	if least := filter.MinConfidence; least > graph.ConfidenceC {
		return graph.Errorf(graph.Invalid, "unknown confidence %d", least).At("minConfidence")
	} else if least > 0 {
		g.confidences &= 1<<(least+1) - 1
	}
	return nil
}

func (g *Gate) setKinds(words *vocabulary, kinds []graph.RelationshipKind) error {
	if !among(kinds, words.ties) {
		i := stranger(kinds, words.ties)
		return graph.Errorf(graph.Invalid, "unknown relationship kind %d", kinds[i]).At(place("kinds", i))
	}
	if !among(kinds, words.ties&^words.restricting) {
		i := stranger(kinds, ^words.restricting)
		return graph.Errorf(graph.Invalid, "%s is a restriction and never carries a path", kinds[i]).At(place("kinds", i))
	}
	if len(kinds) > 0 {
		g.kinds = maskOf(kinds)
	}
	return nil
}

func (g *Gate) setRoles(words *vocabulary, roles []string) error {
	if len(roles) > 0 {
		g.roles = [2]uint64{}
	}
	for i, role := range roles {
		number, ok := words.numbers[role]
		if !ok {
			return graph.Errorf(graph.Invalid, "unknown role %q", graph.Excerpt(role)).At(place("roles", i))
		}
		g.roles[number>>6] |= 1 << (number & 63)
	}
	return nil
}

// choose sets what is asked of the entities.
func (g *Gate) choose(s *Snapshot, filter *graph.RouteFilter) error {
	if !among(filter.Through, s.words.entities) {
		i := stranger(filter.Through, s.words.entities)
		return graph.Errorf(graph.Invalid, "unknown entity kind %d", filter.Through[i]).At(place("through", i))
	}
	if len(filter.Through) > 0 {
		g.through = maskOf(filter.Through)
	}
	if filter.AvoidRestricted {
		g.facts = s.facts.values
	}
	avoid, err := s.lookupAll(filter.Avoid, "avoid")
	if err != nil {
		return err
	}
	for _, v := range avoid {
		g.sketch |= 1 << (v & 63)
	}
	if len(avoid) > 0 {
		g.avoid = newVertexSet(avoid)
	}
	g.Via, err = s.lookupAll(filter.Via, "via")
	return err
}

// lookupAll finds the vertices of a list of the filter.
func (s *Snapshot) lookupAll(ids []graph.ID, field string) ([]Vertex, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list := make([]Vertex, len(ids))
	for i, id := range ids {
		v, ok := s.Lookup(id)
		if !ok {
			return nil, graph.Errorf(graph.NotFound, "no entity has the id %q", graph.Excerpt(string(id))).At(place(field, i))
		}
		list[i] = v
	}
	return list, nil
}

// among tells whether the mask has the bits of all values.
func among[T ~uint8](values []T, mask uint64) bool {
	bits, over := uint64(0), T(0)
	for _, value := range values {
		bits |= 1 << (value & 63)
		over |= value
	}
	return bits&^mask == 0 && over < 64
}

// stranger finds the first value whose bit the mask lacks.
func stranger[T ~uint8](values []T, mask uint64) int {
	return slices.IndexFunc(values, func(value T) bool { return mask>>value&1 == 0 })
}

// date sets the days of the question: those of At, or today. A date of lower
// precision than a day asks for what can be valid on any of its days.
func (g *Gate) date(filter *graph.RouteFilter, today graph.Day) error {
	g.asked, g.until = today, today
	switch held := filter.HoldsFor; {
	case held < 0:
		return graph.Errorf(graph.Invalid, "a relationship cannot hold for %d days", held).At("holdsFor")
	case held > graph.MaxHoldsFor:
		return graph.Errorf(graph.TooLarge, "holdsFor is %d days; it must be 0 to %d", held, graph.MaxHoldsFor).At("holdsFor")
	case held > 0 && filter.AnyTime:
		return graph.Errorf(graph.Invalid, "holdsFor counts from a day and cannot be asked for at any time").At("holdsFor")
	case filter.AnyTime:
		return nil
	}
	if !filter.At.IsZero() {
		g.asked, g.until = filter.At.First(), filter.At.Last()
	}
	g.between(packDay(g.asked+graph.Day(filter.HoldsFor)), packDay(g.until))
	return nil
}

func place(field string, i int) string { return fmt.Sprintf("%s[%d]", field, i) }
