package token

import (
	"unicode"

	"entente/graph/hanzi"
)

// plainOf gives the letter that a lower-case letter is searched as, where
// decomposition leaves a difference that people do not type.
func plainOf(r rune) rune {
	switch {
	case 0x30A1 <= r && r <= 0x30F6:
		return r - 0x60
	case r < 0x0600:
		return plainEuropean(r)
	case r < 0x0700:
		return plainArabic(r)
	case 0x1C80 <= r && r <= 0x1C88: // old shapes of Cyrillic letters, which share their capitals
		return unicode.ToLower(unicode.ToUpper(r))
	}
	return hanzi.Plain(r)
}

func plainEuropean(r rune) rune {
	switch r {
	case 'ı':
		return 'i'
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'đ', 'ð':
		return 'd'
	case 'ħ':
		return 'h'
	case 'ŧ':
		return 't'
	case 'ə', 'ǝ':
		return 'e'
	case 'ς':
		return 'σ'
	case 'ґ', 'ғ':
		return 'г'
	case 'є':
		return 'е'
	case 'қ':
		return 'к'
	case 'ң':
		return 'н'
	case 'ө':
		return 'о'
	case 'ұ', 'ү':
		return 'у'
	case 'һ', 'ҳ':
		return 'х'
	case 'ҷ':
		return 'ч'
	case 'ә':
		return 'а'
	}
	return r
}

func plainArabic(r rune) rune {
	switch r {
	case '\u064a', '\u0649', '\u06cd', '\u06d0', '\u06d2', '\u06ce':
		return '\u06cc' // yeh
	case '\u0643', '\u06aa':
		return '\u06a9' // kaf
	case '\u0671', '\u0672', '\u0673':
		return '\u0627' // alef
	case '\u0629', '\u06c3', '\u06c1', '\u06be', '\u06d5', '\u06ff':
		return '\u0647' // heh
	case '\u06ba':
		return '\u0646' // noon
	}
	return r
}

// variantOf gives the second spelling of a letter that has two, else the letter.
func variantOf(r rune) rune {
	switch r {
	case '\u0629', '\u06c3':
		return '\u062a' // teh marbuta, pronounced: teh
	case 'ø':
		return 'œ'
	}
	return r
}

// traceOf gives the letter that stands for a mark in the variant: e for the
// umlaut, a for the ring; 0 for none.
func traceOf(base byte, mark rune) byte {
	switch {
	case mark == '\u0308' && (base == 'a' || base == 'o' || base == 'u'):
		return 'e'
	case mark == '\u030a' && base == 'a':
		return 'a'
	}
	return 0
}

// expansion gives what a letter is written as in two letters, "" for most.
func expansion(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ŋ':
		return "ng"
	}
	return ""
}
