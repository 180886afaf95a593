package engine

import (
	"time"

	"entente/graph"
)

// Listing asks for a page of entities.
type Listing struct {
	Where EntityFilter
	Order Order
	Page  PageQuery
}

// EntityFilter says which entities a listing holds. The zero value admits all.
type EntityFilter struct {
	Kinds []graph.EntityKind
	// Country is the ISO 3166-1 alpha-2 code of the country that the entity is, or is located in.
	Country string
	// Field admits only entities that work in, cover or concern this technology field or a narrower one.
	Field graph.ID
	// Restricted, when set, admits only entities that are, or are not, under restrictions.
	Restricted *bool
}

// Order is the order of a listing.
type Order uint8

// The orders of a listing.
const (
	// ByName orders by English label.
	ByName Order = iota
	// ByID orders by id.
	ByID
	// ByStanding puts the entities with most contact neighbours first.
	ByStanding
)

// PageQuery asks for a part of a list: the First items behind After or, when
// Last is set, the Last items before Before. Cursors are those of the list's
// own edges and mean nothing elsewhere; a foreign one is Invalid.
type PageQuery struct {
	First  int
	After  string
	Last   int
	Before string
}

// PageInfo says what surrounds a page.
type PageInfo struct {
	HasNext, HasPrevious bool
	// Total counts the whole list, exactly.
	Total int
}

// EntityPage is a page of entities.
type EntityPage struct {
	Items []EntityItem
	PageInfo
	// Reading tells, of a search that the store answered because the names are not
	// read yet, how far they are; nil of every other answer.
	Reading *NamesProgress
}

// NamesProgress is how far the names have been read.
type NamesProgress struct {
	// Done and Total count entities; Total is 0 until the store has told it.
	Done, Total int
}

// EntityItem is one entity of a listing or search.
type EntityItem struct {
	Entity *graph.Entity
	Cursor string
	// Matched is the name that a search found, as it stands in the record.
	Matched graph.Name
	// Score is how well it matched, in (0,1].
	Score float64
	// Match is how a search found it.
	Match MatchKind
	// Searched is the text that was searched for; empty in a listing.
	Searched string
}

// TieQuery asks for a page of an entity's relationships, the strongest first.
type TieQuery struct {
	Entity    graph.ID
	Kinds     []graph.RelationshipKind
	Direction graph.Direction
	// Where, when set, admits only what a search with this filter would walk;
	// nil admits relationships of every kind, status and time.
	Where *graph.RouteFilter
	Page  PageQuery
	// Placeless leaves the cursors out.
	Placeless bool
}

// TiePage is a page of relationships.
type TiePage struct {
	Items []TieItem
	PageInfo
}

// TieItem is one relationship of a page.
type TieItem struct {
	Relationship graph.ID
	// Tie is the relationship without its claims, as the index has it; nil where
	// it says of a date only that it lies long ago or far ahead.
	Tie *graph.Tie
	// Other is the end that is not the entity asked about.
	Other  graph.ID
	Cursor string
}

// Count counts an entity's relationships of one kind in one direction.
type Count struct {
	Kind      graph.RelationshipKind
	Direction graph.Direction
	Count     int
}

// PathQuery asks for the K best paths. K is 1 to 100, MaxHops 1 to 15.
type PathQuery struct {
	From, To graph.ID
	K        int
	MaxHops  int
	Order    graph.Order
	// TimeRespecting admits only paths on which each hop may have begun on or after the
	// day on which the hop before it began; then the first relationship of each hop is the one in order.
	TimeRespecting bool
	Where          graph.RouteFilter
	// Apart, when set, is a path from end to end with which those asked for must
	// share nobody between the ends: they are a plan B.
	Apart []graph.ID
	// Unexplained leaves the Diagnosis out, which costs more searches where there is no path.
	Unexplained bool
	// Bare leaves out of each path all but its Entities with their Kinds and whether it is Restricted.
	Bare bool
}

// Paths is the answer: the paths, best first, and why there are none or fewer than asked.
type Paths struct {
	Paths     []Path
	Diagnosis *Diagnosis
	// Truncated tells that the search's budget was hit: the list may be incomplete.
	Truncated bool
	Revision  graph.Revision
	leftOut   leftOut
}

// Path is a sequence of entities without repetition.
type Path struct {
	Entities []graph.ID
	// Kinds are those of Entities where the path was asked for Bare; else nil.
	Kinds []graph.EntityKind
	Hops  []Hop
	// Strength is the product of the hops' strengths, in (0,1]; 1 for a path without hops.
	Strength float64
	// Weakest is the position in Hops of the weakest one; -1 without hops.
	Weakest int
	// Valid is the window in which all hops are valid at once, by any of their
	// relationships; nil when there is none. See path.Lifetime for which of several it is.
	Valid *graph.Interval
	// BeginsWith and EndsWith are the positions in Hops of the first hop that
	// bounds Valid on that side; -1 where it is open.
	BeginsWith, EndsWith int
	// Break says when and why the path breaks; nil when nothing that is known ends it.
	Break *Break
	// Restricted tells that an entity of the path is under restrictions.
	Restricted bool
}

// Break says when a path stops holding, and why.
type Break struct {
	// On is the first day on which the path no longer holds; Earliest the first on
	// which it may not, which is before On when the end is known to the month or year.
	On, Earliest graph.Date
	// Days counts from the day of the question to On; 0 or less when that is past.
	Days int
	// Because are the relationships whose end it is, of all hops that break then.
	Because []graph.ID
	// Renewals join the same two entities and hold on that day, within the filter but for its days.
	Renewals []graph.ID
	// Renewed tells that each hop that breaks has such a renewal, so that the path goes on.
	Renewed bool
}

// Hop is a step from one entity to the next, with every relationship of the
// filter that joins the two.
type Hop struct {
	From, To graph.ID
	// Ties are the relationships, the strongest first.
	Ties []graph.ID
	// Forward tells whether the strongest one runs from From to To.
	Forward  bool
	Strength float64
	// Assumed tells that nobody has made the tie: it is part of a suggestion.
	Assumed bool
}

// Status says what this graph holds.
type Status struct {
	// Store names the kind of store, such as "sqlite"; never its address.
	Store         string
	Revision      graph.Revision
	Sources       int
	Entities      []KindCount
	Relationships []TieCount
	// IndexBuilt is when the index was last built whole; zero while Building.
	IndexBuilt time.Time
	// Building is set while the index is being built for the first time; then
	// Entities and Relationships are not known yet.
	Building *Progress
}

// Progress says how far the first build of the index is.
type Progress struct {
	// Done and Total count relationships; Total is 0 until the store has told it.
	Done, Total int
	// Failing tells that the last try came to an end early, for the store did not
	// give everything, and that another follows.
	Failing bool
}

// KindCount counts the entities of a kind.
type KindCount struct {
	Kind  graph.EntityKind
	Count int
}

// TieCount counts the relationships of a kind.
type TieCount struct {
	Kind  graph.RelationshipKind
	Count int
}
