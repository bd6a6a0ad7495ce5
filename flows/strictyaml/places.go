package strictyaml

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Places tell where each value of a file stood, by its path: members[1].name.
type Places map[string]Place

// A Place is a line and a column, both from 1, in characters.
type Place struct{ Line, Column int }

// Find is the place of a path or else of what it lies in, so that a missing
// field is shown at the thing it is missing from.
func (p Places) Find(path string) (Place, bool) {
	for path != "" {
		if place, ok := p[path]; ok {
			return place, true
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return Place{}, false
}

func (p Places) note(path string, node ast.Node) {
	if t := start(node); t != nil && t.Position != nil {
		p[path] = Place{Line: t.Position.Line, Column: t.Position.Column}
	}
}

func at(node ast.Node, hint, problem string) *Error { return atToken(start(node), hint, problem) }

// start is the first token of a node. A block mapping's own token is its first
// colon, so its first key is taken instead.
func start(node ast.Node) *token.Token {
	if mapping, ok := node.(*ast.MappingNode); ok && !mapping.IsFlowStyle && len(mapping.Values) > 0 {
		return mapping.Values[0].Key.GetToken()
	}
	return node.GetToken()
}
