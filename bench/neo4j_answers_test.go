package main

import (
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// row is a record of the driver.
func row(values ...any) *driver.Record { return &driver.Record{Values: values} }

func TestPathAnswersOfBothSidesSayTheSame(t *testing.T) {
	ours, err := waysOf([]byte(`{"data":{"paths":{"paths":[{"entities":[{"id":"a"},{"id":"x"},{"id":"b"}]},{"entities":[{"id":"a"},{"id":"b"}]}]}}}`))
	if err != nil {
		t.Fatal(err)
	}
	theirs := rowsOf([]*driver.Record{row([]any{"a", "b"}), row([]any{"a", "y", "b"})})
	if got, want := lengths(theirs), lengths(ours); got != want || got != "a b: 1 2" {
		t.Errorf("got %q and %q", want, got)
	}
	others := []struct {
		name string
		ways [][]string
	}{
		{"a longer path", [][]string{{"a", "b"}, {"a", "x", "y", "b"}}},
		{"a path less", [][]string{{"a", "b"}}},
		{"a path between others", [][]string{{"a", "c"}, {"a", "x", "c"}}},
		{"none", nil},
	}
	for _, other := range others {
		t.Run(other.name+" is another answer", func(t *testing.T) {
			if lengths(other.ways) == lengths(ours) {
				t.Errorf("got %q for both", lengths(ours))
			}
		})
	}
	t.Run("errors are no answer", func(t *testing.T) {
		if _, err := waysOf([]byte(`{"errors":[{"message":"invented"}]}`)); err == nil || !strings.Contains(err.Error(), "invented") {
			t.Errorf("got %v", err)
		}
	})
}

func TestEntityAnswersOfBothSidesSayTheSame(t *testing.T) {
	ours, err := readEntity([]byte(`{"data":{"entity":{"id":"org:a","name":"A","names":[{"value":"A"},{"value":"Alpha"}]}}}`))
	if want := entityWords("org:a", "A", []string{"Alpha", "A", "A"}); err != nil || ours != want {
		t.Errorf("got %q, %v, want %q", ours, err, want)
	}
	if other := entityWords("org:a", "A", []string{"A"}); ours == other {
		t.Errorf("a name less is the same: %q", other)
	}
	if _, err := readEntity([]byte(`{"errors":[{}]}`)); err == nil {
		t.Error("errors are an answer")
	}
}

const (
	pageByUs = `{"data":{"entities":{"edges":[{"node":{"id":"org:a","name":"A",
		"members":{"totalCount":2,"edges":[{"node":{"role":"observer","status":"ACTIVE","start":"2001"},"other":{"id":"org:c","name":"C"}},
			{"node":{"role":null,"status":"ENDED","start":null},"other":{"id":"org:b","name":"B"}}]},
		"funds":{"totalCount":0,"edges":[]}}}],"pageInfo":{"endCursor":"x","hasNextPage":true}}}}`
	pageByLibrary = `{"data":{"entities":[{"id":"org:a","name":"A",
		"membersConnection":{"edges":[{"properties":{"role":null,"status":"ended","start":null},"node":{"id":"org:b","name":"B"}},
			{"properties":{"role":"observer","status":"active","start":"2001"},"node":{"id":"org:c","name":"C"}}]},
		"fundsConnection":{"edges":[]}}]}}`
)

func TestPageAnswersOfAllSidesSayTheSame(t *testing.T) {
	page, err := decodePage([]byte(pageByUs))
	if err != nil {
		t.Fatal(err)
	}
	tie := func(role, status, start any, id, name string) any {
		return map[string]any{"role": role, "status": status, "start": start, "id": id, "name": name}
	}
	rows, _ := readRows([]*driver.Record{row("org:a", "A", []any{tie(nil, "ended", nil, "org:b", "B"), tie("observer", "active", "2001", "org:c", "C")}, []any{})})
	library, err := readLibrary([]byte(pageByLibrary))
	if err != nil || rows != page.words() || library != page.words() || !strings.Contains(rows, "observer active 2001 org:c c") {
		t.Errorf("got\n%s\n%s\n%s, %v", page.words(), rows, library, err)
	}
	for _, change := range [][2]string{{`"2001"`, `"2002"`}, {`"C"`, `"D"`}, {"observer", "member"}, {`"org:a"`, `"org:z"`}} {
		t.Run("another "+change[0]+" is another answer", func(t *testing.T) {
			other, err := decodePage([]byte(strings.Replace(pageByUs, change[0], change[1], 1)))
			if err != nil || other.words() == rows {
				t.Errorf("got %q, %v", other.words(), err)
			}
		})
	}
	t.Run("the next page begins behind the last entity", func(t *testing.T) {
		if next := page.next(); next.id != "org:a" || next.cursor == nil || *next.cursor != "x" {
			t.Errorf("got %+v", next)
		}
	})
	t.Run("a page is whole unless a list is longer than asked", func(t *testing.T) {
		cut, _ := decodePage([]byte(strings.Replace(pageByUs, `"totalCount":2`, `"totalCount":51`, 1)))
		if !page.whole() || cut.whole() || (&nestedPage{}).whole() {
			t.Error("it does not tell them apart")
		}
	})
	t.Run("errors are no page", func(t *testing.T) {
		if _, err := decodePage([]byte(`{"errors":[{}]}`)); err == nil {
			t.Error("ours is one")
		}
		if _, err := readLibrary([]byte(`{"errors":[{}]}`)); err == nil {
			t.Error("theirs is one")
		}
	})
}

func TestEdgeWordsAddUpInAnyOrder(t *testing.T) {
	a, b := edgeWords{"FUNDS", "x", "y", "", "active", "", ""}, edgeWords{"FUNDS", "x", "y", "", "", "active", ""}
	if a.hash() == b.hash() {
		t.Error("a word in another place is the same")
	}
	if a.hash()+b.hash() != b.hash()+a.hash() || a.hash() != a.hash() {
		t.Error("the order counts")
	}
}
