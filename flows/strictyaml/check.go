package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/token"
)

const (
	maxDepth   = 32
	maxProblem = 160
)

// clean checks what can be checked before any parsing, and gives the text
// without a byte order mark and with plain line ends.
func clean(data []byte) (string, *Error) {
	if len(data) > MaxSize {
		return "", tooBig()
	}
	src := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(bytes.TrimPrefix(data, []byte("\ufeff"))))
	line := 1
	for i, r := range src {
		if r == utf8.RuneError && !strings.HasPrefix(src[i:], "\ufffd") {
			return "", &Error{Reason: NotUTF8, Line: line, Problem: "the text is not UTF-8"}
		}
		if r < ' ' && r != '\n' && r != '\t' {
			return "", &Error{Line: line, Hint: HintControl, Problem: "a control character stands here"}
		}
		if r == '\n' {
			line++
		}
	}
	return src, nil
}

// plain refuses what a hand-written file does not need and a hostile one would
// use: names for values and deep nesting. It runs on the tokens, because the
// parser itself recurses.
func plain(tokens token.Tokens) *Error {
	flow, dashes, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			dashes, line = 0, t.Position.Line
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType, token.DirectiveType, token.MappingKeyType:
			return atToken(t, HintSign, fmt.Sprintf("%q is not supported in this file; put the value in quotation marks if it is text", t.Value))
		case token.MappingStartType, token.SequenceStartType:
			flow++
		case token.MappingEndType, token.SequenceEndType:
			flow--
		case token.SequenceEntryType:
			dashes++
		}
		if flow > maxDepth || dashes > maxDepth || t.Position.IndentLevel > maxDepth {
			return atToken(t, HintDeep, "the values are nested too deeply")
		}
	}
	return nil
}

func tooBig() *Error {
	return &Error{Reason: TooBig, Problem: fmt.Sprintf("the file is over %d KiB", MaxSize>>10)}
}

// fromParser keeps the parser's message and place, and drops the piece of the
// file that it would print with them.
func fromParser(err error) *Error {
	known, ok := errors.AsType[yaml.Error](err)
	if !ok {
		return &Error{Problem: "the file is not YAML"}
	}
	return atToken(known.GetToken(), parserHint(known.GetMessage()), known.GetMessage())
}

func atToken(t *token.Token, hint, problem string) *Error {
	problem, _, _ = strings.Cut(problem, "\n")
	if rs := []rune(problem); len(rs) > maxProblem {
		problem = string(rs[:maxProblem]) + "…"
	}
	e := &Error{Hint: hint, Problem: problem}
	if t != nil && t.Position != nil {
		e.Line, e.Column = t.Position.Line, t.Position.Column
	}
	return e
}
