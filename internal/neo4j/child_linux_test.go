package neo4j

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// parent marks, in the environment, the child of the next test.
const parent = "ENTENTE_TEST_PARENT"

// TestParent is the child of the next test: it begins a process, says its id,
// and waits to be killed.
func TestParent(t *testing.T) {
	if os.Getenv(parent) == "" {
		return
	}
	c, err := begin(exec.Command("sleep", "60"))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("process %d\n", c.process.Pid)
	<-c.ended
}

func TestAServerEndsWithTheProcessThatStartedIt(t *testing.T) {
	command := exec.Command(os.Args[0], "-test.run=^TestParent$", "-test.count=1")
	command.Env = append(os.Environ(), parent+"=1")
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	process := 0
	for lines := bufio.NewScanner(output); process == 0 && lines.Scan(); {
		fmt.Sscanf(lines.Text(), "process %d", &process)
	}
	command.Process.Kill()
	command.Wait()
	if process == 0 {
		t.Fatal("the child named no process")
	}
	ended := func() bool { return syscall.Kill(process, 0) != nil }
	for limit := time.Now().Add(10 * time.Second); !ended(); runtime.Gosched() {
		if time.Now().After(limit) {
			t.Fatalf("process %d outlived its parent", process)
		}
	}
}

func TestAProcessThatDoesNotHeedIsKilled(t *testing.T) {
	command := exec.Command("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done")
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c, err := begin(command)
	if err != nil {
		t.Fatal(err)
	}
	if line := bufio.NewScanner(output); !line.Scan() || line.Text() != "ready" {
		t.Fatalf("the process said %q, want ready", line.Text())
	}
	c.stop(t.Context(), 50*time.Millisecond)
	if c.alive() {
		t.Error("the process lives on")
	}
}
