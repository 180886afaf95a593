package neo4j

import (
	"context"
	"maps"
	"strings"

	"entente/graph"
	"entente/graph/plan"
)

// keepVersions keeps what was replaced or removed, with the revisions for which it stood.
func (w *writer) keepVersions(ctx context.Context) error {
	var c columns
	keep := func(id graph.ID, old *plan.Known) {
		line := strings.TrimPrefix(old.Line, " ")
		c.rows++
		c.set("id", string(id))
		c.set("from", int64(old.Revision))
		c.set("until", int64(w.head.revision))
		c.set("record", line)
		c.set("check", checksum(id, old.Revision, []byte(line)))
	}
	for _, made := range w.Puts {
		if made.Old.Form != plan.None {
			keep(made.ID, made.Old)
		}
	}
	for _, id := range w.Removes {
		if !w.vanished(id) {
			keep(id, w.Known[id])
		}
		c.rows++
		c.set("id", string(id))
		c.set("from", int64(w.head.revision))
	}
	return w.do(ctx, createVersions, c.rows, c.parameters(createVersions, 0))
}

// log notes the commit, with the ids that it changed, and moves the head.
func (w *writer) log(ctx context.Context) error {
	lists := map[plan.Form][]string{}
	for _, made := range w.Puts {
		lists[made.Form] = append(lists[made.Form], string(made.ID))
	}
	var made any
	if w.Writes() {
		made = int64(w.head.revision)
	}
	parameters := given{
		"number": w.head.number, "revision": int64(w.head.revision), "made": made,
		"key": keyDigest(w.batch.Key), "token": w.token, "content": w.Content,
		"author": w.batch.Author, "reason": w.batch.Reason, "time": w.stamp(),
		"added": w.Commit.Added, "changed": w.Commit.Changed, "unchanged": w.Commit.Unchanged, "removed": w.Commit.Removed,
		"sources": orNone(lists[plan.Source]), "entities": orNone(lists[plan.Entity]), "relationships": orNone(lists[plan.Relationship]),
		"gone": orNone(plain(w.Removes)), "tokens": orNone(w.spoken.list), "codebook": append([]string{}, w.added...),
	}
	maps.Copy(parameters, w.head.parameters())
	return w.tx.ask(ctx, createCommit, parameters, nil)
}

// orNone is a list, or null for the empty one, which keeps no property.
func orNone(list []string) any {
	if len(list) == 0 {
		return nil
	}
	return list
}
