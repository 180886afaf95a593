package main

import "math"

// target is what a quantity shall be. The zero value wants nothing.
type target struct {
	bound  quantity
	least  bool
	wanted bool
}

func atMost(value float64, unit unit) target {
	return target{bound: quantity{value, unit}, wanted: true}
}

func atLeast(value float64, unit unit) target {
	return target{bound: quantity{value, unit}, least: true, wanted: true}
}

// String is "≤ 1.00 µs".
func (t target) String() string {
	switch {
	case !t.wanted:
		return nothing
	case t.least:
		return "≥ " + t.bound.String()
	}
	return "≤ " + t.bound.String()
}

// MarshalJSON gives the bound, null when nothing is wanted.
func (t target) MarshalJSON() ([]byte, error) {
	if !t.wanted {
		return []byte("null"), nil
	}
	return t.bound.MarshalJSON()
}

// verdict says whether a target is met.
type verdict uint8

const (
	unjudged verdict = iota
	met
	missed
)

// String is what stands in the column.
func (v verdict) String() string { return [...]string{nothing, "met", "MISSED"}[v] }

// MarshalJSON gives true, false or null.
func (v verdict) MarshalJSON() ([]byte, error) {
	return []byte([...]string{"null", "true", "false"}[v]), nil
}

// judge holds a quantity of the same unit against the target.
func (t target) judge(q quantity) verdict {
	switch {
	case !t.wanted || math.IsNaN(q.value):
		return unjudged
	case t.least && q.value >= t.bound.value, !t.least && q.value <= t.bound.value:
		return met
	}
	return missed
}
