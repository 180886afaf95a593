package seed

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"entente/graph"
	"entente/seed/rows"
	"entente/seed/sheet"
)

// loadCSV loads a spreadsheet by its mapping. The editions of each register, by
// the mapping's name, are an importer of their own, "csv:NAME".
//
// A row is loaded or refused as a whole. It refers to what the target holds and to
// what the rows above it describe.
func loadCSV(ctx context.Context, r *run) error {
	mapping, text, err := readMapping(r.files[1])
	if err != nil {
		return inMapping(err, r.files[1])
	}
	r.report.Format = mapping.Importer()
	var rehearsed *rehearsal
	if r.options.DryRun {
		rehearsed = rehearse(r.target)
		r.target = rehearsed
	}
	l := newSheetLoad(r, mapping)
	l.read.Write(text)
	if err := l.readRows(ctx); err != nil {
		return err
	}
	if len(l.rows) == 0 {
		if err := r.refusal(); err != nil {
			return err
		}
		return graph.Errorf(graph.Invalid, "the spreadsheet has no rows below the names of the columns").In(r.files[0].Name)
	}
	err = l.put(ctx, l.say)
	if rehearsed != nil {
		r.report.First, r.report.Altered = rehearsed.first, rehearsed.altered
	}
	return err
}

// GuessMapping writes the first guess of a mapping for a spreadsheet; see sheet.Guess.
func GuessMapping(ctx context.Context, file Input) (string, error) {
	content, err := contentOf(file)
	if err != nil {
		return "", inFile(err, file)
	}
	guess, err := sheet.Guess(ctx, file.Name, content)
	if err != nil {
		return "", inFile(err, file)
	}
	return guess, nil
}

func readMapping(file Input) (*sheet.Mapping, []byte, error) {
	input, err := file.Open()
	if err != nil {
		return nil, nil, graph.Errorf(graph.Invalid, "the mapping cannot be opened: %w", err)
	}
	defer input.Close()
	text, err := io.ReadAll(io.LimitReader(input, sheet.MaxMapping+1))
	if err != nil {
		return nil, nil, graph.Errorf(graph.Invalid, "the mapping cannot be read: %w", err)
	}
	mapping, err := sheet.ParseMapping(text)
	return mapping, text, err
}

func inMapping(err error, file Input) error {
	placed := asGraphError(err)
	placed.Record = file.Name
	return placed
}

func asGraphError(err error) *graph.Error {
	return graph.Errorf(graph.CodeOf(err), "%w", err)
}

// contentOf reads a spreadsheet into memory: a workbook as it is, a text unpacked.
func contentOf(file Input) ([]byte, error) {
	packed, err := readBounded(file.Open)
	gzipped := bytes.HasPrefix(packed, []byte("\x1f\x8b"))
	zipped := sheet.IsWorkbook(packed) && !strings.HasSuffix(file.Name, ".xlsx") && !bytes.Contains(packed, []byte("xl/workbook.xml"))
	if err != nil || !gzipped && !zipped {
		return packed, err
	}
	held := Input{Name: file.Name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(packed)), nil }}
	return readBounded(func() (io.ReadCloser, error) { return held.open(wanted{".csv", "csv"}) })
}

func readBounded(open func() (io.ReadCloser, error)) ([]byte, error) {
	input, err := open()
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "the file cannot be opened: %w", err)
	}
	defer input.Close()
	var content bytes.Buffer
	if _, err := content.ReadFrom(io.LimitReader(input, sheet.MaxFile+1)); err != nil {
		return nil, err
	}
	if content.Len() > sheet.MaxFile {
		return nil, graph.Errorf(graph.TooLarge, "the spreadsheet has more than %d bytes", sheet.MaxFile)
	}
	return content.Bytes(), nil
}

// sheetLoad is a load of a spreadsheet.
type sheetLoad struct {
	*edition
	mapping *sheet.Mapping
	rows    []sheet.Record
	names   *register
	// described leads from the entities of the spreadsheet to their row.
	described map[graph.ID]described
	// endless counts the relationships of which a row leaves an end empty.
	endless int
}

func newSheetLoad(r *run, mapping *sheet.Mapping) *sheetLoad {
	l := &sheetLoad{
		edition: r.edition(publication{
			title: mapping.Heading(), publisher: mapping.Publisher, url: mapping.URL, licence: mapping.Licence,
		}),
		mapping: mapping, described: map[graph.ID]described{},
	}
	l.source.Title = strings.TrimSuffix(l.source.Title, ", "+baseName(r.files[1].Name))
	l.names = newRegister(l.own)
	l.look = l.names.add
	return l
}

func (l *sheetLoad) readRows(ctx context.Context) error {
	content, err := contentOf(l.files[0])
	if err != nil {
		return inFile(asGraphError(err), l.files[0])
	}
	l.read.Write(content)
	for row, err := range sheet.Read(ctx, content, l.mapping.Layout()) {
		if err != nil {
			return inFile(err, l.files[0])
		}
		l.reading()
		record := l.mapping.Record(row)
		if record.Refused == nil {
			l.rows = append(l.rows, record)
			l.names.want(record)
			continue
		}
		if err := l.refuse("", asError(inRow(record.Refused.In(rows.Label(row.Number)), l.files[0]))); err != nil {
			return err
		}
	}
	return nil
}

// say says each row in the ids of the target.
func (l *sheetLoad) say() error {
	for _, record := range l.rows {
		refused := l.sayRow(record)
		if refused == nil {
			l.warn(l.files[0], record.Warnings)
		}
		if err := l.refuse("", asError(inRow(refused.In(rows.Label(record.Number)), l.files[0]))); err != nil {
			return err
		}
	}
	l.rows, l.described = nil, nil
	l.note("relationships of which a row leaves an end empty, left out", l.endless)
	return nil
}

func (l *sheetLoad) sayRow(record sheet.Record) *graph.Error {
	row := &rowLoad{sheetLoad: l, record: record, called: map[string]*graph.Entity{}}
	for _, stage := range []func() *graph.Error{row.describe, row.relate} {
		if err := stage(); err != nil {
			return err
		}
	}
	row.keep()
	return nil
}

// described is where the spreadsheet describes an entity, and as what.
type described struct {
	number int
	entity *graph.Entity
}

// sameEntity tells whether two descriptions say the same.
func sameEntity(a, b *graph.Entity) bool {
	return a.Kind == b.Kind && slices.Equal(a.Names, b.Names) && slices.Equal(a.ExternalIDs, b.ExternalIDs) && sameProperties(a.Properties, b.Properties)
}
