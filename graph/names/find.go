package names

import (
	"context"

	"entente/graph"
)

// Judge says whether an entity is admitted to an answer, and how high it
// stands. It is asked once for each entity that matches.
type Judge func(Number) (standing uint32, admitted bool)

// Query asks for a part of the entities that a text may mean.
type Query struct {
	Text  string
	Judge Judge
	// First bounds the page; it must be at least 1.
	First int
	// After starts the page behind this place; nil at the start.
	After *graph.Place
	// Backward gives the First hits before After, in the forward order.
	Backward bool
}

// Hit is an entity that a text may mean.
type Hit struct {
	ID graph.ID
	// Name is the place of the best name in the record.
	Name  int
	Match Match
	// Score says how well the name matches, in (0,1].
	Score float64
	Place graph.Place
}

// Page is a part of an answer.
type Page struct {
	Hits []Hit
	// Total counts the whole answer, exactly.
	Total int
	// More tells whether hits follow in the direction of reading.
	More bool
}

// Find gives a page of the entities that a text may mean, in the order of the
// package comment. Invalid for a place that is none of such a list. A text
// without tokens finds nothing. It costs about 30 ns for each name that matches.
func (x *Index) Find(ctx context.Context, query Query) (Page, error) {
	asked := asking(query.Text)
	if len(asked) == 0 {
		return Page{}, nil
	}
	var best Page
	most := 0
	for _, way := range ways(query.Text, asked) {
		page, answered, err := x.answer(ctx, query, way.asked)
		if err != nil {
			return Page{}, err
		}
		if answered > most {
			best, most = page, answered
		}
		if most >= way.enough {
			break
		}
	}
	return best, nil
}

// answer tells also how many match, admitted or not; many when one of them does word for word.
func (x *Index) answer(ctx context.Context, query Query, asked []asked) (page Page, answered int, err error) {
	picker, err := newPicker(x, query)
	if err != nil {
		return Page{}, 0, err
	}
	digest := digestOf(x.seed, query.Text)
	meant := x.meant(asked)
	for i, p := range x.parts() {
		if err := ctx.Err(); err != nil {
			return Page{}, 0, err
		}
		picker.take(p, i, asked, meant[i], digest)
	}
	return picker.page(), picker.answered, nil
}

func (x *Index) parts() []*part {
	if x.over == nil {
		return []*part{x.base}
	}
	return []*part{x.base, x.over}
}

// meant lists what each token may mean in each part. Slips are looked for when
// nothing surer is held by any.
func (x *Index) meant(query []asked) [][][]option {
	parts := x.parts()
	meant := make([][][]option, len(parts))
	for i := range meant {
		meant[i] = make([][]option, len(query))
	}
	for at, a := range query {
		held := false
		for i, p := range parts {
			list, sure := p.options(a)
			held = held || sure && (i > 0 || x.lives(list))
			meant[i][at] = list
		}
		for i, p := range parts {
			if !a.strict && (!held || a.loose) {
				meant[i][at] = append(meant[i][at], p.slips(a)...)
			}
		}
	}
	return meant
}

// lives tells whether an entity that is not gone has one of the tokens.
func (x *Index) lives(list []option) bool {
	if x.gone == nil {
		return true
	}
	for _, o := range list {
		for held := range x.base.bearing(o) {
			if !x.gone[x.base.owners[held.name]] {
				return true
			}
		}
	}
	return false
}
