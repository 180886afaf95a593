package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"entente/graph"
	"entente/sentence"
)

// page is what an answer is written on, in its language. Phrases are format
// strings in English; numbers are written as the language does, texts as they are.
type page struct {
	out      io.Writer
	language string
	words    *message.Printer
}

func newPage(out io.Writer, spoken string) page {
	if spoken == "fa" {
		return page{out, spoken, message.NewPrinter(language.Persian, message.Catalog(persian()))}
	}
	return page{out, spoken, message.NewPrinter(language.English)}
}

// line writes a phrase on a line of its own.
func (p page) line(phrase string, args ...any) {
	fmt.Fprintln(p.out, p.say(phrase, args))
}

// text is a phrase as a part of another.
func (p page) text(phrase string, args ...any) string { return p.say(phrase, args) }

// say is a phrase with its arguments. Breaks and spaces before its words are
// the same in every language.
func (p page) say(phrase string, args []any) string {
	words := strings.TrimLeft(phrase, "\n ")
	return phrase[:len(phrase)-len(words)] + p.words.Sprintf(words, args...)
}

// list is "a, b, c".
func (p page) list(parts []string) string { return strings.Join(parts, p.text(", ")) }

// series is "a; b; c", for parts that may have commas of their own.
func (p page) series(parts []string) string { return strings.Join(parts, p.text("; ")) }

// date is as records write it in English, and as Persian tells it.
func (p page) date(d graph.Date) string {
	if p.language == "fa" {
		return sentence.Date(p.language, d)
	}
	return d.String()
}

// period is " from 2018 to 2024", with what is known of it.
func (p page) period(i graph.Interval) string {
	told := ""
	if !i.Start.IsZero() {
		told += p.text(" from %s", p.date(i.Start))
	}
	if !i.End.IsZero() {
		told += p.text(" to %s", p.date(i.End))
	}
	return told
}

// stands is a status with its time.
func (p page) stands(status graph.Status, i graph.Interval) string {
	return sentence.Status(p.language, status) + p.period(i)
}

// kind is kind and role of a tie, in English by the words that filters take.
func (p page) kind(tie *graph.Relationship) string {
	name := tie.Kind.String()
	if p.language == "fa" {
		name = "«" + strings.TrimSuffix(sentence.Kind(p.language, tie.Kind), ezafe) + "»"
	}
	if tie.Role == "" {
		return name
	}
	return p.text("%s as %s", name, p.role(tie))
}

// ezafe joins the word for a kind to the name behind it; there is none here.
const ezafe = "\u0650"

// role is the role of a tie, in English by the word that filters take.
func (p page) role(tie *graph.Relationship) string {
	if p.language == "fa" {
		return sentence.Role(p.language, tie.Kind, tie.Role)
	}
	return tie.Role
}

// note is a text of others in brackets; nothing for none.
func (p page) note(text string) string {
	if text == "" {
		return ""
	}
	return " (" + sentence.Quote(p.language, text) + ")"
}

// count is a count that may be beyond what whole numbers hold.
func (p page) count(n float64) string {
	if n < 1<<53 {
		return p.text("%d", int64(n))
	}
	return p.text("%.2e", n)
}

func (p page) validity(window *graph.Interval) string {
	switch {
	case window == nil:
		return p.text("there is no time at which all hops are valid at once")
	case *window == graph.Interval{}:
		return p.text("nothing bounds the time at which all hops are valid")
	}
	return p.text("all hops are valid at once%s", p.period(*window))
}

// columns writes rows in columns as wide as their widest cell, but for the last two, which are names.
func (p page) columns(rows [][]string) {
	const names = 2
	widths := make([]int, len(rows[0])-names)
	for _, row := range rows {
		for i := range widths {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, width := range widths {
			line.WriteString(row[i] + strings.Repeat(" ", width-utf8.RuneCountInString(row[i])+2))
		}
		found, name := row[len(row)-names], row[len(row)-1]
		line.WriteString(found)
		if plain := strings.NewReplacer("[", "", "]", "").Replace(found); plain != name {
			line.WriteString("  " + name)
		}
		fmt.Fprintln(p.out, line.String())
	}
}
