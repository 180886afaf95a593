// Package facts owns the built-in facts: the sourced ties of science diplomacy
// that Entente ships with. README.md beside it says where they come from and
// on what terms they may be used.
package facts

import (
	"bytes"
	"compress/gzip"
	_ "embed" // for the data set
	"io"
)

// Name is what the data set is called in reports.
const Name = "the built-in facts"

//go:embed facts.jsonl.gz
var compressed []byte

// Open gives the facts in the interchange form, canonical: sources, then
// entities, then relationships, each by id.
func Open() (io.ReadCloser, error) { return gzip.NewReader(bytes.NewReader(compressed)) }
