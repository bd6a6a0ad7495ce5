package report

import (
	"regexp"
	"strings"
	"testing"

	"soundings/flows"
)

func reviewOf(t testing.TB, m Model, subject flows.SubjectID) string {
	t.Helper()
	var b strings.Builder
	if err := (Options{Date: sampleDay}).RenderSelfReview(m, subject, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGoldenSelfReview(t *testing.T) {
	m := assembled(t, talkInput())
	for _, subject := range []flows.SubjectID{"team", "wang"} {
		document := unzipped(t, reviewOf(t, m, subject))["word/document.xml"]
		golden(t, "self-review-"+string(subject)+".docx.xml", strings.ReplaceAll(document, "><", ">\n<"))
	}
}

// TestTheIntroHasItsCountsFilledIn, and open what nobody knows.
func TestTheIntroHasItsCountsFilledIn(t *testing.T) {
	unlogged := talkInput()
	unlogged.Talks = TalkInput{}
	for _, c := range []struct {
		name, want string
		m          Model
		subject    flows.SubjectID
	}{
		{"a member", "大家对我提出意见建议6条（网上匿名4条、谈心谈话2条）；开展谈心谈话4人次（按谈话对象逐人计算）。现对照检查如下：", assembled(t, talkInput()), "wang"},
		{"the team", "大家对局领导班子提出意见建议12条（网上匿名11条、谈心谈话1条）；开展谈心谈话8人次", assembled(t, talkInput()), "team"},
		{"merged", "大家对局领导班子提出意见建议11条，梳理归并为10条；开展谈心谈话＿＿＿＿＿＿人次", sample(t), "team"},
		{"no talk was logged", "大家对我提出意见建议4条；开展谈心谈话＿＿＿＿＿＿人次", assembled(t, unlogged), "wang"},
		{"nobody said anything", "未征求到对我的意见建议；开展谈心谈话1人次", only0(t), "li"},
	} {
		all := strings.Join(paragraphs(t, reviewOf(t, c.m, c.subject)), "\n")
		if !strings.Contains(all, c.want) {
			t.Errorf("%s: want %q in\n%s", c.name, c.want, all)
		}
	}
}

// only0 is a round in which nothing was said about 李红, who talked once.
func only0(t testing.TB) Model {
	in := oddTalks()
	in.Talks.Opinions = nil
	return assembled(t, in)
}

// TestTheOutlineKeepsTheOrderOfTheReport: each aspect has its place and its
// points, and room; then what is not of an aspect.
func TestTheOutlineKeepsTheOrderOfTheReport(t *testing.T) {
	room := func(line string) string { return regexp.MustCompile(`＿+`).ReplaceAllString(line, "_") }
	var got []string
	for _, line := range paragraphs(t, reviewOf(t, assembled(t, oddTalks()), "wang")) {
		got = append(got, room(line))
	}
	three := []string{"一是_。比如，_。", "二是_。比如，_。", "三是_。比如，_。"}
	var want []string
	for _, part := range [][]string{
		{"一、存在的主要问题", "（一）理论学习方面", "（未征求到这方面的意见建议）"}, three,
		{"（二）联系群众方面", "征求到的意见建议：", "1.【问题】下基层少👩‍💻👍🏽，听得少；", "4.【建议｜谈心谈话】多下去；走走（李红同志提出）。"}, three,
		{"（三）工作作风方面", "征求到的意见建议：", `2.【问题】批文件慢... # 不是标题；===；` + "`rm -rf`" + ` <b>粗</b> &amp; *星* _线_ [链](http://a) |表| ~~删~~ $x$ \。`}, three,
		{"（四）其他方面", "征求到的意见建议：", `3.【建议】=HYPERLINK("http://x","点我")。`}, three,
		{"（五）个人有关事项说明", "_。", "二、原因分析", "一是_。", "二是_。", "三是_。", "三、努力方向和整改措施", "一是_。", "二是_。", "三是_。", "王建国", "年　月　日"},
	} {
		want = append(want, part...)
	}
	if a, b := strings.Join(want, "\n"), strings.Join(got, "\n"); !strings.HasSuffix(b, a) {
		t.Errorf("\n got %s\nwant %s", b, a)
	}
}

// TestTheTeamHasNoPersonalMatters, and is signed by the unit.
func TestTheTeamHasNoPersonalMatters(t *testing.T) {
	all := strings.Join(paragraphs(t, reviewOf(t, sample(t), "team")), "\n")
	if strings.Contains(all, "个人有关事项") || !strings.HasSuffix(all, "中共某市某局党组\n年　月　日") || !strings.HasPrefix(all, "2021年度党史学习教育专题民主生活会\n对照检查材料提纲（局领导班子）") {
		t.Error(all)
	}
}

// TestAnOutlineHoldsNothingOfOthers but who was willing to be named as speaker.
func TestAnOutlineHoldsNothingOfOthers(t *testing.T) {
	in := oddTalks()
	for i := range in.Opinions {
		in.Opinions[i].Text += "〔关于" + string(in.Opinions[i].Subject) + "〕"
	}
	for i := range in.Talks.Opinions {
		in.Talks.Opinions[i].Text += "〔关于" + string(in.Talks.Opinions[i].Subject) + "〕"
		in.Talks.Opinions[i].Speaker = ""
	}
	m := assembled(t, in)
	for _, s := range m.Round.Subjects {
		if s.Kind == flows.OtherKind {
			continue
		}
		out := contents(t, Word, reviewOf(t, m, s.ID))
		for _, o := range m.Round.Subjects {
			if o.ID != s.ID && (strings.Contains(out, "〔关于"+string(o.ID)) || o.Kind == flows.MemberKind && strings.Contains(out, o.Name)) {
				t.Errorf("the one of %s tells of %s", s.ID, o.ID)
			}
		}
		if n := m.Counts.BySubject[s.ID]; strings.Count(out, "〔关于") != n {
			t.Errorf("the one of %s has not all of its %d points", s.ID, n)
		}
	}
}

func TestWhoHasNoSelfReview(t *testing.T) {
	for _, subject := range []flows.SubjectID{flows.OtherSubject, "sun"} {
		var b strings.Builder
		if err := (Options{}).RenderSelfReview(sample(t), subject, &b); flows.KeyOf(err) != "report.no_subject" || b.Len() > 0 {
			t.Errorf("%s: %v", subject, err)
		}
	}
	broken := sample(t)
	broken.Counts.Points++
	if err := (Options{}).RenderSelfReview(broken, "wang", &strings.Builder{}); flows.KeyOf(err) != "report.inconsistent" {
		t.Errorf("a broken Model: %v", err)
	}
}

func TestNumerals(t *testing.T) {
	for n, want := range map[int]string{0: "一", 8: "九", 9: "十", 10: "十一", 18: "十九", 19: "二十", 21: "二十二", 29: "三十"} {
		if got := numeral(n); got != want {
			t.Errorf("the %dth is %s, want %s", n+1, got, want)
		}
	}
}

func TestNamesOfTheDocuments(t *testing.T) {
	if a, b, c := Word.TalksName(), Excel.TalksName(), SelfReviewName("wang"); a != "talks.docx" || b != "talks.xlsx" || c != "self-review-wang.docx" {
		t.Error(a, b, c)
	}
}
