package token

import (
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// SortKey gives the key by which a name is listed; keys compare byte by byte.
// The order is the root order of Unicode's collation (UTS 10 with CLDR's data):
// first without case and marks, then marks, then case, then the code points
// themselves, so that only equal names have equal keys. The key is not text.
func SortKey(name string) string {
	var buffer collate.Buffer
	key := collate.New(language.Und).KeyFromString(&buffer, name)
	return string(key) + "\x00\x00" + name
}
