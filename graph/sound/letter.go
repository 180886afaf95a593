package sound

import (
	"iter"
	"strings"
)

// letter is a letter of another script than Latin.
type letter struct {
	// keys are its classes in each reading of the script, "-" for none; a
	// reading that is left out is the first.
	keys string
	// usual are the ways in which it is written in Latin letters, the commonest
	// first, rare those that cost something; "-" is nothing.
	usual, rare string
}

// letters are the letters after folding. The readings of Arabic script are the
// Persian and the Arabic one; those of Cyrillic take х for kh, for h, and with г for h too;
// those of Greek take β for v and γ for g, or β for b and γ for y.
var letters = map[rune]letter{
	'\u0627': {"-", "a aa", "o e u i ah au ea -"},           // alef
	'\u0628': {"B", "b", "p v"},                             // beh
	'\u067e': {"P", "p", ""},                                // peh
	'\u062a': {"T", "t", "th d"},                            // teh
	'\u0679': {"T", "t", ""},                                // tteh
	'\u062b': {"S T", "s th", "t"},                          // theh
	'\u062c': {"S", "j dj", "g dzh zh c"},                   // jeem
	'\u0686': {"S", "ch", "c tch tsch"},                     // tcheh
	'\u062d': {"-", "h", "-"},                               // hah
	'\u062e': {"K", "kh x", "h ch k"},                       // khah
	'\u062f': {"D", "d", "dh"},                              // dal
	'\u0688': {"D", "d", ""},                                // ddal
	'\u0630': {"S D", "z dh", "d th"},                       // thal
	'\u0631': {"R", "r", ""},                                // reh
	'\u0691': {"R", "r", ""},                                // rreh
	'\u0632': {"S", "z", "s"},                               // zain
	'\u0698': {"S", "zh j", "z g jh"},                       // jeh
	'\u0633': {"S", "s", "c ss z"},                          // seen
	'\u0634': {"S", "sh", "s ch sch"},                       // sheen
	'\u0635': {"S", "s", "ss"},                              // sad
	'\u0636': {"S D", "z d dh", "dz"},                       // dad
	'\u0637': {"T", "t", "th"},                              // tah
	'\u0638': {"S D", "z dh", "d th"},                       // zah
	'\u0639': {"-", "- a e", "i o u aa"},                    // ain
	'\u063a': {"K", "gh q", "g kh"},                         // ghain
	'\u0641': {"F", "f", "ph p v"},                          // feh
	'\u0642': {"K", "q gh", "k g c"},                        // qaf
	'\u06a9': {"K", "k", "c q ck ch"},                       // kaf
	'\u06af': {"K", "g", "gu gh"},                           // gaf
	'\u0644': {"L", "l", ""},                                // lam
	'\u0645': {"M", "m", ""},                                // meem
	'\u0646': {"N", "n", "m"},                               // noon
	'\u0648': {"-", "v w u o oo ou ow", "uu au ov av eu -"}, // waw
	'\u06a4': {"-", "v", "f"},                               // veh
	'\u0647': {"-", "h", "- t"},                             // heh
	'\u06cc': {"-", "y i ee ei ey iy", "ie ai ay e a ea -"}, // yeh

	'а': {"-", "a", ""},
	'б': {"B", "b", ""},
	'в': {"-", "v w", "f ff u"},
	'г': {"K K -", "g", "h gh gu v"},
	'д': {"D", "d", ""},
	'е': {"-", "e ye ie yo o", "je jo io ya -"},
	'ж': {"S", "zh z j", "g s dj"},
	'з': {"S", "z", "s"},
	'и': {"-", "i y", "j ij ii ee e -"},
	'і': {"-", "i", "y yi ji"},
	'к': {"K", "k", "c q ck kk"},
	'л': {"L", "l", ""},
	'м': {"M", "m", ""},
	'н': {"N", "n", ""},
	'о': {"-", "o", "a"},
	'п': {"P", "p", ""},
	'р': {"R", "r", "rh"},
	'с': {"S", "s", "ss c z"},
	'т': {"T", "t", "th"},
	'у': {"-", "u ou", "oo w y"},
	'ф': {"F", "f ph", "th"},
	'х': {"K - -", "kh h", "ch x gh"},
	'ц': {"TS S TS", "ts c z", "tz s"},
	'ч': {"S", "ch c", "tch tsch tsh"},
	'ш': {"S", "sh s", "sch ch"},
	'щ': {"S", "shch sch sc", "shh sh s schtsch"},
	'ъ': {"-", "-", "a u"},
	'ы': {"-", "y", "i"},
	'ь': {"-", "-", "i y"},
	'э': {"-", "e", "eh a"},
	'ю': {"-", "yu iu ju", "u"},
	'я': {"-", "ya ia ja", "a"},
	'ј': {"-", "j y", "i"},
	'љ': {"L", "lj", "l"},
	'њ': {"N", "nj", "n"},
	'ћ': {"S", "c", "ch"},
	'ђ': {"S", "dj", "d"},
	'џ': {"S", "dz dzh", "j"},

	'α': {"-", "a", ""},
	'β': {"- B", "v b", ""},
	'γ': {"K -", "g y", "gh"},
	'δ': {"D", "d", "dh"},
	'ε': {"-", "e", ""},
	'ζ': {"S", "z", ""},
	'η': {"-", "i e", ""},
	'θ': {"T", "th", "t"},
	'ι': {"-", "i", "y"},
	'κ': {"K", "k", "c"},
	'λ': {"L", "l", ""},
	'μ': {"M", "m", ""},
	'ν': {"N", "n", ""},
	'ξ': {"KS", "x ks", ""},
	'ο': {"-", "o", "-"},
	'π': {"P", "p", ""},
	'ρ': {"R", "r", "rh"},
	'σ': {"S", "s", "ss"},
	'τ': {"T", "t", ""},
	'υ': {"-", "y u i", "v f"},
	'φ': {"F", "f ph", ""},
	'χ': {"K -", "ch kh h", "x"},
	'ψ': {"PS", "ps", ""},
	'ω': {"-", "o", ""},
}

// readings gives each way to write a letter in Latin, and what it costs; free
// has none cost anything but to leave it out.
func (l letter) readings(free bool) iter.Seq2[string, uint8] {
	return func(yield func(string, uint8) bool) {
		for price, list := range [...]string{l.usual, l.rare} {
			for text, others, more := strings.Cut(list, " "); text != ""; text, others, more = strings.Cut(others, " ") {
				cost := uint8(price)
				if free && text != nothing {
					cost = 0
				}
				if !yield(strings.TrimPrefix(text, nothing), cost) {
					return
				}
				if !more {
					break
				}
			}
		}
	}
}

// carrier tells the letters that carry any vowel at the start of a word: alef and ain.
func carrier(r rune) bool { return r == '\u0627' || r == '\u0639' }

// unvoweled tells the letters of Arabic script, between which short vowels are not written.
func unvoweled(r rune) bool { return 0x0600 <= r && r < 0x0700 }
