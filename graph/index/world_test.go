package index_test

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/index"
)

var today = graph.Date{Year: 2026, Month: 3, Day: 1}.First()

// world is a graph kept in the plainest way: what the index must agree with.
// It notes which records changed, as the log of a store does.
type world struct {
	revision graph.Revision
	nodes    map[graph.ID]graph.Node
	ties     map[graph.ID]graph.Tie
	changed  map[graph.ID]graph.Revision
}

func newWorld() *world {
	return &world{
		revision: 1, nodes: map[graph.ID]graph.Node{}, ties: map[graph.ID]graph.Tie{}, changed: map[graph.ID]graph.Revision{},
	}
}

func (w *world) putNode(node graph.Node) {
	w.nodes[node.ID] = node
	w.changed[node.ID] = w.revision
}

// putTie records a tie; without an id it gets the derived one.
func (w *world) putTie(tie graph.Tie) graph.ID {
	if tie.ID == "" {
		tie.ID = graph.RelationshipID(tie.Kind, tie.From, tie.To, tie.Role)
	}
	w.ties[tie.ID] = tie
	w.changed[tie.ID] = w.revision
	return tie.ID
}

func (w *world) remove(id graph.ID) {
	delete(w.nodes, id)
	delete(w.ties, id)
	w.changed[id] = w.revision
}

// outline is the whole world in the order of graph.Log.Outline since 0.
func (w *world) outline() iter.Seq2[graph.Outline, error] {
	return func(yield func(graph.Outline, error) bool) {
		for _, id := range slices.Sorted(maps.Keys(w.nodes)) {
			node := w.nodes[id]
			if !yield(graph.Outline{Revision: w.changed[id], Node: &node}, nil) {
				return
			}
		}
		for _, id := range slices.Sorted(maps.Keys(w.ties)) {
			tie := w.ties[id]
			if !yield(graph.Outline{Revision: w.changed[id], Tie: &tie}, nil) {
				return
			}
		}
	}
}

// since lists what changed after a revision, each record once as it stands now.
func (w *world) since(revision graph.Revision) (changes []graph.Outline) {
	for _, id := range slices.Sorted(maps.Keys(w.changed)) {
		at := w.changed[id]
		if at <= revision {
			continue
		}
		change := graph.Outline{Revision: at}
		if node, ok := w.nodes[id]; ok {
			change.Node = &node
		} else if tie, ok := w.ties[id]; ok {
			change.Tie = &tie
		} else {
			change.Removed = id
		}
		changes = append(changes, change)
	}
	return changes
}

func (w *world) build(t testing.TB) *index.Snapshot {
	t.Helper()
	s, err := index.Build(context.Background(), w.outline(), today)
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	return s
}

func with(t testing.TB, s *index.Snapshot, changes []graph.Outline) *index.Snapshot {
	t.Helper()
	next, err := s.With(changes)
	if err != nil {
		t.Fatalf("With: %v", err)
	}
	return next
}

func vertex(t testing.TB, s *index.Snapshot, id graph.ID) index.Vertex {
	t.Helper()
	v, ok := s.Lookup(id)
	if !ok {
		t.Fatalf("Lookup(%s) finds nothing", id)
	}
	return v
}

// survivor is the node that an id stands for.
func (w *world) survivor(id graph.ID) graph.ID {
	if _, ok := w.nodes[id]; ok {
		return id
	}
	for _, node := range w.nodes {
		if slices.Contains(node.Merged, id) {
			return node.ID
		}
	}
	return ""
}

// chance makes random worlds and random changes of them.
type chance struct {
	*rand.Rand
	serial int
}

func newChance(seed uint64) *chance { return &chance{Rand: rand.New(rand.NewPCG(seed, 7))} }

func pick[T any](c *chance, list []T) T { return list[c.IntN(len(list))] }

func (c *chance) node() graph.Node {
	c.serial++
	node := graph.Node{ID: graph.ID(fmt.Sprintf("org:%c/%d", 'a'+c.IntN(26), c.serial))}
	c.describe(&node)
	return node
}

// describe gives a node a kind and a code; few codes, so that they meet.
func (c *chance) describe(node *graph.Node) {
	node.Kind = pick(c, []graph.EntityKind{graph.Organization, graph.Academy, graph.TechnologyField, graph.Country, graph.Restriction})
	node.Code = pick(c, []string{"", "IR", "CN", "FR"})
}

// tie draws a relationship; every second leads to the same hub, so that its size passes bounds.
func (c *chance) tie(w *world) graph.Tie {
	ids := slices.Sorted(maps.Keys(w.nodes))
	from, to := pick(c, ids), pick(c, ids)
	if c.IntN(2) == 0 {
		to = ids[0]
	}
	for from == to {
		from = pick(c, ids)
	}
	tie := graph.Tie{Kind: pick(c, graph.RelationshipKinds()), From: from, To: to}
	if c.IntN(2) == 0 {
		tie.Kind = graph.MemberOf
	}
	if roles := tie.Kind.Roles(); len(roles) > 0 && c.IntN(2) == 0 {
		tie.Role = pick(c, roles)
	}
	c.resolve(&tie)
	if c.IntN(4) == 0 {
		c.serial++
		tie.ID = graph.ID(fmt.Sprintf("treaty:%d", c.serial))
	}
	return tie
}

func (c *chance) resolve(tie *graph.Tie) {
	tie.Resolution = graph.Resolution{Status: pick(c, graph.Statuses()), Confidence: graph.Confidence(1 + c.IntN(3))}
	if c.IntN(3) > 0 {
		tie.Start = c.date(1900, 2030)
	}
	if c.IntN(3) == 0 {
		tie.End = c.date(2031, 2090)
		if c.IntN(2) == 0 && !tie.Start.IsZero() {
			tie.End = tie.Start
		}
	}
}

// date draws a date of any precision.
func (c *chance) date(from, to int) graph.Date {
	date := graph.Date{Year: int16(from + c.IntN(to-from))}
	if c.IntN(3) > 0 {
		date.Month = uint8(1 + c.IntN(12))
		if c.IntN(2) > 0 {
			date.Day = uint8(1 + c.IntN(28))
		}
	}
	return date
}

func (c *chance) world(nodes, ties int) *world {
	w := newWorld()
	for range nodes {
		w.putNode(c.node())
	}
	for range ties {
		c.addTie(w)
	}
	return w
}

// addTie records a new relationship unless there is one of its kind, ends and role.
func (c *chance) addTie(w *world) {
	tie := c.tie(w)
	if !w.says(tie) {
		w.putTie(tie)
	}
}

func (w *world) says(tie graph.Tie) bool {
	for _, other := range w.ties {
		if other.Kind == tie.Kind && other.From == tie.From && other.To == tie.To && other.Role == tie.Role {
			return true
		}
	}
	return false
}

// change makes a few changes of every sort in one revision.
func (c *chance) change(w *world) {
	w.revision++
	for range 1 + c.IntN(6) {
		ids := slices.Sorted(maps.Keys(w.nodes))
		ties := slices.Sorted(maps.Keys(w.ties))
		switch c.IntN(12) {
		case 0:
			w.putNode(c.node())
		case 1:
			node := w.nodes[pick(c, ids)]
			c.describe(&node)
			w.putNode(node)
		case 2:
			c.merge(w, ids)
		case 3:
			if id := pick(c, ids); len(ids) > 3 {
				c.orphan(w, id)
				w.remove(id)
			}
		case 4:
			w.remove(pick(c, ties))
		case 5:
			c.rename(w, pick(c, ties))
		case 6:
			w.remove(graph.ID(pick(c, []string{"src:page", "rel:PART_OF/org:x/org:y", "rel:MEMBER_OF/" + string(pick(c, ids)), "rel:x"})))
		case 7:
			w.putTie(w.ties[pick(c, ties)])
		case 8:
			tie := w.ties[pick(c, ties)]
			c.resolve(&tie)
			w.putTie(tie)
		case 9:
			c.redirect(w, w.ties[pick(c, ties)])
		default:
			for range c.IntN(6) {
				c.addTie(w)
			}
		}
		for len(w.ties) < 5 {
			c.addTie(w)
		}
	}
}

// merge gives a node's id to another, which takes over its relationships.
func (c *chance) merge(w *world, ids []graph.ID) {
	gone, into := pick(c, ids), w.nodes[pick(c, ids)]
	if gone == into.ID || len(ids) < 4 {
		return
	}
	for _, id := range slices.Sorted(maps.Keys(w.ties)) {
		tie := w.ties[id]
		if tie.From != gone && tie.To != gone {
			continue
		}
		for _, end := range []*graph.ID{&tie.From, &tie.To} {
			if *end == gone {
				*end = into.ID
			}
		}
		if tie.From == tie.To || w.says(tie) {
			w.remove(id)
			continue
		}
		w.putTie(tie)
	}
	into.Merged = slices.Concat(into.Merged, []graph.ID{gone}, w.nodes[gone].Merged)
	w.remove(gone)
	w.putNode(into)
}

// orphan removes all relationships of a node.
func (c *chance) orphan(w *world, id graph.ID) {
	for _, tie := range w.ties {
		if tie.From == id || tie.To == id {
			w.remove(tie.ID)
		}
	}
}

// rename gives a relationship another id, chosen or derived.
func (c *chance) rename(w *world, id graph.ID) {
	tie := w.ties[id]
	w.remove(id)
	tie.ID = ""
	if id == graph.RelationshipID(tie.Kind, tie.From, tie.To, tie.Role) {
		c.serial++
		tie.ID = graph.ID(fmt.Sprintf("treaty:%d", c.serial))
	}
	w.putTie(tie)
}

// redirect keeps the id of a relationship and lets it join others.
func (c *chance) redirect(w *world, tie graph.Tie) {
	other := c.tie(w)
	if w.says(other) {
		return
	}
	derived := graph.RelationshipID(other.Kind, other.From, other.To, other.Role)
	if _, taken := w.ties[derived]; taken && derived != tie.ID {
		return
	}
	other.ID = tie.ID
	w.putTie(other)
}
