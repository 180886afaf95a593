package sqlite

import (
	"context"
	"database/sql"
	"iter"
	"strings"

	"entente/graph"
	"entente/graph/plan"
)

// Outline is Changes in short form; see graph.Log. It reads columns only and
// never a line.
func (s *Store) Outline(ctx context.Context, since graph.Revision) iter.Seq2[graph.Outline, error] {
	read := outlineAll
	if since > 0 {
		read = func(ctx context.Context, snapshot *snapshot, give func(graph.Outline) error) error {
			return outlineChanged(ctx, snapshot, since, give)
		}
	}
	return sequence(ctx, s, read)
}

// node and tie are the columns of an outline as they stand in the database.
type node struct {
	row, revision          int64
	id, kind, code, merged string
	checksum               uint32
}

type tie struct {
	revision, source, target   int64
	id, kind, role             string
	status, since, until, sure string
	checksum                   uint32
}

// outlineAll gives entities, then relationships, and sees in the end that none
// was missing. It remembers the id of each row, so that the ends need no join
// and share the text of the nodes.
func outlineAll(ctx context.Context, snapshot *snapshot, give func(graph.Outline) error) error {
	ids := make(map[int64]graph.ID)
	if err := outlineNodes(ctx, snapshot, ids, give); err != nil {
		return err
	}
	ties, err := outlineTies(ctx, snapshot, ids, give)
	if err != nil {
		return err
	}
	return checkCounts(ctx, snapshot, func(h head) bool { return len(ids) == h.entities && ties == h.relationships })
}

func outlineNodes(ctx context.Context, q queryer, ids map[int64]graph.ID, give func(graph.Outline) error) error {
	var n node
	return eachRow(ctx, q, outlineEntities, nil, func(rows *sql.Rows) error {
		if err := rows.Scan(&n.row, &n.revision, &n.id, &n.kind, &n.code, &n.merged, &n.checksum); err != nil {
			return err
		}
		outline, err := n.outline()
		if err != nil {
			return err
		}
		ids[n.row] = outline.Node.ID
		return give(outline)
	})
}

func outlineTies(ctx context.Context, q queryer, ids map[int64]graph.ID, give func(graph.Outline) error) (count int, err error) {
	var t tie
	err = eachRow(ctx, q, outlineRelationships, nil, func(rows *sql.Rows) error {
		if err := rows.Scan(&t.revision, &t.source, &t.target, &t.id, &t.kind, &t.role, &t.status, &t.since, &t.until, &t.sure, &t.checksum); err != nil {
			return err
		}
		outline, err := t.outline(ids[t.source], ids[t.target])
		if err != nil {
			return err
		}
		count++
		return give(outline)
	})
	return count, err
}

func outlineChanged(ctx context.Context, snapshot *snapshot, since graph.Revision, give func(graph.Outline) error) error {
	return eachRow(ctx, snapshot, outlineSince, []any{int64(since)}, func(rows *sql.Rows) error {
		var form plan.Form
		var n node
		var t tie
		var from, to graph.ID
		err := rows.Scan(&form, &n.revision, &n.id, &n.kind, &n.code, &n.merged,
			&t.source, &t.target, &from, &to, &t.role, &t.status, &t.since, &t.until, &t.sure, &n.checksum)
		if err != nil {
			return err
		}
		var outline graph.Outline
		switch form {
		case plan.Entity:
			outline, err = n.outline()
		case plan.Relationship:
			t.revision, t.id, t.kind, t.checksum = n.revision, n.id, n.kind, n.checksum
			outline, err = t.outline(from, to)
		default:
			outline = graph.Outline{Revision: graph.Revision(n.revision), Removed: graph.ID(n.id)}
		}
		if err != nil {
			return err
		}
		return give(outline)
	})
}

// sum covers the columns of the outline.
func (n *node) sum() uint32 { return checksum(n.revision, n.id, n.kind, n.code, n.merged) }

func (n *node) outline() (graph.Outline, error) {
	kind, err := graph.ParseEntityKind(n.kind)
	if err != nil || n.sum() != n.checksum {
		return graph.Outline{}, damaged(graph.ID(n.id))
	}
	return graph.Outline{
		Revision: graph.Revision(n.revision),
		Node:     &graph.Node{ID: graph.ID(n.id), Kind: kind, Code: n.code, Merged: splitIDs(n.merged)},
	}, nil
}

// sum covers the columns of the outline.
func (t *tie) sum() uint32 {
	return checksum(t.revision<<32^t.source<<16^t.target, t.id, t.kind, t.role, t.status, t.since, t.until, t.sure)
}

func (t *tie) outline(from, to graph.ID) (graph.Outline, error) {
	resolved, ok := t.resolution()
	kind, err := graph.ParseRelationshipKind(t.kind)
	if err != nil || !ok || from == "" || to == "" || t.sum() != t.checksum {
		return graph.Outline{}, damaged(graph.ID(t.id))
	}
	return graph.Outline{
		Revision: graph.Revision(t.revision),
		Tie:      &graph.Tie{ID: graph.ID(t.id), Kind: kind, From: from, To: to, Role: t.role, Resolution: resolved},
	}, nil
}

func (t *tie) resolution() (r graph.Resolution, ok bool) {
	var errs [4]error
	r.Status, errs[0] = graph.ParseStatus(t.status)
	r.Confidence, errs[1] = graph.ParseConfidence(t.sure)
	r.Start, errs[2] = dateOf(t.since)
	r.End, errs[3] = dateOf(t.until)
	return r, errs == [4]error{}
}

func dateOf(text string) (graph.Date, error) {
	if text == "" {
		return graph.Date{}, nil
	}
	return graph.ParseDate(text)
}

// Merged ids stand in one column, parted by spaces, which no id holds.
func joinIDs(ids []graph.ID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, " ")
}

func splitIDs(text string) []graph.ID {
	var ids []graph.ID
	for id := range strings.FieldsSeq(text) {
		ids = append(ids, graph.ID(id))
	}
	return ids
}
