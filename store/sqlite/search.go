package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/token"
)

// match is the best name of one entity.
type match struct {
	entity   int64
	position int
	id       graph.ID
	score    float64
}

func (m match) before(other match) int {
	return cmp.Or(cmp.Compare(other.score, m.score), cmp.Compare(m.id, other.id))
}

// search finds by the rule of package token: the words are looked up in the
// index, names are scored here. Every match is scored, so the order and the
// total are exact; it costs about 3 µs for each name that matches.
func (s *Store) search(ctx context.Context, query graph.Query) (page graph.Page, err error) {
	tokens := token.Query(query.Text)
	if len(tokens) == 0 {
		return graph.Page{}, nil
	}
	err = s.read.inSnapshot(ctx, func(snapshot *snapshot) error {
		expression, err := s.expression(ctx, snapshot, tokens)
		if err != nil || expression == "" {
			return err
		}
		matches, err := rank(ctx, snapshot, query, expression)
		if err != nil {
			return err
		}
		page, err = pageOf(ctx, snapshot, query, matches)
		return err
	})
	return page, err
}

// expression asks for every token: itself, beginnings of the last one, and
// what is near to one that no name holds. It is empty when nothing is near.
func (s *Store) expression(ctx context.Context, q queryer, tokens []string) (string, error) {
	parts := make([]string, len(tokens))
	for i, text := range tokens {
		parts[i] = phrase(text)
		if i == len(tokens)-1 && token.Prefixes(text) {
			parts[i] += "*"
		}
		var held bool
		if err := scanOne(ctx, q, anyMatching, []any{parts[i]}, &held); err != nil {
			return "", err
		}
		if held {
			continue
		}
		near, err := s.vocabulary.near(ctx, q, text)
		if err != nil || len(near) == 0 {
			return "", err
		}
		parts[i] = "(" + strings.Join(near, " OR ") + ")"
	}
	return strings.Join(parts, " AND "), nil
}

// phrase quotes a token, which holds letters and digits only.
func phrase(text string) string { return `"` + text + `"` }

// rank gives every match, best first, of equals by id.
func rank(ctx context.Context, q queryer, query graph.Query, expression string) ([]match, error) {
	text, args := matching, []any{kindList(query.Kinds), amongList(query.Among), expression}
	if len(query.Kinds) > 0 {
		text = matchingKinds
	}
	if query.Among != nil {
		text += matchingIDs
	}
	matcher := token.NewMatcher(query.Text)
	var matches []match
	err := eachRow(ctx, q, text, args, func(rows *sql.Rows) error {
		var row int64
		var value, id string
		if err := rows.Scan(&row, &value, &id); err != nil {
			return err
		}
		entity, position := nameOf(row)
		score := matcher.Score(value)
		if last := len(matches) - 1; last >= 0 && matches[last].entity == entity {
			if score > matches[last].score {
				matches[last].position, matches[last].score = position, score
			}
			return nil
		}
		matches = append(matches, match{entity, position, graph.ID(id), score})
		return nil
	})
	slices.SortFunc(matches, match.before)
	return matches, err
}

// pageOf cuts the page out of the ranking and reads its records.
func pageOf(ctx context.Context, q queryer, query graph.Query, matches []match) (graph.Page, error) {
	page := graph.Page{Total: len(matches)}
	matches, err := behind(matches, query)
	if err != nil {
		return graph.Page{}, err
	}
	places := make([]place, 0, query.First+1)
	for _, m := range matches[:min(len(matches), query.First+1)] {
		places = append(places, place{m.entity, graph.Place{Key: scoreKey(m.score), ID: m.id}})
	}
	places, page.More = cut(places, query)
	if page.Hits, err = readHits(ctx, q, places); err != nil {
		return graph.Page{}, err
	}
	shown := slices.Clone(matches[:len(places)])
	if query.Backward {
		slices.Reverse(shown)
	}
	for i, m := range shown {
		page.Hits[i].Score = m.score
		if m.position < len(page.Hits[i].Entity.Names) {
			page.Hits[i].Matched = page.Hits[i].Entity.Names[m.position]
		}
	}
	return page, nil
}

// behind gives the matches on from the place, in the direction of reading.
func behind(matches []match, query graph.Query) ([]match, error) {
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
