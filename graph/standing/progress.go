package standing

import "sync/atomic"

// Stage is what a Measure is doing.
type Stage uint8

// The stages, in their order.
const (
	// Waiting: it has not begun.
	Waiting Stage = iota
	// Weaving: it takes the filtered graph out of the index.
	Weaving
	// Between: it measures betweenness, in sources or samples.
	Between
	// Grouping: it forms communities, in passes.
	Grouping
)

// String is the stage in the form of the API, such as "BETWEENNESS".
func (s Stage) String() string {
	return [...]string{"WAITING", "WEAVING", "BETWEENNESS", "COMMUNITIES"}[s]
}

// Progress says how far a Measure is. Any number of goroutines may ask.
type Progress struct {
	stage       atomic.Uint32
	done, total atomic.Int64
}

// Now gives the stage, and how much of it is done; a total of 0 is not known.
func (p *Progress) Now() (stage Stage, done, total int) {
	return Stage(p.stage.Load()), int(p.done.Load()), int(p.total.Load())
}

func (p *Progress) begin(stage Stage, total int) {
	p.done.Store(0)
	p.total.Store(int64(total))
	p.stage.Store(uint32(stage))
}
