package view

import (
	"entente/engine"
)

// ImportsResult are the imports of what others publish.
type ImportsResult struct {
	TotalCount int
	Imports    []*Import
}

// Import is one of them.
type Import struct{ engine.Import }

// ImportsOf makes the answer to a question about imports.
func ImportsOf(found []engine.Import, total int) *ImportsResult {
	result := &ImportsResult{TotalCount: total, Imports: make([]*Import, len(found))}
	for i := range found {
		result.Imports[i] = &Import{found[i]}
	}
	return result
}

// Source is the edition.
func (i *Import) Source() *Source { return &Source{i.Edition} }

// Summary says what it came to.
func (i *Import) Summary() *string { return optional(i.Import.Summary) }
