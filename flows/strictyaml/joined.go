package strictyaml

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Inside { } and [ ] a full-width comma is a letter to YAML: what stands behind
// it silently becomes part of the text before it. A text may hold one rightly,
// so it is refused only before a key that is known here, or between ids.
var (
	commaKey = regexp.MustCompile(`，\s*([A-Za-z_]+)\s*[:：]`)
	commaIDs = regexp.MustCompile(`^[A-Za-z0-9-]+(\s*，\s*[A-Za-z0-9-]+)+\s*，?$|^[A-Za-z0-9-]+\s*，$`)
)

const wideCommaProblem = "a full-width comma ， stands where an ASCII comma , is wanted"

// joined refuses a value of { } that has swallowed the next key.
func joined(out reflect.Value, mapping ast.MapNode, value ast.Node) *Error {
	flow, ok := mapping.(*ast.MappingNode)
	written, plain := bare(value)
	if !ok || !flow.IsFlowStyle || !plain {
		return nil
	}
	for _, m := range commaKey.FindAllStringSubmatchIndex(written, -1) {
		if _, known := fieldOf(out, written[m[2]:m[3]]); known {
			return atComma(value.GetToken(), written[:m[0]])
		}
	}
	return nil
}

// joinedIDs refuses an item of [ ] that is several.
func joinedIDs(list *ast.SequenceNode, item ast.Node) *Error {
	written, plain := bare(item)
	if !list.IsFlowStyle || !plain || !commaIDs.MatchString(written) {
		return nil
	}
	before, _, _ := strings.Cut(written, "，")
	return atComma(item.GetToken(), before)
}

// bare is a text that is written without quotation marks.
func bare(node ast.Node) (string, bool) {
	text, ok := node.(*ast.StringNode)
	if !ok || text.Token.Type != token.StringType {
		return "", false
	}
	return text.Value, true
}

func atComma(t *token.Token, before string) *Error {
	err := atToken(t, HintComma, wideCommaProblem)
	err.Column += len([]rune(before))
	return err
}

// unknownKey is the error for a key that means nothing, unless a full-width
// sign made it of one that does.
func unknownKey(out reflect.Value, key *token.Token) *Error {
	for _, c := range []struct{ sign, hint, problem string }{
		{"：", HintColon, "a full-width colon ： stands where an ASCII colon : is wanted"},
		{"，", HintComma, wideCommaProblem},
	} {
		before, _, found := strings.Cut(key.Value, c.sign)
		if _, known := fieldOf(out, strings.TrimSpace(before)); !found || !known && c.hint == HintColon {
			continue
		}
		err := atToken(key, c.hint, c.problem)
		err.Column += len([]rune(before))
		return err
	}
	err := atToken(key, "", fmt.Sprintf("unknown key %q", short(key.Value)))
	err.Reason, err.Field = Unknown, short(key.Value)
	return err
}
