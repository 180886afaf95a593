package interchange

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"entente/graph"
)

// scanner reads one JSON text (RFC 8259), strictly, from left to right. The
// text must be valid UTF-8. Strings without escapes are parts of the text, so
// reading a record costs little more than one copy of its line.
type scanner struct {
	text string
	at   int
}

// maxDepth bounds the nesting of values that nobody reads; ours nest four deep.
const maxDepth = 16

func (s *scanner) fail(wanted string) *graph.Error {
	if s.at >= len(s.text) {
		return graph.Errorf(graph.Invalid, "the line ends where %s is wanted", wanted)
	}
	r, _ := utf8.DecodeRuneInString(s.text[s.at:])
	return graph.Errorf(graph.Invalid, "%q at byte %d where %s is wanted", r, s.at+1, wanted)
}

// next skips white space and gives the next byte without taking it, 0 at the end.
func (s *scanner) next() byte {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return c
		}
	}
	return 0
}

// take takes the byte if it is the next one.
func (s *scanner) take(c byte) bool {
	if s.next() != c {
		return false
	}
	s.at++
	return true
}

func (s *scanner) end() *graph.Error {
	if s.next(); s.at < len(s.text) {
		return s.fail("the end of the line")
	}
	return nil
}

// object reads an object of few known fields; read is called at each value. A
// field that comes twice is refused.
func (s *scanner) object(read func(field string) *graph.Error) *graph.Error {
	seen := make([]string, 0, 16)
	return s.members(func(field string) *graph.Error {
		if slices.Contains(seen, field) {
			return graph.Errorf(graph.Invalid, "the field is given twice")
		}
		seen = append(seen, field)
		return read(field)
	})
}

// members reads any object; read is called at each value.
func (s *scanner) members(read func(field string) *graph.Error) *graph.Error {
	if !s.take('{') {
		return s.fail("an object")
	}
	if s.take('}') {
		return nil
	}
	for {
		field, err := s.field()
		if err != nil {
			return err
		}
		if err := read(field); err != nil {
			return within(err, field)
		}
		if s.take('}') {
			return nil
		}
		if !s.take(',') {
			return s.fail("a comma or the end of the object")
		}
	}
}

func (s *scanner) field() (string, *graph.Error) {
	name, err := s.string("a field name")
	if err != nil {
		return "", err
	}
	if !s.take(':') {
		return "", s.fail("a colon")
	}
	return name, nil
}

// array reads an array; read is called at each item.
func (s *scanner) array(read func() *graph.Error) *graph.Error {
	if !s.take('[') {
		return s.fail("a list")
	}
	if s.take(']') {
		return nil
	}
	for i := 0; ; i++ {
		if err := read(); err != nil {
			return within(err, "["+strconv.Itoa(i)+"]")
		}
		if s.take(']') {
			return nil
		}
		if !s.take(',') {
			return s.fail("a comma or the end of the list")
		}
	}
}

// within places an error in a field; an item follows its list without a dot.
func within(err *graph.Error, field string) *graph.Error {
	field = graph.Excerpt(field)
	if !strings.HasPrefix(err.Field, "[") {
		return err.At(field)
	}
	placed := *err
	placed.Field = field + err.Field
	return &placed
}

// literal takes the word if it comes next.
func (s *scanner) literal(word string) bool {
	s.next()
	if !strings.HasPrefix(s.text[s.at:], word) {
		return false
	}
	s.at += len(word)
	return true
}

// number takes a number and gives it as it is written.
func (s *scanner) number() (string, *graph.Error) {
	s.next()
	start := s.at
	s.one("-")
	whole := s.at
	if s.digits() == 0 || s.at-whole > 1 && s.text[whole] == '0' {
		s.at = start
		return "", s.fail("a number")
	}
	if s.one(".") && s.digits() == 0 {
		return "", s.fail("a digit")
	}
	if s.one("eE") {
		s.one("+-")
		if s.digits() == 0 {
			return "", s.fail("a digit")
		}
	}
	return s.text[start:s.at], nil
}

func (s *scanner) one(of string) bool {
	if s.at >= len(s.text) || strings.IndexByte(of, s.text[s.at]) < 0 {
		return false
	}
	s.at++
	return true
}

func (s *scanner) digits() (count int) {
	for s.one("0123456789") {
		count++
	}
	return count
}

// string takes a string.
func (s *scanner) string(wanted string) (string, *graph.Error) {
	if !s.take('"') {
		return "", s.fail(wanted)
	}
	start := s.at
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return s.text[start : s.at-1], nil
		case c == '\\':
			return s.escaped(start)
		case c < ' ':
			return "", s.fail("text")
		}
	}
	return "", s.fail("the end of a text")
}

// escaped takes the rest of a string that holds escapes; the first is at s.at.
func (s *scanner) escaped(start int) (string, *graph.Error) {
	plain := []byte(s.text[start:s.at])
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return string(plain), nil
		case c == '\\':
			r, err := s.escape()
			if err != nil {
				return "", err
			}
			plain = utf8.AppendRune(plain, r)
		case c < ' ':
			return "", s.fail("text")
		default:
			plain = append(plain, c)
			s.at++
		}
	}
	return "", s.fail("the end of a text")
}

const (
	escapes   = `"\/bfnrt`
	unescaped = "\"\\/\b\f\n\r\t"
)

// escape takes one escape; half of a surrogate pair is refused.
func (s *scanner) escape() (rune, *graph.Error) {
	s.at++
	if s.at < len(s.text) && s.text[s.at] == 'u' {
		return s.unicode()
	}
	if s.at < len(s.text) {
		if i := strings.IndexByte(escapes, s.text[s.at]); i >= 0 {
			s.at++
			return rune(unescaped[i]), nil
		}
	}
	return 0, s.fail("an escape")
}

func (s *scanner) unicode() (rune, *graph.Error) {
	high, ok := s.hex()
	if !ok {
		return 0, s.fail("an escape of four hexadecimal digits")
	}
	if !utf16.IsSurrogate(high) {
		return high, nil
	}
	if !s.one(`\`) {
		return 0, s.fail("the other half of a surrogate pair")
	}
	low, ok := s.hex()
	pair := utf16.DecodeRune(high, low)
	if !ok || pair == utf8.RuneError {
		return 0, s.fail("the other half of a surrogate pair")
	}
	return pair, nil
}

// hex takes a u and four hexadecimal digits.
func (s *scanner) hex() (rune, bool) {
	if len(s.text)-s.at < 5 || s.text[s.at] != 'u' {
		return 0, false
	}
	v, err := strconv.ParseUint(s.text[s.at+1:s.at+5], 16, 16)
	if err != nil {
		return 0, false
	}
	s.at += 5
	return rune(v), true
}

// skip takes any value.
func (s *scanner) skip(depth int) *graph.Error {
	if depth == maxDepth {
		return graph.Errorf(graph.Invalid, "values are nested more than %d deep", maxDepth)
	}
	switch c := s.next(); {
	case c == '{':
		return s.members(func(string) *graph.Error { return s.skip(depth + 1) })
	case c == '[':
		return s.array(func() *graph.Error { return s.skip(depth + 1) })
	case c == '"':
		_, err := s.string("a text")
		return err
	case s.literal("null"), s.literal("true"), s.literal("false"):
		return nil
	}
	_, err := s.number()
	return err
}
