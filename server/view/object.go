package view

import (
	"io"

	"github.com/99designs/gqlgen/graphql"
)

// Object is an object of an answer: the values of its fields, in their order.
// The generated code writes into it in the place of gqlgen's own set of fields,
// which is made for fields that run side by side or come later.
type Object struct {
	fields []graphql.CollectedField
	// Values are the values of the fields.
	Values []graphql.Marshaler
	// Invalids counts the values that are null and must not be.
	Invalids int
}

// Objects of few fields have the values beside them.
type (
	small struct {
		Object
		few [2]graphql.Marshaler
	}
	middle struct {
		Object
		few [6]graphql.Marshaler
	}
)

// NewObject gives an object without its values. Each field has another alias.
func NewObject(fields []graphql.CollectedField) *Object {
	switch n := len(fields); {
	case n <= len(small{}.few):
		o := &small{Object: Object{fields: fields}}
		o.Values = o.few[:n]
		return &o.Object
	case n <= len(middle{}.few):
		o := &middle{Object: Object{fields: fields}}
		o.Values = o.few[:n]
		return &o.Object
	}
	return &Object{fields: fields, Values: make([]graphql.Marshaler, len(fields))}
}

// MarshalGQL writes the object as JSON.
func (o *Object) MarshalGQL(w io.Writer) {
	before := `{"`
	for i := range o.fields {
		io.WriteString(w, before)
		io.WriteString(w, o.fields[i].Alias) // a GraphQL name needs no escapes
		io.WriteString(w, `":`)
		o.Values[i].MarshalGQL(w)
		before = `,"`
	}
	if len(o.fields) == 0 {
		io.WriteString(w, "{")
	}
	io.WriteString(w, "}")
}
