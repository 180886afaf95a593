package neo4j

import (
	"context"
	"slices"
	"strings"

	"entente/graph"
)

// Find gives a page of entities; see graph.Finder.
func (s *Store) Find(ctx context.Context, query graph.Query) (graph.Page, error) {
	if query.First < 1 {
		return graph.Page{}, graph.Errorf(graph.Invalid, "a page holds at least 1, not %d", query.First)
	}
	if query.Among != nil && len(query.Among) == 0 {
		return graph.Page{}, nil
	}
	find := s.list
	if strings.TrimSpace(query.Text) != "" {
		find = s.search
	}
	var page graph.Page
	err := s.settled(ctx, func() (err error) {
		page, err = find(ctx, query)
		return err
	})
	if err != nil {
		return graph.Page{}, failure(ctx, err)
	}
	return page, nil
}

// directions are the statements of a listing forward and backward.
type directions struct{ after, before statement }

// listings are the statements by order, for all and among some.
var listings = map[graph.Listing][2]directions{
	graph.ByName: {{listByName, listByNameBefore}, {listAmongByName, listAmongByNameBefore}},
	graph.ByID:   {{listByID, listByIDBefore}, {listAmongByID, listAmongByIDBefore}},
}

func (s *Store) list(ctx context.Context, query graph.Query) (page graph.Page, err error) {
	choice, ok := listings[query.Listing]
	if !ok {
		return graph.Page{}, graph.Errorf(graph.Invalid, "there is no listing %d", query.Listing)
	}
	kinds := query.Kinds
	if len(kinds) == 0 {
		kinds = graph.EntityKinds()
	}
	parameters := given{"kinds": mapped(kinds, graph.EntityKind.String), "first": query.First + 1}
	pair := choice[0]
	if query.Among != nil {
		pair, parameters["among"] = choice[1], askable(query.Among)
	}
	st := pair.after
	parameters["place"], parameters["id"] = "", ""
	if query.Backward {
		st, parameters["place"], parameters["id"] = pair.before, lastPlace, lastPlace
	}
	if query.After != nil {
		id := askable([]graph.ID{query.After.ID})[0]
		parameters["place"], parameters["id"] = placeOf(query.After.Key, graph.ID(id)), id
	}
	parameters["beginning"] = beginning(parameters["place"].(string))
	err = s.ask(ctx, st, parameters, func(row []any) (err error) {
		page, err = listedPage(row, query)
		return err
	})
	return page, err
}

// listedPage reads the total, or the counts that it is made of, and the columns of a page.
func listedPage(row []any, query graph.Query) (page graph.Page, err error) {
	page.Total = total(row[0], row[1], query.Kinds)
	places := list(row[2])
	err = eachPayload(row[3:], func(i int, p payload) error {
		record, err := p.decode()
		if err == nil && record.Entity == nil {
			err = damaged(p.id)
		}
		place := graph.Place{Key: keyOf(text(places[i]), p.id), ID: p.id}
		page.Hits = append(page.Hits, graph.Hit{Entity: record.Entity, Place: place})
		return err
	})
	page.Hits, page.More = cut(page.Hits, query)
	return page, err
}

// total is the count itself, or the sum of the counts of the kinds.
func total(kinds, counts any, admitted []graph.EntityKind) (sum int) {
	if kinds == nil {
		return int(integer(counts))
	}
	for word, count := range countsByKind(kinds, counts) {
		kind, err := graph.ParseEntityKind(word)
		if err == nil && (len(admitted) == 0 || slices.Contains(admitted, kind)) {
			sum += int(count)
		}
	}
	return sum
}

// cut takes off the one hit that was read to see whether more follow, and
// turns what was read backward.
func cut[T any](hits []T, query graph.Query) (_ []T, more bool) {
	if len(hits) > query.First {
		hits, more = hits[:query.First], true
	}
	if query.Backward {
		slices.Reverse(hits)
	}
	return hits, more
}
