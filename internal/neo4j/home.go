package neo4j

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	random "math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// User is the name of the one user.
const User = "neo4j"

// home is the folder of one server.
type home struct {
	folder string
	port   int
	// web is the port of the browser's page; 0 has none.
	web int
}

// layOut makes the folders, and the password file when the server is new.
func (h home) layOut(password string) error {
	for _, folder := range []string{"conf", "logs", "import", "data/dbms", certificates} {
		if err := os.MkdirAll(filepath.Join(h.folder, folder), 0o755); err != nil {
			return err
		}
	}
	if isFolder(filepath.Join(h.folder, "data", "databases")) {
		return nil
	}
	return os.WriteFile(filepath.Join(h.folder, "data", "dbms", "auth.ini"), []byte(credential(password)), 0o600)
}

// credential is the line by which a new server takes the password of its user
// instead of one that has to be changed first: what neo4j-admin's
// set-initial-password writes, a salted SHA-256 repeated 1024 times.
func credential(password string) string {
	const rounds = 1024
	salt := make([]byte, 32)
	rand.Read(salt)
	hash := sha256.Sum256(append(slices.Clone(salt), password...))
	for range rounds - 1 {
		hash = sha256.Sum256(hash[:])
	}
	return fmt.Sprintf("%s:SHA-256,%x,%x,%d:\n", User, hash, salt, rounds)
}

// configure writes neo4j.conf.
func (h home) configure(o Options) error {
	settings := [][2]string{
		{"server.default_listen_address", "127.0.0.1"},
		{"server.bolt.listen_address", fmt.Sprintf("127.0.0.1:%d", h.port)},
		{"server.bolt.advertised_address", fmt.Sprintf("127.0.0.1:%d", h.port)},
		{"server.http.enabled", fmt.Sprint(h.web != 0)},
		{"server.http.listen_address", fmt.Sprintf("127.0.0.1:%d", h.web)},
		{"server.https.enabled", "false"},
		{"server.directories.import", filepath.Join(h.folder, "import")},
		{"server.memory.pagecache.size", o.PageCache},
		{"server.databases.default_to_read_only", fmt.Sprint(o.ReadOnly)},
		{"db.tx_log.rotation.retention_policy", "2 files"},
		{"db.tx_log.preallocate", "false"},
		{"dbms.usage_report.enabled", "false"},
		{"dbms.security.auth_enabled", "true"},
		// Without this a stop waits ten seconds for connections that are gone.
		{"internal.dbms.bolt.netty_server_shutdown_quiet_period", "0"},
	}
	if o.Certificate != nil {
		settings = append(settings, encryption()...)
	}
	settings = append(settings, o.Settings...)
	var text strings.Builder
	for _, setting := range settings {
		fmt.Fprintf(&text, "%s=%s\n", setting[0], setting[1])
	}
	return os.WriteFile(filepath.Join(h.folder, "conf", "neo4j.conf"), []byte(text.String()), 0o600)
}

// log is the file that tells when the server is up.
func (h home) log() string { return filepath.Join(h.folder, "logs", "neo4j.log") }

// tail gives the end of what the server has said.
func (h home) tail() string {
	const most = 2 << 10
	var text []byte
	for _, name := range []string{h.log(), filepath.Join(h.folder, "logs", "output")} {
		part, _ := os.ReadFile(name)
		text = append(text, part[max(0, len(part)-most):]...)
	}
	return string(text)
}

// FreePort gives a port of 127.0.0.1 that no one uses. It lies below those that
// systems give to outgoing connections, for one of these could take it while its
// server is not up yet, or is down.
func FreePort() (int, error) {
	const lowest, highest, tries = 20_000, 32_000, 100
	var err error
	for range tries {
		port := lowest + random.IntN(highest-lowest)
		var listener net.Listener
		if listener, err = net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			return port, listener.Close()
		}
	}
	return 0, err
}
