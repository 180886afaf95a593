package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// What the load of the ROR dump, the comparison of all of it with itself and a
// server on it may take.
const (
	mostLoadSeconds     = 40
	mostLoadMegabytes   = 600
	mostReadySeconds    = 2
	mostServedMegabytes = 300
	mostCompareSeconds  = 60
)

// loadReport is the part of the report of a load that is looked at.
type loadReport struct {
	Read, Added, Changed, Unchanged, Refused int
	Revision                                 uint64
}

// dump gives the folder of the repository and the file of ROR's dump, "" when it is
// not there, which it tells.
func (b *benchmark) dump(ctx context.Context) (root, file string, err error) {
	if root, err = moduleRoot(ctx); err != nil {
		return "", "", err
	}
	file = b.rorFile
	if !filepath.IsAbs(file) {
		file = filepath.Join(root, file)
	}
	if _, err := os.Stat(file); err != nil {
		b.say("not measured, because the dump is not there: %s (-ror names another)", b.rorFile)
		return root, "", nil
	}
	return root, file, nil
}

// ror loads the dump into an empty store, loads it again and serves it.
func (b *benchmark) ror(ctx context.Context) error {
	root, dump, err := b.dump(ctx)
	if err != nil || dump == "" {
		return err
	}
	folder, err := os.MkdirTemp("", "entente-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	entente := program{root: root, binary: filepath.Join(folder, "entente.exe")}
	if err := entente.build(ctx); err != nil {
		return err
	}
	return b.rorWith(ctx, entente, dump, "sqlite:"+filepath.Join(folder, "ror.db"))
}

// rorWith is ror with a program that is built.
func (b *benchmark) rorWith(ctx context.Context, entente program, dump, store string) error {
	t := newTable("the ROR dump: processes of their own, CPU of user and system, peak as the system has booked it", "what", "value", "wanted", "met")
	defer b.show(t)
	first, err := b.load(ctx, t, entente, store, dump)
	if err != nil {
		return err
	}
	b.say("%s", first)
	if err := b.loadAgain(ctx, t, entente, store, dump, first); err != nil {
		return err
	}
	if err := b.compareDump(ctx, t, entente, store); err != nil {
		return err
	}
	return b.serveDump(ctx, t, entente, store)
}

// compareDump compares all organisations of the dump with each other.
func (b *benchmark) compareDump(ctx context.Context, t *table, entente program, store string) error {
	output, took, err := entente.run(ctx, "duplicates", "--store", store, "--json", "--first", "1")
	if err != nil {
		return err
	}
	var found struct{ Compared, Total int }
	if err := json.Unmarshal(output, &found); err != nil {
		return err
	}
	b.say("%s bodies compared with each other: %s pairs may be one", group(fmt.Sprint(found.Compared)), group(fmt.Sprint(found.Total)))
	t.judged("duplicates: CPU", quantity{took.cpu.Seconds(), seconds}, atMost(mostCompareSeconds, seconds))
	t.judged("duplicates: peak resident", memoryOf(took.peak), target{})
	return nil
}

// String is what was loaded.
func (r loadReport) String() string {
	return fmt.Sprintf("the dump: %s read, %s added, %s refused", group(fmt.Sprint(r.Read)), group(fmt.Sprint(r.Added)), group(fmt.Sprint(r.Refused)))
}

func (b *benchmark) load(ctx context.Context, t *table, entente program, store, dump string) (loadReport, error) {
	r, took, err := entente.load(ctx, store, dump)
	if err != nil {
		return r, err
	}
	if r.Added == 0 {
		return r, fmt.Errorf("the load added nothing")
	}
	t.judged("load: CPU", quantity{took.cpu.Seconds(), seconds}, atMost(mostLoadSeconds, seconds))
	t.judged("load: wall", quantity{took.wall.Seconds(), seconds}, target{})
	t.judged("load: peak resident", memoryOf(took.peak), atMost(mostLoadMegabytes, megabytes))
	return r, nil
}

// loadAgain loads the same file, which must change nothing.
func (b *benchmark) loadAgain(ctx context.Context, t *table, entente program, store, dump string, first loadReport) error {
	second, took, err := entente.load(ctx, store, dump)
	if err != nil {
		return err
	}
	if second.Revision == 0 {
		second.Revision = first.Revision // nothing had to be applied
	}
	t.judged("second load: CPU", quantity{took.cpu.Seconds(), seconds}, target{})
	t.judged("second load: peak resident", memoryOf(took.peak), target{})
	t.judged("second load: added", quantity{value: float64(second.Added)}, atMost(0, plain))
	t.judged("second load: changed", quantity{value: float64(second.Changed)}, atMost(0, plain))
	t.judged("second load: revisions", quantity{value: float64(second.Revision) - float64(first.Revision)}, atMost(0, plain))
	if second.Added != 0 || second.Changed != 0 || second.Revision != first.Revision {
		b.fail("the second load of the same file changed the store: %d added, %d changed, revision %d after %d",
			second.Added, second.Changed, second.Revision, first.Revision)
	}
	return nil
}

// load runs "entente load ror" and reads its report.
func (p program) load(ctx context.Context, store, dump string) (r loadReport, took usage, err error) {
	output, took, err := p.run(ctx, "load", "--store", store, "--json", "ror", dump)
	if err != nil {
		return r, took, err
	}
	return r, took, json.Unmarshal(output, &r)
}

func (b *benchmark) serveDump(ctx context.Context, t *table, entente program, store string) (err error) {
	s, err := entente.serve(ctx, store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	wanted := atMost(mostServedMegabytes, megabytes)
	now, _ := s.memory()
	t.judged("serve: until ready", quantity{s.ready.Seconds(), seconds}, atMost(mostReadySeconds, seconds))
	t.judged("serve: resident when ready", memoryOf(now), wanted)
	if err := s.work(ctx); err != nil {
		return err
	}
	now, most := s.memory()
	t.judged(fmt.Sprintf("serve: resident after %d pages", pagesAtWork), memoryOf(now), wanted)
	t.judged("serve: peak resident", memoryOf(most), wanted)
	return nil
}

// pagesAtWork is how many pages of 100 entities a server answers before its memory is looked at again.
const pagesAtWork = 50

// work makes the server read, so that its caches fill.
func (s *serving) work(ctx context.Context) error {
	c := connect(s.address)
	defer c.close()
	for range pagesAtWork {
		if _, err := c.post(ctx, request{query: pageQuery}); err != nil {
			return err
		}
	}
	return nil
}

// judged adds a row with a verdict.
func (t *table) judged(what string, q quantity, wanted target) {
	t.add(what, q, wanted, wanted.judge(q))
}

// memoryOf gives bytes in megabytes; 0 was not measured.
func memoryOf(bytes int) quantity {
	if bytes == 0 {
		return unknown()
	}
	return quantity{float64(bytes) / 1e6, megabytes}
}
