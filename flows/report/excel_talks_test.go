package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"soundings/flows"
)

// rowsOf are the rows of a sheet below its header.
func rowsOf(t testing.TB, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows[2:]
}

func TestTheMatrixOfTalks(t *testing.T) {
	in := talkInput()
	in.Talks.Records = append(in.Talks.Records, aTalk("zhang", flows.PrincipalTalk, "2021-12-16", with("wang"), "又谈了一次"))
	f := workbook(t, talksRendered(t, in, Excel))
	rows, err := f.GetRows(talkMatrixSheet)
	want := [][]string{
		{"姓名", "王建国", "李红", "张志强", "陈晓梅", "周正\n（办公室）", "赵敏\n（人事处）", "吴建华\n（法规与行政审批处）", "所在支部\n党员代表"},
		{"王建国", "—", "已谈", "已谈2次", "已谈", "已谈", "", "", "未谈"},
		{"李红", "已谈", "—", "已谈", "已谈", "", "未谈", "未谈", "已谈"},
		{"张志强", "已谈2次", "已谈", "—", "未谈", "", "", "", "未谈"},
		{"陈晓梅", "已谈", "已谈", "未谈", "—", "", "", "", ""},
	}
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range want {
		got := append(rows[i+1], make([]string, len(row)-len(rows[i+1]))...)
		if diff := cmp.Diff(row, got); diff != "" {
			t.Error(diff)
		}
	}
	marks, err := f.GetConditionalFormats(talkMatrixSheet)
	if m := marks["B3:I6"]; err != nil || len(m) != 1 || m[0].Criteria != "equal to" || m[0].Value != `"未谈"` {
		t.Errorf("%v, %v", marks, err)
	}
	if look, err := f.GetConditionalStyle(*marks["B3:I6"][0].Format); err != nil || look.Fill.Color[0] != "FFC7CE" {
		t.Errorf("%+v, %v", look, err)
	}
}

// TestALongTitleOfAColumnIsSeenWhole: 法规与行政审批处 takes three lines.
func TestALongTitleOfAColumnIsSeenWhole(t *testing.T) {
	high, err := workbook(t, talksRendered(t, talkInput(), Excel)).GetRowHeight(talkMatrixSheet, 2)
	if err != nil || high < 3*11*1.3 {
		t.Errorf("the header is %g points high, %v", high, err)
	}
}

// TestTheWorkbookOfTalksHasItsChart, of what is due and what is done.
func TestTheWorkbookOfTalksHasItsChart(t *testing.T) {
	parts := unzipped(t, talksRendered(t, talkInput(), Excel))
	chart := parts["xl/charts/chart1.xml"]
	for _, want := range []string{"<f>&#39;统计&#39;!$B$3:$B$6</f>", "<f>&#39;统计&#39;!$D$3:$D$6</f>", "<f>&#39;统计&#39;!$E$3:$E$6</f>", "<legendPos"} {
		if !strings.Contains(chart, want) {
			t.Errorf("the chart lacks %s", want)
		}
	}
	if !strings.Contains(parts["xl/worksheets/sheet1.xml"], "<drawing ") {
		t.Error("the chart is on no sheet")
	}
	if !strings.Contains(parts["xl/worksheets/sheet1.xml"], `fitToHeight="1"`) {
		t.Error("the chart is not on the table's page")
	}
	in := talkInput()
	in.Round.Members, in.Talks = nil, TalkInput{}
	if _, there := unzipped(t, talksRendered(t, in, Excel))["xl/charts/chart1.xml"]; there {
		t.Error("a chart of nobody")
	}
}

func TestTheRawListOfTalks(t *testing.T) {
	in := talkInput()
	in.Talks.Records = append(in.Talks.Records[:1], manyTalks(8).Talks.Records[14]) // a group of twenty
	f := workbook(t, talksRendered(t, in, Excel))
	want := [][]string{
		{"1", "2021年8月8日", "张志强", in20(t, f), "接受约谈", "集体（20人）", "三楼小会议室", "张志强"},
		{"2", "2021年12月7日", "王建国", "李红", "主要负责同志与班子成员", "一对一", "三楼小会议室", "王建国", "李红：确认，更正处见各栏"},
	}
	if diff := cmp.Diff(want, rowsOf(t, f, talkListSheet)); diff != "" {
		t.Error(diff)
	}
	var said [][]string
	for _, row := range rowsOf(t, f, talkWordsSheet) {
		said = append(said, append([]string{row[0]}, row[3:]...))
	}
	want = [][]string{
		{"1", "买买甲等20人", "谈话人谈自身不足", "张志强", "短"},
		{"1", "买买甲等20人", "对方对谈话人的意见建议", "张志强", "第7次"},
		{"2", "李红", "时间", "王建国", "2021年12月7日"},
		{"2", "李红", "时间", "李红（更正）", "2021年12月8日"},
		{"2", "李红", "谈话人谈自身不足", "王建国", "抓落实有时前紧后松，对分管领域过问细节偏多"},
		{"2", "李红", "给对方提出的意见建议", "王建国", "信息化项目验收后使用率不高，建议盯紧整改"},
		{"2", "李红", "给对方提出的意见建议", "李红（更正）", "信息化项目两个子系统使用率不高，建议年底前完成整改"},
		{"2", "李红", "对方对谈话人的意见建议", "王建国", "希望布置任务时给基层多留些时间"},
		{"2", "李红", "达成共识与改进措施", "王建国", "每月碰一次头，项目整改列出清单"},
		{"2", "李红", "对方回应", "李红", "谈得坦诚，意见我接受。"},
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Error(diff)
	}
}

// in20 are the names of a group, which the list tells all.
func in20(t testing.TB, f *excelize.File) string {
	names := rowsOf(t, f, talkListSheet)[0][3]
	if strings.Count(names, "、") != 19 {
		t.Errorf("a group of twenty is %s", names)
	}
	return names
}

func TestTalksRenderedTwiceAreTheSame(t *testing.T) {
	for _, f := range []Format{Word, Excel} {
		if a, b := talksRendered(t, talkInput(), f), talksRendered(t, talkInput(), f); a != b {
			t.Errorf("%s differs from one time to the next", f)
		}
	}
}

func TestNothingLoggedBecomesAFormula(t *testing.T) {
	in := talkInput()
	in.Talks.Records = []flows.TalkRecord{aTalk("wang", flows.RequestedTalk, "2021-12-07", []flows.Counterpart{{Name: "=1+1"}}, "=1+2", "+3", "-4", "@5")}
	in.Talks.Records[0].Talk.At = "=6"
	f := workbook(t, talksRendered(t, in, Excel))
	for _, sheet := range []string{talkListSheet, talkWordsSheet} {
		for i, row := range rowsOf(t, f, sheet) {
			for j, text := range row {
				if guard(text) == text {
					continue
				}
				cell := at(j+1, i+3)
				formula, _ := f.GetCellFormula(sheet, cell)
				id, _ := f.GetCellStyle(sheet, cell)
				if style, err := f.GetStyle(id); err != nil || formula != "" || style.NumFmt != 49 {
					t.Errorf("%s is or becomes a formula: %q, %v", text, formula, err)
				}
			}
		}
	}
}
