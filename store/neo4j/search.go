package neo4j

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/token"
)

// few is up to how many candidates bring their records along, so that most
// searches take one round trip.
const few = 100

// match is the best name of one entity.
type match struct {
	id       graph.ID
	position int
	score    float64
}

func (m match) before(other match) int {
	return cmp.Or(cmp.Compare(other.score, m.score), cmp.Compare(m.id, other.id))
}

// wanted is one token of a query: it matches itself, its continuations when it
// is the last, or, when no name in the store does that, the tokens near to it.
type wanted struct {
	text     string
	prefixes bool
	near     []string
}

// matches tells whether one of a name's tokens is what is wanted.
func (w wanted) matches(tokens []string) bool {
	return slices.ContainsFunc(tokens, func(token string) bool {
		switch {
		case w.near != nil:
			return slices.Contains(w.near, token)
		case w.prefixes:
			return strings.HasPrefix(token, w.text)
		}
		return token == w.text
	})
}

// expression is what the index is asked. Tokens hold letters and digits only and are lower case.
func (w wanted) expression() string {
	switch {
	case w.near != nil:
		return `("` + strings.Join(w.near, `" "`) + `")`
	case w.prefixes:
		return w.text + "*"
	}
	return `"` + w.text + `"`
}

func wantedOf(text string) []wanted {
	tokens := token.Query(text)
	list := mapped(tokens, func(text string) wanted { return wanted{text: text} })
	if last := len(list) - 1; last >= 0 {
		list[last].prefixes = token.Prefixes(tokens[last])
	}
	return list
}

// search finds by the rule of package token: the words are looked up in the
// index, which knows the names of an entity together; each name is held against
// the query and scored here, so that order and total are those of every store.
func (s *Store) search(ctx context.Context, query graph.Query) (graph.Page, error) {
	asked := wantedOf(query.Text)
	if len(asked) == 0 {
		return graph.Page{}, nil
	}
	found, err := s.candidates(ctx, query, asked)
	if err == nil && len(found.ids) == 0 {
		if asked, err = s.widen(ctx, asked); err == nil && asked != nil {
			found, err = s.candidates(ctx, query, asked)
		}
	}
	if err != nil {
		return graph.Page{}, err
	}
	return s.pageOf(ctx, query, rank(query, asked, found), found)
}

// candidates are the entities whose names together hold every word, with the
// records of the first of them.
type candidates struct {
	ids     []graph.ID
	names   []any
	records map[graph.ID]*graph.Entity
}

func (s *Store) candidates(ctx context.Context, query graph.Query, asked []wanted) (found candidates, err error) {
	parts := mapped(asked, func(w wanted) string { return "+" + w.expression() })
	parameters := given{"query": strings.Join(parts, " "), "kinds": nil, "among": nil, "few": few}
	if len(query.Kinds) > 0 {
		parameters["kinds"] = mapped(query.Kinds, graph.EntityKind.String)
	}
	if query.Among != nil {
		parameters["among"] = askable(query.Among)
	}
	err = s.ask(ctx, searchNames, parameters, func(row []any) error {
		found = candidates{ids: idsOf(row[0]), names: list(row[1]), records: map[graph.ID]*graph.Entity{}}
		return eachPayload(row[2:], func(_ int, p payload) error {
			record, err := p.decode()
			found.records[p.id] = record.Entity
			return err
		})
	})
	return found, err
}

// widen lets the words that no name holds stand for those near to them; nil
// when that cannot help: every word is held, or nothing is near to one.
func (s *Store) widen(ctx context.Context, asked []wanted) ([]wanted, error) {
	held := make([]bool, len(asked))
	err := s.ask(ctx, searchHeld, given{"queries": mapped(asked, wanted.expression)}, func(row []any) error {
		for _, at := range integers(row[0]) {
			held[at] = true
		}
		return nil
	})
	if err != nil || !slices.Contains(held, false) {
		return nil, err
	}
	for i := range asked {
		if held[i] {
			continue
		}
		if asked[i].near, err = s.vocabulary.near(ctx, s, asked[i].text); err != nil || len(asked[i].near) == 0 {
			return nil, err
		}
	}
	return asked, nil
}

// rank gives every match, best first, of equals by id.
func rank(query graph.Query, asked []wanted, found candidates) []match {
	matcher := token.NewMatcher(query.Text)
	var matches []match
	for i, id := range found.ids {
		best := match{id: id, position: -1}
		for position, name := range texts(found.names[i]) {
			if !answers(asked, name) {
				continue
			}
			if score := matcher.Score(name); best.position < 0 || score > best.score {
				best.position, best.score = position, score
			}
		}
		if best.position >= 0 {
			matches = append(matches, best)
		}
	}
	slices.SortFunc(matches, match.before)
	return matches
}

// answers tells whether the one name holds every word.
func answers(asked []wanted, name string) bool {
	tokens := token.Of(name)
	return !slices.ContainsFunc(asked, func(w wanted) bool { return !w.matches(tokens) })
}

// pageOf cuts the page out of the ranking and reads the records that have not come along.
func (s *Store) pageOf(ctx context.Context, query graph.Query, matches []match, found candidates) (graph.Page, error) {
	page := graph.Page{Total: len(matches)}
	shown, err := onward(matches, query)
	if err != nil {
		return graph.Page{}, err
	}
	shown, page.More = cut(slices.Clone(shown[:min(len(shown), query.First+1)]), query)
	if err := s.complete(ctx, shown, found); err != nil {
		return graph.Page{}, err
	}
	for _, m := range shown {
		hit := graph.Hit{Entity: found.records[m.id], Place: graph.Place{Key: scoreKey(m.score), ID: m.id}, Score: m.score}
		if hit.Entity == nil {
			continue
		}
		if m.position < len(hit.Entity.Names) {
			hit.Matched = hit.Entity.Names[m.position]
		}
		page.Hits = append(page.Hits, hit)
	}
	return page, nil
}

func (s *Store) complete(ctx context.Context, shown []match, found candidates) error {
	var missing []graph.ID
	for _, m := range shown {
		if found.records[m.id] == nil {
			missing = append(missing, m.id)
		}
	}
	entities, err := s.Entities(ctx, missing)
	for i, e := range entities {
		found.records[missing[i]] = e
	}
	return err
}

// onward gives the matches on from the place, in the direction of reading.
func onward(matches []match, query graph.Query) ([]match, error) {
	from := 0
	if query.After != nil {
		score, err := strconv.ParseFloat(query.After.Key, 64)
		if err != nil || math.IsNaN(score) {
			return nil, graph.Errorf(graph.Invalid, "the place does not belong to a search")
		}
		at := match{id: query.After.ID, score: score}
		var found bool
		from, found = slices.BinarySearchFunc(matches, at, match.before)
		if found && !query.Backward {
			from++
		}
	} else if query.Backward {
		from = len(matches)
	}
	if !query.Backward {
		return matches[from:], nil
	}
	backward := slices.Clone(matches[:from])
	slices.Reverse(backward)
	return backward, nil
}

func scoreKey(score float64) string { return strconv.FormatFloat(score, 'g', -1, 64) }
