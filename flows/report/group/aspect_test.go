package group

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAnAspectIsSuggestedWhereItIsClear(t *testing.T) {
	headings := []Heading{{"xue", "理论学习", "理论学习方面"}, {"feng", "工作作风", "工作作风方面"}}
	filed := func(aspect, words string) Text { return Text{Subject: "team", Aspect: aspect, Words: words} }
	open := func(words string) Text { return Text{Subject: "wang", Words: words} }
	for _, c := range []struct {
		name  string
		texts []Text
		want  []Suggestion
	}{
		{"nothing", nil, nil},
		{"by the heading's own words", []Text{open("理论学习抓得不紧"), open("食堂菜品单一")}, []Suggestion{{0, "xue"}}},
		{"by what was filed, about whomever", []Text{filed("feng", "会议太多，一周五六个会"), open("会议太多，一开就是半天"), open("食堂菜品单一")},
			[]Suggestion{{1, "feng"}}},
		{"by the very same words", []Text{filed("feng", "会议太多。"), open("会议太多"), open("会议太多！")}, []Suggestion{{1, "feng"}, {2, "feng"}}},
		{"as most filed the same words", []Text{filed("feng", "会议太多"), filed("feng", "会议太多"), filed("feng", "会议太多"), filed("xue", "会议太多"),
			open("会议太多")}, []Suggestion{{4, "feng"}}},
		{"not where voices differ", []Text{filed("feng", "会议太多，一周五六个会"), filed("xue", "会议太多，一周要开五六个会"), open("会议太多，一周五六个")}, nil},
		{"not what has an aspect", []Text{filed("feng", "理论学习抓得不紧")}, nil},
		{"not of what says nothing", []Text{open(""), open("？？？"), open("建议")}, nil},
	} {
		if got := Aspects(c.texts, headings); !cmp.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// filing is how well aspects are suggested: how many of the suggestions are
// right, and of the texts that have a place how many are told it.
type filing struct{ precision, coverage float64 }

// refile leaves open every nth text of those sorted by hand, in n turns, and asks
// where it belongs. Those that belong nowhere are left open always.
func (l labelled) refile(n int, part func(labelledGroup) bool) filing {
	texts, _ := l.part(part)
	suggested, right, belong := 0, 0, 0
	for turn := range n {
		some := append([]Text{}, texts...)
		for i := turn; i < len(some); i += n {
			if some[i].Aspect != "" {
				some[i].Aspect = ""
				belong++
			}
		}
		for _, s := range Aspects(some, l.headings()) {
			suggested++
			if texts[s.Text].Aspect == s.Aspect {
				right++
			}
		}
	}
	return filing{float64(right) / float64(suggested), float64(right) / float64(belong)}
}

// TestSuggestedAspectsAreMostlyRight is told of a third left open; the figures
// are 0.95 to 0.98 right and 0.75 to 0.85 covered, others of a group being filed.
func TestSuggestedAspectsAreMostlyRight(t *testing.T) {
	l := readLabelled(t)
	for name, part := range parts() {
		if f := l.refile(3, part); f.precision < 0.9 || f.coverage < 0.6 {
			t.Errorf("%s: precision %.3f, coverage %.3f, want 0.9 and 0.6 at least", name, f.precision, f.coverage)
		}
	}
}
