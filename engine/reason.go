package engine

import "entente/graph/path"

// Reason says why there is no path, or fewer than asked.
type Reason = path.Reason

// The reasons; package path says what each means.
const (
	NoRelationships = path.NoRelationships
	Separate        = path.Separate
	TooLong         = path.TooLong
	Ended           = path.Ended
	Avoided         = path.Avoided
	Bypassed        = path.Bypassed
	LowConfidence   = path.LowConfidence
	Filtered        = path.Filtered
	ContextOnly     = path.ContextOnly
	Fewer           = path.Fewer
	Spent           = path.Spent
	Direct          = path.Direct
	Later           = path.Later
	Restricted      = path.Restricted
	WrongKind       = path.WrongKind
	Weak            = path.Weak
	Longer          = path.Longer
	BreaksEarly     = path.BreaksEarly
	Disordered      = path.Disordered
)

// Reasons lists every reason.
func Reasons() (reasons []Reason) {
	for reason := NoRelationships; reason <= Disordered; reason++ {
		reasons = append(reasons, reason)
	}
	return reasons
}

// Grouping says between what an intermediary brokers.
type Grouping = path.Grouping

// The groupings; package path says what each means.
const (
	ByCountry = path.ByCountry
	ByKind    = path.ByKind
)

// Role is the brokerage role of an intermediary.
type Role = path.Role

// The brokerage roles; package path says what each means.
const (
	Coordinator    = path.Coordinator
	Itinerant      = path.Itinerant
	Gatekeeper     = path.Gatekeeper
	Representative = path.Representative
	Liaison        = path.Liaison
)
