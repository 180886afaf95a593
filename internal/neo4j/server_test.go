package neo4j_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/neo4j"
)

// eachVersion runs a test on a shared, empty server of each version.
func eachVersion(t *testing.T, test func(t *testing.T, s *neo4j.Server)) {
	for _, version := range neo4j.Versions() {
		t.Run(version, func(t *testing.T) { test(t, servers.Server(t, version)) })
	}
}

// one runs a statement that gives one value.
func one(t *testing.T, s *neo4j.Server, text string) any {
	t.Helper()
	rows, err := s.Cypher(t.Context(), text, nil)
	if err != nil || len(rows) != 1 {
		t.Fatalf("%s: got %d rows, error %v, want one row", text, len(rows), err)
	}
	return rows[0].Values[0]
}

func codeOf(err error) string {
	var theirs *driver.Neo4jError
	if errors.As(err, &theirs) {
		return theirs.Code
	}
	return ""
}

func TestAServerIsOfItsVersionAndAsksForThePassword(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		if got := one(t, s, "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]"); got != s.Version {
			t.Errorf("version: got %v, want %s", got, s.Version)
		}
		stranger, err := driver.NewDriverWithContext(s.URL, driver.BasicAuth(s.User, "not "+s.Password, ""))
		if err != nil {
			t.Fatal(err)
		}
		defer stranger.Close(t.Context())
		if got := codeOf(stranger.VerifyConnectivity(t.Context())); got != "Neo.ClientError.Security.Unauthorized" {
			t.Errorf("a wrong password: got code %q, want Unauthorized", got)
		}
	})
}

func TestAServerReadsNoFilesButThoseOfItsImportFolder(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		const text = "LOAD CSV FROM 'file:///pid' AS row RETURN count(row)"
		if _, err := s.Cypher(t.Context(), text, nil); err == nil {
			t.Error("the server read a file of its home, want none beside its import folder")
		}
		inside := filepath.Join(s.Folder(), "import", "pid")
		if err := os.WriteFile(inside, []byte("1\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		defer os.Remove(inside)
		if got := one(t, s, text); got != int64(1) {
			t.Errorf("rows: got %v, want 1", got)
		}
	})
}

func TestAnEmptiedDatabaseIsAsNew(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		for _, text := range []string{
			"CREATE CONSTRAINT `odd``name` FOR (n:Invented) REQUIRE n.id IS UNIQUE",
			"CREATE FULLTEXT INDEX words FOR (n:Invented) ON EACH [n.words]",
			"UNWIND range(1, 12000) AS i CREATE (n:Invented {id: i})-[:KNOWS]->(n)",
		} {
			if _, err := s.Cypher(t.Context(), text, nil); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
		}
		if err := s.Empty(t.Context()); err != nil {
			t.Fatalf("Empty: %v", err)
		}
		for _, text := range []string{
			"MATCH (n) RETURN count(n)",
			"SHOW CONSTRAINTS YIELD name RETURN count(*)",
			"SHOW INDEXES YIELD type WHERE type <> 'LOOKUP' RETURN count(*)",
		} {
			if got := one(t, s, text); got != int64(0) {
				t.Errorf("%s: got %v, want 0", text, got)
			}
		}
	})
}

// One test of one version, for each restart costs seconds: killed, the server
// comes back with its data, at its address, and as its options say.
func TestAKilledServerComesBackWithItsData(t *testing.T) {
	certificate, err := neo4j.NewCertificate(time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	s := servers.Server(t, neo4j.Latest)
	one(t, s, "CREATE (n:Invented {id: 7}) RETURN n.id")
	address, process := s.Address, s.Process()
	noted, err := os.ReadFile(filepath.Join(s.Folder(), "pid"))
	if err != nil || string(noted) != strconv.Itoa(process) {
		t.Errorf("the pid on file: got %q, error %v, want %d", noted, err, process)
	}
	s.Kill()
	if got := s.Process(); got != 0 {
		t.Errorf("process after Kill: got %d, want none", got)
	}
	s.Options.ReadOnly, s.Options.Certificate = true, certificate
	if err := s.Restart(t.Context()); err != nil {
		t.Fatalf("Restart: %v", err)
	}
	// Whoever comes next gets a server that starts anew, plain again.
	defer func() { s.Options.ReadOnly, s.Options.Certificate = false, nil }()
	if got := one(t, s, "MATCH (n:Invented) RETURN n.id"); got != int64(7) || s.Address != address {
		t.Errorf("after Restart: got %v at %s, want 7 at %s", got, s.Address, address)
	}
	isReadOnly(t, s)
	speaksTLS(t, s)
	endsInGoodOrder(t, s)
}

func isReadOnly(t *testing.T, s *neo4j.Server) {
	t.Helper()
	_, err := s.Cypher(t.Context(), "CREATE (n)", nil)
	if got := codeOf(err); got != "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase" {
		t.Errorf("a write: got code %q (%v), want one that says read-only", got, err)
	}
}

func speaksTLS(t *testing.T, s *neo4j.Server) {
	t.Helper()
	if want := "bolt+ssc://" + s.Address; s.URL != want {
		t.Errorf("URL: got %s, want %s", s.URL, want)
	}
	plain, err := driver.NewDriverWithContext("bolt://"+s.Address, driver.BasicAuth(s.User, s.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close(context.Background())
	if plain.VerifyConnectivity(t.Context()) == nil {
		t.Error("a server that must speak TLS spoke plainly")
	}
}

func endsInGoodOrder(t *testing.T, s *neo4j.Server) {
	t.Helper()
	s.Stop(t.Context())
	log, err := os.ReadFile(filepath.Join(s.Folder(), "logs", "neo4j.log"))
	if err != nil || !strings.Contains(string(log), "Stopped.") || s.Process() != 0 {
		t.Errorf("log: error %v, process %d, want one that says Stopped.:\n%s", err, s.Process(), log)
	}
}
