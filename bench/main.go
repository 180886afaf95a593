// Command bench measures what Entente promises about time and memory: the load
// of the ROR dump, the searches on invented graphs, the same questions put to
// the peers that are installed, the built-in facts over HTTP, and the store in
// Neo4j against Neo4j itself. Answers are compared before times are: where they
// differ no ratio is printed and the run fails. A target that is missed is only reported, since machines are noisy.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/pprof"
	"slices"
	"time"
)

// The exit codes.
const (
	done   = 0
	failed = 1
	misuse = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// part is one part of the benchmark.
type part struct {
	name, about string
	run         func(*benchmark, context.Context) error
}

// parts are all parts in the order in which they run. The load goes first: the
// peak memory of a child process is told from its parent's only while that is smaller.
func parts() []part {
	return []part{
		{"ror", "load the ROR dump, load it again, serve it", (*benchmark).ror},
		{"imports", "import all files of the data folder, the treaties twice, and serve what came of it", (*benchmark).imports},
		{"names", "search over 60,000 entities by all their names", (*benchmark).names},
		{"searches", "the searches on invented graphs", (*benchmark).searches},
		{"promises", "how times relate: tails, filters, changes, swaps, threads, bounds", (*benchmark).promises},
		{"measures", "questions that read much of the graph", (*benchmark).measures},
		{"peers", "the same questions put to others", (*benchmark).peers},
		{"http", "questions to the built-in facts over HTTP", (*benchmark).http},
		{"neo4j", "the store in Neo4j against Neo4j itself", (*benchmark).neo4jPart},
	}
}

// benchmark is one run.
type benchmark struct {
	settings
	*report
	watch  stopwatch
	arenas map[string]*arena
}

// run is main without the process.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	chosen, err := parse(args, errs)
	if errors.Is(err, flag.ErrHelp) {
		return done
	}
	if err != nil {
		fmt.Fprintln(errs, "bench:", err)
		return misuse
	}
	b := &benchmark{settings: chosen, report: newReport(out), watch: newStopwatch(), arenas: map[string]*arena{}}
	b.say("%s", b.Machine)
	b.say("times of searches are %s, less %v for reading the clock", b.watch.kind, b.watch.overhead)
	start := time.Now()
	if err := b.profiled(func() { b.all(ctx) }); err != nil {
		b.fail("profile: %v", err)
	}
	if err := b.save(b.json); err != nil {
		b.fail("report: %v", err)
	}
	b.say("\nthe run took %v", time.Since(start).Round(time.Second))
	return b.conclude()
}

// all runs the parts that were asked for; one that fails does not stop the next.
// A profile has their names as labels, which the servers that they start inherit.
func (b *benchmark) all(ctx context.Context) {
	for _, p := range parts() {
		if len(b.only) > 0 && !slices.Contains(b.only, p.name) {
			continue
		}
		b.say("\n== %s: %s", p.name, p.about)
		pprof.Do(ctx, pprof.Labels("part", p.name), func(ctx context.Context) {
			if err := p.run(b, ctx); err != nil {
				b.fail("%s: %v", p.name, err)
			}
		})
	}
}

// profiled takes a CPU profile meanwhile, if one was asked for.
func (b *benchmark) profiled(do func()) error {
	if b.profile == "" {
		do()
		return nil
	}
	file, err := os.Create(b.profile)
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return errors.Join(err, file.Close())
	}
	do()
	pprof.StopCPUProfile()
	return file.Close()
}
