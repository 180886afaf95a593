package neo4j

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/interchange"
)

// drop takes records out of the survey. The nodes stay where they are, for the
// ties are written in their places, and lose what they say.
func (v *survey) drop(ids map[graph.ID]bool) {
	v.sources = slices.DeleteFunc(v.sources, func(s stamp) bool { return ids[s.id] })
	v.ties = slices.DeleteFunc(v.ties, func(t short) bool {
		id, ok := v.id(t)
		return !ok || ids[id]
	})
	for i := range v.nodes {
		if ids[v.nodes[i].Node.ID] {
			v.nodes[i].Removed = v.nodes[i].Node.ID
		}
	}
}

// restore puts a record back.
func (v *survey) restore(revision graph.Revision, record interchange.Record) {
	switch {
	case record.Source != nil:
		v.sources = append(v.sources, stamp{record.Source.ID, revision})
		slices.SortFunc(v.sources, func(a, b stamp) int { return cmp.Compare(a.id, b.id) })
	default:
		v.others = append(v.others, outlineOf(graph.Change{Revision: revision, Entity: record.Entity, Relationship: record.Relationship}))
	}
}

// tie gives what a short tie says, false when it is no word of our vocabulary.
func (v *survey) tie(t short) (tie, sense, bool) {
	s := v.sense(t)
	return tie{s.kind, v.ids[t.from], v.ids[t.to], s.role}, s, s.kind != 0
}

func (v *survey) sense(t short) sense {
	if n := wordSense(t.word); n >= 0 && n < int64(len(v.senses)) {
		return v.senses[n]
	}
	return sense{}
}

func (v *survey) id(t short) (graph.ID, bool) {
	made, _, ok := v.tie(t)
	if !ok {
		return "", false
	}
	if len(v.odd) > 0 {
		if id, odd := v.odd[made]; odd {
			return id, true
		}
	}
	return made.id(), true
}

// outlines gives the nodes, then the ties, each in the order of their ids.
func (v *survey) outlines() iter.Seq[graph.Outline] {
	return func(yield func(graph.Outline) bool) {
		for _, node := range v.orderedNodes() {
			if !yield(node) {
				return
			}
		}
		v.eachTie(yield)
	}
}

func (v *survey) orderedNodes() []graph.Outline {
	nodes := slices.DeleteFunc(slices.Clone(v.nodes), func(o graph.Outline) bool { return o.Removed != "" })
	nodes = append(nodes, slices.DeleteFunc(slices.Clone(v.others), func(o graph.Outline) bool { return o.Node == nil })...)
	slices.SortFunc(nodes, func(a, b graph.Outline) int { return cmp.Compare(a.Node.ID, b.Node.ID) })
	return nodes
}

// eachTie merges the ties whose ids follow from the rest, which come in order
// without being written out, with the few others.
func (v *survey) eachTie(yield func(graph.Outline) bool) bool {
	others := slices.DeleteFunc(slices.Clone(v.others), func(o graph.Outline) bool { return o.Tie == nil })
	regular := v.ties
	if len(v.odd) > 0 {
		regular, others = v.split(others)
	}
	slices.SortFunc(others, func(a, b graph.Outline) int { return cmp.Compare(a.Tie.ID, b.Tie.ID) })
	for made := range v.ordered(regular) {
		for len(others) > 0 && others[0].Tie.ID < made.Tie.ID {
			if !yield(others[0]) {
				return false
			}
			others = others[1:]
		}
		if !yield(made) {
			return false
		}
	}
	for _, other := range others {
		if !yield(other) {
			return false
		}
	}
	return true
}

// split takes the odd ties out.
func (v *survey) split(others []graph.Outline) (regular []short, odd []graph.Outline) {
	for _, t := range v.ties {
		made, s, ok := v.tie(t)
		if !ok {
			continue
		}
		if id, is := v.odd[made]; is {
			o := graph.Outline{Revision: graph.Revision(t.revision), Tie: new(graph.Tie)}
			fill(o.Tie, id, made, s, t.word)
			others = append(others, o)
			continue
		}
		regular = append(regular, t)
	}
	return regular, others
}

func fill(into *graph.Tie, id graph.ID, t tie, s sense, word int64) {
	start, end := wordDates(word)
	*into = graph.Tie{ID: id, Kind: t.kind, From: t.from, To: t.to, Role: t.role,
		Resolution: graph.Resolution{Status: s.status, Start: start, End: end, Confidence: s.confidence}}
}

// ordered gives ties in the order of their derived ids, "rel:KIND/from/to/role",
// without comparing those: two passes of counting put them in the order of kind
// and start, and what has both in common is sorted by the rest. It costs time
// linear in the ties but for the ends of large bodies.
func (v *survey) ordered(ties []short) iter.Seq[graph.Outline] {
	return func(yield func(graph.Outline) bool) {
		ranks := v.rank()
		sorted := counted(ties, len(v.nodes), func(t short) int { return int(ranks[t.from]) })
		sorted = v.countedByKind(sorted)
		byRest := v.compareRest(ranks)
		for from := 0; from < len(sorted); {
			to := from + 1
			for to < len(sorted) && sorted[to].from == sorted[from].from && v.sense(sorted[to]).kind == v.sense(sorted[from]).kind {
				to++
			}
			slices.SortFunc(sorted[from:to], byRest)
			from = to
		}
		var scratch []byte
		more := true
		for part := range slices.Chunk(sorted, written) {
			if scratch, more = v.write(part, scratch, yield); !more {
				return
			}
		}
	}
}

// written is how many ties are written out at once, in two pieces of memory.
const written = 256

// write gives ties with their ids.
func (v *survey) write(part []short, scratch []byte, yield func(graph.Outline) bool) ([]byte, bool) {
	made := make([]graph.Tie, len(part))
	var ends [written]int
	scratch = scratch[:0]
	for i, t := range part {
		name, s, _ := v.tie(t)
		fill(&made[i], "", name, s, t.word)
		scratch = name.appendID(scratch)
		ends[i] = len(scratch)
	}
	all, start := string(scratch), 0
	for i, t := range part {
		made[i].ID = graph.ID(all[start:ends[i]])
		start = ends[i]
		if made[i].Kind != 0 && !yield(graph.Outline{Revision: graph.Revision(t.revision), Tie: &made[i]}) {
			return scratch, false
		}
	}
	return scratch, true
}

// rank numbers the nodes in the order of their ids with a stroke behind them;
// their places are in the order of the ids alone.
func (v *survey) rank() []uint32 {
	ranks, order := make([]uint32, len(v.nodes)), make([]uint32, len(v.nodes))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return compareBehind(string(v.ids[a]), "/", string(v.ids[b]), "/")
	})
	for rank, place := range order {
		ranks[place] = uint32(rank)
	}
	return ranks
}

func (v *survey) countedByKind(ties []short) []short {
	kinds := graph.RelationshipKinds()
	slices.SortFunc(kinds, func(a, b graph.RelationshipKind) int { return compareBehind(a.String(), "/", b.String(), "/") })
	ranks := make([]int, len(kinds)+1)
	for rank, kind := range kinds {
		ranks[kind] = rank + 1
	}
	return counted(ties, len(kinds)+1, func(t short) int { return ranks[v.sense(t).kind] })
}

// compareRest compares what stands behind the start: the end, and behind a stroke the role.
func (v *survey) compareRest(ranks []uint32) func(a, b short) int {
	return func(a, b short) int {
		roleA, roleB := v.sense(a).role, v.sense(b).role
		switch {
		case a.to == b.to:
			return strings.Compare(roleA, roleB)
		case roleA == "" && roleB == "":
			return cmp.Compare(a.to, b.to)
		case roleA != "" && roleB != "":
			return cmp.Compare(ranks[a.to], ranks[b.to])
		}
		return compareBehind(string(v.ids[a.to]), behind(roleA), string(v.ids[b.to]), behind(roleB))
	}
}

// behind is a role as it stands behind the end in an id.
func behind(role string) string {
	if role == "" {
		return ""
	}
	return "/" + role
}

// counted sorts by a number below a bound and keeps the order of equals.
func counted(ties []short, bound int, number func(short) int) []short {
	starts := make([]int, bound+1)
	for _, t := range ties {
		starts[number(t)+1]++
	}
	for i := range bound {
		starts[i+1] += starts[i]
	}
	sorted := make([]short, len(ties))
	for _, t := range ties {
		n := number(t)
		sorted[starts[n]] = t
		starts[n]++
	}
	return sorted
}

// compareBehind compares a+behindA with b+behindB.
func compareBehind(a, behindA, b, behindB string) int {
	shared := min(len(a), len(b))
	if byShared := strings.Compare(a[:shared], b[:shared]); byShared != 0 {
		return byShared
	}
	if len(a) == len(b) {
		return strings.Compare(behindA, behindB)
	}
	return strings.Compare(a[shared:]+behindA, b[shared:]+behindB)
}
