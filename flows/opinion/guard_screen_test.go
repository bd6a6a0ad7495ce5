package opinion

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"soundings/flows/dialogue"
)

func TestMarksAreShownInPlace(t *testing.T) {
	for in, want := range map[string]string{
		"打13800138000，或发a@b.cn":    "打【13800138000】，或发【a@b.cn】",
		"😀１３８００１３８０００😀我科室，":        "😀【１３８００１３８０００】😀【我科室】，",
		"第一行\n我处\n第三行":             "第一行\n【我处】\n第三行",
		"见https://a.cn/x?u=a@b.cn": "见【https://a.cn/x?u=a@b.cn】",
		"13800138000":              "【13800138000】",
	} {
		if got := marked(in, NewGuard().Marks(in, nil)); got != want {
			t.Errorf("marked %q, want %q", got, want)
		}
	}
}

func TestAllOfManyMarksAreShown(t *testing.T) {
	in := strings.Repeat("我处人少，１３８００１３８０００；", 30)
	got := marked(in, NewGuard().Marks(in, nil))
	if n := strings.Count(got, "【"); n != 60 || n != strings.Count(got, "】") {
		t.Errorf("%d marks, want 60:\n%s", n, got)
	}
	if plain := strings.NewReplacer("【", "", "】", "").Replace(got); plain != in {
		t.Errorf("the text itself has changed:\n%s", plain)
	}
}

// says are the keys of what the present screen says.
func (w *world) says() string {
	var keys []string
	for _, b := range w.Screen.Card.Blocks {
		if b.Kind != dialogue.Title && b.Text.Key != "" {
			keys = append(keys, b.Text.Key)
		}
	}
	return strings.Join(keys, " ")
}

func TestMarksAndAStockPhraseShareOneScreen(t *testing.T) {
	w := toText(t)
	w.Type("我科室学习不够深入")
	w.Tap("engine.button.done")
	w.At("text-guard")
	if got, want := w.says(), "opinion.guard.marks opinion.guard.own opinion.guard.stock"; got != want {
		t.Errorf("the screen says %s, want %s", got, want)
	}
	w.Tap("opinion.guard.keep")
	w.At(example)
}

func TestAReasonIsGivenOnce(t *testing.T) {
	w := toText(t)
	w.Type("我科室13800138000，我处13900139000，a@b.cn")
	w.Tap("engine.button.done")
	if got, want := w.says(), "opinion.guard.marks opinion.guard.own opinion.guard.phone opinion.guard.email"; got != want {
		t.Errorf("the screen says %s, want %s", got, want)
	}
}

func TestTheGuardComesUpOnceForEachWording(t *testing.T) {
	w := toText(t)
	w.Type("理论学习不够深入")
	w.Tap("engine.button.done")
	w.At("text-guard")
	w.Tap("opinion.guard.edit")
	w.At(text)
	w.Tap("engine.button.done")
	w.At("text-guard")
	w.Tap("opinion.guard.keep")
	w.At(example)
	w.Tap("engine.button.back")
	w.At(text)
	w.Tap("engine.button.done")
	w.At(example)
	w.Tap("engine.button.back")
	w.Type("担当不足")
	w.Tap("engine.button.done")
	w.At("text-guard")
}

func TestInvisibleCharactersHideNothingFromTheGuard(t *testing.T) {
	w := toText(t)
	w.Type("有事打138\u200b0013\u2060\u00ad8000")
	w.Tap("engine.button.done")
	w.At("text-guard")
	for _, b := range w.Screen.Card.Blocks {
		if b.Kind == dialogue.Quote && b.Text.Verbatim != "有事打【13800138000】" {
			t.Errorf("the screen shows %q", b.Text.Verbatim)
		}
	}
}

// TestMarksAreWholePlaces: whatever stands in a text, marks are in order, apart,
// and split no character.
func TestMarksAreWholePlaces(t *testing.T) {
	parts := rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"１３８００１３８０００", "我", "们", "科", "处", "本人", "@", "a@b.cn",
		"138", "-", " ", "王小明", "http://", "😀", "工号", "A1234", "86", "110105194912310", "02X", "微信", "。"})))
	rapid.Check(t, func(t *rapid.T) {
		s, end := strings.Join(parts.Draw(t, "parts"), ""), 0
		for _, m := range NewGuard().Marks(s, []string{"王小明"}) {
			if m.From < end || m.To <= m.From || m.To > len(s) || !boundary(s, m.From) || !boundary(s, m.To) {
				t.Fatalf("mark %+v in %q, after %d", m, s, end)
			}
			end = m.To
		}
	})
}

func boundary(s string, at int) bool { return at == len(s) || utf8.RuneStart(s[at]) }

// Who changes what the guard pointed out sends all of it anew: were it added to
// what stands, the mark would stay.
func TestWhatIsChangedAfterTheGuardReplacesTheText(t *testing.T) {
	w := toText(t)
	w.Type("有事打13800138000找我")
	w.Tap("engine.button.done")
	w.Tap("opinion.guard.edit")
	w.Noticed("engine.text.anew")
	w.Type("窗口办事要跑三趟")
	if got := w.Frame().Answers[text]; got != "窗口办事要跑三趟" {
		t.Errorf("the text is %q", got)
	}
}
