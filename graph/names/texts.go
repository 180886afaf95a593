package names

import (
	"sort"
	"unsafe"
)

// texts is a list of texts in one piece of memory.
type texts struct {
	bytes   []byte
	offsets []uint32
}

func newTexts(list []string) texts {
	size := 0
	for _, text := range list {
		size += len(text)
	}
	t := texts{make([]byte, 0, size), make([]uint32, 1, len(list)+1)}
	for _, text := range list {
		t.bytes = append(t.bytes, text...)
		t.offsets = append(t.offsets, uint32(len(t.bytes)))
	}
	return t
}

func (t *texts) len() int { return len(t.offsets) - 1 }

// at gives a text without copying it: the bytes are never written to again.
func (t *texts) at(i uint32) string {
	low, high := t.offsets[i], t.offsets[i+1]
	if low == high {
		return ""
	}
	return unsafe.String(&t.bytes[low], high-low)
}

// find gives the number of a text in a list that is in order.
func (t *texts) find(text string) (uint32, bool) {
	i := t.search(text)
	return i, int(i) < t.len() && t.at(i) == text
}

// search gives the first text that is not before the one.
func (t *texts) search(text string) uint32 {
	return uint32(sort.Search(t.len(), func(i int) bool { return t.at(uint32(i)) >= text }))
}

// beginning gives the range of texts that begin so, in a list that is in order.
func (t *texts) beginning(text string) (low, high uint32) {
	const last = "\xff" // is in no text
	return t.search(text), t.search(text + last)
}
