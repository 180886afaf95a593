package neo4j

import (
	"strings"

	"entente/graph"
)

// longestPlace bounds the sort key in a place, because the index takes 8 KB. It
// leaves room for names of about 700 characters; of two longer ones that begin
// alike, the smaller id comes first.
const longestPlace = 6_000

// lastPlace lies behind every place and id.
const lastPlace = "\U0010ffff"

// placeOf is where an entity stands in the order of names: the sort key and
// the id as one text, so that one range of one index gives a page. The key is
// bytes; each becomes the character of its number, which keeps the order.
func placeOf(key string, id graph.ID) string {
	var made strings.Builder
	made.Grow(len(key) + len(key)/4 + len(id) + 1)
	for i := 0; i < len(key) && made.Len() < longestPlace; i++ {
		made.WriteRune(rune(key[i]))
	}
	made.WriteByte(0)
	made.WriteString(string(id))
	return made.String()
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
