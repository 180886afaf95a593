package neo4j

import (
	"encoding/base64"
	"encoding/binary"
	"strings"
)

// position is what a bookmark says: a database and the last of its transactions.
type position struct {
	database    string
	transaction int64
}

// parseBookmark reads "FB:" and the base64 of a PackStream value: a list that
// begins with the 16 bytes that name the database and goes on with the number.
// A form that is not known says nothing; nobody depends on it.
func parseBookmark(bookmark string) (p position, ok bool) {
	const head = "\x91\xcc\x10"
	const identity = 16
	coded, ok := strings.CutPrefix(bookmark, "FB:")
	if !ok {
		return position{}, false
	}
	raw, err := base64.StdEncoding.DecodeString(coded)
	if err != nil || len(raw) <= len(head)+identity || string(raw[:len(head)]) != head {
		return position{}, false
	}
	p.database = string(raw[len(head) : len(head)+identity])
	p.transaction, ok = parseInteger(raw[len(head)+identity:])
	return p, ok
}

// parseInteger reads the integer that a PackStream text begins with.
func parseInteger(raw []byte) (n int64, ok bool) {
	marker, rest := raw[0], raw[1:]
	switch {
	case marker < 0x80:
		return int64(marker), true
	case marker == 0xC8 && len(rest) >= 1:
		return int64(int8(rest[0])), true
	case marker == 0xC9 && len(rest) >= 2:
		return int64(int16(binary.BigEndian.Uint16(rest))), true
	case marker == 0xCA && len(rest) >= 4:
		return int64(int32(binary.BigEndian.Uint32(rest))), true
	case marker == 0xCB && len(rest) >= 8:
		return int64(binary.BigEndian.Uint64(rest)), true
	}
	return 0, false
}
