package sqlite

import (
	"context"
	"database/sql"
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
	page, err := find(ctx, query)
	if err != nil {
		return graph.Page{}, failure(ctx, err)
	}
	return page, nil
}

// place is one entity of an answer before its record is read.
type place struct {
	row int64
	graph.Place
}

// listing is a statement for each direction.
type listing struct{ after, before string }

// listings are the statements by order, for all and among some.
var listings = map[graph.Listing][2]listing{
	graph.ByName: {{listed + byNameAfter, listed + byNameBefore}, {listed + among + byNameAfter, listed + among + byNameBefore}},
	graph.ByID:   {{listed + byIDAfter, listed + byIDBefore}, {listed + among + byIDAfter, listed + among + byIDBefore}},
}

// lastKey lies behind every sort key and id: no text begins with it.
const lastKey = "\xff\xff\xff\xff\xff\xff\xff\xff"

func (s *Store) list(ctx context.Context, query graph.Query) (page graph.Page, err error) {
	kinds, ids := kindList(query.Kinds), amongList(query.Among)
	err = s.read.inSnapshot(ctx, func(snapshot *snapshot) error {
		count := countAll
		if ids != nil {
			count = countAmong
		}
		if err := scanOne(ctx, snapshot, count, []any{kinds, ids}[:argsOf(ids)], &page.Total); err != nil || page.Total == 0 {
			return err
		}
		places, err := listPlaces(ctx, snapshot, query, kinds, ids)
		if err != nil {
			return err
		}
		places, page.More = cut(places, query)
		page.Hits, err = readHits(ctx, snapshot, places)
		return err
	})
	return page, err
}

// argsOf is how many of kinds and ids a statement takes.
func argsOf(ids any) int {
	if ids == nil {
		return 1
	}
	return 2
}

func listPlaces(ctx context.Context, q queryer, query graph.Query, kinds, ids any) ([]place, error) {
	choice, ok := listings[query.Listing]
	if !ok {
		return nil, graph.Errorf(graph.Invalid, "there is no listing %d", query.Listing)
	}
	statements := choice[argsOf(ids)-1]
	text, key, id := statements.after, "", ""
	if query.Backward {
		text, key, id = statements.before, lastKey, lastKey
	}
	if query.After != nil {
		key, id = query.After.Key, string(query.After.ID)
	}
	var places []place
	err := eachRow(ctx, q, text, []any{kinds, ids, []byte(key), id, query.First + 1}, func(rows *sql.Rows) error {
		var p place
		var sort []byte
		if err := rows.Scan(&p.row, &sort, &p.ID); err != nil {
			return err
		}
		p.Key = string(sort)
		places = append(places, p)
		return nil
	})
	return places, err
}

// cut takes off the one place that was read to see whether more follow, and
// turns what was read backward.
func cut(places []place, query graph.Query) (_ []place, more bool) {
	if len(places) > query.First {
		places, more = places[:query.First], true
	}
	if query.Backward {
		slices.Reverse(places)
	}
	return places, more
}

// readHits reads the records of the places.
func readHits(ctx context.Context, q queryer, places []place) ([]graph.Hit, error) {
	hits := make([]graph.Hit, len(places))
	rows := make([]int64, len(places))
	for i, place := range places {
		rows[i], hits[i].Place = place.row, place.Place
	}
	err := eachRow(ctx, q, selectLines, []any{jsonList(rows)}, func(rows *sql.Rows) error {
		var at int
		var p payload
		if err := rows.Scan(&at, &p.id, &p.revision, &p.line, &p.checksum); err != nil {
			return err
		}
		record, err := p.decode()
		if err == nil && record.Entity == nil {
			err = damaged(p.id)
		}
		hits[at].Entity = record.Entity
		return err
	})
	return hits, err
}

// kindList and amongList are the arguments of a filter, nil for no filter.
func kindList(kinds []graph.EntityKind) any {
	if len(kinds) == 0 {
		return nil
	}
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = kind.String()
	}
	return jsonList(words)
}

func amongList(ids []graph.ID) any {
	if ids == nil {
		return nil
	}
	return idList(ids)
}

func scanOne(ctx context.Context, q queryer, text string, args []any, into any) error {
	return eachRow(ctx, q, text, args, func(rows *sql.Rows) error { return rows.Scan(into) })
}
