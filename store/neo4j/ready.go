package neo4j

import (
	"strings"

	"entente/graph"
	"entente/graph/token"
)

// ready is what is costly to make of an entity's names: it is made while the
// database looks up what is known.
type ready struct {
	name, place, words string
}

func (w *writer) readyAll() {
	for _, made := range w.Puts {
		if made.Entity != nil {
			w.ready[made.ID] = readyFor(made.Entity)
		}
	}
}

func readyFor(e *graph.Entity) ready {
	name := e.Name("en").Value
	return ready{name: name, place: placeOf(token.SortKey(name), e.ID), words: strings.Join(wordsOf(e), " ")}
}

// wordsOf gives the search tokens of all names, once each.
func wordsOf(e *graph.Entity) []string {
	var words []string
	seen := map[string]bool{}
	for _, name := range e.Names {
		for _, text := range token.Of(name.Value) {
			if !seen[text] {
				seen[text] = true
				words = append(words, text)
			}
		}
	}
	return words
}

// spoken lists the search tokens of the entities that were put, for the vocabulary.
func (w *writer) spoken() []string {
	var words []string
	seen := map[string]bool{}
	for _, made := range w.Puts {
		if made.Entity == nil {
			continue
		}
		for text := range strings.SplitSeq(w.ready[made.ID].words, " ") {
			if text != "" && !seen[text] {
				seen[text] = true
				words = append(words, text)
			}
		}
	}
	return words
}
