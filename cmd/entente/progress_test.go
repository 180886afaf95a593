package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestALineOfProgressSaysHowFarHowFastAndHowLong(t *testing.T) {
	cases := []struct {
		name    string
		done    int64
		total   int64
		elapsed time.Duration
		bar     bool
		want    string
	}{
		{"half way on a terminal", 25_000, 50_000, 5 * time.Second, true, "reading [############------------] 50 %, 25,000 of 50,000, 5,000/s, 5s left"},
		{"half way elsewhere", 25_000, 50_000, 5 * time.Second, false, "reading 50 %, 25,000 of 50,000, 5,000/s, 5s left"},
		{"at the start", 0, 50_000, 0, false, "reading 0 %, 0 of 50,000"},
		{"at the end", 50_000, 50_000, 10 * time.Second, false, "reading 100 %, 50,000 of 50,000, 5,000/s"},
		{"without a total", 1_234_567, 0, time.Second, false, "reading 1,234,567, 1,234,567/s"},
		{"beyond the total", 60, 50, time.Second, true, "reading [########################] 100 %, 60 of 50, 60/s"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := line("reading", c.done, c.total, c.elapsed, c.bar); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestProgressElsewhereThanATerminalIsAPlainLineNowAndThen(t *testing.T) {
	var out bytes.Buffer
	clock := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	p := newProgress(&out)
	p.now = func() time.Time { return clock }
	for done := int64(1); done <= 100; done++ {
		p.show("writing", done, 100)
		clock = clock.Add(time.Second)
	}
	p.finish()
	if strings.Contains(out.String(), "\r") {
		t.Errorf("a bar was drawn: %q", out.String())
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) < 15 || len(lines) > 25 {
		t.Errorf("%d lines in 100 s, want one about every 5 s and the last", len(lines))
	}
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "writing 100 %") {
		t.Errorf("the last line is %q", last)
	}
}

func TestProgressOnATerminalIsOneLineThatIsWrittenOver(t *testing.T) {
	var out bytes.Buffer
	p := &progress{out: &out, now: time.Now, live: true}
	p.show("reading", 100, 100)
	p.show("writing", 1, 1)
	p.finish()
	text := out.String()
	if strings.Count(text, "\r") != 2 || strings.Count(text, "\n") != 2 {
		t.Errorf("got %q, want one overwritten line for each stage", text)
	}
}

func TestNumbersAreGroupedByThree(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 51370: "51,370", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %q, want %q", n, got, want)
		}
	}
}
