package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// events is a run as go test -json prints it: one test passes, one is skipped, one has more to say.
const events = `{"Action":"start","Package":"entente/graph"}
{"Action":"output","Package":"entente/graph","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"output","Package":"entente/graph","Test":"TestA","Output":"    a_test.go:7: all is well\n"}
{"Action":"pass","Package":"entente/graph","Test":"TestA","Elapsed":0}
{"Action":"output","Package":"entente/graph","Test":"TestB","Output":"    b_test.go:7: DID NOT RUN: no disk here: not permitted\n"}
{"Action":"output","Package":"entente/graph","Test":"TestB","Output":"--- SKIP: TestB (0.00s)\n"}
{"Action":"skip","Package":"entente/graph","Test":"TestB","Elapsed":0}
{"Action":"output","Package":"entente/graph","Output":"PASS\n"}
{"Action":"pass","Package":"entente/graph","Elapsed":1.25}
{"Action":"skip","Package":"entente/server/exec","Elapsed":0}
`

const broken = `{"Action":"output","Package":"entente/store","Test":"TestC","Output":"    c_test.go:7: got 1, want 2\n"}
{"Action":"fail","Package":"entente/store","Test":"TestC","Elapsed":0}
{"Action":"output","Package":"entente/store","Test":"TestD","Output":"panic: it ends here\n"}
{"Action":"output","Package":"entente/store","Output":"FAIL\n"}
{"Action":"fail","Package":"entente/store","Elapsed":3}
`

const unbuilt = `go: a line of the go command
{"ImportPath":"entente/seed [entente/seed.test]","Action":"build-output","Output":"seed/x.go:1:1: undefined: x\n"}
{"ImportPath":"entente/seed [entente/seed.test]","Action":"build-fail"}
{"Action":"fail","Package":"entente/seed","Elapsed":0,"FailedBuild":"entente/seed [entente/seed.test]"}
`

func TestTheSummaryOfARun(t *testing.T) {
	cases := []struct {
		name, in string
		all      bool
		code     int
		want     string
	}{
		{"what was skipped is listed", events, false, 0, `pass graph                       1.2 s
slowest: graph 1 s;
DID NOT RUN: 1 tests
   graph TestB: no disk here: not permitted
`},
		{"and fails where everything must run", events, true, 1, `pass graph                       1.2 s
slowest: graph 1 s;
DID NOT RUN: 1 tests
   graph TestB: no disk here: not permitted
`},
		{"a failure is shown, and what never ended", broken, false, 1, `    c_test.go:7: got 1, want 2
panic: it ends here
FAIL
fail store                       3.0 s
slowest: store 3 s;
`},
		{"what does not build fails", unbuilt, false, 1, `go: a line of the go command
seed/x.go:1:1: undefined: x
seed/x.go:1:1: undefined: x
fail seed                        0.0 s
slowest: seed 0 s;
`},
		{"a run of nothing is no failure", "", true, 0, "slowest:\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			if code := run(strings.NewReader(c.in), &out, c.all); code != c.code {
				t.Errorf("got code %d, want %d", code, c.code)
			}
			if diff := cmp.Diff(c.want, out.String()); diff != "" {
				t.Errorf("summary (-want +got):\n%s", diff)
			}
		})
	}
}
