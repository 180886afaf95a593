// Package scalar owns the translation of single values between GraphQL and the
// records: ids, dates, numbers, and the words of every enumeration.
//
// What a client sends and cannot be read is refused as graph.Invalid, so that
// no mistake of a client looks like a fault of the server.
package scalar
