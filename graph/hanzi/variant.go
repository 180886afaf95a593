package hanzi

import (
	_ "embed" // the data
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed variants.txt
var variants string

// The basic block, in which both tables lie.
const (
	first rune = 0x4E00
	last  rune = 0x9FFF
	block      = last - first + 1
)

func inBlock(r rune) bool { return first <= r && r <= last }

// plain gives the simplified form of each character of the block, 0 for itself.
var plain = sync.OnceValue(func() *[block]uint16 {
	var table [block]uint16
	for line := range strings.Lines(variants) {
		line = strings.TrimSuffix(line, "\n")
		simple, size := utf8.DecodeRuneInString(line)
		for _, other := range line[size:] {
			table[other-first] = uint16(simple)
		}
	}
	return &table
})

// Plain gives the simplified form of a character: 东 for 東, 图 for 圖 and 図. What
// has none, or is no Han character, stays as it is; Plain of what it gives is the same.
func Plain(r rune) rune {
	if !inBlock(r) {
		return r
	}
	if simple := plain()[r-first]; simple != 0 {
		return rune(simple)
	}
	return r
}
