package report

import (
	"slices"
	"strings"
	"testing"

	"soundings/flows"
	"soundings/flows/report/docx"
)

// form are the labels of a talk's form with what stands beside them.
func form(t testing.TB, in Input, n int) map[string]string {
	t.Helper()
	in.Talks.Records = in.Talks.Records[n : n+1]
	document := unzipped(t, talksRendered(t, in, Word))["word/document.xml"]
	all, cells := map[string]string{}, []string{}
	for cell := range strings.SplitSeq(document[:strings.Index(document, "</w:tbl>")], "<w:tc>") {
		cells = append(cells, strings.Join(textOf(cell), "\n"))
	}
	for i, label := range cells[1:] {
		if i+2 < len(cells) {
			all[strings.ReplaceAll(label, "\n", "")] = cells[i+2]
		}
	}
	return all
}

func TestTheFormOfATalk(t *testing.T) {
	quiet, unasked, late := talkInput(), talkInput(), talkInput()
	quiet.Talks.Records[5].Talk.At = ""
	unasked.Talks.Asked, late.Talks.Since = nil, ""
	for _, c := range []struct {
		name string
		in   Input
		n    int
		want map[string]string
	}{
		{"corrected by the other side", talkInput(), 0, map[string]string{
			"谈话人（姓名、职务）": "王建国（党组书记、局长）", "谈话对象（姓名、职务）": "李红（党组成员、副局长）",
			"时间": "王建国：\n2021年12月7日\n李红（更正）：\n2021年12月8日", "地点": "三楼小会议室",
			"谈话类型": "主要负责同志与班子成员", "谈话方式": "一对一", "记录人": "王建国",
			"谈话人谈自身不足":    "抓落实有时前紧后松，对分管领域过问细节偏多",
			"给对方提出的意见建议":  "王建国：信息化项目验收后使用率不高，建议盯紧整改\n李红（更正）：信息化项目两个子系统使用率不高，建议年底前完成整改",
			"对方对谈话人的意见建议": "希望布置任务时给基层多留些时间",
			"对方回应":        "李红确认，更正处见各栏：谈得坦诚，意见我接受。", "达成共识与改进措施": "每月碰一次头，项目整改列出清单",
			"谈话人签字": "", "谈话对象签字": "", "日期": "　　　　年　　月　　日"}},
		{"not answered", talkInput(), 1, map[string]string{"谈话人谈自身不足": "", "对方回应": "对方未答复", "对方对谈话人的意见建议": "", "达成共识与改进措施": ""}},
		{"with a member who does not use the bot", unasked, 1, map[string]string{"对方回应": ""}},
		{"with a member whose time is over, as everybody's", late, 6, map[string]string{"对方回应": "王建国确认记录属实\n对方未答复：李红"}},
		{"objected to", talkInput(), 2, map[string]string{"对方回应": "张志强有异议：第二条不是我的原话。"}},
		{"with a head of a department, who was not asked", talkInput(), 4, map[string]string{"谈话对象（姓名、职务）": "周正（办公室负责人）", "对方回应": ""}},
		{"with somebody by name, no place told", quiet, 5, map[string]string{
			"谈话对象（姓名、职务）": "钱进（＿＿＿＿＿＿）", "记录人": "李红", "地点": "", "对方回应": ""}},
		{"of a group", talkInput(), 6, map[string]string{"谈话对象（姓名、职务）": "李红（党组成员、副局长）、王建国（党组书记、局长）、孙雅琴",
			"谈话方式": "集体（3人）", "对方回应": "王建国确认记录属实\n对方尚未答复：李红"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := form(t, c.in, c.n)
			for label, want := range c.want {
				if got, ok := all[label]; !ok || got != want {
					t.Errorf("%s: %q (%v), want %q", label, got, ok, want)
				}
			}
		})
	}
}

// TestWordingsStandBesideEachOther, each under the name of who said so.
func TestWordingsStandBesideEachOther(t *testing.T) {
	correction := func(f flows.TalkField, was, says string) flows.TalkCorrection {
		return flows.TalkCorrection{Field: f, Was: was, Says: says}
	}
	for _, c := range []struct {
		name   string
		says   []flows.TalkCorrection
		change func(*flows.TalkRecord)
		label  string
		want   string
		answer string
	}{
		{"a kind", []flows.TalkCorrection{correction(flows.KindField, "principal", "requested")}, nil,
			"谈话类型", "王建国：\n主要负责同志与班子成员\n张志强（更正）：\n接受约谈", "张志强确认，更正处见各栏"},
		{"of what was left blank", []flows.TalkCorrection{correction(flows.AgreedField, "", "下月再谈")}, nil,
			"达成共识与改进措施", "王建国：（未填写）\n张志强（更正）：下月再谈", "张志强确认，更正处见各栏"},
		{"the log was changed since", []flows.TalkCorrection{correction(flows.GivenField, "不要绕着走", "不要拖")},
			func(r *flows.TalkRecord) { r.Edition = 1 },
			"给对方提出的意见建议", "王建国：碰到历史遗留问题不要绕着走\n王建国（原记）：不要绕着走\n张志强（更正）：不要拖", "张志强确认，更正处见各栏"},
		{"the log has taken it over", []flows.TalkCorrection{correction(flows.GivenField, "不要拖", "碰到历史遗留问题不要绕着走")},
			func(r *flows.TalkRecord) { r.Edition = 1 },
			"给对方提出的意见建议", "碰到历史遗留问题不要绕着走", "张志强所作更正已采纳"},
		{"a confirmation of another wording does not stand", nil,
			func(r *flows.TalkRecord) { r.Edition, r.Answers[0].Verdict = 1, flows.TalkConfirmed },
			"给对方提出的意见建议", "碰到历史遗留问题不要绕着走", "对方未答复"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := talkInput()
			in.Talks.Records[1].Answers = []flows.TalkAnswer{says("zhang", flows.TalkCorrected, "", c.says...)}
			if c.change != nil {
				c.change(&in.Talks.Records[1])
			}
			all := form(t, in, 1)
			if all[c.label] != c.want || all["对方回应"] != c.answer {
				t.Errorf("%q, %q; want %q, %q", all[c.label], all["对方回应"], c.want, c.answer)
			}
		})
	}
}

// TestAFormFillsItsPageWhereItFits and otherwise no row has a least height,
// which would keep it from breaking over two pages.
func TestAFormFillsItsPageWhereItFits(t *testing.T) {
	for _, c := range []struct {
		name   string
		said   string
		with   int
		filled bool
	}{{"nothing", "", 1, true}, {"a few words", "抓落实不够紧", 1, true}, {"some lines", strings.Repeat("短", 80), 1, true},
		{"a group of twenty", "抓落实不够紧", flows.MaxTalkWith, true}, {"the most", longest(), 1, false}} {
		var body []docx.Row
		for range 5 {
			body = append(body, asked("给对方提出的\n意见建议", c.said))
		}
		head := []docx.Row{asked("谈话对象\n（姓名、职务）", strings.Repeat("王小明、", c.with)), askedTwice("时间", "2021年12月7日", "地点", "")}
		rows, high, least := onAPage(slices.Clone(head), body, foot(c.with)), 0, true
		for _, r := range rows {
			high += max(r.Height, tall(r))
		}
		for _, r := range rows[2:7] {
			least = least && r.Height > 0
		}
		if least != c.filled || c.filled && (high > pageRoom || high < pageRoom-5) {
			t.Errorf("%s: %d mm high, filled %v", c.name, high, least)
		}
	}
}

func TestTall(t *testing.T) {
	for _, c := range []struct {
		row  docx.Row
		want int
	}{
		{asked("记录人", ""), 9}, {asked("谈话人\n（姓名、职务）", "王建国"), 16},
		{asked("记录人", strings.Repeat("字", 27)), 9}, {asked("记录人", strings.Repeat("字", 28)), 16},
		{askedTwice("时间", strings.Repeat("字", 11), "地点", ""), 16}, {askedTwice("时间", "", "地点", strings.Repeat("字", 19)), 23},
	} {
		if got := tall(c.row); got != c.want {
			t.Errorf("%v is %d mm high, want %d", c.row.Cells, got, c.want)
		}
	}
}
