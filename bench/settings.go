package main

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// settings are what the flags say.
type settings struct {
	only      []string
	graphs    []graphSpec
	seed      uint64
	pairs     int
	questions int
	time      time.Duration
	peerPairs int
	peerTime  time.Duration
	// rounds is how often both sides are asked in turn.
	rounds    int
	python    string
	venv      string
	reference string
	rorFile   string
	// dataFolder holds the files of the imports.
	dataFolder string
	json       string
	profile    string
	neo4j      neo4jSettings
}

// parse reads the flags.
func parse(args []string, errs io.Writer) (settings, error) {
	var s settings
	var only, graphs string
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.StringVar(&only, "only", "", "the `parts` to run, with commas between: "+partNames()+"; all when empty")
	flags.StringVar(&graphs, "graphs", "g10k,g100k,flat", "the invented `graphs`: "+graphNames()+", or shape:entities:relationships with a shape of "+shapeNames())
	flags.Uint64Var(&s.seed, "seed", 42, "what the graphs and pairs are drawn by")
	flags.IntVar(&s.pairs, "pairs", 1000, "pairs of entities that are asked about")
	flags.IntVar(&s.questions, "questions", 20_000, "most times that a question is asked")
	flags.DurationVar(&s.time, "time", 2*time.Second, "most time for a question")
	flags.IntVar(&s.peerPairs, "peer-pairs", 300, "pairs that a peer is asked about")
	flags.DurationVar(&s.peerTime, "peer-time", 3*time.Second, "most time for a question to a peer, its reading of the graph not counted")
	flags.IntVar(&s.rounds, "rounds", 1, "how often a peer and we are asked in turn; of the `rounds` each side's best counts, which tells most on a machine that others use too")
	flags.StringVar(&s.python, "python", "python3", "the `command` that runs the peers in Python")
	flags.StringVar(&s.venv, "venv", "", "a `folder` for a Python environment with the peers in pinned versions, which is made by -python and pip where it is not there yet; without it the peers are those that -python can import")
	flags.StringVar(&s.reference, "reference", "", "the `program` of the prototype, if it is to be asked as a peer")
	flags.StringVar(&s.rorFile, "ror", "../shared/data/ror-dump-v2.json.gz", "the ROR dump, relative to the repository's root")
	flags.StringVar(&s.dataFolder, "data", "../shared/data", "the `folder` with the files that are imported, relative to the repository's root")
	flags.StringVar(&s.json, "json", "", "a `file` for the report as JSON")
	flags.StringVar(&s.profile, "cpuprofile", "", "a `file` for a CPU profile with the labels part, graph and question; it slows what is measured")
	s.neo4j.flags(flags)
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if flags.NArg() > 0 {
		return s, fmt.Errorf("what is %q? there are only flags", flags.Arg(0))
	}
	return s, s.complete(only, graphs)
}

// complete takes the lists apart and refuses what no run could use.
func (s *settings) complete(only, graphs string) error {
	for _, name := range split(only) {
		if !slices.ContainsFunc(parts(), func(p part) bool { return p.name == name }) {
			return fmt.Errorf("there is no part %q; the parts are %s", name, partNames())
		}
		s.only = append(s.only, name)
	}
	for _, text := range split(graphs) {
		spec, err := parseGraph(text)
		if err != nil {
			return err
		}
		s.graphs = append(s.graphs, spec)
	}
	if min(s.pairs, s.questions, s.peerPairs, s.rounds) < 1 || min(s.time, s.peerTime) <= 0 {
		return fmt.Errorf("-pairs, -questions, -peer-pairs, -rounds, -time and -peer-time must be positive")
	}
	return s.neo4j.complete()
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

func partNames() string {
	var names []string
	for _, p := range parts() {
		names = append(names, p.name)
	}
	return strings.Join(names, ", ")
}
