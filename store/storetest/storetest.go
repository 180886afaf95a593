// Package storetest owns the proof that a store keeps the contract of
// graph.Store. Each "must" of the contract names a test of this suite, and
// each test stands behind a "must"; a backend passes all of them.
package storetest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// Run runs every test against stores that open gives: each call a new, empty
// one, closed by the test's cleanup.
func Run(t *testing.T, open func(t *testing.T) graph.Store) {
	for _, test := range tests() {
		t.Run(test.name, func(t *testing.T) { test.run(t, open) })
	}
}

// Names lists the tests as the contract writes them.
func Names() []string {
	var names []string
	for _, test := range tests() {
		names = append(names, test.name)
	}
	return names
}

type test struct {
	name string
	run  func(t *testing.T, open func(t *testing.T) graph.Store)
}

// tests are in the order of the contract.
func tests() []test {
	return []test{
		{"RecordsInOrder", one(recordsInOrder)},
		{"MergedIDsResolve", one(mergedIDsResolve)},
		{"PagesAreComplete", one(pagesAreComplete)},
		{"FindsEveryScript", one(findsEveryScript)},
		{"FindsNothing", one(findsNothing)},
		{"HeadCounts", one(headCounts)},
		{"KeepsEveryKind", one(keepsEveryKind)},
		{"BatchIsAtomic", one(batchIsAtomic)},
		{"KeepsWhatItAcknowledged", one(keepsWhatItAcknowledged)},
		{"RevisionsCount", one(revisionsCount)},
		{"UnchangedAddsNoRevision", one(unchangedAddsNoRevision)},
		{"KeyMakesRetrySafe", one(keyMakesRetrySafe)},
		{"KeyWithOtherContent", one(keyWithOtherContent)},
		{"ExpectedRevision", one(expectedRevision)},
		{"RefusesInvalid", one(refusesInvalid)},
		{"RefusesDangling", one(refusesDangling)},
		{"RefusesWrongEnds", one(refusesWrongEnds)},
		{"RefusesTwins", one(refusesTwins)},
		{"IDsAreUnique", one(idsAreUnique)},
		{"OneRelationshipPerTie", one(oneRelationshipPerTie)},
		{"RefusesToOrphan", one(refusesToOrphan)},
		{"RefusesRemovingUnknown", one(refusesRemovingUnknown)},
		{"MergingNeedsRemoval", one(mergingNeedsRemoval)},
		{"MergedIDsGoAlong", one(mergedIDsGoAlong)},
		{"AgreesWithModel", agreesWithModel},
		{"ChangesSince", one(changesSince)},
		{"ChangesFromZero", one(changesFromZero)},
		{"ChangesAreConsistent", one(changesAreConsistent)},
		{"ChangesStop", one(changesStop)},
		{"OutlineAgrees", one(outlineAgrees)},
		{"FormerUndoesChanges", one(formerUndoesChanges)},
		{"FormerStops", one(formerStops)},
		{"MadeByThen", one(madeByThen)},
		{"HistoryKeepsAll", one(historyKeepsAll)},
	}
}

// one runs a test on a store of its own.
func one(run func(s suite)) func(*testing.T, func(*testing.T) graph.Store) {
	return func(t *testing.T, open func(*testing.T) graph.Store) { run(suite{t, open(t)}) }
}

// suite is a store under test with short forms of what tests do to it.
type suite struct {
	*testing.T
	store graph.Store
}

// tb is what of a test the short forms need; a property test has no more.
type tb interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

func (s suite) run(name string, test func(s suite)) {
	s.Run(name, func(t *testing.T) { test(suite{t, s.store}) })
}

func (s suite) apply(batch graph.Batch) graph.Commit {
	s.Helper()
	commit, err := s.store.Apply(s.Context(), batch)
	if err != nil {
		s.Fatalf("Apply: got error %v, want none", err)
	}
	return commit
}

// flaw is where a refusal has to point.
type flaw struct {
	code   graph.Code
	record graph.ID
	field  string
}

// refuse applies a batch that has to be refused, and sees that nothing of it is left.
func (s suite) refuse(batch graph.Batch, want flaw) {
	s.Helper()
	before := everything(s, s.store, 0)
	_, err := s.store.Apply(s.Context(), batch)
	if err == nil {
		s.Fatalf("Apply: got no error, want %s at %s %s", want.code, want.record, want.field)
	}
	if got := flawOf(err); got != want {
		s.Errorf("Apply: got %s at %q %q, want %s at %q %q (%v)", got.code, got.record, got.field, want.code, want.record, want.field, err)
	}
	if diff := cmp.Diff(before, everything(s, s.store, 0)); diff != "" {
		s.Errorf("the refused batch left traces (-before +after):\n%s", diff)
	}
}

func flawOf(err error) flaw {
	got := flaw{code: graph.CodeOf(err)}
	if known, ok := err.(*graph.Error); ok {
		got.record, got.field = graph.ID(known.Record), known.Field
	}
	return got
}

// everything collects the changes since a revision.
func everything(t tb, store graph.Store, since graph.Revision) []graph.Change {
	t.Helper()
	var changes []graph.Change
	for change, err := range store.Changes(context.Background(), since) {
		if err != nil {
			t.Fatalf("Changes: got error %v, want none", err)
		}
		changes = append(changes, change)
	}
	return changes
}

// equal compares what was got with what was wanted.
func equal(t tb, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: (-want +got):\n%s", what, diff)
	}
}
