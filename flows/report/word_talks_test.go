package report

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
)

func TestGoldenTalks(t *testing.T) {
	some, silent := talkInput(), talkInput()
	some.Talks.Records = append(some.Talks.Records[:2], some.Talks.Records[6])
	silent.Talks = TalkInput{}
	for name, in := range map[string]Input{"talks": some, "talks-none": silent} {
		golden(t, name+".docx.xml", strings.ReplaceAll(unzipped(t, talksRendered(t, in, Word))["word/document.xml"], "><", ">\n<"))
		golden(t, name+".xlsx.txt", dumped(t, talksRendered(t, in, Excel)))
	}
}

// textOf are the words of a piece of a Word document, a line each; empty lines
// are left out.
func textOf(piece string) []string {
	piece = regexp.MustCompile(`</w:p>|<w:br/>`).ReplaceAllString(piece, "\n")
	return filtered(strings.Split(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(piece, ""), "\n"),
		func(line string) bool { return line != "" })
}

// wordTable are the rows of the nth table from the end of a Word document.
func wordTable(t testing.TB, out string, fromEnd int) (rows [][]string) {
	tables := strings.Split(unzipped(t, out)["word/document.xml"], "<w:tbl>")
	one, _, _ := strings.Cut(tables[len(tables)-fromEnd], "</w:tbl>")
	for _, row := range strings.Split(one, "<w:tr>")[1:] {
		var cells []string
		for _, cell := range strings.Split(row, "<w:tc>")[1:] {
			cells = append(cells, strings.Join(textOf(cell), " "))
		}
		rows = append(rows, cells)
	}
	return rows
}

func TestTheTableOfTalks(t *testing.T) {
	out := talksRendered(t, talkInput(), Word)
	want := [][]string{
		{"序号", "姓名", "职务", "应谈", "已谈", "与主要负责同志", "与班子成员", "与分管部门负责人", "与支部党员代表", "接受约谈", "收到意见条数", "起止日期"},
		{"1", "王建国", "党组书记、局长", "5", "4", "—", "3", "1", "0 差1", "0", "2", "2021年12月7日 至12月14日"},
		{"2", "李红", "党组成员、副局长", "6", "4", "1", "2", "0 差2", "1", "0", "1", "2021年12月7日 至12月14日"},
		{"3", "张志强", "党组成员、副局长", "4", "2", "1", "1 差1", "0", "0 差1", "0", "0", "2021年12月9日"},
		{"4", "陈晓梅", "党组成员、派驻纪检监察组组长", "3", "2", "0", "0 差1", "0", "0", "3", "0", "2021年12月14日"},
		{"合计", "18", "12", "2", "6 差2", "1 差2", "1 差2", "3", "3", "2021年12月7日 至12月14日"},
	}
	if diff := cmp.Diff(want, wordTable(t, out, 2)); diff != "" {
		t.Error(diff)
	}
	want = [][]string{
		{"序号", "姓名", "应谈对象", "谈话类型"},
		{"1", "张志强", "陈晓梅", "班子成员之间"},
		{"2", "李红", "赵敏（人事处负责人）", "班子成员与分管部门负责人"},
		{"3", "李红", "吴建华（法规与行政审批处负责人）", "班子成员与分管部门负责人"},
		{"4", "王建国", "第一党支部党员代表", "班子成员与所在支部党员代表"},
		{"5", "张志强", "第二党支部党员代表", "班子成员与所在支部党员代表"},
	}
	if diff := cmp.Diff(want, wordTable(t, out, 1)); diff != "" {
		t.Error(diff)
	}
	all := strings.Join(paragraphs(t, out), "\n")
	for _, want := range []string{"共开展谈心谈话8人次，应谈12对，已谈7对，未谈5对。", "另有对局领导班子的意见建议1条。", howCounted, "以下5对应谈而未谈："} {
		if !strings.Contains(all, want) {
			t.Errorf("lacks %q", want)
		}
	}
}

func TestTheEndOfTheDocumentOfTalks(t *testing.T) {
	for _, c := range []struct {
		name, has, no string
		change        func(*Input)
	}{
		{"nobody talked", "没有谈心谈话记录。", "均已谈到", func(in *Input) { in.Talks = TalkInput{} }},
		{"all that is due was done", "应谈的均已谈到。", "应谈而未谈：", func(in *Input) {
			in.Round.Members, in.Talks.Records = in.Round.Members[:2], in.Talks.Records[:1]
			in.Round.TalkRules = in.Round.TalkRules[:1]
		}},
		{"nothing is due", "收到意见条数", "谈到", func(in *Input) { in.Round.TalkRules = nil }},
		{"no members", "收到意见条数", "谈到", func(in *Input) { in.Round.Members, in.Talks = nil, TalkInput{} }},
	} {
		in := talkInput()
		c.change(&in)
		all := strings.Join(paragraphs(t, talksRendered(t, in, Word)), "\n")
		if !strings.Contains(all, c.has) || strings.Contains(all, c.no) {
			t.Errorf("%s:\n%s", c.name, all)
		}
	}
}

// TestOneFormATalk, each on a page of its own, and then the pages turn.
func TestOneFormATalk(t *testing.T) {
	in := manyTalks(200)
	document := unzipped(t, talksRendered(t, in, Word))["word/document.xml"]
	forms, statistics, _ := strings.Cut(document, talkStatsTitle)
	if n := strings.Count(forms, talkFormTitle); n != len(in.Talks.Records) || strings.Count(forms, "<w:pageBreakBefore/>") != n-1 {
		t.Errorf("%d forms of %d talks", n, len(in.Talks.Records))
	}
	if strings.Contains(forms, "landscape") || strings.Count(statistics, `w:orient="landscape"`) != 1 || strings.Count(statistics, "<w:tblHeader/>") != 2 {
		t.Error("the statistics are not on landscape pages with headers that repeat")
	}
	if err := (Options{}).RenderTalks(talkBook(t, in), CSV, io.Discard); err == nil {
		t.Error("talks were written as CSV")
	}
}

// TestWhatGoesOverThePageSaysWhoTalked: the first rows repeat, save the names of
// a group, which would fill the page.
func TestWhatGoesOverThePageSaysWhoTalked(t *testing.T) {
	for n, want := range map[int]int{0: 2, 6: 1} {
		in := talkInput()
		in.Talks.Records = in.Talks.Records[n : n+1]
		form, _, _ := strings.Cut(unzipped(t, talksRendered(t, in, Word))["word/document.xml"], "</w:tbl>")
		if got := strings.Count(form, "<w:tblHeader/>"); got != want {
			t.Errorf("talk %d: %d rows repeat, want %d", n, got, want)
		}
	}
}

func TestTheDocumentsOfTalksAreWellFormed(t *testing.T) {
	in := talkInput()
	in.Round.Members[1].Name, in.Talks.Records[0].Talk.Own = "李<红>&", "a\x00b]]>\n<w:p>"
	in.Talks.Records[0].Talk.Own = strings.ReplaceAll(in.Talks.Records[0].Talk.Own, "\x00", "")
	for _, f := range []Format{Word, Excel} {
		for name, part := range unzipped(t, talksRendered(t, in, f)) {
			wellFormed(t, name, part)
		}
	}
	var b strings.Builder
	if err := (Options{}).RenderSelfReview(assembled(t, in), "li", &b); err != nil {
		t.Fatal(err)
	}
	for name, part := range unzipped(t, b.String()) {
		wellFormed(t, name, part)
	}
}

func wellFormed(t testing.TB, name, part string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(part))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

func TestWriteErrorsOfTheTalksComeOut(t *testing.T) {
	for _, f := range []Format{Word, Excel} {
		if err := (Options{}).RenderTalks(talkBook(t, talkInput()), f, full{}); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("%s on a full disk: %v", f, err)
		}
	}
	if err := (Options{}).RenderSelfReview(assembled(t, talkInput()), flows.TeamSubject, full{}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("an outline on a full disk: %v", err)
	}
}
