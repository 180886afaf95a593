// Package faults owns the proof that a Neo4j store survives a broken network
// and a broken server: each fault ends in a right answer or in a clean error by
// its deadline. It has tests only.
package faults
