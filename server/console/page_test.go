package console_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"entente/server/console"
)

func scratchHandler(t *testing.T) http.Handler {
	u, _ := url.Parse("http://127.0.0.1:18431")
	mux := http.NewServeMux()
	mux.Handle("/graphql", httputil.NewSingleHostReverseProxy(u))
	mux.Handle("/", console.Handler())
	return mux
}

// TestThePageInABrowser does what a person would: reads an example, runs it,
// opens another, looks something up, and looks at every dialog. At the end the
// browser must have had nothing to complain of, above all no breach of the policy.
func TestThePageInABrowser(t *testing.T) {
	web := httptest.NewServer(scratchHandler(t))
	defer web.Close()
	b := openBrowser(t, web.URL+"/console")

	b.until(`document.querySelector('.graphiql-query-editor').innerText.includes('A path with its evidence')`)
	b.until(`document.querySelector('.examples-list').innerText.includes('A search in Persian')`)
	b.screenshot("1-start")

	b.click("Execute query")
	b.until(`document.querySelector('.result-window').innerText.includes('"data"')`)
	b.screenshot("2-answer")

	b.click("A search in Persian")
	b.until(`document.querySelector('.graphiql-query-editor').innerText.includes('پارک علم و فناوری نایروبی')`)
	b.click("Execute query")
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
