package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// progress shows how far a long piece of work has come: a bar with rate and
// remaining time on a terminal, a plain line now and then elsewhere.
type progress struct {
	out      io.Writer
	now      func() time.Time
	live     bool
	started  time.Time
	shown    time.Time
	stage    string
	previous int
}

func newProgress(out io.Writer) *progress {
	file, ok := out.(*os.File)
	return &progress{out: out, now: time.Now, live: ok && term.IsTerminal(int(file.Fd()))}
}

// pace is the least time between two showings.
func (p *progress) pace() time.Duration {
	if p.live {
		return 100 * time.Millisecond
	}
	return 5 * time.Second
}

// show takes the work done of a stage, in the stage's unit; total 0 is not known.
func (p *progress) show(stage string, done, total int64) {
	now := p.now()
	if stage != p.stage {
		p.finish()
		p.stage, p.started, p.shown = stage, now, time.Time{}
	}
	if finished := total > 0 && done >= total; !finished && now.Sub(p.shown) < p.pace() {
		return
	}
	p.shown = now
	p.write(line(stage, done, total, now.Sub(p.started), p.live))
}

// finish ends the line of a live bar.
func (p *progress) finish() {
	if p.live && p.previous > 0 {
		fmt.Fprintln(p.out)
	}
	p.previous, p.stage = 0, ""
}

func (p *progress) write(text string) {
	if !p.live {
		fmt.Fprintln(p.out, text)
		return
	}
	length := len([]rune(text))
	fmt.Fprintf(p.out, "\r%s%s", text, strings.Repeat(" ", max(0, p.previous-length)))
	p.previous = length
}

// line is "reading  [#####-----]  50 %  25,000 of 50,000, 9,800/s, 3 s left".
func line(stage string, done, total int64, elapsed time.Duration, bar bool) string {
	var text strings.Builder
	text.WriteString(stage)
	if total > 0 && bar {
		const width = 24
		filled := int(min(done, total) * width / total)
		fmt.Fprintf(&text, " [%s%s]", strings.Repeat("#", filled), strings.Repeat("-", width-filled))
	}
	if total > 0 {
		fmt.Fprintf(&text, " %d %%, %s of %s", min(done, total)*100/total, grouped(done), grouped(total))
	} else {
		fmt.Fprintf(&text, " %s", grouped(done))
	}
	if rate := float64(done) / elapsed.Seconds(); elapsed > 0 && rate >= 1 {
		fmt.Fprintf(&text, ", %s/s", grouped(int64(rate)))
		if total > done {
			left := time.Duration(float64(total-done) / rate * float64(time.Second))
			fmt.Fprintf(&text, ", %s left", max(time.Second, left.Round(time.Second)))
		}
	}
	return text.String()
}

// grouped writes a number with a comma before each three digits: 51,370.
func grouped(n int64) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
