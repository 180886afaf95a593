package graph

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of failure an error is. Callers compare codes, never texts.
type Code uint8

const (
	// Internal is a fault of ours or of the machine; its cause is for the log only.
	Internal Code = iota
	// Invalid is input that breaks a rule; the error names the record and the field.
	Invalid
	// NotFound is a question about something that is not recorded.
	NotFound
	// Conflict is input that contradicts what is recorded.
	Conflict
	// TooLarge is input or an answer beyond a stated bound.
	TooLarge
	// Unavailable is a store or index that cannot answer now; a later try may.
	Unavailable
	// Canceled is work that its caller gave up or that met its deadline.
	Canceled
)

var codes = [...]string{"INTERNAL", "INVALID", "NOT_FOUND", "CONFLICT", "TOO_LARGE", "UNAVAILABLE", "CANCELED"}

// String is the code as clients see it, such as "NOT_FOUND".
func (c Code) String() string { return codes[c] }

// Error is a failure with its code, a sentence for people, and where it lies.
type Error struct {
	Code Code
	// Message is a sentence for people, in lower case and without the place.
	Message string
	// Record is the id of the record at fault, or its number in the input, such as "record 17"; may be empty.
	Record string
	// Field is the field at fault, such as "claims[0].source"; may be empty.
	Field string
	// Err is the cause; it is logged and never shown to a client.
	Err error
}

// Errorf makes an error of a code. A %w in the format becomes the cause; at the
// end, behind ": ", a cause stays out of the message but for what an *Error in
// it shows to clients: what a system says of files and addresses is not for them.
func Errorf(code Code, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	made := &Error{Code: code, Message: err.Error(), Err: errors.Unwrap(err)}
	if made.Err == nil {
		return made
	}
	var ours *Error
	if before, atEnd := strings.CutSuffix(made.Message, made.Err.Error()); atEnd && errors.As(made.Err, &ours) {
		made.Message = before + ours.shown()
	} else if atEnd {
		made.Message = strings.TrimSuffix(made.Message, ": "+made.Err.Error())
	}
	return made
}

// Error joins the place, the message and the cause:
// "record 17 (org:x): claims[0].source: …".
func (e *Error) Error() string {
	text := e.shown()
	cause := e.Err
	for ours := (*Error)(nil); errors.As(cause, &ours) && strings.Contains(text, ours.shown()); {
		cause = ours.Err
	}
	switch {
	case cause == nil || strings.Contains(text, cause.Error()):
		return text
	case text == "":
		return cause.Error()
	}
	return text + ": " + cause.Error()
}

// shown joins what a client may see.
func (e *Error) shown() string {
	parts := make([]string, 0, 3)
	for _, part := range []string{e.Record, e.Field, e.Message} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ": ")
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// In says which record the error lies in. An error that already names one keeps it.
func (e *Error) In(record string) *Error {
	if e == nil || e.Record != "" {
		return e
	}
	placed := *e
	placed.Record = record
	return &placed
}

// At says which field the error lies in; nested calls join with a dot.
func (e *Error) At(field string) *Error {
	if e == nil {
		return nil
	}
	placed := *e
	if placed.Field == "" {
		placed.Field = field
	} else {
		placed.Field = field + "." + placed.Field
	}
	return &placed
}

// CodeOf gives the code of an error: that of the first *Error in its chain,
// Canceled for a context's end, Internal for anything else. CodeOf(nil) has no
// meaning; ask only about errors.
func CodeOf(err error) Code {
	var known *Error
	switch {
	case errors.As(err, &known):
		return known.Code
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return Canceled
	}
	return Internal
}

// Excerpt shortens a piece of input for an error message, to 60 characters.
func Excerpt(s string) string {
	const most = 60
	count := 0
	for i := range s {
		if count == most {
			return s[:i] + "…"
		}
		count++
	}
	return s
}
