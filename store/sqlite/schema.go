package sqlite

// applicationID marks our files in the header of the database: "Ente" in ASCII.
const applicationID = 0x456e7465

// formatVersion is the newest form of the tables that this program knows. A
// change of the tables raises it.
const formatVersion = 1

// createTables makes an empty store. Rows are numbered across the three forms
// of record and never leave this package; kinds, roles and statuses stand as words, so
// that the vocabulary may grow without a change of the format.
//
//	payload   the line of each record
//	source, entity, relationship   what is known without reading the line
//	merged    ids that were merged away, with the entity they lead to
//	cites     which record cites which source
//	name      every name with its entity's id; its row is entity<<11 + position, see nameRow
//	words     the search tokens of each name, under the name's row
//	token     every search token that ever was, for misspelled queries
//	batch     the log, one row a commit; chain runs over all before it
//	version   what was replaced (line) or, without a line, the removal
const createTables = `
PRAGMA application_id = 1164866661;
PRAGMA user_version = 1;
CREATE TABLE payload (
	row INTEGER PRIMARY KEY,
	line TEXT NOT NULL,
	checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE source (
	row INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	revision INTEGER NOT NULL
) STRICT;
CREATE INDEX source_revision ON source(revision);
CREATE TABLE entity (
	row INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	revision INTEGER NOT NULL,
	kind TEXT NOT NULL,
	code TEXT NOT NULL,
	merged TEXT NOT NULL,
	checksum INTEGER NOT NULL,
	sort BLOB NOT NULL
) STRICT;
CREATE INDEX entity_revision ON entity(revision);
CREATE INDEX entity_kind ON entity(kind);
CREATE INDEX entity_name ON entity(sort, id, kind);
CREATE TABLE relationship (
	row INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	revision INTEGER NOT NULL,
	kind TEXT NOT NULL,
	source INTEGER NOT NULL REFERENCES entity(row) DEFERRABLE INITIALLY DEFERRED,
	target INTEGER NOT NULL REFERENCES entity(row) DEFERRABLE INITIALLY DEFERRED,
	role TEXT NOT NULL,
	status TEXT NOT NULL,
	since TEXT NOT NULL,
	until TEXT NOT NULL,
	confidence TEXT NOT NULL,
	checksum INTEGER NOT NULL,
	UNIQUE (source, target, kind, role)
) STRICT;
CREATE INDEX relationship_revision ON relationship(revision);
CREATE INDEX relationship_target ON relationship(target);
CREATE TABLE merged (
	id TEXT PRIMARY KEY,
	row INTEGER NOT NULL REFERENCES entity(row) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_row ON merged(row);
CREATE TABLE cites (
	source INTEGER NOT NULL,
	row INTEGER NOT NULL,
	PRIMARY KEY (source, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE name (
	row INTEGER PRIMARY KEY,
	id TEXT NOT NULL,
	value TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE words USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii');
CREATE TABLE token (
	row INTEGER PRIMARY KEY,
	text TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE batch (
	number INTEGER PRIMARY KEY,
	revision INTEGER NOT NULL,
	key TEXT UNIQUE,
	content BLOB NOT NULL,
	chain BLOB NOT NULL,
	author TEXT NOT NULL,
	reason TEXT NOT NULL,
	time TEXT NOT NULL,
	added INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	unchanged INTEGER NOT NULL,
	removed INTEGER NOT NULL,
	sources INTEGER NOT NULL,
	entities INTEGER NOT NULL,
	relationships INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX batch_revision ON batch(revision) WHERE added + changed + removed > 0;
CREATE TABLE version (
	id TEXT NOT NULL,
	revision INTEGER NOT NULL,
	line TEXT,
	checksum INTEGER NOT NULL,
	PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_removal ON version(revision) WHERE line IS NULL;
`
