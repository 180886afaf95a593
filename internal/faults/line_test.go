package faults_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"testing"

	"entente/internal/neo4j"
)

// line is the network between a store and a server, which tests break and mend.
// Everything that it runs has ended when the test has.
type line struct {
	t *testing.T
	// url is where a store reaches the server over this line.
	url             string
	listen, forward string
	// closings tells of each connection that a fault has ended, if somebody listens there.
	closings chan struct{}
	running  sync.WaitGroup

	mutex    sync.Mutex
	listener net.Listener // nil while the line is cut
	fault    fault        // nil while nothing is broken
	wires    map[*wire]bool
}

// between lays a line to a server.
func between(t *testing.T, s *neo4j.Server) *line {
	t.Helper()
	port, err := neo4j.FreePort()
	if err != nil {
		t.Fatal(err)
	}
	l := &line{t: t, listen: fmt.Sprintf("127.0.0.1:%d", port), forward: s.Address, closings: make(chan struct{}), wires: map[*wire]bool{}}
	l.url = "bolt://" + l.listen
	l.mend()
	t.Cleanup(func() {
		l.cut()
		l.running.Wait()
	})
	return l
}

// mend takes every fault away, and every connection that has lost something,
// for nothing mends that.
func (l *line) mend() {
	l.t.Helper()
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.fault = nil
	for w := range l.wires {
		w.mend()
	}
	if l.listener != nil {
		return
	}
	listener, err := net.Listen("tcp", l.listen)
	if err != nil {
		l.t.Fatalf("mending the line: %v", err)
	}
	l.listener = listener
	l.running.Go(func() { l.accept(listener) })
}

// cut closes every connection and refuses new ones.
func (l *line) cut() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.listener != nil {
		l.listener.Close()
		l.listener = nil
	}
	for w := range l.wires {
		w.close()
	}
}

// spoil breaks the connections that are there and all that come.
func (l *line) spoil(f fault) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.fault = f
	for w := range l.wires {
		w.spoil(f)
	}
}

// accept takes connections and joins each to one of the server.
func (l *line) accept(listener net.Listener) {
	for {
		client, err := listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err == nil {
			l.running.Go(func() { l.join(client) })
		}
	}
}

// join carries what client and server say until one of them ends.
func (l *line) join(client net.Conn) {
	server, err := net.Dial("tcp", l.forward)
	if err != nil {
		client.Close()
		return
	}
	w := &wire{client: client, server: server, closings: l.closings, ended: make(chan struct{})}
	l.mutex.Lock()
	if l.wires[w] = true; l.listener == nil {
		w.close()
	} else if l.fault != nil {
		w.spoil(l.fault)
	}
	l.mutex.Unlock()
	var both sync.WaitGroup
	both.Go(func() { w.carry(client, server, up) })
	both.Go(func() { w.carry(server, client, down) })
	both.Wait()
	l.mutex.Lock()
	delete(l.wires, w)
	l.mutex.Unlock()
}

// direction is where something goes on a line: up to the server, or down from it.
type direction int

const (
	up direction = iota
	down
)

func (d direction) String() string { return [...]string{"up", "down"}[d] }

// wire is one connection of a line.
type wire struct {
	client, server net.Conn
	closings       chan struct{}
	// ended is closed with the connections.
	ended chan struct{}

	mutex   sync.Mutex
	closed  bool
	lossy   bool       // something did not arrive
	filters [2]*filter // nil carries everything
}

// spoil puts a fault on both directions.
func (w *wire) spoil(f fault) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, d := range []direction{up, down} {
		w.filters[d] = f(d)
		if w.filters[d] != nil && w.filters[d].resets {
			w.hangUp(true)
		}
	}
}

// mend takes the fault away, and the connection too when it has lost something.
func (w *wire) mend() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.filters = [2]*filter{}; w.lossy {
		w.hangUp(false)
	}
}

// carry passes on what comes in, piece by piece, as far as the fault lets it.
func (w *wire) carry(from io.Reader, to io.Writer, d direction) {
	defer w.close()
	piece := make([]byte, 32<<10)
	for {
		n, err := from.Read(piece)
		if n > 0 && !w.pass(to, piece[:n], d) || err != nil {
			return
		}
	}
}

// pass passes one piece on; false ends the connection.
func (w *wire) pass(to io.Writer, piece []byte, d direction) bool {
	w.mutex.Lock()
	f, arrives, ends := w.filters[d], len(piece), false
	if f != nil && f.take != nil {
		arrives, ends = f.take(len(piece))
		w.lossy = w.lossy || arrives < len(piece)
		piece = piece[:arrives]
	}
	w.mutex.Unlock()
	if f != nil && f.delay != nil && !f.delay(len(piece), w.ended) {
		return false
	}
	if _, err := to.Write(piece); err != nil || !ends {
		return err == nil
	}
	w.close()
	select {
	case w.closings <- struct{}{}:
	default:
	}
	return false
}

func (w *wire) close() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.hangUp(false)
}

// hangUp ends both connections, in good order or with a reset; the caller holds the mutex.
func (w *wire) hangUp(reset bool) {
	if w.closed {
		return
	}
	w.closed = true
	close(w.ended)
	for _, connection := range []net.Conn{w.client, w.server} {
		if reset {
			connection.(*net.TCPConn).SetLinger(0)
		}
		connection.Close()
	}
}
