package hanzi

import "strings"

// wholes are the syllables that Wade-Giles spells otherwise than by their parts.
var wholes = map[string]string{
	"zi": "tzu", "ci": "tzu", "si": "ssu szu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "er": "erh",
	"ye": "yeh", "yan": "yen", "yue": "yueh", "you": "yu", "yong": "yung",
	"ge": "ko", "ke": "ko", "he": "ho", "guo": "kuo", "kuo": "kuo", "huo": "huo", "gui": "kuei", "kui": "kuei",
	"shuo": "shuo", "ju": "chu", "qu": "chu", "xu": "hsu", "xiong": "hsiung", "qiong": "chiung", "jiong": "chiung",
}

// initials are the beginnings that are spelled otherwise, the longer ones first; ts is of older names.
var initials = []struct{ pinyin, older string }{
	{"zh", "ch"}, {"ch", "ch"}, {"sh", "sh"},
	{"b", "p"}, {"d", "t"}, {"g", "k"}, {"j", "ch ts"}, {"q", "ch ts"}, {"x", "hs"}, {"r", "j"}, {"z", "ts"}, {"c", "ts"},
}

// finals are the ends that are spelled otherwise.
var finals = map[string]string{
	"ong": "ung", "iong": "iung", "ian": "ien", "ie": "ieh", "ue": "ueh", "uo": "o", "e": "o e",
}

// wadeGiles spells a syllable of pinyin in the system of Wade and Giles, without apostrophes; as it
// is where both are the same.
func wadeGiles(spelled string) []string {
	if whole := wholes[spelled]; whole != "" {
		return strings.Fields(whole)
	}
	starts, end := []string{""}, spelled
	for _, i := range initials {
		if rest, ok := strings.CutPrefix(spelled, i.pinyin); ok {
			starts, end = strings.Fields(i.older), rest
			break
		}
	}
	if len(end) == len(spelled) && strings.IndexByte("mnlfhptkswy", spelled[0]) >= 0 {
		starts, end = []string{spelled[:1]}, spelled[1:]
	}
	ends := []string{end}
	if other := finals[end]; other != "" {
		ends = strings.Fields(other)
	}
	var list []string
	for _, start := range starts {
		for _, end := range ends {
			list = append(list, start+end)
		}
	}
	return list
}
