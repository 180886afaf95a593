package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"entente/graph"
)

// markSuffix names the file beside the database that holds mark and lock.
const markSuffix = "-head"

// state says what stands at a path.
type state uint8

const (
	// absent: nothing, or an empty file, which is what SQLite itself takes for a new database.
	absent state = iota
	// complete: a store of a format that we know.
	complete
)

// The header of an SQLite file: its first bytes, and where our numbers stand.
const (
	magic         = "SQLite format 3\x00"
	versionAt     = 60
	applicationAt = 68
	headerSize    = 100
)

// inspect reads the header of the file without the database's help, so that
// nothing of a file that is not ours is touched, not even by recovery.
func inspect(path string) (state, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return absent, checkFolder(filepath.Dir(path))
	case err != nil:
		return absent, graph.Errorf(graph.Unavailable, "%s cannot be read: %w", path, err)
	case info.IsDir():
		return absent, graph.Errorf(graph.Invalid, "%s is a folder; a store is a file", path)
	case info.Size() == 0:
		return absent, nil
	}
	header, err := readHeader(path)
	if err != nil {
		return absent, err
	}
	return complete, checkHeader(path, header)
}

func checkFolder(folder string) error {
	info, err := os.Stat(folder)
	if err != nil || !info.IsDir() {
		return graph.Errorf(graph.Invalid, "there is no folder %s to keep a store in", folder)
	}
	return nil
}

func readHeader(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, graph.Errorf(graph.Unavailable, "%s cannot be read: %w", path, err)
	}
	defer file.Close()
	header := make([]byte, headerSize)
	n, err := io.ReadFull(file, header)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, graph.Errorf(graph.Unavailable, "%s cannot be read: %w", path, err)
	}
	return header[:n], nil
}

func checkHeader(path string, header []byte) error {
	if len(header) < headerSize || string(header[:len(magic)]) != magic {
		return graph.Errorf(graph.Invalid, "%s is no SQLite file, so no store", path)
	}
	if binary.BigEndian.Uint32(header[applicationAt:]) != applicationID {
		return graph.Errorf(graph.Invalid, "%s is an SQLite file of another program", path)
	}
	if version := binary.BigEndian.Uint32(header[versionAt:]); version > formatVersion {
		return graph.Errorf(graph.Invalid, "%s has format %d; this program knows formats up to %d, a newer one is needed", path, version, formatVersion)
	}
	return nil
}

// create makes the tables in one transaction of SQLite's older journal, so
// that the header is in the file itself before any reader comes. A process
// that is killed meanwhile leaves an empty file or a journal that empties it.
func create(ctx context.Context, path string) error {
	pool, err := newPool(address(path, creating, nil), 1)
	if err != nil {
		return err
	}
	defer pool.close()
	tx, err := pool.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, createTables); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// syncFolder makes the names of new files durable. A system that cannot do
// that for a folder has no better way, so its refusal is no failure.
func syncFolder(folder string) {
	file, err := os.Open(folder)
	if err != nil {
		return
	}
	defer file.Close()
	_ = file.Sync()
}

// frozen gives the settings for a file whose folder cannot be written: SQLite
// then cannot make the -shm file that readers share, and has to take the file
// as one that nobody changes. That is true only when no commits wait in a -wal.
func frozen(path string) (url.Values, error) {
	if exists(path+"-shm") || writable(filepath.Dir(path)) {
		return nil, nil
	}
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return nil, graph.Errorf(graph.Unavailable, "%s was not closed by its writer and its folder cannot be written; open it once for writing", path)
	}
	return url.Values{"immutable": {"1"}}, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// writable tries it out: permissions alone do not tell of a read-only disk.
func writable(folder string) bool {
	file, err := os.CreateTemp(folder, ".entente-*")
	if err != nil {
		return false
	}
	file.Close()
	return os.Remove(file.Name()) == nil
}
