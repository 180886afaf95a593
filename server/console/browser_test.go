package console_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// browser drives a headless Chromium over a pair of pipes, in the DevTools
// protocol: one JSON object to a zero byte.
type browser struct {
	t       *testing.T
	to      *os.File
	from    *bufio.Reader
	session string
	last    int
	// complaints are what the page's console warned of: errors and breaches of its policy.
	complaints []string
}

// message is a command, its answer or an event.
type message struct {
	ID        int             `json:"id,omitempty"`
	Session   string          `json:"sessionId,omitempty"`
	Method    string          `json:"method,omitempty"`
	Params    json.RawMessage `json:"params,omitempty"`
	Result    json.RawMessage `json:"result,omitempty"`
	Exception json.RawMessage `json:"error,omitempty"`
}

// openBrowser starts Chromium on a page. Where it is not installed the test
// says that it did not run, and in CI it fails.
func openBrowser(t *testing.T, address string) *browser {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("chromium is not installed: the console was not tried in a browser")
		}
		t.Skip("DID NOT RUN: chromium is not installed (Debian: apt-get install chromium)")
	}
	hisEnd, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	from, herEnd, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	profile, err := os.MkdirTemp("", "entente-browser-")
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithTimeout(context.Background(), 3*time.Minute) // a browser that hangs is ended
	command := exec.CommandContext(ctx, program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--user-data-dir="+profile, "--remote-debugging-pipe", "--window-size=1400,900", "about:blank")
	command.ExtraFiles = []*os.File{hisEnd, herEnd} // become 3 and 4, which the pipe option reads and writes
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = hisEnd.Close(), herEnd.Close()
	b := &browser{t: t, to: to, from: bufio.NewReaderSize(from, 1<<20)}
	t.Cleanup(func() {
		b.session = ""
		b.send("Browser.close", nil)
		_ = command.Wait()
		end()
		_, _ = to.Close(), from.Close()
		_ = os.RemoveAll(profile) // a process of the browser may still write there, which is no failure of the page
	})
	b.attach(address)
	return b
}

func (b *browser) attach(address string) {
	b.t.Helper()
	var target struct{ TargetID string }
	b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct{ SessionID string }
	b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
	b.session = attached.SessionID
	for _, domain := range []string{"Page", "Runtime", "Log"} {
		b.call(domain+".enable", nil, nil)
	}
	b.call("Page.navigate", map[string]any{"url": address}, nil)
}

func (b *browser) send(method string, params any) int {
	b.last++
	encoded, err := json.Marshal(params)
	if err != nil {
		b.t.Fatal(err)
	}
	out, err := json.Marshal(message{ID: b.last, Session: b.session, Method: method, Params: encoded})
	if err != nil {
		b.t.Fatal(err)
	}
	_, _ = b.to.Write(append(out, 0))
	return b.last
}

// call sends a command and waits for its answer; events on the way are noted.
func (b *browser) call(method string, params, into any) {
	b.t.Helper()
	if params == nil {
		params = struct{}{}
	}
	id := b.send(method, params)
	for {
		got := b.read()
		if got.ID != id {
			continue
		}
		if got.Exception != nil {
			b.t.Fatalf("%s: %s", method, got.Exception)
		}
		if into != nil {
			if err := json.Unmarshal(got.Result, into); err != nil {
				b.t.Fatal(err)
			}
		}
		return
	}
}

func (b *browser) read() message {
	b.t.Helper()
	line, err := b.from.ReadBytes(0)
	if err != nil {
		b.t.Fatalf("the browser is gone: %v", err)
	}
	var got message
	if err := json.Unmarshal(line[:len(line)-1], &got); err != nil {
		b.t.Fatal(err)
	}
	switch got.Method {
	case "Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled":
		if event := string(got.Params); !strings.Contains(event, `"level":"info"`) && !strings.Contains(event, `"type":"log"`) {
			b.complaints = append(b.complaints, event)
		}
	}
	return got
}

// value evaluates an expression of the page, waiting for a promise.
func (b *browser) value(expression string) string {
	b.t.Helper()
	var got struct {
		Result           struct{ Value any }
		ExceptionDetails json.RawMessage
	}
	b.call("Runtime.evaluate", map[string]any{"expression": expression, "awaitPromise": true, "returnByValue": true}, &got)
	if got.ExceptionDetails != nil {
		b.t.Fatalf("%s: %s", expression, got.ExceptionDetails)
	}
	return fmt.Sprint(got.Result.Value)
}

// until waits in the page, frame by frame, until a condition holds.
func (b *browser) until(condition string) {
	b.t.Helper()
	got := b.value(`new Promise((done) => {
		const end = Date.now() + 20_000;
		const look = () => {
			let holds = false;
			try { holds = Boolean(` + condition + `) } catch {}
			if (holds) done('yes'); else if (Date.now() > end) done('no'); else setTimeout(look, 20);
		};
		look();
	})`)
	if got != "yes" {
		b.t.Fatalf("it never came: %s\nthe page says: %s", condition, b.value(`document.body.innerText`))
	}
}

// click clicks the button with a label or text.
func (b *browser) click(name string) {
	b.t.Helper()
	quoted, err := json.Marshal(name)
	if err != nil {
		b.t.Fatal(err)
	}
	find := `[...document.querySelectorAll('button, [role=button], [role=menuitem], a')].find((e) =>
		(e.getAttribute('aria-label') ?? '').startsWith(` + string(quoted) + `) || e.textContent.trim().startsWith(` + string(quoted) + `))`
	b.until(find)
	b.value(`(() => { const e = ` + find + `; e.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true, button: 0})); e.click(); return 'clicked' })()`)
}

// screenshot keeps a picture where the environment asks for one.
func (b *browser) screenshot(name string) {
	b.t.Helper()
	folder := os.Getenv("ENTENTE_SCREENSHOTS")
	if folder == "" {
		return
	}
	var shot struct{ Data []byte }
	b.call("Page.captureScreenshot", nil, &shot)
	if err := os.WriteFile(folder+"/"+name+".png", shot.Data, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
