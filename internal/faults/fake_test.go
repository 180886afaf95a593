package faults_test

import (
	"encoding/binary"
	"io"
	"net"
	"testing"
)

// listen serves each connection until the test ends.
func listen(t *testing.T, serve func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer connection.Close()
				serve(connection)
			}()
		}
	}()
	return listener.Addr().String()
}

// stranger answers the first words of a client with the same, and then waits for it to leave.
func stranger(t *testing.T, answer []byte) string {
	return listen(t, func(connection net.Conn) {
		const handshake = 20
		if _, err := io.ReadFull(connection, make([]byte, handshake)); err != nil {
			return
		}
		connection.Write(answer)
		io.Copy(io.Discard, connection)
	})
}

// nobody is an address at which nobody listens: that of a service long gone.
const nobody = "127.0.0.1:1"

// oldServer speaks Bolt 4.4, says that it is the agent, and answers everything with success and no rows.
func oldServer(t *testing.T, agent string) string {
	return listen(t, func(connection net.Conn) {
		const handshake = 20
		if _, err := io.ReadFull(connection, make([]byte, handshake)); err != nil {
			return
		}
		connection.Write([]byte{0, 0, 4, 4})
		for skipMessage(connection) == nil {
			connection.Write(success(agent))
		}
	})
}

// skipMessage reads one message: chunks with their lengths, up to an empty one.
func skipMessage(r io.Reader) error {
	for first := true; ; first = false {
		var length uint16
		if err := binary.Read(r, binary.BigEndian, &length); err != nil {
			return err
		}
		if length == 0 && !first {
			return nil
		}
		if _, err := io.CopyN(io.Discard, r, int64(length)); err != nil {
			return err
		}
	}
}

// success is a message SUCCESS {server, connection_id, fields: []}, in PackStream.
func success(agent string) []byte {
	message := []byte{0xB1, 0x70, 0xA3}
	for _, word := range []string{"server", agent, "connection_id", "bolt-1", "fields"} {
		message = append(append(message, 0x80+byte(len(word))), word...)
	}
	message = append(message, 0x90)
	framed := binary.BigEndian.AppendUint16(nil, uint16(len(message)))
	return append(append(framed, message...), 0, 0)
}
