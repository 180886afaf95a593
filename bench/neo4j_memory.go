package main

import "context"

// leastMemory is how many times as much memory Neo4j has resident as Entente, at 1 M relationships.
const leastMemory = 8

// memory compares what both processes have resident after the same questions.
func (t *trial) memory(context.Context) error {
	shown := newTable("resident memory after the questions so far, as the system counts it", "process", "resident", "Neo4j's / ours", "wanted", "met")
	shown.note = "Neo4j takes its heap (" + t.neo4j.heap + ") and page cache (" + t.neo4j.pageCache + ") as it needs them; neither was told to give anything back"
	ours, theirs := residentOf(t.serving.command.Process.Pid), residentOf(t.server.Process())
	ratio := unknown()
	if ours > 0 && theirs > 0 {
		ratio = quantity{float64(theirs) / float64(ours), times}
	}
	wanted := t.neo4j.atSize(atLeast(leastMemory, times))
	shown.add("Neo4j", memoryOf(theirs))
	shown.add("Entente", memoryOf(ours), ratio, wanted, wanted.judge(ratio))
	t.show(shown)
	return nil
}
