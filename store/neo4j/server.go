package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// oldest is the oldest version of the server that will do, major and minor.
var oldest = [2]int{5, 26}

// checkServer connects, and refuses a server that is too old.
func (s *Store) checkServer(ctx context.Context) error {
	var server driver.ServerInfo
	err := s.insist(ctx, func() (bool, error) {
		var err error
		server, err = s.driver.GetServerInfo(ctx)
		return false, err
	})
	if err != nil {
		return refusal(ctx, err)
	}
	return checkVersion(server.Agent())
}

// refusal says why a server cannot be used: not by this user, not by this program, or not now.
func refusal(ctx context.Context, err error) error {
	var theirs *driver.Neo4jError
	var unknown *driver.InvalidAuthenticationError
	if errors.As(err, &unknown) || errors.As(err, &theirs) && strings.HasPrefix(theirs.Code, "Neo.ClientError.Security.") {
		return graph.Errorf(graph.Invalid, "the server does not know this user and password: %w", err)
	}
	var unfit *driver.UsageError
	if errors.As(err, &unfit) {
		return graph.Errorf(graph.Invalid, "the server is no Neo4j, or one that is too old: %d.%d or newer is needed: %w", oldest[0], oldest[1], err)
	}
	return failure(ctx, err)
}

// checkVersion reads an agent such as "Neo4j/5.26.20" or "Neo4j/2026.09.0".
func checkVersion(agent string) error {
	var version [2]int
	number, isNeo4j := strings.CutPrefix(agent, "Neo4j/")
	if n, _ := fmt.Sscanf(number, "%d.%d", &version[0], &version[1]); !isNeo4j || n != len(version) {
		return graph.Errorf(graph.Invalid, "the server is no Neo4j, or one that does not say its version")
	}
	if version[0] < oldest[0] || version[0] == oldest[0] && version[1] < oldest[1] {
		return graph.Errorf(graph.Invalid, "the server is Neo4j %s, which is too old: %d.%d or newer is needed", graph.Excerpt(number), oldest[0], oldest[1])
	}
	return nil
}
