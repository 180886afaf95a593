package gloss

import (
	"strings"
	"unicode/utf8"
)

// endings are those of Russian and Ukrainian adjectives that are made of names, folded.
var endings = []string{"скии", "ского", "ская", "ское", "скои", "скому", "ськии", "ського", "ська", "ське", "ськои"}

// Stems gives the names that an adjective may be made of: гарвард for гарвардский,
// томск for томский; none for what is no such adjective.
func Stems(word string) []string {
	const shortest = 3
	for _, ending := range endings {
		if stem, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(stem) >= shortest {
			return []string{stem, stem + "ск"}
		}
	}
	return nil
}
