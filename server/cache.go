package server

import (
	"container/list"
	"sync"
)

// documents remembers validated queries by their text, least recently used
// first out. It is bounded in number and in bytes of text: a parsed query takes
// some fifty times its text, and anyone can send a new text with each request.
type documents struct {
	mu      sync.Mutex
	byText  map[string]*list.Element
	recency *list.List // of *document, the most recent in front
	bytes   int
}

const (
	documentsMost   = 256
	documentsBytes  = 512 << 10
	documentLargest = 16 << 10
)

func newDocuments() *documents {
	return &documents{byText: map[string]*list.Element{}, recency: list.New()}
}

// get gives the document of a text, or nil.
func (d *documents) get(text string) *document {
	d.mu.Lock()
	defer d.mu.Unlock()
	element := d.byText[text]
	if element == nil {
		return nil
	}
	d.recency.MoveToFront(element)
	return element.Value.(*document)
}

// add keeps a document unless its text is longer than documentLargest.
func (d *documents) add(doc *document) {
	if len(doc.text) > documentLargest {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.byText[doc.text] != nil {
		return
	}
	d.byText[doc.text] = d.recency.PushFront(doc)
	d.bytes += len(doc.text)
	for d.recency.Len() > documentsMost || d.bytes > documentsBytes {
		oldest := d.recency.Remove(d.recency.Back()).(*document)
		delete(d.byText, oldest.text)
		d.bytes -= len(oldest.text)
	}
}
