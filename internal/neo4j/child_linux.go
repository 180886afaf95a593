package neo4j

import (
	"os/exec"
	"syscall"
)

// tether makes the kernel end the child with the thread that starts it, and
// keeps the terminal's Ctrl-C from it.
func tether(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
}
