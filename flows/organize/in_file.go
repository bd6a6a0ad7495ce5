package organize

import (
	"errors"
	"maps"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// InFile puts the place in a file before what is wrong there. cause is why it
// could not be read, for the errors that say so.
func InFile(name string, err error, cause dialogue.Text) error {
	e, ok := errors.AsType[*flows.Error](err)
	if !ok {
		return err
	}
	inner := flows.Args{"cause": cause}
	maps.Copy(inner, e.Args)
	return &flows.Error{Code: e.Code, Key: "round.in_file", Err: e.Err, Args: flows.Args{"path": name,
		"line": e.Args["line"], "column": e.Args["column"], "problem": dialogue.Text{Key: e.Key, Args: inner}}}
}
