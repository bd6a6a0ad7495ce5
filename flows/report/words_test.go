package report

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestHowManyHadNothingToSay is told by the JSON where the sentence tells it,
// and nowhere else.
func TestHowManyHadNothingToSay(t *testing.T) {
	for _, c := range []struct {
		name             string
		opinions, silent int
		told             bool
	}{
		{"exactly k may have written", 10, 7, true},
		{"fewer than k may have written", 10, 8, false},
		{"all, and yet somebody wrote", 10, 12, false},
		{"nobody", 10, 0, false},
		{"nothing was written", 0, 12, true},
	} {
		in := oddInput()
		in.Opinions, in.NoOpinion = in.Opinions[:c.opinions], c.silent
		m := assembled(t, in)
		var out struct{ Counts map[string]any }
		if err := json.Unmarshal([]byte(rendered(t, m, JSON)), &out); err != nil {
			t.Fatal(err)
		}
		value, there := out.Counts["no_opinion"]
		if !there || (value != nil) != c.told || strings.Contains(m.Sentence(), "暂无") != c.told {
			t.Errorf("%s: JSON has %v; %s", c.name, value, m.Sentence())
		}
		if only(t, m, "wang").Counts.NoOpinion != nil {
			t.Errorf("%s: a part tells it", c.name)
		}
	}
}

func TestAspectsInRunningText(t *testing.T) {
	m := sample(t)
	want := "重点围绕以下5个方面：（1）感悟“两个确立”、坚定信仰；（2）心怀“国之大者”、担当落实；（3）以人民为中心、为民办实事；" +
		"（4）增强忧患意识、敢于斗争；（5）从严治党、纠“四风”。"
	if got := m.background()[0]; !strings.HasSuffix(got, want) {
		t.Error(got)
	}
	for _, f := range []Format{Markdown, Word, CSV, Excel} {
		if out := contents(t, f, rendered(t, m, f)); strings.Contains(out, "·") || strings.Contains(out, "未明确") {
			t.Errorf("%s has the middle dot of a button, or 未明确", f)
		}
	}
}

func TestTheThemeIsASentenceOfTheFirstParagraph(t *testing.T) {
	for _, c := range []struct{ title, theme, want string }{
		{"2026年度民主生活会征求意见", "从严从实", "征求意见建议。会议主题是：从严从实。征求意见范围包括局领导班子、"},
		{"作风建设", "从严；\n从实。", "征求意见建议。主题是：从严；从实。征求意见范围包括"},
		{"作风建设", " ", "征求意见建议。征求意见范围包括"},
	} {
		in := oddInput()
		in.Round.Title, in.Round.Theme = c.title, c.theme
		if all := assembled(t, in).background(); len(all) != 2 || !strings.Contains(all[0], c.want) {
			t.Errorf("%s is not in %q", c.want, all)
		}
	}
}

// TestTheTeamHasItsOwnName everywhere but in the heading of its section.
func TestTheTeamHasItsOwnName(t *testing.T) {
	m := sample(t)
	for _, f := range []Format{Markdown, Word, CSV, Excel} {
		out := contents(t, f, rendered(t, m, f))
		out = strings.ReplaceAll(strings.ReplaceAll(out, "局领导班子", ""), "对领导班子的意见建议", "")
		if strings.Contains(out, "领导班子") {
			t.Errorf("%s calls the team otherwise", f)
		}
	}
}

func TestMarkdownIsSigned(t *testing.T) {
	for _, c := range []struct {
		o    Options
		want string
	}{{Options{Date: sampleDay}, "\n中共某市某局党组\\\n2021年12月28日\n"}, {Options{}, "\n中共某市某局党组\\\n年　月　日\n"}} {
		for _, m := range []Model{sample(t), only(t, sample(t), "wang"), assembled(t, Input{Round: sampleRound(), Participants: 5})} {
			var b strings.Builder
			if err := c.o.Render(m, Markdown, &b); err != nil {
				t.Fatal(err)
			}
			if text, _, _ := strings.Cut(b.String(), "\n## 附件"); !strings.HasSuffix(text, c.want) {
				t.Errorf("%q does not end in %q", text, c.want)
			}
		}
	}
}
