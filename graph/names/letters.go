package names

import (
	"math/bits"
	"unicode/utf8"

	"entente/graph/token"
)

// letters is the set of a token's characters, hashed to 32.
type letters uint32

func lettersOf(token string) (set letters) {
	for _, r := range token {
		set |= 1 << (uint32(r) * 0x9E3779B1 >> 27)
	}
	return set
}

// apart tells that two tokens are more slips apart than the limit: a slip
// brings at most one character that the other has not.
func (l letters) apart(other letters, limit int) bool {
	return bits.OnesCount32(uint32(l&^other)) > limit || bits.OnesCount32(uint32(other&^l)) > limit
}

// near gives each token within the tolerance of one, with its slips. It looks at
// the letters of all tokens, a nanosecond each, and computes a distance for those that are left.
func (p *part) near(text string, give func(found uint32, slips int)) {
	tolerance := token.Tolerance(text)
	if tolerance == 0 {
		return
	}
	set, length := lettersOf(text), utf8.RuneCountInString(text)
	for i, other := range p.letters {
		if set.apart(other, tolerance) || length-int(p.runes[i]) > tolerance || int(p.runes[i])-length > tolerance {
			continue
		}
		if slips, ok := token.Distance(text, p.tokens.at(uint32(i)), tolerance); ok {
			give(uint32(i), slips)
		}
	}
}
