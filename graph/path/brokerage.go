package path

import "entente/graph/index"

// Role is the brokerage role of an intermediary: how its country relates to
// those of the entities before and after it (Gould & Fernandez, 1989). The
// zero value is no role: one of the three countries is not known.
type Role uint8

// The brokerage roles, with the countries before, of and after the intermediary.
const (
	// Coordinator brokers within its own country: A-A-A.
	Coordinator Role = iota + 1
	// Itinerant brokers between two of another country: A-B-A.
	Itinerant
	// Gatekeeper lets those from outside into its country: A-B-B.
	Gatekeeper
	// Representative speaks for its country to the outside: A-A-B.
	Representative
	// Liaison brokers between two countries, belonging to a third: A-B-C.
	Liaison
)

// String is the role in the form of the API, such as "LIAISON"; "" for none.
func (r Role) String() string {
	return [...]string{"", "COORDINATOR", "ITINERANT", "GATEKEEPER", "REPRESENTATIVE", "LIAISON"}[r]
}

// brokerage gives the role of the second of three by country.
func brokerage(s *index.Snapshot, before, broker, after index.Vertex) Role {
	return roleOf(ByCountry.of(s, before), ByCountry.of(s, broker), ByCountry.of(s, after))
}

// Grouping says what makes entities of one group, between which an intermediary brokers.
type Grouping uint8

// The groupings.
const (
	// ByCountry groups by country; one that is not known makes no role.
	ByCountry Grouping = iota
	// ByKind groups by entity kind.
	ByKind
)

// group numbers the groups of a grouping; 0 is not known.
type group uint32

func (g Grouping) of(s *index.Snapshot, v index.Vertex) group {
	if g == ByKind {
		return group(s.Kind(v))
	}
	country, known := s.Country(v)
	if !known {
		return 0
	}
	return group(country) + 1
}

// roleOf gives the role of one of the second group between one of the first and one of the third.
func roleOf(a, b, c group) Role {
	switch {
	case a == 0 || b == 0 || c == 0:
		return 0
	case a == b && b == c:
		return Coordinator
	case a == c:
		return Itinerant
	case b == c:
		return Gatekeeper
	case a == b:
		return Representative
	}
	return Liaison
}
