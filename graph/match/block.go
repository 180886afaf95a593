package match

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"entente/graph"
)

// blocks are the bodies by what bodies that are one mostly have in common: an
// external id, a whole name, a rare word, two words that are rare together, a
// rare word but for its vowels and the spelling of its consonants, an acronym or
// the letters that a name would have for one, a website. Only bodies of one block
// are compared, and no block has more than its bound; so the comparisons grow with
// the number of bodies, not with its square.
type blocks map[uint64][]int32

// The bounds of blocks. A whole name that more bodies have than a block may hold
// is taken apart by country.
const (
	mostInBlock = 50
	mostInNames = 100
)

// makeBlocks costs time linear in the words of all names.
func (c *Corpus) makeBlocks(counts []int32) blocks {
	made := blocks{}
	for i := range c.bodies {
		for _, key := range c.keysOf(&c.bodies[i], counts) {
			made[key] = append(made[key], int32(i))
		}
	}
	for key, block := range made {
		if len(block) < 2 || len(block) > mostInNames {
			delete(made, key)
		}
	}
	return made
}

// keysOf gives the blocks of a body, each once.
func (c *Corpus) keysOf(b *body, counts []int32) (keys []uint64) {
	for _, id := range b.ids {
		keys = append(keys, c.keys.of("id", id.Scheme, id.Value))
	}
	if b.site != "" {
		keys = append(keys, c.keys.of("site", b.site))
	}
	country := strings.Join(b.countries[:min(len(b.countries), 1)], "")
	for _, short := range b.acronyms {
		if len(short) >= 3 {
			keys = append(keys, c.keys.of("short", short, country))
		}
	}
	for _, d := range b.decisions {
		other := cmp.Or(c.merged[d.Other], d.Other)
		keys = append(keys, c.keys.of("decided", string(min(b.id, other)), string(max(b.id, other))))
	}
	for i := range b.names {
		keys = c.keysOfName(keys, &b.names[i], country, counts)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (c *Corpus) keysOfName(keys []uint64, n *name, country string, counts []int32) []uint64 {
	keys = append(keys, c.keys.of("name", n.solid), n.key)
	if c.holders[n.key] > mostInNames {
		keys = append(keys, c.keys.of("name", n.solid, country))
	}
	if len(n.initials) >= 4 {
		keys = append(keys, c.keys.of("short", n.initials, country))
	}
	rare := slices.Clone(n.words)
	slices.SortFunc(rare, func(x, y uint32) int { return cmp.Or(cmp.Compare(counts[x], counts[y]), cmp.Compare(x, y)) })
	if counts[rare[0]] > mostInBlock {
		return c.keysOfTwo(keys, rare[:min(len(rare), 4)], country)
	}
	for _, word := range rare {
		if counts[word] > mostInBlock {
			break
		}
		w := &c.words[word]
		keys = append(keys, c.keys.of("word", w.text))
		for _, bones := range w.bones {
			if bones.Len() >= fleshless {
				keys = append(keys, uint64(bones), c.keys.of(country)^uint64(bones))
			}
		}
	}
	return keys
}

// keysOfTwo gives the blocks of a name without a rare word: two of its words in a country.
func (c *Corpus) keysOfTwo(keys []uint64, rare []uint32, country string) []uint64 {
	for i, word := range rare {
		for _, other := range rare[i+1:] {
			keys = append(keys, c.keys.of("two", c.words[min(word, other)].text, c.words[max(word, other)].text, country))
		}
	}
	return keys
}

// Look says which pairs are looked for; the zero value looks for all.
type Look struct {
	// Wanted, when set, tells of the bodies of which a pair must have one.
	Wanted func(graph.ID) bool
	// Across leaves out the pairs of which both are wanted.
	Across bool
	// Progress, when set, is told now and then how many bodies are done.
	Progress func(done int)
}

// Pairs gives the pairs that are Sure or for Review, and those that somebody has
// decided, in no particular order. It compares at most mostInNames bodies for each
// block of a body, and stops when the context ends.
func (c *Corpus) Pairs(ctx context.Context, look Look) iter.Seq2[Match, error] {
	const often = 500
	c.finish()
	return func(yield func(Match, error) bool) {
		asked := c.asked(look)
		of := c.blocksOf(asked)
		seen := make([]int32, len(c.bodies))
		for i := range c.bodies {
			if err := ctx.Err(); err != nil {
				yield(Match{}, err)
				return
			}
			if look.Progress != nil && i%often == 0 {
				look.Progress(i)
			}
			for _, j := range c.candidates(int32(i), of[i], seen) {
				// A pair of two that are wanted is met from both sides.
				if asked[j] && (look.Across || j < int32(i)) {
					continue
				}
				if m := c.compare(int32(i), j); (m.Grade != Apart || m.Decision != nil) && !yield(m, nil) {
					return
				}
			}
		}
	}
}

// candidates gives the other bodies of the blocks of a body, each once; seen holds
// for each body the last one that it was a candidate of, and one more.
func (c *Corpus) candidates(i int32, keys []uint64, seen []int32) (found []int32) {
	for _, key := range keys {
		for _, j := range c.blocks[key] {
			if j != i && seen[j] != i+1 {
				seen[j] = i + 1
				found = append(found, j)
			}
		}
	}
	return found
}

// Joined gives the pairs that were decided to be one: A is the body that is left, B
// the id that was merged into it.
func (c *Corpus) Joined() (joined []Match) {
	for i := range c.bodies {
		b := &c.bodies[i]
		for at, d := range b.decisions {
			if d.Verdict == Same && c.merged[d.Other] == b.id {
				joined = append(joined, Match{A: b.id, B: d.Other, Score: 1, Grade: Sure, Listed: b.listed, Decision: &b.decisions[at]})
			}
		}
	}
	return joined
}

// asked tells of the bodies for which others are looked for. Across it is the same
// from either side, so it is done from the smaller one.
func (c *Corpus) asked(look Look) []bool {
	asked := make([]bool, len(c.bodies))
	count := 0
	for i := range asked {
		if asked[i] = look.Wanted == nil || look.Wanted(c.bodies[i].id); asked[i] {
			count++
		}
	}
	if look.Across && 2*count > len(asked) {
		for i := range asked {
			asked[i] = !asked[i]
		}
	}
	return asked
}

// blocksOf turns the blocks over: the keys of each body that is asked about.
func (c *Corpus) blocksOf(asked []bool) [][]uint64 {
	of := make([][]uint64, len(c.bodies))
	for key, block := range c.blocks {
		for _, i := range block {
			if asked[i] {
				of[i] = append(of[i], key)
			}
		}
	}
	for _, keys := range of {
		slices.Sort(keys)
	}
	return of
}
