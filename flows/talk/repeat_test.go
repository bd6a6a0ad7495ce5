package talk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"soundings/flows"
)

// said are talks of 李红 with 赵敏, a day each, in which this was said.
func said(texts ...string) (all []flows.TalkRecord) {
	for i, s := range texts {
		all = append(all, flows.TalkRecord{ID: flows.TalkID(fmt.Sprint(i + 1)), Talk: flows.Talk{By: "li",
			With: []flows.Counterpart{{Member: "zhao"}}, Date: fmt.Sprintf("2026-11-%02d", i%28+1), Own: s}})
	}
	return all
}

const stale = "理论学习还不够系统深入，联系实际不够紧密"

func TestWhatRepeatsIsPointedOut(t *testing.T) {
	for _, c := range []struct {
		name    string
		records []flows.TalkRecord
		want    []string // text, and the talks
	}{
		{"nothing", nil, nil},
		{"a whole text", said(stale, "下基层太少", stale), []string{stale + " 1 3"}},
		{"with other punctuation around it", said(stale+"。", "　“"+stale+"”！"), []string{stale + " 1 2"}},
		{"with other white space", said("理论学习还不够系统深入，\n联系实际不够紧密", "理论学习 还不够系统深入， 联系实际不够紧密"),
			[]string{"理论学习还不够系统深入， 联系实际不够紧密 1 2"}},
		{"other words", said(stale, stale+"了"), nil},
		{"too short to tell", said("理论学习不够，联系实际不够", "理论学习不够，联系实际不够"), nil},
		{"long enough by a hair", said("理论学习不够，联系实际不够紧密", "理论学习不够，联系实际不够紧密"), []string{"理论学习不够，联系实际不够紧密 1 2"}},
		{"a sentence among others", said("窗口去得少。"+stale+"！会也多", "开会太长；"+stale), []string{stale + " 1 2"}},
		{"a sentence of one that is a whole text of another", said(stale, "窗口去得少。"+stale), []string{stale + " 1 2"}},
		{"a text with its sentences is told once", said(stale+"。窗口去得少，听真话更少一些。", stale+"。窗口去得少，听真话更少一些"),
			[]string{stale + "。窗口去得少，听真话更少一些 1 2"}},
		{"and a sentence that goes further by itself", said(stale+"。窗口去得少，听真话更少一些。", stale+"。窗口去得少，听真话更少一些", "另外："+stale, stale),
			[]string{stale + " 1 2 4", stale + "。窗口去得少，听真话更少一些 1 2"}},
		{"twice in one log", []flows.TalkRecord{{ID: "1", Talk: flows.Talk{Date: "2026-11-03", Own: stale, Agreed: stale}}}, nil},
		{"in different fields", []flows.TalkRecord{{ID: "1", Talk: flows.Talk{Date: "2026-11-03", Own: stale}}, {ID: "2", Talk: flows.Talk{Date: "2026-11-04", Agreed: stale}}},
			[]string{stale + " 1 2"}},
		{"English", said("I do not visit the offices often enough. I will.", "Too many meetings! I do not visit the offices often enough."),
			[]string{"I do not visit the offices often enough 1 2"}},
		{"a number is no end of a sentence", said("全年下基层调研只有3.5次，比去年少得多", "全年下基层调研只有4.5次，比去年少得多"), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, r := range Repeated(c.records) {
				got = append(got, r.Text+" "+strings.Trim(fmt.Sprint(r.Talks), "[]"))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%q, want\n%q", got, c.want)
			}
		})
	}
}

// Each side logs the talk they had: there is nothing to point out in that.
func TestTheTwoSidesOfOneTalkRepeatNothing(t *testing.T) {
	from := func(by, with flows.SubjectID, day string) flows.TalkRecord {
		return flows.TalkRecord{ID: flows.TalkID(by) + flows.TalkID(day), Talk: flows.Talk{By: by, With: []flows.Counterpart{{Member: with}}, Date: day, Agreed: stale}}
	}
	if got := Repeated([]flows.TalkRecord{from("li", "zhao", "2026-11-03"), from("zhao", "li", "2026-11-03")}); got != nil {
		t.Errorf("pointed out: %v", got)
	}
	if got := Repeated([]flows.TalkRecord{from("li", "zhao", "2026-11-03"), from("zhao", "li", "2026-11-04")}); len(got) != 1 {
		t.Errorf("of another day, pointed out: %v", got)
	}
}

// BenchmarkRepeated looks at ten times as many talks: it takes ten times as long,
// not a hundred.
func BenchmarkRepeated(b *testing.B) {
	for _, n := range []int{200, 2000, 20_000} {
		var texts []string
		for i := range n {
			texts = append(texts, fmt.Sprintf("%s。第%d次谈话，问题各有不同，办法也要另想。%s", strings.Repeat("窗口去得少", 40), i, stale))
		}
		all := said(texts...)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if len(Repeated(all)) != 2 {
					b.Fatal("nothing found")
				}
			}
		})
	}
}
