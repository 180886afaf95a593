package graph

import "slices"

// This file is the vocabulary: what may be recorded. To add a kind, add its
// constant in kind.go, its row here, and its type or value in schema.graphqls;
// no store changes.

// Property declares one property of an entity kind.
type Property struct {
	Name string
	Type ValueType
	// Period asks of a string that it is a length of time; see ParsePeriod.
	Period bool
	// Words are the only values allowed for a string; nil allows any.
	Words []string
}

func (p Property) check(v Value) *Error {
	if v.Type != p.Type {
		return Errorf(Invalid, "the value is a %s, a %s is wanted", v.Type, p.Type)
	}
	if p.Words != nil && !slices.Contains(p.Words, v.Text) {
		return Errorf(Invalid, "unknown value %q", Excerpt(v.Text))
	}
	if _, ok := scanPeriod(v.Text); p.Period && !ok {
		return notPeriod(v.Text)
	}
	return v.validate()
}

// sourceKinds are the kinds of source.
var sourceKinds = []string{"page", "dataset", "interview", "document"}

var (
	academyTypes      = []string{"ACADEMY", "ALLIANCE"}
	organizationTypes = []string{"GOVERNMENT", "MINISTRY", "AGENCY", "UNIVERSITY", "INSTITUTE", "SCIENCE_PARK",
		"INTERNATIONAL_ORGANIZATION", "NETWORK", "REGIME", "FUND", "HOSPITAL", "NGO", "MEDIA", "OTHER"}
	renewals         = []string{AutomaticRenewal, "BY_AGREEMENT", "NONE"}
	agreementTypes   = []string{"MOU", "TREATY", "AGREEMENT", "DECLARATION", "PROTOCOL", "LICENCE", "PROGRAMME", "OTHER"}
	projectTypes     = []string{"PROJECT", "PROGRAMME", "JOINT_CENTRE", "INITIATIVE", "FELLOWSHIP", "AWARD", "OPPORTUNITY", "OTHER"}
	eventTypes       = []string{"MEETING", "VISIT", "ASSEMBLY", "BOARD_MEETING", "FORUM", "LAUNCH", "DELEGATION", "WORKSHOP", "MINISTERIAL", "CONFERENCE", "NOTIFICATION", "OPENING", "EXHIBITION", "OTHER"}
	restrictionTypes = []string{"SANCTIONS", "EXPORT_CONTROL", "LIST", "VISA", "OTHER"}
	productTypes     = []string{"MEDICINE", "CLASS", "EQUIPMENT", "CHEMICAL", "OTHER"}
	bodyStates       = []string{"ACTIVE", "INACTIVE", "WITHDRAWN"}
)

// body are the properties of everything that has an address.
var body = []Property{
	{Name: "country", Type: TextValue},
	{Name: "city", Type: TextValue},
	{Name: "region", Type: TextValue},
	{Name: "latitude", Type: FloatValue},
	{Name: "longitude", Type: FloatValue},
	{Name: "founded", Type: DateValue},
	{Name: "website", Type: TextValue},
	{Name: "state", Type: TextValue, Words: bodyStates},
}

var properties = [...][]Property{
	Country: {
		{Name: "historical", Type: BoolValue},
		{Name: "ended", Type: DateValue},
		{Name: "isoStatus", Type: TextValue},
	},
	Academy:      append([]Property{{Name: "type", Type: TextValue, Words: academyTypes}}, body...),
	Organization: append([]Property{{Name: "type", Type: TextValue, Words: organizationTypes}}, body...),
	Firm:         body,
	Agreement: {
		{Name: "type", Type: TextValue, Words: agreementTypes},
		{Name: "subject", Type: TextValue},
		{Name: "form", Type: TextValue},
		{Name: "signed", Type: DateValue},
		{Name: "inForce", Type: DateValue},
		{Name: "extended", Type: DateValue},
		{Name: "ends", Type: DateValue},
		{Name: "renewal", Type: TextValue, Words: renewals},
		{Name: "term", Type: TextValue, Period: true},
		{Name: "renewalTerm", Type: TextValue, Period: true},
		{Name: "notice", Type: TextValue, Period: true},
		{Name: "territories", Type: ListValue},
	},
	TechnologyField: {
		{Name: "code", Type: TextValue},
	},
	Person: {
		{Name: "title", Type: TextValue},
	},
	Project: {
		{Name: "type", Type: TextValue, Words: projectTypes},
		{Name: "country", Type: TextValue},
		{Name: "city", Type: TextValue},
		{Name: "start", Type: DateValue},
		{Name: "end", Type: DateValue},
		{Name: "markets", Type: ListValue},
	},
	Event: {
		{Name: "type", Type: TextValue, Words: eventTypes},
		{Name: "place", Type: TextValue},
		{Name: "country", Type: TextValue},
		{Name: "start", Type: DateValue},
		{Name: "end", Type: DateValue},
	},
	Restriction: {
		{Name: "type", Type: TextValue, Words: restrictionTypes},
		{Name: "regime", Type: TextValue},
		{Name: "status", Type: TextValue},
		{Name: "validity", Type: TextValue},
		{Name: "start", Type: DateValue},
		{Name: "reinstated", Type: DateValue},
		{Name: "legalBasis", Type: ListValue},
		{Name: "measures", Type: ListValue},
		{Name: "prohibits", Type: ListValue},
		{Name: "exceptions", Type: ListValue},
	},
	Need: {
		{Name: "statement", Type: TextValue},
	},
	Product: {
		{Name: "type", Type: TextValue, Words: productTypes},
	},
}

// Properties lists what may be recorded of the kind, in the order of the vocabulary.
func (k EntityKind) Properties() []Property { return properties[k] }

// Property gives the declaration of one property.
func (k EntityKind) Property(name string) (Property, bool) {
	i := slices.IndexFunc(properties[k], func(p Property) bool { return p.Name == name })
	if i < 0 {
		return Property{}, false
	}
	return properties[k][i], true
}

// Ends are the entity kinds that a relationship kind may join.
type Ends struct {
	From, To []EntityKind
}

// bodies act in their own name; actors are those and countries; anyone adds persons.
var (
	bodies   = []EntityKind{Academy, Organization, Firm}
	actors   = []EntityKind{Country, Academy, Organization, Firm}
	anyone   = []EntityKind{Country, Academy, Organization, Firm, Person}
	ventures = []EntityKind{Agreement, Project, Event}
)

// tie is the row of a relationship kind.
type tie struct {
	class Class
	ends  Ends
	// symmetric kinds have no direction, but for the roles of given.
	symmetric bool
	given     []string
	roles     []string
}

func kinds(lists ...[]EntityKind) []EntityKind { return slices.Concat(lists...) }

func only(kinds ...EntityKind) []EntityKind { return kinds }

var ties = [...]tie{
	PartyTo: {class: Contact, ends: Ends{anyone, only(Agreement)},
		roles: []string{"party", "signatory", "broker", "implementer", "signed-not-ratified", "draft-party"}},
	MemberOf: {class: Contact, ends: Ends{anyone, only(Academy, Organization)},
		roles: []string{"member", "founder", "board", "associate", "observer", "dialogue-partner", "applicant", "consortium-partner",
			"centre-of-excellence", "national-focal-point", "national-designated-entity", "national-liaison"}},
	PartOf: {class: Contact, ends: Ends{bodies, actors},
		roles: []string{"unit", "chapter", "subsidiary", "affiliate", "operated-by", "represents", "state-body"}},
	PartnerOf: {class: Contact, ends: Ends{actors, actors}, symmetric: true, given: []string{"support", "auspices", "broker"},
		roles: []string{"cooperation", "joint-centre", "negotiation", "support", "auspices", "broker"}},
	Hosts: {class: Contact, ends: Ends{actors, kinds(bodies, ventures)},
		roles: []string{"secretariat", "seat", "centre"}},
	OfficerOf: {class: Contact, ends: Ends{only(Person), actors},
		roles: []string{"president", "vice-president", "first-vice-president", "head", "head-of-unit", "chair", "co-chair", "vice-chair",
			"minister", "deputy-minister", "director-general", "executive-director", "assistant-executive-director", "director",
			"secretary-general", "secretary", "coordinator", "representative"}},
	TookPartIn: {class: Contact, ends: Ends{anyone, only(Event)},
		roles: []string{"organizer", "host", "participant"}},
	ParticipatesIn: {class: Contact, ends: Ends{anyone, only(Project)},
		roles: []string{"lead", "partner", "host", "funder", "target"}},
	Funds: {class: Contact, ends: Ends{actors, kinds(actors, only(Project, Event))}},
	SucceededBy: {class: Contact, ends: Ends{kinds(actors, ventures), kinds(actors, ventures)},
		roles: []string{"led-to"}},
	ExportsTo: {class: Context, ends: Ends{actors, only(Country)}},
	LocatedIn: {class: Context, ends: Ends{kinds(bodies, only(Project, Event)), only(Country)},
		roles: []string{"office", "branch", "plant", "component", "founding-place", "clinical-development"}},
	WorksIn: {class: Context, ends: Ends{anyone, only(TechnologyField)},
		roles: []string{"capability", "priority", "monitors", "advises", "jurisdiction"}},
	Covers:      {class: Context, ends: Ends{kinds(bodies, ventures), only(TechnologyField)}},
	Broader:     {class: Context, ends: Ends{only(TechnologyField), only(TechnologyField)}},
	Implements:  {class: Context, ends: Ends{ventures, ventures}},
	Makes:       {class: Context, ends: Ends{actors, only(Product)}, roles: []string{"licensor", "licensee", "exporter", "export-potential"}},
	Seeks:       {class: Context, ends: Ends{anyone, only(Need)}},
	Concerns:    {class: Context, ends: Ends{kinds(only(Need, Product, Restriction), ventures), only(TechnologyField)}},
	CertifiedBy: {class: Context, ends: Ends{kinds(bodies, only(Product)), actors}},
	ListedUnder: {class: Restricting, ends: Ends{kinds(anyone, only(Product)), only(Restriction)}},
	Targets:     {class: Restricting, ends: Ends{only(Restriction), kinds(anyone, only(TechnologyField, Product))}},
	IssuedBy:    {class: Restricting, ends: Ends{only(Restriction), actors}},
	Contests:    {class: Restricting, ends: Ends{anyone, only(Restriction)}, roles: []string{"rejects-validity", "voted-to-block"}},
}

// Class says what the kind carries.
func (k RelationshipKind) Class() Class { return ties[k].class }

// Ends are the entity kinds that the kind may join.
func (k RelationshipKind) Ends() Ends { return ties[k].ends }

// Roles lists the kind's roles; a relationship may always do without one.
func (k RelationshipKind) Roles() []string { return ties[k].roles }

// HasRole tells whether the role may stand on a relationship of the kind.
func (k RelationshipKind) HasRole(role string) bool {
	return role == "" || slices.Contains(ties[k].roles, role)
}

// Symmetric tells whether a relationship of this kind and role has no
// direction; its ends are then recorded in the order of their ids.
func (k RelationshipKind) Symmetric(role string) bool {
	return ties[k].symmetric && !slices.Contains(ties[k].given, role)
}

// KindsOf lists the relationship kinds of a class.
func KindsOf(class Class) []RelationshipKind {
	return slices.DeleteFunc(RelationshipKinds(), func(k RelationshipKind) bool { return k.Class() != class })
}

// Roles lists every role of the vocabulary once, sorted.
func Roles() []string {
	var roles []string
	for _, kind := range RelationshipKinds() {
		roles = append(roles, kind.Roles()...)
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}
