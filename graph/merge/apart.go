package merge

import (
	"slices"

	"entente/graph"
)

// Apart takes a merge back: it gives the entity that stays without what the other
// one brought, and nothing else is changed. before is the entity as it was before
// the merge, nil when it was not there; what both had stays, and so does what
// came later. gone is the other one as it was before the merge.
func Apart(now, before, gone *graph.Entity) *graph.Entity {
	if before == nil {
		before = &graph.Entity{}
	}
	rest := Clone(now)
	rest.Names = kept(now.Names, without(gone.Names, before.Names))
	if len(rest.Names) == 0 {
		rest.Names = slices.Clone(now.Names)
	}
	rest.ExternalIDs = kept(now.ExternalIDs, without(gone.ExternalIDs, before.ExternalIDs))
	rest.Statements = kept(now.Statements, without(gone.Statements, before.Statements))
	rest.Merged = kept(now.Merged, append([]graph.ID{gone.ID}, without(gone.Merged, before.Merged)...))
	for property, value := range gone.Properties {
		if _, had := before.Properties[property]; !had && rest.Properties[property].Equal(value) {
			delete(rest.Properties, property)
		}
	}
	return rest
}

// Claims gives the claims of a relationship without those that another one
// brought when the two became one; before are those that it had until then.
func Claims(now, before, brought []graph.Claim) []graph.Claim {
	return kept(now, without(brought, before))
}

func kept[T comparable](list, taken []T) []T {
	left := without(list, taken)
	if len(left) == 0 {
		return nil
	}
	return left
}
