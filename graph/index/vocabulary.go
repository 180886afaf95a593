package index

import (
	"math"

	"entente/graph"
)

// vocabulary is what the index asks of graph's tables again and again.
type vocabulary struct {
	roles   []string
	numbers map[string]uint8
	// ties, contact and restricting are masks of relationship kinds, entities of
	// entity kinds, statuses and standing of statuses.
	ties, contact, restricting, entities, statuses, standing uint64
	// sized are the kinds whose strength depends on the size of the body.
	sized    []graph.RelationshipKind
	calendar calendar
}

func newVocabulary() *vocabulary {
	v := &vocabulary{roles: append([]string{""}, graph.Roles()...), numbers: map[string]uint8{}, calendar: newCalendar()}
	for number, role := range v.roles {
		v.numbers[role] = uint8(number)
	}
	v.ties, v.entities, v.statuses = maskOf(graph.RelationshipKinds()), maskOf(graph.EntityKinds()), maskOf(graph.Statuses())
	v.contact = maskOf(graph.KindsOf(graph.Contact))
	v.restricting = maskOf(graph.KindsOf(graph.Restricting))
	v.standing = maskOf(graph.DefaultStatuses())
	for _, kind := range graph.RelationshipKinds() {
		if graph.SizeBucket(kind, math.MaxInt) > 0 {
			v.sized = append(v.sized, kind)
		}
	}
	return v
}

// maskOf sets the bit of each value.
func maskOf[T ~uint8](values []T) uint64 {
	var mask uint64
	for _, value := range values {
		mask |= 1 << (value & 63)
	}
	return mask
}

// codebook numbers the country codes that outlines carry, from 1, and says
// which Country has one. Where two have the same, the smaller id has it.
type codebook struct {
	numbers   map[string]uint32
	countries map[uint32]Vertex
}

func newCodebook() codebook {
	return codebook{numbers: map[string]uint32{}, countries: map[uint32]Vertex{}}
}

// number gives the number of a code, a new one if need be; 0 is no code.
func (c *codebook) number(code string) uint32 {
	if code == "" {
		return 0
	}
	number, ok := c.numbers[code]
	if !ok {
		number = uint32(len(c.numbers) + 1)
		c.numbers[code] = number
	}
	return number
}

// country gives the Country with the code of a number.
func (c *codebook) country(number uint32) Vertex {
	if v, ok := c.countries[number]; ok {
		return v
	}
	return nowhere
}

// tally counts what the graph holds, and bounds what its words say.
type tally struct {
	entities    [otherBits + 1]int
	ties        [kindBits + 1]int
	statuses    [statusBits + 1]int
	confidences [confidenceBits + 1]int
	total       int
	// occurring has the masks of the kinds and statuses that are counted, once it is settled.
	occurring struct{ kinds, statuses uint64 }
	// latestStart and earliestEnd are never too early and never too late; removals leave them.
	latestStart, earliestEnd uint64
}

// count adds a relationship n times; n is 1 or −1.
func (t *tally) count(w Word, n int) {
	t.ties[w.Kind()] += n
	t.statuses[w.Status()] += n
	t.confidences[w.Confidence()] += n
	t.total += n
	t.latestStart = max(t.latestStart, w.start())
	t.earliestEnd = min(t.earliestEnd, w.end())
}

// settle makes the masks of what is counted.
func (t *tally) settle() {
	t.occurring.kinds, t.occurring.statuses = counted(t.ties[:]), counted(t.statuses[:])
}

// counted sets the bit of each position with a count.
func counted(counts []int) uint64 {
	var mask uint64
	for i, n := range counts {
		if n > 0 {
			mask |= 1 << i
		}
	}
	return mask
}

// Entities counts the entities.
func (s *Snapshot) Entities() int {
	total := 0
	for _, n := range s.tally.entities[1:] {
		total += n
	}
	return total
}

// EntitiesOf counts the entities of a kind.
func (s *Snapshot) EntitiesOf(kind graph.EntityKind) int { return s.tally.entities[kind&otherBits] }

// Ties counts the relationships.
func (s *Snapshot) Ties() int { return s.tally.total }

// TiesOf counts the relationships of a kind.
func (s *Snapshot) TiesOf(kind graph.RelationshipKind) int { return s.tally.ties[kind&kindBits] }
