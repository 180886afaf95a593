package names

import (
	"encoding/binary"
	"iter"
	"sync"
	"unicode/utf8"

	"entente/graph/sound"
)

// part is the names of some entities, immutable.
type part struct {
	ids texts
	// first is the first name of each entity, and the number of names behind the last.
	first []uint32
	// Of each name: whose it is, how many characters its words have, and a digest of them.
	owners  []uint32
	lengths []uint16
	digests []uint64

	// tokens are in order. Of each: how many characters it has, its letters as
	// a set, and where its postings begin.
	tokens   texts
	runes    []uint8
	letters  []letters
	starts   []uint32
	postings []byte
	// skeletons are in order, each with the number of a token that has it.
	skeletons []sound.Skeleton
	sounding  []uint32
	// spoken are the readings of the tokens of Han characters in order, each with its token.
	spoken []spoken

	scratch sync.Pool
}

// posting is a name that holds a token, and where.
type posting struct {
	name  uint32
	place place
}

// place is where a token stands in a name: its number, at most 127, and whether
// that is in the name's second spelling; the better one is the lower one.
type place uint8

const (
	variantPlace place = 1 << 7
	lastPlace    place = variantPlace - 1
)

func placeOf(i int, variant bool) place {
	p := place(min(i, int(lastPlace)))
	if variant {
		p |= variantPlace
	}
	return p
}

func (p place) number() int { return int(p & lastPlace) }

// holding gives the names that hold a token, in order.
func (p *part) holding(token uint32) iter.Seq[posting] {
	return func(yield func(posting) bool) {
		list := p.postings[p.starts[token]:p.starts[token+1]]
		for name := uint32(0); len(list) > 0; {
			step, size := uint32(list[0]), 1
			if step >= utf8.RuneSelf {
				long, n := binary.Uvarint(list)
				step, size = uint32(long), n
			}
			name += step
			if !yield(posting{name, place(list[size])}) {
				return
			}
			list = list[size+1:]
		}
	}
}

// entities counts them.
func (p *part) entities() int { return p.ids.len() }

// bytes is the memory that the part takes.
func (p *part) bytes() int {
	const word, half, wide = 4, 2, 8
	return len(p.ids.bytes) + len(p.tokens.bytes) + len(p.runes) + len(p.postings) + half*len(p.lengths) +
		word*(len(p.ids.offsets)+len(p.first)+len(p.owners)+len(p.tokens.offsets)+len(p.letters)+len(p.starts)+len(p.sounding)) +
		wide*(len(p.digests)+len(p.skeletons)+len(p.spoken))
}
