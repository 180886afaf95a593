package sentence

import (
	"strings"

	"entente/graph"
)

// join puts the words that are not empty together with single spaces.
func join(words ...string) string { return joinWith(" ", words...) }

func joinWith(separator string, words ...string) string {
	kept := words[:0]
	for _, word := range words {
		if word != "" {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, separator)
}

// bracket gives " (words)", nothing for no words.
func bracket(words string) string {
	if words == "" {
		return ""
	}
	return " (" + words + ")"
}

// prefixed gives nothing for no words.
func prefixed(prefix, words string) string {
	if words == "" {
		return ""
	}
	return prefix + words
}

func firstDate(dates ...graph.Date) graph.Date {
	for _, d := range dates {
		if !d.IsZero() {
			return d
		}
	}
	return graph.Date{}
}
