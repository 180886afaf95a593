package main

import (
	"bytes"
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	// verb is what stands for an argument: its number, if any, flags, width and letter.
	verb = regexp.MustCompile(`%(?:\[(\d)\])?[-+# 0]*(\d*(?:\.\d+)?)([a-z%])`)
	word = regexp.MustCompile(`[A-Za-z]{2,}|[0-9]`)
	// unfit are what a Persian phrase must not hold: Arabic yeh, kaf and digits,
	// ASCII digits, a space before a stop, a half space at the edge of a word.
	unfit = regexp.MustCompile("[\u064a\u0643\u06c0\u0660-\u06690-9]| [.\u060c\u061b:)]|\u200c |\u200c$| \u200c|\u200c\u200c|  |[,;]")
)

// printed lists the phrases that the program writes on a page, with where they
// stand: the first arguments of line and text, which must be literals.
func printed(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	pages := pageFiles(t)
	eachCall(t, func(where, name string, call *ast.CallExpr) {
		if name != "line" && name != "text" || !pages[fileOf(where)] {
			return
		}
		literal, ok := call.Args[0].(*ast.BasicLit)
		if !ok {
			t.Errorf("%s: a phrase must stand where it is written, so that it can be found in another language", where)
			return
		}
		phrase, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		found[strings.TrimLeft(phrase, "\n ")] = where
	})
	return found
}

// pageFiles are the files that write on a page.
func pageFiles(t *testing.T) map[string]bool {
	t.Helper()
	pages := map[string]bool{"page.go": true}
	eachCall(t, func(where, name string, _ *ast.CallExpr) {
		pages[fileOf(where)] = pages[fileOf(where)] || name == "line"
	})
	return pages
}

func fileOf(where string) string {
	file, _, _ := strings.Cut(where, ":")
	return file
}

// eachCall gives the calls of methods in the program, and where they stand.
func eachCall(t *testing.T, give func(where, name string, call *ast.CallExpr)) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) > 0 {
				if called, ok := call.Fun.(*ast.SelectorExpr); ok {
					give(set.Position(call.Pos()).String(), called.Sel.Name, call)
				}
			}
			return true
		})
	}
}

func TestEveryPhraseHasAPersianOne(t *testing.T) {
	phrases := printed(t)
	for phrase, where := range phrases {
		told := persianPhrases[phrase]
		if told == "" && word.MatchString(verb.ReplaceAllString(phrase, "")) {
			t.Errorf("%s: %q has no Persian", where, phrase)
		}
	}
	for phrase, told := range persianPhrases {
		if phrases[phrase] == "" {
			t.Errorf("%q is no longer written", phrase)
		}
		if got, want := arguments(told), arguments(phrase); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%q takes %q in Persian; want %q", phrase, got, want)
		}
		if bad := unfit.FindString(verb.ReplaceAllString(told, "x")); bad != "" {
			t.Errorf("the Persian of %q holds %q", phrase, bad)
		}
	}
}

// arguments lists how a phrase writes each of its arguments, in their order.
func arguments(phrase string) []string {
	var list []string
	next := 0
	for _, found := range verb.FindAllStringSubmatch(phrase, -1) {
		if found[3] == "%" {
			continue
		}
		if found[1] != "" {
			next = int(found[1][0]-'0') - 1
		}
		for len(list) <= next {
			list = append(list, "?")
		}
		list[next] = found[2] + found[3]
		next++
	}
	return list
}

func TestWhatIsReadFromAPageIsWrittenInItsLanguage(t *testing.T) {
	pages := pageFiles(t)
	eachCall(t, func(where, name string, call *ast.CallExpr) {
		if pages[fileOf(where)] && strings.HasPrefix(name, "Fprint") && slices.ContainsFunc(call.Args, inEnglish) {
			t.Errorf("%s: an answer is written with line, in the language that was asked for", where)
		}
	})
}

// inEnglish tells that an argument is a literal with words.
func inEnglish(argument ast.Expr) bool {
	literal, ok := argument.(*ast.BasicLit)
	return ok && word.MatchString(verb.ReplaceAllString(strings.ReplaceAll(literal.Value, `\n`, ""), ""))
}

// asides are what a Persian answer may hold of other scripts: ids, quotations,
// addresses, options, revisions and the letters of confidence.
var asides = regexp.MustCompile("\u0646\u0633\u062e\u0647\u0654 \\d+|\u2068[^\u2069]*\u2069|[\\w-]+:[^ \u060c\u061b)]+|--[a-z]+ \\S+|\\[[ABC]\\].*")

func TestNoEnglishIsLeftInAPersianAnswer(t *testing.T) {
	folder := t.TempDir()
	facts, store := filepath.Join(folder, "facts.jsonl"), "--store=sqlite:"+filepath.Join(folder, "a.db")
	if err := writeFacts(facts); err != nil {
		t.Fatal(err)
	}
	say(t, "load", "entente", facts, store)
	for _, line := range []string{
		"path org:cpdi org:jkuat",
		"path org:cpdi org:jkuat --max-hops 1",
		"path org:cpdi org:jkuat --avoid academy:anso --sentence",
		"path org:pardis-tp org:jkuat -k 2 --avoid-restricted",
		"path iso:IR iso:RU",
		"path org:cpdi iso:KE --sentence",
		"path org:cpdi org:jkuat --assume rel:PARTNER_OF/org:cpdi/org:jkuat/cooperation@2020-05..2090",
		"breaking iso:PK iso:US --within 730 -k 3",
		"intermediaries --from org:cpdi --from academy:cas --to org:jkuat --to iso:KE --avoid-restricted --slack 1",
		"gatekeepers org:cpdi academy:cas --max-routes 1",
		"gatekeepers org:pardis-tp org:jkuat --avoid-restricted",
		"connect CPDI org:jkuat --optional academy:cas",
		"connect org:cpdi org:jkuat --assume-lapsed academy:anso",
		"advise org:cpdi org:jkuat --at 2016 --max-ties 2",
		"advise org:pardis-tp org:jkuat --count 2",
		"dependence org:cpdi --through country --avoid academy:anso",
		"dependence org:cpdi --on fields",
		"standing --first 3",
		"standing --communities --first 3",
		"whatif --assume-lapsed agreement:center-cas-mou --first 2",
		"agreements --first 5",
		"duplicates --first 3",
	} {
		t.Run(line, func(t *testing.T) {
			told := say(t, append(strings.Fields(line), "--language=fa", store)...)
			for row := range strings.Lines(told) {
				if left := word.FindString(asides.ReplaceAllString(row, "")); left != "" {
					t.Errorf("%q is left in: %s", left, row)
				}
			}
		})
	}
}

func TestNumbersAreWrittenAsTheLanguageDoes(t *testing.T) {
	for _, c := range []struct{ language, want string }{
		{"en", "Strength 0.07, 1,234 hops.\n"},
		{"fa", "\u0642\u0648\u062a \u06f0\u066b\u06f0\u06f7\u060c \u06f1\u066c\u06f2\u06f3\u06f4 \u06af\u0627\u0645.\n"},
	} {
		var out bytes.Buffer
		newPage(&out, c.language).line("Strength %.2f, %d hops.", 0.07, 1234)
		if out.String() != c.want {
			t.Errorf("%s: got %q, want %q", c.language, out.String(), c.want)
		}
	}
}

func TestAnAnswerHasALanguageThatItKnows(t *testing.T) {
	term := terminal{out: &bytes.Buffer{}, err: &bytes.Buffer{}, getenv: func(string) string { return "" }}
	if code := run(context.Background(), []string{"path", "a", "b", "--language=de"}, term); code != misuse {
		t.Errorf("got exit %d, want %d", code, misuse)
	}
}
