package faults_test

import (
	"sync"
	"sync/atomic"

	"github.com/Shopify/toxiproxy/v2/stream"
	"github.com/Shopify/toxiproxy/v2/toxics"
)

// limitMessages lets so many messages of all connections together through,
// then half of the next, and closes that connection. After that it closes
// every connection at its first message or, with Once, leaves all others alone.
// A message is what comes in one piece, as short questions and answers do. Each
// closing is told on the closings of the line, if somebody listens there.
type limitMessages struct {
	Messages int64 `json:"messages"`
	Once     bool  `json:"once"`
	// Line names the line.
	Line string `json:"line"`

	passed atomic.Int64
}

// told has a channel for each line; it is global because toxiproxy makes the toxics.
var told sync.Map

// closings tells of the connections of a line that a toxic closed.
func closings(line string) chan struct{} {
	channel, _ := told.LoadOrStore(line, make(chan struct{}))
	return channel.(chan struct{})
}

// Pipe passes the messages of one connection on.
func (l *limitMessages) Pipe(stub *toxics.ToxicStub) {
	for {
		select {
		case <-stub.Interrupt:
			return
		case message := <-stub.Input:
			if message == nil {
				stub.Close()
				return
			}
			if l.pass(stub, message) {
				continue
			}
			stub.Close()
			select {
			case closings(l.Line) <- struct{}{}:
			default:
			}
			return
		}
	}
}

// pass passes a message on; false ends the connection.
func (l *limitMessages) pass(stub *toxics.ToxicStub, message *stream.StreamChunk) bool {
	number := l.passed.Add(1)
	last := number == l.Messages+1
	if number > l.Messages+1 && !l.Once {
		return false
	}
	if last {
		message = &stream.StreamChunk{Data: message.Data[:len(message.Data)/2], Timestamp: message.Timestamp}
	}
	stub.Output <- message
	return !last
}
