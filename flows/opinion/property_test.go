package opinion

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"soundings/flows"
	"soundings/flows/dialogue/dialoguetest"
	clean "soundings/flows/text"
)

// anything is what a person or a broken client could send.
func anything(w *world) dialoguetest.Chaos {
	receipts := rapid.Custom(func(t *rapid.T) string {
		all := slices.Sorted(maps.Keys(w.kept))
		all = append(all, flows.NewReceipt([19]byte{byte(rapid.IntRange(0, 15).Draw(t, "wrong"))}), "?K3QX9M2TD4HWVAPZ8RC")
		return string(rapid.SampledFrom(all).Draw(t, "receipt"))
	})
	return dialoguetest.Chaos{
		Texts: rapid.OneOf(receipts, rapid.String(), rapid.SampledFrom([]string{"短", "窗口办事要跑三趟", "理论学习不够深入", "找我 13800138000",
			strings.Repeat("长", 1500), strings.Repeat("长", 4096), "<b>*_[`", "\x00\u200b", "7K3QX-9M2TD-4HWVA-PZ8RC", "/start"})),
		Commands: []string{"start", "opinion", "receipt", "privacy", "language", "cancel", "help", "", "x"},
		Forged:   []string{"", "done", "o.team", "a.submit", "e.text", "p.9", "back"},
		On:       []string{"opinion.confirm.submit", "engine.button.done", "engine.button.skip", "opinion.guard.keep"},
	}
}

// maxWaiting is how many conversations there are to wait below one another.
const maxWaiting = 6

// TestWhateverComesThereIsAnAnswer throws random inputs, restarts and deploys at
// the conversations: always an answer with a way on, /cancel always leads home,
// what is kept is always valid, and the session always decodes.
func TestWhateverComesThereIsAnAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := inRound(t, sample(rapid.IntRange(0, 10).Draw(t, "members")))
		w.world.Names = []string{"王小明"}
		w.Command("start", "")
		for range rapid.IntRange(1, 40).Draw(t, "inputs") {
			w.Unchanged(anything(w).Input(t, w.Person))
			w.Answered(maxWaiting)
			switch rapid.SampledFrom([]string{"", "", "", "restart", "deploy"}).Draw(t, "meanwhile") {
			case "restart":
				w.Restart()
			case "deploy":
				w.Deploy(t, text, confirm)
			}
		}
		w.Cancelled(maxWaiting, HomeName)
		for _, o := range w.kept {
			if err := o.Validate(w.world.Round); err != nil {
				t.Fatalf("kept %+v: %v", o, err)
			}
		}
	})
}

// TestWhatIsShownIsWhatIsKept confirms random opinions and compares.
func TestWhatIsShownIsWhatIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := inRound(t, sample(4))
		w.Command("opinion", "")
		w.Tap("王建国")
		w.Tap("1 理论学习")
		w.Tap(rapid.SampledFrom([]string{"opinion.kind.problem", "opinion.kind.proposal"}).Draw(t, "kind"))
		w.Type(rapid.String().Draw(t, "text") + " 窗口办事要跑三趟")
		w.Tap("engine.button.done")
		for w.Frame().Step != confirm {
			for _, way := range []string{"opinion.guard.keep", "engine.button.skip"} {
				if w.Has(way) {
					w.Tap(way)
				}
			}
		}
		shown := cardText(w.Screen.Card)
		w.Tap("opinion.confirm.submit")
		_, o := w.soleOpinion()
		if !strings.Contains(shown, o.Text) || clean.Clean(o.Text) != o.Text || o.Validate(w.world.Round) != nil {
			t.Fatalf("shown %q, kept %+v", shown, o)
		}
	})
}
