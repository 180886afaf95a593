package main

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// unit is what a quantity is counted in.
type unit string

const (
	microseconds unit = "µs"
	milliseconds unit = "ms"
	seconds      unit = "s"
	megabytes    unit = "MB"
	bytesEach    unit = "B"
	times        unit = "×"
	perSecond    unit = "/s"
	plain        unit = ""
)

// quantity is a measured or wanted number.
type quantity struct {
	value float64
	unit  unit
}

// unknown is a quantity that was not measured.
func unknown() quantity { return quantity{value: math.NaN()} }

func (q quantity) known() bool { return !math.IsNaN(q.value) && !math.IsInf(q.value, 0) }

// String gives three digits that count, or all before the point; a number without a unit that is whole stays so.
func (q quantity) String() string {
	if !q.known() {
		return nothing
	}
	digits := 0
	switch size := math.Abs(q.value); {
	case q.unit == plain && q.value == math.Trunc(q.value):
	case size < 9.995:
		digits = 2
	case size < 99.95:
		digits = 1
	}
	text := group(strconv.FormatFloat(q.value, 'f', digits, 64))
	if q.unit == plain {
		return text
	}
	return text + " " + string(q.unit)
}

// MarshalJSON gives the number and its unit, null for the unknown.
func (q quantity) MarshalJSON() ([]byte, error) {
	if !q.known() {
		return []byte("null"), nil
	}
	return json.Marshal(struct {
		Value float64 `json:"value"`
		Unit  unit    `json:"unit,omitempty"`
	}{q.value, q.unit})
}

// nothing stands where there is nothing to say.
const nothing = "–"

// group puts a comma before each three digits in front of the point.
func group(number string) string {
	whole, rest, _ := strings.Cut(number, ".")
	first := 0
	if strings.HasPrefix(whole, "-") {
		first = 1
	}
	for i := len(whole) - 3; i > first; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest == "" {
		return whole
	}
	return whole + "." + rest
}
