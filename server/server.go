package server

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"entente/server/console"
)

// Options says how a server behaves. The zero value serves reads to anyone who
// reaches it and refuses every change.
type Options struct {
	// Revision is what every answer carries in its extensions; nil means 0.
	Revision func() uint64
	// Ready tells why the graph cannot answer now; nil means that it always can.
	Ready func(context.Context) error
	// Token, when set, is what mutations must carry as Authorization: Bearer.
	Token string
	// ReadOnly refuses every mutation.
	ReadOnly bool
	// Loopback says that only this machine reaches the server: mutations need
	// no token unless one is set, and the Host header must name this machine.
	Loopback bool
	// Hosts are the names, in lower case and without port, under which the
	// server may be called besides.
	Hosts []string
	// Version is shown by /healthz.
	Version string
	Limits  Limits
	// Log receives a line for each request and the causes of failures; nil discards them.
	Log *slog.Logger
}

// Server answers HTTP. It is made by New and safe for concurrent use.
type Server struct {
	schema    graphql.ExecutableSchema
	options   Options
	limits    Limits
	log       *slog.Logger
	executor  *executor.Executor
	rules     *rules.Rules
	documents *documents
	places    chan struct{}
	streams   chan struct{}
	packers   packers
	handler   http.Handler
}

var _ http.Handler = (*Server)(nil)

// New makes a server of an executable schema. It starts nothing: use it as a
// handler, or call Serve.
func New(schema graphql.ExecutableSchema, options Options) *Server {
	limits := options.Limits.orDefault()
	s := &Server{
		schema:    schema,
		options:   options,
		limits:    limits,
		log:       options.Log,
		executor:  executor.New(schema),
		rules:     rules.NewDefaultRules(),
		documents: newDocuments(),
		places:    make(chan struct{}, limits.Concurrent),
		streams:   make(chan struct{}, limits.Streams),
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.executor.SetErrorPresenter(present)
	s.executor.SetRecoverFunc(recovered)
	s.handler = s.exchanging(s.guarding(s.routes()))
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/graphql", s.graphql)
	page := console.Handler()
	mux.Handle("GET /console", page)
	mux.Handle("GET /console/", page)
	mux.HandleFunc("GET /healthz", s.healthz)
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.Handle("GET /{$}", http.RedirectHandler("/console", http.StatusSeeOther))
	mux.HandleFunc("/", s.notFound)
	return mux
}

func (s *Server) revision() uint64 {
	if s.options.Revision == nil {
		return 0
	}
	return s.options.Revision()
}
