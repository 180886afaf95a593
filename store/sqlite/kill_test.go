package sqlite_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"entente/graph"
)

// victim names, in the environment of the child, the file to write to.
const victim = "ENTENTE_TEST_VICTIM"

// TestWriterThatGetsKilled is the child of the next test: it applies batch
// after batch and prints each revision that was acknowledged.
func TestWriterThatGetsKilled(t *testing.T) {
	path := os.Getenv(victim)
	if path == "" {
		return
	}
	store := openFile(t, path)
	head, err := store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := int(head.Revision) + 1; ; n++ {
		fmt.Printf("acknowledged %d\n", must(t, store, batch(n)).Revision)
	}
}

func TestAKilledWriterLosesNothingThatItAcknowledged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	random := rand.New(rand.NewPCG(3, 4))
	for round := range 8 {
		acknowledged := writeAndKill(t, path, random.IntN(30))
		store := openFile(t, path)
		head, err := store.Head(t.Context())
		if err != nil {
			t.Fatalf("round %d: Head: %v", round, err)
		}
		if head.Revision != acknowledged && head.Revision != acknowledged+1 {
			t.Fatalf("round %d: the store stands at %d, acknowledged was %d", round, head.Revision, acknowledged)
		}
		checkBatches(t, store, int(head.Revision))
		store.Close()
		if t.Failed() {
			return
		}
	}
}

// writeAndKill runs a child until it has acknowledged some batches and then
// kills it, mostly in the middle of the next one.
func writeAndKill(t *testing.T, path string, batches int) (last graph.Revision) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestWriterThatGetsKilled$", "-test.count=1")
	child.Env = append(os.Environ(), victim+"="+path)
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(output)
	for seen := 0; lines.Scan(); {
		if n, _ := fmt.Sscanf(lines.Text(), "acknowledged %d", &last); n != 1 {
			continue
		}
		if seen++; seen == batches+1 {
			child.Process.Kill()
		}
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the child ended by itself")
	}
	if last == 0 {
		t.Fatal("the child acknowledged nothing")
	}
	return last
}

// checkBatches sees that each batch up to the revision is there, whole.
func checkBatches(t *testing.T, store graph.Store, revision int) {
	t.Helper()
	changes, outline, err := content(store)
	if err != nil {
		t.Fatalf("reading: %v", err)
	}
	if want := 3*revision - 1; len(changes) != want || len(outline) != want-revision {
		t.Errorf("got %d records and %d outlines, want %d and %d", len(changes), len(outline), want, want-revision)
	}
	for n := 1; n <= revision; n++ {
		versions, err := store.History(t.Context(), bodyID(n))
		if err != nil || len(versions) != 1 || versions[0].Revision != graph.Revision(n) {
			t.Errorf("history of batch %d: got %v, error %v, want revision %d", n, versions, err, n)
		}
	}
	page, err := store.Find(t.Context(), graph.Query{Text: "invented firm", First: 1})
	if err != nil || page.Total != revision {
		t.Errorf("Find: got %d, error %v, want %d", page.Total, err, revision)
	}
}
