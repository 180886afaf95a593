package match

import (
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/gloss"
	"entente/graph/token"
)

// body is what is compared of an entity.
type body struct {
	id   graph.ID
	kind graph.EntityKind
	sort string
	// names are in the order of the record, without acronyms.
	names    []name
	acronyms []string
	ids      []graph.ExternalID
	// countries are ISO 3166-1 alpha-2 codes, the body's own first, if it has one.
	countries []string
	own       int
	// merged are the ids that resolve to it; record is the number of its record
	// among those that the corpus took in.
	merged    []graph.ID
	record    uint64
	city      string
	site      string
	founded   int
	listed    bool
	decisions []Decision
}

// name is one name of a body.
type name struct {
	text   string
	former bool
	// words are numbers of the corpus, sorted, each once; key is of all of the words.
	words []uint32
	key   uint64
	// initials is what the name would be abbreviated to, solid the name without spaces.
	initials, solid string
	// numerals are its numbers in order.
	numerals string
}

// mostNames bounds how many names of a body are compared.
const mostNames = 40

func (c *Corpus) bodyOf(e *graph.Entity) body {
	b := body{
		id: e.ID, kind: e.Kind, sort: e.Properties["type"].Text, ids: slices.Clone(e.ExternalIDs),
		city: cityOf(e.Properties["city"].Text), site: siteOf(e.Properties["website"].Text),
		founded: int(e.Properties["founded"].Date.Year), decisions: Decisions(e), merged: e.Merged, record: c.added,
	}
	if code := e.Properties["country"].Text; code != "" {
		b.countries, b.own = []string{code}, 1
	}
	for _, n := range e.Names {
		if n.Type == graph.Acronym {
			b.abbreviate(strings.Join(token.Query(n.Value), ""))
			continue
		}
		text, acronym := bare(n.Value, e.Properties["country"].Text)
		if acronym == "" && isAcronym(text) {
			acronym = strings.Join(token.Query(text), "")
		}
		b.abbreviate(acronym)
		b.names = c.named(b.names, n.Value, wordsOf(text), n.Type == graph.Former)
	}
	return b
}

func (b *body) abbreviate(short string) {
	if short != "" && !slices.Contains(b.acronyms, short) {
		b.acronyms = append(b.acronyms, short)
	}
}

// named appends a name, unless another one has the same words.
func (c *Corpus) named(names []name, text string, words []string, former bool) []name {
	if len(words) == 0 || len(names) == mostNames {
		return names
	}
	n := name{text: text, former: former, initials: initials(words), solid: strings.Join(words, "")}
	var numerals []string
	for _, word := range words {
		n.words = append(n.words, c.number(word))
		if word[0] >= '0' && word[0] <= '9' {
			numerals = append(numerals, word)
		}
	}
	n.numerals = strings.Join(numerals, " ")
	n.words = distinct(n.words)
	n.key = c.nameKey(n.words)
	if len(words) >= mostWords {
		n.solid = strings.ToLower(text) // its last words are not compared
		n.key ^= c.keys.of("long", n.solid)
	}
	if slices.ContainsFunc(names, func(other name) bool { return other.key == n.key }) {
		return names
	}
	return append(names, n)
}

// siteOf gives host and path of an address, without what servers add.
func siteOf(address string) string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		rest = address
	}
	return strings.TrimRight(strings.TrimPrefix(strings.ToLower(rest), "www."), "/")
}

// cityOf gives the words of a city, without the digits of a postal code.
func cityOf(text string) string {
	words := slices.DeleteFunc(token.Query(text), func(word string) bool { return word[0] >= '0' && word[0] <= '9' })
	for i, word := range words {
		words[i] = gloss.English(word)
	}
	return strings.Join(words, " ")
}
