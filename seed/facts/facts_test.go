package facts_test

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/interchange"
	"entente/seed/facts"
)

func unpacked(t *testing.T) []byte {
	t.Helper()
	input, err := facts.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer input.Close()
	content, err := io.ReadAll(input)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func records(t *testing.T) []interchange.Numbered {
	t.Helper()
	var all []interchange.Numbered
	for record, err := range interchange.Read(t.Context(), bytes.NewReader(unpacked(t))) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, record)
	}
	return all
}

func TestFactsValidate(t *testing.T) {
	seen := map[graph.ID]bool{}
	for _, r := range records(t) {
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", r.Label(), err)
		}
		if seen[r.ID()] {
			t.Errorf("%s: the id is given twice", r.Label())
		}
		seen[r.ID()] = true
	}
}

// counts are those that README.md states.
type counts struct{ Sources, Entities, Relationships, Claims int }

func TestFactsAreAllThere(t *testing.T) {
	var got counts
	for _, r := range records(t) {
		switch {
		case r.Source != nil:
			got.Sources++
		case r.Entity != nil:
			got.Entities++
		default:
			got.Relationships++
			got.Claims += len(r.Relationship.Claims)
		}
	}
	want := counts{Sources: 384, Entities: 1_250, Relationships: 3_005, Claims: 3_120}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counts differ (-want +got):\n%s", diff)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, number := range []string{"| 384 |", "| 1,250 |", "| 3,005, with 3,120 claims |"} {
		if !strings.Contains(string(readme), number) {
			t.Errorf("README.md does not say %q", number)
		}
	}
}

// order is where a record stands: sources, entities, relationships, each by id.
func order(r interchange.Numbered) string {
	switch {
	case r.Source != nil:
		return "0" + string(r.ID())
	case r.Entity != nil:
		return "1" + string(r.ID())
	}
	return "2" + string(r.ID())
}

func TestFactsAreCanonical(t *testing.T) {
	var again []byte
	last := ""
	for _, r := range records(t) {
		if order(r) <= last {
			t.Errorf("%s: out of order", r.Label())
		}
		last = order(r)
		again = append(interchange.Append(again, r.Record), '\n')
	}
	if !bytes.Equal(again, unpacked(t)) {
		t.Error("the facts, read and written again, differ from the file")
	}
}

func TestFactsHangTogether(t *testing.T) {
	sources := map[graph.ID]bool{}
	kinds := map[graph.ID]graph.EntityKind{}
	type tie struct {
		kind     graph.RelationshipKind
		from, to graph.ID
		role     string
	}
	ties := map[tie]bool{}
	for _, r := range records(t) {
		switch {
		case r.Source != nil:
			sources[r.ID()] = true
		case r.Entity != nil:
			kinds[r.ID()] = r.Entity.Kind
			for _, statement := range r.Entity.Statements {
				if !sources[statement.Source] {
					t.Errorf("%s: the statement's source %s does not exist", r.Label(), statement.Source)
				}
			}
		default:
			if err := r.Relationship.ValidateEnds(kinds[r.Relationship.From], kinds[r.Relationship.To]); err != nil {
				t.Errorf("%s: %v", r.Label(), err)
			}
			same := tie{r.Relationship.Kind, r.Relationship.From, r.Relationship.To, r.Relationship.Role}
			if ties[same] {
				t.Errorf("%s: the tie is given twice", r.Label())
			}
			ties[same] = true
			for _, claim := range r.Relationship.Claims {
				if !sources[claim.Source] {
					t.Errorf("%s: the claim's source %s does not exist", r.Label(), claim.Source)
				}
			}
			if r.Relationship.Kind.Symmetric(r.Relationship.Role) && r.Relationship.From > r.Relationship.To {
				t.Errorf("%s: the ends of a tie without direction must stand in the order of their ids", r.Label())
			}
		}
	}
}

// Persian names have Persian ye and kaf, so that equal names are equal bytes.
func TestPersianNamesHavePersianLetters(t *testing.T) {
	for _, r := range records(t) {
		if r.Entity == nil {
			continue
		}
		for _, name := range r.Entity.Names {
			if name.Language == "fa" && strings.ContainsAny(name.Value, "\u064a\u0643") {
				t.Errorf("%s: %q holds an Arabic yeh or kaf", r.Label(), name.Value)
			}
		}
	}
}
