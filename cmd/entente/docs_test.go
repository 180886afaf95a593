package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// docs are the pages whose console blocks are run. In a block a line that
// begins with "$ entente" is a command and what follows is its answer, up to the
// next command; a block of JSON behind one of GraphQL is the answer of that query.
// A line of "…" alone ends what is shown of an answer. A block of YAML that begins
// with the name of a file is that file.
var docs = []string{"paths.md", "spreadsheets.md", "agreements.md", "matching.md", "search.md", "history.md"}

// asked is the day on which the commands of the docs are run.
func asked() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

func TestWhatTheDocsShowIsWhatComesOut(t *testing.T) {
	facts := filepath.Join(t.TempDir(), "facts.jsonl")
	if err := writeFacts(facts); err != nil {
		t.Fatal(err)
	}
	for _, page := range docs {
		t.Run(page, func(t *testing.T) {
			folder := t.TempDir()
			store := "--store=sqlite:" + filepath.Join(folder, "docs.db")
			say(t, "load", "entente", facts, store)
			file := filepath.Join("..", "..", "docs", page)
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text := string(content)
			renewed := renew(withFiles(t, text), func(args ...string) string {
				if args[0] == "query" {
					args[1] = written(t, filepath.Join(folder, "query.graphql"), args[1])
				}
				return strings.ReplaceAll(fromRoot(t, say(t, append(inRoot(args), store)...)), facts, "facts.jsonl")
			})
			switch {
			case !strings.Contains(text, "\n$ entente "):
				t.Error("the page shows no command")
			case renewed == text:
			case *update:
				if err := os.WriteFile(file, []byte(renewed), 0o644); err != nil {
					t.Fatal(err)
				}
			default:
				t.Errorf("the page shows other answers than are given; they are:\n%s", changedLines(text, renewed))
			}
		})
	}
}

// root is the repository's, seen from here.
var root = filepath.Join("..", "..")

// inRoot gives arguments in which files of the docs are named from here.
func inRoot(args []string) []string {
	for i, arg := range args {
		if strings.HasPrefix(arg, "docs/") {
			args[i] = filepath.Join(root, filepath.FromSlash(arg))
		}
	}
	return args
}

// fromRoot gives an answer in which files are named from the repository's root.
func fromRoot(t *testing.T, answer string) string {
	t.Helper()
	whole, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(answer, whole+string(filepath.Separator), "")
}

var fileBlock = regexp.MustCompile("(?s)```yaml\n# (docs/[^\n]+)\n.*?```")

// withFiles gives a page with the files that it shows.
func withFiles(t *testing.T, text string) string {
	t.Helper()
	return fileBlock.ReplaceAllStringFunc(text, func(block string) string {
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(fileBlock.FindStringSubmatch(block)[1])))
		if err != nil {
			t.Fatal(err)
		}
		return "```yaml\n" + string(content) + "```"
	})
}

// renew gives a page with the answers that its commands and queries have now.
func renew(text string, answer func(args ...string) string) string {
	var out strings.Builder
	language, asked, query := "", []string(nil), ""
	var shown []string
	flush := func() {
		if asked != nil {
			out.WriteString(cutAs(answer(asked...), shown))
		}
		asked, shown = nil, nil
	}
	for line := range strings.Lines(text) {
		fence, isFence := strings.CutPrefix(line, "```")
		switch {
		case isFence && language != "":
			flush()
			language = ""
		case isFence:
			language = strings.TrimSpace(fence)
			if language == "graphql" {
				query = ""
			}
			if language == "json" && query != "" {
				asked, query = []string{"query", query}, ""
			}
		case language == "graphql":
			query += line
		case language == "console" && strings.HasPrefix(line, "$ entente "):
			flush()
			asked = words(strings.TrimPrefix(line, "$ entente "))
		case asked != nil:
			shown = append(shown, line)
			continue
		}
		out.WriteString(line)
	}
	return out.String()
}

// written puts a text into a file and gives the file's name.
func written(t *testing.T, file, text string) string {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// cutAs shows as much of an answer as was shown of the one before.
func cutAs(answer string, shown []string) string {
	if len(shown) == 0 || shown[len(shown)-1] != "…\n" {
		return answer
	}
	lines := strings.SplitAfterN(answer, "\n", len(shown))
	if len(lines) < len(shown) {
		return answer
	}
	return strings.Join(lines[:len(shown)-1], "") + "…\n"
}

// words splits a command line at its spaces, but not within '…'.
func words(line string) (list []string) {
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			list = append(list, part)
			continue
		}
		list = append(list, strings.Fields(part)...)
	}
	return list
}

// changedLines lists the lines of a page that the other lacks.
func changedLines(text, renewed string) string {
	known := map[string]bool{}
	for line := range strings.Lines(text) {
		known[line] = true
	}
	var changed strings.Builder
	for line := range strings.Lines(renewed) {
		if !known[line] {
			changed.WriteString(line)
		}
	}
	return changed.String()
}

func TestAPageIsRenewedWhereItsCommandsStand(t *testing.T) {
	answers := func(args ...string) string { return "one\ntwo " + strings.Join(args, " ") + "\nthree\n" }
	cases := []struct{ name, text, want string }{
		{"whole answers", "a\n```console\n$ entente x y\nold\n$ entente z\n```\nb\n", "a\n```console\n$ entente x y\none\ntwo x y\nthree\n$ entente z\none\ntwo z\nthree\n```\nb\n"},
		{"the beginning of an answer", "```console\n$ entente x\nold\nold\n…\n```\n", "```console\n$ entente x\none\ntwo x\n…\n```\n"},
		{"the answer of a query", "```graphql\n{a}\n```\n\n```json\n{}\n…\n```\n", "```graphql\n{a}\n```\n\n```json\none\n…\n```\n"},
		{"other blocks stay", "```graphql\n$ entente x\n```\n", "```graphql\n$ entente x\n```\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := renew(c.text, answers); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
