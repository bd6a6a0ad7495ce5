package opinion

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Mark is a place in a text that may give its writer away. From and To are
// byte offsets; Why is the end of a translation key.
type Mark struct {
	From, To int
	Why      string // phone, id, email, handle, link, code, name, own
}

// rules are the local patterns of promise 9. Where a pattern has a group, the
// group is the mark. They warn and never rewrite, so they may miss things but
// should not cry wolf over years, amounts, document numbers or hotlines.
type rule struct {
	why  string
	form *regexp.Regexp
	fits func(string) bool
}

func rules() []rule {
	return []rule{
		{"link", regexp.MustCompile(`(?i)(?:https?://|www\.|t\.me/)[^\s，。；、）)]+`), nil},
		{"email", regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`), nil},
		{"handle", regexp.MustCompile(`(?:^|[^A-Za-z0-9._%+-])(@[A-Za-z0-9_\p{Han}]{2,32})`), nil},
		{"id", regexp.MustCompile(`(?:^|\D)(\d{17}[\dXx])(?:\D|$)`), validID},
		{"phone", regexp.MustCompile(`(?:^|\D)((?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?:\D|$)`), nil},
		{"phone", regexp.MustCompile(`(?:^|\D)(0\d{2,3}[- ]?[2-8]\d{6,7})(?:\D|$)`), nil},
		{"code", regexp.MustCompile(`(?:工号|员工号|警号|学号|胸牌号?|证件号|编号)[是为：: ]*([A-Za-z]{0,4}-?\d{3,})`), nil},
		{"code", regexp.MustCompile(`(?:^|[^A-Za-z0-9])([A-Z]{1,3}-?\d{5,8})(?:[^A-Za-z0-9]|$)`), nil},
		{"own", regexp.MustCompile(`我(?:所在|所负责|所分管|分管|负责|主管|牵头|任职|值班|科室?|处室?|股室?|部门|办公室|支部|岗位|单位|当时|上次|去年|曾经?|本人|的(?:科室|处室|部门|岗位|分管|领导))`), nil},
		{"own", regexp.MustCompile(`本人|本科室|本处室|本股室|作为(?:一名)?[^，。；]{1,8}(?:科长|主任|处长|司机|会计|出纳|秘书|组长|站长|所长)`), nil},
	}
}

// A Guard points out what may give a writer away.
type Guard struct{ rules []rule }

// NewGuard makes a Guard; it is safe for concurrent use.
func NewGuard() *Guard { return &Guard{rules: rules()} }

// Marks finds what may give the writer away in s, in order, without overlap.
// names are the writer's own.
func (g *Guard) Marks(s string, names []string) []Mark {
	var marks []Mark
	for _, r := range g.rules {
		for _, at := range r.form.FindAllStringSubmatchIndex(s, -1) {
			from, to := at[0], at[1]
			if len(at) > 2 && at[2] >= 0 {
				from, to = at[2], at[3]
			}
			if r.fits == nil || r.fits(s[from:to]) {
				marks = append(marks, Mark{from, to, r.why})
			}
		}
	}
	return apart(append(marks, nameMarks(s, names)...))
}

// nameMarks finds names of two characters or more, without regard to case.
func nameMarks(s string, names []string) []Mark {
	var marks []Mark
	for _, name := range names {
		if utf8.RuneCountInString(name) < 2 {
			continue
		}
		form := regexp.MustCompile(`(?i)` + regexp.QuoteMeta(name))
		for _, at := range form.FindAllStringIndex(s, -1) {
			marks = append(marks, Mark{at[0], at[1], "name"})
		}
	}
	return marks
}

// apart puts marks in order and drops those that begin inside an earlier one.
func apart(marks []Mark) []Mark {
	slices.SortStableFunc(marks, func(a, b Mark) int { return a.From - b.From })
	var kept []Mark
	for _, m := range marks {
		if len(kept) == 0 || m.From >= kept[len(kept)-1].To {
			kept = append(kept, m)
		}
	}
	return kept
}

// validID checks a resident's ID number: birth date in range and the check
// character of GB 11643-1999.
func validID(s string) bool {
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(s[i]-'0') * w
	}
	return "10X98765432"[sum%11] == strings.ToUpper(s)[17]
}

// maxStock is the longest text, in characters, that is taken for a stock phrase.
const maxStock = 14

// Stock says whether s is a phrase that fits everybody and says nothing
// (理论学习不够深入): short, and one of the customary wordings.
func (g *Guard) Stock(s string) bool {
	if utf8.RuneCountInString(s) > maxStock {
		return false
	}
	return slices.ContainsFunc(stockPhrases(), func(p []string) bool {
		return !slices.ContainsFunc(p, func(part string) bool { return !strings.Contains(s, part) })
	})
}

// stockPhrases are customary wordings, as parts that must all be there.
func stockPhrases() [][]string {
	return [][]string{
		{"学习", "不够"}, {"学习", "不深"}, {"学习", "流于形式"}, {"学习形式化"}, {"思路不清"}, {"创新", "不强"}, {"创新", "不够"},
		{"担当", "不足"}, {"担当", "不够"}, {"担当", "弱化"}, {"服务", "意识不强"}, {"联系群众", "不"}, {"深入基层", "不"},
		{"深入群众", "不"}, {"调查研究", "不"}, {"调研", "走马观花"}, {"调研", "蜻蜓点水"}, {"形式主义", "官僚主义"}, {"作风", "不实"},
		{"廉洁", "意识不"}, {"决策科学性不足"}, {"批评", "不够"}, {"沟通", "不够"}, {"急功近利"}, {"重业务轻党建"},
	}
}
