package storetest

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph"
)

// model is a store as plain as can be: a batch is applied to a copy, and then
// the whole copy is looked through for what must not be.
type model struct {
	revision graph.Revision
	// records holds the latest change of each id, removals too.
	records map[graph.ID]graph.Change
	// versions counts the changes of each id.
	versions map[graph.ID]int
}

// agreesWithModel applies random batches over few ids, most of which touch
// each other, and compares everything that can be read after the last.
func agreesWithModel(t *testing.T, open func(*testing.T) graph.Store) {
	rapid.Check(t, func(rt *rapid.T) {
		store := open(t)
		m := model{records: map[graph.ID]graph.Change{}, versions: map[graph.ID]int{}}
		stood := map[graph.Revision]model{0: m}
		for _, batch := range rapid.SliceOfN(batches(), 1, 8).Draw(rt, "batches") {
			m = m.step(rt, store, batch)
			stood[m.revision] = m
		}
		m.compare(rt, store)
		for revision, then := range stood {
			equal(rt, fmt.Sprintf("former at %d", revision), former(rt, store, revision), m.former(then))
		}
		store.Close()
	})
}

// step holds one answer against what the model says.
func (m model) step(rt *rapid.T, store graph.Store, batch graph.Batch) model {
	after, want, allowed := m.apply(batch)
	got, err := store.Apply(context.Background(), batch)
	if allowed != (err == nil) {
		rt.Fatalf("Apply: got error %v, want success %v", err, allowed)
	}
	if !allowed {
		after = m
	} else if diff := gocmp.Diff(want, got); diff != "" {
		rt.Fatalf("commit: (-want +got):\n%s", diff)
	}
	return after
}

// apply tells what the batch comes to, and whether it is allowed.
func (m model) apply(batch graph.Batch) (model, graph.Commit, bool) {
	after := model{m.revision, maps.Clone(m.records), maps.Clone(m.versions)}
	next := m.revision + 1
	var commit graph.Commit
	put := map[graph.ID]graph.Change{}
	for _, change := range changesOf(batch, next) {
		id := idOf(change)
		before, live := after.records[id]
		live = live && before.Removed == ""
		twin, twice := put[id]
		if twice && !same(twin, change) || live && formOf(before) != formOf(change) {
			return m, commit, false
		}
		put[id] = change
		switch {
		case live && same(before, change):
			commit.Unchanged++
			continue
		case live:
			commit.Changed++
		default:
			commit.Added++
		}
		after.records[id] = change
		after.versions[id]++
	}
	removed := map[graph.ID]bool{}
	for _, id := range batch.Remove {
		before, known := after.records[id]
		if _, putToo := put[id]; putToo || !removed[id] && (!known || before.Removed != "") {
			return m, commit, false
		}
		if !removed[id] {
			commit.Removed++
			after.versions[id]++
		}
		removed[id] = true
		after.records[id] = graph.Change{Revision: next, Removed: id}
	}
	if commit.Added+commit.Changed+commit.Removed > 0 {
		after.revision = next
	}
	commit.Revision = after.revision
	return after, commit, after.sound() && m.merged(after)
}

// sound tells whether everything that is named exists and nothing is double.
func (m model) sound() bool {
	owners, ties := map[graph.ID]bool{}, map[string]bool{}
	for _, change := range m.records {
		switch {
		case change.Entity != nil:
			for _, merged := range change.Entity.Merged {
				if owners[merged] || m.live(merged) {
					return false
				}
				owners[merged] = true
			}
		case change.Relationship != nil:
			r := change.Relationship
			from, to := m.records[r.From].Entity, m.records[r.To].Entity
			key := fmt.Sprint(r.Kind, r.From, r.To, r.Role)
			if from == nil || to == nil || r.ValidateEnds(from.Kind, to.Kind) != nil || m.records[r.Claims[0].Source].Source == nil || ties[key] {
				return false
			}
			ties[key] = true
		}
	}
	return true
}

func (m model) live(id graph.ID) bool {
	change, ok := m.records[id]
	return ok && change.Removed == ""
}

// merged tells whether whoever is merged away takes along what was merged into
// it, and is an entity if it is anything.
func (m model) merged(after model) bool {
	for id, change := range after.records {
		if change.Entity == nil || change.Revision != m.revision+1 {
			continue
		}
		for _, merged := range change.Entity.Merged {
			before, known := m.records[merged]
			if !known || before.Removed != "" {
				continue
			}
			if before.Entity == nil {
				return false
			}
			for _, older := range before.Entity.Merged {
				if !after.live(older) && !slices.Contains(after.records[id].Entity.Merged, older) {
					return false
				}
			}
		}
	}
	return true
}

// compare reads the store in every way.
func (m model) compare(rt *rapid.T, store graph.Store) {
	ctx := context.Background()
	for _, since := range []graph.Revision{0, m.revision / 2} {
		equal(rt, fmt.Sprintf("changes since %d", since), everything(rt, store, since), m.since(since))
		agree(rt, store, since)
	}
	var head graph.Head
	for id, change := range m.records {
		count(&head, change)
		versions, err := store.History(ctx, id)
		if err != nil || len(versions) != m.versions[id] {
			rt.Fatalf("history of %s: got %d versions, error %v, want %d", id, len(versions), err, m.versions[id])
		}
		equal(rt, "latest version", versions[0].Change, change)
	}
	head.Revision = m.revision
	got, err := store.Head(ctx)
	if err != nil {
		rt.Fatalf("Head: got error %v, want none", err)
	}
	equal(rt, "head", got, head)
	m.compareEntities(rt, store)
}

func (m model) compareEntities(rt *rapid.T, store graph.Store) {
	ids := append(slices.Clone(entityIDs), sourceIDs...)
	want := make([]*graph.Entity, len(ids))
	for i, id := range ids {
		want[i] = m.records[id].Entity
		for _, change := range m.records {
			if change.Entity != nil && slices.Contains(change.Entity.Merged, id) {
				want[i] = change.Entity
			}
		}
	}
	got, err := store.Entities(context.Background(), ids)
	if err != nil {
		rt.Fatalf("Entities: got error %v, want none", err)
	}
	equal(rt, "entities", got, want)
	var live []*graph.Entity
	for _, change := range m.records {
		if change.Entity != nil {
			live = append(live, change.Entity)
		}
	}
	for _, query := range []graph.Query{{First: 100}, {First: 100, Text: "invented name 1"}, {First: 100, Text: "two"}} {
		page, err := store.Find(context.Background(), query)
		if err != nil {
			rt.Fatalf("Find: got error %v, want none", err)
		}
		equal(rt, fmt.Sprintf("find %q", query.Text), bare(page.Hits), bare(ranked(live, query)))
	}
}

// former lists what changed since another model, as it stood in that.
func (m model) former(then model) (list []graph.Change) {
	for _, id := range slices.Sorted(maps.Keys(m.records)) {
		switch {
		case m.records[id].Revision <= then.revision:
		case then.live(id):
			list = append(list, then.records[id])
		default:
			list = append(list, graph.Change{Removed: id})
		}
	}
	return list
}

// since lists the changes in the order of the contract.
func (m model) since(since graph.Revision) []graph.Change {
	var list []graph.Change
	for _, change := range m.records {
		if change.Revision > since && (since > 0 || change.Removed == "") {
			list = append(list, change)
		}
	}
	slices.SortFunc(list, func(a, b graph.Change) int {
		byRevision := cmp.Compare(a.Revision, b.Revision)
		if since == 0 {
			byRevision = 0
		}
		return cmp.Or(byRevision, cmp.Compare(formOf(a), formOf(b)), cmp.Compare(idOf(a), idOf(b)))
	})
	return list
}

func same(a, b graph.Change) bool {
	a.Revision, b.Revision = 0, 0
	return gocmp.Equal(a, b)
}
