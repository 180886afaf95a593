package server

import (
	"encoding/json"
	"net/http"

	"entente/graph"
)

// healthz says that the process answers, whatever the state of the graph.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) {
	body, _ := json.Marshal(map[string]string{"status": "ok", "version": s.options.Version}) // strings always encode
	write(w, mediaJSON, http.StatusOK, body)
}

// readyz says whether the graph can answer now.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	if s.options.Ready != nil {
		if err := s.options.Ready(r.Context()); err != nil {
			s.refuse(r.Context(), w, mediaJSON, refusal{status: http.StatusServiceUnavailable, err: present(r.Context(), err)})
			return
		}
	}
	write(w, mediaJSON, http.StatusOK, []byte(`{"status":"ready"}`))
}

func (s *Server) notFound(w http.ResponseWriter, r *http.Request) {
	err := refusalf(graph.NotFound, "there is nothing at %s: GraphQL is at /graphql, its console at /console", graph.Excerpt(r.URL.Path))
	s.refuse(r.Context(), w, mediaJSON, refusal{status: http.StatusNotFound, err: err})
}
