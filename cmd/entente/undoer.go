package main

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"entente/engine"
	"entente/graph"
	"entente/seed"
)

// undoer undoes imports behind the answers, one after the other. What was asked
// for is known by its key while the server runs; after that the log tells
// whether an import is undone, and an undo that was stopped goes on.
type undoer struct {
	life  context.Context
	graph *engine.Graph
	// turn is held by the undo that runs.
	turn chan struct{}
	// prompt is how long an answer waits for the end.
	prompt time.Duration

	mutex sync.Mutex
	jobs  []*undoJob // the latest at the end
}

// undoJob is one undo that was asked for.
type undoJob struct {
	query engine.UndoQuery
	over  chan struct{}
	err   error // read once over is closed

	mutex sync.Mutex
	state engine.Undoing
}

// mostJobs is how many undos are remembered.
const mostJobs = 64

func newUndoer(life context.Context, g *engine.Graph) *undoer {
	return &undoer{life: life, graph: g, turn: make(chan struct{}, 1), prompt: time.Second}
}

// undo begins an undo, or tells how far the one with the same key is.
func (u *undoer) undo(ctx context.Context, query engine.UndoQuery) (engine.Undoing, error) {
	if query.Key == "" {
		return engine.Undoing{}, graph.Errorf(graph.Invalid, "a key is needed, by which to ask again").At("key")
	}
	job, err := u.job(query)
	if err != nil {
		return engine.Undoing{}, err
	}
	timer := time.NewTimer(u.prompt)
	defer timer.Stop()
	select {
	case <-job.over:
	case <-timer.C:
	case <-ctx.Done():
	}
	return job.tell()
}

// job gives the job of a key, which is begun if there is none.
func (u *undoer) job(query engine.UndoQuery) (*undoJob, error) {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	if at := slices.IndexFunc(u.jobs, func(j *undoJob) bool { return j.query.Key == query.Key }); at >= 0 {
		if u.jobs[at].query != query {
			return nil, graph.Errorf(graph.Conflict, "the key was used for another undo").At("key")
		}
		return u.jobs[at], nil
	}
	job := &undoJob{query: query, over: make(chan struct{}), state: engine.Undoing{UndoQuery: query, Stage: "waiting"}}
	u.jobs = append(u.jobs, job)
	if len(u.jobs) > mostJobs {
		u.jobs = slices.Delete(u.jobs, 0, 1)
	}
	go u.run(job)
	return job, nil
}

// run does an undo. One that failed is forgotten, so that it goes on when it is asked for again.
func (u *undoer) run(job *undoJob) {
	defer close(job.over)
	select {
	case u.turn <- struct{}{}:
		defer func() { <-u.turn }()
	case <-u.life.Done():
		job.err = graph.Errorf(graph.Unavailable, "the server stops")
		return
	}
	if job.err = u.work(job); job.err == nil {
		return
	}
	u.mutex.Lock()
	defer u.mutex.Unlock()
	u.jobs = slices.DeleteFunc(u.jobs, func(other *undoJob) bool { return other == job })
}

func (u *undoer) work(job *undoJob) error {
	options := seed.Options{Author: cmp.Or(job.query.Author, "undo"), DryRun: job.query.DryRun, Progress: job.progress}
	report, err := seed.Undo(u.life, u.graph, job.query.Import, options)
	if graph.CodeOf(err) == graph.NotFound && err != nil && u.undone(job.query.Import) {
		err = nil
	}
	if err == nil {
		job.finish(report)
	}
	return err
}

// undone tells whether the log has an import as undone to its end.
func (u *undoer) undone(id graph.ID) bool {
	versions, err := u.graph.History(u.life, id)
	return err == nil && versions[0].Change.Removed != "" && versions[0].Reason == seed.UndoReason(id)
}

func (j *undoJob) progress(stage string, done, total int) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.state.Stage, j.state.At, j.state.Of = stage, done, total
}

func (j *undoJob) finish(report seed.Report) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.state = engine.Undoing{UndoQuery: j.query, Done: true, Removed: report.Removed, Restored: report.Added, Changed: report.Changed, Revision: report.Revision}
	for _, note := range report.Notes {
		j.state.Notes = append(j.state.Notes, engine.UndoNote{Text: note.Text, Count: note.Count})
	}
}

// tell gives how far the job is, or why it failed.
func (j *undoJob) tell() (engine.Undoing, error) {
	select {
	case <-j.over:
		if j.err != nil {
			return engine.Undoing{}, j.err
		}
	default:
	}
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return j.state, nil
}
