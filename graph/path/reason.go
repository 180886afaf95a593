package path

// Reason says why there is no path, or fewer than asked. The zero value is no reason.
type Reason uint8

// The reasons.
const (
	// NoRelationships: an end has no relationship that could ever carry a path.
	NoRelationships Reason = iota + 1
	// Separate: no chain of relationships of any kind, status and time joins the ends.
	Separate
	// TooLong: there is a path, but it has more hops than allowed.
	TooLong
	// Ended: the only paths use relationships that are over by the date, or of a
	// status that was not asked for.
	Ended
	// Later: the only paths use relationships that begin after the date, or that are only planned.
	Later
	// Avoided: the only paths use entities that are to be avoided.
	Avoided
	// Restricted: the only paths lead through entities that are under restrictions.
	Restricted
	// WrongKind: the only paths have an entity between the ends that is of a kind not admitted there.
	WrongKind
	// Bypassed: there are paths, but none by way of all the entities asked for.
	Bypassed
	// LowConfidence: the only paths use relationships that are less surely known than asked.
	LowConfidence
	// Filtered: the only paths use relationships of other kinds or roles, or
	// need several limits loosened at once.
	Filtered
	// ContextOnly: the only paths use CONTEXT relationships, such as the same country.
	ContextOnly
	// Fewer: there are paths, but not as many as asked.
	Fewer
	// Spent: the budget was spent before the search came to its end.
	Spent
	// Direct: the two sides are tied directly or have a member in common, so that nobody lies between.
	Direct
	// Weak: there are paths, but the strongest of them is weaker than WeakStrength.
	Weak
	// Longer: a path within the question has more hops than those found, and is stronger.
	Longer
	// BreaksEarly: the only paths hold for fewer days than asked.
	BreaksEarly
	// Disordered: there are paths, but on none do the relationships begin one after the other.
	Disordered
)

// WeakStrength is the strength below which a path is weak: fewer than one
// introduction in ten would be carried from end to end.
const WeakStrength = 0.1

// String is the reason in the form of the API, such as "TOO_LONG"; "" for none.
func (r Reason) String() string {
	return [...]string{"", "NO_RELATIONSHIPS", "SEPARATE", "TOO_LONG", "ENDED", "LATER", "AVOIDED", "RESTRICTED", "WRONG_KIND", "BYPASSED",
		"LOW_CONFIDENCE", "FILTERED", "CONTEXT_ONLY", "FEWER", "BUDGET", "DIRECT", "WEAK", "LONGER", "BREAKS_EARLY", "DISORDERED"}[r]
}
