package server

import (
	"math"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"

	"entente/graph"
)

// bound is one measured size of a query beside its limit.
type bound struct {
	name         string
	limit, value int
}

// exceeded gives the refusal for the first bound that is exceeded, or nil.
func exceeded(bounds ...bound) *gqlerror.Error {
	for _, b := range bounds {
		if b.value > b.limit {
			return b.refusal()
		}
	}
	return nil
}

func (b bound) refusal() *gqlerror.Error {
	err := refusalf(graph.TooLarge, "the request is too large: %s is %d, at most %d is allowed", b.name, b.value, b.limit)
	err.Extensions["bound"] = b.name
	err.Extensions["limit"] = b.limit
	err.Extensions["value"] = b.value
	return err
}

// tokens counts the tokens of a query text in one pass, comments included. It
// stops counting at the first error, which the parser then reports.
func tokens(source *ast.Source) int {
	lexed := lexer.New(source)
	for count := 0; ; count++ {
		token, err := lexed.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return count
		}
	}
}

// usage is the size of a selection set with its fragments inlined.
type usage struct {
	depth, fields, roots, aliases, directives int
}

// largest is where sums stop: fragments that spread each other twice grow past
// any integer, and JSON numbers stay exact up to here.
const largest = 1<<53 - 1

func plus(a, b int) int { return min(a+b, largest) }

// beside joins two parts of one selection set.
func (u usage) beside(other usage) usage {
	return usage{
		depth:      max(u.depth, other.depth),
		fields:     plus(u.fields, other.fields),
		roots:      plus(u.roots, other.roots),
		aliases:    plus(u.aliases, other.aliases),
		directives: plus(u.directives, other.directives),
	}
}

// larger takes the larger of each size.
func (u usage) larger(other usage) usage {
	return usage{
		depth:      max(u.depth, other.depth),
		fields:     max(u.fields, other.fields),
		roots:      max(u.roots, other.roots),
		aliases:    max(u.aliases, other.aliases),
		directives: max(u.directives, other.directives),
	}
}

// meter measures a parsed query before anything else looks at it. Each
// fragment is walked once and remembered, so the cost is linear in the query
// text however often fragments spread each other.
type meter struct {
	fragments map[string]*ast.FragmentDefinition
	measured  map[*ast.FragmentDefinition]usage
	// open holds the fragments that are being walked; meeting one again is a circle.
	open map[*ast.FragmentDefinition]bool
	// conditions are the variables that decide a @skip or @include.
	conditions map[string]bool
	err        *gqlerror.Error
}

// measure gives the sizes of a document, the variables that decide its @skip
// and @include directives, and the first thing in it that must not reach
// validation: a circle of fragments, a number beyond 64 bits (which panics
// where it is first read), a directive that would be lost silently.
func measure(doc *ast.QueryDocument) (usage, map[string]bool, *gqlerror.Error) {
	m := &meter{
		fragments:  make(map[string]*ast.FragmentDefinition, len(doc.Fragments)),
		measured:   make(map[*ast.FragmentDefinition]usage, len(doc.Fragments)),
		open:       map[*ast.FragmentDefinition]bool{},
		conditions: map[string]bool{},
	}
	for _, fragment := range doc.Fragments {
		if m.fragments[fragment.Name] == nil {
			m.fragments[fragment.Name] = fragment
		}
	}
	var total usage
	roots := 0
	for _, operation := range doc.Operations {
		size := m.operation(operation)
		roots = max(roots, size.roots)
		total = total.beside(size)
	}
	for _, fragment := range doc.Fragments {
		total = total.larger(m.fragment(fragment))
	}
	total.roots = roots
	return total, m.conditions, m.err
}

func (m *meter) operation(operation *ast.OperationDefinition) usage {
	for _, variable := range operation.VariableDefinitions {
		m.value(variable.DefaultValue)
		m.directives(variable.Directives)
	}
	size := m.set(operation.SelectionSet)
	size.directives = plus(size.directives, m.directives(operation.Directives))
	return size
}

func (m *meter) fragment(fragment *ast.FragmentDefinition) usage {
	if size, ok := m.measured[fragment]; ok {
		return size
	}
	if m.open[fragment] {
		m.refuse(fragment.Position, "fragment %s spreads itself", fragment.Name)
		return usage{}
	}
	m.open[fragment] = true
	size := m.set(fragment.SelectionSet)
	size.directives = plus(size.directives, m.directives(fragment.Directives))
	delete(m.open, fragment)
	m.measured[fragment] = size
	return size
}

func (m *meter) set(set ast.SelectionSet) usage {
	var total usage
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			total = total.beside(m.field(selection))
		case *ast.InlineFragment:
			total = total.beside(m.set(selection.SelectionSet))
			total.directives = plus(total.directives, m.directives(selection.Directives))
		case *ast.FragmentSpread:
			if fragment := m.fragments[selection.Name]; fragment != nil {
				total = total.beside(m.fragment(fragment))
			}
			total.directives = plus(total.directives, m.directives(selection.Directives))
		}
	}
	return total
}

// inPast is the root field whose fields are questions themselves, and so count as roots.
const inPast = "at"

func (m *meter) field(field *ast.Field) usage {
	m.arguments(field.Arguments)
	size := m.set(field.SelectionSet)
	size.depth = plus(size.depth, 1)
	size.fields = plus(size.fields, 1)
	if field.Name != inPast || size.roots == 0 {
		size.roots = 1
	}
	if field.Alias != field.Name {
		size.aliases = plus(size.aliases, 1)
	}
	size.directives = plus(size.directives, m.directives(field.Directives))
	return size
}

func (m *meter) directives(directives ast.DirectiveList) int {
	for _, directive := range directives {
		switch directive.Name {
		case "defer", "stream":
			m.refuse(directive.Position, "@%s is not supported: this server sends one answer for one request", directive.Name)
		case "skip", "include":
			if condition := directive.Arguments.ForName("if"); condition != nil && condition.Value.Kind == ast.Variable {
				m.conditions[condition.Value.Raw] = true
			}
		}
		m.arguments(directive.Arguments)
	}
	return len(directives)
}

func (m *meter) arguments(arguments ast.ArgumentList) {
	for _, argument := range arguments {
		m.value(argument.Value)
	}
}

func (m *meter) value(value *ast.Value) {
	if value == nil {
		return
	}
	switch value.Kind {
	case ast.IntValue:
		if _, err := strconv.ParseInt(value.Raw, 10, 64); err != nil {
			m.refuse(value.Position, "the number %s is out of range", graph.Excerpt(value.Raw))
		}
	case ast.FloatValue:
		if number, err := strconv.ParseFloat(value.Raw, 64); err != nil || math.IsInf(number, 0) {
			m.refuse(value.Position, "the number %s is out of range", graph.Excerpt(value.Raw))
		}
	}
	for _, child := range value.Children {
		m.value(child.Value)
	}
}

// refuse keeps the first refusal.
func (m *meter) refuse(at *ast.Position, format string, args ...any) {
	if m.err != nil {
		return
	}
	m.err = refusalf(graph.Invalid, format, args...)
	if at != nil {
		m.err.Locations = []gqlerror.Location{{Line: at.Line, Column: at.Column}}
	}
}
