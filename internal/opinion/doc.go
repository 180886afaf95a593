// Package opinion owns the second opinion: Neo4j is asked in its own language
// for the shortest paths that the index finds, and both have to agree. It has
// tests only.
package opinion
