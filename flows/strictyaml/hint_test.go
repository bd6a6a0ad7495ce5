package strictyaml

import (
	"errors"
	"testing"
)

type people struct {
	Title   string   `yaml:"title"`
	Unit    string   `yaml:"unit"`
	Text    string   `yaml:"text"`
	Talks   []string `yaml:"talks"`
	Team    *person  `yaml:"team"`
	Members []person `yaml:"members"`
	K       *int     `yaml:"k"`
}

type person struct {
	ID        string   `yaml:"id"`
	Name      string   `yaml:"name"`
	Post      string   `yaml:"post"`
	Principal bool     `yaml:"principal"`
	Charge    []string `yaml:"charge"`
}

func TestSlipsOfThePenAreNamedWithTheirPlace(t *testing.T) {
	for _, c := range []struct {
		in, hint     string
		line, column int
	}{
		{"members:\n  - { id: wang, name: 王建国， post: 局长 }", HintComma, 2, 26},
		{"members:\n  - { id: wang， name: 王建国, post: 局长 }", HintComma, 2, 15},
		{"members:\n  - { id: wang，name：王建国，post: 局长 }", HintComma, 2, 15},
		{"members:\n  - { name: 王, principal: true，post: 局长 }", HintComma, 2, 31},
		{"members:\n  - { id: w, charge: [bgs， rsc] }", HintComma, 2, 26},
		{"talks: [members，branches，]", HintComma, 1, 16},
		{"team: { id: a，name : x }", HintComma, 1, 14},
		{"题，名: x", HintComma, 1, 2},
		{"members:\n  - { id: wang, name：王建国 }", HintColon, 2, 21},
		{"members:\n  - { id：wang }", HintColon, 2, 0},
		{"title：题", HintColon, 1, 6},
		{"title:题\nunit: 某局", HintSpace, 1, 7},
		{"members:\n  - ｛ id: wang, name: 王建国 ｝", HintBrace, 2, 5},
		{"members:\n  - { id: wang, name: 王建国 ｝", HintBrace, 2, 27},
		{"team: { name: 王建国 ｝\nmembers: []", HintBrace, 1, 19},
		{"team: ｛ name: 王建国 ｝", HintBrace, 1, 7},
		{"team:\n\tname: a", HintTab, 2, 1},
		{"title: \"题”\nunit: b", HintQuote, 1, 8},
		{"title: '题\nunit: b", HintQuote, 1, 8},
		{"title: 题\nmembers: [a", HintUnclosed, 2, 10},
		{"title: @a", HintSign, 1, 8},
		{"title: *a", HintSign, 1, 8},
		{"title: 题\ntitle: 题［一］", HintTwice, 2, 1},
		{"title: 题\n unit: 某局", HintIndent, 1, 8},
		{"title: 题，unit: 某局", HintIndent, 1, 8},
		{"k: 五", HintNumber, 1, 4},
		{"team: { principal: 是 }", HintBool, 1, 20},
		{"talks: members", HintList, 1, 8},
		{"team: 班子", HintKeys, 1, 7},
		{"title: [题]", HintSingle, 1, 8},
		{"title: 题\n---\ntitle: 题", HintDocument, 3, 0},
		{"titel: 题", "", 1, 1},
	} {
		_, err := Decode([]byte(c.in), new(people))
		e, ok := errors.AsType[*Error](err)
		if !ok || e.Hint != c.hint || e.Line != c.line || c.column > 0 && e.Column != c.column {
			t.Errorf("%q: %+v; want %s at %d:%d", c.in, e, c.hint, c.line, c.column)
		}
	}
}

// Chinese texts are full of full-width signs, and they are right there.
func TestFullWidthSignsAreRightInTexts(t *testing.T) {
	for _, in := range []string{
		"title: 学习，思考，post：无",
		"title: 一，二｛三｝：四",
		"text: |\n  学习，name: 不算\n  ［一］、｛二｝",
		"text: >-\n  学习，title: 不算",
		"text: \"学习，title: 不算\"",
		"team: { name: 王，李、赵：三位, post: 局长 }",
		"team: { name: \"王，post: 局长\" }",
		"team:\n  name: 一，post：二",
		"team: { name: 学习，AI：未来 }",
		"team: { name: 一，ai: 二 }",
		"team: { charge: [办公室，人事处] }",
		"talks: [\"a，b\"]",
		"talks:\n  - a，b",
	} {
		if _, err := Decode([]byte(in), new(people)); err != nil {
			t.Errorf("%q: %v", in, err)
		}
	}
}
