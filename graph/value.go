package graph

import (
	"math"
	"slices"
)

// ValueType is the type of a property's value; the set is closed.
type ValueType uint8

// The types of a property's value.
const (
	TextValue ValueType = iota + 1
	IntValue
	FloatValue
	BoolValue
	DateValue
	ListValue
)

var valueTypes = newEnum("value type", "string", "int", "float", "bool", "date", "list of strings")

// String names the type for people.
func (t ValueType) String() string { return valueTypes.word(uint8(t)) }

// Value is one property's value. Type says which of the other fields holds it.
type Value struct {
	Type  ValueType
	Text  string
	Int   int64
	Float float64
	Bool  bool
	Date  Date
	List  []string
}

// Text makes a string value.
func Text(s string) Value { return Value{Type: TextValue, Text: s} }

// Int makes an integer value.
func Int(n int64) Value { return Value{Type: IntValue, Int: n} }

// Float makes a floating-point value.
func Float(f float64) Value { return Value{Type: FloatValue, Float: f} }

// Bool makes a truth value.
func Bool(b bool) Value { return Value{Type: BoolValue, Bool: b} }

// DateOf makes a date value.
func DateOf(d Date) Value { return Value{Type: DateValue, Date: d} }

// List makes a list of strings.
func List(items ...string) Value { return Value{Type: ListValue, List: items} }

// Equal tells whether two values are the same in type and content.
func (v Value) Equal(w Value) bool {
	return v.Type == w.Type && v.Text == w.Text && v.Int == w.Int && v.Float == w.Float &&
		v.Bool == w.Bool && v.Date == w.Date && slices.Equal(v.List, w.List)
}

func (v Value) validate() *Error {
	switch v.Type {
	case TextValue:
		return checkText(v.Text, MaxText)
	case FloatValue:
		if math.IsNaN(v.Float) || math.IsInf(v.Float, 0) {
			return Errorf(Invalid, "the number is not finite")
		}
	case DateValue:
		if !v.Date.exists() {
			return Errorf(Invalid, "the date %s does not exist", v.Date)
		}
	case ListValue:
		return checkList(v.List)
	}
	return nil
}

func checkList(items []string) *Error {
	if len(items) > MaxItems {
		return Errorf(TooLarge, "the list has %d items, at most %d are kept", len(items), MaxItems)
	}
	for _, item := range items {
		if err := checkText(item, MaxText); err != nil {
			return err
		}
	}
	return nil
}
