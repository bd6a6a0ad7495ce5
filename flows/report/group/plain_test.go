package group

import (
	"strings"
	"testing"
)

func TestPlainIsWhatIsSaidAloud(t *testing.T) {
	for in, want := range map[string]string{
		"会议，太多。":                  "会议,太多,",
		"ＷｉＦｉ　信号":                 "wifi,信号",
		"涨了5.3%":                  "涨了5.3,",
		"完.":                      "完,",
		"１２３４５热线":                 "12345热线",
		"好👍！":                     "好👍,",
		"理\u200b论\x00":            "理论",
		"a\xffb":                  "ab",
		"":                        "",
		strings.Repeat("长", 2000): strings.Repeat("长", reach),
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParticlesAndWishesAreNotCounted(t *testing.T) {
	c := count(plain("希望会议的，少"), hush())
	for _, g := range []gram{{'会'}, {'议'}, {'会', '议'}, {'议', '的'}, {'少'}} {
		if c[g] != 1 {
			t.Errorf("%q is counted %d times, want 1", string(g[:]), c[g])
		}
	}
	if len(c) != 5 {
		t.Errorf("%d grams, want 5: %v", len(c), c)
	}
}
