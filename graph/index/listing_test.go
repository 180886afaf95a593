package index_test

import (
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/index"
)

// The world of these cases, with invented bodies:
//
//	field:catalysts ─BROADER→ field:chemistry ─BROADER→ field:science
//	      ↑ WORKS_IN               ↑ COVERS
//	  org:works               org:covers            org:listed ─LISTED_UNDER→ restriction:list ─TARGETS→ iso:FR
//	      └LOCATED_IN→ iso:IR      └LOCATED_IN (office)→ iso:FR, its code is IR
func places() *world {
	w := newWorld()
	for id, kind := range map[graph.ID]graph.EntityKind{
		"field:catalysts": graph.TechnologyField, "field:chemistry": graph.TechnologyField, "field:science": graph.TechnologyField,
		"org:works": graph.Organization, "org:listed": graph.Organization, "restriction:list": graph.Restriction,
	} {
		w.putNode(graph.Node{ID: id, Kind: kind})
	}
	w.putNode(graph.Node{ID: "iso:IR", Kind: graph.Country, Code: "IR"})
	w.putNode(graph.Node{ID: "iso:FR", Kind: graph.Country, Code: "FR"})
	w.putNode(graph.Node{ID: "org:covers", Kind: graph.Organization, Code: "IR"})
	w.tie(graph.Broader, "field:catalysts", "field:chemistry", "")
	w.tie(graph.Broader, "field:chemistry", "field:science", "")
	w.tie(graph.WorksIn, "org:works", "field:catalysts", "capability")
	w.tie(graph.Covers, "org:covers", "field:chemistry", "")
	w.tie(graph.LocatedIn, "org:works", "iso:IR", "")
	w.tie(graph.LocatedIn, "org:covers", "iso:FR", "office")
	w.tie(graph.ListedUnder, "org:listed", "restriction:list", "")
	w.tie(graph.Targets, "restriction:list", "iso:FR", "")
	return w
}

func (w *world) tie(kind graph.RelationshipKind, from, to graph.ID, role string) graph.ID {
	return w.putTie(graph.Tie{Kind: kind, From: from, To: to, Role: role, Resolution: graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA}})
}

func TestInField(t *testing.T) {
	s := places().build(t)
	rows := []struct {
		field graph.ID
		want  []graph.ID
	}{
		{"field:catalysts", []graph.ID{"org:works"}},
		{"field:chemistry", []graph.ID{"org:covers", "org:works"}},
		{"field:science", []graph.ID{"org:covers", "org:works"}},
		{"org:works", nil},
	}
	for _, row := range rows {
		t.Run("those of "+string(row.field)+" and narrower fields", func(t *testing.T) {
			if got := ids(s, s.InField(vertex(t, s, row.field))); !slices.Equal(got, row.want) {
				t.Errorf("InField = %v, want %v", got, row.want)
			}
		})
	}
	t.Run("fields that are broader than each other come to an end", func(t *testing.T) {
		w := places()
		w.tie(graph.Broader, "field:science", "field:catalysts", "")
		s := w.build(t)
		if got := ids(s, s.InField(vertex(t, s, "field:catalysts"))); len(got) != 2 {
			t.Errorf("InField = %v, want both", got)
		}
	})
}

func TestInCountry(t *testing.T) {
	s := places().build(t)
	rows := []struct {
		code string
		want []graph.ID
	}{
		{"IR", []graph.ID{"iso:IR", "org:covers", "org:works"}},
		{"FR", []graph.ID{"iso:FR", "org:covers"}},
		{"CN", nil},
		{"", nil},
	}
	for _, row := range rows {
		t.Run("those of "+row.code, func(t *testing.T) {
			if got := ids(s, s.InCountry(row.code)); !slices.Equal(got, row.want) {
				t.Errorf("InCountry = %v, want %v", got, row.want)
			}
		})
	}
	t.Run("a code without its Country still finds those that carry it", func(t *testing.T) {
		w := newWorld()
		w.putNode(graph.Node{ID: "org:a", Kind: graph.Organization, Code: "KZ"})
		s := w.build(t)
		if got := ids(s, s.InCountry("KZ")); !slices.Equal(got, []graph.ID{"org:a"}) {
			t.Errorf("InCountry = %v", got)
		}
		if country, ok := s.Country(0); ok {
			t.Errorf("Country = %d, want none", country)
		}
	})
}

func TestCountry(t *testing.T) {
	country := func(t *testing.T, s *index.Snapshot, id graph.ID) graph.ID {
		t.Helper()
		v, ok := s.Country(vertex(t, s, id))
		if !ok {
			return ""
		}
		return s.ID(v)
	}
	steps := []struct {
		name   string
		change func(w *world)
		want   graph.ID
	}{
		{"an office tells before the code does", func(*world) {}, "iso:FR"},
		{"a place without a role tells before an office", func(w *world) { w.tie(graph.LocatedIn, "org:covers", "iso:IR", "") }, "iso:IR"},
		{"without a place the code tells", func(w *world) {
			w.remove("rel:LOCATED_IN/org:covers/iso:IR")
			w.remove("rel:LOCATED_IN/org:covers/iso:FR/office")
		}, "iso:IR"},
		{"a code that its Country loses tells nothing", func(w *world) { w.putNode(graph.Node{ID: "iso:IR", Kind: graph.Country}) }, ""},
		{"until another Country has it", func(w *world) { w.putNode(graph.Node{ID: "country:new", Kind: graph.Country, Code: "IR"}) }, "country:new"},
		{"the smaller id of two has it", func(w *world) { w.putNode(graph.Node{ID: "country:first", Kind: graph.Country, Code: "IR"}) }, "country:first"},
		{"and loses it when it is gone", func(w *world) { w.remove("country:first") }, "country:new"},
		{"a Country is its own", func(w *world) { w.putNode(graph.Node{ID: "org:covers", Kind: graph.Country}) }, "org:covers"},
		{"another code of the entity", func(w *world) {
			w.putNode(graph.Node{ID: "org:covers", Kind: graph.Organization, Code: "FR"})
		}, "iso:FR"},
	}
	w := places()
	s := w.build(t)
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			w.revision++
			step.change(w)
			s = with(t, s, w.since(s.Revision()))
			if got := country(t, s, "org:covers"); got != step.want {
				t.Errorf("Country = %q, want %q", got, step.want)
			}
			agree(t, s, w)
		})
	}
}

func TestRestricted(t *testing.T) {
	rows := []struct {
		name   string
		change func(*graph.Tie)
		want   bool
	}{
		{"a listing that stands", func(*graph.Tie) {}, true},
		{"a contested one counts", func(t *graph.Tie) { t.Status = graph.Contested }, true},
		{"one that is only planned does not", func(t *graph.Tie) { t.Status = graph.Planned }, false},
		{"nor one that was lifted", func(t *graph.Tie) { t.Status = graph.Ended }, false},
		{"nor one whose time is over", func(t *graph.Tie) { t.End = graph.Date{Year: 2026, Month: 2} }, false},
		{"one that ends this year may still hold", func(t *graph.Tie) { t.End = graph.Date{Year: 2026} }, true},
		{"one that starts tomorrow does not hold", func(t *graph.Tie) { t.Start = graph.Date{Year: 2026, Month: 3, Day: 2} }, false},
	}
	for _, row := range rows {
		for _, id := range []graph.ID{"rel:LISTED_UNDER/org:listed/restriction:list", "rel:TARGETS/restriction:list/iso:FR"} {
			t.Run(row.name+": "+string(id), func(t *testing.T) {
				w := places()
				tie := w.ties[id]
				row.change(&tie)
				w.putTie(tie)
				s, subject := w.build(t), tie.From
				if tie.Kind == graph.Targets {
					subject = tie.To
				}
				if got := s.Restricted(vertex(t, s, subject)); got != row.want {
					t.Errorf("Restricted(%s) = %v, want %v", subject, got, row.want)
				}
				if s.Restricted(vertex(t, s, "restriction:list")) {
					t.Error("the list itself counts as restricted")
				}
			})
		}
	}
}

func TestNames(t *testing.T) {
	t.Run("ids of every script and length are found, and no others", func(t *testing.T) {
		w := newWorld()
		for _, id := range []graph.ID{"a:", "a:b", "org:\u06cc\u06a9", "org:科技", "org:\U0001F30D", "x:" + graph.ID(make500())} {
			w.putNode(organization(id))
		}
		s := w.build(t)
		agree(t, s, w)
		for _, id := range []graph.ID{"", "a", "a:bb", "org:", "org:科"} {
			if v, ok := s.Lookup(id); ok {
				t.Errorf("Lookup(%q) = %d", id, v)
			}
		}
	})
	t.Run("every one of many ids is found", func(t *testing.T) {
		w := hub(5000)
		s := w.build(t)
		for id := range w.nodes {
			if v := vertex(t, s, id); s.ID(v) != id {
				t.Fatalf("ID(Lookup(%s)) = %s", id, s.ID(v))
			}
		}
	})
	t.Run("a removed entity is not found until it comes back, under the same number", func(t *testing.T) {
		w := hub(1)
		w.putNode(organization("org:alone"))
		s := w.build(t)
		before := vertex(t, s, "org:alone")
		w.revision++
		w.remove("org:alone")
		s = with(t, s, w.since(s.Revision()))
		if v, ok := s.Lookup("org:alone"); ok || s.Live(before) || s.ID(before) != "org:alone" {
			t.Errorf("Lookup = %d, %v; Live = %v; ID = %s", v, ok, s.Live(before), s.ID(before))
		}
		w.revision++
		w.putNode(organization("org:alone"))
		s = with(t, s, w.since(s.Revision()))
		if after := vertex(t, s, "org:alone"); after != before {
			t.Errorf("it came back as %d, was %d", after, before)
		}
	})
}

func make500() string {
	long := make([]byte, 500)
	for i := range long {
		long[i] = 'n'
	}
	return string(long)
}
