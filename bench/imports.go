package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// What the imports of all files, and a server on what they come to, may take.
const (
	mostTreatySeconds   = 30
	mostImportSeconds   = 150
	mostImportMegabytes = 1000
	mostAllReadySeconds = 3
)

// published are the files that are imported, one input a row.
var published = []struct {
	format string
	files  []string
	// cpu is what the import may take by itself, into an empty store for the first.
	cpu target
}{
	{"treaties", []string{"treaties-ggo-agreements.csv.gz", "treaties-ggo-parties.csv.gz"}, atMost(mostTreatySeconds, seconds)},
	{"entente", []string{"entente-facts.jsonl"}, target{}},
	{"ror", []string{"ror-dump-v2.json.gz"}, atMost(mostLoadSeconds, seconds)},
	{"sdn", []string{"ofac-sdn.csv.gz", "ofac-add.csv.gz", "ofac-alt.csv.gz"}, target{}},
	{"un", []string{"un-consolidated.xml.gz"}, target{}},
}

// imports loads every file of the data folder into one store, the treaties into
// the empty one, loads the treaties again, and serves what came of it.
func (b *benchmark) imports(ctx context.Context) error {
	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}
	folder := b.dataFolder
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(root, folder)
	}
	if absent := absentOf(folder); absent != "" {
		b.say("not measured, because %s is not in the data folder: %s (-data names another)", absent, b.dataFolder)
		return nil
	}
	place, err := os.MkdirTemp("", "entente-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(place)
	entente := program{root: root, binary: filepath.Join(place, "entente.exe")}
	if err := entente.build(ctx); err != nil {
		return err
	}
	return b.importsWith(ctx, entente, folder, "sqlite:"+filepath.Join(place, "all.db"))
}

// absentOf names the first file that the folder lacks.
func absentOf(folder string) string {
	for _, p := range published {
		for _, file := range p.files {
			if _, err := os.Stat(filepath.Join(folder, file)); err != nil {
				return file
			}
		}
	}
	return ""
}

// importsWith is imports with a program that is built.
func (b *benchmark) importsWith(ctx context.Context, entente program, folder, store string) error {
	t := newTable("imports: processes of their own, CPU of user and system, peak as the system has booked it", "what", "value", "wanted", "met")
	defer b.show(t)
	var cpu float64
	peak := 0
	for _, p := range published {
		r, took, err := entente.importFiles(ctx, store, p.format, folder, p.files)
		if err != nil {
			return err
		}
		b.say("%s: %d read, %d added, %d changed, %d refused", p.format, r.Read, r.Added, r.Changed, r.Refused)
		t.judged(p.format+": CPU", quantity{took.cpu.Seconds(), seconds}, p.cpu)
		cpu, peak = cpu+took.cpu.Seconds(), max(peak, took.peak)
	}
	t.judged("all files: CPU", quantity{cpu, seconds}, atMost(mostImportSeconds, seconds))
	t.judged("all files: peak resident", memoryOf(peak), atMost(mostImportMegabytes, megabytes))
	if err := b.importAgain(ctx, t, entente, folder, store); err != nil {
		return err
	}
	return b.serveAll(ctx, t, entente, store)
}

func (b *benchmark) importAgain(ctx context.Context, t *table, entente program, folder, store string) error {
	again, took, err := entente.importFiles(ctx, store, published[0].format, folder, published[0].files)
	if err != nil {
		return err
	}
	t.judged("treaties again: CPU", quantity{took.cpu.Seconds(), seconds}, target{})
	t.judged("treaties again: added and changed", quantity{value: float64(again.Added + again.Changed)}, atMost(0, plain))
	if again.Added+again.Changed > 0 {
		b.fail("the treaties again changed the store: %d added, %d changed", again.Added, again.Changed)
	}
	return nil
}

func (b *benchmark) serveAll(ctx context.Context, t *table, entente program, store string) (err error) {
	s, err := entente.serve(ctx, store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	now, _ := s.memory()
	t.judged("serve: until ready", quantity{s.ready.Seconds(), seconds}, atMost(mostAllReadySeconds, seconds))
	t.judged("serve: resident when ready", memoryOf(now), target{})
	return nil
}

// importFiles runs "entente load" on the files of one input and reads its report.
func (p program) importFiles(ctx context.Context, store, format, folder string, files []string) (r loadReport, took usage, err error) {
	args := []string{"load", "--store", store, "--json", format}
	for _, file := range files {
		args = append(args, filepath.Join(folder, file))
	}
	output, took, err := p.run(ctx, args...)
	if err == nil {
		err = json.Unmarshal(output, &r)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", format, err)
	}
	return r, took, err
}
