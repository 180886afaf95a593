package match

import (
	"hash/maphash"
	"slices"
	"strings"

	"entente/graph/token"
)

// idle are words that say nothing of which body it is: articles, and the forms
// of firms, which one source writes and another leaves out.
var idle = wordSet(`the of and for in on at to de del della di da do dos das der die das des du la le les el los las et y e und a an
	ltd limited llc inc incorporated corp corporation co company gmbh ag sa sarl srl spa plc pjsc ojsc jsc oao ooo zao pao pte pty bhd fze fzco fzc
	eirl sas bv nv ab oy kg cv llp ltda ооо оао зао пао ао и на`)

// synonyms are words that sources write in several ways.
var synonyms = map[string]string{
	"univ": "university", "inst": "institute", "centre": "center", "intl": "international", "organisation": "organization",
	"natl": "national", "dept": "department", "tech": "technology", "technological": "technology", "labs": "laboratory",
	"laboratories": "laboratory", "industries": "industry", "indust": "industry", "group": "group", "sciences": "science", "co-op": "cooperative",
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
	all := token.Query(name)
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

func plain(word string) string {
	if other := synonyms[word]; other != "" {
		return other
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
