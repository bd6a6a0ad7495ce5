package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
)

// following is a round whose round before was the sample's.
func following(t testing.TB) Model {
	t.Helper()
	m := assembled(t, oddInput())
	m.Previous = new(filled(t).Digest("2022-11-20"))
	return m
}

func TestGoldenFollowing(t *testing.T) {
	m := following(t)
	golden(t, "following.md", rendered(t, m, Markdown))
	golden(t, "following.docx.xml", strings.ReplaceAll(unzipped(t, rendered(t, m, Word))["word/document.xml"], "><", ">\n<"))
}

// TestTheReportOpensWithWhatBecameOfTheLast, and the other chapters follow.
func TestTheReportOpensWithWhatBecameOfTheLast(t *testing.T) {
	l := filled(t)
	want := []string{"一、上次征求意见整改落实情况",
		"2021年度党史学习教育专题民主生活会征求到的意见建议，列入整改台账24条。截至2022年11月20日，已完成1条、长期坚持1条、整改中1条、未开始21条。尚未完成的22条是："}
	var word []string
	for _, p := range paragraphs(t, rendered(t, following(t), Word)) {
		if strings.HasPrefix(p, "一、") || len(word) > 0 {
			word = append(word, p)
		}
	}
	if diff := cmp.Diff(want, word[:2]); diff != "" {
		t.Error(diff)
	}
	all := strings.Join(word, "\n")
	first := "1.【整改中｜感悟“两个确立”、坚定信仰】" + bareEnd(flat(l.Rows[0].Text)) + "（对局领导班子的意见建议；责任领导：王建国；完成时限：2022年3月底前）；"
	for _, s := range []string{first, "\n22.【", "\n二、基本情况\n", "\n三、征求到的意见建议\n"} {
		if !strings.Contains(all, s) {
			t.Errorf("there is no %q in\n%s", s, all)
		}
	}
	if strings.Contains(all, "\n23.【未开始") || strings.Contains(all, "【已完成") {
		t.Error("it lists what is done")
	}
}

// TestAllThatIsDoneIsNotListed, and a ledger without points is told so.
func TestAllThatIsDoneIsNotListed(t *testing.T) {
	l := sample(t).Ledger(Ledger{})
	for i := range l.Rows {
		l.Rows[i].State = flows.Done
	}
	if got := l.Digest("2022-11-20").told(); got != "2021年度党史学习教育专题民主生活会征求到的意见建议，列入整改台账24条。截至2022年11月20日，已完成24条。" {
		t.Error(got)
	}
	l.Rows = nil
	if got := l.Digest("2022-11-20"); got.told() != "2021年度党史学习教育专题民主生活会征求到的意见建议，列入整改台账0条。" || len(got.lines()) > 0 {
		t.Error(got.told())
	}
}

// TestNobodyElseIsToldOfTheRoundBefore: a 反馈单 and an outline are of one subject.
func TestNobodyElseIsToldOfTheRoundBefore(t *testing.T) {
	m := following(t)
	for _, s := range m.Round.Subjects {
		part := only(t, m, s.ID)
		if out := rendered(t, part, JSON); part.Previous != nil || strings.Contains(out, "previous") {
			t.Errorf("that of %s tells of it", s.ID)
		}
	}
	part := only(t, m, "wang")
	part.Previous = m.Previous
	if err := part.Check(); flows.KeyOf(err) != "report.inconsistent" {
		t.Error(err)
	}
}

func TestWhatIsToldOfTheRoundBeforeAddsUp(t *testing.T) {
	for name, break_ := range map[string]func(*Previous){
		"previous.by_state": func(p *Previous) { p.Points++ },
		"previous.pending":  func(p *Previous) { p.Pending = p.Pending[1:] },
	} {
		m := following(t)
		break_(m.Previous)
		if err := m.Check(); flows.ArgsOf(err)["where"] != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	var out struct {
		Previous struct {
			Points  int            `json:"points"`
			ByState map[string]int `json:"by_state"`
		} `json:"previous"`
	}
	if err := json.Unmarshal([]byte(rendered(t, following(t), JSON)), &out); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"todo": 21, "underway": 1, "done": 1, "lasting": 1}, out.Previous.ByState); diff != "" || out.Previous.Points != 24 {
		t.Errorf("%d %s", out.Previous.Points, diff)
	}
}
