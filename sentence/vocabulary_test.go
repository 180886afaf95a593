package sentence_test

import (
	"regexp"
	"strings"
	"testing"

	"entente/graph"
	"entente/sentence"
)

// The ends of the sentences below are invented, with one name in each language.
var (
	institute = entity("org:invented-institute", graph.Organization, "Invented Institute", "مؤسسهٔ ساختگی")
	alliance  = entity("academy:invented-alliance", graph.Academy, "Invented Body", "نهاد ساختگی")
)

// hop makes the step from the invented institute to the invented body, and its
// reverse when the tie is walked against its direction.
func hop(kind graph.RelationshipKind, role string, forward bool, claims ...graph.Claim) sentence.Step {
	if forward {
		return sentence.Step{From: institute, To: alliance, Tie: tie(kind, institute.ID, alliance.ID, role, claims...), Forward: true}
	}
	return sentence.Step{From: institute, To: alliance, Tie: tie(kind, alliance.ID, institute.ID, role, claims...)}
}

// roles of the kind, and doing without one.
func roles(kind graph.RelationshipKind) []string { return append([]string{""}, kind.Roles()...) }

var (
	latin  = regexp.MustCompile(`[A-Za-z]`)
	arabic = regexp.MustCompile(`[\x{0600}-\x{06ff}]`)
	// wrong are what a Persian sentence must not hold: Arabic yeh and kaf, ASCII
	// digits, a space before a stop, a half space at the edge of a word.
	wrong = regexp.MustCompile("[\u064a\u0643\u06c00-9]| [.،؛)]|\u200c |\u200c$| \u200c|\u200c\u200c|  |[{}]")
)

func TestEveryTieIsTold(t *testing.T) {
	for _, kind := range graph.RelationshipKinds() {
		for _, role := range roles(kind) {
			for _, status := range graph.Statuses() {
				for _, forward := range []bool{true, false} {
					step := hop(kind, role, forward, claim(graph.ConfidenceC, status, "2018-11-04", ""))
					t.Run(strings.Join([]string{kind.String(), role, status.String()}, " "), func(t *testing.T) {
						checkEnglish(t, sentence.Path("en", []sentence.Step{step}))
						checkPersian(t, sentence.Path("fa", []sentence.Step{step}))
					})
				}
			}
		}
	}
}

func TestWhatIsSupposedIsToldInTheConditional(t *testing.T) {
	then := regexp.MustCompile("\u062f\u0631 \u0627\u06cc\u0646 \u0641\u0631\u0636")
	for _, kind := range graph.RelationshipKinds() {
		for _, role := range roles(kind) {
			for _, status := range graph.Statuses() {
				step := hop(kind, role, true, claim(graph.ConfidenceC, status, "2018-11-04", ""))
				step.Suggested = true
				t.Run(strings.Join([]string{kind.String(), role, status.String()}, " "), func(t *testing.T) {
					english, persian := sentence.Path("en", []sentence.Step{step}), sentence.Path("fa", []sentence.Step{step})
					checkEnglish(t, english)
					checkPersian(t, persian)
					if strings.Count(english, "would ") != 1 || strings.Contains(english, " is ") {
						t.Errorf("got %q, want it in the conditional", english)
					}
					if len(then.FindAllString(persian, -1)) != 1 {
						t.Errorf("got %q, want it in the conditional", persian)
					}
				})
			}
		}
	}
}

func checkEnglish(t *testing.T, told string) {
	t.Helper()
	if strings.Count(told, "Invented Institute") != 1 || strings.Count(told, "Invented Body") != 1 {
		t.Errorf("got %q, want both names once", told)
	}
	if arabic.MatchString(told) || !strings.HasSuffix(told, ".") || strings.Contains(told, "  ") || strings.Contains(told, "tied to") {
		t.Errorf("got %q, want one English sentence in words of the kind", told)
	}
}

func checkPersian(t *testing.T, told string) {
	t.Helper()
	if strings.Count(told, "مؤسسهٔ ساختگی") != 1 || strings.Count(told, "نهاد ساختگی") != 1 {
		t.Errorf("got %q, want both names once", told)
	}
	if latin.MatchString(told) || !strings.HasSuffix(told, ".") || strings.Contains(told, "پیوند") {
		t.Errorf("got %q, want one Persian sentence in words of the kind", told)
	}
	if bad := wrong.FindString(told); bad != "" {
		t.Errorf("got %q, which holds %q", told, bad)
	}
}

func TestWhatIsNotSoIsNotSaidToBeSo(t *testing.T) {
	// What a sentence in the plain present looks like.
	present := regexp.MustCompile(`Invented Institute (reportedly )?(is a|is an|sits|signs|co-founds|represents|hosts|funds|leads) `)
	for _, kind := range graph.RelationshipKinds() {
		for _, role := range roles(kind) {
			for _, status := range []graph.Status{graph.Proposed, graph.Planned, graph.Ended, graph.Draft, graph.Contested, graph.Done} {
				told := sentence.Path("en", []sentence.Step{hop(kind, role, true, claim(graph.ConfidenceA, status, "2018", ""))})
				if role == "negotiation" || role == "draft-party" || present.FindString(told) == "" {
					continue
				}
				t.Errorf("%s %s %s: got %q, want nothing in the plain present", kind, role, status, told)
			}
		}
	}
}

func TestRolesOfAKindAreToldApart(t *testing.T) {
	// Where the vocabulary has a word of its own for what others say as well.
	same := map[string]bool{"member": true, "party": true, "participant": true, "centre": true, "chair": true, "vice-chair": true, "head": true, "host": true}
	for _, language := range []string{"en", "fa"} {
		for _, kind := range graph.RelationshipKinds() {
			seen := map[string]string{}
			for _, role := range roles(kind) {
				told := sentence.Path(language, []sentence.Step{hop(kind, role, true, claim(graph.ConfidenceA, graph.Active, "", ""))})
				if other, ok := seen[told]; ok && !same[role] {
					t.Errorf("%s: %s %q and %q are both told %q", language, kind, role, other, told)
				}
				seen[told] = role
			}
		}
	}
}

func TestEveryWordHasALabel(t *testing.T) {
	for _, kind := range graph.EntityKinds() {
		checkLabels(t, kind.String(), sentence.EntityKind("en", kind), sentence.EntityKind("fa", kind))
	}
	for _, status := range graph.Statuses() {
		checkLabels(t, status.String(), sentence.Status("en", status), sentence.Status("fa", status))
	}
	for stage := graph.StageUnknown; stage <= graph.StageLeft; stage++ {
		checkLabels(t, stage.String(), sentence.Stage("en", stage), sentence.Stage("fa", stage))
	}
	for _, kind := range graph.RelationshipKinds() {
		checkLabels(t, kind.String(), sentence.Kind("en", kind), sentence.Kind("fa", kind))
		for _, role := range kind.Roles() {
			checkLabels(t, role, sentence.Role("en", kind, role), sentence.Role("fa", kind, role))
		}
	}
}

func checkLabels(t *testing.T, word, english, persian string) {
	t.Helper()
	if !latin.MatchString(english) || english != strings.ToLower(english) || strings.Contains(english, "_") {
		t.Errorf("%s: got the English label %q, want words in lower case", word, english)
	}
	if latin.MatchString(persian) || !arabic.MatchString(persian) || wrong.MatchString(persian) {
		t.Errorf("%s: got the Persian label %q, want Persian words", word, persian)
	}
}

func TestLabelsFallBack(t *testing.T) {
	for _, c := range []struct{ why, got, want string }{
		{"another language to English", sentence.EntityKind("de", graph.Academy), "academy"},
		{"a regional tag to its language", sentence.EntityKind("fa-IR", graph.Academy), "فرهنگستان"},
		{"a tag in capitals to its language", sentence.Status("FA", graph.Active), "برقرار"},
		{"no language to English", sentence.Kind("", graph.MemberOf), "member of"},
		{"no role to nothing", sentence.Role("fa", graph.MemberOf, ""), ""},
		{"an unknown role to its own word", sentence.Role("en", graph.MemberOf, "invented-role"), "invented-role"},
	} {
		t.Run(c.why, func(t *testing.T) {
			if c.got != c.want {
				t.Errorf("got %q, want %q", c.got, c.want)
			}
		})
	}
}
