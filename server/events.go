package server

import (
	"bytes"
	"net/http"
	"time"

	"entente/graph"
)

// events writes server-sent events. Every write has a deadline of its own, for
// the server's for the whole answer has no meaning here.
type events struct {
	server  *Server
	w       http.ResponseWriter
	control *http.ResponseController
	frame   bytes.Buffer
}

// errSlow says that a client took longer for an event than it may. What was
// written has arrived; the next thing it reads should be why there is no more.
var errSlow error = graph.Errorf(graph.Canceled, "the client is too slow")

// events begins a stream.
func (s *Server) events(w http.ResponseWriter) *events {
	header := w.Header()
	header.Set("Content-Type", string(mediaEvents)+"; charset=utf-8")
	header.Set("X-Accel-Buffering", "no") // nginx would keep events back until its buffer is full
	control := http.NewResponseController(w)
	// The deadline of reading the request would end the stream as if the client
	// had left. Where there are no deadlines, there are none to set.
	_ = control.SetReadDeadline(time.Time{})
	return &events{server: s, w: w, control: control}
}

// next writes an answer; id, when not empty, is what a client sends as
// Last-Event-ID to go on behind it.
func (e *events) next(id string, reply answer) error {
	if id != "" {
		e.frame.WriteString("id: " + id + "\n")
	}
	e.frame.WriteString("event: next\ndata: ")
	e.frame.Write(e.server.encode(reply)) // one line: JSON holds a line break only as \n
	e.frame.WriteString("\n\n")
	return e.write()
}

// complete writes the end. The data is there, though empty, because browsers
// drop an event without any.
func (e *events) complete() {
	e.frame.WriteString("event: complete\ndata:\n\n")
	_ = e.write() // the client may be gone; there is nobody left to tell
}

// heartbeat writes a comment, which keeps proxies from closing the connection
// and tells in time when the client has gone.
func (e *events) heartbeat() error {
	e.frame.WriteString(":\n\n")
	return e.write()
}

// write sends the frame. A client that needs longer than Limits.Slow gets as
// long again to see why it is cut off.
func (e *events) write() error {
	slow := e.server.limits.Slow
	started := time.Now()
	_ = e.control.SetWriteDeadline(started.Add(2 * slow))
	_, err := e.w.Write(e.frame.Bytes())
	e.frame.Reset()
	if err != nil {
		return err
	}
	if err := e.control.Flush(); err != nil {
		return err
	}
	if time.Since(started) > slow {
		return errSlow
	}
	return nil
}
