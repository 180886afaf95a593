package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestTheImportsAreMeasured(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an interrupt cannot be sent on Windows")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for manner, fails := range map[string]string{"well": "", "fails": "treaties: entente load: exit status 1: entente: invented"} {
		t.Run("a program that does it in the manner: "+manner, func(t *testing.T) {
			t.Setenv("BENCH_STAND_IN", manner)
			b, _, _ := small(t)
			err := b.importsWith(context.Background(), program{binary: self}, "folder", filepath.Join(t.TempDir(), "store"))
			// The stand-in ends by the interrupt, where entente ends well.
			if err != nil && err.Error() != "signal: interrupt" {
				b.fail("%v", err)
			}
			if said := strings.Join(b.Failures, "; "); said != fails {
				t.Errorf("got failures %q, want %q", said, fails)
			}
			if got := len(b.Tables[0].rows); fails == "" && got != len(published)+6 {
				t.Errorf("got %d rows", got)
			}
		})
	}
}

func TestTheImportsAreSkippedWithoutTheFiles(t *testing.T) {
	var out bytes.Buffer
	code := run(context.Background(), []string{"-only", "imports", "-data", t.TempDir()}, &out, &bytes.Buffer{})
	if code != done || !strings.Contains(out.String(), "treaties-ggo-agreements.csv.gz is not in the data folder") {
		t.Errorf("got code %d and\n%s", code, out.String())
	}
}
