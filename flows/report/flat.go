package report

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// listMark is what people put before the lines of a list: · • - 1. 1、（1）.
var listMark = regexp.MustCompile(`^(?:[·•-]|（\d{1,2}）|\(\d{1,2}\)|\d{1,2}[.．、)）])[ \x{3000}]*`)

// flat is a text of several lines as a sentence of a report: the lines become
// parts of it, without the marks of a list. The annex has them as they were
// written.
func flat(s string) string {
	all := unlisted(lines(s))
	var b strings.Builder
	for i, line := range all {
		if i > 0 {
			b.WriteString(between(all[i-1], chinese(s)))
		}
		b.WriteString(line)
	}
	return b.String()
}

// unlisted takes the marks of a list from all lines but the first, and from that
// too where it is only the list's first item.
func unlisted(all []string) []string {
	listed := false
	for i := 1; i < len(all); i++ {
		bare := unmarked(all[i])
		listed = listed || bare != all[i]
		all[i] = bare
	}
	if listed {
		all[0] = unmarked(all[0])
	}
	return all
}

// unmarked leaves a line alone whose mark is a part of its words: -5度, 1.5万元,
// 1、2号楼, ---.
func unmarked(line string) string {
	mark := listMark.FindString(line)
	rest := line[len(mark):]
	if mark == "" || rest == "" || rest[0] == '-' {
		return line
	}
	if last, _ := utf8.DecodeLastRuneInString(mark); strings.ContainsRune("-.．、", last) && rest[0] >= '0' && rest[0] <= '9' {
		return line
	}
	return rest
}

// between is what joins a line to the next: nothing behind a mark that already
// parts them.
func between(line string, chinese bool) string {
	last, _ := utf8.DecodeLastRuneInString(line)
	switch {
	case strings.ContainsRune(".,;:!?", last):
		return " "
	case strings.ContainsRune("。；，、：？！…—", last), endsItself(line):
		return ""
	case chinese:
		return "；"
	}
	return "; "
}
