// Package seed owns the ways in: how what others publish becomes records of a
// graph. Each format is an importer, a row of the table in Formats.
//
// An importer reads its whole input and checks it before it writes anything,
// so a damaged input changes nothing. It then applies batches, each all or
// nothing, what is referred to before what refers to it: stopped between two
// batches it leaves a consistent graph, and the same load run again goes on
// where it stopped, because a batch that says what is already recorded changes
// nothing and adds no revision. For the same reason a load needs no key that
// makes a retry safe. What one row of the input does wrong is listed in the
// Report with its number, id, field and reason.
package seed

import (
	"context"
	"iter"
	"strings"

	"entente/graph"
)

// Target is where an importer puts what it reads. Every graph.Store is one, and
// so is the engine's graph; the methods keep the contract of graph.Store.
type Target interface {
	graph.Records
	// Changes gives every record that changed after a revision; since 0 the whole graph.
	Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error]
	// Outline is Changes in short form, without the sources.
	Outline(ctx context.Context, since graph.Revision) iter.Seq2[graph.Outline, error]
	// History gives every version of a record, the latest first.
	History(ctx context.Context, id graph.ID) ([]graph.Version, error)
	// Apply applies a batch, all or nothing.
	Apply(ctx context.Context, batch graph.Batch) (graph.Commit, error)
}

// Format is a way in.
type Format struct {
	// Name is how people ask for it, such as "ror".
	Name string
	// About says in one line what it reads.
	About string
	// Files names the files that make up one input, in their order; a format
	// without names reads one.
	Files []string

	load func(context.Context, *run) error
}

// Formats lists the formats that Load knows. To add one, write its importer in
// a file of its own and add its row here.
func Formats() []Format {
	return []Format{
		{"entente", "Entente's own JSON lines, as export writes them; plain, gzip or zip", nil, loadEntente},
		{"ror", "the Research Organization Registry's dump, schema v2; JSON, gzip or the published zip", nil, loadROR},
		{"treaties", "the manytreaties data set's agreements and their parties; CSV, plain, gzip or zip", []string{"AGREEMENTS", "PARTIES"}, loadTreaties},
		{"sdn", "the US list of Specially Designated Nationals, in its three CSV files; plain, gzip or zip", []string{"SDN", "ADD", "ALT"}, loadSDN},
		{"un", "the consolidated list of the UN Security Council; XML, plain, gzip or zip", nil, loadUN},
		{"csv", "your own spreadsheet, with a mapping that says which column is what; CSV, TSV, .xlsx", []string{"FILE", "MAPPING"}, loadCSV},
	}
}

// Options tune a load; the zero value is ready to use.
type Options struct {
	// Author goes into the log of changes; empty is "import".
	Author string
	// Batch is the most records of a batch; 0 is 5,000, or MaxAtOnce for an
	// input of Entente's own format that fits into one batch.
	Batch int
	// Today is the day of the load, on which what a newer edition leaves out
	// ends; none is the day of the clock.
	Today graph.Date
	// DryRun, for an input of the format csv and for an undo, writes nothing; the report
	// says what would change, and that of a load shows the first records.
	DryRun bool
	// Progress, when set, is told how far the load is.
	Progress Progress
}

// Progress is told how many records a stage has done; total is 0 while nobody knows it.
type Progress func(stage string, done, total int)

// Load is LoadFiles for a format whose input is one file.
func Load(ctx context.Context, target Target, format string, input Input, options Options) (Report, error) {
	return LoadFiles(ctx, target, format, []Input{input}, options)
}

// LoadFiles reads the files of one input in the named format and puts what they
// hold into the target. The report is good with an error too: it says what was
// refused and what had been applied. Codes: Invalid for an unknown format, for a
// wrong number of files and for an input that is refused, TooLarge for one beyond
// a bound, and whatever the target says.
func LoadFiles(ctx context.Context, target Target, format string, files []Input, options Options) (Report, error) {
	var names []string
	for _, known := range Formats() {
		if known.Name != format {
			names = append(names, known.Name)
			continue
		}
		if wanted := max(len(known.Files), 1); len(files) != wanted {
			return Report{}, graph.Errorf(graph.Invalid, "an input of the format %s has %d files %s, not %d", known.Name, wanted, strings.Join(known.Files, " "), len(files))
		}
		if err := ctx.Err(); err != nil {
			return Report{}, err
		}
		r := newRun(target, known.Name, files, options)
		err := known.load(ctx, r)
		return r.report, err
	}
	return Report{}, graph.Errorf(graph.Invalid, "unknown format %q; known are %s", graph.Excerpt(format), strings.Join(names, ", "))
}
