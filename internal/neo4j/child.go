package neo4j

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// child is a running process.
type child struct {
	process *os.Process
	// ended is closed when the process has ended.
	ended chan struct{}
}

// begin starts a command. The thread that starts it is kept for as long as the
// child lives, because the kernel ends the child with it.
func begin(command *exec.Cmd) (*child, error) {
	tether(command)
	started := make(chan error)
	c := &child{ended: make(chan struct{})}
	go func() {
		runtime.LockOSThread()
		err := command.Start()
		c.process = command.Process
		started <- err
		if err == nil {
			command.Wait()
		}
		close(c.ended)
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return c, nil
}

// alive tells whether the process has not ended yet.
func (c *child) alive() bool {
	select {
	case <-c.ended:
		return false
	default:
		return true
	}
}

// kill ends the process at once.
func (c *child) kill() {
	c.process.Kill()
	<-c.ended
}

// stop asks the process to end, and kills it when it has not within the time or
// the context. It asks by SIGTERM: what a shell starts in its background ignores
// SIGINT, and so does every child of that.
func (c *child) stop(ctx context.Context, within time.Duration) {
	if c.process.Signal(syscall.SIGTERM) != nil {
		c.kill()
		return
	}
	select {
	case <-c.ended:
	case <-ctx.Done():
		c.kill()
	case <-time.After(within):
		c.kill()
	}
}
