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

// apply gives the code with the pattern replaced. A rule that finds nothing is
// an error: another version of gqlgen writes otherwise, and the rules must be
// looked at.
func (r rule) apply(code []byte) ([]byte, error) {
	if !r.pattern.Match(code) {
		return nil, fmt.Errorf("gqlgen's output has changed: nothing matches the rule %q", r.what)
	}
	return r.pattern.ReplaceAll(code, []byte(r.text)), nil
}

// everywhere are the rules for all of the code. The server refuses @defer, so
// nothing is ever deferred. The concurrency of root fields is left alone.
var everywhere = []rule{
	{"list items one after the other",
		regexp.MustCompile(`graphql\.MarshalSliceConcurrently\(ctx, len\(v\), 0, false, func`),
		`view.List(ctx, len(v), func`},
	{"no field is deferred",
		regexp.MustCompile(`(?s)\n\t*if field\.IsDeferred\(\) \{\n.*?\n\t*continue\n\t*\}\n`), ""},
	{"no set of deferred fields",
		regexp.MustCompile(`\tdeferredFieldSet := graphql\.NewFieldSet\(nil\)\n\tdeferLabelToView := [^\n]*\n`), ""},
	{"nothing is handed over for later",
		regexp.MustCompile(`\tatomic\.AddInt32\(&ec\.Deferred, [^\n]*\n\n\tec\.ProcessDeferredGroup\(graphql\.DeferredGroup\{[^}]*\}\)\n\n`), ""},
	{"nothing is counted for later",
		regexp.MustCompile(`\n\t"math"\n`), "\n"},
	{"no table of inputs, for which nobody asks",
		regexp.MustCompile(`\tinputUnmarshalMap := graphql\.BuildUnmarshalerMap\((?:\n[^\n]*)*?\n\t\)\n`), ""},
	{"no table of inputs in the context",
		regexp.MustCompile(`\t+ctx = graphql\.WithUnmarshalerMap\(ctx, inputUnmarshalMap\)\n`), ""},
	{"a root inside an answer is asked for, and its questions are asked of it",
		regexp.MustCompile(`\tres := &view\.Query\{\}\n\tfc\.Result = res\n`),
		"\tres, err := ec.Resolvers.Query().At(ctx, fc.Args[\"revision\"].(*graph.Revision), fc.Args[\"time\"].(*time.Time))\n" +
			"\tif err != nil {\n\t\tec.Error(ctx, err)\n\t\treturn graphql.Null\n\t}\n\tfc.Result = res\n\tctx = res.In(ctx)\n"},
	{"arguments read once for an operation",
		regexp.MustCompile(`(ec\.field_[^\s(]+_args)\(ctx, field\.ArgumentMap\(ec\.Variables\)\)`),
		`view.Arguments(ctx, ec.OperationContext, field, $1)`},
}

// atLast are the rules for what the others have left.
var atLast = []rule{
	{"fields without middleware",
		regexp.MustCompile(`return graphql\.ResolveField\((\n\t+ctx,\n(?:[^\n]*\n)*?)\t+nil,\n(\t+func\(ctx context\.Context, selections (?:[^\n]*\n)*?)\t+true,\n(\t+(?:true|false),\n\t+\))`),
		`return view.Field($1$2$3`},
	{"the fields of a selection found once for an operation",
		regexp.MustCompile(`graphql\.CollectFields\(ec\.OperationContext, `),
		`view.Fields(ec.OperationContext, `},
}

// object finds the functions that write an object; those of the roots take no obj.
var object = regexp.MustCompile(`(?s)\nfunc \(ec \*executionContext\) _\w+\(ctx context\.Context, sel ast\.SelectionSet, obj [^\n]*\{\n\tfields := .*?\n\}\n`)

// inObject are the rules for those functions: the fields of an object are
// written one after the other, into space that costs little. A field recovers
// from panics itself.
var inObject = []rule{
	{"an object's fields",
		regexp.MustCompile(`out := graphql\.NewFieldSet\(fields\)`), `out := view.NewObject(fields)`},
	{"no field waits",
		regexp.MustCompile(`\tout\.Dispatch\(ctx\)\n`), ""},
}

// inSomeObjects may find nothing in an object of plain values.
var inSomeObjects = []rule{
	{"fields one after the other",
		regexp.MustCompile(`(?s)\t\t\tfield := field\n\n\t\t\tinnerFunc := func\(ctx context\.Context, fs \*graphql\.FieldSet\) \(res graphql\.Marshaler\) \{\n` +
			`\t\t\t\tdefer func\(\) \{.*?\n\t\t\t\t\}\(\)\n\t\t\t\tres = ([^\n]*)\n(\t\t\t\tif res == graphql\.\w+ \{\n[^}]*\}\n)?\t\t\t\treturn res\n\t\t\t\}\n+` +
			`\t\t\tout\.Concurrently\(i, func\(ctx context\.Context\) graphql\.Marshaler \{ return innerFunc\(ctx, out\) \}\)\n`),
		"\t\t\tres := $1\n$2\t\t\tout.Values[i] = res\n"},
	{"counted in place",
		regexp.MustCompile(`atomic\.AddUint32\(&(?:out|fs)\.Invalids, 1\)`), `out.Invalids++`},
}

// trim rewrites the generated code.
func trim(code []byte) (trimmed []byte, err error) {
	for _, rule := range everywhere {
		if code, err = rule.apply(code); err != nil {
			return nil, err
		}
	}
	if code, err = objects(code); err != nil {
		return nil, err
	}
	if code, err = shorten(code); err != nil {
		return nil, err
	}
	for _, rule := range atLast {
		if code, err = rule.apply(code); err != nil {
			return nil, err
		}
	}
	return format.Source(contextless(code))
}

var (
	plainContext = regexp.MustCompile(`func \(ec \*executionContext\) (fieldContext_[^\s(]+)\(_ context\.Context`)
	contextAsked = regexp.MustCompile(`(return view\.Field\(\n\t+ctx,\n\t+ec\.OperationContext,\n\t+field,\n)\t+func\(ctx context\.Context, field graphql\.CollectedField\) \(\*graphql\.FieldContext, error\) \{\n\t+return ec\.(fieldContext_[^\s(]+)\(ctx, field\)\n\t+\},\n`)
)

// contextless has the context of a field without arguments made where the field
// is written: it says nothing that the field itself does not.
func contextless(code []byte) []byte {
	plain := map[string]bool{}
	for _, match := range plainContext.FindAllSubmatch(code, -1) {
		plain[string(match[1])] = true
	}
	return contextAsked.ReplaceAllFunc(code, func(asked []byte) []byte {
		parts := contextAsked.FindSubmatch(asked)
		if !plain[string(parts[2])] {
			return asked
		}
		return append(parts[1], "\t\tnil,\n"...)
	})
}

// objects rewrites the functions that write objects.
func objects(code []byte) ([]byte, error) {
	var failed error
	found, sequential := false, false
	code = object.ReplaceAllFunc(code, func(function []byte) []byte {
		found = true
		for _, rule := range inObject {
			rewritten, err := rule.apply(function)
			if err != nil {
				failed = err
				return function
			}
			function = rewritten
		}
		for _, rule := range inSomeObjects {
			sequential = sequential || rule.pattern.Match(function)
			function = rule.pattern.ReplaceAll(function, []byte(rule.text))
		}
		if bytes.Contains(function, []byte("innerFunc")) {
			failed = fmt.Errorf("gqlgen's output has changed: a field of an object still runs by itself")
		}
		return function
	})
	if failed == nil && (!found || !sequential) {
		failed = fmt.Errorf("gqlgen's output has changed: no object with fields is found")
	}
	return code, failed
}
