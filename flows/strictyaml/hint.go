package strictyaml

import (
	"regexp"
	"strings"
)

// The two slips of the pen that YAML's own message never names.
var (
	wideColon = regexp.MustCompile(`^\s*(- )?\{?\s*[A-Za-z_]+\s*：`)
	noSpace   = regexp.MustCompile(`^\s*(- )?[a-z_]+:[^\s/:]`)
)

// hinted replaces the message of a malformed file by a plainer one where the
// cause is a full-width colon, or a colon without its space.
func hinted(src string, err *Error) *Error {
	if err.Reason != Malformed && err.Reason != Unknown {
		return err
	}
	for i, line := range strings.Split(src, "\n") {
		if i >= max(err.Line, 1) {
			break
		}
		if loc := wideColon.FindString(line); loc != "" {
			return &Error{Line: i + 1, Column: len([]rune(loc)), Problem: "a full-width colon ： stands where an ASCII colon : is wanted"}
		}
		if loc := noSpace.FindString(line); loc != "" {
			return &Error{Line: i + 1, Column: len([]rune(loc)), Problem: "a space is wanted after the colon"}
		}
	}
	return err
}
