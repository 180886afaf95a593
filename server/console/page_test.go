package console_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/engine"
	"entente/seed"
	"entente/seed/facts"
	"entente/server"
	"entente/server/resolver"
	"entente/store"
)

// whole is the server as it is started, over the built-in facts.
func whole(t *testing.T) http.Handler {
	t.Helper()
	ctx := context.Background()
	kept, err := store.Open(ctx, "sqlite::memory:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g, err := engine.Open(ctx, kept, engine.Options{Name: "sqlite"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	if _, err := seed.Load(ctx, g, "entente", seed.Input{Name: facts.Name, Open: facts.Open}, seed.Options{}); err != nil {
		t.Fatal(err)
	}
	return server.New(resolver.NewSchema(g, "test"), server.Options{Loopback: true})
}

// TestThePageInABrowser does what a person would: reads an example, runs it,
// opens another, looks something up, and looks at every dialog. At the end the
// browser must have had nothing to complain of, above all no breach of the policy.
func TestThePageInABrowser(t *testing.T) {
	web := httptest.NewServer(whole(t))
	defer web.Close()
	b := openBrowser(t, web.URL+"/console")

	b.until(`document.querySelector('.graphiql-query-editor').innerText.includes('A path with its evidence')`)
	b.until(`document.querySelector('.examples-list').innerText.includes('A search across scripts')`)
	b.screenshot("1-start")

	b.click("Execute query")
	b.until(`document.querySelector('.result-window').innerText.includes('"sentence"')`)
	b.screenshot("2-answer")

	b.click("A search across scripts")
	b.until(`document.querySelector('.graphiql-query-editor').innerText.includes('daneshgah tehran')`)
	b.until(`document.querySelector('.graphiql-tabs').innerText.includes('Search')`) // the editor takes the name over a little later
	b.click("Execute query")
	b.until(`document.querySelector('.result-window').innerText.includes('دانشگاه')`)
	b.screenshot("3-persian")

	b.click("Show Documentation Explorer")
	b.until(`document.querySelector('.graphiql-doc-explorer').innerText.includes('Query')`)
	b.click("Query")
	b.until(`document.querySelector('.graphiql-doc-explorer').innerText.includes('intermediaries')`)
	b.screenshot("4-documentation")

	b.click("Show History")
	b.click("Open short keys dialog")
	b.until(`document.querySelector('.graphiql-dialog')`)
	b.screenshot("5-keys")
	b.click("Close dialog")
	b.click("Open settings dialog")
	b.until(`document.querySelector('.graphiql-dialog')`)
	b.click("Dark")
	b.click("Close dialog")
	b.click("Variables")
	b.click("Headers")
	b.screenshot("6-dark")

	if len(b.complaints) > 0 {
		t.Errorf("the browser complains:\n%s", strings.Join(b.complaints, "\n"))
	}
}
