// Package server owns the HTTP layer: GraphQL over HTTP, the console, and the
// questions that a supervisor asks (alive, ready).
//
// A GraphQL request passes, in this order and each in its own file: guard.go
// (host, origin), negotiate.go (media types), request.go (body), access.go
// (token), bounds.go (size of the query), operation.go (parse, validate,
// coerce, cost), then the executable schema, present.go (what of an error is
// shown) and answer.go (what goes back) or, for a stream of server-sent events,
// stream.go.
package server
