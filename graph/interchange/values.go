package interchange

import (
	"errors"
	"strconv"

	"entente/graph"
)

// This file reads the values that records are made of.

func (s *scanner) id() (graph.ID, *graph.Error) {
	text, err := s.string("an id")
	return graph.ID(text), err
}

func (s *scanner) item() (string, *graph.Error) { return s.string("a text") }

// optional reads a text or null, which is the empty text.
func (s *scanner) optional() (string, *graph.Error) {
	if s.next() == 'n' && s.literal("null") {
		return "", nil
	}
	return s.string("a text or null")
}

func (s *scanner) optionalID() (graph.ID, *graph.Error) {
	text, err := s.optional()
	return graph.ID(text), err
}

// date reads a date or null, which is no date.
func (s *scanner) date() (graph.Date, *graph.Error) {
	if s.next() == 'n' && s.literal("null") {
		return graph.Date{}, nil
	}
	return word(s, graph.ParseDate)
}

// word reads a text that has a meaning of its own.
func word[T any](s *scanner, meaning func(string) (T, error)) (T, *graph.Error) {
	text, err := s.string("a text")
	if err != nil {
		var none T
		return none, err
	}
	return parse(text, meaning)
}

func parse[T any](text string, meaning func(string) (T, error)) (T, *graph.Error) {
	value, err := meaning(text)
	if err == nil {
		return value, nil
	}
	var known *graph.Error
	if !errors.As(err, &known) {
		known = graph.Errorf(graph.Invalid, "%w", err)
	}
	return value, known
}

func (s *scanner) boolean() (bool, *graph.Error) {
	switch {
	case s.literal("true"):
		return true, nil
	case s.literal("false"):
		return false, nil
	}
	return false, s.fail("true or false")
}

func (s *scanner) integer() (int64, *graph.Error) {
	digits, failed := s.number()
	if failed != nil {
		return 0, failed
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return 0, graph.Errorf(graph.Invalid, "%s is no whole number of 64 bits", graph.Excerpt(digits))
	}
	return n, nil
}

func (s *scanner) float() (float64, *graph.Error) {
	digits, failed := s.number()
	if failed != nil {
		return 0, failed
	}
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0, graph.Errorf(graph.Invalid, "%s is too large a number", graph.Excerpt(digits))
	}
	return f, nil
}

// list reads an array; room is how many items to expect.
func list[T any](s *scanner, room int, one func(*scanner) (T, *graph.Error)) ([]T, *graph.Error) {
	var items []T
	err := s.array(func() *graph.Error {
		item, err := one(s)
		if items == nil {
			items = make([]T, 0, room)
		}
		items = append(items, item)
		return err
	})
	return items, err
}
