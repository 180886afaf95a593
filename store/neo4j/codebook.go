package neo4j

import (
	"context"
	"strings"
	"sync"

	"entente/graph"
)

// sense is what a word says besides its dates.
type sense struct {
	kind       graph.RelationshipKind
	role       string
	status     graph.Status
	confidence graph.Confidence
}

// entry is the sense as it stands in the codebook: "MEMBER_OF/founder/active/A".
func (s sense) entry() string {
	return strings.Join([]string{s.kind.String(), s.role, s.status.String(), s.confidence.String()}, "/")
}

func parseSense(entry string) (s sense, ok bool) {
	parts := strings.Split(entry, "/")
	if len(parts) != 4 {
		return sense{}, false
	}
	var errs [3]error
	s.role = parts[1]
	s.kind, errs[0] = graph.ParseRelationshipKind(parts[0])
	s.status, errs[1] = graph.ParseStatus(parts[2])
	s.confidence, errs[2] = graph.ParseConfidence(parts[3])
	return s, errs == [3]error{}
}

// codebook numbers the senses in the order in which they were first written.
// It stands in the head, so that it means the same to every program whatever
// its vocabulary, and only grows; here is as much of it as was needed so far.
type codebook struct {
	mutex sync.RWMutex
	// born names the store that the entries belong to.
	born   string
	senses []sense
}

// state gives what the database has to be told so that it sends what is new.
func (c *codebook) state() (born string, size int) {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	return c.born, len(c.senses)
}

// learn takes over the whole list of a store.
func (c *codebook) learn(born string, entries []string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if born != c.born {
		c.born, c.senses = born, nil
	}
	for _, entry := range entries[min(len(c.senses), len(entries)):] {
		s, _ := parseSense(entry)
		c.senses = append(c.senses, s)
	}
}

// grow takes over what was added behind a place.
func (c *codebook) grow(born string, from int, entries []string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if born != c.born || len(c.senses) != from {
		return
	}
	for _, entry := range entries {
		s, _ := parseSense(entry)
		c.senses = append(c.senses, s)
	}
}

// sense gives what stands at a place; known is false beyond what was learnt,
// and the sense is zero when it is no word of our vocabulary.
func (c *codebook) sense(n int64) (s sense, known bool) {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	if n < 0 || n >= int64(len(c.senses)) {
		return sense{}, false
	}
	return c.senses[n], true
}

// all gives every sense in order.
func (c *codebook) all() []sense {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	return c.senses[:len(c.senses):len(c.senses)]
}

// numbers gives the place of each sense.
func (c *codebook) numbers() map[sense]int64 {
	c.mutex.RLock()
	defer c.mutex.RUnlock()
	numbers := make(map[sense]int64, len(c.senses))
	for n, s := range c.senses {
		numbers[s] = int64(n)
	}
	return numbers
}

// refreshCodebook reads the codebook anew.
func (s *Store) refreshCodebook(ctx context.Context) error {
	return s.ask(ctx, readCodebook, nil, func(row []any) error {
		s.codebook.learn(text(row[0]), texts(row[1]))
		return nil
	})
}
