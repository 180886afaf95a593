package seed

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"entente/graph"
	"entente/graph/match"
)

// edition is one publication of a source on its way into the target: what it
// says, what the target holds of it, and the source that its claims and names
// cite. The source's id comes from the content of the files, so the same files
// again are the same edition: what is recorded stays as it is, and an import
// that was stopped goes on. A newer edition takes the place of the older ones of
// its importer; a claim that stands in both keeps citing the older.
type edition struct {
	*run
	source *graph.Source
	// scheme is the register in which the publisher gives ids: a body of the
	// target that carries the id of a published one is the same body.
	scheme string
	read   hash.Hash

	// What the edition says, in the target's ids; ours are the entities that
	// have the publisher's own.
	entities []*graph.Entity
	ours     map[graph.ID]bool
	ties     map[graph.ID]*graph.Relationship

	held holdings
	// bodies are those of the target, among which the edition's are looked for.
	bodies *match.Corpus
	// look, when set, is shown each entity of the target.
	look func(*graph.Entity)
	// missing are countries and others that the edition names and the target lacks.
	missing []*graph.Entity
}

// publication is what an importer knows of its source before it reads it.
type publication struct {
	title, publisher, url, licence, scheme string
}

func (r *run) edition(p publication) *edition {
	var names []string
	for _, file := range r.files {
		names = append(names, filepath.Base(file.Name))
	}
	return &edition{
		run: r, read: sha256.New(), scheme: p.scheme, ours: map[graph.ID]bool{}, ties: map[graph.ID]*graph.Relationship{},
		source: &graph.Source{Title: p.title + ": " + strings.Join(names, ", "), Publisher: p.publisher, URL: p.url, Kind: "dataset", Licence: p.licence},
	}
}

// open opens one of the files; what is read of it goes into the edition's id.
// It takes the file's name in as well, so that two files do not change places.
func (e *edition) open(input Input, w wanted) (io.ReadCloser, error) {
	content, err := input.open(w)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(e.read, "\x00%s\x00", w.mark)
	return &opened{io.TeeReader(content, e.read), content}, nil
}

// readFile takes each record of one of the files; what take gives is a refusal.
func readFile[T any](ctx context.Context, e *edition, at int, w wanted, read func(context.Context, io.Reader) iter.Seq2[T, error], take func(T) *graph.Error) error {
	input, err := e.open(e.files[at], w)
	if err != nil {
		return inFile(err, e.files[at])
	}
	defer input.Close()
	for record, err := range read(ctx, input) {
		if err != nil {
			return inFile(err, e.files[at])
		}
		e.reading()
		if err := e.refuse("", asError(inRow(take(record), e.files[at]))); err != nil {
			return err
		}
	}
	return nil
}

// put puts what was read into the target: say is called between the survey of the target
// and the first batch, and says what the files say in the ids of the target.
func (e *edition) put(ctx context.Context, say func() error) error {
	e.identify()
	if err := e.survey(ctx); err != nil {
		return err
	}
	if err := say(); err != nil {
		return err
	}
	for _, stage := range []func(context.Context) error{e.check, e.prepare, e.writeEntities, e.writeTies, e.retire, e.join, e.finish} {
		if err := stage(ctx); err != nil {
			return err
		}
	}
	return nil
}

// identify names the edition by what was read.
func (e *edition) identify() {
	e.source.ID = graph.EditionID(e.report.Format, hex.EncodeToString(e.read.Sum(nil))[:12])
	e.report.Edition = e.source.ID
}

// own tells whether a source is an edition of this importer.
func (e *edition) own(source graph.ID) bool { return source.Importer() == e.report.Format }

// asOf is the day that the edition speaks of: when it was first read.
func (e *edition) asOf() graph.Day {
	if known := e.held.source; known != nil && !known.Retrieved.IsZero() {
		return known.Retrieved.First()
	}
	return e.options.Today.First()
}

// prepare writes what the rest refers to.
func (e *edition) prepare(ctx context.Context) error {
	batch := graph.Batch{Entities: e.missing}
	if e.held.source == nil {
		batch.Sources = []*graph.Source{e.source}
	}
	e.note("countries and other parties that were missing", len(e.missing))
	return e.apply(ctx, batch)
}

// finish dates the source, which says that all of the edition was read, and
// writes what the import came to into the log. It counts for nothing in the report.
func (e *edition) finish(ctx context.Context) error {
	done := *e.source
	if e.held.source != nil {
		done = *e.held.source
	}
	if e.report.Added+e.report.Changed+e.report.Retired > 0 || done.Retrieved.IsZero() {
		done.Retrieved = e.options.Today
	}
	counted := e.report
	err := e.applyAs(ctx, graph.Batch{Sources: []*graph.Source{&done}}, e.report.summary())
	counted.Revision = e.report.Revision
	e.report = counted
	return err
}
