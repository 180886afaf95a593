package seed

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"slices"
	"strings"

	"entente/graph"
)

// Bounds on a compressed input, against files that unpack to no end.
const (
	// MaxUnpacked is the most that a compressed input may unpack to, in bytes.
	MaxUnpacked = 4 << 30
	// MaxRatio is how many times its packed size an input may unpack to, once
	// it has unpacked to MinSuspect bytes. Records pack 5 to 20 times smaller.
	MaxRatio   = 200
	MinSuspect = 16 << 20
	// maxHeld is the most of a zip file that is held in memory when it cannot be read in place.
	maxHeld = 512 << 20
)

// Input is something to load.
type Input struct {
	// Name names the input for people, such as the file's base name.
	Name string
	// Open opens it at its start; an importer may read it several times. A zip
	// file is read in place when what Open gives is an io.ReaderAt and an
	// io.Seeker, as an os.File is.
	Open func() (io.ReadCloser, error)
}

// wanted says which file of a zip to take: the one with the suffix; of several
// the one whose name holds the mark.
type wanted struct {
	suffix, mark string
}

func (w wanted) choose(files []*zip.File) (*zip.File, error) {
	files = slices.DeleteFunc(slices.Clone(files), func(f *zip.File) bool { return !strings.HasSuffix(f.Name, w.suffix) })
	if len(files) > 1 {
		files = slices.DeleteFunc(files, func(f *zip.File) bool { return !strings.Contains(f.Name, w.mark) })
	}
	if len(files) != 1 {
		return nil, graph.Errorf(graph.Invalid, "the zip file must hold one file *%s, or one of them with %s in its name", w.suffix, w.mark)
	}
	return files[0], nil
}

// open opens the input and unpacks what is gzip or zip, by its first bytes.
func (in Input) open(w wanted) (io.ReadCloser, error) {
	file, err := in.Open()
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "%s cannot be opened: %w", in.Name, err)
	}
	buffered := bufio.NewReaderSize(file, 64<<10)
	start, _ := buffered.Peek(4)
	content := io.Reader(buffered)
	switch {
	case bytes.HasPrefix(start, []byte("\x1f\x8b")):
		content, err = ungzip(buffered)
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		content, err = unzip(file, buffered, w)
	}
	if err != nil {
		file.Close()
		return nil, damaged(err)
	}
	return &opened{content, file}, nil
}

// opened reads what was unpacked and closes the file that it comes from.
type opened struct {
	io.Reader
	io.Closer
}

func ungzip(file io.Reader) (io.Reader, error) {
	packed := &counted{Reader: file}
	content, err := gzip.NewReader(packed)
	return &bounded{content: content, packed: func() int64 { return packed.count }}, err
}

func unzip(file, buffered io.Reader, w wanted) (io.Reader, error) {
	at, size, err := inPlace(file, buffered)
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(at, size)
	if err != nil {
		return nil, err
	}
	entry, err := w.choose(archive.File)
	if err != nil {
		return nil, err
	}
	content, err := entry.Open()
	return &bounded{content: content, packed: func() int64 { return int64(entry.CompressedSize64) }}, err
}

// inPlace gives a file for reading at any place, from memory if it must.
func inPlace(file, buffered io.Reader) (io.ReaderAt, int64, error) {
	if at, ok := file.(interface {
		io.ReaderAt
		io.Seeker
	}); ok {
		size, err := at.Seek(0, io.SeekEnd)
		return at, size, err
	}
	held, err := io.ReadAll(io.LimitReader(buffered, maxHeld+1))
	if len(held) > maxHeld {
		err = graph.Errorf(graph.TooLarge, "a zip file that cannot be read in place may have %d bytes", maxHeld)
	}
	return bytes.NewReader(held), int64(len(held)), err
}

// counted counts the bytes that were read through it.
type counted struct {
	io.Reader
	count int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.count += int64(n)
	return n, err
}

// bounded reads what unpacks and stops at the bounds.
type bounded struct {
	content io.Reader
	packed  func() int64
	count   int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.content.Read(p)
	b.count += int64(n)
	switch {
	case b.count > MaxUnpacked:
		return 0, graph.Errorf(graph.TooLarge, "the input unpacks to more than %d bytes", int64(MaxUnpacked))
	case b.count > MinSuspect && b.count/MaxRatio > b.packed():
		return 0, graph.Errorf(graph.TooLarge, "the input unpacks to more than %d times its size", MaxRatio)
	}
	return n, damaged(err)
}

// damaged gives the failures of unpacking their code.
func damaged(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt),
		errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrAlgorithm):
		return graph.Errorf(graph.Invalid, "the compressed input is damaged: %w", err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return graph.Errorf(graph.Invalid, "the compressed input is cut off: %w", err)
	}
	return err
}
