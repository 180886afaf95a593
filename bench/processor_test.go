package main

import (
	"math"
	"os"
	"runtime"
	"testing"
	"time"
)

func TestParseProcessTime(t *testing.T) {
	const rest = " S 1 2 3 0 -1 4194304 10 0 0 0 250 75 0 0 20 0 33 0 99 0 0"
	rows := []struct {
		name, stat string
		want       time.Duration
		ok         bool
	}{
		{"user and system time together", "42 (java)" + rest, 3250 * time.Millisecond, true},
		{"a name with blanks and brackets", "42 (a (b) c)" + rest, 3250 * time.Millisecond, true},
		{"a line cut off", "42 (java) S 1 2 3", 0, false},
		{"words for numbers", "42 (java) S 1 2 3 0 -1 4194304 10 0 0 0 many more", 0, false},
		{"nothing", "", 0, false},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if got, ok := parseProcessTime(row.stat); ok != row.ok || ok && got != row.want {
				t.Errorf("got %v, %v, want %v, %v", got, ok, row.want, row.ok)
			}
		})
	}
}

func TestProcessMeter(t *testing.T) {
	t.Run("this process by its id and by itself agree on what was taken", func(t *testing.T) {
		if runtime.GOOS != "linux" {
			t.Skip("there is no /proc here")
		}
		own, other := processMeter{}, processMeter{pid: os.Getpid()}
		own.start()
		other.start()
		for own.milliseconds() < 100 {
			_ = math.Sqrt(float64(time.Now().UnixNano()))
		}
		mine, its := own.milliseconds(), other.milliseconds()
		// What is counted in ticks may be two ticks off.
		if math.IsNaN(its) || math.Abs(mine-its) > 30 {
			t.Errorf("got %v ms by itself and %v ms by its id", mine, its)
		}
	})
	t.Run("a process that is not there cannot be told", func(t *testing.T) {
		m := processMeter{pid: -1}
		m.start()
		if got := m.milliseconds(); !math.IsNaN(got) {
			t.Errorf("got %v", got)
		}
		if got := residentOf(-1); got != 0 {
			t.Errorf("got %d bytes", got)
		}
	})
	t.Run("this process has memory resident", func(t *testing.T) {
		if got := residentOf(os.Getpid()); runtime.GOOS == "linux" && got < 1<<20 {
			t.Errorf("got %d bytes", got)
		}
	})
}
