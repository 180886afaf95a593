package match

import (
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
	keys   keyer

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
	return &Corpus{index: map[graph.ID]int32{}, merged: map[graph.ID]graph.ID{}, numbers: map[string]uint32{}, keys: keyer{maphash.MakeSeed()}}
}

// Collect gives the corpus of all bodies of a change feed, with the countries of
// all their addresses and the listings that name them.
func Collect(_ context.Context, changes iter.Seq2[graph.Change, error]) (*Corpus, error) {
	c := New()
	countries := map[graph.ID]string{}
	for change, err := range changes {
		switch {
		case err != nil:
			return nil, err
		case change.Entity != nil && change.Entity.Kind == graph.Country:
			countries[change.Entity.ID] = change.Entity.Code()
		case change.Entity != nil:
			c.Add(change.Entity)
		case change.Relationship != nil && change.Relationship.Kind == graph.LocatedIn:
			c.Locate(change.Relationship.From, countries[change.Relationship.To])
		case change.Relationship != nil && change.Relationship.Kind == graph.ListedUnder:
			c.List(change.Relationship.From)
		}
	}
	return c, nil
}

// Add takes an entity in; what is no body is not compared.
func (c *Corpus) Add(e *graph.Entity) {
	for _, id := range e.Merged {
		c.merged[id] = e.ID
	}
	if _, known := c.index[e.ID]; known || !Matched(e.Kind) {
		return
	}
	c.index[e.ID] = int32(len(c.bodies))
	c.bodies = append(c.bodies, c.bodyOf(e))
}

// Locate says that a body has an address in a country.
func (c *Corpus) Locate(id graph.ID, code string) {
	if at, known := c.index[id]; known && code != "" && !slices.Contains(c.bodies[at].countries, code) {
		c.bodies[at].countries = append(c.bodies[at].countries, code)
	}
}

// List says that a sanctions list names a body.
func (c *Corpus) List(id graph.ID) {
	if at, known := c.index[id]; known {
		c.bodies[at].listed = true
	}
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
