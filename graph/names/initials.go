package names

import (
	"unicode"
	"unicode/utf8"

	"entente/graph"
)

// initialMark begins the tokens that are initials; no other token holds it.
const initialMark = "\x01"

// shortest is the fewest initials that are indexed.
const shortest = 3

// initialsOf gives the initials of a name, with and without its small words;
// none where they say nothing: fewer than three, or a script without capitals.
func initialsOf(words []string) []string {
	var all, great []rune
	for _, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(unicode.ToUpper(first)) {
			return nil
		}
		all = append(all, first)
		if !small(word) {
			great = append(great, first)
		}
	}
	var found []string
	if len(great) >= shortest {
		found = append(found, initialMark+string(great))
	}
	if len(all) > len(great) && len(all) >= shortest {
		found = append(found, initialMark+string(all))
	}
	return found
}

// small tells the words that acronyms mostly leave out; for Persian and Arabic
// as they are written in Latin letters, too.
func small(word string) bool {
	switch word {
	case "of", "the", "and", "for", "in", "on", "at", "to",
		"de", "del", "la", "las", "los", "el", "y", "e", "da", "do", "dos", "das", "du", "des", "le", "les", "et", "d", "l",
		"va", "o", "ye", "al",
		"di", "della", "per", "und", "fur", "der", "die", "van", "voor", "och", "og",
		"\u0438", "\u0432", "\u043f\u043e", "\u0434\u043b\u044f", "\u0442\u0430", "\u0456", "\u043a\u0430\u0438":
		return true
	}
	return false
}

// spelled tells whether an entity has a recorded acronym in Latin letters, and whether in others.
func spelled(names []graph.Name) (latin, foreign bool) {
	for _, name := range names {
		if name.Type != graph.Acronym {
			continue
		}
		if name.Value != "" && name.Value[0] < utf8.RuneSelf {
			latin = true
		} else {
			foreign = true
		}
	}
	return latin, foreign
}
