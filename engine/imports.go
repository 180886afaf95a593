package engine

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"entente/graph"
)

// Import is one import of what others publish: an edition, and what the log
// says of it.
type Import struct {
	// Edition is the source that its claims and names cite.
	Edition *graph.Source
	// Format is the importer.
	Format string
	Author string
	// Started is when its first batch was applied, Finished when its last one
	// was; no time while it was stopped before its end.
	Started, Finished time.Time
	// Revision is that of the first or last batch, as far as it came.
	Revision graph.Revision
	// Summary says in one line what it came to; empty until it is finished.
	Summary string
}

// Imports lists the imports whose claims the graph holds, the latest first, and
// counts them all; first is 1 to MaxPage. It reads the sources, and the log once for each import.
func (g *Graph) Imports(ctx context.Context, first int) (imports []Import, total int, err error) {
	if first < 1 {
		return nil, 0, graph.Errorf(graph.Invalid, "%d imports are asked for, at least 1 is given", first).At("first")
	}
	if first > MaxPage {
		return nil, 0, graph.Errorf(graph.TooLarge, "%d imports are asked for, at most %d are given", first, MaxPage).At("first")
	}
	for change, err := range g.store.Changes(ctx, 0) {
		if err != nil {
			return nil, 0, err
		}
		if change.Source == nil {
			break
		}
		if change.Source.ID.Importer() != "" {
			imports = append(imports, Import{Edition: change.Source, Format: change.Source.ID.Importer(), Revision: change.Revision})
		}
	}
	for i := range imports {
		if err := g.tellImport(ctx, &imports[i]); err != nil {
			return nil, 0, err
		}
	}
	slices.SortFunc(imports, func(a, b Import) int {
		return cmp.Or(cmp.Compare(b.Revision, a.Revision), cmp.Compare(a.Edition.ID, b.Edition.ID))
	})
	return imports[:min(len(imports), first)], len(imports), nil
}

// tellImport takes what the log says of an import: its source is written at the
// start, and dated at the end with a reason that sums it up.
func (g *Graph) tellImport(ctx context.Context, i *Import) error {
	versions, err := g.store.History(ctx, i.Edition.ID)
	if err != nil {
		return err
	}
	last, first := versions[0], versions[len(versions)-1]
	i.Author, i.Started, i.Revision = first.Author, first.Time, last.Revision
	if !i.Edition.Retrieved.IsZero() {
		i.Finished, i.Summary = last.Time, strings.TrimSuffix(last.Reason, " ("+string(i.Edition.ID)+")")
	}
	return nil
}
