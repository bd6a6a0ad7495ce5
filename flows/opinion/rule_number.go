package opinion

import (
	"regexp"
	"strings"
	"time"
)

// numberRules know telephones, ID numbers and staff numbers.
func numberRules() []rule {
	number := func(p place) bool { return p.alone() && !p.counted() }
	return []rule{
		{"id", regexp.MustCompile(`\d(?:[ -]?\d){16}[ -]?[\dXx]`), func(p place) bool { return p.alone() && validID(digits(p.match)) }},
		{"phone", regexp.MustCompile(`(?:\+?86[ -]?)?1[ .-]?[3-9](?:[ .-]?\d){9}`), number},
		{"phone", regexp.MustCompile(`[(（]?0\d{2,3}[)）]?[ -]?[2-8]\d{6,7}`), number},
		{"phone", regexp.MustCompile(`(?:电话|座机|固话|手机|短号)[号码是为：: ]*([2-8]\d{6,7}|[5-8]\d{4,5})`), number},
		{"phone", regexp.MustCompile(`(?:分机|内线|短号)[号码是为：: ]*(\d{3,6})`), number},
		{"code", regexp.MustCompile(`(?:工号|[员职]工号|警号|学号|胸牌号?|证件号|执法证号?|考勤号|(?:人员|个人|[员职]工|干部)编号|(?:工单|受理|信访件|投诉|诉求)编?号)[码是为：: ]*([A-Za-z]{0,4}-?\d{3,})`), nil},
		{"code", regexp.MustCompile(`[A-Z]{1,3}-?\d{5,8}`), func(p place) bool { return p.word() && !begins(p.match, standards) }},
	}
}

// standards are what the numbers of standards begin with.
const standards = "GB DB ISO IEC JGJ JTG CJJ CJ HJ QB YY WS DL SL TB AQ XF GA"

// validID checks a resident's ID number: a day of birth there can be, and the
// check character (GB 11643-1999).
func validID(s string) bool {
	if len(s) != 18 || strings.ContainsAny(s[:17], "Xx") {
		return false
	}
	if born, err := time.Parse("20060102", s[6:14]); err != nil || born.Year() < 1900 || born.Year() > 2099 {
		return false
	}
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(s[i]-'0') * w
	}
	return "10X98765432"[sum%11] == strings.ToUpper(s)[17]
}
