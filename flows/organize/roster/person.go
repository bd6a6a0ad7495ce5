package roster

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	// post is how posts end, or begin in English.
	post = regexp.MustCompile(`(?:书记|主任|[局处科部组院校厅市县区镇乡所站队行股室台馆]长|董事长|秘书长|主席|会长|经理|总监|委员|调研员|巡视员|工程师|会计师|主管|干部|负责人)$|(?i)^(?:deputy|vice|director|secretary|head|chief|chair)\b`)
	// branch is how party branches end. 支部书记 is a post.
	branch = regexp.MustCompile(`(?:支部|党总支|支部委员会|党小组)$|(?i)\bbranch$`)
	// head are the words of a table's head.
	head = regexp.MustCompile(`^(?i:序号|编号|姓名|职务|职位|支部|党支部|所在支部|所在党支部|部门|科室|处室|负责人|主要负责人|分管|分管领导|备注|name|post|position|branch|department|head|no\.?)$`)
)

func posted(s string) bool { return post.MatchString(s) || strings.Contains(s, "、") }

// heading says that a line is the head of a table, or introduces one.
func heading(line string, parts []string) bool {
	if strings.HasSuffix(line, "名单") || strings.HasSuffix(line, "如下") || strings.HasSuffix(line, "：") || strings.HasSuffix(line, ":") {
		return true
	}
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(s string) bool {
		return slices.ContainsFunc(strings.Fields(s), func(w string) bool { return !head.MatchString(w) })
	})
}

// person makes somebody of the entries of a line: the name first, or behind the
// post; the branch by its ending, or as the third of three; all else is the post.
func person(parts []string) (p Person) {
	i := slices.IndexFunc(parts, named)
	if i < 0 || i > 0 && !posted(parts[0]) && !branch.MatchString(parts[0]) {
		return p
	}
	p.Name = called(parts[i])
	rest := slices.Delete(slices.Clone(parts), i, i+1)
	if b := slices.IndexFunc(rest, branch.MatchString); b >= 0 {
		p.Branch = rest[b]
		rest = slices.Delete(rest, b, b+1)
	} else if n := len(rest); n == 2 && posted(rest[0]) && !posted(rest[1]) {
		p.Branch, rest = rest[1], rest[:1]
	}
	p.Post = strings.Join(rest, "、")
	return p
}

// named says that an entry can be somebody's name.
func named(s string) bool {
	s = called(s)
	return strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsFunc(s, unicode.IsDigit) && !posted(s) && !branch.MatchString(s)
}

// courtesy stands behind names, and is no part of them.
const courtesy = "同志"

// called is a name without 同志, and without the spaces that are in no Chinese name.
func called(s string) string {
	s = strings.TrimSpace(strings.TrimSuffix(s, courtesy))
	if chinese(s) {
		s = strings.ReplaceAll(s, " ", "")
	}
	return s
}
