package token

import "unicode"

// script is a class of letters; a name is cut where it changes.
type script uint8

const (
	digit script = iota + 1
	latin
	greek
	cyrillic
	hebrew
	arabic
	other
	// The scripts from here on are written without reliable spaces.
	han
	hangul
	southeast
)

func (s script) unspaced() bool { return s >= han }

// scripts are the blocks of each script, in order of code points; what lies
// in none is other.
var scripts = [...]struct {
	first, last rune
	script      script
}{
	{'0', '9', digit},
	{'A', 0x024F, latin},
	{0x0250, 0x02FF, latin},
	{0x0370, 0x03FF, greek},
	{0x0400, 0x052F, cyrillic},
	{0x0590, 0x05FF, hebrew},
	{0x0600, 0x06FF, arabic},
	{0x0750, 0x077F, arabic},
	{0x0870, 0x08FF, arabic},
	{0x0E00, 0x0EFF, southeast},
	{0x1000, 0x109F, southeast},
	{0x1100, 0x11FF, hangul},
	{0x1780, 0x17FF, southeast},
	{0x1E00, 0x1EFF, latin},
	{0x1F00, 0x1FFF, greek},
	{0x2E80, 0x2FDF, han},
	{0x3005, 0x312F, han},
	{0x3130, 0x318F, hangul},
	{0x3190, 0x9FFF, han},
	{0xA960, 0xA97F, hangul},
	{0xAC00, 0xD7FF, hangul},
	{0xF900, 0xFAFF, han},
	{0x1B000, 0x1B16F, han},
	{0x20000, 0x3FFFF, han},
}

func scriptOf(r rune) script {
	for _, s := range scripts {
		if r <= s.last {
			if r >= s.first {
				return s.script
			}
			return other
		}
	}
	return other
}

// caseless tells the letters of Arabic and Han that neither case nor
// decomposition touches; it is a short cut and changes no result.
func caseless(r rune) bool {
	return '\u0627' <= r && r <= '\u063a' || '\u0641' <= r && r <= '\u064a' ||
		'\u0679' <= r && r <= '\u06bf' || '\u4e00' <= r && r <= '\u9fff'
}

func isKana(r rune) bool { return 0x3041 <= r && r <= 0x30FF }

// separating tells the two format characters that stand for a joint.
func separating(r rune) bool { return r == '\u200c' || r == '\u200b' }

// silent tells the letters that leave nothing behind: tatweel, a hamza that
// stands alone, and the half rings and primes of transliterations.
func silent(r rune) bool {
	return r == '\u0640' || r == '\u0621' || '\u02b9' <= r && r <= '\u02bf'
}

// jointOf says how a character that is no letter separates.
func jointOf(r rune) joint {
	switch r {
	case '\u200c':
		return nonJoiner
	case '\'', '`', '\u2018', '\u2019', '\u201b', '\u2032', '\u05f3', '\u05f4', '\u00b7', '\u2027':
		return apostrophe
	case '.':
		return stop
	case '-', '\u2212':
		return hyphen
	}
	switch {
	case unicode.IsSpace(r):
		return space
	case unicode.Is(unicode.Pd, r):
		return hyphen
	}
	return gap
}

// digitOf gives a decimal digit of any script in ASCII: Unicode keeps the ten
// of a script together, in order, in ranges that begin with a zero.
func digitOf(r rune) byte {
	for _, block := range unicode.Nd.R16 {
		if rune(block.Lo) <= r && r <= rune(block.Hi) {
			return '0' + byte((r-rune(block.Lo))%10)
		}
	}
	for _, block := range unicode.Nd.R32 {
		if rune(block.Lo) <= r && r <= rune(block.Hi) {
			return '0' + byte((r-rune(block.Lo))%10)
		}
	}
	return '0'
}
