package graph_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"entente/graph"
)

func TestAnErrorSaysWhereThenWhat(t *testing.T) {
	err := graph.Errorf(graph.Invalid, "the claim has no source").At("source").At("claims[0]").In("record 17")
	if got, want := err.Error(), "record 17: claims[0].source: the claim has no source"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if again := err.In("record 18"); again.Record != "record 17" {
		t.Errorf("a second place %q replaced the first", again.Record)
	}
}

func TestPlacingNoErrorGivesNoError(t *testing.T) {
	var none *graph.Error
	if none.In("record 1") != nil || none.At("id") != nil {
		t.Error("an error came from nothing")
	}
}

func TestPlacingAnErrorLeavesTheFirstAsItWas(t *testing.T) {
	plain := graph.Errorf(graph.Invalid, "wrong")
	plain.At("id")
	if plain.Field != "" {
		t.Errorf("the field %q was written into the original", plain.Field)
	}
}

func TestEveryErrorHasACode(t *testing.T) {
	cases := []struct {
		err  error
		want graph.Code
	}{
		{graph.Errorf(graph.Conflict, "x"), graph.Conflict},
		{fmt.Errorf("while loading: %w", graph.Errorf(graph.TooLarge, "x")), graph.TooLarge},
		{fmt.Errorf("while loading: %w", context.Canceled), graph.Canceled},
		{context.DeadlineExceeded, graph.Canceled},
		{io.ErrUnexpectedEOF, graph.Internal},
	}
	for _, c := range cases {
		if got := graph.CodeOf(c.err); got != c.want {
			t.Errorf("CodeOf(%v) = %s, want %s", c.err, got, c.want)
		}
	}
}

func TestACauseStaysReachable(t *testing.T) {
	err := graph.Errorf(graph.Unavailable, "the store does not answer: %w", io.ErrClosedPipe)
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Error("the cause is lost")
	}
}

func TestACauseIsForTheLogAndNotForTheMessage(t *testing.T) {
	err := graph.Errorf(graph.Unavailable, "the store does not answer: %w", errors.New("dial 10.0.0.1: refused"))
	if err.Message != "the store does not answer" {
		t.Errorf("the message is %q", err.Message)
	}
	if got, want := err.Error(), "the store does not answer: dial 10.0.0.1: refused"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	within := graph.Errorf(graph.Invalid, "2 records are refused, the first is %w", graph.Errorf(graph.Invalid, "an id is missing"))
	if got, want := within.Error(), "2 records are refused, the first is an id is missing"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTheCauseOfACauseIsForTheLogToo(t *testing.T) {
	cause := graph.Errorf(graph.Unavailable, "the database cannot be reached: %w", errors.New("dial 10.0.0.1: refused"))
	rows := []struct {
		err           *graph.Error
		message, text string
	}{
		{graph.Errorf(graph.Unavailable, "not ready: %w", cause),
			"not ready: the database cannot be reached", "not ready: the database cannot be reached: dial 10.0.0.1: refused"},
		{graph.Errorf(graph.Invalid, "the first is %w", cause.In("record 3")),
			"the first is record 3: the database cannot be reached", "the first is record 3: the database cannot be reached: dial 10.0.0.1: refused"},
		{graph.Errorf(graph.Unavailable, "not ready: %w", fmt.Errorf("asking: %w", cause)),
			"not ready: the database cannot be reached", "not ready: the database cannot be reached: dial 10.0.0.1: refused"},
	}
	for _, row := range rows {
		if row.err.Message != row.message || row.err.Error() != row.text {
			t.Errorf("got message %q, text %q, want %q, %q", row.err.Message, row.err, row.message, row.text)
		}
	}
}

func TestAnExcerptIsShort(t *testing.T) {
	if got := graph.Excerpt("تهران"); got != "تهران" {
		t.Errorf("a short text became %q", got)
	}
	if got := graph.Excerpt(strings.Repeat("ن", 1000)); got != strings.Repeat("ن", 60)+"…" {
		t.Errorf("got %q", got)
	}
}

func TestARelationshipIDSaysWhatTheRelationshipSays(t *testing.T) {
	if got, want := graph.RelationshipID(graph.MemberOf, "org:cpdi", "academy:anso", "founder"), graph.ID("rel:MEMBER_OF/org:cpdi/academy:anso/founder"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := graph.RelationshipID(graph.LocatedIn, "org:cpdi", "iso:IR", ""), graph.ID("rel:LOCATED_IN/org:cpdi/iso:IR"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTheNameShownFollowsTheOrderOfLanguages(t *testing.T) {
	label := func(value, language string) graph.Name {
		return graph.Name{Value: value, Language: language, Type: graph.Label}
	}
	center := graph.Entity{ID: "org:cpdi", Names: []graph.Name{
		{Value: "CPDI", Language: "fr", Type: graph.Acronym},
		label("مرکز همکاری‌های تحول و پیشرفت", "fa"),
		label("Center for Progress and Development Cooperation", "en"),
	}}
	cases := []struct {
		name      string
		entity    graph.Entity
		languages []string
		want      string
	}{
		{"the first language that has a label", center, []string{"fa", "en"}, center.Names[1].Value},
		{"a language without a label gives way to the next", center, []string{"fr", "fa"}, center.Names[1].Value},
		{"then English", center, []string{"zh"}, center.Names[2].Value},
		{"then any label", graph.Entity{Names: center.Names[:2]}, []string{"zh"}, center.Names[1].Value},
		{"then any name", graph.Entity{Names: center.Names[:1]}, nil, "CPDI"},
		{"then the id", graph.Entity{ID: "org:bare"}, nil, "org:bare"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := c.entity.Name(c.languages...).Value; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
