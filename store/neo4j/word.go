package neo4j

import "entente/graph"

// A word is all that the index wants to know of a tie, in one integer: the
// number of its sense in the codebook, then start and end as year, month, day.
const (
	dayBits   = 5
	monthBits = 4
	dateBits  = 14 + monthBits + dayBits
)

func packWord(number int64, start, end graph.Date) int64 {
	return number<<(2*dateBits) | packDate(start)<<dateBits | packDate(end)
}

// wordSense gives the number of the sense.
func wordSense(word int64) int64 { return word >> (2 * dateBits) }

// wordDates gives start and end; zero for what cannot be.
func wordDates(word int64) (start, end graph.Date) {
	return unpackDate(word >> dateBits), unpackDate(word)
}

func packDate(d graph.Date) int64 {
	return int64(d.Year)<<(monthBits+dayBits) | int64(d.Month)<<dayBits | int64(d.Day)
}

func unpackDate(packed int64) graph.Date {
	packed &= 1<<dateBits - 1
	return graph.Date{
		Year:  int16(packed >> (monthBits + dayBits)),
		Month: uint8(packed >> dayBits & (1<<monthBits - 1)),
		Day:   uint8(packed & (1<<dayBits - 1)),
	}
}
