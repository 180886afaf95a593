package names

// Match says how a name was found; a name found in several ways has the last of them.
type Match uint8

// The ways, the surest first.
const (
	// Exact: the name has the same words in the same order.
	Exact Match = iota
	// Words: each word that was asked for stands in the name.
	Words
	// Prefix: the last word that was asked for is the beginning of one.
	Prefix
	// Transliterated: a word stands in the name in another script.
	Transliterated
	// Translated: a word stands in the name in another language.
	Translated
	// Initials: the name's words begin with the letters that were asked for.
	Initials
	// Spelling: a word of the name differs by a slip or two.
	Spelling
)

// String is the way in the form of the API, such as "TRANSLITERATED".
func (m Match) String() string {
	return [...]string{"EXACT", "WORDS", "PREFIX", "TRANSLITERATED", "TRANSLATED", "INITIALS", "SPELLING"}[m]
}

// Matches lists every way.
func Matches() []Match {
	return []Match{Exact, Words, Prefix, Transliterated, Translated, Initials, Spelling}
}
