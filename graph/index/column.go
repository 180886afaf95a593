package index

import (
	"maps"
	"slices"
)

// column holds one value for each vertex. Successors share the values until
// one of them differs.
type column[T comparable] struct {
	values []T
	shared bool
}

// share gives a successor's column.
func (c column[T]) share() column[T] { return column[T]{values: c.values, shared: true} }

// grow lengthens the column to n values of the given sort.
func (c *column[T]) grow(n int, value T) {
	if n == len(c.values) {
		return
	}
	values := make([]T, n)
	for i := copy(values, c.values); i < n; i++ {
		values[i] = value
	}
	*c = column[T]{values: values}
}

// set changes a value, in a copy of the column if it is still shared.
func (c *column[T]) set(v Vertex, value T) {
	if c.values[v] == value {
		return
	}
	if c.shared {
		*c = column[T]{values: slices.Clone(c.values)}
	}
	c.values[v] = value
}

// layered is a map whose successors share what was there at Build and copy
// only what changed since. The zero value of V stands for no entry.
type layered[K comparable, V any] struct {
	base, over map[K]V
}

func newLayered[K comparable, V any]() layered[K, V] {
	return layered[K, V]{base: map[K]V{}}
}

// share gives a successor's map.
func (l layered[K, V]) share() layered[K, V] {
	over := maps.Clone(l.over)
	if over == nil {
		over = map[K]V{}
	}
	return layered[K, V]{base: l.base, over: over}
}

func (l layered[K, V]) get(key K) V {
	if v, ok := l.over[key]; ok {
		return v
	}
	return l.base[key]
}

// set changes an entry: that of the base while it is being built, later that above it.
func (l layered[K, V]) set(key K, value V) {
	if l.over == nil {
		l.base[key] = value
		return
	}
	l.over[key] = value
}

// len bounds the number of entries from above.
func (l layered[K, V]) len() int { return len(l.base) + len(l.over) }
