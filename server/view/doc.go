// Package view owns the shape of the answers: the Go types behind the types of
// schema.graphqls, and what they read from the graph while they are written.
//
// No answer costs one round trip per item. The items of a list know each other
// (level, bundle, web): whoever is asked first reads for all, so a nested query
// costs at most one read per selected field and level, without waiting for a
// timer. What an operation has read once it does not read again (Operation).
package view
