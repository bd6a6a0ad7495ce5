package roster

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestALineIsReadHoweverItIsWritten(t *testing.T) {
	wang := Person{1, "王建国", "党组书记、局长", "第一党支部"}
	for _, said := range []string{
		"王建国 党组书记、局长 第一党支部",
		"王建国\t党组书记、局长\t第一党支部",
		"王建国    党组书记、局长    第一党支部",
		"王建国　党组书记、局长　第一党支部",
		"王建国，党组书记、局长，第一党支部",
		"王建国, 党组书记、局长, 第一党支部",
		"1. 王建国 党组书记、局长 第一党支部",
		"1、王建国 党组书记、局长 第一党支部",
		"１．王建国 党组书记、局长 第一党支部",
		"（1）王建国 党组书记、局长 第一党支部",
		"① 王建国 党组书记、局长 第一党支部",
		"一、王建国 党组书记、局长 第一党支部",
		"• 王建国 党组书记、局长 第一党支部",
		"王建国同志 党组书记、局长 第一党支部",
		"王建国 同志 党组书记、局长 第一党支部",
		"王建国（党组书记、局长）第一党支部",
		"王建国(党组书记、局长) 第一党支部",
		"王建国、党组书记、局长、第一党支部",
		"王建国 党组书记 局长 第一党支部",
		"党组书记、局长 王建国 第一党支部",
		"第一党支部 王建国 党组书记、局长",
		"姓名：王建国 职务：党组书记、局长 支部：第一党支部",
		"王建国；党组书记、局长；第一党支部。",
	} {
		r := Read(said, nil)
		if len(r.People) != 1 || r.People[0] != wang {
			t.Errorf("%q is read as %+v", said, r)
		}
	}
}

func TestOtherLines(t *testing.T) {
	for said, want := range map[string]Person{
		"李红":                                      {1, "李红", "", ""},
		"李　红  副局长":                                {1, "李红", "副局长", ""},
		"李红 副局长":                                  {1, "李红", "副局长", ""},
		"李红 第二党支部":                                {1, "李红", "", "第二党支部"},
		"李红（小） 副局长":                               {1, "李红（小）", "副局长", ""},
		"李红 机关支部书记":                               {1, "李红", "机关支部书记", ""},
		"买买提·艾力 副局长":                              {1, "买买提·艾力", "副局长", ""},
		"李红，副局长，机关一支":                             {1, "李红", "副局长", "机关一支"},
		"Li Hong, Deputy Director":                {1, "Li Hong", "Deputy Director", ""},
		"1. Wang Jianguo, Director, First Branch": {1, "Wang Jianguo", "Director", "First Branch"},
	} {
		if r := Read(said, nil); len(r.People) != 1 || r.People[0] != want {
			t.Errorf("%q is read as %+v", said, r)
		}
	}
}

func TestLinesThatAreNobody(t *testing.T) {
	for said, why := range map[string]string{
		"12345":                          "roster.no_name",
		"党组书记、局长":                        "roster.no_name",
		"——":                             "roster.no_name",
		"王建国 " + strings.Repeat("长", 41): "roster.post_long",
		strings.Repeat("王", 21):          "roster.name_long",
		"王建国 局长 " + strings.Repeat("第", 39) + "支部": "roster.branch_long",
	} {
		if r := Read(said, nil); len(r.Faults) != 1 || r.Faults[0].Why.Key != why || r.Faults[0].Line != 1 {
			t.Errorf("%q: %+v, want %s", said, r, why)
		}
	}
	for _, said := range []string{"姓名 职务 所在支部", "序号 姓名 职务", "局领导班子成员名单", "成员如下：", "Name, Post, Branch"} {
		if r := Read(said, nil); !slices.Equal(r.Passed, []int{1}) {
			t.Errorf("%q: %+v, want it passed over", said, r)
		}
	}
}

func TestADoubledNameIsTold(t *testing.T) {
	r := Read("王建国 局长\n\n李红 副局长\n3、李　红 副局长", nil)
	if len(r.People) != 2 || len(r.Faults) != 1 {
		t.Fatalf("%+v", r)
	}
	f := r.Faults[0]
	if f.Line != 3 || f.Why.Key != "roster.doubled" || f.Why.Args["line"] != 2 || f.Why.Args["name"] != "李红" {
		t.Errorf("%+v", f)
	}
}

func TestALongRosterIsRead(t *testing.T) {
	var lines []string
	for i := range 102 {
		lines = append(lines, fmt.Sprintf("%d. 成员%c%c\t副局长\t第%d党支部", i+1, rune('一'+i), rune('丁'+i), i%5+1))
	}
	r := Read(strings.Join(lines, "\r\n"), nil)
	if len(r.People) != 100 || len(r.Faults) != 2 || r.Faults[0].Why.Key != "roster.too_many" {
		t.Errorf("%d people, faults %+v", len(r.People), r.Faults)
	}
}

func TestDepartments(t *testing.T) {
	all, faults, passed := ReadDepartments("部门 负责人 分管\n1. 办公室 周正 王建国\n人事处，赵敏\n财务处 吴九 王建国、李红\n后勤处 孙丽 张三\n办公室 钱七", []string{"王建国", "李红"}, nil)
	want := []Department{{2, "办公室", "周正", "王建国"}, {3, "人事处", "赵敏", ""}, {4, "财务处", "吴九", "王建国、李红"}}
	if !slices.Equal(all, want) || !slices.Equal(passed, []int{1}) {
		t.Errorf("%+v, passed %v", all, passed)
	}
	if len(faults) != 2 || faults[0].Why.Key != "roster.no_member" || faults[1].Why.Key != "roster.doubled" {
		t.Errorf("faults %+v", faults)
	}
}

func TestALineIsAmended(t *testing.T) {
	const pasted = "王建国 局长\n李红\n赵六"
	for said, want := range map[string]string{
		"第2行 李红 副局长": "王建国 局长\n李红 副局长\n赵六",
		"第２行：李红 副局长": "王建国 局长\n李红 副局长\n赵六",
		"line 3: 孙七": "王建国 局长\n李红\n孙七",
		"第2行 删":      "王建国 局长\n赵六",
		"第3行":        "王建国 局长\n李红",
		"第9行 孙七":     pasted + "\n第9行 孙七",
		"孙七 副局长":     pasted + "\n孙七 副局长",
		"孙七\n周八":     pasted + "\n孙七\n周八",
	} {
		if got := Amend(pasted, said); got != want {
			t.Errorf("%q makes %q, want %q", said, got, want)
		}
	}
}

// Whatever is pasted, every line comes out once, and who is understood fits a round.
func TestNoLineIsLost(t *testing.T) {
	piece := rapid.SampledFrom([]string{"王建国", "李红", "同志", "局长", "党组书记", "第一党支部", " ", "　", "\t", "、", "，", ",", "（", "）", "1.", "①", "一、",
		"\n", "\r\n", "\u200b", "姓名", "：", "名单", "第3行", "A", "·", "<b>", "😀", strings.Repeat("长", 45)})
	rapid.Check(t, func(t *rapid.T) {
		pasted := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOfN(piece, 0, 40), func(all []string) string { return strings.Join(all, "") })).Draw(t, "pasted")
		r := Read(pasted, nil)
		var lines []int
		for _, p := range r.People {
			lines = append(lines, p.Line)
		}
		for _, f := range r.Faults {
			lines = append(lines, f.Line)
		}
		lines = append(lines, r.Passed...)
		slices.Sort(lines)
		if n := len(Lines(pasted)); len(lines) != n || len(slices.Compact(lines)) != n {
			t.Fatalf("%d lines come out as %v", n, lines)
		}
		departments, faults, passed := ReadDepartments(pasted, []string{"王建国"}, nil)
		if n := len(Lines(pasted)); len(departments)+len(faults)+len(passed) != n {
			t.Fatalf("%d lines of departments come out as %d, %d, %d", n, len(departments), len(faults), len(passed))
		}
	})
}

// A line that is known is not read anew.
func TestKnownLines(t *testing.T) {
	known := Person{Name: "A2，", Post: "第一支部"}
	if r := Read("A2，，第一支部\n李红", map[string]Person{"A2，，第一支部": known}); len(r.People) != 2 || r.People[0] != (Person{1, "A2，", "第一支部", ""}) {
		t.Errorf("%+v", r)
	}
}
