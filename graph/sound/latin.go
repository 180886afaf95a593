package sound

import (
	"strings"
	"unicode/utf8"
)

// Latin writes each letter of a text of folded tokens in its commonest Latin
// form; what is not Arabic, Cyrillic or Greek script stays as it is. Short
// vowels of Arabic script are not written and so are missing: it is a
// reading aid and a key, not a transcription.
func Latin(text string) string {
	var out strings.Builder
	for _, r := range text {
		l, known := letters[r]
		if !known {
			out.WriteRune(r)
			continue
		}
		if first, _, _ := strings.Cut(l.usual, " "); first != nothing {
			out.WriteString(first)
		}
	}
	return out.String()
}

// nothing stands for the empty string in the table.
const nothing = "-"

// Foreign tells whether a token is in a script that this package reads, other than Latin.
func Foreign(token string) bool {
	first, _ := utf8.DecodeRuneInString(token)
	_, known := letters[first]
	return known
}

// Read tells whether a token is in a script that this package reads.
func Read(token string) bool { return Foreign(token) || isLatin(token) }

// isLatin tells whether a token is in Latin letters, all of them ASCII.
func isLatin(token string) bool {
	for i := range len(token) {
		if token[i] < 'a' || token[i] > 'z' {
			return false
		}
	}
	return token != ""
}
