package token

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// joint is what stands between two runs of letters.
type joint uint8

const (
	none joint = iota
	nonJoiner
	apostrophe
	stop
	hyphen
	space
	gap
)

// run is a piece of a folded name in one script; it ends where the next begins.
type run struct {
	start  int
	script script
	// before is the joint between this run and the one before; gap for the first.
	before joint
}

// folder folds one name. The text has no separators: neighbouring runs touch,
// so that runs written together are a slice of it, too.
type folder struct {
	text    []byte
	runs    []run
	pending joint
	// variant asks for the second spelling of letters that have two (ü as ue, ة as ت).
	variant bool
	// varied tells that there was such a letter.
	varied bool
}

func (f *folder) reset(variant bool) {
	f.text, f.runs, f.pending, f.variant, f.varied = f.text[:0], f.runs[:0], none, variant, false
}

func (f *folder) fold(s string) {
	const letters = 8 // of an average word
	f.text, f.runs = slices.Grow(f.text, len(s)+len(s)/letters), slices.Grow(f.runs, 2+len(s)/letters)
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			f.unicode(norm.NFKC.String(s))
			return
		}
	}
	for i := range len(s) {
		f.ascii(s[i])
	}
}

func (f *folder) ascii(c byte) {
	switch {
	case 'a' <= c && c <= 'z':
		f.open(latin)
	case 'A' <= c && c <= 'Z':
		f.open(latin)
		c += 'a' - 'A'
	case '0' <= c && c <= '9':
		f.open(digit)
	default:
		f.separate(jointOf(rune(c)))
		return
	}
	f.text = append(f.text, c)
}

// unicode takes a composed text apart again, rune by rune: Hangul and kana stay
// composed, because their parts are no marks to be dropped.
func (f *folder) unicode(composed string) {
	for i := 0; i < len(composed); {
		if composed[i] < utf8.RuneSelf {
			f.ascii(composed[i])
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(composed[i:])
		i += size
		if caseless(r) {
			f.letter(r)
			continue
		}
		if parts := norm.NFKD.PropertiesString(composed[i-size:]).Decomposition(); parts != nil && !isKana(r) {
			for len(parts) > 0 {
				part, n := utf8.DecodeRune(parts)
				f.rune(part)
				parts = parts[n:]
			}
		} else {
			f.rune(r)
		}
	}
}

func (f *folder) rune(r rune) {
	switch {
	case r < utf8.RuneSelf:
		f.ascii(byte(r))
	case separating(r):
		f.separate(jointOf(r))
	case silent(r):
	case unicode.IsLetter(r):
		f.letter(unicode.ToLower(r))
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		f.mark(r)
	case unicode.Is(unicode.Nd, r):
		f.ascii(digitOf(r))
	case unicode.In(r, unicode.Mc, unicode.Nl):
		f.letter(unicode.ToLower(r))
	default:
		f.separate(jointOf(r))
	}
}

func (f *folder) letter(r rune) {
	plain := r
	if f.variant {
		plain = variantOf(r)
	}
	if plain == r {
		plain = plainOf(r)
	}
	f.varied = f.varied || variantOf(r) != r
	f.open(scriptOf(plain))
	if long := expansion(plain); long != "" {
		f.text = append(f.text, long...)
		return
	}
	f.text = utf8.AppendRune(f.text, plain)
}

// mark drops a mark; only the umlaut and the ring leave a trace, in the variant.
func (f *folder) mark(r rune) {
	if len(f.text) == 0 || f.pending != none {
		return
	}
	trace := traceOf(f.text[len(f.text)-1], r)
	if trace == 0 {
		return
	}
	f.varied = true
	if f.variant {
		f.text = append(f.text, trace)
	}
}

// open starts a new run where there is a joint or the script changes.
func (f *folder) open(s script) {
	switch {
	case len(f.runs) == 0:
		f.runs = append(f.runs, run{0, s, gap})
	case f.pending != none:
		f.runs = append(f.runs, run{len(f.text), s, f.pending})
	case f.runs[len(f.runs)-1].script != s:
		f.runs = append(f.runs, run{len(f.text), s, gap})
	}
	f.pending = none
}

// separate notes a joint; of several in a row only repeated spaces and
// non-joiners, and a quotation mark behind a hyphen, are less than a gap.
func (f *folder) separate(j joint) {
	switch {
	case f.pending == none, f.pending == nonJoiner && j == space:
		f.pending = j
	case f.pending == j && (j == space || j == nonJoiner):
	case f.pending == space && j == nonJoiner, f.pending == hyphen && j == apostrophe:
	default:
		f.pending = gap
	}
}

// slice gives the text from the start of one run to the start of another.
func (f *folder) slice(text string, from, to int) string {
	end := len(text)
	if to < len(f.runs) {
		end = f.runs[to].start
	}
	return text[f.runs[from].start:end]
}
