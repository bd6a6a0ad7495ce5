package report

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
)

func only(t testing.TB, m Model, subject flows.SubjectID) Model {
	t.Helper()
	part, err := m.Only(subject)
	if err != nil {
		t.Fatal(err)
	}
	return part
}

// plainText is a document as it is read, without marks of form and spaces.
func plainText(t *testing.T, m Model, f Format) (all []string) {
	out := strings.Split(rendered(t, m, Markdown), "\n")
	if f == Word {
		out = paragraphs(t, rendered(t, m, Word))
	}
	marks := regexp.MustCompile(`^(#+ |\s*- )|\\$`)
	for _, line := range out {
		line = unescape(marks.ReplaceAllString(line, ""))
		if line = strings.Join(strings.Fields(line), ""); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// TestFeedbackSaysEverythingOnce in Word as in Markdown: no second copy in an
// annex, and nothing that was said to all.
func TestFeedbackSaysEverythingOnce(t *testing.T) {
	m := sample(t)
	for _, s := range m.Round.Subjects {
		part := only(t, m, s.ID)
		word, md := strings.Join(plainText(t, part, Word), ""), strings.Join(plainText(t, part, Markdown), "")
		if diff := cmp.Diff(strings.ReplaceAll(md, "（1）", ""), regexp.MustCompile(`（[12]）`).ReplaceAllString(word, "")); diff != "" {
			t.Errorf("%s: Markdown and Word differ:\n%s", s.ID, diff)
		}
		for _, o := range part.Opinions {
			for _, said := range []string{o.Text, o.Case, o.Remedy} {
				said = strings.Join(strings.Fields(said), "")
				if n := strings.Count(md, said); said != "" && n != 1 {
					t.Errorf("%s is told %q %d times", s.ID, said, n)
				}
			}
		}
		for _, no := range []string{"附件", "主题是", "重点围绕", "（二）", "对班子成员"} {
			if strings.Contains(md, no) {
				t.Errorf("the one of %s has %s", s.ID, no)
			}
		}
	}
}

func TestFeedbackOfAMergedAndOfARewordedPoint(t *testing.T) {
	m := sample(t)
	for i, p := range m.Points {
		if p.Subject == "chen" {
			m.Points[i].Text = "改写的话"
			break
		}
	}
	for subject, wants := range map[flows.SubjectID][]string{
		"team": {"同一组数据、报表多头重复要，基层填报负担重（归并2条）。\n", "   - 【问题】向基层要数据", "     - 改进希望：建一个共享的台账", "## 从严治党、纠“四风”方面"},
		"chen": {"1. 【建议｜从严治党、纠“四风”】改写的话。\n   - 【建议｜从严治党、纠“四风”】日常监督再靠前"},
	} {
		md := rendered(t, only(t, m, subject), Markdown)
		for _, want := range wants {
			if !strings.Contains(md, want) {
				t.Errorf("%s lacks %q:\n%s", subject, want, md)
			}
		}
	}
}

func TestFeedbackOfSilence(t *testing.T) {
	md := rendered(t, only(t, assembled(t, oddInput()), "li"), Markdown)
	if !strings.Contains(md, "未征求到对李红同志的意见建议。\n") || strings.Contains(md, "如下") {
		t.Error(md)
	}
}
