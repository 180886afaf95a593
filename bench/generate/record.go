package generate

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strconv"

	"entente/graph"
)

// SourceID names the one source that all invented relationships cite.
const SourceID graph.ID = "src:generated"

// Source is what the invented records come from, as it says itself.
func Source() *graph.Source {
	return &graph.Source{ID: SourceID, Title: "Invented register", Publisher: "The benchmark", Kind: "dataset"}
}

// The words that names are made of.
var (
	nouns    = [...]string{"University", "Institute", "Academy", "Laboratory", "Hospital", "Centre", "Agency", "College"}
	subjects = [...]string{"Physics", "Chemistry", "Medicine", "Energy", "Geology", "Astronomy", "Botany", "Robotics", "Optics", "Water", "Materials", "Genetics"}
	natives  = [...]string{
		"\u062f\u0627\u0646\u0634\u06af\u0627\u0647 \u0639\u0644\u0648\u0645",                   // Persian: university of sciences
		"\u067e\u0698\u0648\u0647\u0634\u06af\u0627\u0647 \u0645\u0648\u0627\u062f",             // Persian: research institute of materials
		"\u0418\u043d\u0441\u0442\u0438\u0442\u0443\u0442 \u0444\u0438\u0437\u0438\u043a\u0438", // Russian: institute of physics
		"\u79d1\u5b66\u6280\u672f\u5927\u5b66",                                                  // Chinese: university of science and technology
		"Universit\u00e4t f\u00fcr Technik",
		"Acad\u00e9mie des sciences",
	}
	syllables = [...]string{"ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "za"}
)

// place invents the name of a town; about five entities share one.
func place(number int) string {
	word := ""
	for _, digit := range strconv.Itoa(100 + number/5) {
		word += syllables[digit-'0']
	}
	return word
}

// Entity is the record of the entity with a number: three names, an id in
// somebody's register and where it is.
func Entity(number int) *graph.Entity {
	town := place(number)
	return &graph.Entity{
		ID: ID(number), Kind: graph.Organization,
		Names: []graph.Name{
			{Value: fmt.Sprintf("Invented %s of %s in %s", nouns[number%len(nouns)], subjects[number%len(subjects)], town), Language: "en", Type: graph.Label},
			{Value: natives[number%len(natives)] + " " + town, Type: graph.Alias, Source: SourceID},
			{Value: fmt.Sprintf("I%s%d", subjects[number%len(subjects)][:2], number), Type: graph.Acronym},
		},
		ExternalIDs: []graph.ExternalID{{Scheme: "invented", Value: fmt.Sprintf("%09d", number)}},
		Properties:  map[string]graph.Value{"type": graph.Text("UNIVERSITY"), "country": graph.Text(country(number)), "city": graph.Text(town)},
	}
}

// Relationships gives the records of the relationships in the order of
// Outlines, each with the one claim that its tie is resolved from.
func (g *Graph) Relationships() iter.Seq[*graph.Relationship] {
	return func(yield func(*graph.Relationship) bool) {
		random := rand.New(rand.NewPCG(g.seed, attributes))
		for i, e := range g.edges {
			tie := drawTie(random, e)
			claim := graph.Claim{Source: SourceID, Locator: "row " + strconv.Itoa(i), Confidence: tie.Confidence, Status: tie.Status, Start: tie.Start, End: tie.End}
			if !yield(&graph.Relationship{ID: tie.ID, Kind: tie.Kind, From: tie.From, To: tie.To, Role: tie.Role, Claims: []graph.Claim{claim}}) {
				return
			}
		}
	}
}

// Beside puts a second graph beside the first: its entities and relationships
// follow those of the first, whose numbers and records stay what they were.
func (g *Graph) Beside(other *Graph) *Graph {
	both := &Graph{Nodes: g.Nodes, seed: g.seed, edges: append([]edge(nil), g.edges...)}
	for _, e := range other.edges {
		both.join(int(e.from)+g.Nodes, int(e.to)+g.Nodes)
	}
	both.Nodes += other.Nodes
	return both
}
