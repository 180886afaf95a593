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

// brokerage gives the role of the second of three.
func brokerage(s *index.Snapshot, before, broker, after index.Vertex) Role {
	a, knownA := s.Country(before)
	b, knownB := s.Country(broker)
	c, knownC := s.Country(after)
	switch {
	case !knownA || !knownB || !knownC:
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
