package neo4j

import "io"

// Options tune a server; the zero value is a small one for tests.
type Options struct {
	// Version is one of Versions; empty is LTS.
	Version string
	// Folder is the home; empty makes a new one that Close takes away.
	Folder string
	// Password is that of a new home; empty makes one up.
	Password string
	// Heap and PageCache are sizes such as "512m"; empty are 512m and 256m.
	Heap, PageCache string
	// Peak lets the JVM use all of its compilers: slower to start, faster after a while.
	Peak bool
	// Port is where Bolt listens; 0 takes a free one.
	Port int
	// Web serves Neo4j's HTTP interface too.
	Web bool
	// ReadOnly makes the server refuse writes.
	ReadOnly bool
	// Certificate makes TLS a must; nil speaks plainly.
	Certificate *Certificate
	// Settings are further lines of neo4j.conf, as name and value.
	Settings [][2]string
	// Log takes what a person may want to see; nil discards it.
	Log io.Writer
}

// normal fills in what was left out.
func (o Options) normal() Options {
	if o.Heap == "" {
		o.Heap = "512m"
	}
	if o.PageCache == "" {
		o.PageCache = "256m"
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	return o
}
