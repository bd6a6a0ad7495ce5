package text

import (
	"testing"

	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", " 会议 太多 ", "会议 太多"},
		{"line ends", "一\r\n二\r三\u2028四", "一\n二\n三\n四"},
		{"tab", "一\t二", "一 二"},
		{"control", "a\x00b\x07c\x1bd", "abcd"},
		{"zero width", "理\u200b论\ufeff学\u2060习\u00ad", "理论学习"},
		{"direction", "a\u202eb\u2066c\u200f", "abc"},
		{"joiner outside emoji", "理\u200d论", "理论"},
		{"joiner inside emoji", "👩\u200d💻", "👩\u200d💻"},
		{"joiner after coloured emoji", "❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"},
		{"joiner hidden behind emoji", "👍\u200d\u200d理", "👍理"},
		{"selector on a letter", "理\ufe0f论", "理论"},
		{"keycap", "1\ufe0f\u20e3", "1\ufe0f\u20e3"},
		{"skin tone", "👍🏽", "👍🏽"},
		{"tags as watermark", "a\U000e0041b", "ab"},
		{"hangul filler", "a\u3164b\u115f", "ab"},
		{"invalid utf-8", "a\xff\xfeb", "ab"},
		{"ideographic space", "一\u3000二", "一 二"},
		{"right to left words", "שלום", "שלום"},
		{"only invisible", "\u200b\u200d\u2060", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Clean(c.in); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestCleanTwiceIsCleanOnce(t *testing.T) {
	parts := []string{"a", "理", "\u200d", "\ufe0f", "👩", "💻", "❤", "\u200b", "\n", " ", "\x00", "1", "\u20e3"}
	rapid.Check(t, func(t *rapid.T) {
		in := ""
		for _, p := range rapid.SliceOfN(rapid.SampledFrom(parts), 0, 12).Draw(t, "parts") {
			in += p
		}
		in += rapid.String().Draw(t, "tail")
		once := Clean(in)
		if twice := Clean(once); twice != once {
			t.Fatalf("Clean(%q) = %q, again %q", in, once, twice)
		}
	})
}

func TestLenAndCut(t *testing.T) {
	if got := Len("a理😀"); got != 4 {
		t.Errorf("Len = %d, want 4: an emoji is two units", got)
	}
	for _, c := range []struct {
		in    string
		limit int
		want  string
	}{{"理论学习", 4, "理论学习"}, {"理论学习", 3, "理论…"}, {"a😀b", 3, "a…"}, {"a😀bcd", 4, "a😀…"}} {
		if got := Cut(c.in, c.limit); got != c.want || Len(got) > c.limit {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.limit, got, c.want)
		}
	}
}
