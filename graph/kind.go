package graph

// EntityKind is the type of an entity. The zero value is no kind.
type EntityKind uint8

// The twelve kinds of entity.
const (
	Country EntityKind = iota + 1
	Academy
	Organization
	Firm
	Agreement
	TechnologyField
	Person
	Project
	Event
	Restriction
	Need
	Product
)

var entityKinds = newEnum("entity kind",
	"Country", "Academy", "Organization", "Firm", "Agreement", "TechnologyField",
	"Person", "Project", "Event", "Restriction", "Need", "Product")

// EntityKinds lists every entity kind in the order of the vocabulary.
func EntityKinds() []EntityKind { return all[EntityKind](entityKinds) }

// ParseEntityKind reads the interchange form of a kind, such as "TechnologyField".
func ParseEntityKind(word string) (EntityKind, error) {
	v, err := entityKinds.parse(word)
	return EntityKind(v), err
}

// String is the interchange form of the kind, such as "TechnologyField".
func (k EntityKind) String() string { return entityKinds.word(uint8(k)) }

// RelationshipKind is the type of a relationship. The zero value is no kind.
type RelationshipKind uint8

// The kinds of relationship, those of class CONTACT first, then CONTEXT, then RESTRICTION.
const (
	PartyTo RelationshipKind = iota + 1
	MemberOf
	PartOf
	PartnerOf
	Hosts
	OfficerOf
	TookPartIn
	ParticipatesIn
	Funds
	SucceededBy
	ExportsTo
	LocatedIn
	WorksIn
	Covers
	Broader
	Implements
	Makes
	Seeks
	Concerns
	CertifiedBy
	ListedUnder
	Targets
	IssuedBy
	Contests
)

var relationshipKinds = newEnum("relationship kind",
	"PARTY_TO", "MEMBER_OF", "PART_OF", "PARTNER_OF", "HOSTS", "OFFICER_OF",
	"TOOK_PART_IN", "PARTICIPATES_IN", "FUNDS", "SUCCEEDED_BY",
	"EXPORTS_TO", "LOCATED_IN", "WORKS_IN", "COVERS", "BROADER", "IMPLEMENTS",
	"MAKES", "SEEKS", "CONCERNS", "CERTIFIED_BY",
	"LISTED_UNDER", "TARGETS", "ISSUED_BY", "CONTESTS")

// RelationshipKinds lists every relationship kind in the order of the vocabulary.
func RelationshipKinds() []RelationshipKind { return all[RelationshipKind](relationshipKinds) }

// ParseRelationshipKind reads the interchange form of a kind, such as "MEMBER_OF".
func ParseRelationshipKind(word string) (RelationshipKind, error) {
	v, err := relationshipKinds.parse(word)
	return RelationshipKind(v), err
}

// String is the interchange form of the kind, such as "MEMBER_OF".
func (k RelationshipKind) String() string { return relationshipKinds.word(uint8(k)) }

// Class says what a relationship kind carries.
type Class uint8

const (
	// Contact relationships are those in which people really meet; they carry a path.
	Contact Class = iota + 1
	// Context relationships say where a body is or what it works on; they carry a path only when asked for.
	Context
	// Restricting relationships name sanctions and their makers; they never carry a path.
	Restricting
)

var classes = newEnum("class", "CONTACT", "CONTEXT", "RESTRICTION")

// String is the class as design and API write it, such as "CONTACT".
func (c Class) String() string { return classes.word(uint8(c)) }

// Status says how a relationship stands according to a claim, at the claim's own date.
type Status uint8

// The statuses of a relationship.
const (
	Proposed Status = iota + 1
	Planned
	Draft
	Signed
	Active
	Suspended
	Ended
	Contested
	Done
	Unknown
)

var statuses = newEnum("status",
	"proposed", "planned", "draft", "signed", "active", "suspended", "ended", "contested", "done", "unknown")

// Statuses lists every status.
func Statuses() []Status { return all[Status](statuses) }

// ParseStatus reads the interchange form of a status, such as "active".
func ParseStatus(word string) (Status, error) {
	v, err := statuses.parse(word)
	return Status(v), err
}

// String is the interchange form of the status, such as "active".
func (s Status) String() string { return statuses.word(uint8(s)) }

// DefaultStatuses are those that a path question admits when it names none.
func DefaultStatuses() []Status { return []Status{Active, Signed, Done, Contested, Unknown} }

// Confidence says how surely a claim is known; a smaller value is surer.
type Confidence uint8

const (
	// ConfidenceA marks what an official source or the party itself says.
	ConfidenceA Confidence = iota + 1
	// ConfidenceB marks what a third party reports.
	ConfidenceB
	// ConfidenceC marks what is inferred or stands on a weak source.
	ConfidenceC
)

var confidences = newEnum("confidence", "A", "B", "C")

// ParseConfidence reads "A", "B" or "C".
func ParseConfidence(word string) (Confidence, error) {
	v, err := confidences.parse(word)
	return Confidence(v), err
}

// String is "A", "B" or "C".
func (c Confidence) String() string { return confidences.word(uint8(c)) }

// NameType says what a name is to its entity.
type NameType uint8

// The types of a name.
const (
	Label NameType = iota + 1
	Alias
	Acronym
	Former
)

var nameTypes = newEnum("name type", "label", "alias", "acronym", "former")

// ParseNameType reads the interchange form of a name type, such as "label".
func ParseNameType(word string) (NameType, error) {
	v, err := nameTypes.parse(word)
	return NameType(v), err
}

// String is the interchange form of the name type, such as "label".
func (t NameType) String() string { return nameTypes.word(uint8(t)) }

// Direction says which way relationships run, seen from one entity.
type Direction uint8

// The directions; the zero value admits both.
const (
	Both Direction = iota
	Out
	In
)

// String is "BOTH", "OUT" or "IN".
func (d Direction) String() string { return [...]string{"BOTH", "OUT", "IN"}[d] }
