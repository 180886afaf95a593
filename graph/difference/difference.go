// Package difference owns what changed between two states of a record.
package difference

import (
	"slices"

	"entente/graph"
)

// Part is what of a record a Difference is about.
type Part uint8

// The parts of a record, in the order in which differences are told.
const (
	Kind Part = iota + 1
	Name
	ExternalID
	Property
	Statement
	MergedID
	From
	To
	Role
	Claim
	Title
	Publisher
	URL
	SourceKind
	Retrieved
	Licence
)

var words = [...]string{"", "kind", "name", "external id", "property", "statement", "merged id", "from", "to", "role", "claim",
	"title", "publisher", "url", "source kind", "retrieved", "licence"}

// Parts lists all of them.
func Parts() (parts []Part) {
	for part := Kind; part <= Licence; part++ {
		parts = append(parts, part)
	}
	return parts
}

// String names the part for people.
func (p Part) String() string { return words[p] }

// Value is the content of one part. Exactly one of its fields is set.
type Value struct {
	Name       *graph.Name
	ExternalID *graph.ExternalID
	Property   *PropertyValue
	Statement  *graph.Statement
	Claim      *graph.Claim
	// Text is the content of every other part.
	Text string
}

// PropertyValue is a property of an entity with its value.
type PropertyValue struct {
	Name  string
	Value graph.Value
}

// Difference is one part that came, went or became another. Before is nil for
// what came, After for what went.
type Difference struct {
	Part          Part
	Before, After *Value
}

// Action is what became of a part.
type Action uint8

// The actions.
const (
	Added Action = iota + 1
	Removed
	Changed
)

// Actions lists all of them.
func Actions() []Action { return []Action{Added, Removed, Changed} }

// String names the action for people.
func (a Action) String() string { return [...]string{"", "added", "removed", "changed"}[a] }

// Action tells what became of the part.
func (d Difference) Action() Action {
	switch {
	case d.Before == nil:
		return Added
	case d.After == nil:
		return Removed
	}
	return Changed
}

// Between tells what makes the second state of a record out of the first;
// either may be a removal or zero, which hold nothing. It is in the order of the
// parts, within a part in the order of the second state, then what went in that
// of the first. That a list has another order is no difference.
//
// What is in both states is left out first. Of the rest a claim or statement is
// the same as one of the same source and locator, then as one of the same
// source, a name as one of the same text and language, a label as one of the
// same language, and anything else as what has its name.
func Between(before, after graph.Change) []Difference {
	old, fresh := pieces(before), pieces(after)
	partner := make([]*Value, len(fresh))
	done := make([]bool, len(fresh))
	for round := range keys(piece{}) {
		old = match(old, fresh, round, func(o piece, at int) {
			done[at] = true
			if round > 0 {
				partner[at] = &o.value
			}
		}, done)
	}
	var found []Difference
	for i := range fresh {
		if !done[i] || partner[i] != nil {
			found = append(found, Difference{fresh[i].part, partner[i], &fresh[i].value})
		}
	}
	for i := range old {
		found = append(found, Difference{old[i].part, &old[i].value, nil})
	}
	slices.SortStableFunc(found, func(a, b Difference) int { return int(a.Part) - int(b.Part) })
	return found
}

// match pairs what has the same key in a round, in order, and gives the old ones that are left.
func match(old, fresh []piece, round int, pair func(o piece, at int), done []bool) (left []piece) {
	waiting := map[string][]int{}
	for i, p := range fresh {
		if key := keys(p)[round]; !done[i] && key != "" {
			waiting[key] = append(waiting[key], i)
		}
	}
	for _, o := range old {
		key := keys(o)[round]
		if places := waiting[key]; key != "" && len(places) > 0 {
			pair(o, places[0])
			waiting[key] = places[1:]
			continue
		}
		left = append(left, o)
	}
	return left
}

// keys are those of the rounds: what is equal, what is about the same, and what
// may be.
func keys(p piece) [3]string {
	return [3]string{joined(p.part, p.whole), joined(p.part, p.near), joined(p.part, p.loose)}
}

func joined(part Part, key string) string {
	if key == "" {
		return ""
	}
	return part.String() + "\x00" + key
}
