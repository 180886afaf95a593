package neo4j

// This file holds every statement that reads. Lists are passed as columns of
// equal length, so that a statement has one text whatever the number, and come
// back as columns in one row, which costs client and server the least. Labels
// and types are constant: a dynamic one would scan every node.

// The head and the schema.
var (
	readFormat = statement{"read format", `MATCH (h:EntenteHead {name: 'head'}) RETURN h.format`}

	readHead = statement{"read head", `MATCH (h:EntenteHead {name: 'head'}) RETURN h.state, h.kinds, h.counts, h.born`}

	readCodebook = statement{"read codebook", `MATCH (h:EntenteHead {name: 'head'}) RETURN h.born, h.codebook`}

	countForeign = statement{"count foreign", `RETURN COUNT { (:Entity) }, COUNT { (:Source) }, COUNT { (:MergedId) }, ` +
		`COUNT { (:EntenteHead) }, COUNT { (:EntenteCommit) }, COUNT { (:EntenteVersion) }, COUNT { (:EntenteTie) }`}

	listSchema = statement{"list schema", `SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'entente_' AND state = 'ONLINE' RETURN collect(name)`}

	awaitSchema = statement{"await schema", `CALL db.awaitIndexes(300)`}

	readNothing = statement{"read nothing", `RETURN 1`}
)

// Records by id; an entity also under the ids that were merged into it, which
// are looked for only where there are any.
var (
	readEntities = statement{"read entities", `CALL () {
	UNWIND range(0, size($ids) - 1) AS i
	MATCH (e:Entity {id: $ids[i]})
	RETURN i, e
	UNION ALL
	UNWIND CASE WHEN COUNT { (:MergedId) } = 0 THEN [] ELSE range(0, size($ids) - 1) END AS i
	MATCH (m:MergedId {id: $ids[i]})
	MATCH (e:Entity {id: m.into})
	RETURN i, e
}
WITH i, e
WHERE e._record IS NOT NULL
RETURN collect(i), collect(e.id), collect(e._revision), collect(e._check), collect(e._record)`}

	readSources = statement{"read sources", `UNWIND range(0, size($ids) - 1) AS i
MATCH (s:Source {id: $ids[i]})
WHERE s._record IS NOT NULL
RETURN collect(i), collect(s.id), collect(s._revision), collect(s._check), collect(s._record)`}

	// $kind, $from and $to stand in the id, the role, too, but that is in the word;
	// $odd are ids that say nothing, or may not.
	readTies = statement{"read ties", `CALL () {
	UNWIND range(0, size($from) - 1) AS i
	MATCH (a:Entity {id: $from[i]})
	MATCH (b:Entity {id: $to[i]})
	WITH i, a, b
	MATCH (a)-[r]->(b)
	WHERE r._word IS NOT NULL AND r.id IS NULL AND type(r) = $kind[i]
	RETURN $at[i] AS at, '' AS id, $from[i] AS from, $to[i] AS to, r
	UNION ALL
	UNWIND CASE WHEN COUNT { (:EntenteTie) } = 0 THEN [] ELSE range(0, size($odd) - 1) END AS i
	MATCH (t:EntenteTie {id: $odd[i]})
	MATCH (a:Entity {id: t.from})
	MATCH (b:Entity {id: t.to})
	WITH i, t, a, b
	MATCH (a)-[r]->(b)
	WHERE r.id = t.id AND r._word IS NOT NULL
	RETURN i AS at, t.id AS id, t.from AS from, t.to AS to, r
}
RETURN collect(at), collect(id), collect(from), collect(to), collect(r._revision), collect(r._check), collect(r._word), ` + claimColumn}
)

// claimColumn gives the claims of a tie r: their texts, or, when there is one,
// an empty text and what of it does not stand in the word.
const claimColumn = `collect(CASE WHEN r.claims IS NULL
	THEN ['', coalesce(r.sources[0], ''), coalesce(r.locator, ''), coalesce(r.note, '')] ELSE r.claims END)`

// The log.
var (
	readCommits = statement{"read commits", `MATCH (c:EntenteCommit)
WHERE c.made > $since
RETURN c.made, c.sources, c.entities, c.relationships, c.gone ORDER BY c.made`}

	// Of the second in which an instant lies each commit is given, for texts of times do not order beyond it.
	readMade = statement{"read made", `MATCH (c:EntenteCommit) WHERE c.made > 0
WITH c.made AS made, c.time AS time, left(c.time, 19) AS second
RETURN coalesce(max(CASE WHEN second < $second THEN made END), 0),
	collect(CASE WHEN second = $second THEN made END), collect(CASE WHEN second = $second THEN time END)`}

	readVersions = statement{"read versions", `UNWIND range(0, size($ids) - 1) AS i
MATCH (v:EntenteVersion {id: $ids[i]})
WHERE v.revision <= $at[i] AND v.until > $at[i] AND v.record IS NOT NULL
RETURN collect(i), collect(v.id), collect(v.revision), collect(v.check), collect(v.record)`}

	readHistory = statement{"read history", `CALL () {
	MATCH (v:EntenteVersion {id: $id})
	RETURN v.revision AS revision, v.check AS check, v.record AS record, null AS r
	UNION ALL
	MATCH (e:Entity {id: $id}) WHERE e._record IS NOT NULL
	RETURN e._revision AS revision, e._check AS check, e._record AS record, null AS r
	UNION ALL
	MATCH (s:Source {id: $id}) WHERE s._record IS NOT NULL
	RETURN s._revision AS revision, s._check AS check, s._record AS record, null AS r
	UNION ALL
	MATCH (a:Entity {id: $from})
	MATCH (b:Entity {id: $to})
	WITH a, b
	MATCH (a)-[r]->(b)
	WHERE r._word IS NOT NULL AND r.id IS NULL AND type(r) = $kind
	RETURN r._revision AS revision, r._check AS check, null AS record, r
	UNION ALL
	MATCH (t:EntenteTie {id: $id})
	MATCH (a:Entity {id: t.from})
	MATCH (b:Entity {id: t.to})
	WITH t, a, b
	MATCH (a)-[r]->(b)
	WHERE r.id = t.id AND r._word IS NOT NULL
	RETURN r._revision AS revision, r._check AS check, null AS record, r
}
MATCH (c:EntenteCommit {made: revision})
WITH revision, check, record, r, c ORDER BY revision DESC
RETURN collect(revision), collect(coalesce(check, 0)), collect(coalesce(record, '')), collect(r IS NOT NULL), ` +
		`collect(coalesce(r.id, '')), collect(coalesce(startNode(r).id, '')), collect(coalesce(endNode(r).id, '')), collect(coalesce(r._word, 0)), ` + claimColumn + `, ` +
		`collect(c.author), collect(c.reason), collect(c.time)`}
)

// Listings. $place and $id are where to go on from; $kinds names every kind to
// admit, each of which has its part of the index in order, up to the beginning
// of a place.
var (
	listByName       = listing("list by name", "e._beginning >= $beginning AND e._place > $place", "")
	listByNameBefore = listing("list by name before", "e._beginning <= $beginning AND e._place < $place", " DESC")
	listByID         = listingByID("list by id", "e.id > $id", "e.id")
	listByIDBefore   = listingByID("list by id before", "e.id < $id", "e.id DESC")

	listAmongByName       = listingAmong("list among by name", "e._place > $place", "e._place")
	listAmongByNameBefore = listingAmong("list among by name before", "e._place < $place", "e._place DESC")
	listAmongByID         = listingAmong("list among by id", "e.id > $id", "e.id")
	listAmongByIDBefore   = listingAmong("list among by id before", "e.id < $id", "e.id DESC")
)

const listedColumns = `[e IN page | e._place], [e IN page | e.id], [e IN page | e._revision], [e IN page | e._check], [e IN page | e._record]`

func listing(name, behind, direction string) statement {
	return statement{name, `MATCH (h:EntenteHead {name: 'head'})
CALL () {
	UNWIND $kinds AS kind
	CALL (kind) {
		MATCH (e:Entity) WHERE e._kind = kind AND ` + behind + `
		RETURN e ORDER BY e._kind` + direction + `, e._beginning` + direction + `, e._place` + direction + ` LIMIT $first
	}
	WITH e ORDER BY e._place` + direction + ` LIMIT $first
	RETURN collect(e) AS page
}
RETURN h.kinds, h.counts, ` + listedColumns}
}

func listingByID(name, behind, order string) statement {
	return statement{name, `MATCH (h:EntenteHead {name: 'head'})
CALL () {
	MATCH (e:Entity) WHERE ` + behind + ` AND e._kind IN $kinds
	WITH e ORDER BY ` + order + ` LIMIT $first
	RETURN collect(e) AS page
}
RETURN h.kinds, h.counts, ` + listedColumns}
}

// listingAmong gives the total as its second column, in place of the counts.
func listingAmong(name, behind, order string) statement {
	return statement{name, `MATCH (e:Entity) WHERE e.id IN $among AND e._kind IN $kinds
WITH e ORDER BY ` + order + `
WITH collect(e) AS found
WITH size(found) AS total, [e IN found WHERE ` + behind + `][..$first] AS page
RETURN null, total, ` + listedColumns}
}

// awaitNames waits until the index of names holds every commit so far.
const awaitNames = `CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()
`

// Texts. $query is an expression over the words that package token made; the
// records come along when they are few enough to be the page.
var (
	searchNames = statement{"search names", awaitNames + `CALL db.index.fulltext.queryNodes('` + namesIndex + `', $query) YIELD node AS e
WHERE e._record IS NOT NULL AND ($kinds IS NULL OR e._kind IN $kinds) AND ($among IS NULL OR e.id IN $among)
WITH collect(e) AS found
WITH found, CASE WHEN size(found) <= $few THEN found ELSE [] END AS page
RETURN [e IN found | e.id], [e IN found | e.names], ` +
		`[e IN page | e.id], [e IN page | e._revision], [e IN page | e._check], [e IN page | e._record]`}

	// Whether any name holds what each of the queries asks for.
	searchHeld = statement{"search held", awaitNames + `UNWIND range(0, size($queries) - 1) AS i
CALL (i) {
	CALL db.index.fulltext.queryNodes('` + namesIndex + `', $queries[i]) YIELD node AS e
	WHERE e._record IS NOT NULL
	RETURN e LIMIT 1
}
RETURN collect(i)`}

	readTokens = statement{"read tokens", `MATCH (h:EntenteHead {name: 'head'})
MATCH (c:EntenteCommit) WHERE c.number > CASE WHEN h.born = $born THEN $number ELSE 0 END AND c.tokens IS NOT NULL
RETURN h.born, c.number, c.tokens ORDER BY c.number`}
)

// The graph in short form, in columns of many; see survey.go.
var (
	surveySources = statement{"survey sources", `MATCH (s:Source) WHERE s.id > $after AND s._record IS NOT NULL
WITH s ORDER BY s.id LIMIT $most
RETURN collect(s.id), collect(s._revision)`}

	surveyNodes = statement{"survey nodes", `MATCH (e:Entity) WHERE e.id > $after AND e._record IS NOT NULL
WITH e ORDER BY e.id LIMIT $most
RETURN collect(e.id), collect(id(e)), collect(e._revision), collect(e._kind), collect(coalesce(e._code, '')),
	collect(CASE WHEN e.merged IS NOT NULL THEN e.id END), collect(e.merged)`}

	// A tie's end, its revision and the place of its start in the part are one
	// integer where they fit: each value that comes costs the driver an allocation.
	surveyTies = statement{"survey ties", `UNWIND $parts AS part
CALL (part) {
	UNWIND range(0, size(part) - 1) AS i
	MATCH (a)-[r]->(b) WHERE id(a) = part[i] AND r._word IS NOT NULL
	WITH i, id(b) AS b, r._word AS word, CASE WHEN 0 < r._revision < $most THEN r._revision ELSE 0 END AS revision
	RETURN collect(b * $end + revision * $revision + i) AS ends, collect(word) AS word,
		collect(CASE WHEN $revision = 0 THEN revision END) AS revision
}
RETURN part[0], ends, word, revision`}

	surveyOdd = statement{"survey odd", `MATCH (t:EntenteTie)
RETURN collect(t.id), collect(t.kind), collect(t.from), collect(t.to), collect(coalesce(t.role, ''))`}
)
