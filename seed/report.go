package seed

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"entente/graph"
)

// MaxRefusals is how many refusals a report lists; all are counted.
const MaxRefusals = 20

// Report says what a load came to.
type Report struct {
	Format, Input string
	// Read counts the records of the input, refused ones too.
	Read int
	// Added, Changed, Unchanged and Removed count the records of the target.
	Added, Changed, Unchanged, Removed int
	// Refused counts the records that were refused; Refusals lists the first of them.
	Refused  int
	Refusals []Refusal
	// Notes say what was left out or understood otherwise than it is written.
	Notes []Note
	// Revision is the target's after the load; 0 when nothing was applied.
	Revision graph.Revision
}

// Refusal is one record that was refused.
type Refusal struct {
	// Record is its number and, where it has one, its id: "record 17 (org:ctcn)".
	Record string
	// Field is where it is wrong, such as "claims[0].source"; may be empty.
	Field  string
	Reason string
}

// Note counts something that a reader of the report should know.
type Note struct {
	Text  string
	Count int
}

// run is one load: where it reads and writes, and what it came to.
type run struct {
	target  Target
	input   Input
	options Options
	report  Report
	// first is the first refusal.
	first *graph.Error
}

func newRun(target Target, format string, input Input, options Options) *run {
	if options.Author == "" {
		options.Author = "import"
	}
	options.Batch = max(options.Batch, 0)
	if options.Progress == nil {
		options.Progress = func(string, int, int) {}
	}
	return &run{target: target, input: input, options: options, report: Report{Format: format, Input: input.Name}}
}

// refuse lists what is wrong with a record. It gives back an error that is not
// about the record, such as the end of the context; no error is no refusal.
func (r *run) refuse(record string, err error) error {
	var refused *graph.Error
	if !errors.As(err, &refused) || !slices.Contains([]graph.Code{graph.Invalid, graph.TooLarge, graph.Conflict}, refused.Code) {
		return err
	}
	refused = refused.In(record)
	if r.first == nil {
		r.first = refused
	}
	r.report.Refused++
	if len(r.report.Refusals) < MaxRefusals {
		r.report.Refusals = append(r.report.Refusals, Refusal{refused.Record, refused.Field, refused.Message})
	}
	return nil
}

// refusal is the failure of an input that is refused as a whole because of its
// records, nil when none was refused.
func (r *run) refusal() error {
	if r.first == nil {
		return nil
	}
	return graph.Errorf(r.first.Code, "nothing was loaded, %d of %d records are refused, the first is %w", r.report.Refused, r.report.Read, r.first)
}

// batch is how many records go into one of several batches.
func (r *run) batch() int { return cmp.Or(r.options.Batch, 5_000) }

// note adds to the report what happened count times, nothing when it never did.
func (r *run) note(text string, count int) {
	if count > 0 {
		r.report.Notes = append(r.report.Notes, Note{text, count})
	}
}

// apply applies a batch and counts what it came to.
func (r *run) apply(ctx context.Context, batch graph.Batch) error {
	if batch.Len() == 0 {
		return nil
	}
	batch.Author, batch.Reason = r.options.Author, "load "+r.report.Format+" from "+r.report.Input
	commit, err := r.target.Apply(ctx, batch)
	if err != nil {
		return err
	}
	r.report.Added += commit.Added
	r.report.Changed += commit.Changed
	r.report.Unchanged += commit.Unchanged
	r.report.Removed += commit.Removed
	r.report.Revision = commit.Revision
	return nil
}
