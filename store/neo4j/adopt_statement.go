package neo4j

// This file holds the statements that find and mark what others wrote past us.

// packedDate is packDate of a property, whatever type somebody gave it; 0 for none.
func packedDate(property string) string {
	word := "toStringOrNull(r." + property + ")"
	return `coalesce(512 * toIntegerOrNull(left(` + word + `, 4)), 0) + coalesce(32 * toIntegerOrNull(substring(` + word + `, 5, 2)), 0)` +
		` + coalesce(toIntegerOrNull(substring(` + word + `, 8, 2)), 0)`
}

var (
	readPosition = statement{"read position", `MATCH (h:EntenteHead {name: 'head'}) RETURN h.state[0], h.state[1], h.adopted, h.adoptedIn`}

	// A tie is strange when it has no word, or says something else than its word.
	scanTies = statement{"scan ties", `MATCH (h:EntenteHead {name: 'head'})
WITH h.codebook AS codebook
OPTIONAL MATCH (:Entity)-[r]->(:Entity) WHERE type(r) IN $kinds
WITH count(r._word) AS ours, collect(CASE WHEN r._word IS NULL
	OR codebook[r._word / 70368744177664] <> type(r) + '/' + coalesce(toStringOrNull(r.role), '') + '/' + coalesce(toStringOrNull(r.status), '')
		+ '/' + coalesce(toStringOrNull(r.confidence), '')
	OR r._word / 8388608 % 8388608 <> ` + packedDate("start") + `
	OR r._word % 8388608 <> ` + packedDate("end") + ` THEN r END)[..$most] AS strange
RETURN ours, [r IN strange | id(r)], [r IN strange | type(r)], [r IN strange | coalesce(startNode(r).id, '')], [r IN strange | coalesce(endNode(r).id, '')],
	[r IN strange | properties(r)], [r IN strange | coalesce(startNode(r)._kind, '')], [r IN strange | coalesce(endNode(r)._kind, '')]`}

	scanNodes = statement{"scan nodes", `OPTIONAL MATCH (e:Entity) WHERE e._record IS NULL
WITH collect(e)[..$most] AS strange, count(e) AS foreign
RETURN COUNT { (:Entity) } - foreign, COUNT { (:Source) }, [e IN strange | id(e)], [e IN strange | labels(e)], [e IN strange | properties(e)]`}

	// Why something was not taken stands on it, for whoever wrote it.
	refuseNodes = statement{"refuse nodes", `UNWIND range(0, size($at) - 1) AS i
MATCH (n) WHERE id(n) = $at[i] SET n._refused = $why[i]`}

	refuseTies = statement{"refuse ties", `UNWIND range(0, size($at) - 1) AS i
MATCH ()-[r]->() WHERE id(r) = $at[i] SET r._refused = $why[i]`}

	// A commit of ours that is no batch. The lock comes first, as in a batch.
	countCommit = statement{"count commit", `MATCH (h:EntenteHead {name: 'head'})
SET h.lock = ''
SET h.state = [h.state[0] + 1] + h.state[1..]`}

	noteAdoption = statement{"note adoption", `MATCH (h:EntenteHead {name: 'head'}) SET h.adopted = $adopted, h.adoptedIn = $database`}

	// What the nodes that are gone leave behind.
	forgetMerged = statement{"forget merged", `MATCH (m:MergedId) WHERE m.into IN $ids DELETE m`}

	countKinds = statement{"count kinds", `MATCH (e:Entity) WHERE e._record IS NOT NULL RETURN e._kind, count(*)`}

	// Names of labels, types and properties are transactions of their own when
	// they are first used; made beforehand, they are not taken for somebody else's.
	createNames = statement{"create names", `CALL () { UNWIND $labels AS name CALL db.createLabel(name) RETURN count(*) AS labels }
CALL () { UNWIND $types AS name CALL db.createRelationshipType(name) RETURN count(*) AS types }
CALL () { UNWIND $properties AS name CALL db.createProperty(name) RETURN count(*) AS properties }
RETURN labels, types, properties`}
)
