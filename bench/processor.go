package main

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"time"
)

// clockTick is what /proc counts CPU time in: USER_HZ is 100 wherever Linux runs.
const clockTick = 10 * time.Millisecond

// processTime is the CPU time of user and system that a process has taken, all
// its threads together; false where there is no /proc.
func processTime(pid int) (taken time.Duration, ok bool) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, false
	}
	return parseProcessTime(string(stat))
}

// parseProcessTime reads the fields 14 and 15 of a stat line. The name of the
// command, which may hold blanks and brackets, ends with the last bracket.
func parseProcessTime(stat string) (time.Duration, bool) {
	const user, system = 11, 12 // counted from the field behind the name
	fields := strings.Fields(stat[strings.LastIndex(stat, ")")+1:])
	if len(fields) <= system {
		return 0, false
	}
	u, errUser := strconv.Atoi(fields[user])
	s, errSystem := strconv.Atoi(fields[system])
	return time.Duration(u+s) * clockTick, errUser == nil && errSystem == nil
}

// residentOf is how much memory a process has resident, in bytes; 0 where there is no /proc.
func residentOf(pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	return kilobytesOf(string(status), "VmRSS:") << 10
}

// meter reads the CPU time of a process, or of this one when it has no id.
type processMeter struct {
	pid    int
	before time.Duration
	failed bool
}

// reading is the CPU time so far.
func (m *processMeter) reading() time.Duration {
	if m.pid == 0 {
		return ownTime()
	}
	taken, ok := processTime(m.pid)
	m.failed = m.failed || !ok
	return taken
}

func (m *processMeter) start() { m.before = m.reading() }

// milliseconds is what was taken since start; NaN when it cannot be told.
func (m *processMeter) milliseconds() float64 {
	taken := m.reading() - m.before
	if m.failed {
		return math.NaN()
	}
	return taken.Seconds() * 1000
}

// load is the number of processes that wanted to run over the last minute, as
// the system counts them; it says how far a figure can be trusted.
func load() string {
	average, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	minute, _, _ := strings.Cut(string(average), " ")
	return minute
}
