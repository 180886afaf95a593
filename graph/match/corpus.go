package match

import (
	"cmp"
	"context"
	"hash/maphash"
	"iter"
	"math"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/gloss"
	"entente/graph/sound"
)

// Corpus holds the bodies among which pairs are looked for, and how often each
// word, name and country occurs among them. Bodies may be added and forgotten
// between questions; the answers are those of a corpus that was made of the bodies
// that are left, in whatever order. It takes about 1.5 KB a body, and belongs to
// one goroutine at a time.
type Corpus struct {
	// bodies have holes where some were forgotten.
	bodies []body
	index  map[graph.ID]int32
	merged map[graph.ID]graph.ID
	// codes are those of the countries; ties say where bodies are and who is listed.
	codes map[graph.ID]string
	ties  []ends
	keys  keyer

	// numbers leads from the words to their numbers, which are in the order of the
	// words when the corpus is complete.
	numbers map[string]uint32
	words   []word
	// compared counts the pairs that were compared.
	compared int

	// What is counted when the corpus is complete: the bodies with a name, with an
	// acronym, and how rare a country is.
	complete  bool
	holders   map[uint64]int32
	abroad    map[string]float64
	shortened map[string]int32
	blocks    blocks
	// prints are what Renewed has compared last.
	prints []uint64
	// added counts the records that were taken in.
	added uint64
}

// ends are those of a LOCATED_IN, or without an end of a listing.
type ends struct{ from, to graph.ID }

// word is a word of names.
type word struct {
	text string
	hash uint64
	// bits says how rare it is: the logarithm of one in how many bodies has it.
	bits float64
	// bones are its consonants, by which spellings and scripts are compared.
	bones []sound.Skeleton
	// foreign tells that it is in a script that sound reads, and not in Latin.
	foreign bool
	// senses are what it says of a body, in whatever language.
	senses []int
	length uint8
	first  byte
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
	c.complete = false
	if e.Kind == graph.Country {
		c.codes[e.ID] = e.Code()
	}
	at, known := c.index[e.ID]
	c.Forget(e.ID)
	if !Matched(e.Kind) {
		return
	}
	if !known {
		at = int32(len(c.bodies))
		c.bodies = append(c.bodies, body{})
	}
	c.index[e.ID] = at
	for _, id := range e.Merged {
		c.merged[id] = e.ID
	}
	c.added++
	c.bodies[at] = c.bodyOf(e)
}

// Forget takes a body away; the unknown is none.
func (c *Corpus) Forget(id graph.ID) {
	at, known := c.index[id]
	if !known {
		return
	}
	c.complete = false
	for _, merged := range c.bodies[at].merged {
		if c.merged[merged] == id {
			delete(c.merged, merged)
		}
	}
	c.bodies[at] = body{}
	delete(c.index, id)
}

// Tie takes a relationship in that says in which country a body has an address, or
// that a sanctions list names it; others say nothing here.
func (c *Corpus) Tie(kind graph.RelationshipKind, from, to graph.ID) {
	switch kind {
	case graph.LocatedIn:
		c.ties = append(c.ties, ends{from, to})
	case graph.ListedUnder:
		c.ties = append(c.ties, ends{from, ""})
	default:
		return
	}
	c.complete = false
}

// Untie forgets every relationship.
func (c *Corpus) Untie() { c.ties, c.complete = c.ties[:0], false }

// placeBodies brings what the relationships say to the bodies.
func (c *Corpus) placeBodies() {
	for i := range c.bodies {
		b := &c.bodies[i]
		b.countries, b.listed = b.countries[:b.own], false
	}
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
}

// Len counts the bodies.
func (c *Corpus) Len() int { return len(c.index) }

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
	c.words = append(c.words, word{
		text: text, hash: c.keys.of("", text), bones: sound.Skeletons(text), foreign: sound.Foreign(text),
		senses: gloss.Senses(text), length: uint8(len(text)), first: text[0],
	})
	return n
}

// nameKey is the same for the same words, whatever their numbers are.
func (c *Corpus) nameKey(words []uint32) uint64 {
	var sum uint64
	for _, word := range words {
		sum += c.words[word].hash
	}
	return sum
}

// renumber brings the words into their own order, so that what is made of them does
// not depend on which came first.
func (c *Corpus) renumber() {
	order := make([]uint32, len(c.words))
	for i := range order {
		order[i] = uint32(i)
	}
	byText := func(x, y uint32) int { return strings.Compare(c.words[x].text, c.words[y].text) }
	if slices.IsSortedFunc(order, byText) {
		return
	}
	slices.SortFunc(order, byText)
	words, fresh := make([]word, len(order)), make([]uint32, len(order))
	for number, old := range order {
		words[number], fresh[old] = c.words[old], uint32(number)
		c.numbers[c.words[old].text] = uint32(number)
	}
	c.words = words
	for i := range c.bodies {
		for j := range c.bodies[i].names {
			n := &c.bodies[i].names[j]
			for at, old := range n.words {
				n.words[at] = fresh[old]
			}
			slices.Sort(n.words)
		}
	}
}

// finish counts what the weights are made of, and makes the blocks.
func (c *Corpus) finish() {
	if c.complete {
		return
	}
	c.complete = true
	c.placeBodies()
	c.renumber()
	c.holders, c.abroad, c.shortened = map[uint64]int32{}, map[string]float64{}, map[string]int32{}
	counts := make([]int32, len(c.words))
	for i := range c.bodies {
		c.count(&c.bodies[i], counts)
	}
	for i, count := range counts {
		c.words[i].bits = c.rarity(count)
	}
	for country, count := range c.abroad {
		c.abroad[country] = min(most[Country], c.rarity(int32(count)))
	}
	c.blocks = c.makeBlocks(counts)
}

// rarity is the logarithm of one in how many bodies has what so many have.
func (c *Corpus) rarity(count int32) float64 {
	return c.chance() - grained(math.Log2(float64(max(count, 1))))
}

// chance is the rarity of what one body has, of all that there are, or would be in a
// corpus worth counting in: in a small one chance looks smaller than it is.
func (c *Corpus) chance() float64 {
	const least = 4_096
	return grained(math.Log2(float64(max(len(c.index), least))))
}

// grained rounds bits to sixteenths: so sums of them are exact in any order, and
// one body more or less among many changes no weight.
func grained(bits float64) float64 {
	const grains = 16
	return math.Round(bits*grains) / grains
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
