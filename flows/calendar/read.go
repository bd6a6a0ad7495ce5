package calendar

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"soundings/flows/text"
)

// A Written day may leave out the year, or year and month; those are 0. One that is
// Near is so many days from today instead.
type Written struct {
	Year, Month, Day int
	Near             bool
	Ahead            int // days; before today below zero
}

// Read reads a day in Chinese or English, in any width and case: 2026年11月3日,
// 2026-11-03, 2026/11/3, 2026.11.3 and all of them without the year; 3日; 3 Nov 2026;
// Nov 3, 2026; 昨天, tomorrow. Whether there is such a day it does not say.
func Read(typed string) (w Written, ok bool) {
	s := strings.ToLower(strings.TrimSpace(text.HalfWidth(text.OneLine(typed))))
	if ahead, ok := near()[s]; ok {
		return Written{Near: true, Ahead: ahead}, true
	}
	for _, form := range forms {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		part := func(name string) string {
			if i := form.SubexpIndex(name); i >= 0 {
				return m[i]
			}
			return ""
		}
		w.Year, _ = strconv.Atoi(part("y")) // what is left out is 0
		w.Month, _ = strconv.Atoi(part("m"))
		w.Day, _ = strconv.Atoi(part("d"))
		if name := part("name"); name != "" {
			w.Month = monthOf(name)
			return w, w.Month > 0
		}
		return w, true
	}
	return w, false
}

func near() map[string]int {
	return map[string]int{"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "大前天": -3, "明天": 1, "明日": 1, "后天": 2, "大后天": 3,
		"today": 0, "yesterday": -1, "tomorrow": 1}
}

var forms = []*regexp.Regexp{
	regexp.MustCompile(`^(?:(?P<y>\d{4}) ?[-/.年] ?)?(?P<m>0?[1-9]|1[0-2]) ?[-/.月] ?(?P<d>\d{1,2}) ?[日号]?$`),
	regexp.MustCompile(`^(?P<d>\d{1,2}) ?[日号]$`),
	regexp.MustCompile(`^(?P<d>\d{1,2})(?:st|nd|rd|th)? ?(?P<name>[a-z]{3,9})\.?(?:,? ?(?P<y>\d{4}))?$`),
	regexp.MustCompile(`^(?P<name>[a-z]{3,9})\.? ?(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<y>\d{4}))?$`),
}

// monthOf is a month by its English name or the beginning of it, else 0.
func monthOf(name string) int {
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), name) {
			return int(m)
		}
	}
	return 0
}
