package server

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzEntries holds the entries against those that encoding/json finds.
func FuzzEntries(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{ }`, `{"query":"{ hello }"}`, "{\n\t\"query\" : \"a\" ,\r\n \"variables\":{\"query\":[1,{\"b\":\"]}\"}]} }",
		`{"Query":"a","QUERY":"b","query":null}`, `{"query":"a","query":"b"}`, `{"q\u0075ery":"a"}`, `{"query":"\\\"","operationName":"\\"}`,
		`{"extensions":-1.5e3,"variables":true,"query":[]}`, `{"other":{"variables":1},"variables":[{}]}`, `{"":1,"\"":"query"}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		var want map[string]json.RawMessage
		if json.Unmarshal([]byte(body), &want) != nil || want == nil {
			return
		}
		got := entriesOf(unspaced([]byte(body)))
		for name, entry := range map[string]json.RawMessage{
			"query": got.query, "operationName": got.operationName, "variables": got.variables, "extensions": got.extensions,
		} {
			if diff := cmp.Diff(string(want[name]), string(entry)); diff != "" {
				t.Errorf("%s of %s (-encoding/json +ours):\n%s", name, body, diff)
			}
		}
	})
}
