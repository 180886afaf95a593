package interchange

import (
	"math"
	"slices"
	"strconv"

	"entente/graph"
)

// Append appends the record's canonical line, without a newline, and returns
// the longer slice. The record must be one that validates.
func Append(dst []byte, r Record) []byte {
	switch {
	case r.Source != nil:
		return appendSource(dst, r.Source)
	case r.Entity != nil:
		return appendEntity(dst, r.Entity)
	case r.Relationship != nil:
		return appendRelationship(dst, r.Relationship)
	}
	return dst
}

// AppendClaim appends a claim as it stands in the line of its relationship.
func AppendClaim(dst []byte, c graph.Claim) []byte { return appendClaim(dst, c) }

func appendSource(dst []byte, s *graph.Source) []byte {
	dst = appendText(append(dst, `{"record":"source","id":`...), string(s.ID))
	dst = appendText(append(dst, `,"title":`...), s.Title)
	dst = appendOptional(append(dst, `,"publisher":`...), s.Publisher)
	dst = appendOptional(append(dst, `,"url":`...), s.URL)
	dst = appendText(append(dst, `,"kind":`...), s.Kind)
	dst = appendDate(append(dst, `,"retrieved":`...), s.Retrieved)
	if s.Licence != "" {
		dst = appendText(append(dst, `,"licence":`...), s.Licence)
	}
	return append(dst, '}')
}

func appendEntity(dst []byte, e *graph.Entity) []byte {
	dst = appendText(append(dst, `{"record":"entity","id":`...), string(e.ID))
	dst = appendText(append(dst, `,"kind":`...), e.Kind.String())
	dst = appendList(append(dst, `,"names":`...), e.Names, appendName)
	dst = appendList(append(dst, `,"ids":`...), e.ExternalIDs, appendExternalID)
	dst = appendProperties(append(dst, `,"props":`...), e.Properties)
	dst = appendList(append(dst, `,"statements":`...), e.Statements, appendStatement)
	if len(e.Merged) > 0 {
		dst = appendList(append(dst, `,"merged":`...), e.Merged, appendText[graph.ID])
	}
	return append(dst, '}')
}

func appendName(dst []byte, n graph.Name) []byte {
	dst = appendText(append(dst, `{"value":`...), n.Value)
	dst = appendOptional(append(dst, `,"lang":`...), n.Language)
	dst = appendText(append(dst, `,"type":`...), n.Type.String())
	if !n.Start.IsZero() {
		dst = appendDate(append(dst, `,"start":`...), n.Start)
	}
	if !n.End.IsZero() {
		dst = appendDate(append(dst, `,"end":`...), n.End)
	}
	if n.Source != "" {
		dst = appendText(append(dst, `,"source":`...), string(n.Source))
	}
	return append(dst, '}')
}

func appendExternalID(dst []byte, id graph.ExternalID) []byte {
	dst = appendText(append(dst, `{"scheme":`...), id.Scheme)
	dst = appendText(append(dst, `,"value":`...), id.Value)
	return append(dst, '}')
}

func appendStatement(dst []byte, s graph.Statement) []byte {
	dst = appendText(append(dst, `{"property":`...), s.Property)
	dst = appendText(append(dst, `,"value":`...), s.Value)
	dst = appendDate(append(dst, `,"asOf":`...), s.AsOf)
	dst = appendText(append(dst, `,"source":`...), string(s.Source))
	dst = appendOptional(append(dst, `,"locator":`...), s.Locator)
	dst = appendOptional(append(dst, `,"note":`...), s.Note)
	return append(dst, '}')
}

func appendRelationship(dst []byte, r *graph.Relationship) []byte {
	dst = appendText(append(dst, `{"record":"relationship","id":`...), string(r.ID))
	dst = appendText(append(dst, `,"kind":`...), r.Kind.String())
	dst = appendText(append(dst, `,"from":`...), string(r.From))
	dst = appendText(append(dst, `,"to":`...), string(r.To))
	dst = appendOptional(append(dst, `,"role":`...), r.Role)
	dst = appendList(append(dst, `,"claims":`...), r.Claims, appendClaim)
	return append(dst, '}')
}

func appendClaim(dst []byte, c graph.Claim) []byte {
	dst = appendText(append(dst, `{"source":`...), string(c.Source))
	dst = appendOptional(append(dst, `,"locator":`...), c.Locator)
	dst = appendText(append(dst, `,"confidence":`...), c.Confidence.String())
	dst = appendText(append(dst, `,"status":`...), c.Status.String())
	dst = appendDate(append(dst, `,"start":`...), c.Start)
	dst = appendDate(append(dst, `,"end":`...), c.End)
	dst = appendOptional(append(dst, `,"note":`...), c.Note)
	return append(dst, '}')
}

func appendProperties(dst []byte, properties map[string]graph.Value) []byte {
	names := make([]string, 0, 16)
	for name := range properties {
		names = append(names, name)
	}
	slices.Sort(names)
	dst = append(dst, '{')
	for i, name := range names {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendText(dst, name), ':')
		dst = appendValue(dst, properties[name])
	}
	return append(dst, '}')
}

func appendValue(dst []byte, v graph.Value) []byte {
	switch v.Type {
	case graph.IntValue:
		return strconv.AppendInt(dst, v.Int, 10)
	case graph.FloatValue:
		return appendFloat(dst, v.Float)
	case graph.BoolValue:
		return strconv.AppendBool(dst, v.Bool)
	case graph.DateValue:
		return appendDate(dst, v.Date)
	case graph.ListValue:
		return appendList(dst, v.List, appendText[string])
	}
	return appendText(dst, v.Text)
}

// appendFloat writes a finite number as ECMAScript does: without an exponent
// from 1e-6 up to 1e21, and with an exponent of no more digits than it needs.
func appendFloat(dst []byte, f float64) []byte {
	if size := math.Abs(f); size == 0 || size >= 1e-6 && size < 1e21 {
		return strconv.AppendFloat(dst, f, 'f', -1, 64)
	}
	dst = strconv.AppendFloat(dst, f, 'e', -1, 64)
	if n := len(dst); dst[n-2] == '0' && (dst[n-3] == '-' || dst[n-3] == '+') {
		dst = append(dst[:n-2], dst[n-1])
	}
	return dst
}

func appendList[T any](dst []byte, items []T, one func([]byte, T) []byte) []byte {
	dst = append(dst, '[')
	for i, item := range items {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = one(dst, item)
	}
	return append(dst, ']')
}

func appendDate(dst []byte, d graph.Date) []byte {
	if d.IsZero() {
		return append(dst, "null"...)
	}
	dst = appendDigits(append(dst, '"'), int(d.Year), 1000)
	if d.Month != 0 {
		dst = appendDigits(append(dst, '-'), int(d.Month), 10)
	}
	if d.Day != 0 {
		dst = appendDigits(append(dst, '-'), int(d.Day), 10)
	}
	return append(dst, '"')
}

// appendDigits writes n from the digit of the given unit down, zeros included.
func appendDigits(dst []byte, n, unit int) []byte {
	for ; unit > 0; unit /= 10 {
		dst = append(dst, '0'+byte(n/unit%10))
	}
	return dst
}

func appendOptional(dst []byte, s string) []byte {
	if s == "" {
		return append(dst, "null"...)
	}
	return appendText(dst, s)
}

// appendText writes a JSON string with the escapes that JSON demands and no others.
func appendText[T ~string](dst []byte, s T) []byte {
	dst = append(dst, '"')
	done := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= ' ' && s[i] != '"' && s[i] != '\\' {
			continue
		}
		dst = append(dst, s[done:i]...)
		dst = appendEscape(dst, s[i])
		done = i + 1
	}
	dst = append(dst, s[done:]...)
	return append(dst, '"')
}

func appendEscape(dst []byte, c byte) []byte {
	const hex = "0123456789abcdef"
	switch c {
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case '"', '\\':
		return append(dst, '\\', c)
	}
	return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}
