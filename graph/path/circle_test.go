package path_test

import (
	"cmp"
	"math/bits"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph/index"
	"entente/graph/path"
)

// fragments lists the members that can be joined, be it over each other, each
// group in its order, the largest first.
func (w web) fragments(members []index.Vertex) (groups [][]index.Vertex) {
	walked := slices.Concat(w.everybody(), slices.DeleteFunc(slices.Clone(members), func(v index.Vertex) bool { return w.avoids[v] }))
	for _, v := range members {
		i := slices.IndexFunc(groups, func(group []index.Vertex) bool {
			return w.together([]index.Vertex{group[0], v}, walked)
		})
		if i < 0 {
			groups = append(groups, nil)
			i = len(groups) - 1
		}
		groups[i] = append(groups[i], v)
	}
	slices.SortStableFunc(groups, func(a, b []index.Vertex) int { return cmp.Compare(len(b), len(a)) })
	return groups
}

func (w web) everybody() []index.Vertex {
	var all []index.Vertex
	for v := range index.Vertex(w.s.Len()) {
		if w.passes[v] {
			all = append(all, v)
		}
	}
	return all
}

// together tells whether members are joined by themselves and some others.
func (w web) together(members, others []index.Vertex) bool {
	if slices.ContainsFunc(members, func(v index.Vertex) bool { return w.avoids[v] }) {
		return len(members) == 1
	}
	return w.linked(members, others)
}

// linked is together for members that are not to be avoided. All members may
// be walked through.
func (w web) linked(members, others []index.Vertex) bool {
	seen := []index.Vertex{members[0]}
	for i := 0; i < len(seen); i++ {
		for _, v := range w.near[seen[i]] {
			if !slices.Contains(seen, v) && (slices.Contains(members, v) || slices.Contains(others, v)) {
				seen = append(seen, v)
			}
		}
	}
	return !slices.ContainsFunc(members, func(v index.Vertex) bool { return !slices.Contains(seen, v) })
}

// smallest counts the others that a smallest circle needs, by trying all sets.
func (w web) smallest(members []index.Vertex) int {
	others := slices.DeleteFunc(w.everybody(), func(v index.Vertex) bool { return slices.Contains(members, v) })
	best := len(others) + 1
	for set := range uint(1) << len(others) {
		var chosen []index.Vertex
		for i, v := range others {
			if set>>i&1 != 0 {
				chosen = append(chosen, v)
			}
		}
		if bits.OnesCount(set) < best && w.together(members, chosen) {
			best = bits.OnesCount(set)
		}
	}
	return best
}

// checkCircle holds a circle to what it promises: a tree of relationships of
// the filter over its members and entities that may stand between, in which
// none but members are leaves.
func (w web) checkCircle(t *testing.T, seed uint64, c path.Circle) {
	t.Helper()
	all := slices.Concat(c.Members, c.Optional, c.Others)
	at := map[index.Vertex]int{}
	leader := map[index.Vertex]index.Vertex{}
	for _, v := range all {
		leader[v] = v
	}
	find := func(v index.Vertex) index.Vertex {
		for leader[v] != v {
			v = leader[v]
		}
		return v
	}
	for _, hop := range c.Hops {
		if !slices.Contains(w.near[hop.From], hop.To) || len(hop.Ties) == 0 || find(hop.From) == find(hop.To) {
			t.Fatalf("seed %d: the hop from %v to %v is none or closes a ring", seed, hop.From, hop.To)
		}
		leader[find(hop.From)] = find(hop.To)
		at[hop.From]++
		at[hop.To]++
	}
	if len(c.Hops) != len(all)-1 {
		t.Fatalf("seed %d: got %d hops for %d entities", seed, len(c.Hops), len(all))
	}
	for _, v := range slices.Concat(c.Others, c.Optional) {
		if at[v] < 2 || slices.Contains(c.Others, v) && !w.passes[v] {
			t.Fatalf("seed %d: %v must not stand in the circle %v", seed, v, all)
		}
	}
	if restricted := slices.ContainsFunc(all, w.s.Restricted); restricted != c.Restricted {
		t.Fatalf("seed %d: restricted is %v", seed, c.Restricted)
	}
}

// membersOf lists the members of each circle.
func membersOf(circles []path.Circle) (groups [][]index.Vertex) {
	for _, c := range circles {
		groups = append(groups, c.Members)
	}
	return groups
}

// checkConveners compares with those of the circle, and those who know two
// members, that are closest to all.
func (w web) checkConveners(t *testing.T, seed uint64, c path.Circle) {
	t.Helper()
	if len(c.Members) < 2 {
		if len(c.Conveners) > 0 {
			t.Fatalf("seed %d: got conveners for one member", seed)
		}
		return
	}
	circle := slices.Concat(c.Members, c.Optional, c.Others)
	type seat struct {
		Vertex         index.Vertex
		Hops, Farthest int
		Ties           []index.Vertex
	}
	var want, got []seat
	for v := range index.Vertex(w.s.Len()) {
		known := slices.DeleteFunc(slices.Clone(c.Members), func(m index.Vertex) bool { return !slices.Contains(w.near[v], m) })
		if !slices.Contains(circle, v) && (!w.passes[v] || len(known) < 2) {
			continue
		}
		made, ok := seat{Vertex: v, Ties: known}, true
		for _, member := range c.Members {
			hops := w.hops(v, member)
			made.Hops, made.Farthest, ok = made.Hops+hops, max(made.Farthest, hops), ok && hops >= 0
		}
		if ok {
			want = append(want, made)
		}
	}
	slices.SortFunc(want, func(a, b seat) int {
		return cmp.Or(cmp.Compare(a.Hops, b.Hops), cmp.Compare(a.Farthest, b.Farthest), w.s.Compare(a.Vertex, b.Vertex))
	})
	for _, c := range c.Conveners {
		made := seat{Vertex: c.Vertex, Hops: c.Hops, Farthest: c.Farthest}
		for _, hop := range c.Ties {
			made.Ties = append(made.Ties, hop.To)
		}
		got = append(got, made)
	}
	for _, list := range [][]seat{want, got} {
		for i := range list {
			if len(list[i].Ties) == 0 {
				list[i].Ties = nil
			}
		}
	}
	if diff := gocmp.Diff(want[:min(len(want), 5)], got); diff != "" {
		t.Fatalf("seed %d: conveners (-want +got):\n%s", seed, diff)
	}
}

// hops counts those of a shortest path, −1 when there is none.
func (w web) hops(from, to index.Vertex) int {
	ahead := map[index.Vertex]int{from: 0}
	for queue := []index.Vertex{from}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == to {
			return ahead[to]
		}
		for _, v := range w.near[queue[0]] {
			if _, seen := ahead[v]; !seen && (v == to || w.passes[v]) {
				ahead[v] = ahead[queue[0]] + 1
				queue = append(queue, v)
			}
		}
	}
	return -1
}
