package match

import (
	"encoding/binary"
	"hash/maphash"
	"math"

	"entente/graph"
)

// Renewed tells of which bodies something has changed since it was asked last that
// they are compared by: what is recorded of them, how rare what they have is among
// the others, or whom they are compared with. Every body is renewed the first
// time. A pair of two that are not has the match that it had, or none again; so a
// list of pairs stays that of the whole corpus when the pairs of those that are
// renewed are found anew. It costs what counting all words costs.
func (c *Corpus) Renewed() func(graph.ID) bool {
	c.finish()
	every := make([]bool, len(c.bodies))
	for i := range every {
		every[i] = true
	}
	of := c.blocksOf(every)
	prints := make([]uint64, len(c.bodies))
	for i := range prints {
		prints[i] = c.print(&c.bodies[i], of[i])
	}
	renewed := map[graph.ID]bool{}
	for i, print := range prints {
		if i >= len(c.prints) || c.prints[i] != print {
			renewed[c.bodies[i].id] = true
		}
	}
	c.prints = prints
	return func(id graph.ID) bool { return renewed[id] }
}

// Rest lets go of what is counted anew before the next question: a third of the memory.
func (c *Corpus) Rest() {
	c.complete, c.holders, c.shortened, c.blocks = false, nil, nil, nil
}

// print is the hash of all that a body is compared by.
func (c *Corpus) print(b *body, keys []uint64) uint64 {
	var h maphash.Hash
	h.SetSeed(c.keys.seed)
	number := func(n uint64) {
		var bytes [8]byte
		binary.LittleEndian.PutUint64(bytes[:], n)
		h.Write(bytes[:])
	}
	bits := func(bits float64) { number(math.Float64bits(bits)) }
	number(b.record)
	bits(c.chance())
	if b.listed {
		number(1)
	}
	for i := range b.names {
		n := &b.names[i]
		bits(c.rarity(c.holders[n.key] - 1))
		for _, word := range n.words {
			bits(c.words[word].bits)
		}
	}
	for _, country := range b.countries {
		h.WriteString(country)
		bits(c.abroad[country])
	}
	for _, short := range b.acronyms {
		bits(c.rarity(c.shortened[short]))
	}
	for _, key := range keys {
		number(key)
	}
	return h.Sum64()
}
