package neo4j

import (
	"net/url"
	"slices"
	"strings"

	"entente/graph"
)

// Schemes lists the schemes of an address: neo4j for a server or a cluster
// that routes, bolt for one server; +s speaks TLS with a certificate that the
// system trusts, +ssc with any certificate.
func Schemes() []string {
	return []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}
}

// parseAddress parts an address such as "neo4j+s://host:7687/database" into what
// the driver is given and the database, "" for the user's own.
func parseAddress(address string) (target, database string, err error) {
	parsed, failed := url.Parse(address)
	switch {
	case failed != nil:
		return "", "", graph.Errorf(graph.Invalid, "this is no address of a Neo4j server; it looks like neo4j://HOST:7687")
	case !slices.Contains(Schemes(), parsed.Scheme):
		return "", "", graph.Errorf(graph.Invalid, "the address of a Neo4j server begins with one of %s", strings.Join(Schemes(), ", "))
	case parsed.User != nil:
		return "", "", graph.Errorf(graph.Invalid, "an address with a user or a password in it shows in logs and process lists; "+
			"give them in ENTENTE_STORE_USER and in ENTENTE_STORE_PASSWORD or a file that ENTENTE_STORE_PASSWORD_FILE names")
	case parsed.Hostname() == "":
		return "", "", graph.Errorf(graph.Invalid, "the address names no server; it looks like neo4j://HOST:7687")
	}
	database = strings.Trim(parsed.Path, "/")
	if strings.Contains(database, "/") || parsed.Fragment != "" {
		return "", "", graph.Errorf(graph.Invalid, "behind the server an address may name a database and no more")
	}
	parsed.Path, parsed.RawPath = "", ""
	return parsed.String(), database, nil
}
