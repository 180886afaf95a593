package faults_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"

	"entente/internal/neo4j"
)

// line is the network between a store and a server, which tests break and mend.
type line struct {
	t     *testing.T
	proxy *toxiproxy.Proxy
	// url is where a store reaches the server over this line.
	url string
}

// between lays a line to a server.
func between(t *testing.T, s *neo4j.Server) *line {
	t.Helper()
	port, err := neo4j.FreePort()
	if err != nil {
		t.Fatal(err)
	}
	api := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	l := &line{t: t, proxy: toxiproxy.NewProxy(api, "line", fmt.Sprintf("127.0.0.1:%d", port), s.Address)}
	if err := l.proxy.Start(); err != nil {
		t.Fatalf("laying the line: %v", err)
	}
	t.Cleanup(l.proxy.Stop)
	l.url = "bolt://" + l.proxy.Listen
	return l
}

// spoil adds a fault: toxiproxy's name of it, the direction, its attributes as JSON.
func (l *line) spoil(kind, direction, attributes string) {
	l.t.Helper()
	toxic := fmt.Sprintf(`{"type": %q, "stream": %q, "attributes": {%s}}`, kind, direction, attributes)
	if _, err := l.proxy.Toxics.AddToxicJson(strings.NewReader(toxic)); err != nil {
		l.t.Fatalf("spoiling the line by %s: %v", toxic, err)
	}
}

// mend takes every fault away.
func (l *line) mend() {
	l.t.Helper()
	l.proxy.Toxics.ResetToxics(l.t.Context())
	if err := l.proxy.Start(); err != nil && err != toxiproxy.ErrProxyAlreadyStarted {
		l.t.Fatalf("mending the line: %v", err)
	}
}

// cut closes every connection and refuses new ones.
func (l *line) cut() { l.proxy.Stop() }
