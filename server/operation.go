package server

import (
	"context"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/complexity"
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"entente/graph"
)

// document is a parsed query that passed bounds and validation. It is shared
// between requests and no longer changed.
type document struct {
	*ast.QueryDocument
	text string
	// conditions are the variables that decide a @skip or @include.
	conditions map[string]bool
	// costs are those of operations whose variables do not change them.
	costs map[*ast.OperationDefinition]int
}

// document parses, bounds and validates a query text, or finds it remembered.
func (s *Server) document(text string) (*document, gqlerror.List) {
	if doc := s.documents.get(text); doc != nil {
		return doc, nil
	}
	if err := exceeded(bound{"queryBytes", s.limits.Query, len(text)}); err != nil {
		return nil, gqlerror.List{err}
	}
	source := &ast.Source{Input: text}
	if err := exceeded(bound{"tokens", s.limits.Tokens, tokens(source)}); err != nil {
		return nil, gqlerror.List{err}
	}
	parsed, err := parser.ParseQuery(source)
	if err != nil {
		return nil, gqlerror.List{invalid(err)}
	}
	if len(parsed.Operations) == 0 {
		return nil, gqlerror.List{refusalf(graph.Invalid, "the query holds no operation")}
	}
	size, conditions, refusal := measure(parsed)
	if refusal != nil {
		return nil, gqlerror.List{refusal}
	}
	if err := s.fits(parsed, size); err != nil {
		return nil, gqlerror.List{err}
	}
	if errs := validator.ValidateWithRules(s.schema.Schema(), parsed, s.rules); len(errs) > 0 {
		for i := range errs {
			errs[i] = invalid(errs[i])
		}
		return nil, errs
	}
	doc := &document{QueryDocument: parsed, text: text, conditions: conditions, costs: s.costs(parsed.Operations)}
	s.documents.add(doc)
	return doc, nil
}

func (s *Server) fits(doc *ast.QueryDocument, size usage) *gqlerror.Error {
	return exceeded(
		bound{"fragments", s.limits.Fragments, len(doc.Fragments)},
		bound{"depth", s.limits.Depth, size.depth},
		bound{"rootFields", s.limits.RootFields, size.roots},
		bound{"fields", s.limits.Fields, size.fields},
		bound{"aliases", s.limits.Aliases, size.aliases},
		bound{"directives", s.limits.Directives, size.directives},
	)
}

// operation makes a request ready for execution: the chosen operation, its
// variables coerced, its cost within the limit.
func (s *Server) operation(ctx context.Context, req request) (*graphql.OperationContext, gqlerror.List) {
	doc, errs := s.document(req.query)
	if errs != nil {
		return nil, errs
	}
	chosen := doc.Operations.ForName(req.operationName)
	if chosen == nil {
		return nil, gqlerror.List{unknownOperation(doc.Operations, req.operationName)}
	}
	variables, err := s.variables(doc, chosen, req.variables)
	if err != nil {
		return nil, gqlerror.List{err}
	}
	cost, known := doc.costs[chosen]
	if !known {
		cost = s.cost(ctx, chosen, variables)
	}
	if err := exceeded(bound{"cost", s.limits.Cost, cost}); err != nil {
		return nil, gqlerror.List{err}
	}
	operation := &graphql.OperationContext{
		RawQuery:               req.query,
		OperationName:          req.operationName,
		Variables:              variables,
		Extensions:             req.extensions,
		Headers:                req.header,
		Doc:                    doc.QueryDocument,
		Operation:              chosen,
		RecoverFunc:            recovered,
		ResolverMiddleware:     func(ctx context.Context, next graphql.Resolver) (any, error) { return next(ctx) },
		RootResolverMiddleware: func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler { return next(ctx) },
	}
	if chosen.Operation == ast.Subscription && !s.follows(operation) {
		return nil, gqlerror.List{refusalf(graph.Invalid, "a subscription follows one field, neither more nor less")}
	}
	return operation, nil
}

// follows tells whether a subscription has one field. Validation misses two
// aliases of one field, and a field that is skipped.
func (s *Server) follows(operation *graphql.OperationContext) bool {
	root := s.schema.Schema().Subscription.Name
	return len(graphql.CollectFields(operation, operation.Operation.SelectionSet, []string{root})) == 1
}

func unknownOperation(operations ast.OperationList, name string) *gqlerror.Error {
	names := make([]string, len(operations))
	for i, operation := range operations {
		names[i] = operation.Name
	}
	known := graph.Excerpt(strings.Join(names, ", "))
	if name == "" {
		return refusalf(graph.Invalid, "the query holds several operations: say in operationName which of %s to run", known)
	}
	return refusalf(graph.Invalid, "the query holds no operation %s, only %s", graph.Excerpt(name), known)
}

// variables coerces the variables of an operation. A null that would decide a
// @skip or @include is refused here, because execution panics on it.
func (s *Server) variables(doc *document, operation *ast.OperationDefinition, given map[string]any) (map[string]any, *gqlerror.Error) {
	coerced, err := validator.VariableValues(s.schema.Schema(), operation, given)
	if err != nil {
		refusal := invalid(err)
		if len(refusal.Path) > 0 {
			refusal.Message = refusal.Path.String() + ": " + refusal.Message
			refusal.Path = nil
		}
		return nil, refusal
	}
	for name := range doc.conditions {
		if value, given := coerced[name]; given && value == nil {
			return nil, refusalf(graph.Invalid, "variable.%s: cannot be null where it decides @skip or @include", name)
		}
	}
	return coerced, nil
}

// costs gives the cost of each operation that has none but plain words as
// variables: how many values an answer may hold is said by numbers.
func (s *Server) costs(operations ast.OperationList) map[*ast.OperationDefinition]int {
	costs := map[*ast.OperationDefinition]int{}
	for _, operation := range operations {
		if !slices.ContainsFunc(operation.VariableDefinitions, func(v *ast.VariableDefinition) bool { return !worded(v.Definition) }) {
			costs[operation] = s.cost(context.Background(), operation, nil)
		}
	}
	return costs
}

// worded tells whether values of a type are words.
func worded(of *ast.Definition) bool {
	return of != nil && (of.Kind == ast.Enum || of.Name == "ID" || of.Name == "String" || of.Name == "Boolean")
}

// cost estimates how many values the answer may hold. It walks the query with
// fragments inlined, which the bound on fields keeps short.
func (s *Server) cost(ctx context.Context, operation *ast.OperationDefinition, variables map[string]any) int {
	return complexity.Calculate(ctx, saturating{s.schema}, operation, variables)
}

// saturating keeps complexity functions that multiply from overflowing, since
// an overflow would pass the limit.
type saturating struct{ graphql.ExecutableSchema }

// Complexity is that of the schema with the children's cost clamped before and
// the result after.
func (s saturating) Complexity(ctx context.Context, typeName, field string, children int, args map[string]any) (int, bool) {
	cost, ok := s.ExecutableSchema.Complexity(ctx, typeName, field, min(children, 1<<31), args)
	if ok && cost < 0 {
		cost = largest
	}
	return cost, ok
}
