package names

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"entente/graph"
)

// rank is where a hit stands in the order of an answer.
type rank struct {
	score    float64
	standing uint32
	id       graph.ID
}

// step is the twentieth of the score, within which standing counts.
func (r rank) step() int {
	const steps = 20
	return int(r.score * steps)
}

func (r rank) compare(other rank) int {
	return cmp.Or(cmp.Compare(other.step(), r.step()), cmp.Compare(other.standing, r.standing),
		cmp.Compare(other.score, r.score), cmp.Compare(r.id, other.id))
}

// place writes a rank as a place.
func (r rank) place() graph.Place {
	key := binary.BigEndian.AppendUint32(nil, r.standing)
	key = binary.BigEndian.AppendUint64(key, math.Float64bits(r.score))
	return graph.Place{Key: string(key), ID: r.id}
}

func rankOf(place graph.Place) (rank, error) {
	const standing, score = 4, 8
	key := []byte(place.Key)
	if len(key) != standing+score {
		return rank{}, graph.Errorf(graph.Invalid, "the place does not belong to a search").At("after")
	}
	r := rank{math.Float64frombits(binary.BigEndian.Uint64(key[standing:])), binary.BigEndian.Uint32(key), place.ID}
	if !(r.score > 0 && r.score <= 1) {
		return rank{}, graph.Errorf(graph.Invalid, "the place does not belong to a search").At("after")
	}
	return r, nil
}

// found is a hit with its rank.
type found struct {
	rank
	name  int
	match Match
}

// picker keeps the best of what is found, and counts the rest.
type picker struct {
	index *Index
	query Query
	after *rank
	total int
	// answered counts the entities that match, admitted or not; one that has the name word for word counts for many.
	answered int
	// best are in the direction of reading, one more than the page at most.
	best []found
	// entities is the best name of each entity of the part at hand.
	entities []entityBest
	places   []uint32
}

// entityBest is the best name of an entity.
type entityBest struct {
	entity, name uint32
	score        float64
	match        Match
}

func newPicker(x *Index, query Query) (*picker, error) {
	k := &picker{index: x, query: query, best: make([]found, 0, query.First+2)}
	if query.After != nil {
		after, err := rankOf(*query.After)
		if err != nil {
			return nil, err
		}
		k.after = &after
	}
	return k, nil
}

// take picks from the matches of one part.
func (k *picker) take(p *part, which int, query []asked, meant [][]option, digest uint64) {
	s := p.borrow()
	defer p.giveBack(s)
	p.gather(s, query, meant)
	k.entities, k.places = k.entities[:0], make([]uint32, p.entities())
	for i := range s.candidates {
		k.name(p, &s.candidates[i], digest)
	}
	offset := Number(0)
	if which > 0 {
		offset = Number(k.index.base.entities())
	}
	for _, e := range k.entities {
		if which > 0 || k.index.gone == nil || !k.index.gone[e.entity] {
			k.entity(p, e, offset+Number(e.entity))
		}
	}
}

// name scores a name, and keeps it if it is the best of its entity.
func (k *picker) name(p *part, c *candidate, digest uint64) {
	score, match := 1.0, Exact
	if p.digests[c.name] != digest {
		score, match = c.sum.Score(int(p.lengths[c.name])), c.match
	}
	if c.translated {
		score *= translatedWhole
	}
	owner := p.owners[c.name]
	at := k.places[owner]
	if at == 0 {
		k.entities = append(k.entities, entityBest{owner, c.name, score, match})
		k.places[owner] = uint32(len(k.entities))
		return
	}
	if e := &k.entities[at-1]; score > e.score || score == e.score && c.name < e.name {
		e.name, e.score, e.match = c.name, score, match
	}
}

// many is what an entity counts for whose name is word for word what was asked for.
const many = 1 << 10

// entity counts an entity and keeps it if it is among the best of the page.
func (k *picker) entity(p *part, e entityBest, number Number) {
	if k.answered++; e.match == Exact {
		k.answered += many
	}
	standing, admitted := k.query.Judge(number)
	if !admitted {
		return
	}
	k.total++
	f := found{rank{e.score, standing, graph.ID(p.ids.at(e.entity))}, int(e.name - p.first[e.entity]), e.match}
	if k.after != nil && k.compare(f.rank, *k.after) <= 0 {
		return
	}
	if len(k.best) > k.query.First && k.compare(f.rank, k.best[len(k.best)-1].rank) > 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(k.best, f, func(a, b found) int { return k.compare(a.rank, b.rank) })
	k.best = slices.Insert(k.best, at, f)
	k.best = k.best[:min(len(k.best), k.query.First+1)]
}

// compare is the order in the direction of reading.
func (k *picker) compare(a, b rank) int {
	if k.query.Backward {
		return b.compare(a)
	}
	return a.compare(b)
}

func (k *picker) page() Page {
	page := Page{Total: k.total, More: len(k.best) > k.query.First}
	best := k.best[:min(len(k.best), k.query.First)]
	if k.query.Backward {
		slices.Reverse(best)
	}
	for _, f := range best {
		page.Hits = append(page.Hits, Hit{ID: f.id, Name: f.name, Match: f.match, Score: f.score, Place: f.place()})
	}
	return page
}
