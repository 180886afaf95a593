package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestMain lets the test's own binary stand in for entente, so that processes
// are really started, measured and ended without a build.
func TestMain(m *testing.M) {
	if manner := os.Getenv("BENCH_STAND_IN"); manner != "" {
		standIn(manner, os.Args[1:])
		return
	}
	os.Exit(m.Run())
}

// standIn does what entente does with these arguments, in some manner.
func standIn(manner string, args []string) {
	switch args[0] {
	case "load":
		// The store is the file in which the loads are counted.
		store := args[2]
		before, _ := os.ReadFile(store)
		_ = os.WriteFile(store, append(before, '+'), 0o600)
		added, revision := 3, 1
		if len(before) > 0 {
			added, revision = 0, map[string]int{"well": 1, "nothing applied": 0, "grows": 2}[manner]
		}
		if manner == "fails" {
			fmt.Fprintln(os.Stderr, "entente: invented")
			os.Exit(1)
		}
		fmt.Printf(`{"Read": 3, "Added": %d, "Unchanged": %d, "Revision": %d}`, added, 3-added, revision)
	case "duplicates":
		fmt.Print(`{"Compared": 3, "Total": 1}`)
	case "serve":
		if manner == "silent" {
			return
		}
		web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "{}") }))
		fmt.Printf("Entente is at %s/graphql, the console at %s/console\n", web.URL, web.URL)
		select {}
	}
}

func TestRor(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an interrupt cannot be sent on Windows")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		manner string
		// fails is in the failure or error, empty for none; rows is how many the table then has.
		fails string
		rows  int
	}{
		{"well", "", 14},
		{"nothing applied", "", 14},
		{"grows", "the second load of the same file changed the store", 14},
		{"fails", "entente load: exit status 1: entente: invented", 0},
	}
	for _, row := range rows {
		t.Run("a program that does it in the manner: "+row.manner, func(t *testing.T) {
			t.Setenv("BENCH_STAND_IN", row.manner)
			b, _, out := small(t)
			err := b.rorWith(context.Background(), program{binary: self}, "dump", filepath.Join(t.TempDir(), "store"))
			// The stand-in ends by the interrupt, where entente ends well.
			if err != nil && err.Error() != "signal: interrupt" {
				b.fail("%v", err)
			}
			said := strings.Join(b.Failures, "; ")
			if row.fails == "" && said != "" || !strings.Contains(said, row.fails) {
				t.Errorf("got failures %q, want %q", said, row.fails)
			}
			if got := len(b.Tables[0].rows); got != row.rows {
				t.Errorf("got %d rows, want %d\n%s", got, row.rows, out.String())
			}
		})
	}
	t.Run("a server that says nothing is an error", func(t *testing.T) {
		t.Setenv("BENCH_STAND_IN", "silent")
		if _, err := (program{binary: self}).serve(context.Background(), "store"); err == nil || !strings.Contains(err.Error(), "did not say where it is") {
			t.Errorf("got %v", err)
		}
	})
}

func TestAnnounced(t *testing.T) {
	rows := []struct{ said, want string }{
		{"Entente is at http://127.0.0.1:4711/graphql, the console at http://127.0.0.1:4711/console\n", "http://127.0.0.1:4711"},
		{"Entente is at http://[::1]:80/graphql\n", "http://[::1]:80"},
		{"It is read-only, as asked.\n", ""},
		{"cut off", ""},
	}
	for _, row := range rows {
		t.Run(row.said, func(t *testing.T) {
			got, err := announced(strings.NewReader(row.said))
			if got != row.want || (err == nil) != (row.want != "") {
				t.Errorf("got %q, %v, want %q", got, err, row.want)
			}
		})
	}
}

func TestKilobytesOf(t *testing.T) {
	const status = "Name:\tentente\nVmHWM:\t   54812 kB\nVmRSS:\t   53100 kB\nThreads:\t7\n"
	rows := []struct {
		name string
		want int
	}{{"VmHWM:", 54812}, {"VmRSS:", 53100}, {"VmSwap:", 0}}
	for _, row := range rows {
		if got := kilobytesOf(status, row.name); got != row.want {
			t.Errorf("%s: got %d, want %d", row.name, got, row.want)
		}
	}
}
