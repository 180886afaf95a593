package server

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph"
)

// policy says who may change the graph.
type policy uint8

const (
	// closed admits no mutation.
	closed policy = iota
	// guarded admits mutations that carry the token.
	guarded
	// open admits every mutation: only this machine can reach the server.
	open
)

func (o Options) policy() policy {
	switch {
	case o.ReadOnly:
		return closed
	case o.Token != "":
		return guarded
	case o.Loopback:
		return open
	}
	return closed
}

// String says the policy for the log.
func (p policy) String() string {
	return [...]string{"refused: the server is read-only", "need the token", "open to this machine"}[p]
}

// authenticate checks the credentials of a request. None at all is no error:
// reading needs none. Wrong ones are, so that a mistyped token shows.
func (s *Server) authenticate(header http.Header) (bool, *refusal) {
	given := header.Get("Authorization")
	if given == "" || s.options.Token == "" {
		return false, nil
	}
	scheme, token, _ := strings.Cut(given, " ")
	if !strings.EqualFold(scheme, "Bearer") || !same(strings.TrimSpace(token), s.options.Token) {
		return false, unauthorized("the token is wrong")
	}
	return true, nil
}

// same compares two secrets in a time that tells nothing about them; hashing
// first hides the length as well.
func same(a, b string) bool {
	hashA, hashB := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(hashA[:], hashB[:]) == 1
}

// permit decides whether an operation may run. Refusals of access are answers
// of HTTP, 401 or 403 in either media type, so that proxies and plain clients
// understand them.
func (s *Server) permit(operation ast.Operation, authenticated bool) *refusal {
	if operation != ast.Mutation {
		return nil
	}
	switch policy := s.options.policy(); {
	case policy == closed:
		return forbidden("this server accepts no changes")
	case policy == guarded && !authenticated:
		return unauthorized("changes need the server's token: send it as Authorization: Bearer TOKEN")
	}
	return nil
}

func unauthorized(message string) *refusal {
	err := refusalf(graph.Invalid, "%s", message)
	err.Extensions["reason"] = "UNAUTHENTICATED"
	return &refusal{status: http.StatusUnauthorized, err: err, header: [2]string{"WWW-Authenticate", `Bearer realm="entente"`}}
}

func forbidden(message string) *refusal {
	err := refusalf(graph.Invalid, "%s", message)
	err.Extensions["reason"] = "READ_ONLY"
	return &refusal{status: http.StatusForbidden, err: err}
}
