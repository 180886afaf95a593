package main

import (
	"bytes"
	"fmt"
	"go/format"
	"regexp"
)

// rule replaces a pattern of the generated code.
type rule struct {
	what    string
	pattern *regexp.Regexp
	text    string
}

// rules leave the concurrency of root fields and of @defer alone.
var rules = []rule{
	{"list items one after the other",
		regexp.MustCompile(`graphql\.MarshalSliceConcurrently\(ctx, len\(v\), 0, false, func`),
		`view.List(ctx, len(v), func`},
	{"fields one after the other",
		regexp.MustCompile(`out\.Concurrently\(i, func\(ctx context\.Context\) graphql\.Marshaler \{ return innerFunc\(ctx, out\) \}\)`),
		`out.Values[i] = innerFunc(ctx, out)`},
	{"work for @defer only where something is deferred",
		regexp.MustCompile(`\tatomic\.AddInt32\(&ec\.Deferred, [^\n]*\n\n\tec\.ProcessDeferredGroup\(graphql\.DeferredGroup\{[^}]*\}\)\n`),
		"\tif len(deferLabelToView) > 0 {\n$0\t}\n"},
}

var (
	// scalarContext finds the fields that have neither arguments nor children.
	scalarContext = regexp.MustCompile(`func \(ec \*executionContext\) (fieldContext_[^\s(]+)\(_ [^\n]*\n\treturn graphql\.NewScalarFieldContext`)
	// dated finds how a Date is written, which asks the field's arguments for a calendar: without any, it is a plain value.
	dated = regexp.MustCompile(`Date2ententeᚋgraphᚐDate$`)
	// getter finds the fields that are a field of a struct or a method that cannot fail.
	getter = regexp.MustCompile(`return graphql\.ResolveField\(
		ctx,
		ec\.OperationContext,
		field,
		func\(ctx context\.Context, field graphql\.CollectedField\) \(\*graphql\.FieldContext, error\) \{
			return ec\.(fieldContext_[^\s(]+)\(ctx, field\)
		\},
		func\(ctx context\.Context\) \(any, error\) \{
			return (obj\.\w+(?:\(\))?), nil
		\},
		nil,
		func\(ctx context\.Context, selections ast\.SelectionSet, v [^\n]*\) graphql\.Marshaler \{
			return (ec\.[^\s(]+)\(ctx, selections, v\)
		\},
		true,
		(?:true|false),
	\)`)
)

// trim rewrites the generated code. A rule that finds nothing is an error:
// another version of gqlgen writes otherwise, and the rules must be looked at.
func trim(code []byte) ([]byte, error) {
	for _, rule := range rules {
		if !rule.pattern.Match(code) {
			return nil, fmt.Errorf("gqlgen's output has changed: nothing matches the rule %q", rule.what)
		}
		code = rule.pattern.ReplaceAll(code, []byte(rule.text))
	}
	code, err := shorten(code)
	if err != nil {
		return nil, err
	}
	return format.Source(code)
}

// shorten lets a plain value be written without a context of its own: nothing
// can fail there, so nobody asks where it stands.
func shorten(code []byte) ([]byte, error) {
	scalars := map[string]bool{}
	for _, match := range scalarContext.FindAllSubmatch(code, -1) {
		scalars[string(match[1])] = true
	}
	shortened := 0
	code = getter.ReplaceAllFunc(code, func(call []byte) []byte {
		parts := getter.FindSubmatch(call)
		plain := bytes.Join([][]byte{[]byte("return "), parts[3], []byte("(ctx, field.Selections, "), parts[2], []byte(")")}, nil)
		if dated.Match(parts[3]) {
			return bytes.Join([][]byte{[]byte("if len(field.Arguments) == 0 {\n"), plain, []byte("\n}\n"), call}, nil)
		}
		if !scalars[string(parts[1])] {
			return call
		}
		shortened++
		return plain
	})
	if shortened == 0 {
		return nil, fmt.Errorf("gqlgen's output has changed: no plain value is found")
	}
	return code, nil
}
