package neo4j

import (
	"context"
	"os"
	"time"
)

// Process is the id of the server's process, which is the one to end; 0 when it does not run.
func (s *Server) Process() int {
	if s.child == nil || !s.child.alive() {
		return 0
	}
	return s.child.process.Pid
}

// Folder is the home of the server, with its logs.
func (s *Server) Folder() string { return s.home.folder }

// Stop ends the server in good order. Its data stay for a Restart.
func (s *Server) Stop(ctx context.Context) {
	const patience = 30 * time.Second
	if s.Process() != 0 {
		s.child.stop(ctx, patience)
	}
}

// Kill ends the server's process at once, as a failure of power would. Its data stay for a Restart.
func (s *Server) Kill() {
	if s.Process() != 0 {
		s.child.kill()
	}
}

// Restart kills what runs and starts the server anew with its Options, on the same ports.
func (s *Server) Restart(ctx context.Context) error {
	s.Kill()
	return s.begin(ctx)
}

// Close kills the server and takes its folder away if Start made it.
func (s *Server) Close() {
	s.Kill()
	if s.driver != nil {
		s.driver.Close(context.Background())
	}
	if s.temporary {
		os.RemoveAll(s.home.folder)
	}
}
