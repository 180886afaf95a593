package neo4j

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// Server is a running Neo4j that this process owns: it ends with it.
type Server struct {
	// URL is its Bolt address, with bolt+ssc when it speaks TLS; Address is the host and port of it.
	URL, Address string
	// Web is the address of its HTTP interface; empty without.
	Web            string
	User, Password string
	Version        string
	// Options are those of the next Restart; version, folder and ports stay.
	Options Options

	java, jars string
	release    release
	home       home
	temporary  bool
	child      *child
	driver     neo4j.DriverWithContext
}

// Start starts a server and waits until it answers. The version is fetched
// when the cache has it not. What the machine lacks is a *MissingError.
func Start(ctx context.Context, options Options) (*Server, error) {
	s, err := prepare(ctx, options)
	if err != nil {
		return nil, err
	}
	if err := s.begin(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// prepare finds everything that a server needs.
func prepare(ctx context.Context, options Options) (*Server, error) {
	s := &Server{User: User, Options: options.normal()}
	var err error
	if s.release, err = releaseOf(options.Version); err != nil {
		return nil, err
	}
	s.Version = s.release.version
	if s.java, err = findJava(ctx, s.release); err != nil {
		return nil, err
	}
	if s.jars, err = Fetch(ctx, s.Version, s.Options.Log); err != nil {
		return nil, err
	}
	if s.Password = options.Password; s.Password == "" {
		s.Password = rand.Text()
	}
	return s, s.settle()
}

// settle chooses the folder and the ports, which stay for the server's life.
func (s *Server) settle() (err error) {
	s.home = home{folder: s.Options.Folder, port: s.Options.Port}
	if s.home.port == 0 {
		if s.home.port, err = FreePort(); err != nil {
			return err
		}
	}
	if s.Options.Web {
		if s.home.web, err = FreePort(); err != nil {
			return err
		}
		s.Web = fmt.Sprintf("http://127.0.0.1:%d", s.home.web)
	}
	s.Address = fmt.Sprintf("127.0.0.1:%d", s.home.port)
	if s.home.folder == "" {
		s.temporary = true
		s.home.folder, err = os.MkdirTemp("", "entente-neo4j-")
		return err
	}
	s.home.folder, err = filepath.Abs(s.home.folder)
	return err
}

// Prepare sees that a version can be started: it finds the Java and fetches
// the version into the cache. What the machine lacks is a *MissingError.
func Prepare(ctx context.Context, version string, log io.Writer) error {
	r, err := releaseOf(version)
	if err != nil {
		return err
	}
	if _, err := findJava(ctx, r); err != nil {
		return err
	}
	_, err = Fetch(ctx, version, log)
	return err
}

// begin starts the process as the options say and waits until it answers.
func (s *Server) begin(ctx context.Context) error {
	o := s.Options.normal()
	if err := s.home.layOut(s.Password); err != nil {
		return err
	}
	scheme := "bolt"
	if o.Certificate != nil {
		scheme = "bolt+ssc"
		if err := o.Certificate.writeTo(s.home.folder); err != nil {
			return err
		}
	}
	s.URL = scheme + "://" + s.Address
	if err := s.home.configure(o); err != nil {
		return err
	}
	if err := s.launch(o); err != nil {
		return err
	}
	if err := s.connect(ctx); err != nil {
		return fmt.Errorf("Neo4j %s did not start: %w\n%s", s.Version, err, s.home.tail())
	}
	return nil
}

// connect waits for the log to say that the server is up, and asks it over Bolt.
func (s *Server) connect(ctx context.Context) error {
	const patience, pause = 5 * time.Minute, 20 * time.Millisecond
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for !s.started() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.child.ended:
			return fmt.Errorf("its process ended")
		case <-time.After(pause):
		}
	}
	if s.driver != nil {
		s.driver.Close(ctx)
	}
	var err error
	if s.driver, err = neo4j.NewDriverWithContext(s.URL, neo4j.BasicAuth(s.User, s.Password, ""), quietly); err != nil {
		return err
	}
	return s.answers(ctx)
}

// answers waits until the database is open, which is a little later than the
// server says. A question that comes in between may never be answered, and a
// busy machine takes long for the first one: each gets twice the time of the last.
func (s *Server) answers(ctx context.Context) error {
	const first, longest, pause = 3 * time.Second, time.Minute, 20 * time.Millisecond
	for patience := first; ; patience = min(2*patience, longest) {
		try, cancel := context.WithTimeout(ctx, patience)
		_, err := s.Cypher(try, "RETURN 1", nil)
		cancel()
		if err == nil || !neo4j.IsRetryable(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

func quietly(c *config.Config) { c.TelemetryDisabled = true }

// started tells whether the log has the line that the server ends its start with.
func (s *Server) started() bool {
	text, err := os.ReadFile(s.home.log())
	return err == nil && strings.Contains(string(text), " Started.")
}
