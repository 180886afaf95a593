package server

import (
	"bytes"
	"encoding/json"
)

// entries are those of a request as they are written, nil for what is not there.
type entries struct{ query, operationName, variables, extensions json.RawMessage }

// entriesOf finds the entries of an object, which must be valid JSON and begin
// with its bracket. encoding/json would take QUERY for query too, or copy all
// that there is into a map. Of entries with one name the last counts.
func entriesOf(object []byte) (found entries) {
	for rest := unspaced(object[1:]); rest[0] == '"'; {
		name := rest[:valueEnd(rest)]
		rest = unspaced(rest[len(name):])
		rest = unspaced(rest[1:]) // behind the colon
		value := rest[:valueEnd(rest)]
		if into := found.named(name); into != nil {
			*into = value
		}
		if rest = unspaced(rest[len(value):]); rest[0] == ',' {
			rest = unspaced(rest[1:])
		}
	}
	return found
}

// named gives the entry of a name as it is written, nil for one that nobody knows.
func (e *entries) named(quoted []byte) *json.RawMessage {
	name := string(quoted[1 : len(quoted)-1])
	if bytes.IndexByte(quoted, '\\') >= 0 {
		_ = json.Unmarshal(quoted, &name) // it is valid
	}
	switch name {
	case "query":
		return &e.query
	case "operationName":
		return &e.operationName
	case "variables":
		return &e.variables
	case "extensions":
		return &e.extensions
	}
	return nil
}

const space = " \t\r\n"

func unspaced(text []byte) []byte { return bytes.TrimLeft(text, space) }

// valueEnd finds the end of the value with which valid JSON begins.
func valueEnd(text []byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i += stringEnd(text[i:]) - 1
		case '{', '[':
			depth++
			continue
		case '}', ']':
			depth--
		default:
			if depth > 0 || i+1 < len(text) && bytes.IndexByte([]byte(space+",}]"), text[i+1]) < 0 {
				continue
			}
		}
		if depth == 0 {
			return i + 1
		}
	}
	return len(text)
}

// stringEnd finds the end of the string with which valid JSON begins.
func stringEnd(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}
