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
	// few holds the values of an object of few fields.
	few [6]graphql.Marshaler
}

// NewObject gives an object without its values. Each field has another alias.
func NewObject(fields []graphql.CollectedField) *Object {
	o := &Object{fields: fields}
	if len(fields) <= len(o.few) {
		o.Values = o.few[:len(fields)]
	} else {
		o.Values = make([]graphql.Marshaler, len(fields))
	}
	return o
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
