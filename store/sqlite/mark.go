package sqlite

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"entente/graph"
)

// markSize is the room for one mark, in bytes. The file holds two, written in
// turn, so that a write cut short by a power loss leaves the one before it.
const markSize = 128

// mark says how far a database has come: its last commit and the chain of
// digests that leads there.
type mark struct {
	number   int64
	revision graph.Revision
	chain    []byte
}

// markFile is the file beside the database that keeps its mark, in text.
type markFile struct {
	file *os.File
}

// openMark opens and locks the file, and makes it when there is none.
func openMark(path string) (*markFile, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, graph.Errorf(graph.Unavailable, "%s cannot be written, so the store can only be read: %w", path, err)
	}
	if err := lock(file); err != nil {
		file.Close()
		return nil, graph.Errorf(graph.Unavailable, "another process is writing to the store (it holds %s): %w", path, err)
	}
	return &markFile{file: file}, nil
}

// Close closes the file, which gives the lock back.
func (f *markFile) Close() error { return f.file.Close() }

// write puts the mark down and waits until the disk has it.
func (f *markFile) write(m mark) error {
	_, err := f.file.WriteAt(m.line(), m.number%2*markSize)
	if err == nil {
		err = f.file.Sync()
	}
	if err != nil {
		return graph.Errorf(graph.Unavailable, "the change is kept, but %s cannot be written: %w", f.file.Name(), err)
	}
	return nil
}

// line is the mark as text, with its checksum, filled up to its room.
func (m mark) line() []byte {
	return fmt.Appendf(nil, "%-*s\n", markSize-1, fmt.Sprintf("%s %08x", m.text(), crc32.Checksum(m.text(), castagnoli)))
}

func (m mark) text() []byte {
	return fmt.Appendf(nil, "entente %d %d %x", m.number, m.revision, m.chain)
}

// read gives the latest mark; known is false when the file holds none yet.
func (f *markFile) read() (latest mark, known bool, err error) {
	content, err := io.ReadAll(io.NewSectionReader(f.file, 0, 2*markSize))
	if err != nil {
		return mark{}, false, graph.Errorf(graph.Unavailable, "%s cannot be read: %w", f.file.Name(), err)
	}
	return parseMarks(content, f.file.Name())
}

// readMark reads the marks of a file that somebody else may be writing.
func readMark(path string) (latest mark, known bool, err error) {
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return mark{}, false, nil
	}
	if err != nil {
		return mark{}, false, graph.Errorf(graph.Unavailable, "%s cannot be read: %w", path, err)
	}
	defer file.Close()
	return (&markFile{file: file}).read()
}

func parseMarks(content []byte, path string) (latest mark, known bool, err error) {
	for at := 0; at < len(content); at += markSize {
		m, ok := parseMark(content[at:min(at+markSize, len(content))])
		if ok && (!known || m.number > latest.number) {
			latest, known = m, true
		}
	}
	if !known && len(content) > 0 {
		return mark{}, false, graph.Errorf(graph.Internal, "%s is damaged, so nobody can tell whether the store is complete; delete it to go on", path)
	}
	return latest, known, nil
}

func parseMark(line []byte) (m mark, ok bool) {
	var sum uint32
	n, err := fmt.Sscanf(string(line), "entente %d %d %x %x", &m.number, &m.revision, &m.chain, &sum)
	if err != nil || n != 4 {
		return mark{}, false
	}
	return m, sum == crc32.Checksum(m.text(), castagnoli)
}
