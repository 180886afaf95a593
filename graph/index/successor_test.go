package index_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"entente/graph"
	"entente/graph/index"
)

func TestWith(t *testing.T) {
	t.Run("any sequence of changes gives what a rebuilt index gives", func(t *testing.T) {
		for seed := range uint64(60) {
			c := newChance(seed)
			w := c.world(4+c.IntN(16), 5+c.IntN(60))
			s := w.build(t)
			for range 12 {
				for range 1 + c.IntN(3) {
					c.change(w)
				}
				changes := w.since(s.Revision())
				c.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
				s = with(t, s, changes)
				agree(t, s, w)
				if want := latest(w.changed); s.Revision() != want {
					t.Fatalf("seed %d: Revision() = %d, want %d", seed, s.Revision(), want)
				}
			}
			if diff := compare(read(w.build(t)).Entities, read(s).Entities); diff != "" {
				t.Fatalf("seed %d: the rebuilt index differs:\n%s", seed, diff)
			}
		}
	})
	t.Run("a body whose members pass every bound of size agrees, growing and shrinking", func(t *testing.T) {
		w := hub(1)
		s := w.build(t)
		for _, members := range []int{4, 5, 8, 9, 64, 65, 66, 140, 128, 60, 9, 8, 2} {
			w.resize(members)
			s = with(t, s, w.since(s.Revision()))
			agree(t, s, w)
		}
	})
	t.Run("earlier snapshots stay as they were", func(t *testing.T) {
		c := newChance(5)
		w := c.world(12, 40)
		kept := []*index.Snapshot{w.build(t)}
		views := []view{read(kept[0])}
		for range 60 {
			c.change(w)
			last := kept[len(kept)-1]
			kept = append(kept, with(t, last, w.since(last.Revision())))
			views = append(views, read(kept[len(kept)-1]))
		}
		for i, s := range kept {
			if diff := compare(views[i], read(s)); diff != "" {
				t.Fatalf("snapshot %d changed:\n%s", i, diff)
			}
		}
	})
	t.Run("two successors of one snapshot do not disturb each other", func(t *testing.T) {
		w := hub(10)
		s := w.build(t)
		var each []*index.Snapshot
		for _, role := range []string{"founder", "board", "observer"} {
			branch := &world{revision: 2, nodes: maps.Clone(w.nodes), ties: maps.Clone(w.ties), changed: map[graph.ID]graph.Revision{}}
			branch.tie(graph.MemberOf, "org:m0001", "academy:hub", role)
			each = append(each, with(t, s, branch.since(1)))
			defer agree(t, each[len(each)-1], branch)
		}
		agree(t, s, w)
	})
	t.Run("a snapshot at a later revision says the same and can be changed", func(t *testing.T) {
		w := hub(4)
		s := w.build(t)
		later := s.At(7)
		if later.Revision() != 7 || s.Revision() != 1 || later.Day() != today {
			t.Errorf("Revision() = %d, and %d before, on day %d; want 7, 1 and %d", later.Revision(), s.Revision(), later.Day(), today)
		}
		w.revision = 8
		w.join("org:new")
		agree(t, with(t, later, w.since(7)), w)
	})
	t.Run("nothing to change gives the same at the later revision", func(t *testing.T) {
		w := hub(4)
		s := w.build(t)
		next := with(t, s, []graph.Outline{{Revision: 8, Removed: "src:unheard-of"}})
		agree(t, next, w)
		if next.Revision() != 8 || s.Revision() != 1 {
			t.Errorf("Revision() = %d, and %d before; want 8 and 1", next.Revision(), s.Revision())
		}
	})
}

func latest(changed map[graph.ID]graph.Revision) (revision graph.Revision) {
	for _, at := range changed {
		revision = max(revision, at)
	}
	return revision
}

// resize adds or removes members of the hub.
func (w *world) resize(members int) {
	w.revision++
	for len(w.ties) < members {
		w.join(fmt.Sprintf("org:z%d-%d", w.revision, len(w.ties)))
	}
	for _, id := range slices.Sorted(maps.Keys(w.ties)) {
		if len(w.ties) > members {
			w.remove(id)
		}
	}
}

func TestCostOfWith(t *testing.T) {
	written := func(t *testing.T, w *world, change func()) int {
		t.Helper()
		s := w.build(t)
		w.revision++
		change()
		next := with(t, s, w.since(1))
		agree(t, next, w)
		n, total := next.Pending()
		if total != 2*len(w.ties) {
			t.Errorf("Pending() gives %d entries, want %d", total, 2*len(w.ties))
		}
		return n
	}
	w := hub(100)
	small := w
	rows := []struct {
		name   string
		world  *world
		change func()
		want   int
	}{
		{"a tie between two small rows writes these", hub(100), func() {
			small.putTie(graph.Tie{Kind: graph.PartOf, From: "org:m0001", To: "org:m0002", Resolution: member("", "").Resolution})
		}, 4},
		{"another status of a tie writes the rows of both ends", hub(100), func() {
			tie := member("org:m0001", "academy:hub")
			tie.Status = graph.Ended
			small.putTie(tie)
		}, 101},
		{"a tie that says the same as before writes nothing", hub(100), func() { small.putTie(member("org:m0001", "academy:hub")) }, 0},
		{"an entity that stays the same writes nothing", hub(100), func() { small.putNode(organization("org:m0001")) }, 0},
		{"another code of an entity writes nothing", hub(100), func() {
			small.putNode(graph.Node{ID: "org:m0001", Kind: graph.Organization, Code: "IR"})
		}, 0},
		{"a new member within the bound writes its row and the body's", hub(100), func() { small.join("org:new") }, 102},
		{"a new member that passes the bound writes the rows of all members", hub(128), func() { small.join("org:new") }, 129 * 2},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			small = row.world
			if got := written(t, row.world, row.change); got != row.want {
				t.Errorf("%d entries were written, want %d", got, row.want)
			}
		})
	}
}

func TestWithRefuses(t *testing.T) {
	tie := func(t graph.Tie, id graph.ID) graph.Outline {
		t.ID = id
		return graph.Outline{Tie: &t}
	}
	joins := member("org:m0000", "academy:hub")
	rows := []struct {
		name    string
		changes []graph.Outline
		says    string
	}{
		{"an entity that is removed before its relationships", []graph.Outline{{Removed: "org:m0000"}}, "org:m0000 was removed"},
		{"a relationship without an end", []graph.Outline{tie(member("org:m0000", "org:x"), "rel:x")}, "rel:x does not join"},
		{"a relationship of an entity to itself", []graph.Outline{tie(member("org:m0000", "org:m0000"), "rel:x")}, "rel:x does not join"},
		{"a relationship of an unheard-of kind", []graph.Outline{tie(graph.Tie{Kind: 99, From: "org:m0000", To: "org:m0001"}, "rel:x")}, "rel:x has a kind"},
		{"an entity of no kind", []graph.Outline{{Node: &graph.Node{ID: "org:new"}}}, "org:new has a kind"},
		{"a second relationship that says what one says", []graph.Outline{tie(joins, "treaty:1")}, "treaty:1 says what another"},
		{"two new relationships that say the same", []graph.Outline{tie(member("org:m0000", "org:m0001"), "treaty:1"), tie(member("org:m0000", "org:m0001"), "treaty:2")}, "treaty:2 says what another"},
	}
	for _, row := range rows {
		t.Run(row.name+" calls for a rebuilt index", func(t *testing.T) {
			w := hub(5)
			s := w.build(t)
			_, err := s.With(row.changes)
			if err == nil || graph.CodeOf(err) != graph.Internal || !strings.Contains(err.Error(), row.says) {
				t.Errorf("With: %v; want INTERNAL with %q", err, row.says)
			}
			agree(t, s, w)
		})
	}
}

func TestReadersBesideAWriter(t *testing.T) {
	c := newChance(11)
	w := c.world(30, 120)
	var current atomic.Pointer[index.Snapshot]
	current.Store(w.build(t))
	var readers sync.WaitGroup
	done := make(chan struct{})
	for range 3 {
		readers.Go(func() {
			for {
				s := current.Load()
				if first, again := read(s), read(s); compare(first, again) != "" {
					t.Error("a snapshot changed under a reader")
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for range 150 {
		c.change(w)
		s := current.Load()
		current.Store(with(t, s, w.since(s.Revision())))
	}
	close(done)
	readers.Wait()
	agree(t, current.Load(), w)
}

// A derived id may be read in several ways, for ids may hold slashes: of these,
// only the relationship that is meant may go.
func FuzzRemovalOfADerivedID(f *testing.F) {
	f.Add("org:a", "org:b", "member")
	f.Add("org:a/org:b", "org:c", "")
	f.Add("org:a", "org:b/member", "member")
	f.Add("o:/", "o:/founder/", "founder")
	f.Fuzz(func(t *testing.T, from, to, role string) {
		if graph.ID(from).Validate() != nil || graph.ID(to).Validate() != nil || from == to || !graph.MemberOf.HasRole(role) {
			return // no such relationship can be recorded
		}
		w := newWorld()
		for _, id := range []graph.ID{graph.ID(from), graph.ID(to), "org:z1", "org:z2"} {
			w.putNode(organization(id))
		}
		w.putSplits(graph.ID(from), graph.ID(to))
		tie := member(graph.ID(from), graph.ID(to))
		tie.Role = role
		id := w.putTie(tie)
		w.putTie(member("org:z1", "org:z2"))
		s := w.build(t)
		w.revision++
		w.remove(id)
		s = with(t, s, w.since(1))
		agree(t, s, w)
	})
}

// putSplits adds the entities that another reading of the slashes would name.
func (w *world) putSplits(from, to graph.ID) {
	joined := string(from) + "/" + string(to)
	for i, c := range joined {
		if c != '/' {
			continue
		}
		for _, id := range []graph.ID{graph.ID(joined[:i]), graph.ID(joined[i+1:])} {
			if id.Validate() == nil {
				w.putNode(organization(id))
			}
		}
	}
}

func BenchmarkWith(b *testing.B) {
	outline := network(100_000, 1_000_000)
	s := buildOf(b, outline)
	r := rand.New(rand.NewPCG(3, 3))
	for b.Loop() {
		tie := *outline[100_000+r.IntN(1_000_000)].Tie
		tie.Status = pick(&chance{Rand: r}, graph.DefaultStatuses())
		s = with(b, s, []graph.Outline{{Revision: 2, Tie: &tie}})
	}
}
