package match_test

import (
	"testing"

	"entente/graph"
	"entente/graph/match"
)

// Bodies of these names do not exist.
func TestNamesInAnotherLanguageAreCompared(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		sure       bool
	}{
		{"German and English", "Universität Erfundenstadt", "University of Erfundenstadt", true},
		{"Chinese: a place in pinyin and a kind", "\u6e56\u5357\u865a\u6784\u5e02\u5927\u5b66", "Hunanxugoushi University", true},
		{"Chinese: a word of several senses is not sure", "\u865a\u6784\u5e02\u5de5\u4e1a\u5927\u5b66", "Xugoushi University of Technology", false},
		{"Chinese: an institute that may be a college or a university is not sure", "\u865a\u6784\u5e02\u5b66\u9662", "Xugoushi College", false},
		{"Persian, with a name that is transliterated, is not sure", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647 \u0634\u0647\u0631\u06a9\u0631\u062f", "Shahrekord University", false},
		{"Arabic, with its article", "\u0627\u0644\u062c\u0627\u0645\u0639\u0629 \u0627\u0644\u0648\u0637\u0646\u064a\u0629 Invented", "Invented National University", true},
		{"Russian, with a city that has its name in English", "\u041c\u043e\u0441\u043a\u043e\u0432\u0441\u043a\u0438\u0439 \u0433\u043e\u0441\u0443\u0434\u0430\u0440\u0441\u0442\u0432\u0435\u043d\u043d\u044b\u0439 \u0443\u043d\u0438\u0432\u0435\u0440\u0441\u0438\u0442\u0435\u0442 Invented", "Invented Moscow State University", true},
		{"another kind of body is not the same", "Universität Erfundenstadt", "Erfundenstadt Hospital", false},
		{"the forms of firms in other languages", "Sherkat Invented Pooyesh", "Invented Pooyesh Co. Ltd.", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := matched(t, body("x:a", c.a, "CN", ""), body("x:b", c.b, "CN", ""))
			if (m.Grade == match.Sure) != c.sure {
				t.Errorf("%q and %q: got %v at %.3f, want sure: %v; %v", c.a, c.b, m.Grade, m.Score, c.sure, m.Features)
			}
		})
	}
}

func TestBracketsAreTakenOff(t *testing.T) {
	for _, c := range []struct {
		name, a, b, country string
		sure                bool
	}{
		{"the body's own country", "Invented Optics (Iran)", "Invented Optics", "IR", true},
		{"a part of its country's name", "Invented Optics (Korea)", "Invented Optics", "KR", true},
		{"an acronym", "Invented Optics (InOp)", "Invented Optics", "IR", true},
		{"another country stays", "Invented Optics (Turkey)", "Invented Optics", "IR", false},
		{"a city stays", "Invented Optics (Prague)", "Invented Optics", "CZ", false},
		{"brackets that do not close stay", "Invented Optics (Iran", "Invented Optics", "IR", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := matched(t, body("x:a", c.a, c.country, ""), body("x:b", c.b, c.country, ""))
			if (m.Grade == match.Sure) != c.sure {
				t.Errorf("%q and %q: got %v at %.3f, want sure: %v; %v", c.a, c.b, m.Grade, m.Score, c.sure, m.Features)
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	const name = "Invented Institute of Optics"
	for _, c := range []struct {
		name, a, cityA, b, cityB string
		want                     match.Grade
	}{
		{name: "a territory and its state", a: "HK", b: "CN", want: match.Sure},
		{name: "two states", a: "TW", b: "CN", want: match.Apart},
		{name: "two territories of one state", a: "HK", b: "MO", want: match.Apart},
		{name: "a city but for a slip", a: "IR", cityA: "Hamedan", b: "IR", cityB: "Hamadan", want: match.Sure},
		{name: "a city in its long form", a: "AR", cityA: "San Carlos de Bariloche", b: "AR", cityB: "Bariloche", want: match.Sure},
		{name: "a city in another script", a: "RU", cityA: "\u041c\u043e\u0441\u043a\u0432\u0430", b: "RU", cityB: "Moscow", want: match.Sure},
		{name: "two cities", a: "IR", cityA: "Tehran", b: "IR", cityB: "Shiraz", want: match.Review},
		{name: "two short cities that a slip separates", a: "IR", cityA: "Khoy", b: "IR", cityB: "Khay", want: match.Review},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := matched(t, body("x:a", name, c.a, c.cityA), body("x:b", name, c.b, c.cityB))
			if m.Grade != c.want {
				t.Errorf("got %v at %.3f, want %v %v", m.Grade, m.Score, c.want, m.Features)
			}
		})
	}
}

func TestAnAcronymThatIsRecordedAsANameIsOne(t *testing.T) {
	site := with("website", graph.Text("https://example.org"))
	m := matched(t, body("x:a", "Invented Institute of Optics and Xerography", "IR", "Qom", site), body("x:b", "IIOX", "IR", "Qom", site))
	for _, f := range m.Features {
		if f.Kind == match.Acronym && f.Weight > 0 {
			return
		}
	}
	t.Errorf("got %v, want the acronym among its features", m)
}
