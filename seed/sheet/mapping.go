package sheet

import (
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"entente/graph"
)

// MaxMapping is how many bytes a mapping may have.
const MaxMapping = 64 << 10

// Mapping says which column of a spreadsheet is what. docs/spreadsheets.md explains it.
type Mapping struct {
	// Name names the register: a newer file of the same name takes the place of the older.
	Name string `yaml:"name"`
	// Title, Publisher, URL and Licence describe the source that the claims cite.
	Title     string `yaml:"title"`
	Publisher string `yaml:"publisher"`
	URL       string `yaml:"url"`
	Licence   string `yaml:"licence"`

	Encoding  string `yaml:"encoding"`
	Separator string `yaml:"separator"`
	Sheet     string `yaml:"sheet"`
	// Calendar and Order are those of dates that say nothing else.
	Calendar string `yaml:"calendar"`
	Order    string `yaml:"order"`
	// Confidence is that of claims that say nothing else; empty is B.
	Confidence string `yaml:"confidence"`

	Entities      []Entity       `yaml:"entities"`
	Relationships []Relationship `yaml:"relationships"`
}

// Entity says what entity a row describes.
type Entity struct {
	// As is what the relationships of the mapping call it.
	As    string `yaml:"as"`
	Kind  Text   `yaml:"kind"`
	ID    Key    `yaml:"id"`
	Names []Name `yaml:"names"`
	// IDs are its ids in other registers, by which it is found again.
	IDs        []ExternalID    `yaml:"ids"`
	Properties map[string]Text `yaml:"properties"`
}

// Key says how an entity's id is made: what the column holds, behind a prefix.
type Key struct {
	Column string `yaml:"column"`
	Prefix string `yaml:"prefix"`
}

// Name says where a name stands.
type Name struct {
	Column   string `yaml:"column"`
	Split    string `yaml:"split"`
	Language string `yaml:"language"`
	// Type is label, alias, acronym or former; empty is label.
	Type string `yaml:"type"`
}

// ExternalID says where an id in another register stands.
type ExternalID struct {
	Scheme string `yaml:"scheme"`
	Column string `yaml:"column"`
}

// Relationship says which relationship a row states.
type Relationship struct {
	Kind       Text `yaml:"kind"`
	From       End  `yaml:"from"`
	To         End  `yaml:"to"`
	Role       Text `yaml:"role"`
	Status     Text `yaml:"status"`
	Start      Text `yaml:"start"`
	End        Text `yaml:"end"`
	Confidence Text `yaml:"confidence"`
	Locator    Text `yaml:"locator"`
	Note       Text `yaml:"note"`
}

// End is one end of a relationship: an entity of the row by its As, or one that a
// column or a constant names by its id, by its id in the Scheme, or by its exact name.
type End struct {
	Entity string            `yaml:"entity"`
	Column string            `yaml:"column"`
	Value  string            `yaml:"value"`
	Words  map[string]string `yaml:"words"`
	// Split parts a cell that names several.
	Split  string `yaml:"split"`
	Scheme string `yaml:"scheme"`
}

// Text is what a column holds, in the words of the vocabulary. Written as a mere
// text it is a constant.
type Text struct {
	Column string `yaml:"column"`
	// Value stands where there is no column or its cell is empty.
	Value string `yaml:"value"`
	// Words lead from what the cells say to what is meant; other words stay.
	Words map[string]string `yaml:"words"`
	// Split parts a cell with a list.
	Split string `yaml:"split"`
	// Calendar and Order are those of a date.
	Calendar string `yaml:"calendar"`
	Order    string `yaml:"order"`
}

// UnmarshalYAML reads a constant or the whole form.
func (t *Text) UnmarshalYAML(read func(any) error) error {
	var constant string
	if err := read(&constant); err == nil {
		t.Value = constant
		return nil
	}
	type form Text
	return read((*form)(t))
}

// ParseMapping reads a mapping. Code: Invalid for what is no YAML, has an unknown
// field, or says what cannot be; TooLarge beyond MaxMapping.
func ParseMapping(content []byte) (*Mapping, error) {
	if len(content) > MaxMapping {
		return nil, graph.Errorf(graph.TooLarge, "the mapping has %d bytes, at most %d are read", len(content), MaxMapping)
	}
	if err := plainYAML(string(content)); err != nil {
		return nil, err
	}
	m := &Mapping{}
	if err := yaml.UnmarshalWithOptions(content, m, yaml.Strict()); err != nil {
		return nil, graph.Errorf(graph.Invalid, "the mapping cannot be read: %s", yaml.FormatError(err, false, false))
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	return m, nil
}

// plainYAML refuses what lets a small text expand, or nests without end.
func plainYAML(text string) error {
	const most, indented = 16, 64
	depth, line, entries := 0, 0, 0
	for _, t := range lexer.Tokenize(text) {
		if t.Position.Line != line {
			line, entries = t.Position.Line, 0
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType:
			return graph.Errorf(graph.Invalid, "line %d: a mapping has no anchors, aliases and tags", line)
		case token.MappingStartType, token.SequenceStartType:
			depth++
		case token.MappingEndType, token.SequenceEndType:
			depth--
		case token.SequenceEntryType, token.MappingKeyType:
			entries++
		}
		if depth > most || entries > most || t.Position.IndentNum > indented {
			return graph.Errorf(graph.TooLarge, "line %d: a mapping nests at most %d deep", line, most)
		}
	}
	return nil
}

// Layout says what the mapping reads of a file.
func (m *Mapping) Layout() Layout {
	layout := Layout{Columns: m.columns(), Encoding: m.Encoding, Sheet: m.Sheet}
	for _, r := range separators[m.Separator] {
		layout.Separator = r
	}
	return layout
}

// separators leads from the words of a mapping to the separators.
var separators = map[string]string{"": "", "comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "persian semicolon": "\u061b",
	",": ",", ";": ";", "\t": "\t", "|": "|", "\u061b": "\u061b"}

// columns lists the columns that the mapping names, once each, in its order.
func (m *Mapping) columns() (columns []string) {
	add := func(names ...string) {
		for _, name := range names {
			if name != "" && !slices.Contains(columns, name) {
				columns = append(columns, name)
			}
		}
	}
	for _, e := range m.Entities {
		add(e.ID.Column, e.Kind.Column)
		for _, name := range e.Names {
			add(name.Column)
		}
		for _, id := range e.IDs {
			add(id.Column)
		}
		for _, property := range slices.Sorted(maps.Keys(e.Properties)) {
			add(e.Properties[property].Column)
		}
	}
	for _, r := range m.Relationships {
		add(r.From.Column, r.To.Column)
		for _, text := range r.texts() {
			add(text.Column)
		}
	}
	return columns
}

func (r Relationship) texts() []Text {
	return []Text{r.Kind, r.Role, r.Status, r.Start, r.End, r.Confidence, r.Locator, r.Note}
}

// KeyColumn gives the column that the id of an entity is made from.
func (m *Mapping) KeyColumn(as string) string {
	at := slices.IndexFunc(m.Entities, func(e Entity) bool { return e.As == as })
	return m.Entities[at].ID.Column
}

// Importer is the importer of the register's editions.
func (m *Mapping) Importer() string { return "csv:" + m.Name }

func plainName(name string) bool {
	return name != "" && len(name) <= 60 && !strings.ContainsFunc(name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-'
	})
}
