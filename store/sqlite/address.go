package sqlite

import (
	"net/url"
	"path/filepath"
)

// Sizes of the page caches, in KiB, negative as SQLite wants them.
const (
	writeCache  = "cache_size(-65536)"
	readCache   = "cache_size(-8192)"
	memoryCache = "cache_size(-2048)"
)

// Pragmas hold for one connection, so each one gets them with its address.
var (
	writing  = []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "temp_store(MEMORY)", writeCache}
	creating = []string{"busy_timeout(10000)", "journal_mode(DELETE)", "synchronous(FULL)", "foreign_keys(1)"}
	reading  = []string{"busy_timeout(10000)", "query_only(1)", "temp_store(MEMORY)", readCache}
	inMemory = []string{"foreign_keys(1)", "synchronous(OFF)", "temp_store(MEMORY)", memoryCache}
)

// address is the name under which the driver opens a file.
func address(path string, pragmas []string, settings url.Values) string {
	query := url.Values{"_pragma": pragmas, "_txlock": {"immediate"}, "_dqs": {"0"}}
	for name, values := range settings {
		query[name] = values
	}
	name := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		name = "/" + name
	}
	return "file:" + (&url.URL{Path: name}).EscapedPath() + "?" + query.Encode()
}
