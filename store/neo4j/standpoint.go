package neo4j

import (
	"context"
	"encoding/hex"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// standpoint says how far the log accounts for the transactions of the
// database. Each commit of ours counts one in the head, so that the difference
// of the two numbers moves with nothing but the commits of others.
type standpoint struct {
	bookmark string
	// read tells that the bookmark says of which database it is, and how many transactions that has.
	read     bool
	database string
	revision graph.Revision
	// number counts our commits; drift is the last transaction of the database less these.
	number, drift int64
	// adopted is the drift up to which everything of others has been looked at; it
	// counts in the database in which it was noted.
	adopted   int64
	adoptedIn string
}

func (p standpoint) clean() bool { return p.read && p.database == p.adoptedIn && p.drift == p.adopted }

func (s *Store) standpoint(ctx context.Context) (p standpoint, err error) {
	err = s.insist(ctx, func() (bool, error) {
		session := s.session(ctx, driver.AccessModeRead, s.bookmarks)
		defer closeSession(ctx, session)
		s.observe(readPosition.name)
		result, err := session.Run(ctx, readPosition.text, nil, deadline(ctx, longestRead))
		if err != nil {
			return false, err
		}
		started, err := eachRow(ctx, result, func(row []any) error {
			p = standpoint{number: integer(row[0]), revision: graph.Revision(integer(row[1])), adopted: integer(row[2]), adoptedIn: text(row[3])}
			return nil
		})
		if err == nil {
			p.place(driver.BookmarksToRawValues(session.LastBookmarks()))
		}
		return started, err
	})
	return p, err
}

// place takes in the bookmark of the read.
func (p *standpoint) place(bookmarks []string) {
	if len(bookmarks) != 1 {
		return
	}
	p.bookmark = bookmarks[0]
	now, ok := parseBookmark(p.bookmark)
	p.read, p.database, p.drift = ok, hex.EncodeToString([]byte(now.database)), now.transaction-p.number
}
