package neo4j

import (
	"strings"

	"entente/graph"
	"entente/graph/interchange"
)

// tie says what a relationship is apart from its claims: there is one for a
// kind, two ends and a role.
type tie struct {
	kind     graph.RelationshipKind
	from, to graph.ID
	role     string
}

func tieOf(r *graph.Relationship) tie { return tie{r.Kind, r.From, r.To, r.Role} }

// id is the derived one.
func (t tie) id() graph.ID { return graph.RelationshipID(t.kind, t.from, t.to, t.role) }

// straight gives the tie as it is recorded: one without direction has its ends
// in the order of their ids.
func (t tie) straight() (_ tie, turned bool) {
	if t.kind.Symmetric(t.role) && t.to < t.from {
		t.from, t.to = t.to, t.from
		return t, true
	}
	return t, false
}

// appendID appends what id gives.
func (t tie) appendID(into []byte) []byte {
	into = append(append(append(into, "rel:"...), t.kind.String()...), '/')
	into = append(append(append(into, t.from...), '/'), t.to...)
	if t.role != "" {
		into = append(append(into, '/'), t.role...)
	}
	return into
}

// tells says whether an id says which tie it is: it is the derived one, and no end
// holds the stroke that parts them. Such a tie is found by its ends alone; any
// other is odd and stands in a register, with a node of its own.
func (t tie) tells(id graph.ID) bool {
	return id == t.id() && !strings.Contains(string(t.from), "/") && !strings.Contains(string(t.to), "/")
}

// parseTie is the inverse of id where that tells.
func parseTie(id graph.ID) (t tie, ok bool) {
	rest, ok := strings.CutPrefix(string(id), "rel:")
	if !ok {
		return tie{}, false
	}
	parts := strings.Split(rest, "/")
	if len(parts) != 3 && len(parts) != 4 {
		return tie{}, false
	}
	kind, err := graph.ParseRelationshipKind(parts[0])
	if err != nil {
		return tie{}, false
	}
	t = tie{kind: kind, from: graph.ID(parts[1]), to: graph.ID(parts[2])}
	if len(parts) == 4 {
		t.role = parts[3]
	}
	return t, t.role != "" || len(parts) == 3
}

// tieRow is a tie as the database gives it.
type tieRow struct {
	// id is given of an odd tie only.
	id       graph.ID
	from, to graph.ID
	revision graph.Revision
	check    int64
	word     int64
	// claims are the texts of several claims; of one, an empty text, source, locator and note.
	claims []string
}

// relationship makes the record of a row. Status, dates and confidence come
// from the word, as in the index; the readable properties are for others to read.
func (c *codebook) relationship(row tieRow) (*graph.Relationship, error) {
	s, known := c.sense(wordSense(row.word))
	if !known || s.kind == 0 {
		return nil, damaged(row.id)
	}
	t := tie{s.kind, row.from, row.to, s.role}
	r := &graph.Relationship{ID: row.id, Kind: t.kind, From: t.from, To: t.to, Role: t.role}
	if r.ID == "" {
		r.ID = t.id()
	}
	var err error
	r.Claims, err = s.claims(row)
	if err != nil {
		return nil, graph.Errorf(graph.Internal, "the claims cannot be read: %w", err).In(string(r.ID))
	}
	return r, nil
}

func (s sense) claims(row tieRow) ([]graph.Claim, error) {
	if len(row.claims) == 4 && row.claims[0] == "" {
		start, end := wordDates(row.word)
		return []graph.Claim{{Source: graph.ID(row.claims[1]), Locator: row.claims[2], Note: row.claims[3],
			Confidence: s.confidence, Status: s.status, Start: start, End: end}}, nil
	}
	return parseClaims(row.claims)
}

// parseClaims reads claims as they stand in the line of a relationship.
func parseClaims(list []string) ([]graph.Claim, error) {
	const around = `{"record":"relationship","id":"rel:x","kind":"FUNDS","from":"a:x","to":"b:x","role":null,"claims":[`
	record, err := interchange.Decode([]byte(around + strings.Join(list, ",") + "]}"))
	if err != nil {
		return nil, err
	}
	return record.Relationship.Claims, nil
}

func claimTexts(claims []graph.Claim) []string {
	return mapped(claims, func(c graph.Claim) string { return string(interchange.AppendClaim(nil, c)) })
}

// whole tells whether the relationship is what was written at the revision.
func (row tieRow) whole(r *graph.Relationship) bool {
	return row.check == checksum(r.ID, row.revision, interchange.Append(nil, interchange.Record{Relationship: r}))
}
