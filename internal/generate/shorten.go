package main

import (
	"bytes"
	"fmt"
	"regexp"
)

// scalarContexts find the fields that have no children: without and with arguments.
var scalarContexts = []*regexp.Regexp{
	regexp.MustCompile(`func \(ec \*executionContext\) (fieldContext_[^\s(]+)\(_ [^\n]*\n\treturn graphql\.NewScalarFieldContext`),
	regexp.MustCompile(`func \(ec \*executionContext\) (fieldContext_[^\s(]+)\(ctx [^\n]*\n\tfc = &graphql\.FieldContext\{\n(?:\t\t\w+: [^\n{]*\n)*` +
		`\t\tChild: func[^\n]*\n\t\t\treturn nil, errors\.New\("field of type \w+ does not have child fields"\)`),
}

// The parts of the call by which a value is resolved that cannot fail: a field
// of a struct, or a method that gives no error.
const (
	resolving = `return graphql\.ResolveField\(
		ctx,
		ec\.OperationContext,
		field,
		func\(ctx context\.Context, field graphql\.CollectedField\) \(\*graphql\.FieldContext, error\) \{
			return ec\.(fieldContext_([^\s(]+))\(ctx, field\)
		\},
		func\(ctx context\.Context\) \(any, error\) \{
`
	marshalling = `
		\},
		nil,
		func\(ctx context\.Context, selections ast\.SelectionSet, v [^\n]*\) graphql\.Marshaler \{
			return (ec\.[^\s(]+)\(ctx, selections, v\)
		\},
		true,
		(?:true|false),
	\)`
)

// dated finds how a Date is written, which asks the field's arguments for a
// calendar: without any, it is a plain value.
var dated = regexp.MustCompile(`Date2ententeᚋgraphᚐDate$`)

var (
	getter = regexp.MustCompile(resolving + `			return (obj\.\w+(?:\(\))?), nil` + marshalling)
	asker  = regexp.MustCompile(resolving + `			fc := graphql\.GetFieldContext\(ctx\)
			return (obj\.\w+\([^\n]*\)), nil` + marshalling)
)

// shorten lets a plain value be written without a context of its own: nothing
// can fail there, so nobody asks where it stands. Arguments can fail: then the
// long way tells it.
func shorten(code []byte) ([]byte, error) {
	scalars := map[string]bool{}
	for _, scalarContext := range scalarContexts {
		for _, match := range scalarContext.FindAllSubmatch(code, -1) {
			scalars[string(match[1])] = true
		}
	}
	code, plain := shortened(code, getter, scalars, func(call []byte, name, value, marshal string) string {
		plain := "return " + marshal + "(ctx, field.Selections, " + value + ")"
		if dated.MatchString(marshal) {
			return "if len(field.Arguments) == 0 {\n\t\t" + plain + "\n\t}\n\t" + string(call)
		}
		return plain
	})
	code, asking := shortened(code, asker, scalars, func(call []byte, name, value, marshal string) string {
		value = string(bytes.ReplaceAll([]byte(value), []byte("fc.Args["), []byte("arguments[")))
		return "if arguments, err := view.Arguments(ctx, ec.OperationContext, field, ec.field_" + name + "_args); err == nil {\n" +
			"\t\treturn " + marshal + "(ctx, field.Selections, " + value + ")\n\t}\n\t" + string(call)
	})
	if plain == 0 || asking == 0 {
		return nil, fmt.Errorf("gqlgen's output has changed: no plain value is found")
	}
	return code, nil
}

// shortened rewrites each call for a value without children, and counts them.
func shortened(code []byte, pattern *regexp.Regexp, scalars map[string]bool, short func(call []byte, name, value, marshal string) string) (rewritten []byte, count int) {
	rewritten = pattern.ReplaceAllFunc(code, func(call []byte) []byte {
		parts := pattern.FindSubmatch(call)
		if !scalars[string(parts[1])] && !dated.Match(parts[4]) {
			return call
		}
		count++
		return []byte(short(call, string(parts[2]), string(parts[3]), string(parts[4])))
	})
	return rewritten, count
}
