package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// liveHeap is how many bytes of the heap are reachable.
func liveHeap() int {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int(stats.HeapAlloc)
}

// residentNow is the resident memory of this process once the free pages are given back.
func residentNow() int {
	debug.FreeOSMemory()
	return residentOf(os.Getpid())
}

// mostBytes is what a relationship may take in memory, ids and tables included,
// where an entity has at least so many: in a sparser graph the entities decide.
const (
	mostBytes     = 44
	sparsestBound = 3
)

// memoryTable says what the indexes take.
func memoryTable() *table {
	return newTable("memory and building of the index",
		"graph", "entities", "relationships", "bytes a relationship", "on the heap", "wanted", "met", "draw", "build")
}

func (a *arena) remember(t *table) {
	wanted := target{}
	if a.edges >= sparsestBound*a.nodes {
		wanted = atMost(mostBytes, bytesEach)
	}
	counted, live := float64(a.snapshot.Bytes())/float64(a.edges), float64(a.heap)/float64(a.edges)
	// The larger of the two is held against the bound: neither may flatter.
	t.add(a.name, a.nodes, a.edges, quantity{counted, bytesEach}, quantity{live, bytesEach},
		wanted, wanted.judge(quantity{max(counted, live), bytesEach}),
		quantity{a.drawn.Seconds(), seconds}, quantity{a.built.Seconds(), seconds})
}
