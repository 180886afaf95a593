package graph

import "fmt"

// enum is a closed list of words. The position of a word is its value; the
// first word of every list is empty and stands for "not given".
type enum struct {
	name  string
	words []string
	index map[string]uint8
}

func newEnum(name string, words ...string) enum {
	e := enum{name: name, words: append([]string{""}, words...), index: make(map[string]uint8, len(words))}
	for i, w := range e.words[1:] {
		e.index[w] = uint8(i + 1)
	}
	return e
}

func (e enum) word(v uint8) string {
	if int(v) >= len(e.words) {
		return fmt.Sprintf("%s(%d)", e.name, v)
	}
	return e.words[v]
}

func (e enum) parse(word string) (uint8, error) {
	if v, ok := e.index[word]; ok {
		return v, nil
	}
	return 0, Errorf(Invalid, "unknown %s %q", e.name, Excerpt(word))
}

// holds tells whether the value is a word of the list, and given.
func (e enum) holds(v uint8) bool { return v > 0 && int(v) < len(e.words) }

// all lists the values from the first to the last.
func all[T ~uint8](e enum) []T {
	values := make([]T, 0, len(e.words)-1)
	for i := 1; i < len(e.words); i++ {
		values = append(values, T(i))
	}
	return values
}
