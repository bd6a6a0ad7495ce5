package flows

import "errors"

// Code sorts errors by what a caller can do about them.
type Code string

// The codes of an Error.
const (
	Invalid     Code = "invalid"     // the input is wrong; say where and ask again
	NotFound    Code = "not_found"   // no such thing, or not for this reader
	Conflict    Code = "conflict"    // somebody else was first, or it is done already
	Refused     Code = "refused"     // the thing's state or a promise forbids it
	Unavailable Code = "unavailable" // away for now; the same call may succeed later
	Internal    Code = "internal"    // ours to mend
)

// Args are the values a translation's placeholders stand for. A Phrase among
// them is made into words first, several stand a line each.
type Args = map[string]any

// A Phrase is words within other words: a translation key with its arguments.
type Phrase struct {
	Key  string
	Args Args
}

// Error carries what people are told (a translation key with its arguments,
// made into words at the edge) and what the log keeps (Code, Key and Err).
type Error struct {
	Code Code
	Key  string
	Args Args
	Err  error
}

// Fail makes an Error without a cause.
func Fail(code Code, key string, args Args) *Error {
	return &Error{Code: code, Key: key, Args: args}
}

// Error says the code, the key and the cause, for logs. The arguments stay
// out: they may hold what somebody typed.
func (e *Error) Error() string {
	s := string(e.Code) + ": " + e.Key
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf is the code of the first Error in err's chain, Internal if there is
// none, and empty for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}

// KeyOf is the translation key of the first Error in err's chain, or
// "error.internal".
func KeyOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Key
	}
	return "error.internal"
}

// ArgsOf are the arguments of the first Error in err's chain.
func ArgsOf(err error) Args {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Args
	}
	return nil
}
