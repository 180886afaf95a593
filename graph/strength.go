package graph

import (
	"fmt"
	"math/bits"
)

// Strength says how likely a relationship carries an introduction, in (0,1):
// the product of its factors.
type Strength struct {
	Value   float64
	Factors []Factor
}

// Factor is one of the numbers that make a strength, with its reason.
type Factor struct {
	Name   string
	Value  float64
	Reason string
}

// Weight is what a strength depends on.
type Weight struct {
	Kind RelationshipKind
	Role string
	Resolution
	// Size counts the relationships of this kind into the same body.
	Size int
	// Today is the day from which age counts.
	Today Day
}

// base is how well a kind introduces, before anything else is known. The
// entry "" is for the kind without a role; roles not named take it too.
var base = map[RelationshipKind]map[string]float64{
	// An agreement names contact points on both sides; one not yet in force promises them.
	PartyTo: {"": 0.85, "party": 0.85, "signatory": 0.80, "broker": 0.85, "implementer": 0.80, "signed-not-ratified": 0.65, "draft-party": 0.40},
	// A board meets, founders know each other, members meet at assemblies, observers listen.
	MemberOf: {"": 0.80, "board": 0.95, "founder": 0.92, "centre-of-excellence": 0.85, "consortium-partner": 0.85,
		"national-designated-entity": 0.85, "national-focal-point": 0.85, "national-liaison": 0.85, "member": 0.80,
		"associate": 0.65, "dialogue-partner": 0.60, "observer": 0.50, "applicant": 0.35},
	// One house: an introduction is a phone call.
	PartOf: {"": 0.95, "represents": 0.95, "unit": 0.95, "chapter": 0.90, "operated-by": 0.90, "subsidiary": 0.90, "affiliate": 0.85, "state-body": 0.85},
	// Partners work together; a negotiation may come to nothing.
	PartnerOf: {"": 0.80, "joint-centre": 0.90, "cooperation": 0.80, "broker": 0.80, "support": 0.75, "auspices": 0.70, "negotiation": 0.45},
	// Host and guest share an address and an administration.
	Hosts: {"": 0.90, "secretariat": 0.95, "seat": 0.90, "centre": 0.90},
	// The head of a body speaks for it; lower offices do so in part.
	OfficerOf: {"": 0.85, "president": 0.95, "head": 0.95, "chair": 0.95, "minister": 0.95, "director-general": 0.95,
		"executive-director": 0.95, "secretary-general": 0.95, "director": 0.92, "secretary": 0.90, "co-chair": 0.90},
	// A meeting once is an acquaintance; its organizer knows all who came.
	TookPartIn: {"": 0.60, "organizer": 0.75, "host": 0.75, "participant": 0.60},
	// A project's partners work together for years; its lead knows them all.
	ParticipatesIn: {"": 0.75, "lead": 0.85, "partner": 0.80, "host": 0.80, "funder": 0.65, "target": 0.50},
	// Money gives access, not friendship.
	Funds: {"": 0.70},
	// The successor keeps files and people.
	SucceededBy: {"": 0.90, "led-to": 0.75},
}

// contextBase is that of every kind which is no acquaintance.
const contextBase = 0.30

// byConfidence discounts what is less surely known.
var byConfidence = [...]float64{ConfidenceA: 1.0, ConfidenceB: 0.9, ConfidenceC: 0.7}

// byStatus discounts what does not stand today: an agreement signed may lack
// force, one that is done has left acquaintances, a plan has barely made any.
var byStatus = [...]float64{Proposed: 0.30, Planned: 0.40, Draft: 0.35, Signed: 0.90, Active: 1.0,
	Suspended: 0.25, Ended: 0.40, Contested: 0.60, Done: 0.85, Unknown: 0.70}

// sized are the kinds whose body can be so large that its members are no
// acquaintances: those of a 193-member body are not partners of each other.
var sized = [Contests + 1]bool{MemberOf: true, PartyTo: true, TookPartIn: true, ParticipatesIn: true}

// inner are the roles that form a circle of their own in a body: its board
// meets and its founders negotiated, however many joined later.
var inner = map[string]bool{"board": true, "founder": true}

// SizeBucket is the part of a body's size that its strength depends on: 0 up to
// 4 members, then one more with each doubling.
func SizeBucket(kind RelationshipKind, size int) int {
	if !sized[kind] || size <= 4 {
		return 0
	}
	return bits.Len(uint(size-1)) - 2
}

// Product is the strength without its reasons.
func (w Weight) Product() float64 {
	return w.byKind() * byConfidence[w.Confidence] * byStatus[w.Status] * w.byAge() * w.bySize()
}

// Strength gives the product with its factors and reasons.
func (w Weight) Strength() Strength {
	return Strength{Value: w.Product(), Factors: []Factor{
		{Name: "kind", Value: w.byKind(), Reason: kindReason(w.Kind, w.Role)},
		{Name: "confidence", Value: byConfidence[w.Confidence], Reason: "confidence " + w.Confidence.String()},
		{Name: "status", Value: byStatus[w.Status], Reason: "status " + w.Status.String()},
		{Name: "age", Value: w.byAge(), Reason: w.ageReason()},
		{Name: "size", Value: w.bySize(), Reason: w.sizeReason()},
	}}
}

func kindReason(kind RelationshipKind, role string) string {
	if role == "" {
		return kind.String()
	}
	return kind.String() + " as " + role
}

func (w Weight) byKind() float64 {
	roles, ok := base[w.Kind]
	if !ok {
		return contextBase
	}
	if strength, ok := roles[w.Role]; ok {
		return strength
	}
	return roles[""]
}

// byAge lets what has no end fade: whole for five years, then 3 % a year, to
// a half; what has an end, or no known start, does not age.
func (w Weight) byAge() float64 {
	const fresh, yearly, least = 5, 0.03, 0.5
	return max(least, 1-yearly*float64(max(0, w.years()-fresh)))
}

// years counts the whole years since the start of what has no end.
func (w Weight) years() int {
	if w.Start.IsZero() || !w.End.IsZero() {
		return 0
	}
	return max(0, int(w.Today.Date().Year)-int(w.Start.Year))
}

func (w Weight) ageReason() string {
	switch {
	case !w.End.IsZero():
		return "the end is known: " + w.End.String()
	case w.Start.IsZero():
		return "the start is not known"
	}
	return fmt.Sprintf("%d years since %s, without an end", w.years(), w.Start)
}

// bySize takes a quarter for each doubling beyond four members; half as many
// doublings count in an inner circle.
func (w Weight) bySize() float64 {
	const doubling = 0.75
	doublings := SizeBucket(w.Kind, w.Size)
	if inner[w.Role] {
		doublings /= 2
	}
	factor := 1.0
	for range doublings {
		factor *= doubling
	}
	return factor
}

func (w Weight) sizeReason() string {
	if !sized[w.Kind] {
		return "size does not matter for " + w.Kind.String()
	}
	if inner[w.Role] {
		return fmt.Sprintf("the inner circle of a body of %d", w.Size)
	}
	return fmt.Sprintf("a body of %d", w.Size)
}
