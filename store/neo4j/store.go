package neo4j

import (
	"context"
	"sync/atomic"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"entente/graph"
)

var (
	_ graph.Store   = (*Store)(nil)
	_ graph.Watcher = (*Store)(nil)
)

// Options tune a store; the zero value opens one for reading and writing.
type Options struct {
	// User and Password are those of the server; an empty user is neo4j. Without
	// a password nobody is named, for a server that asks for nobody.
	User, Password string
	// ReadOnly refuses every batch and makes nothing in the database.
	ReadOnly bool
	// Now is the clock of the log; nil is time.Now.
	Now func() time.Time
	// Observe is told the name of each statement before it is sent; nil is nobody.
	Observe func(statement string)
}

// Store is a graph.Store in a Neo4j database. Several may stand on one
// database, in one process or in many.
type Store struct {
	driver    driver.DriverWithContext
	database  string
	bookmarks driver.BookmarkManager
	readOnly  bool
	now       func() time.Time
	observe   func(string)
	// turn holds one token: whoever takes it may apply a batch. Others wait here
	// and not in the database, each with a connection and a lock of its own.
	turn chan struct{}
	// adopting holds one token: whoever takes it looks for what others wrote.
	adopting chan struct{}
	// left is the head as this store's last batch left it; nil when nobody knows.
	left       atomic.Pointer[head]
	recent     atomic.Pointer[recent]
	farthest   farthest
	plans      plans
	ends       ends
	joined     joined
	taken      taken
	codebook   codebook
	vocabulary vocabulary
}

// Open connects to the server and opens the store in its database, and makes
// it when there is none. As Invalid it refuses an address that is none, a
// server that is too old, a user that the server does not know and a format
// that is newer than this program; as Conflict a database in which somebody
// else has nodes of our labels; as NotFound, for reading only, a database
// without a store; as Unavailable a server that does not answer.
func Open(ctx context.Context, address string, options Options) (*Store, error) {
	target, database, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	s := &Store{database: database, readOnly: options.ReadOnly, now: options.Now, observe: options.Observe, turn: make(chan struct{}, 1), adopting: make(chan struct{}, 1),
		bookmarks: driver.NewBookmarkManager(driver.BookmarkManagerConfig{})}
	if s.now == nil {
		s.now = time.Now
	}
	if s.observe == nil {
		s.observe = func(string) {}
	}
	if s.driver, err = driver.NewDriverWithContext(target, credentials(options), configure); err != nil {
		return nil, graph.Errorf(graph.Invalid, "this is no address of a Neo4j server; it looks like neo4j://HOST:7687: %w", err)
	}
	if err := s.settle(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func credentials(o Options) driver.AuthToken {
	if o.Password == "" {
		return driver.NoAuth()
	}
	if o.User == "" {
		o.User = "neo4j"
	}
	return driver.BasicAuth(o.User, o.Password, "")
}

// configure sets what the driver does by itself: how many connections it
// keeps, how long it waits for one, and that it tells nobody about us.
func configure(c *config.Config) {
	c.MaxConnectionPoolSize = 48
	c.ConnectionAcquisitionTimeout = 5 * time.Second
	c.SocketConnectTimeout = 3 * time.Second
	c.ConnectionLivenessCheckTimeout = 30 * time.Second
	c.MaxTransactionRetryTime = 10 * time.Second
	c.NotificationsMinSeverity = notifications.DisabledLevel
	c.TelemetryDisabled = true
	c.UserAgent = "entente"
}

// settle sees that server and database can be used, and makes the store if it is not there.
func (s *Store) settle(ctx context.Context) error {
	if err := s.checkServer(ctx); err != nil {
		return err
	}
	return failure(ctx, s.prepareDatabase(ctx))
}

// Close ends every connection. It may be called again.
func (s *Store) Close() error {
	const patience = 5 * time.Second
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return failure(ctx, s.driver.Close(ctx))
}
