package neo4j

import (
	"context"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Mark is the bookmark of a read: the last transaction of the database, ours or
// not. It is asked for without the bookmarks of the other questions, which the server would wait for.
func (s *Store) Mark(ctx context.Context) (string, error) {
	var mark string
	err := s.insist(ctx, func() (bool, error) {
		session := s.session(ctx, driver.AccessModeRead, nil)
		defer closeSession(ctx, session)
		s.observe(readMark.name)
		result, err := session.Run(ctx, readMark.text, nil, deadline(ctx, longestRead))
		if err != nil {
			return false, err
		}
		if _, err := result.Consume(ctx); err != nil {
			return false, err
		}
		mark = strings.Join(driver.BookmarksToRawValues(session.LastBookmarks()), " ")
		return true, nil
	})
	return mark, failure(ctx, err)
}
