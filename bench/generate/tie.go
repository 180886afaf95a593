package generate

import (
	"math/rand/v2"

	"entente/graph"
)

// kinds are the kinds of the invented relationships with their part of the
// whole, in percent. Every one may join two organizations. CERTIFIED_BY is of
// class CONTEXT, and SUCCEEDED_BY is the filter that leaves one percent.
var kinds = [...]struct {
	kind    graph.RelationshipKind
	percent int
}{
	{graph.PartnerOf, 35},
	{graph.MemberOf, 20},
	{graph.PartOf, 15},
	{graph.Funds, 15},
	{graph.Hosts, 8},
	{graph.CertifiedBy, 6},
	{graph.SucceededBy, 1},
}

// Kinds are the kinds that are drawn.
func Kinds() (list []graph.RelationshipKind) {
	for _, row := range kinds {
		list = append(list, row.kind)
	}
	return list
}

// drawTie gives an edge its kind, role, status, confidence and validity.
func drawTie(random *rand.Rand, e edge) *graph.Tie {
	kind := drawKind(random)
	role := ""
	if roles := kind.Roles(); len(roles) > 0 {
		role = roles[random.IntN(len(roles))]
	}
	from, to := ID(int(e.from)), ID(int(e.to))
	if kind.Symmetric(role) && to < from {
		from, to = to, from
	}
	return &graph.Tie{
		ID: graph.RelationshipID(kind, from, to, role), Kind: kind, From: from, To: to, Role: role,
		Resolution: drawResolution(random),
	}
}

func drawKind(random *rand.Rand) graph.RelationshipKind {
	left := random.IntN(100)
	for _, row := range kinds {
		if left -= row.percent; left < 0 {
			return row.kind
		}
	}
	return kinds[0].kind
}

// drawResolution makes four of five relationships active, a third without an
// end, the others a few years long, over the quarter of a century to 2025.
func drawResolution(random *rand.Rand) graph.Resolution {
	first := graph.Date{Year: 2000, Month: 1, Day: 1}.First()
	start := first + graph.Day(random.IntN(9000))
	resolution := graph.Resolution{
		Status:     graph.Active,
		Start:      start.Date(),
		Confidence: graph.ConfidenceA + graph.Confidence(random.IntN(3)),
	}
	switch chance := random.IntN(100); {
	case chance >= 95:
		resolution.Status = graph.Ended
	case chance >= 80:
		resolution.Status = graph.Signed
	}
	if random.IntN(100) >= 30 {
		resolution.End = (start + 30 + graph.Day(random.ExpFloat64()*1500)).Date()
	}
	return resolution
}
