package neo4j

import (
	"strings"

	"entente/graph"
	"entente/graph/token"
)

// ready is what is costly to make of an entity's names: it is made while the
// database works on the entities before.
type ready struct {
	name, place string
	words       []string
}

func readyFor(e *graph.Entity) ready {
	name := e.Name("en").Value
	var words lexicon
	for _, name := range e.Names {
		words.add(token.Of(name.Value))
	}
	return ready{name: name, place: placeOf(token.SortKey(name), e.ID), words: words.list}
}

// line is the words as the index wants them.
func (r ready) line() string { return strings.Join(r.words, " ") }

// lexicon is a list of search tokens, each once.
type lexicon struct {
	list []string
	seen map[string]bool
}

func (l *lexicon) add(words []string) {
	if l.seen == nil {
		l.seen = map[string]bool{}
	}
	for _, word := range words {
		if !l.seen[word] {
			l.seen[word] = true
			l.list = append(l.list, word)
		}
	}
}
