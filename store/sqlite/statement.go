package sqlite

// This file holds every statement that reads. Lists of ids and rows are passed
// as one JSON array, so that a statement has one text whatever the number.

// Records by id; an entity also under the ids that were merged into it.
const (
	selectEntities = `SELECT j.key, e.id, e.revision, coalesce(p.line, ''), coalesce(p.checksum, 0)
FROM json_each(?1) j
JOIN entity e ON e.row = coalesce((SELECT row FROM entity WHERE id = j.value), (SELECT row FROM merged WHERE id = j.value))
LEFT JOIN payload p ON p.row = e.row`

	selectRelationships = `SELECT j.key, r.id, r.revision, coalesce(p.line, ''), coalesce(p.checksum, 0)
FROM json_each(?1) j JOIN relationship r ON r.id = j.value LEFT JOIN payload p ON p.row = r.row`

	selectSources = `SELECT j.key, s.id, s.revision, coalesce(p.line, ''), coalesce(p.checksum, 0)
FROM json_each(?1) j JOIN source s ON s.id = j.value LEFT JOIN payload p ON p.row = s.row`
)

// The log.
const (
	selectHead = `SELECT number, revision, chain, sources, entities, relationships FROM batch ORDER BY number DESC LIMIT 1`

	selectChain = `SELECT revision, chain FROM batch WHERE number = ?1`

	selectKey = `SELECT content, revision, added, changed, unchanged, removed FROM batch WHERE key = ?1`

	// selectFormer goes from what changed after a revision to the last version of it up to then.
	selectFormer = `WITH changed AS (
	SELECT id FROM source WHERE revision > ?1
	UNION SELECT id FROM entity WHERE revision > ?1
	UNION SELECT id FROM relationship WHERE revision > ?1
	UNION SELECT id FROM version WHERE line IS NULL AND revision > ?1
)
SELECT v.line IS NULL, c.id, CASE WHEN v.line IS NULL THEN 0 ELSE v.revision END, coalesce(v.line, ''), coalesce(v.checksum, 0)
FROM changed c LEFT JOIN version v ON v.id = c.id AND v.revision = (SELECT max(revision) FROM version WHERE id = c.id AND revision <= ?1)
ORDER BY c.id`

	selectMade = `SELECT revision, time FROM batch WHERE substr(time, 1, 19) <= ?1 ORDER BY number DESC`

	selectHistory = `WITH present AS (
	SELECT id, row, revision FROM source WHERE id = ?1
	UNION ALL SELECT id, row, revision FROM entity WHERE id = ?1
	UNION ALL SELECT id, row, revision FROM relationship WHERE id = ?1
), state AS (
	SELECT 0 AS removed, t.id, t.revision, coalesce(p.line, '') AS line, coalesce(p.checksum, 0) AS checksum FROM present t LEFT JOIN payload p ON p.row = t.row
	UNION ALL SELECT line IS NULL, id, revision, coalesce(line, ''), checksum FROM version WHERE id = ?1
)
SELECT s.removed, s.id, s.revision, s.line, s.checksum, b.author, b.reason, b.time
FROM state s JOIN batch b ON b.revision = s.revision AND b.added + b.changed + b.removed > 0
ORDER BY s.revision DESC`
)

// The records in bulk, each form in the order of ids.
const (
	streamSources       = `SELECT 0, t.id, t.revision, coalesce(p.line, ''), coalesce(p.checksum, 0) FROM source t LEFT JOIN payload p ON p.row = t.row ORDER BY t.id`
	streamEntities      = `SELECT 0, t.id, t.revision, coalesce(p.line, ''), coalesce(p.checksum, 0) FROM entity t LEFT JOIN payload p ON p.row = t.row ORDER BY t.id`
	streamRelationships = `SELECT 0, t.id, t.revision, coalesce(p.line, ''), coalesce(p.checksum, 0) FROM relationship t LEFT JOIN payload p ON p.row = t.row ORDER BY t.id`

	// removal: the latest one since a revision of each id that no record has now.
	removalsSince = `SELECT max(revision) AS revision, 4 AS form, id, 0 AS row FROM version v
WHERE line IS NULL AND revision > ?1
	AND NOT EXISTS (SELECT 1 FROM source WHERE id = v.id)
	AND NOT EXISTS (SELECT 1 FROM entity WHERE id = v.id)
	AND NOT EXISTS (SELECT 1 FROM relationship WHERE id = v.id)
GROUP BY id`

	entitiesSince      = `SELECT revision, 2 AS form, id, row FROM entity WHERE revision > ?1`
	relationshipsSince = `SELECT revision, 3 AS form, id, row FROM relationship WHERE revision > ?1`

	changesSince = `WITH t AS (
SELECT revision, 1 AS form, id, row FROM source WHERE revision > ?1
UNION ALL ` + entitiesSince + ` UNION ALL ` + relationshipsSince + ` UNION ALL ` + removalsSince + `
)
SELECT t.form = 4, t.id, t.revision, coalesce(p.line, ''), coalesce(p.checksum, 0)
FROM t LEFT JOIN payload p ON p.row = t.row ORDER BY t.revision, t.form, t.id`
)

// The records in short form. The checksum covers the columns before it.
const (
	outlineEntities = `SELECT row, revision, id, kind, code, merged, checksum FROM entity ORDER BY id`

	outlineRelationships = `SELECT revision, source, target, id, kind, role, status, since, until, confidence, checksum
FROM relationship ORDER BY id`

	outlineSince = `WITH t AS (
` + entitiesSince + ` UNION ALL ` + relationshipsSince + ` UNION ALL ` + removalsSince + `
)
SELECT t.form, t.revision, t.id,
	coalesce(e.kind, r.kind, ''), coalesce(e.code, ''), coalesce(e.merged, ''),
	coalesce(r.source, 0), coalesce(r.target, 0), coalesce(f.id, ''), coalesce(o.id, ''), coalesce(r.role, ''),
	coalesce(r.status, ''), coalesce(r.since, ''), coalesce(r.until, ''), coalesce(r.confidence, ''),
	coalesce(e.checksum, r.checksum, 0)
FROM t
LEFT JOIN entity e ON t.form = 2 AND e.row = t.row
LEFT JOIN relationship r ON t.form = 3 AND r.row = t.row
LEFT JOIN entity f ON f.row = r.source
LEFT JOIN entity o ON o.row = r.target
ORDER BY t.revision, t.form, t.id`
)

// Listings. ?1 are the kinds and ?2 the ids to admit, as JSON arrays; ?3 and ?4
// are the place to go on from, ?5 how many to give.
const (
	admitted = ` WHERE (?1 IS NULL OR e.kind IN (SELECT value FROM json_each(?1)))`
	among    = ` AND e.id IN (SELECT value FROM json_each(?2))`

	countAll   = `SELECT count(*) FROM entity e` + admitted
	countAmong = `SELECT count(*) FROM entity e` + admitted + among

	listed = `SELECT e.row, e.sort, e.id FROM entity e` + admitted

	byNameAfter  = ` AND (e.sort, e.id) > (?3, ?4) ORDER BY e.sort, e.id LIMIT ?5`
	byNameBefore = ` AND (e.sort, e.id) < (?3, ?4) ORDER BY e.sort DESC, e.id DESC LIMIT ?5`
	byIDAfter    = ` AND e.id > ?4 ORDER BY e.id LIMIT ?5`
	byIDBefore   = ` AND e.id < ?4 ORDER BY e.id DESC LIMIT ?5`
)

// Texts. ?1 and ?2 admit as above, ?3 is an expression over the words. The
// tables are read in the order of the words: a name is looked up by its row.
const (
	matching = `SELECT n.row, n.value, n.id FROM words w CROSS JOIN name n ON n.row = w.rowid WHERE w.words MATCH ?3`

	matchingKinds = matching + ` AND (SELECT kind FROM entity WHERE row = n.row >> 11) IN (SELECT value FROM json_each(?1))`
	matchingIDs   = ` AND n.id IN (SELECT value FROM json_each(?2))`

	anyMatching = `SELECT EXISTS (SELECT 1 FROM words WHERE words MATCH ?1)`

	selectTokens = `SELECT row, text FROM token WHERE row > ?1 ORDER BY row`

	selectLines = `SELECT j.key, e.id, e.revision, coalesce(p.line, ''), coalesce(p.checksum, 0)
FROM json_each(?1) j JOIN entity e ON e.row = j.value LEFT JOIN payload p ON p.row = j.value`
)

// What a batch has to know before it is checked.
const (
	selectKnown = `SELECT j.value, coalesce(s.row, e.row, r.row, 0), 
	CASE WHEN s.row NOT NULL THEN 1 WHEN e.row NOT NULL THEN 2 WHEN r.row NOT NULL THEN 3 ELSE 0 END, coalesce(e.kind, ''),
	coalesce(e.merged, ''), coalesce(o.id, ''), coalesce(s.revision, e.revision, r.revision, 0)
FROM json_each(?1) j
LEFT JOIN source s ON s.id = j.value
LEFT JOIN entity e ON e.id = j.value
LEFT JOIN relationship r ON r.id = j.value
LEFT JOIN merged m ON m.id = j.value
LEFT JOIN entity o ON o.row = m.row`

	selectPayloads = `SELECT j.key, p.line, p.checksum FROM json_each(?1) j JOIN payload p ON p.row = j.value`

	selectLastRow = `SELECT coalesce(max(row), 0) FROM payload`

	selectTie = `SELECT id FROM relationship WHERE source = ?1 AND target = ?2 AND kind = ?3 AND role = ?4`

	// Who refers to a row that is about to go.
	selectTieOf   = `SELECT id FROM relationship WHERE source = ?1 UNION ALL SELECT id FROM relationship WHERE target = ?1 LIMIT 1`
	selectCiterOf = `SELECT coalesce(e.id, r.id) FROM cites c LEFT JOIN entity e ON e.row = c.row LEFT JOIN relationship r ON r.row = c.row
WHERE c.source = ?1 LIMIT 1`

	selectTiesOf = `SELECT r.id, r.kind, f.id, f.kind, o.id, o.kind
FROM relationship r JOIN entity f ON f.row = r.source JOIN entity o ON o.row = r.target
WHERE r.row IN (SELECT row FROM relationship WHERE source = ?1 UNION ALL SELECT row FROM relationship WHERE target = ?1)
ORDER BY r.id`
)

// What a batch writes.
const (
	putPayload    = `INSERT OR REPLACE INTO payload (row, line, checksum) VALUES (?1, ?2, ?3)`
	deletePayload = `DELETE FROM payload WHERE row = ?1`

	putSource    = `INSERT OR REPLACE INTO source (row, id, revision) VALUES (?1, ?2, ?3)`
	deleteSource = `DELETE FROM source WHERE row = ?1`

	insertEntity = `INSERT INTO entity (row, id, revision, kind, code, merged, checksum, sort) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`
	updateEntity = `UPDATE entity SET revision = ?3, kind = ?4, code = ?5, merged = ?6, checksum = ?7, sort = ?8 WHERE row = ?1 AND id = ?2`
	deleteEntity = `DELETE FROM entity WHERE row = ?1`

	insertRelationship = `INSERT INTO relationship (row, id, revision, kind, source, target, role, status, since, until, confidence, checksum)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)`
	deleteRelationship = `DELETE FROM relationship WHERE row = ?1`

	insertMerged = `INSERT INTO merged (id, row) VALUES (?1, ?2)`
	deleteMerged = `DELETE FROM merged WHERE row = ?1`

	insertCites = `INSERT OR IGNORE INTO cites (source, row) VALUES (?1, ?2)`
	deleteCites = `DELETE FROM cites WHERE source = (SELECT row FROM source WHERE id = ?1) AND row = ?2`

	insertName  = `INSERT INTO name (row, id, value) VALUES (?1, ?2, ?3)`
	insertWords = `INSERT INTO words (rowid, tokens) VALUES (?1, ?2)`
	insertToken = `INSERT OR IGNORE INTO token (text) VALUES (?1)`
	deleteNames = `DELETE FROM name WHERE row BETWEEN ?1 AND ?2`
	deleteWords = `DELETE FROM words WHERE rowid BETWEEN ?1 AND ?2`

	insertVersion = `INSERT INTO version (id, revision, line, checksum) VALUES (?1, ?2, ?3, ?4)`

	insertBatch = `INSERT INTO batch (number, revision, key, content, chain, author, reason, time,
	added, changed, unchanged, removed, sources, entities, relationships)
VALUES (?1, ?2, nullif(?3, ''), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)`
)
