package neo4j

import (
	"strings"

	"entente/graph"
)

// indexed is how many characters of a place stand in the index: enough to tell
// nearly all names apart, and an index of a quarter of the size.
const indexed = 64

// lastPlace lies behind every place and id.
const lastPlace = "\U0010ffff"

// placeOf is where an entity stands in the order of names: the sort key and
// the id as one text. The key is bytes; each becomes the character of its
// number, which keeps the order.
func placeOf(key string, id graph.ID) string {
	var made strings.Builder
	made.Grow(len(key) + len(key)/4 + len(id) + 1)
	for i := range len(key) {
		made.WriteRune(rune(key[i]))
	}
	made.WriteByte(0)
	made.WriteString(string(id))
	return made.String()
}

// beginning is what of a place stands in the index.
func beginning(place string) string {
	count := 0
	for i := range place {
		if count == indexed {
			return place[:i]
		}
		count++
	}
	return place
}

// keyOf gives the sort key of a place.
func keyOf(place string, id graph.ID) string {
	text := strings.TrimSuffix(place, "\x00"+string(id))
	key := make([]byte, 0, len(text))
	for _, r := range text {
		key = append(key, byte(r))
	}
	return string(key)
}
