package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"entente/graph"
)

// Bounds on a workbook's parts.
const (
	// maxPart is how far a part may unpack, maxRatio how many times its size, once beyond minSuspect.
	maxPart    = 96 << 20
	maxRatio   = 200
	minSuspect = 8 << 20
	// maxStrings is how many bytes of shared texts are held, maxItem how many bytes one row or text may take.
	maxStrings = 32 << 20
	maxItem    = 4 << 20
	maxDepth   = 32
	maxEntries = 2_000
)

// workbook is an opened .xlsx file.
type workbook struct {
	parts map[string]*zip.File
	// texts are the shared ones.
	texts []string
	// dates tells of each cell style whether it shows a date.
	dates []bool
	// from1904 tells that days count from 1904.
	from1904 bool
	// sheet is the part with the rows.
	sheet string
}

func openWorkbook(content []byte, layout Layout) (*workbook, error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "the workbook is damaged: %w", err)
	}
	if len(archive.File) > maxEntries {
		return nil, graph.Errorf(graph.TooLarge, "the workbook has %d parts, at most %d are read", len(archive.File), maxEntries)
	}
	w := &workbook{parts: map[string]*zip.File{}}
	for _, file := range archive.File {
		if climbs(file.Name) {
			return nil, graph.Errorf(graph.Invalid, "the workbook has a part %q that leads out of it", graph.Excerpt(file.Name))
		}
		w.parts[file.Name] = file
	}
	if w.parts["xl/workbook.xml"] == nil {
		return nil, graph.Errorf(graph.Invalid, "the zip file is no workbook, it has no xl/workbook.xml")
	}
	if err := w.find(layout.Sheet); err != nil {
		return nil, err
	}
	if err := w.readStyles(); err != nil {
		return nil, err
	}
	return w, w.readTexts()
}

func climbs(name string) bool {
	return strings.HasPrefix(name, "/") || strings.Contains(name, `\`) || strings.Contains(name, ":") || slices.Contains(strings.Split(name, "/"), "..")
}

// find finds the part of the sheet, through the workbook's list and its relations.
func (w *workbook) find(name string) error {
	var ids, names []string
	err := w.walk("xl/workbook.xml", func(d *document, start xml.StartElement) error {
		switch start.Name.Local {
		case "workbookPr":
			date := attribute(start, "date1904")
			w.from1904 = date == "1" || date == "true"
		case "sheet":
			names, ids = append(names, attribute(start, "name")), append(ids, attribute(start, "id"))
		}
		return nil
	})
	if err != nil {
		return err
	}
	at := 0
	if name != "" {
		at = slices.Index(names, name)
	}
	if at < 0 || at >= len(ids) {
		return graph.Errorf(graph.Invalid, "the workbook has no sheet %q; it has %s", graph.Excerpt(name), graph.Excerpt(strings.Join(names, ", ")))
	}
	err = w.walk("xl/_rels/workbook.xml.rels", func(d *document, start xml.StartElement) error {
		if start.Name.Local == "Relationship" && attribute(start, "Id") == ids[at] {
			w.sheet = target(attribute(start, "Target"))
		}
		return nil
	})
	if err == nil && w.parts[w.sheet] == nil {
		err = graph.Errorf(graph.Invalid, "the workbook lacks the part %q of the sheet %q", graph.Excerpt(w.sheet), graph.Excerpt(names[at]))
	}
	return err
}

func target(name string) string {
	if rooted, ok := strings.CutPrefix(name, "/"); ok {
		return path.Clean(rooted)
	}
	return path.Join("xl", name)
}

// readTexts reads the shared texts.
func (w *workbook) readTexts() error {
	const part = "xl/sharedStrings.xml"
	if w.parts[part] == nil {
		return nil
	}
	held := 0
	return w.walk(part, func(d *document, start xml.StartElement) error {
		if start.Name.Local != "si" {
			return nil
		}
		text, err := d.text(start)
		if held += len(text) + 16; held > maxStrings {
			return graph.Errorf(graph.TooLarge, "the workbook's texts have more than %d bytes", maxStrings)
		}
		w.texts = append(w.texts, text)
		return err
	})
}

// document is a part that is being read.
type document struct {
	*xml.Decoder
	content *part
	depth   int
}

// part reads a part of the archive within bounds.
type part struct {
	io.Reader
	packed      int64
	count, most int64
}

func (p *part) Read(b []byte) (int, error) {
	n, err := p.Reader.Read(b)
	p.count += int64(n)
	switch {
	case p.count > maxPart, p.count > minSuspect && p.count/maxRatio > p.packed:
		return 0, graph.Errorf(graph.TooLarge, "a part of the workbook unpacks to more than %d bytes or %d times its size", maxPart, maxRatio)
	case p.count > p.most:
		return 0, graph.Errorf(graph.TooLarge, "a row or text of the workbook takes more than %d bytes", maxItem)
	}
	return n, err
}

// walk reads a part and hands over each element that begins; what the visitor
// reads of it is not handed over again.
func (w *workbook) walk(name string, visit func(*document, xml.StartElement) error) error {
	file := w.parts[name]
	if file == nil {
		return graph.Errorf(graph.Invalid, "the workbook lacks the part %s", name)
	}
	content, err := file.Open()
	if err != nil {
		return graph.Errorf(graph.Invalid, "the workbook is damaged: %w", err)
	}
	defer content.Close()
	p := &part{Reader: content, packed: int64(file.CompressedSize64), most: maxItem}
	d := &document{Decoder: xml.NewDecoder(p), content: p}
	for {
		token, err := d.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return inPart(err, name)
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := visit(d, start); err != nil {
				return err
			}
		}
	}
}

// next gives the next token within the bounds.
func (d *document) next() (xml.Token, error) {
	token, err := d.Token()
	switch token.(type) {
	case xml.Directive:
		return nil, graph.Errorf(graph.Invalid, "the part has a document type")
	case xml.StartElement:
		d.depth++
	case xml.EndElement:
		d.depth--
	}
	if d.depth > maxDepth {
		return nil, graph.Errorf(graph.TooLarge, "the part is nested more than %d deep", maxDepth)
	}
	d.content.most = d.InputOffset() + maxItem
	return token, err
}

// text gives the texts within an element, without what tells how they are read aloud.
func (d *document) text(start xml.StartElement) (string, error) {
	var text strings.Builder
	element, from := []string{start.Name.Local}, d.InputOffset()
	for len(element) > 0 {
		token, err := d.next()
		if err != nil {
			return "", inPart(err, start.Name.Local)
		}
		if d.content.most = from + maxItem; d.InputOffset() > d.content.most {
			return "", graph.Errorf(graph.TooLarge, "a text of the workbook takes more than %d bytes", maxItem)
		}
		switch token := token.(type) {
		case xml.StartElement:
			element = append(element, token.Name.Local)
		case xml.EndElement:
			element = element[:len(element)-1]
		case xml.CharData:
			if element[len(element)-1] == "t" && !slices.Contains(element, "rPh") {
				text.Write(token)
			}
		}
	}
	return text.String(), nil
}

// inPart says where a workbook is damaged.
func inPart(err error, name string) error {
	var ours *graph.Error
	if errors.As(err, &ours) {
		return ours
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return graph.Errorf(graph.Invalid, "the workbook is damaged in %s: %v", name, err)
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
