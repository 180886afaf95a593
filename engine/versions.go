package engine

import (
	"context"
	"encoding/binary"
	"slices"

	"entente/graph"
	"entente/graph/difference"
)

// VersionsQuery asks for a page of the versions of a record, the latest first.
type VersionsQuery struct {
	ID   graph.ID
	Page PageQuery
}

// VersionPage is a page of versions.
type VersionPage struct {
	Items []VersionItem
	PageInfo
	graph *Graph
}

// Sources gives sources as they stand, those that are gone as they last stood,
// and nil for what never was one: an earlier version may cite what is no longer
// there. It reads the log once for each that is gone.
func (p VersionPage) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	found, err := p.graph.Sources(ctx, ids)
	if err != nil {
		return nil, err
	}
	found = slices.Clone(found)
	for i, id := range ids {
		if found[i] != nil {
			continue
		}
		versions, err := p.graph.History(ctx, id)
		if err != nil && graph.CodeOf(err) != graph.NotFound {
			return nil, err
		}
		if last := slices.IndexFunc(versions, func(v graph.Version) bool { return v.Change.Source != nil }); last >= 0 {
			found[i] = versions[last].Change.Source
		}
	}
	return found, nil
}

// VersionItem is one version of a record, and what it changed.
type VersionItem struct {
	graph.Version
	// First tells that there was no version before it, or a removal: the record came with it.
	First bool
	// Differences are against the version before; none for a removal.
	Differences []difference.Difference
	Cursor      string
}

// Removed tells that the version took the record away.
func (v *VersionItem) Removed() bool { return v.Change.Removed != "" }

// Versions gives the versions of an entity, a relationship or a source, the
// latest first, each with what it changed. It reads all versions of the record in
// one round trip. NotFound for an id that never was one.
func (g *Graph) Versions(ctx context.Context, query VersionsQuery) (VersionPage, error) {
	window, err := windowOf(versionList, query.Page)
	if err != nil {
		return VersionPage{}, err
	}
	versions, err := g.History(ctx, query.ID)
	if err != nil {
		return VersionPage{}, err
	}
	compare := func(i int) int { return compareRevision(versions[i].Revision, window.place) }
	low, high := window.cut(len(versions), func(i int) bool { return compare(i) < 0 }, func(i int) bool { return compare(i) == 0 })
	more := high < len(versions)
	if window.backward {
		more = low > 0
	}
	page := VersionPage{PageInfo: window.info(len(versions), more), graph: g}
	for i := low; i < high; i++ {
		page.Items = append(page.Items, versionItem(query.ID, versions, i))
	}
	return page, nil
}

func versionItem(id graph.ID, versions []graph.Version, at int) VersionItem {
	item := VersionItem{Version: versions[at], First: true, Cursor: encodeCursor(versionList, graph.Place{Key: revisionKey(versions[at].Revision), ID: id})}
	var before graph.Change
	if at+1 < len(versions) {
		before = versions[at+1].Change
		item.First = before.Removed != ""
	}
	if !item.Removed() {
		item.Differences = difference.Between(before, item.Change)
	}
	return item
}

func revisionKey(revision graph.Revision) string {
	return string(binary.BigEndian.AppendUint64(nil, uint64(revision)))
}

// compareRevision orders the latest first.
func compareRevision(revision graph.Revision, place *graph.Place) int {
	switch key := revisionKey(revision); {
	case key > place.Key:
		return -1
	case key < place.Key:
		return 1
	}
	return 0
}
