package main

import (
	"fmt"
	"math"
	"strconv"
)

// unanswered stands for an answer that a peer does not give, such as whether
// there is a path of at most so many hops when it knows no such bound.
func unanswered() float64 { return math.NaN() }

// tolerance is how far two sums of the same numbers in another order may lie apart, relatively.
const tolerance = 1e-9

// same tells whether two answers are equal but for rounding.
func same(a, b float64) bool {
	return a == b || math.Abs(a-b) <= tolerance*max(math.Abs(a), math.Abs(b))
}

// sum is a checksum as it is shown: whole, or with six digits behind the point.
type sum float64

// String is what stands in the column.
func (s sum) String() string {
	if whole := float64(s); whole == math.Trunc(whole) {
		return group(strconv.FormatFloat(whole, 'f', 0, 64))
	}
	return group(strconv.FormatFloat(float64(s), 'f', 6, 64))
}

// checksum adds up the answers; those that are not given count nothing.
func checksum(answers []float64) sum {
	total := 0.0
	for _, answer := range answers {
		if !math.IsNaN(answer) {
			total += answer
		}
	}
	return sum(total)
}

// compare holds two lists of answers to the same pairs against each other, as
// far as both go, and counts the pairs that both answer.
func compare(ours, theirs []float64) (compared int, err error) {
	for i := range min(len(ours), len(theirs)) {
		if math.IsNaN(ours[i]) || math.IsNaN(theirs[i]) {
			continue
		}
		if !same(ours[i], theirs[i]) {
			return compared, fmt.Errorf("pair %d is answered with %v here and with %v there", i, ours[i], theirs[i])
		}
		compared++
	}
	if compared == 0 {
		return 0, fmt.Errorf("there is no pair that both answer")
	}
	return compared, nil
}

// agree compares the answers with those of an earlier question of the same
// meaning, and keeps the longer list.
func agree(known map[string][]float64, meaning string, answers []float64) error {
	before, ok := known[meaning]
	if len(answers) > len(before) {
		known[meaning] = answers
	}
	if !ok {
		return nil
	}
	_, err := compare(before, answers)
	return err
}
