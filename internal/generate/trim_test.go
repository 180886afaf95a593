package main

import (
	"os"
	"strings"
	"testing"
)

// stock is what gqlgen v0.17.95 writes for one list, three fields and one object.
const stock = `package exec

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

func (ec *executionContext) _Path(ctx context.Context, sel ast.SelectionSet, obj *view.Path) graphql.Marshaler {
	out.Concurrently(i, func(ctx context.Context) graphql.Marshaler { return innerFunc(ctx, out) })
	out.Concurrently(i, func(ctx context.Context) graphql.Marshaler { return rrm(innerCtx) })

	atomic.AddInt32(&ec.Deferred, int32(min(len(deferLabelToView), math.MaxInt32)))

	ec.ProcessDeferredGroup(graphql.DeferredGroup{
		Defers: deferLabelToView,
	})

	return out
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
		{"a field at once", "out.Values[i] = innerFunc(ctx, out)", true},
		{"a root field in a goroutine", "out.Concurrently(i, func(ctx context.Context) graphql.Marshaler { return rrm(innerCtx) })", true},
		{"deferred work on a condition", "\tif len(deferLabelToView) > 0 {\n\t\tatomic.AddInt32(", true},
		{"a plain value without a context", "\treturn ec.marshalNString2string(ctx, field.Selections, obj.Value)\n}", true},
		{"a date without an argument as a plain value", "\tif len(field.Arguments) == 0 {\n\t\treturn ec.marshalODate2ententeᚋgraphᚐDate(ctx, field.Selections, obj.Start)\n\t}\n\treturn graphql.ResolveField(", true},
		{"an object with its context", "return ec.fieldContext_Path_weakest(ctx, field)\n\t\t},", true},
	}
	for _, c := range cases {
		if got := strings.Contains(string(trimmed), c.text); got != c.want {
			t.Errorf("%s: found is %v, want %v, in\n%s", c.name, got, c.want, trimmed)
		}
	}
}

func TestCodeThatLooksOtherwiseIsAnErrorAndNoSilence(t *testing.T) {
	for _, part := range []string{"MarshalSliceConcurrently", "return innerFunc(ctx, out) })", "ec.ProcessDeferredGroup", "ec.OperationContext"} {
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
	if strings.Contains(string(code), "graphql.MarshalSliceConcurrently(") || !strings.Contains(string(code), "view.List(") {
		t.Error("server/exec is stock gqlgen: run make generate, not go tool gqlgen generate")
	}
}
