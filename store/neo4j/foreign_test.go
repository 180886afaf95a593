package neo4j_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/internal/neo4j"
	backend "entente/store/neo4j"
)

// The graph of these tests; all of it is invented.
//
//	org:a ─PART_OF/unit─► org:b ─MEMBER_OF/member─► academy:u
const (
	register = graph.ID("src:register")
	bodyA    = graph.ID("org:a")
	bodyB    = graph.ID("org:b")
	union    = graph.ID("academy:u")
)

func named(id graph.ID, kind graph.EntityKind, name string) *graph.Entity {
	return &graph.Entity{ID: id, Kind: kind, Names: []graph.Name{{Value: name, Language: "en", Type: graph.Label}}}
}

func tied(kind graph.RelationshipKind, from, to graph.ID, role string, claims ...graph.Claim) *graph.Relationship {
	if claims == nil {
		claims = []graph.Claim{{Source: register, Locator: "row 1", Confidence: graph.ConfidenceA, Status: graph.Active, Start: graph.Date{Year: 2018, Month: 11}}}
	}
	return &graph.Relationship{ID: graph.RelationshipID(kind, from, to, role), Kind: kind, From: from, To: to, Role: role, Claims: claims}
}

func small() graph.Batch {
	return graph.Batch{
		Author: "tester", Reason: "the small graph",
		Sources:       []*graph.Source{{ID: register, Title: "Invented register", Kind: "dataset"}},
		Entities:      []*graph.Entity{named(bodyA, graph.Organization, "Invented Body A"), named(bodyB, graph.Organization, "Invented Body B"), named(union, graph.Academy, "Invented Union")},
		Relationships: []*graph.Relationship{tied(graph.PartOf, bodyA, bodyB, "unit"), tied(graph.MemberOf, bodyB, union, "member")},
	}
}

// listened is a store that tells which statements it sent.
type listened struct {
	*backend.Store
	sent []string
}

func listen(t *testing.T, s *neo4j.Server) *listened {
	l := &listened{}
	o := options(s)
	o.Observe = func(statement string) { l.sent = append(l.sent, statement) }
	l.Store = open(t, s, o)
	return l
}

func cypher(t *testing.T, s *neo4j.Server, text string) [][]any {
	t.Helper()
	records, err := s.Cypher(t.Context(), text, nil)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	var rows [][]any
	for _, record := range records {
		rows = append(rows, record.Values)
	}
	return rows
}

// outlined reads the outline since a revision, by id, and the revision that the store has then.
func outlined(t *testing.T, store graph.Store, since graph.Revision) (map[graph.ID]graph.Outline, graph.Head) {
	t.Helper()
	all := map[graph.ID]graph.Outline{}
	for o, err := range store.Outline(t.Context(), since) {
		if err != nil {
			t.Fatalf("Outline: %v", err)
		}
		switch {
		case o.Node != nil:
			all[o.Node.ID] = o
		case o.Tie != nil:
			all[o.Tie.ID] = o
		default:
			all[o.Removed] = o
		}
	}
	head, err := store.Head(t.Context())
	if err != nil {
		t.Fatalf("Head: %v", err)
	}
	return all, head
}

func relationship(t *testing.T, store graph.Store, id graph.ID) *graph.Relationship {
	t.Helper()
	found, err := store.Relationships(t.Context(), []graph.ID{id})
	if err != nil || found[0] == nil {
		t.Fatalf("Relationships(%s): got %v, error %v", id, found, err)
	}
	return found[0]
}

func TestWhatOthersWriteIsTakenIntoTheLog(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		store := listen(t, s)
		must(t, store, small())
		outlined(t, store, 0)

		t.Run("a new relationship", func(t *testing.T) {
			cypher(t, s, `MATCH (a:Entity {id: 'org:a'}), (u:Entity {id: 'academy:u'})
				CREATE (a)-[:MEMBER_OF {role: 'observer', status: 'active', start: date('2019-03-04'), confidence: 'B', sources: ['src:register'], note: 'by hand'}]->(u)`)
			want := tied(graph.MemberOf, bodyA, union, "observer", graph.Claim{Source: register, Confidence: graph.ConfidenceB, Status: graph.Active,
				Start: graph.Date{Year: 2019, Month: 3, Day: 4}, Note: "by hand"})
			changes, head := outlined(t, store, 1)
			if head != (graph.Head{Revision: 2, Sources: 1, Entities: 3, Relationships: 3}) {
				t.Errorf("head: got %+v", head)
			}
			wantTie := &graph.Tie{ID: want.ID, Kind: want.Kind, From: bodyA, To: union, Role: "observer", Resolution: want.Resolve()}
			if diff := cmp.Diff(map[graph.ID]graph.Outline{want.ID: {Revision: 2, Tie: wantTie}}, changes); diff != "" {
				t.Errorf("outline since 1 (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(want, relationship(t, store, want.ID)); diff != "" {
				t.Errorf("record (-want +got):\n%s", diff)
			}
			versions, err := store.History(t.Context(), want.ID)
			if err != nil || len(versions) != 1 || versions[0].Author != "Cypher" {
				t.Errorf("History: got %+v, error %v, want one version by Cypher", versions, err)
			}
		})
		t.Run("a new node with what joins it, and nothing said", func(t *testing.T) {
			cypher(t, s, `MATCH (u:Entity {id: 'academy:u'})
				CREATE (n:Entity:Firm {id: 'firm:n', name: 'Invented Firm N', names: ['Invented Firm N', 'IFN'], country: 'IR', founded: '2001-05'})-[:PARTNER_OF]->(u)`)
			changes, _ := outlined(t, store, 2)
			want := &graph.Entity{ID: "firm:n", Kind: graph.Firm, Names: []graph.Name{{Value: "Invented Firm N", Type: graph.Label}, {Value: "IFN", Type: graph.Alias}},
				Properties: map[string]graph.Value{"country": graph.Text("IR"), "founded": graph.DateOf(graph.Date{Year: 2001, Month: 5})}}
			found, err := store.Entities(t.Context(), []graph.ID{"firm:n"})
			if diff := cmp.Diff([]*graph.Entity{want}, found); err != nil || diff != "" || changes["firm:n"].Node == nil {
				t.Errorf("error %v, outline %+v, (-want +got):\n%s", err, changes["firm:n"], diff)
			}
			partner := relationship(t, store, "rel:PARTNER_OF/academy:u/firm:n")
			if diff := cmp.Diff([]graph.Claim{{Source: "src:cypher", Confidence: graph.ConfidenceC, Status: graph.Unknown}}, partner.Claims); diff != "" {
				t.Errorf("claims (-want +got):\n%s", diff)
			}
			page, err := store.Find(t.Context(), graph.Query{Text: "ifn", First: 1})
			if err != nil || page.Total != 1 || page.Hits[0].Entity.ID != "firm:n" {
				t.Errorf("Find: got %+v, error %v, want firm:n", page, err)
			}
		})
		t.Run("a changed status, end and role", func(t *testing.T) {
			_, before := outlined(t, store, 0)
			cypher(t, s, `MATCH (:Entity {id: 'org:b'})-[r:MEMBER_OF]->() SET r.status = 'ended', r.end = '2024-06', r.role = 'associate'`)
			changes, _ := outlined(t, store, before.Revision)
			want := graph.Resolution{Status: graph.Ended, Start: graph.Date{Year: 2018, Month: 11}, End: graph.Date{Year: 2024, Month: 6}, Confidence: graph.ConfidenceA}
			tie := changes["rel:MEMBER_OF/org:b/academy:u/associate"].Tie
			if tie == nil || tie.Resolution != want || changes["rel:MEMBER_OF/org:b/academy:u/member"].Removed == "" {
				t.Errorf("outline: got %+v, want the other role, %+v, and the first removed", changes, want)
			}
			versions, err := store.History(t.Context(), "rel:MEMBER_OF/org:b/academy:u/member")
			if err != nil || len(versions) != 2 || versions[1].Change.Relationship.Claims[0].Status != graph.Active {
				t.Errorf("History: got %+v, error %v, want the removal and what it was before", versions, err)
			}
		})
		t.Run("what is deleted", func(t *testing.T) {
			_, before := outlined(t, store, 0)
			cypher(t, s, `MATCH (n:Entity {id: 'firm:n'}) DETACH DELETE n`)
			changes, head := outlined(t, store, before.Revision)
			for _, id := range []graph.ID{"firm:n", "rel:PARTNER_OF/academy:u/firm:n"} {
				if changes[id].Removed != id {
					t.Errorf("outline: got %+v, want the removal of %s", changes, id)
				}
			}
			if head.Entities != 3 || head.Relationships != 3 {
				t.Errorf("head: got %+v, want 3 entities and 3 relationships", head)
			}
			page, err := store.Find(t.Context(), graph.Query{First: 10})
			if err != nil || page.Total != 3 || len(page.Hits) != 3 {
				t.Errorf("Find: got %d of %d, error %v, want 3", len(page.Hits), page.Total, err)
			}
		})
		t.Run("what breaks a rule stays, with the reason on it", func(t *testing.T) {
			_, before := outlined(t, store, 0)
			cypher(t, s, `MATCH (a:Entity {id: 'org:a'}), (b:Entity {id: 'org:b'})
				CREATE (a)-[:MEMBER_OF {role: 'emperor'}]->(b), (a)-[:EXPORTS_TO]->(b), (a)-[:FUNDS {sources: ['src:none']}]->(b), (a)-[:HOSTS {start: 'once'}]->(b), (a)-[:PART_OF {role: 'unit', status: 'ended'}]->(b),
					(a)-[:PARTNER_OF {role: 'cooperation'}]->(b), (:Entity:Firm {id: 'nameless:x'}), (:Entity {id: 'kindless:x', name: 'X'}), (:Entity:Firm {name: 'Without an id'})`)
			changes, _ := outlined(t, store, before.Revision)
			if len(changes) != 1 || changes["rel:PARTNER_OF/org:a/org:b/cooperation"].Tie == nil {
				t.Errorf("outline: got %+v, want the one that keeps the rules", changes)
			}
			var reasons []string
			for _, row := range cypher(t, s, `MATCH ()-[r]->() WHERE r._refused IS NOT NULL RETURN r._refused UNION ALL MATCH (n) WHERE n._refused IS NOT NULL RETURN n._refused AS `+"`r._refused`") {
				reasons = append(reasons, row[0].(string))
			}
			slices.Sort(reasons)
			for i, want := range []string{"id: ", "kind: ", "names: ", "rel:PART_OF/org:a/org:b/unit says the same", "role: ", "sources: ", "start: ", "to: "} {
				if len(reasons) != 8 || !strings.HasPrefix(reasons[i], want) {
					t.Fatalf("reasons: got %q, want one that begins with %q", reasons, want)
				}
			}
			_, after := outlined(t, store, 0)
			if _, again := outlined(t, store, 0); again != after {
				t.Errorf("head: got %+v after %+v, want no further change", again, after)
			}
		})
	})
}

func TestNobodyLooksForWhatOthersWroteWhenNobodyDid(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		store := listen(t, s)
		must(t, store, small())
		outlined(t, store, 0)
		other := listen(t, s)
		scans := func() (count int) {
			for _, name := range append(slices.Clone(store.sent), other.sent...) {
				if name == "scan ties" {
					count++
				}
			}
			return count
		}
		before := scans()
		for i := range 3 {
			must(t, store, graph.Batch{Entities: []*graph.Entity{named(bodyA, graph.Organization, strings.Repeat("Renamed ", i+1))}})
			outlined(t, store, graph.Revision(i+1))
			outlined(t, other, 0)
			must(t, other, graph.Batch{Key: strings.Repeat("k", i+1)})
		}
		if got := scans(); got != before {
			t.Errorf("scans: got %d more, want none after writes of ours only", got-before)
		}
		cypher(t, s, `CREATE (:Unrelated)`)
		outlined(t, store, 0)
		if got := scans(); got == before {
			t.Error("scans: got none after somebody else's write")
		}
	})
}
