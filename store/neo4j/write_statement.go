package neo4j

import (
	"strings"

	"entente/graph"
)

// This file holds every statement of a batch.

// What a batch begins with. The lock comes first, because what is read behind
// it cannot change any more; the codebook comes along when it is not known.
var (
	createHead = statement{"create head", `MERGE (h:EntenteHead {name: 'head'})
ON CREATE SET h.format = $format, h.born = randomUUID(), h.state = [0, 0, 0, 0, 0, 0, 0], h.kinds = [], h.counts = [], h.codebook = []`}

	lockHead = statement{"lock head", `MATCH (h:EntenteHead {name: 'head'})
SET h.lock = $token
WITH h
OPTIONAL MATCH (k:EntenteCommit {key: $key})
OPTIONAL MATCH (t:EntenteCommit {token: $token})
WITH h, k, coalesce(k, t) AS c
RETURN h.format, h.state, h.kinds, h.counts, h.born, CASE WHEN h.born <> $born OR size(h.codebook) <> $codebook THEN h.codebook END,
	c IS NOT NULL, k IS NOT NULL AND k.token <> $token, c.content, [c.revision, c.added, c.changed, c.unchanged, c.removed]`}

	// What stands under each id: an entity, a source, a merged id or an odd tie.
	// Where there are fewer sources than ids they are gone through, and tell which they are in place of i.
	readKnown = statement{"read known", `CALL () {
	UNWIND range(0, size($ids) - 1) AS i
	MATCH (e:Entity {id: $ids[i]})
	RETURN i, 'entity' AS form, e AS n, e._kind AS kind, coalesce(e.merged, []) AS merged, '' AS into, '' AS from, '' AS to
	UNION ALL
	UNWIND CASE WHEN COUNT { (:Source) } > size($ids) THEN range(0, size($ids) - 1) ELSE [] END AS i
	MATCH (s:Source {id: $ids[i]})
	RETURN i, 'source' AS form, s AS n, '' AS kind, [] AS merged, s.id AS into, '' AS from, '' AS to
	UNION ALL
	UNWIND CASE WHEN COUNT { (:Source) } > size($ids) THEN [] ELSE [-1] END AS i
	MATCH (s:Source)
	WHERE s.id + '' IN $ids
	RETURN i, 'source' AS form, s AS n, '' AS kind, [] AS merged, s.id AS into, '' AS from, '' AS to
	UNION ALL
	UNWIND CASE WHEN COUNT { (:MergedId) } = 0 THEN [] ELSE range(0, size($ids) - 1) END AS i
	MATCH (m:MergedId {id: $ids[i]})
	RETURN i, 'merged' AS form, m AS n, '' AS kind, [] AS merged, m.into AS into, '' AS from, '' AS to
	UNION ALL
	UNWIND CASE WHEN COUNT { (:EntenteTie) } = 0 THEN [] ELSE range(0, size($ids) - 1) END AS i
	MATCH (t:EntenteTie {id: $ids[i]})
	RETURN i, 'tie' AS form, t AS n, t.kind AS kind, [] AS merged, '' AS into, t.from AS from, t.to AS to
}
RETURN collect(i), collect(form), collect(n._record IS NOT NULL), collect(coalesce(kind, '')), collect(merged), collect(into), collect(from), collect(to),
	collect(coalesce(n._revision, 0)), collect(coalesce(n._check, 0)), collect(CASE WHEN i < 0 OR $whole[i] THEN coalesce(n._record, '') ELSE '' END)`}

	// The ends of ties; one that is not ours has no kind.
	readEnds = statement{"read ends", `UNWIND range(0, size($ids) - 1) AS i
MATCH (e:Entity {id: $ids[i]})
RETURN collect(i), collect(id(e)), collect(coalesce(e._kind, ''))`}

	// Those of the ends that are not where they stood before. To see that a
	// node is still the one costs half of looking it up.
	confirmEnds = statement{"confirm ends", `UNWIND range(0, size($nodes) - 1) AS i
OPTIONAL MATCH (e:Entity) WHERE id(e) = $nodes[i]
WITH i, e
WHERE e IS NULL OR e.id <> $ids[i] OR coalesce(e._kind, '') <> $kinds[i]
RETURN collect(i)`}

	// How many ids are taken, and which: all of them, which pays where they are few beside the batch.
	countIDs = statement{"count ids", `RETURN COUNT { (:Entity) } + COUNT { (:Source) } + COUNT { (:MergedId) } + COUNT { (:EntenteTie) }`}

	listIDs = statement{"list ids", `CALL () {
	MATCH (e:Entity) RETURN e.id AS id
	UNION ALL
	MATCH (s:Source) RETURN s.id AS id
	UNION ALL
	MATCH (m:MergedId) RETURN m.id AS id
	UNION ALL
	MATCH (t:EntenteTie) RETURN t.id AS id
}
RETURN collect(id)`}

	// How many relationships there are, and what they join: all of it, which pays where it is little beside the batch.
	countTies = statement{"count ties", `RETURN COUNT { ()-->() }`}

	listPairs = statement{"list pairs", `MATCH (a:Entity)-[r]->(b:Entity) RETURN collect(id(a)), collect(id(b))`}

	// Whatever joins two ends, ours or not. $from and $to are the database's own ids.
	readPairs = statement{"read pairs", `UNWIND range(0, size($from) - 1) AS i
MATCH (a) WHERE id(a) = $from[i]
MATCH (b) WHERE id(b) = $to[i]
WITH i, a, b
MATCH (a)-[r]->(b)
RETURN collect(i), collect(id(r)), collect(type(r)), collect(coalesce(r.role, '')), collect(coalesce(r.id, '')),
	collect(coalesce(r._revision, 0)), collect(coalesce(r._check, 0)), collect(coalesce(r._word, -1)), ` + claimColumn}
)

// What a batch takes away.
var (
	deleteTies = statement{"delete ties", `UNWIND $ties AS tie MATCH ()-[r]->() WHERE id(r) = tie DELETE r`}

	deleteOdd = statement{"delete odd", `UNWIND $ids AS id MATCH (t:EntenteTie {id: id}) DELETE t`}

	deleteMerged = statement{"delete merged", `UNWIND $ids AS id MATCH (m:MergedId {id: id}) DELETE m`}

	// What still refers to an entity, ours or not, or to a source.
	findReferring = statement{"find referring", `UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) { MATCH (e)-[r]-() RETURN r LIMIT 1 }
RETURN id, type(r), startNode(r).id, endNode(r).id, coalesce(r.role, ''), coalesce(r.id, ''), r._word IS NOT NULL`}

	findCited = statement{"find cited", `UNWIND $ids AS id MATCH (s:Source {id: id}) WHERE s.cited > 0 RETURN collect(id)`}

	// The count is too high where somebody deleted in Cypher, so it is believed
	// only when it says none.
	findCiting = statement{"find citing", `CALL () {
	MATCH (:Entity)-[r]->() WHERE r._word IS NOT NULL AND $id IN r.sources
	RETURN type(r) AS type, startNode(r).id AS from, endNode(r).id AS to, coalesce(r.role, '') AS role, coalesce(r.id, '') AS id LIMIT 1
	UNION ALL
	MATCH (e:Entity) WHERE e._record CONTAINS $quoted
	RETURN '' AS type, '' AS from, '' AS to, '' AS role, e.id AS id LIMIT 1
}
RETURN type, from, to, role, id LIMIT 1`}

	deleteEntities = statement{"delete entities", `UNWIND $ids AS id MATCH (e:Entity {id: id}) DELETE e`}

	deleteSources = statement{"delete sources", `UNWIND $ids AS id MATCH (s:Source {id: id}) DELETE s`}
)

// What a batch puts. Null takes a property away.
var (
	putSources = statement{"put sources", `UNWIND range(0, size($id) - 1) AS i
MERGE (s:Source {id: $id[i]})
SET s += {title: $title[i], publisher: $publisher[i], url: $url[i], kind: $kind[i], retrieved: $retrieved[i], licence: $licence[i],
	_record: $record[i], _revision: $revision, _check: $check[i]}
SET s.cited = coalesce(s.cited, 0)`}

	countCitations = statement{"count citations", `UNWIND range(0, size($id) - 1) AS i
MATCH (s:Source {id: $id[i]}) SET s.cited = coalesce(s.cited, 0) + $more[i]`}

	createMerged = statement{"create merged", `UNWIND range(0, size($id) - 1) AS i CREATE (:MergedId {id: $id[i], into: $into[i]})`}

	createOdd = statement{"create odd", `UNWIND range(0, size($id) - 1) AS i
CREATE (:EntenteTie {id: $id[i], kind: $kind[i], from: $from[i], to: $to[i], role: $role[i]})`}

	updateTies = statement{"update ties", `UNWIND range(0, size($tie) - 1) AS i
MATCH ()-[r]->() WHERE id(r) = $tie[i]
SET r += {` + tieColumns + `}
RETURN count(*)`}

	// The ties of entities that have become another kind.
	readTiesOf = statement{"read ties of", `UNWIND $ids AS id
MATCH (e:Entity {id: id}) USING INDEX SEEK e:Entity(id)
WITH e
MATCH (e)-[r]-() WHERE r._word IS NOT NULL
WITH DISTINCT r
RETURN type(r), startNode(r).id, startNode(r)._kind, endNode(r).id, endNode(r)._kind, coalesce(r.role, ''), coalesce(r.id, '')`}
)

// What a batch leaves in the log.
var (
	createVersions = statement{"create versions", `UNWIND range(0, size($id) - 1) AS i
CREATE (:EntenteVersion {id: $id[i], revision: $from[i], until: $until[i], record: $record[i], check: $check[i]})`}

	createCommit = statement{"create commit", `CREATE (:EntenteCommit {number: $number, revision: $revision, made: $made, key: $key, token: $token, content: $content,
	author: $author, reason: $reason, time: $time, added: $added, changed: $changed, unchanged: $unchanged, removed: $removed,
	sources: $sources, entities: $entities, relationships: $relationships, gone: $gone, tokens: $tokens})
WITH 1 AS made
MATCH (h:EntenteHead {name: 'head'})
SET h.state = $state, h.kinds = $kinds, h.counts = $counts, h.codebook = h.codebook + $codebook`}
)

// tieColumns are the properties of a tie. What one claim says stands in them;
// of several claims the texts stand in claims. Ties that say the same share
// what they say, in row $said[i] of its columns.
const tieColumns = `id: $id[i], role: $role[$said[i]], status: $status[$said[i]], start: $start[$said[i]], end: $end[$said[i]],
	confidence: $confidence[$said[i]], sources: $sources[$said[i]], locator: $locator[$said[i]], note: $note[$said[i]], claims: $claims[$said[i]],
	_word: $word[$said[i]], _revision: $revision, _check: $check[i], _refused: null`

// createTies are the statements by relationship kind, because a type must be
// constant. $from and $to are the database's own ids: to look a node up by ours
// in a statement that writes would lock it in the index.
var createTies = byKind(graph.RelationshipKinds(), func(kind graph.RelationshipKind) statement {
	return statement{"create ties " + kind.String(), `UNWIND range(0, size($from) - 1) AS i
MATCH (a) WHERE id(a) = $from[i]
MATCH (b) WHERE id(b) = $to[i]
CREATE (a)-[:` + kind.String() + ` {` + tieColumns + `}]->(b)
RETURN count(*)`}
})

// entityColumns are the properties of an entity that do not depend on its kind.
const entityColumns = `id: $id[i], name: $name[i], names: $names[i], ids: $ids[i], statements: $statements[i], merged: $merged[i],
	_kind: $kind, _code: $code[i], _beginning: $beginning[i], _place: $place[i], _words: $words[i], _record: $record[i], _revision: $revision, _check: $check[i], _refused: null`

// createEntities and updateEntities are the statements by entity kind: each has
// the columns of its properties, and an update takes the others away.
var (
	createEntities = byKind(graph.EntityKinds(), func(kind graph.EntityKind) statement {
		return statement{"create entities " + kind.String(), `UNWIND range(0, size($id) - 1) AS i
CREATE (e:Entity:` + kind.String() + ` {` + entityColumns + propertyColumns(kind, false) + `})
RETURN collect(id(e))`}
	})

	updateEntities = byKind(graph.EntityKinds(), func(kind graph.EntityKind) statement {
		return statement{"update entities " + kind.String(), `UNWIND range(0, size($id) - 1) AS i
MATCH (e:Entity {id: $id[i]})
REMOVE e:` + strings.Join(kindWords(), ":") + `
SET e:` + kind.String() + `
SET e += {` + entityColumns + propertyColumns(kind, true) + `}
RETURN collect(id(e))`}
	})
)

func byKind[K ~uint8](kinds []K, make func(K) statement) map[K]statement {
	table := map[K]statement{}
	for _, kind := range kinds {
		table[kind] = make(kind)
	}
	return table
}

func kindWords() []string { return mapped(graph.EntityKinds(), graph.EntityKind.String) }

// propertyColumns lists the properties of a kind, and null for those of the other kinds if asked to.
func propertyColumns(kind graph.EntityKind, others bool) string {
	var columns strings.Builder
	seen := map[string]bool{}
	for _, property := range kind.Properties() {
		seen[property.Name] = true
		columns.WriteString(", " + property.Name + ": $" + property.Name + "_[i]")
	}
	for _, other := range graph.EntityKinds() {
		for _, property := range other.Properties() {
			if others && !seen[property.Name] {
				seen[property.Name] = true
				columns.WriteString(", " + property.Name + ": null")
			}
		}
	}
	return columns.String()
}
