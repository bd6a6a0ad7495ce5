package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClosed(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"会议偏多", "会议偏多；"},
		{"会议偏多。", "会议偏多；"},
		{"会议偏多；", "会议偏多；"},
		{"会议偏多。。。", "会议偏多；"},
		{"会议偏多，", "会议偏多；"},
		{"see appendix.", "see appendix."},
		{"Shorter meetings, please", "Shorter meetings, please"},
		{"see 附表.", "see 附表；"},
		{"等等...", "等等..."},
		{"等等……", "等等……"},
		{"能少开吗？", "能少开吗？"},
		{"太多了!", "太多了!"},
		{"有人说“会太多。”", "有人说“会太多。”"},
		{"有人说“会太多”", "有人说“会太多”；"},
		{"（见附表）", "（见附表）；"},
		{"很好👍", "很好👍；"},
		{"👍", "👍"},
		{"。。。。。", "。。。。。"},
	} {
		if got := closed(c.in, "；"); got != c.want {
			t.Errorf("closed(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"一行", "一行"},
		{"第一，\n第二。\n\n第三", "第一，第二。第三"},
		{"第一\n第二", "第一 第二"},
		{"one,\r\n two", "one, two"},
		{"\n\n", ""},
	} {
		if got := fold(c.in); got != c.want {
			t.Errorf("fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestVerbatimKeepsMarkupAsText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<b>粗</b> &lt;", "&lt;b&gt;粗&lt;/b&gt; &amp;lt;"},
		{"*a* _b_ `c` [d](e) ~~f~~ #g |h| $i$", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\~\\~f\\~\\~ \\#g \\|h\\| \\$i\\$"},
		{"行\n# 题\n- 项\n+ 项\n1. 项\n12) 项\n> 引\n===\n---\n    码", "行\\\n  \\# 题\\\n  \\- 项\\\n  \\+ 项\\\n  1\\. 项\\\n  12\\) 项\\\n  &gt; 引\\\n  \\===\\\n  \\---\\\n  码"},
		{"尾\\\n3.5万", "尾\\\\\\\n  3\\.5万"},
		{"比例 3.5，a-b", "比例 3.5，a-b"},
	} {
		if got := verbatim(c.in, "  "); got != c.want {
			t.Errorf("verbatim(%q)\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

// TestEscapeCanBeUndone: what a reader of Markdown undoes gives back the words.
func TestEscapeCanBeUndone(t *testing.T) {
	part := rapid.SampledFrom([]string{"*", "_", "\\", "<b>", "&amp;", "`", "#", "1.", "-", "字", " ", "[x](y)", "|"})
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOf(part).Draw(t, "parts"), "")
		if got := unescape(escapeStart(in)); got != in {
			t.Fatalf("%q came back as %q", in, got)
		}
	})
}

func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && s[i+1] < utf8.RuneSelf {
			i++
		}
		b.WriteByte(s[i])
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(b.String())
}
