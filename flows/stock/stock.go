// Package stock knows the phrases that fit everybody and say nothing
// (理论学习不够深入): whoever writes one is asked for something concrete, and
// whoever reads one is told what it is.
package stock

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// longest is the longest text, in characters, that is taken for a stock phrase.
const longest = 14

// Phrase says whether s is a stock phrase: short, and one of the customary
// wordings.
func Phrase(s string) bool {
	if utf8.RuneCountInString(s) > longest {
		return false
	}
	return slices.ContainsFunc(phrases(), func(p []string) bool {
		return !slices.ContainsFunc(p, func(part string) bool { return !strings.Contains(s, part) })
	})
}

// phrases are customary wordings, as parts that must all be there.
func phrases() [][]string {
	return [][]string{
		{"学习", "不够"}, {"学习", "不深"}, {"学习", "流于形式"}, {"学习形式化"}, {"思路不清"}, {"创新", "不强"}, {"创新", "不够"},
		{"担当", "不足"}, {"担当", "不够"}, {"担当", "弱化"}, {"服务", "意识不强"}, {"联系群众", "不"}, {"深入基层", "不"},
		{"深入群众", "不"}, {"调查研究", "不"}, {"调研", "走马观花"}, {"调研", "蜻蜓点水"}, {"形式主义", "官僚主义"}, {"作风", "不实"},
		{"廉洁", "意识不"}, {"决策科学性不足"}, {"批评", "不够"}, {"沟通", "不够"}, {"急功近利"}, {"重业务轻党建"},
	}
}
