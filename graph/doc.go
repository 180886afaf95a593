// Package graph owns the records of Entente: entities, the relationships
// between them, the claims and sources behind each one, the vocabulary that
// says what may be recorded, and the contract that every store keeps.
//
// It imports nothing of ours and knows no database, no HTTP and no GraphQL.
package graph
