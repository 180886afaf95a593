package seed_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
	"entente/seed"
)

func gzipped(t *testing.T, content []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write(content)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

type file struct {
	name    string
	content []byte
}

func zipped(t *testing.T, files ...file) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for _, f := range files {
		entry, err := w.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		entry.Write(f.content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func sample(t *testing.T) []byte {
	t.Helper()
	content, err := os.ReadFile("testdata/ror.json")
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestPackedInputsLoadLikePlainOnes(t *testing.T) {
	json := sample(t)
	noise := []byte("no JSON at all")
	for _, row := range []struct {
		what, format string
		plain        []byte
		packed       []byte
	}{
		{"gzip of JSON lines", "entente", chain(), gzipped(t, chain())},
		{"a zip of JSON lines", "entente", chain(), zipped(t, file{"read me.txt", noise}, file{"graph.jsonl", chain()})},
		{"gzip of a dump", "ror", json, gzipped(t, json)},
		{"a zip with one dump", "ror", json, zipped(t, file{"v2.0-ror-data.json", json}, file{"v2.0-ror-data.csv", noise})},
		{"a zip with the dump in two schemas", "ror", json, zipped(t, file{"v1.9-ror-data.json", noise}, file{"v1.9-ror-data_schema_v2.json", json})},
	} {
		t.Run(row.what, func(t *testing.T) {
			want, got := openStore(t), openStore(t)
			load(t, want, row.format, inputOf(row.plain))
			load(t, got, row.format, inputOf(row.packed))
			if export(t, got) != export(t, want) {
				t.Error("the graphs differ")
			}
		})
	}
}

func TestAZipFileIsReadInPlace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.zip")
	if err := os.WriteFile(path, zipped(t, file{"graph.jsonl", chain()}), 0o600); err != nil {
		t.Fatal(err)
	}
	input := seed.Input{Name: "graph.zip", Open: func() (io.ReadCloser, error) { return os.Open(path) }}
	if report := load(t, openStore(t), "entente", input); report.Added != 8 {
		t.Errorf("got %+v, want 8 added", report)
	}
}

// utf16 writes ASCII in UTF-16, the low byte first.
func utf16(content []byte) []byte {
	var wide []byte
	for _, c := range content {
		wide = append(wide, c, 0)
	}
	return wide
}

func TestDamagedInputsChangeNothing(t *testing.T) {
	json := sample(t)
	packedLines, packedJSON := gzipped(t, chain()), gzipped(t, json)
	broken := bytes.Clone(packedJSON)
	broken[len(broken)-6] ^= 0xff
	bomb := gzipped(t, bytes.Repeat([]byte(" "), seed.MinSuspect+1<<20))
	long := lines(invented, strings.Replace(body("a"), "Invented a", strings.Repeat("x", 10<<20), 1))
	for _, row := range []struct {
		what, format string
		input        []byte
		code         graph.Code
		says         string
	}{
		{"gzip that is cut off", "entente", packedLines[:len(packedLines)-20], graph.Invalid, "cut off"},
		{"gzip that is cut off", "ror", packedJSON[:len(packedJSON)/2], graph.Invalid, "cut off"},
		{"gzip without an end", "ror", packedJSON[:len(packedJSON)-4], graph.Invalid, "cut off"},
		{"gzip with a wrong checksum", "ror", broken, graph.Invalid, "damaged"},
		{"the start of gzip", "entente", []byte("\x1f\x8b\x08"), graph.Invalid, "cut off"},
		{"gzip of gzip", "entente", gzipped(t, packedLines), graph.Invalid, "compressed"},
		{"the start of a zip", "ror", []byte("PK\x03\x04 and nothing else"), graph.Invalid, "damaged"},
		{"a zip without a dump", "ror", zipped(t, file{"read me.txt", json}), graph.Invalid, "one file *.json"},
		{"a zip with two dumps", "ror", zipped(t, file{"a.json", json}, file{"b.json", json}), graph.Invalid, "one file *.json"},
		{"lines that are cut off", "entente", chain()[:len(chain())-9], graph.Invalid, "cut off"},
		{"JSON that is cut off", "ror", json[:len(json)-9], graph.Invalid, "cut off"},
		{"JSON lines as a dump", "ror", chain(), graph.Invalid, "one JSON array"},
		{"a dump as JSON lines", "entente", json, graph.Invalid, "refused"},
		{"an empty file", "ror", nil, graph.Invalid, "cut off"},
		{"lines in UTF-16", "entente", utf16(chain()), graph.Invalid, "UTF-16"},
		{"a dump in UTF-16", "ror", append([]byte("\xff\xfe"), utf16(json)...), graph.Invalid, "not UTF-8"},
		{"a dump in Latin-1", "ror", bytes.Replace(json, []byte("Chinese"), []byte("Chin\xe9se"), 1), graph.Invalid, "not UTF-8"},
		{"a dump with a byte order mark", "ror", append([]byte("\xef\xbb\xbf"), json...), graph.Invalid, "byte order mark"},
		{"a line of 10 MB", "entente", long, graph.TooLarge, "longer than"},
		{"a line that unpacks to no end", "entente", bomb, graph.TooLarge, "times its size"},
		{"a dump that unpacks to no end", "ror", bomb, graph.TooLarge, "longer than"},
	} {
		t.Run(row.what+", as "+row.format, func(t *testing.T) {
			store := openStore(t)
			report, err := seed.Load(t.Context(), store, row.format, inputOf(row.input), seed.Options{})
			if err == nil || graph.CodeOf(err) != row.code || !strings.Contains(err.Error(), row.says) {
				t.Errorf("got %v, %+v, want %v that says %q", err, report, row.code, row.says)
			}
			if got := head(t, store); got != (graph.Head{}) {
				t.Errorf("got %+v in the store, want nothing", got)
			}
		})
	}
}
