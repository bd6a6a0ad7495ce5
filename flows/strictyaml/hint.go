package strictyaml

import (
	"regexp"
	"slices"
	"strings"
)

// The hints of an Error are translation keys, so that whoever wrote the file is
// told in their language what to change.
const (
	HintColon    = "round.hint.colon"    // ： for :
	HintSpace    = "round.hint.space"    // key:value
	HintComma    = "round.hint.comma"    // ， for ,
	HintBrace    = "round.hint.brace"    // ｛｝ or ［］ for {} or []
	HintTab      = "round.hint.tab"      // a tab that indents
	HintQuote    = "round.hint.quote"    // a quotation mark without its other half
	HintUnclosed = "round.hint.unclosed" // a bracket without its other half
	HintIndent   = "round.hint.indent"   // a line where none of its kind can stand
	HintBool     = "round.hint.bool"
	HintNumber   = "round.hint.number"
	HintList     = "round.hint.list"
	HintKeys     = "round.hint.keys"
	HintSingle   = "round.hint.single"
	HintEmpty    = "round.hint.empty"
	HintTwice    = "round.hint.twice"
	HintSign     = "round.hint.sign" // a sign that means something of its own
	HintDeep     = "round.hint.deep"
	HintControl  = "round.hint.control"
	HintDocument = "round.hint.document"
)

// parserHint goes by the words of the parser's own message.
func parserHint(message string) string {
	for _, known := range []struct{ says, hint string }{
		{"'\t' that cannot start", HintTab}, {"tab character", HintTab},
		{"-quoted text", HintQuote},
		{"end token", HintUnclosed}, {"must be specified", HintUnclosed},
		{"already defined", HintTwice},
		{"reserved character", HintSign},
		{"is not allowed in this context", HintIndent},
	} {
		if strings.Contains(message, known.says) {
			return known.hint
		}
	}
	return ""
}

// The slips of the pen that YAML's own message never names.
var (
	wideColon = regexp.MustCompile(`^\s*(- )?\{?\s*[A-Za-z_]+\s*：`)
	noSpace   = regexp.MustCompile(`^\s*(- )?[a-z_]+:[^\s/:]`)
	wideBrace = regexp.MustCompile(`[｛｝［］]`)
	wideComma = regexp.MustCompile(`，\s*[a-z_]+\s*[:：]`)
)

// hinted replaces the message of a malformed file by a plainer one where the
// cause is a full-width sign, or a colon without its space.
func hinted(src string, err *Error) *Error {
	if err.Reason != Malformed && err.Reason != Unknown {
		return err
	}
	lines := strings.Split(src, "\n")
	for i, line := range lines[:min(len(lines), max(err.Line, 1))] {
		if loc := wideColon.FindString(line); loc != "" {
			return slip(i+1, loc, HintColon, "a full-width colon ： stands where an ASCII colon : is wanted")
		}
		if loc := noSpace.FindString(line); loc != "" {
			return slip(i+1, loc, HintSpace, "a space is wanted after the colon")
		}
	}
	return hintedNear(lines, err)
}

// hintedNear looks for signs that are right in a text, and so only where the
// parser stumbled: that may be a line late, after a bracket that stays open.
func hintedNear(lines []string, err *Error) *Error {
	if !slices.Contains(bySigns(), err.Hint) {
		return err
	}
	for n := err.Line; n >= max(1, err.Line-1) && n <= len(lines); n-- {
		line := lines[n-1]
		if at := wideBrace.FindStringIndex(line); at != nil {
			return slip(n, line[:at[1]], HintBrace, "full-width brackets ｛｝［］ stand where ASCII brackets {}[] are wanted")
		}
		if at := wideComma.FindStringIndex(line); at != nil && strings.Contains(line, "{") {
			return slip(n, line[:at[0]]+"，", HintComma, wideCommaProblem)
		}
		if err.Hint != HintUnclosed {
			break
		}
	}
	return err
}

// bySigns are the hints that a full-width sign may be behind.
func bySigns() []string {
	return []string{"", HintUnclosed, HintIndent, HintKeys, HintSingle, HintList, HintBool, HintNumber}
}

// slip is an Error at the last character of what the line begins with.
func slip(line int, begin, hint, problem string) *Error {
	return &Error{Line: line, Column: len([]rune(begin)), Hint: hint, Problem: problem}
}
