package engine

import (
	"encoding/base64"
	"encoding/binary"

	"entente/graph"
)

// A cursor is a place in one kind of list: a letter for the list, the length
// of the key, the key, the id. Clients see it in base64 and read nothing from it.

const (
	nameList       = 'n'
	idList         = 'i'
	textList       = 't'
	wordList       = 'w'
	standingList   = 's'
	tieList        = 'r'
	shareList      = 'b'
	changeList     = 'c'
	dependencyList = 'd'
	measureList    = 'm'
	groupList      = 'g'
	versionList    = 'h'
	agreementList  = 'a'
	duplicateList  = 'u'
)

func encodeCursor(list byte, place graph.Place) string {
	raw := binary.AppendUvarint([]byte{list}, uint64(len(place.Key)))
	raw = append(raw, place.Key...)
	raw = append(raw, place.ID...)
	return base64.RawURLEncoding.EncodeToString(raw)
}

// decodeCursor reads a cursor of the list; "" is the list's end and gives nil.
func decodeCursor(list byte, cursor string) (*graph.Place, error) {
	if cursor == "" {
		return nil, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) < 2 || raw[0] != list {
		return nil, foreignCursor(cursor)
	}
	length, read := binary.Uvarint(raw[1:])
	rest := raw[1+max(read, 0):]
	if read <= 0 || length > uint64(len(rest)) {
		return nil, foreignCursor(cursor)
	}
	return &graph.Place{Key: string(rest[:length]), ID: graph.ID(rest[length:])}, nil
}

func foreignCursor(cursor string) error {
	return graph.Errorf(graph.Invalid, "%q is no cursor of this list", graph.Excerpt(cursor)).At("after")
}

// window is a PageQuery of one list, checked and decoded.
type window struct {
	size     int
	place    *graph.Place
	backward bool
}

// MaxPage is the largest page.
const MaxPage = 100

// windowOf checks a page query. Neither First nor Last asks for 20.
func windowOf(list byte, page PageQuery) (window, error) {
	switch {
	case page.First < 0 || page.Last < 0:
		return window{}, graph.Errorf(graph.Invalid, "a page cannot have a negative size").At("first")
	case max(page.First, page.Last) > MaxPage:
		return window{}, graph.Errorf(graph.TooLarge, "a page of %d is asked for, at most %d are given", max(page.First, page.Last), MaxPage).At("first")
	case page.First > 0 && page.Last > 0, page.After != "" && page.Before != "":
		return window{}, graph.Errorf(graph.Invalid, "a page is read forward with first and after or backward with last and before, not both").At("last")
	case page.Last > 0 || page.Before != "":
		place, err := decodeCursor(list, page.Before)
		return window{size: orDefault(page.Last), place: place, backward: true}, err
	}
	place, err := decodeCursor(list, page.After)
	return window{size: orDefault(page.First), place: place}, err
}

func orDefault(size int) int {
	const usual = 20
	if size == 0 {
		return usual
	}
	return size
}

// info says what surrounds a page that was read through the window.
func (w window) info(total int, more bool) PageInfo {
	info := PageInfo{Total: total, HasNext: more, HasPrevious: w.place != nil}
	if w.backward {
		info.HasNext, info.HasPrevious = info.HasPrevious, info.HasNext
	}
	return info
}

// cut gives the bounds of the page in an ordered list held in memory. before
// tells whether the item at a position stands before the window's place; at
// whether it is that place.
func (w window) cut(length int, before, at func(i int) bool) (low, high int) {
	if w.backward {
		high = length
		if w.place != nil {
			high = firstNot(length, before)
		}
		return max(0, high-w.size), high
	}
	if w.place != nil {
		low = firstNot(length, before)
		if low < length && at(low) {
			low++
		}
	}
	return low, min(length, low+w.size)
}

func firstNot(length int, holds func(i int) bool) int {
	for i := range length {
		if !holds(i) {
			return i
		}
	}
	return length
}
