// Package neo4j owns the store in a Neo4j database, made for those who use
// Cypher, Browser and Bloom beside us:
//
//	(:Entity:Academy {id, name, names, …})-[:MEMBER_OF {role, status, start, end, confidence, sources, …}]->(:Entity)
//
// docs/neo4j.md describes the model. What begins with an underscore, and the
// nodes whose label begins with Entente, are the store's own: they make the
// graph lossless, keep the log, and tell the store what others have changed.
//
// Writers take the lock of one node, the head, before they read, because
// Neo4j's isolation is read-committed. Readers take no lock: what has to be
// one consistent state is put together from revisions and from the versions
// that were replaced.
package neo4j
