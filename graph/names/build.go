package names

import (
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"math"
	"slices"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/sound"
	"entente/graph/token"
)

// Builder takes entities one by one. It belongs to one goroutine.
type Builder struct {
	reader token.Reader
	seed   maphash.Seed
	hash   maphash.Hash

	ids     []string
	first   []uint32
	owners  []uint32
	lengths []uint16
	digests []uint64
	numbers map[string]uint32
	tokens  []string
	found   []occurrence
}

// occurrence is a token in a name.
type occurrence struct {
	token, name uint32
	place       place
}

// NewBuilder makes a builder of an index without entities.
func NewBuilder() *Builder { return newBuilder(maphash.MakeSeed()) }

func newBuilder(seed maphash.Seed) *Builder {
	b := &Builder{seed: seed, numbers: map[string]uint32{}}
	b.hash.SetSeed(seed)
	return b
}

// Add takes the names of an entity. Entities come once and in the order of their ids. It
// costs time linear in the names.
func (b *Builder) Add(id graph.ID, names []graph.Name) {
	owner := uint32(len(b.ids))
	b.ids = append(b.ids, string(id))
	b.first = append(b.first, uint32(len(b.owners)))
	latin, foreign := spelled(names)
	for _, name := range names {
		ascii := name.Value != "" && name.Value[0] < utf8.RuneSelf
		b.name(owner, name, !(ascii && latin) && !(!ascii && foreign))
	}
}

func (b *Builder) name(owner uint32, name graph.Name, derive bool) {
	reading := b.reader.Read(name.Value)
	number := uint32(len(b.owners))
	b.owners = append(b.owners, owner)
	b.lengths = append(b.lengths, uint16(min(reading.Length, math.MaxUint16)))
	b.digests = append(b.digests, digest(&b.hash, reading.Words))
	b.put(number, reading.Tokens, false)
	b.put(number, reading.Variants, true)
	if derive {
		b.put(number, initialsOf(reading.Words), false)
	}
}

// digest is equal for equal words in the same order, and for no others.
func digest(hash *maphash.Hash, words []string) uint64 {
	hash.Reset()
	for _, word := range words {
		hash.WriteString(word)
		hash.WriteByte(0)
	}
	return hash.Sum64()
}

// put notes the tokens of a name, each where it stands first.
func (b *Builder) put(name uint32, tokens []string, variant bool) {
	for i, text := range tokens[:min(len(tokens), token.MaxTokens)] {
		number, known := b.numbers[text]
		if !known {
			number = uint32(len(b.tokens))
			text = string([]byte(text)) // not a part of the name's memory
			b.numbers[text] = number
			b.tokens = append(b.tokens, text)
		}
		b.found = append(b.found, occurrence{number, name, placeOf(i, variant)})
	}
}

// Build gives the index of what was added, Internal when that came in another
// order. The builder is used up.
func (b *Builder) Build() (*Index, error) {
	for i := 1; i < len(b.ids); i++ {
		if b.ids[i-1] >= b.ids[i] {
			return nil, graph.Errorf(graph.Internal, "the names of %s came behind those of %s", graph.Excerpt(b.ids[i]), graph.Excerpt(b.ids[i-1]))
		}
	}
	return newIndex(b.seed, b.part(), nil, nil), nil
}

func (b *Builder) part() *part {
	order := make([]uint32, len(b.tokens))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int { return cmp.Compare(b.tokens[x], b.tokens[y]) })
	sorted, ranks := make([]string, len(order)), make([]uint32, len(order))
	for rank, number := range order {
		sorted[rank], ranks[number] = b.tokens[number], uint32(rank)
	}
	p := &part{ids: newTexts(b.ids), first: append(slices.Clip(b.first), uint32(len(b.owners))), tokens: newTexts(sorted),
		owners: slices.Clip(b.owners), lengths: slices.Clip(b.lengths), digests: slices.Clip(b.digests)}
	p.post(b.found, ranks)
	p.describe(sorted)
	p.voice(sorted)
	p.pronounce(sorted)
	p.scratch.New = func() any { return newScratch(p) }
	return p
}

// post lays out the postings. Occurrences come in the order of the names, and
// of a token that a name holds twice the first one counts.
func (p *part) post(found []occurrence, ranks []uint32) {
	p.starts = make([]uint32, len(ranks)+1)
	last := make([]uint32, len(ranks))
	each := func(give func(rank, step uint32, place place)) {
		for i := range last {
			last[i] = math.MaxUint32
		}
		for _, o := range found {
			rank := ranks[o.token]
			if last[rank] == o.name {
				continue
			}
			step := o.name
			if last[rank] != math.MaxUint32 {
				step -= last[rank]
			}
			last[rank] = o.name
			give(rank, step, o.place)
		}
	}
	var encoded [binary.MaxVarintLen32]byte
	each(func(rank, step uint32, _ place) {
		p.starts[rank+1] += uint32(binary.PutUvarint(encoded[:], uint64(step))) + 1
	})
	for i := range ranks {
		p.starts[i+1] += p.starts[i]
	}
	p.postings = make([]byte, p.starts[len(ranks)])
	next := slices.Clone(p.starts)
	each(func(rank, step uint32, place place) {
		at := next[rank]
		at += uint32(binary.PutUvarint(p.postings[at:], uint64(step)))
		p.postings[at] = byte(place)
		next[rank] = at + 1
	})
}

func (p *part) describe(tokens []string) {
	p.runes, p.letters = make([]uint8, len(tokens)), make([]letters, len(tokens))
	for i, text := range tokens {
		p.runes[i], p.letters[i] = uint8(utf8.RuneCountInString(text)), lettersOf(text)
	}
}

// skeletonsOf gives the skeletons of a token, the empty one for a word of vowels.
func skeletonsOf(text string) []sound.Skeleton {
	list := sound.Skeletons(text)
	if list == nil && sound.Read(text) {
		return []sound.Skeleton{0}
	}
	return list
}

// voice orders the tokens by their skeletons.
func (p *part) voice(tokens []string) {
	type voiced struct {
		skeleton sound.Skeleton
		token    uint32
	}
	list := make([]voiced, 0, len(tokens)+len(tokens)/2)
	for i, text := range tokens {
		for _, skeleton := range skeletonsOf(text) {
			list = append(list, voiced{skeleton, uint32(i)})
		}
	}
	slices.SortFunc(list, func(a, b voiced) int { return cmp.Compare(a.skeleton, b.skeleton) })
	p.skeletons, p.sounding = make([]sound.Skeleton, len(list)), make([]uint32, len(list))
	for i, v := range list {
		p.skeletons[i], p.sounding[i] = v.skeleton, v.token
	}
}
