package main

import (
	"os"
	"strings"
	"testing"
)

// stock is what gqlgen v0.17.95 writes for one list, a few fields, a root and one object.
const stock = `package exec

import (
	"math"
)

func (ec *executionContext) _Name_value(ctx context.Context, field graphql.CollectedField, obj *view.Name) (ret graphql.Marshaler) {
	return graphql.ResolveField(
		ctx,
		ec.OperationContext,
		field,
		func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
			return ec.fieldContext_Name_value(ctx, field)
		},
		func(ctx context.Context) (any, error) {
			return obj.Value, nil
		},
		nil,
		func(ctx context.Context, selections ast.SelectionSet, v string) graphql.Marshaler {
			return ec.marshalNString2string(ctx, selections, v)
		},
		true,
		true,
	)
}
func (ec *executionContext) fieldContext_Name_value(_ context.Context, field graphql.CollectedField) (fc *graphql.FieldContext, err error) {
	return graphql.NewScalarFieldContext("Name", field, false, false, errors.New("no children"))
}

func (ec *executionContext) _Claim_start(ctx context.Context, field graphql.CollectedField, obj *view.Claim) (ret graphql.Marshaler) {
	return graphql.ResolveField(
		ctx,
		ec.OperationContext,
		field,
		func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
			return ec.fieldContext_Claim_start(ctx, field)
		},
		func(ctx context.Context) (any, error) {
			return obj.Start, nil
		},
		nil,
		func(ctx context.Context, selections ast.SelectionSet, v graph.Date) graphql.Marshaler {
			return ec.marshalODate2ententeᚋgraphᚐDate(ctx, selections, v)
		},
		true,
		false,
	)
}

func (ec *executionContext) _Path_weakest(ctx context.Context, field graphql.CollectedField, obj *view.Path) (ret graphql.Marshaler) {
	return graphql.ResolveField(
		ctx,
		ec.OperationContext,
		field,
		func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
			return ec.fieldContext_Path_weakest(ctx, field)
		},
		func(ctx context.Context) (any, error) {
			return obj.Weakest(), nil
		},
		nil,
		func(ctx context.Context, selections ast.SelectionSet, v *view.Hop) graphql.Marshaler {
			return ec.marshalNHop2(ctx, selections, v)
		},
		true,
		true,
	)
}
func (ec *executionContext) fieldContext_Path_weakest(_ context.Context, field graphql.CollectedField) (fc *graphql.FieldContext, err error) {
	fc = &graphql.FieldContext{Object: "Path"}
	return fc, nil
}

func (ec *executionContext) _Entity_name(ctx context.Context, field graphql.CollectedField, obj *view.Entity) (ret graphql.Marshaler) {
	return graphql.ResolveField(
		ctx,
		ec.OperationContext,
		field,
		func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
			return ec.fieldContext_Entity_name(ctx, field)
		},
		func(ctx context.Context) (any, error) {
			fc := graphql.GetFieldContext(ctx)
			return obj.Name(fc.Args["languages"].([]string)), nil
		},
		nil,
		func(ctx context.Context, selections ast.SelectionSet, v string) graphql.Marshaler {
			return ec.marshalNString2string(ctx, selections, v)
		},
		true,
		true,
	)
}
func (ec *executionContext) fieldContext_Entity_name(ctx context.Context, field graphql.CollectedField) (fc *graphql.FieldContext, err error) {
	fc = &graphql.FieldContext{
		Object:     "Entity",
		Field:      field,
		Child: func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
			return nil, errors.New("field of type String does not have child fields")
		},
	}
	if fc.Args, err = ec.field_Entity_name_args(ctx, field.ArgumentMap(ec.Variables)); err != nil {
		return fc, err
	}
	return fc, nil
}

func (ec *executionContext) _Query(ctx context.Context, sel ast.SelectionSet) graphql.Marshaler {
	out := graphql.NewFieldSet(fields)
	deferredFieldSet := graphql.NewFieldSet(nil)
	deferLabelToView := make(map[string]*graphql.FieldSetView)
	out.Concurrently(i, func(ctx context.Context) graphql.Marshaler { return rrm(innerCtx) })
	out.Dispatch(ctx)

	atomic.AddInt32(&ec.Deferred, int32(min(len(deferLabelToView), math.MaxInt32)))

	ec.ProcessDeferredGroup(graphql.DeferredGroup{
		Defers: deferLabelToView,
	})

	return out
}

func (ec *executionContext) _Path(ctx context.Context, sel ast.SelectionSet, obj *view.Path) graphql.Marshaler {
	fields := graphql.CollectFields(ec.OperationContext, sel, pathImplementors)

	out := graphql.NewFieldSet(fields)
	for i, field := range fields {
		switch field.Name {
		case "strength":
			out.Values[i] = ec._Path_strength(ctx, field, obj)
			if out.Values[i] == graphql.Null {
				atomic.AddUint32(&out.Invalids, 1)
			}
		case "weakest":
			field := field

			innerFunc := func(ctx context.Context, fs *graphql.FieldSet) (res graphql.Marshaler) {
				defer func() {
					if r := recover(); r != nil {
						ec.Error(ctx, ec.Recover(ctx, r))
					}
				}()
				res = ec._Path_weakest(ctx, field, obj)
				if res == graphql.Null {
					atomic.AddUint32(&fs.Invalids, 1)
				}
				return res
			}

			if field.IsDeferred() {
				deferredFieldSet.AddField(field)
				continue
			}

			out.Concurrently(i, func(ctx context.Context) graphql.Marshaler { return innerFunc(ctx, out) })
		}
	}
	out.Dispatch(ctx)
	if out.Invalids > 0 {
		return graphql.Null
	}

	return out
}

func (ec *executionContext) _Query_at(ctx context.Context, field graphql.CollectedField) (ret graphql.Marshaler) {
	res := &view.Query{}
	fc.Result = res
	return ec.marshalNQuery2ᚖententeᚋserverᚋviewᚐQuery(ctx, field.Selections, res)
}

func (e *executableSchema) Exec(ctx context.Context) graphql.ResponseHandler {
	inputUnmarshalMap := graphql.BuildUnmarshalerMap(
		ec.unmarshalInputPairInput,
		ec.unmarshalInputRouteFilter,
	)
	return func(ctx context.Context) *graphql.Response {
		ctx = graphql.WithUnmarshalerMap(ctx, inputUnmarshalMap)
		return nil
	}
}

func list() {
	ret := graphql.MarshalSliceConcurrently(ctx, len(v), 0, false, func(ctx context.Context, i int) graphql.Marshaler {
		return nil
	})
}
`

func TestTheGeneratedCodeRunsInOneGoroutinePerRootField(t *testing.T) {
	trimmed, err := trim([]byte(stock))
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, text string
		want       bool
	}{
		{"a list in goroutines", "MarshalSliceConcurrently", false},
		{"a list one after the other", "ret := view.List(ctx, len(v), func(ctx context.Context, i int) graphql.Marshaler {", true},
		{"a field in a goroutine", "return innerFunc(ctx, out) })", false},
		{"a field at once", "\t\t\tres := ec._Path_weakest(ctx, field, obj)\n\t\t\tif res == graphql.Null {\n\t\t\t\tout.Invalids++\n", true},
		{"an object in space of its own", "out := view.NewObject(fields)", true},
		{"a root in the space that waits", "out := graphql.NewFieldSet(fields)", true},
		{"a root field in a goroutine", "out.Concurrently(i, func(ctx context.Context) graphql.Marshaler { return rrm(innerCtx) })", true},
		{"a root waits for its fields", "out.Dispatch(ctx)\n\n\treturn out", true},
		{"an object waits", "out.Dispatch(ctx)\n\tif out.Invalids", false},
		{"anything deferred", "efer", false},
		{"an import that nothing needs", `"math"`, false},
		{"arguments read for each object", "field.ArgumentMap(ec.Variables)", false},
		{"a value with arguments by the short way", "if arguments, err := view.Arguments(ctx, ec.OperationContext, field, ec.field_Entity_name_args); err == nil {\n" +
			"\t\treturn ec.marshalNString2string(ctx, field.Selections, obj.Name(arguments[\"languages\"].([]string)))\n\t}\n\treturn view.Field(", true},
		{"a plain value without a context", "\treturn ec.marshalNString2string(ctx, field.Selections, obj.Value)\n}", true},
		{"a date without an argument as a plain value", "\tif len(field.Arguments) == 0 {\n\t\treturn ec.marshalODate2ententeᚋgraphᚐDate(ctx, field.Selections, obj.Start)\n\t}\n\treturn view.Field(", true},
		{"a root inside an answer that nobody is asked for", "res := &view.Query{}", false},
		{"a root inside an answer", "\tres, err := ec.Resolvers.Query().At(", true},
		{"its questions are asked of it", "\tctx = res.In(ctx)\n\treturn ec.marshalNQuery2", true},
		{"a field that asks for middleware", "graphql.ResolveField(", false},
		{"a field without middleware", "v *view.Hop) graphql.Marshaler {\n\t\t\treturn ec.marshalNHop2(ctx, selections, v)\n\t\t},\n\t\ttrue,\n\t)", true},
		{"a table of inputs", "nmarshal", false},
		{"fields found for each object", "graphql.CollectFields(", false},
		{"the context of a field without arguments", "return ec.fieldContext_Path_weakest(ctx, field)", false},
		{"an object without a context of its own", "\t\tfield,\n\t\tnil,\n\t\tfunc(ctx context.Context) (any, error) {\n\t\t\treturn obj.Weakest(), nil", true},
		{"the context of a field with arguments", "return ec.fieldContext_Entity_name(ctx, field)\n\t\t},", true},
	}
	for _, c := range cases {
		if got := strings.Contains(string(trimmed), c.text); got != c.want {
			t.Errorf("%s: found is %v, want %v, in\n%s", c.name, got, c.want, trimmed)
		}
	}
}

func TestCodeThatLooksOtherwiseIsAnErrorAndNoSilence(t *testing.T) {
	for _, part := range []string{"MarshalSliceConcurrently", "return innerFunc(ctx, out) })", "ec.ProcessDeferredGroup", "ec.OperationContext", "field.IsDeferred()",
		"deferLabelToView := ", "\"math\"", "ArgumentMap", "fields := graphql.CollectFields", "&view.Query{}", "does not have child fields", "\t\tnil,\n", "BuildUnmarshalerMap", "WithUnmarshalerMap"} {
		if _, err := trim([]byte(strings.ReplaceAll(stock, part, "other"))); err == nil {
			t.Errorf("code without %q is taken, want an error", part)
		}
	}
}

func TestTheCommittedCodeIsTrimmed(t *testing.T) {
	code, err := os.ReadFile("../../server/exec/exec.go")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(code), "graphql.MarshalSliceConcurrently(") || strings.Contains(string(code), "graphql.ResolveField(") || !strings.Contains(string(code), "view.List(") {
		t.Error("server/exec is stock gqlgen: run make generate, not go tool gqlgen generate")
	}
}
