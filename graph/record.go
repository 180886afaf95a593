package graph

import "slices"

// Source is where claims, statements and some names come from.
type Source struct {
	ID        ID
	Title     string
	Publisher string
	URL       string
	// Kind is page, dataset, interview or document.
	Kind string
	// Retrieved is the day on which the source was read.
	Retrieved Date
	Licence   string
}

// Entity is anything that has a name.
type Entity struct {
	ID          ID
	Kind        EntityKind
	Names       []Name
	ExternalIDs []ExternalID
	// Properties are those that the vocabulary declares for the kind, by name.
	Properties map[string]Value
	Statements []Statement
	// Merged are the ids that were merged away into this entity and still resolve to it.
	Merged []ID
}

// Name is one name of an entity, in one language.
type Name struct {
	Value string
	// Language is a BCP 47 tag such as "fa"; empty when the source does not say.
	Language string
	Type     NameType
	// Start and End say when the name was in use; zero is open.
	Start, End Date
	// Source is where the name was found; may be empty.
	Source ID
}

// ExternalID is the entity's id in somebody else's register.
type ExternalID struct {
	// Scheme names the register: "ror", "isni", "wikidata", "iso3166-1-alpha-2" …
	Scheme string
	Value  string
}

// Statement is a sourced fact about one entity that is no tie. Statements that
// disagree stand side by side.
type Statement struct {
	Property string
	Value    string
	AsOf     Date
	Source   ID
	Locator  string
	Note     string
}

// Relationship is one tie between two entities. There is at most one for a
// kind, pair of ends and role; what several sources say of it are its claims.
type Relationship struct {
	// ID is RelationshipID(Kind, From, To, Role) unless its loader chose another.
	ID       ID
	Kind     RelationshipKind
	From, To ID
	// Role is a word of the vocabulary's list for the kind; may be empty.
	Role   string
	Claims []Claim
}

// Claim is one source's statement of a relationship.
type Claim struct {
	Source ID
	// Locator says where in the source: a paragraph, a page, a path.
	Locator    string
	Confidence Confidence
	Status     Status
	Start, End Date
	Note       string
}

// Interval is the time for which the claim speaks.
func (c Claim) Interval() Interval { return Interval{Start: c.Start, End: c.End} }

// Supposition stands in the place of a source where there is none, because a
// what-if question assumes what is claimed. It is no id, so that no source can have it.
const Supposition ID = "assumed"

// Assume gives the relationship as a what-if question assumes it: with one claim,
// whose source is Supposition.
func (r *Relationship) Assume(what Resolution) *Relationship {
	assumed := *r
	assumed.Claims = []Claim{{Source: Supposition, Confidence: what.Confidence, Status: what.Status, Start: what.Start, End: what.End}}
	return &assumed
}

// Assumed tells that the relationship is one of Assume: no source says so.
func (r *Relationship) Assumed() bool { return len(r.Claims) == 1 && r.Claims[0].Source == Supposition }

// Name gives the name to show: the label in the first of the languages that
// has one, then the label in English, then any label, then any name.
func (e *Entity) Name(languages ...string) Name {
	for i := range len(languages) + 1 {
		language := "en"
		if i < len(languages) {
			language = languages[i]
		}
		if i := slices.IndexFunc(e.Names, func(n Name) bool { return n.Type == Label && n.Language == language }); i >= 0 {
			return e.Names[i]
		}
	}
	if i := slices.IndexFunc(e.Names, func(n Name) bool { return n.Type == Label }); i >= 0 {
		return e.Names[i]
	}
	if len(e.Names) > 0 {
		return e.Names[0]
	}
	return Name{Value: string(e.ID), Type: Label}
}

// ExternalID gives the entity's id in a register, "" when it has none there.
func (e *Entity) ExternalID(scheme string) string {
	for _, id := range e.ExternalIDs {
		if id.Scheme == scheme {
			return id.Value
		}
	}
	return ""
}

// Code is the ISO 3166-1 alpha-2 code of a Country, or the code in the
// property country of anything else; "" when there is none.
func (e *Entity) Code() string {
	if e.Kind == Country {
		return e.ExternalID("iso3166-1-alpha-2")
	}
	return e.Properties["country"].Text
}
