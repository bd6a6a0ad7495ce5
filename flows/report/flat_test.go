package report

import (
	"strings"
	"testing"
)

func TestFlat(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"一行", "一行"},
		{"", ""},
		{"材料提前公示\n· 接待地点放一楼\n1. 公示栏写清楚。", "材料提前公示；接待地点放一楼；公示栏写清楚。"},
		{"建议如下：\n1、公示\n2、少跑\n（3）快办\n(4) 简办\n• 好办", "建议如下：公示；少跑；快办；简办；好办"},
		{"第一，\n第二。\n\n第三\r\n", "第一，第二。第三"},
		{"（见附表）\n另见", "（见附表）；另见"},
		{"他说“太多。”\n另见", "他说“太多。”另见"},
		{"- 甲\n- 乙", "甲；乙"},
		{"1. 甲\n2. 乙", "甲；乙"},
		{"-食堂\n谢谢！", "-食堂；谢谢！"},
		{"冬天\n-5度\n1.5万元\n1、2号楼\n---\n-", "冬天；-5度；1.5万元；1、2号楼；---；-"},
		{"Shorter meetings\n- fewer reports.\n- no forms", "Shorter meetings; fewer reports. no forms"},
	} {
		if got := flat(c.in); got != c.want {
			t.Errorf("flat(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestAListKeepsItsLinesInTheAnnex: only the point is made one sentence.
func TestAListKeepsItsLinesInTheAnnex(t *testing.T) {
	in := oddInput()
	in.Opinions[0].Text = "材料提前公示\n· 接待地点放一楼\n1. 公示栏写清楚。"
	md := rendered(t, assembled(t, in), Markdown)
	report, annex, _ := strings.Cut(md, "## 附件")
	if !strings.Contains(report, "材料提前公示；接待地点放一楼；公示栏写清楚") {
		t.Error(report)
	}
	if !strings.Contains(annex, "材料提前公示\\\n   · 接待地点放一楼\\\n   1\\. 公示栏写清楚。") {
		t.Error(annex)
	}
	word := strings.Join(paragraphs(t, rendered(t, assembled(t, in), Word)), "\n")
	if !strings.Contains(word, in.Opinions[0].Text) {
		t.Error("Word's annex lacks the lines")
	}
}
