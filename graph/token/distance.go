package token

import "unicode/utf8"

// Tolerance is the number of slips that a token may be away from the one that
// was meant: none up to three characters and in numbers, one up to six, else two.
func Tolerance(token string) int {
	if token == "" || scriptOf(rune(token[0])) == digit {
		return 0
	}
	switch n := utf8.RuneCountInString(token); {
	case n <= 3:
		return 0
	case n <= 6:
		return 1
	}
	return 2
}

// Distance counts the slips between two tokens, character by character: one
// for a character that is missing, added, replaced, or swapped with its
// neighbour, none of them touched twice (optimal string alignment). It gives
// 0 and false when there are more than limit, and costs O(limit · length) time: only
// the diagonal band that can stay within the limit is computed.
//
// Source: E. Ukkonen, Algorithms for approximate string matching, Information
// and Control 64 (1985), with the transposition of F. J. Damerau, A technique
// for computer detection and correction of spelling errors, CACM 7 (1964).
func Distance(a, b string, limit int) (distance int, ok bool) {
	if limit < 0 {
		return 0, false
	}
	if a == b {
		return 0, true
	}
	var spaceA, spaceB [MaxBytes]rune
	x, y := trim(runes(a, spaceA[:0]), runes(b, spaceB[:0]))
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > limit {
		return 0, false
	}
	if len(x) == 0 {
		return len(y), true
	}
	return align(x, y, limit)
}

func runes(s string, into []rune) []rune {
	for _, r := range s {
		into = append(into, r)
	}
	return into
}

// trim takes away what both begin and end with; it costs no slip.
func trim(x, y []rune) (_, _ []rune) {
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return x, y
}

// rows are the last three rows of the alignment table.
type rows struct {
	before, last, row []int
}

// align fills the table of distances between beginnings of x and of y, row by
// row, within the band, until two rows in a row lie beyond the limit: from
// there on nothing comes back, because a swap reaches back two rows.
func align(x, y []rune, limit int) (int, bool) {
	var memory [3][MaxBytes + 1]int
	r := rows{before: memory[0][:0], last: memory[1][:0], row: memory[2][:0]}
	for j := range len(y) + 1 {
		r.before, r.last, r.row = append(r.before, limit+1), append(r.last, j), append(r.row, limit+1)
	}
	least := 0
	for i := 1; i <= len(x); i++ {
		earlier := least
		least = r.fill(x, y, i, limit)
		if min(least, earlier) > limit {
			return 0, false
		}
		r.before, r.last, r.row = r.last, r.row, r.before
	}
	if distance := r.last[len(y)]; distance <= limit {
		return distance, true
	}
	return 0, false
}

// fill computes row i within the band and gives its least entry.
func (r *rows) fill(x, y []rune, i, limit int) (least int) {
	from, to := max(1, i-limit), min(len(y), i+limit)
	r.row[from-1] = limit + 1
	if from == 1 {
		r.row[0] = i
	}
	least = r.row[from-1]
	for j := from; j <= to; j++ {
		cost := min(r.last[j], r.row[j-1]) + 1
		if x[i-1] == y[j-1] {
			cost = min(cost, r.last[j-1])
		} else {
			cost = min(cost, r.last[j-1]+1)
		}
		if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
			cost = min(cost, r.before[j-2]+1)
		}
		r.row[j] = min(cost, limit+1)
		least = min(least, r.row[j])
	}
	if to < len(y) {
		r.row[to+1] = limit + 1
	}
	return least
}
