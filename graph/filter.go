package graph

// RouteFilter says which relationships and entities a search may use. It holds
// inside the search. The zero value admits every CONTACT relationship of a
// default status that can be valid today.
type RouteFilter struct {
	// Kinds admits only these kinds; empty means every kind of class CONTACT.
	// Kinds of class RESTRICTION never carry a path.
	Kinds []RelationshipKind
	// Roles admits only relationships of these roles; empty admits all.
	Roles []string
	// Statuses admits only these; empty means DefaultStatuses.
	Statuses []Status
	// At admits only what can be valid on some day of this date; zero means today.
	At Date
	// AnyTime switches the test of At off.
	AnyTime bool
	// HoldsFor admits only what still holds so many days after today, or after the
	// first day of At: 0 to MaxHoldsFor. It has no meaning with AnyTime.
	HoldsFor int
	// MinConfidence admits only what is at least as sure; zero admits all.
	MinConfidence Confidence
	// Avoid are entities that no path may contain.
	Avoid []ID
	// Via are entities that every path must contain.
	Via []ID
	// Through are the entity kinds that may stand between the ends; empty admits all.
	Through []EntityKind
	// AvoidRestricted keeps paths clear of entities that are under restrictions.
	AvoidRestricted bool
}

// MaxHoldsFor is the largest HoldsFor, a hundred years in days.
const MaxHoldsFor = 36_525

// Order says which of two paths is better.
type Order uint8

const (
	// ByHops prefers fewer hops, then the stronger path, then the smaller entity ids.
	ByHops Order = iota
	// ByStrength prefers the larger product of hop strengths, then fewer hops, then the smaller entity ids.
	ByStrength
)
