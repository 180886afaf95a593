package match

import (
	"hash/maphash"
	"slices"
	"strings"

	"entente/graph/gloss"
	"entente/graph/hanzi"
)

// idle are words that say nothing of which body it is: articles, and the forms
// of firms, which one source writes and another leaves out.
var idle = wordSet(`the of and for in on at to de del della di da do dos das der die das des du la le les el los las et y e und a an
	ltd limited llc inc incorporated corp corporation co company gmbh ag sa sarl srl spa plc pjsc ojsc jsc oao ooo zao pao pte pty bhd fze fzco fzc
	eirl sas bv nv ab oy kg cv llp ltda ооо оао зао пао ао и на та і у в o i a va w za u na do dalla och og en van voor het
	kft zrt nyrt doo ood eood dd aps oyj asa kk sro spol sl slu sca eurl sasu pvt sdn plt tbk pt ead ad tov тов
	sherkat shirkat borisat chamkat sirketi obshchestvo ogranichennoi otvetstvennostyu aktsionernoe otkrytoe zakrytoe
	\u0634\u0631\u06a9\u062a \u0634\u0631\u06a9\u0647 \u0648 \u0641\u06cc \u0633\u0647\u0627\u0645\u06cc \u062e\u0627\u0635 \u0639\u0627\u0645 有限公司 股份 有限 责任 株式会社`)

// synonyms are short forms of words.
var synonyms = map[string]string{
	"univ": "university", "intl": "international", "natl": "national", "indust": "industry",
}

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(text) {
		set[word] = true
	}
	return set
}

// wordsOf gives the words by which a name is compared, without the idle ones
// unless it has no others.
func wordsOf(name string) []string {
	all := gloss.Words(name)
	all = all[:min(len(all), mostWords)]
	words := make([]string, 0, len(all))
	for _, word := range all {
		if !idle[word] {
			words = append(words, plain(word))
		}
	}
	if len(words) == 0 {
		return all
	}
	return words
}

// plain gives the form in which a word is compared: what it says in English, if that is
// beyond doubt, and Han characters in pinyin.
func plain(word string) string {
	if other := synonyms[word]; other != "" {
		return other
	}
	if english := gloss.English(word); english != word {
		return english
	}
	if spelled, ok := hanzi.Pinyin(word); ok {
		return spelled
	}
	return word
}

// initials gives the acronym that a name would have: the first letters of its
// words of two letters or more, but for the idle ones.
func initials(words []string) string {
	var b strings.Builder
	for _, word := range words {
		for _, r := range word {
			b.WriteRune(r)
			break
		}
	}
	return b.String()
}

// keyer makes keys of texts; those of one keyer are comparable.
type keyer struct{ seed maphash.Seed }

// of gives the key of a sort of key and its parts.
func (k keyer) of(sort string, parts ...string) uint64 {
	var h maphash.Hash
	h.SetSeed(k.seed)
	h.WriteString(sort)
	for _, part := range parts {
		h.WriteByte(0)
		h.WriteString(part)
	}
	return h.Sum64()
}

// distinct sorts a list and keeps one of each.
func distinct(list []uint32) []uint32 {
	slices.Sort(list)
	return slices.Compact(list)
}
