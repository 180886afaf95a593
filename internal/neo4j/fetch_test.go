package neo4j_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"entente/internal/neo4j"
)

// fakeMaven puts a mvn of our own in front: it notes each run and makes one jar, or fails.
func fakeMaven(t *testing.T, script string) (runs func() int) {
	t.Helper()
	folder := t.TempDir()
	notes := filepath.Join(folder, "runs")
	text := "#!/bin/sh\necho \"$@\" >> " + notes + "\n" +
		"for a in \"$@\"; do case $a in -DoutputDirectory=*) out=${a#*=};; esac; done\nmkdir -p \"$out\"\n" + script
	if err := os.WriteFile(filepath.Join(folder, "mvn"), []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("ENTENTE_CACHE", t.TempDir())
	return func() int {
		noted, _ := os.ReadFile(notes)
		return strings.Count(string(noted), "\n")
	}
}

func TestAVersionIsFetchedOnceHoweverManyAsk(t *testing.T) {
	runs := fakeMaven(t, "sleep 0.1; echo jar > $out/server.jar")
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			folder, err := neo4j.Fetch(t.Context(), neo4j.Latest, io.Discard)
			if err != nil {
				t.Errorf("Fetch: %v", err)
				return
			}
			if _, err := os.Stat(filepath.Join(folder, "server.jar")); err != nil {
				t.Errorf("the folder is not whole: %v", err)
			}
		})
	}
	group.Wait()
	if got := runs(); got != 1 {
		t.Errorf("mvn ran %d times, want once", got)
	}
}

func TestAFetchThatFailsLeavesNothingBehind(t *testing.T) {
	runs := fakeMaven(t, "echo jar > $out/server.jar; echo no network; exit 1")
	for range 2 {
		_, err := neo4j.Fetch(t.Context(), neo4j.LTS, io.Discard)
		if err == nil || !strings.Contains(err.Error(), "no network") {
			t.Errorf("Fetch: got error %v, want what mvn said", err)
		}
	}
	if got := runs(); got != 2 {
		t.Errorf("mvn ran %d times, want each time again", got)
	}
	left, err := filepath.Glob(filepath.Join(os.Getenv("ENTENTE_CACHE"), "neo4j", "*"))
	if err != nil || len(left) != 1 || !strings.HasSuffix(left[0], ".lock") {
		t.Errorf("left behind: %v, error %v, want the lock alone", left, err)
	}
}

func TestWhatTheMachineLacksIsSaid(t *testing.T) {
	t.Run("no mvn", func(t *testing.T) {
		t.Setenv("ENTENTE_CACHE", t.TempDir())
		t.Setenv("PATH", t.TempDir())
		_, err := neo4j.Fetch(t.Context(), neo4j.LTS, io.Discard)
		var missing *neo4j.MissingError
		if !errors.As(err, &missing) || !strings.Contains(missing.What, "mvn") {
			t.Errorf("Fetch: got %v, want a MissingError that names mvn", err)
		}
	})
	t.Run("an unknown version", func(t *testing.T) {
		_, err := neo4j.Start(t.Context(), neo4j.Options{Version: "4.4.0"})
		if err == nil || !strings.Contains(err.Error(), neo4j.LTS) {
			t.Errorf("Start: got %v, want an error that lists the known versions", err)
		}
	})
}
