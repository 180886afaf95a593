package match

import (
	"cmp"
	"context"
	"encoding/binary"
	"hash/maphash"
	"iter"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/sound"
)

// Corpus holds the bodies among which pairs are looked for, and how often each
// word, name and country occurs among them. Add every body before the first
// question. It takes about 1.5 KB a body, and belongs to one goroutine at a time.
type Corpus struct {
	bodies []body
	index  map[graph.ID]int32
	merged map[graph.ID]graph.ID
	// codes are those of the countries; ties say where bodies are and who is listed.
	codes map[graph.ID]string
	ties  []ends
	keys  keyer

	// numbers leads from the words to their numbers.
	numbers map[string]uint32
	words   []word
	// compared counts the pairs that were compared.
	compared int

	// What is counted when the corpus is complete: the bodies with a name, in a
	// country, with an acronym.
	complete  bool
	holders   map[uint64]int32
	abroad    map[string]float64
	shortened map[string]int32
	blocks    blocks
}

// ends are those of a LOCATED_IN, or without an end of a listing.
type ends struct{ from, to graph.ID }

// word is a word of names.
type word struct {
	text string
	// bits says how rare it is: the logarithm of one in how many bodies has it.
	bits float64
	// bones are its consonants, by which spellings and scripts are compared.
	bones []sound.Skeleton
	// foreign tells that it is in a script that sound reads, and not in Latin.
	foreign bool
	length  uint8
	first   byte
}

// New gives an empty corpus.
func New() *Corpus {
	return &Corpus{
		index: map[graph.ID]int32{}, merged: map[graph.ID]graph.ID{}, codes: map[graph.ID]string{},
		numbers: map[string]uint32{}, keys: keyer{maphash.MakeSeed()},
	}
}

// Feed gives what a graph holds; see graph.Log.
type Feed interface {
	Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error]
	Outline(ctx context.Context, since graph.Revision) iter.Seq2[graph.Outline, error]
}

// Collect gives the corpus of all bodies of a graph, with the countries of all
// their addresses and the listings that name them. It reads the entities, and the
// relationships in short form alone.
func Collect(ctx context.Context, feed Feed) (*Corpus, error) {
	c := New()
	for change, err := range feed.Changes(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if change.Relationship != nil {
			break // entities come before relationships
		}
		if change.Entity != nil {
			c.Add(change.Entity)
		}
	}
	for outline, err := range feed.Outline(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if outline.Tie != nil {
			c.Tie(outline.Tie.Kind, outline.Tie.From, outline.Tie.To)
		}
	}
	return c, nil
}

// Add takes an entity in, in the place of what was known of it; what is no body is
// not compared.
func (c *Corpus) Add(e *graph.Entity) {
	for _, id := range e.Merged {
		c.merged[id] = e.ID
	}
	if e.Kind == graph.Country {
		c.codes[e.ID] = e.Code()
	}
	if !Matched(e.Kind) {
		return
	}
	at, known := c.index[e.ID]
	if !known {
		at = int32(len(c.bodies))
		c.index[e.ID] = at
		c.bodies = append(c.bodies, body{})
	}
	c.bodies[at] = c.bodyOf(e)
}

// Tie takes a relationship in that says in which country a body has an address, or
// that a sanctions list names it; others say nothing here.
func (c *Corpus) Tie(kind graph.RelationshipKind, from, to graph.ID) {
	switch kind {
	case graph.LocatedIn:
		c.ties = append(c.ties, ends{from, to})
	case graph.ListedUnder:
		c.ties = append(c.ties, ends{from, ""})
	}
}

// placeBodies brings what the relationships say to the bodies.
func (c *Corpus) placeBodies() {
	slices.SortFunc(c.ties, func(x, y ends) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to)) })
	for _, t := range c.ties {
		at, known := c.index[t.from]
		if !known {
			continue
		}
		b, code := &c.bodies[at], c.codes[t.to]
		switch {
		case t.to == "":
			b.listed = true
		case code != "" && !slices.Contains(b.countries, code):
			b.countries = append(b.countries, code)
		}
	}
	c.ties = nil
}

// Len counts the bodies.
func (c *Corpus) Len() int { return len(c.bodies) }

// Has tells whether a body is in the corpus.
func (c *Corpus) Has(id graph.ID) bool {
	_, known := c.index[id]
	return known
}

func (c *Corpus) number(text string) uint32 {
	if n, known := c.numbers[text]; known {
		return n
	}
	n := uint32(len(c.words))
	c.numbers[text] = n
	c.words = append(c.words, word{text: text, bones: sound.Skeletons(text), foreign: sound.Foreign(text), length: uint8(len(text)), first: text[0]})
	return n
}

func (c *Corpus) nameKey(words []uint32) uint64 {
	var space [256]byte
	packed := space[:0]
	for _, word := range words {
		packed = binary.LittleEndian.AppendUint32(packed, word)
	}
	return maphash.Bytes(c.keys.seed, packed)
}

// finish counts what the weights are made of, and makes the blocks.
func (c *Corpus) finish() {
	if c.complete {
		return
	}
	c.complete = true
	c.placeBodies()
	c.holders, c.abroad, c.shortened = map[uint64]int32{}, map[string]float64{}, map[string]int32{}
	counts := make([]int32, len(c.words))
	for i := range c.bodies {
		c.count(&c.bodies[i], counts)
	}
	total := c.total()
	for i, count := range counts {
		c.words[i].bits = math.Log2(total / float64(max(count, 1)))
	}
	for country, count := range c.abroad {
		c.abroad[country] = min(most[Country], math.Log2(total/count))
	}
	c.blocks = c.makeBlocks(counts)
}

// total is how many bodies there are, or would be in a corpus worth counting in:
// in a small one chance looks smaller than it is.
func (c *Corpus) total() float64 {
	const least = 4_096
	return float64(max(len(c.bodies), least))
}

func (c *Corpus) count(b *body, counts []int32) {
	var words []uint32
	for _, n := range b.names {
		c.holders[n.key]++
		words = append(words, n.words...)
	}
	for _, word := range distinct(words) {
		counts[word]++
	}
	for _, country := range b.countries {
		c.abroad[country]++
	}
	for _, short := range b.acronyms {
		c.shortened[short]++
	}
}

// Compared counts the pairs that have been compared.
func (c *Corpus) Compared() int { return c.compared }

// About gives the kind of a body and its countries; nothing of the unknown.
func (c *Corpus) About(id graph.ID) (graph.EntityKind, []string) {
	at, known := c.index[id]
	if !known {
		return 0, nil
	}
	return c.bodies[at].kind, c.bodies[at].countries
}
