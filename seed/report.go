package seed

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

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
	// Retired counts, apart from Changed, the relationships that an earlier
	// edition of the input had and this one has not: they are ended.
	Retired int
	// Joined counts the bodies that were joined with another one that they match
	// surely, Waiting the pairs with others that may be one and wait for a decision.
	Joined, Waiting int
	// Refused counts the records that were refused; Refusals lists the first of them.
	Refused  int
	Refusals []Refusal
	// Warned counts what was left out of records that were loaded, or understood
	// otherwise than it is written; Warnings lists the first of these cases.
	Warned   int
	Warnings []Refusal
	// Notes say what was left out or understood otherwise than it is written.
	Notes []Note
	// Revision is the target's after the load; 0 when nothing was applied.
	Revision graph.Revision
	// Edition is the source that stands for this import; see graph.EditionID. It
	// is empty for a format that brings its own sources.
	Edition graph.ID
	// First are the first records that a dry run would write, in interchange form.
	First []json.RawMessage `json:",omitempty"`
	// Altered are the first records that a dry run would change, Joins the first
	// bodies that it would join with others.
	Altered []Altered `json:",omitempty"`
	Joins   []Join    `json:",omitempty"`
}

// Join is a body that matches another one surely.
type Join struct {
	// Gone would go into Heir.
	Gone, Heir graph.ID
	// Reason says how sure that is, and why.
	Reason string
}

// Refusal is one record that was refused, or a part of one that was left out.
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
	target Target
	// files are the input; input is the first of them, for formats that have one.
	files   []Input
	input   Input
	options Options
	report  Report
	// first is the first refusal.
	first *graph.Error
}

func newRun(target Target, format string, files []Input, options Options) *run {
	if options.Author == "" {
		options.Author = "import"
	}
	options.Batch = max(options.Batch, 0)
	if options.Today.IsZero() {
		options.Today = graph.DayOf(time.Now()).Date()
	}
	if options.Progress == nil {
		options.Progress = func(string, int, int) {}
	}
	names := make([]string, len(files))
	for i, file := range files {
		names[i] = file.Name
	}
	return &run{target: target, input: files[0], files: files, options: options, report: Report{Format: format, Input: strings.Join(names, ", ")}}
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

// warn lists what was left out of a record of a file, or understood otherwise.
func (r *run) warn(file Input, warnings []*graph.Error) {
	for _, w := range warnings {
		w = inRow(w, file)
		r.report.Warned++
		if len(r.report.Warnings) < MaxRefusals {
			r.report.Warnings = append(r.report.Warnings, Refusal{w.Record, w.Field, w.Message})
		}
	}
}

// inRow says in which file the record of an error lies.
func inRow(err *graph.Error, file Input) *graph.Error {
	if err == nil {
		return nil
	}
	placed := *err
	placed.Record = file.Name
	if err.Record != "" {
		placed.Record += ", " + err.Record
	}
	return &placed
}

// inFile says in which of several files a failure lies.
func inFile(err error, file Input) error {
	var ours *graph.Error
	if errors.As(err, &ours) {
		return inRow(ours, file)
	}
	return err
}

// reading counts a record and tells about it now and then.
func (r *run) reading() {
	if r.report.Read++; r.report.Read%1_000 == 0 {
		r.options.Progress("reading", r.report.Read, 0)
	}
}

// apply applies a batch and counts what it came to.
func (r *run) apply(ctx context.Context, batch graph.Batch) error {
	return r.applyAs(ctx, batch, "load "+r.report.Format+" from "+r.report.Input)
}

// applyRetired applies a batch of relationships that an edition ends.
func (r *run) applyRetired(ctx context.Context, batch graph.Batch) error {
	before := r.report.Changed
	err := r.apply(ctx, batch)
	r.report.Retired += r.report.Changed - before
	r.report.Changed = before
	return err
}

// applyAs applies a batch for a reason; that of an edition ends with its id, by
// which the log tells what an import has done.
func (r *run) applyAs(ctx context.Context, batch graph.Batch, reason string) error {
	if batch.Len() == 0 {
		return nil
	}
	if r.report.Edition != "" {
		reason += " (" + string(r.report.Edition) + ")"
	}
	batch.Author, batch.Reason = r.options.Author, reason
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

// summary says in one line what the load came to.
func (r Report) summary() string {
	return fmt.Sprintf("load %s from %s: %d read, %d added, %d changed, %d retired, %d unchanged, %d refused",
		r.Format, r.Input, r.Read, r.Added, r.Changed, r.Retired, r.Unchanged, r.Refused)
}
