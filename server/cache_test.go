package server

import (
	"fmt"
	"strings"
	"testing"
)

func TestDocumentsAreForgottenLeastRecentlyUsedFirst(t *testing.T) {
	cache := newDocuments()
	for i := range documentsMost {
		cache.add(&document{text: fmt.Sprint(i)})
	}
	cache.get("0")
	cache.add(&document{text: "new"})
	if cache.get("0") == nil {
		t.Error("the document that was just used is gone")
	}
	if cache.get("1") != nil {
		t.Error("the least recently used document is still there")
	}
	if got := cache.recency.Len(); got != documentsMost {
		t.Errorf("got %d documents, want %d", got, documentsMost)
	}
}

func TestDocumentsAreBoundedInBytes(t *testing.T) {
	cache := newDocuments()
	text := strings.Repeat("x", documentLargest-8)
	for i := range 100 {
		cache.add(&document{text: fmt.Sprintf("%s%08d", text, i)})
	}
	if cache.bytes > documentsBytes || cache.recency.Len() != documentsBytes/documentLargest || len(cache.byText) != cache.recency.Len() {
		t.Errorf("got %d bytes in %d documents", cache.bytes, cache.recency.Len())
	}
}

func TestALongDocumentIsNotKept(t *testing.T) {
	cache := newDocuments()
	cache.add(&document{text: strings.Repeat("x", documentLargest+1)})
	if cache.recency.Len() != 0 || cache.bytes != 0 {
		t.Errorf("got %d documents of %d bytes", cache.recency.Len(), cache.bytes)
	}
}

func TestADocumentIsKeptOnce(t *testing.T) {
	cache := newDocuments()
	first := &document{text: "{ hello }"}
	cache.add(first)
	cache.add(&document{text: "{ hello }"})
	if cache.get("{ hello }") != first || cache.bytes != len(first.text) || cache.recency.Len() != 1 {
		t.Errorf("got %d documents of %d bytes", cache.recency.Len(), cache.bytes)
	}
}
