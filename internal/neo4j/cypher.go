package neo4j

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Cypher runs a statement in a transaction of its own and gives its rows. It
// stands for the plain Cypher of others, behind the back of a store.
func (s *Server) Cypher(ctx context.Context, text string, parameters map[string]any) ([]*neo4j.Record, error) {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	result, err := session.Run(ctx, text, parameters)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// Clear deletes every node and relationship; constraints and indexes stay.
func (s *Server) Clear(ctx context.Context) error {
	_, err := s.Cypher(ctx, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS", nil)
	return err
}

// Empty makes the database as new: no nodes, no constraints, no indexes. It
// takes tenths of a second where a new server takes several.
func (s *Server) Empty(ctx context.Context) error {
	if err := s.drop(ctx, "CONSTRAINT", "SHOW CONSTRAINTS YIELD name"); err != nil {
		return err
	}
	if err := s.drop(ctx, "INDEX", "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"); err != nil {
		return err
	}
	return s.Clear(ctx)
}

// drop takes away what a statement lists by name.
func (s *Server) drop(ctx context.Context, what, listing string) error {
	rows, err := s.Cypher(ctx, listing, nil)
	if err != nil {
		return err
	}
	for _, row := range rows {
		name := strings.ReplaceAll(row.Values[0].(string), "`", "``")
		if _, err := s.Cypher(ctx, fmt.Sprintf("DROP %s `%s` IF EXISTS", what, name), nil); err != nil {
			return err
		}
	}
	return nil
}
