package index

import (
	"math"
	"slices"
)

// narrow is a column of numbers that are mostly small: two bytes for each
// vertex, four for all once one of them needs it.
type narrow struct {
	short  []uint16
	long   []uint32
	shared bool
}

func newNarrow(n int) narrow { return narrow{short: make([]uint16, n)} }

// share gives a successor's column.
func (c narrow) share() narrow { return narrow{c.short, c.long, true} }

func (c *narrow) len() int { return max(len(c.short), len(c.long)) }

func (c *narrow) get(v Vertex) uint32 {
	if len(c.long) > 0 {
		return c.long[v]
	}
	return uint32(c.short[v])
}

// grow lengthens the column to n numbers, the new ones 0.
func (c *narrow) grow(n int) {
	switch more := n - c.len(); {
	case more == 0:
	case len(c.long) > 0:
		*c = narrow{long: append(slices.Clone(c.long), make([]uint32, more)...)}
	default:
		*c = narrow{short: append(slices.Clone(c.short), make([]uint16, more)...)}
	}
}

// set changes a number, in a copy of the column if it is still shared.
func (c *narrow) set(v Vertex, value uint32) {
	if c.get(v) == value {
		return
	}
	c.own(value)
	if len(c.long) > 0 {
		c.long[v] = value
		return
	}
	c.short[v] = uint16(value)
}

// append puts a number behind the others; the column must not be shared.
func (c *narrow) append(value uint32) {
	c.own(value)
	if len(c.long) > 0 {
		c.long = append(c.long, value)
		return
	}
	c.short = append(c.short, uint16(value))
}

// own makes the column one that nobody shares and that has room for the value.
func (c *narrow) own(value uint32) {
	switch {
	case value > math.MaxUint16 && len(c.long) == 0:
		long := make([]uint32, len(c.short), cap(c.short))
		for i, n := range c.short {
			long[i] = uint32(n)
		}
		*c = narrow{long: long}
	case c.shared:
		*c = narrow{short: slices.Clone(c.short), long: slices.Clone(c.long)}
	}
}

// trim gives back the room that append left.
func (c *narrow) trim() {
	c.short, c.long = trim(c.short), trim(c.long)
}
