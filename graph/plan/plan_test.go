package plan_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/interchange"
	"entente/graph/plan"
)

// The records of these tests; all of them are invented.
//
//	org:a ─PART_OF/unit─► org:b       org:old was merged into org:b
const (
	page  = graph.ID("src:page")
	bodyA = graph.ID("org:a")
	bodyB = graph.ID("org:b")
	old   = graph.ID("org:old")
)

func body(id graph.ID, merged ...graph.ID) *graph.Entity {
	return &graph.Entity{ID: id, Kind: graph.Organization, Names: []graph.Name{{Value: "Invented Body", Type: graph.Label}}, Merged: merged}
}

func source(title string) *graph.Source { return &graph.Source{ID: page, Title: title, Kind: "page"} }

func unit(from, to graph.ID) *graph.Relationship {
	return &graph.Relationship{ID: graph.RelationshipID(graph.PartOf, from, to, "unit"), Kind: graph.PartOf, From: from, To: to, Role: "unit",
		Claims: []graph.Claim{{Source: page, Confidence: graph.ConfidenceA, Status: graph.Active}}}
}

// stored is what a store says of a record that it holds.
func stored(record interchange.Record, revision graph.Revision) *plan.Known {
	k := &plan.Known{Form: plan.FormOf(record), Revision: revision, Line: string(interchange.Append(nil, record))}
	if record.Entity != nil {
		k.Kind, k.Merged = record.Entity.Kind, record.Entity.Merged
	}
	return k
}

func known() map[graph.ID]*plan.Known {
	return map[graph.ID]*plan.Known{
		page:                  stored(interchange.Record{Source: source("Invented page")}, 1),
		bodyA:                 stored(interchange.Record{Entity: body(bodyA)}, 2),
		bodyB:                 stored(interchange.Record{Entity: body(bodyB, old)}, 3),
		old:                   {Into: bodyB},
		unit(bodyA, bodyB).ID: stored(interchange.Record{Relationship: unit(bodyA, bodyB)}, 4),
	}
}

// planned makes a plan and holds it against what is known.
func planned(t *testing.T, batch graph.Batch) (*plan.Plan, error) {
	t.Helper()
	made, err := plan.New(&batch)
	if err != nil {
		return nil, err
	}
	made.Known = known()
	if err := made.Check(); err != nil {
		return nil, err
	}
	return made, made.Settle()
}

func TestABatchThatBreaksARuleIsRefused(t *testing.T) {
	other := body(bodyA)
	other.Names[0].Value = "Another Name"
	rows := []struct {
		name   string
		batch  graph.Batch
		code   graph.Code
		record graph.ID
		field  string
	}{
		{"an id twice with different content", graph.Batch{Entities: []*graph.Entity{body(bodyA), other}}, graph.Invalid, bodyA, "id"},
		{"an id both put and removed", graph.Batch{Entities: []*graph.Entity{body(bodyA)}, Remove: []graph.ID{bodyA}}, graph.Invalid, bodyA, ""},
		{"an id merged into two", graph.Batch{Entities: []*graph.Entity{body(bodyA, "org:x"), body("org:c", "org:x")}}, graph.Conflict, "org:c", "merged[0]"},
		{"the id of another form of record", graph.Batch{Entities: []*graph.Entity{body(page)}}, graph.Conflict, page, "id"},
		{"an id that was merged away", graph.Batch{Entities: []*graph.Entity{body(old)}}, graph.Conflict, old, "id"},
		{"an end that does not exist", graph.Batch{Relationships: []*graph.Relationship{unit(bodyA, "org:none")}}, graph.Invalid, unit(bodyA, "org:none").ID, "to"},
		{"an end that was merged away", graph.Batch{Relationships: []*graph.Relationship{unit(old, bodyA)}}, graph.Invalid, unit(old, bodyA).ID, "from"},
		{"an end that the batch removes", graph.Batch{Relationships: []*graph.Relationship{unit(bodyB, bodyA)}, Remove: []graph.ID{bodyA}}, graph.Conflict, unit(bodyB, bodyA).ID, "to"},
		{"an end that is no entity", graph.Batch{Relationships: []*graph.Relationship{unit(page, bodyA)}}, graph.Invalid, unit(page, bodyA).ID, "from"},
		{"a merged id that is a live entity", graph.Batch{Entities: []*graph.Entity{body("org:c", bodyA)}}, graph.Conflict, "org:c", "merged[0]"},
		{"a merged id of another entity", graph.Batch{Entities: []*graph.Entity{body("org:c", old)}}, graph.Conflict, "org:c", "merged[0]"},
		{"older merged ids left behind", graph.Batch{Entities: []*graph.Entity{body("org:c", bodyB)}, Remove: []graph.ID{bodyB}}, graph.Conflict, "org:c", "merged[0]"},
		{"the removal of nothing", graph.Batch{Remove: []graph.ID{"org:none"}}, graph.NotFound, "org:none", ""},
		{"the removal of a merged id", graph.Batch{Remove: []graph.ID{old}}, graph.NotFound, old, ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			_, err := planned(t, row.batch)
			flaw, ok := err.(*graph.Error)
			if !ok || flaw.Code != row.code || flaw.Record != string(row.record) || flaw.Field != row.field {
				t.Errorf("got %+v, want %v in %q at %q", err, row.code, row.record, row.field)
			}
		})
	}
}

func TestAPlanKeepsWhatHasToBeWritten(t *testing.T) {
	changed := body(bodyA)
	changed.Names[0].Value = "Another Name"
	made, err := planned(t, graph.Batch{
		Sources:       []*graph.Source{source("Invented page")},
		Entities:      []*graph.Entity{changed, changed, body("org:new")},
		Relationships: []*graph.Relationship{unit("org:new", bodyB)},
		Remove:        []graph.ID{unit(bodyA, bodyB).ID, unit(bodyA, bodyB).ID},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := graph.Commit{Added: 2, Changed: 1, Unchanged: 2, Removed: 1}
	if diff := cmp.Diff(want, made.Commit); diff != "" || !made.Writes() {
		t.Errorf("writes %v, (-want +got):\n%s", made.Writes(), diff)
	}
	var ids []graph.ID
	for _, put := range made.Puts {
		ids = append(ids, put.ID)
	}
	if wanted := []graph.ID{bodyA, "org:new", unit("org:new", bodyB).ID}; !slices.Equal(wanted, ids) {
		t.Errorf("puts: got %v, want %v", ids, wanted)
	}
	if replaced := made.Puts[0].OldRecord.Entity; replaced == nil || replaced.Names[0].Value != "Invented Body" {
		t.Errorf("replaced: got %+v", replaced)
	}
	if growth := made.Counts(); growth != [4]int{plan.Entity: 1, plan.Relationship: 0} {
		t.Errorf("growth: got %v, want one entity, and one relationship for another", growth)
	}
}

// Within a batch an id may change hands: rules hold for the state behind it.
func TestAnIDMayChangeHandsWithinABatch(t *testing.T) {
	made, err := planned(t, graph.Batch{
		Entities: []*graph.Entity{body("org:c", bodyB, old)},
		Remove:   []graph.ID{bodyB, unit(bodyA, bodyB).ID},
	})
	if err != nil {
		t.Fatal(err)
	}
	if made.Owner(bodyB) != "org:c" || made.Owner(old) != "org:c" {
		t.Errorf("owners: got %q and %q, want org:c", made.Owner(bodyB), made.Owner(old))
	}
}

func TestWhatIsDamagedIsNotReplaced(t *testing.T) {
	batch := graph.Batch{Entities: []*graph.Entity{body(bodyA)}}
	made, err := plan.New(&batch)
	if err != nil {
		t.Fatal(err)
	}
	made.Known = known()
	made.Known[bodyA].Damage = graph.Errorf(graph.Internal, "it is damaged")
	if err := made.Check(); err != nil {
		t.Fatal(err)
	}
	if err := made.Settle(); graph.CodeOf(err) != graph.Internal {
		t.Errorf("got %v, want the damage", err)
	}
}

func TestTheContentIsEverythingButKeyAndExpect(t *testing.T) {
	content := func(change func(*graph.Batch)) []byte {
		batch := graph.Batch{Author: "a", Reason: "b", Entities: []*graph.Entity{body(bodyA)}, Remove: []graph.ID{bodyB}}
		change(&batch)
		made, err := plan.New(&batch)
		if err != nil {
			t.Fatal(err)
		}
		return made.Content
	}
	first := content(func(*graph.Batch) {})
	rows := []struct {
		name   string
		same   bool
		change func(*graph.Batch)
	}{
		{"a key", true, func(b *graph.Batch) { b.Key = "k" }},
		{"an expected revision", true, func(b *graph.Batch) { b.Expect = 7 }},
		{"another author", false, func(b *graph.Batch) { b.Author = "c" }},
		{"a letter that moves from author to reason", false, func(b *graph.Batch) { b.Author, b.Reason = "", "ab" }},
		{"another record", false, func(b *graph.Batch) { b.Entities[0].Names[0].Value = "Another" }},
		{"another removal", false, func(b *graph.Batch) { b.Remove[0] = "org:c" }},
	}
	for _, row := range rows {
		if same := bytes.Equal(first, content(row.change)); same != row.same {
			t.Errorf("%s: the content is the same is %v", row.name, same)
		}
	}
}

// A plan is made again for every try; what one try settled is not the next one's.
func TestAFreshPlanIsAsItWasMade(t *testing.T) {
	batch := graph.Batch{Entities: []*graph.Entity{body(bodyA), body("org:new")}, Remove: []graph.ID{unit(bodyA, bodyB).ID, "org:gone"}}
	first, err := plan.New(&batch)
	if err != nil {
		t.Fatal(err)
	}
	again := first.Fresh()
	again.Spare(func(id graph.ID) bool { return id == "org:gone" })
	again.Known = known()
	if err := again.Check(); err != nil {
		t.Fatal(err)
	}
	if err := again.Settle(); err != nil {
		t.Fatal(err)
	}
	if len(again.Puts) != 1 || again.Removing("org:gone") || len(again.Removes) != 1 {
		t.Errorf("the try: %d puts, removes %v", len(again.Puts), again.Removes)
	}
	if len(first.Puts) != 2 || first.Puts[0].Old != nil || !first.Removing("org:gone") || len(first.Removes) != 2 || first.Commit != (graph.Commit{}) || first.Known != nil {
		t.Errorf("the plan was changed by its try: %+v", first)
	}
}
