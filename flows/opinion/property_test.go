package opinion

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"soundings/flows"
	"soundings/flows/dialogue"
	clean "soundings/flows/text"
)

// anything is any input a person or a broken client could send.
func anything(t *rapid.T, w *world) dialogue.Input {
	switch rapid.SampledFrom([]string{"tap", "tap", "tap", "tap", "tap", "old", "forged", "standing", "text", "text", "receipt", "command", "media", "edited", "show"}).Draw(t, "input") {
	case "tap":
		if buttons := w.Buttons(); len(buttons) > 0 {
			return dialogue.Input{Kind: dialogue.Tapped, Text: rapid.SampledFrom(buttons).Draw(t, "button").Data}
		}
	case "old":
		if len(w.Old) > 0 {
			return dialogue.Input{Kind: dialogue.Tapped, Text: rapid.SampledFrom(w.Old).Draw(t, "old")}
		}
	case "forged":
		return dialogue.Input{Kind: dialogue.Tapped, Text: w.Session.Nonce + "." + rapid.SampledFrom([]string{"", "done", "o.team", "a.submit", "e.text", "p.9", "back"}).Draw(t, "forged")}
	case "standing":
		return dialogue.Input{Kind: dialogue.Tapped, Text: dialogue.CommandButton(dialogue.Text{}, rapid.SampledFrom([]string{"opinion", "", "x"}).Draw(t, "standing")).Data}
	case "text":
		s := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"短", "窗口办事要跑三趟", "理论学习不够深入", "找我 13800138000",
			strings.Repeat("长", 1500), strings.Repeat("长", 4096), "<b>*_[`", "\x00\u200b", "7K3QX-9M2TD-4HWVA-PZ8RC", "/start"})).Draw(t, "text")
		return dialogue.Input{Kind: dialogue.Typed, Text: s}
	case "receipt":
		all := slices.Sorted(maps.Keys(w.kept))
		all = append(all, flows.NewReceipt([19]byte{byte(rapid.IntRange(0, 15).Draw(t, "wrong"))}), "?K3QX9M2TD4HWVAPZ8RC")
		return dialogue.Input{Kind: dialogue.Typed, Text: string(rapid.SampledFrom(all).Draw(t, "receipt"))}
	case "command":
		name := rapid.SampledFrom([]string{"start", "opinion", "receipt", "privacy", "language", "cancel", "help", "", "x"}).Draw(t, "command")
		return dialogue.Input{Kind: dialogue.Command, Text: name, Payload: rapid.SampledFrom([]string{"", "t_x"}).Draw(t, "payload")}
	case "media":
		return dialogue.Input{Kind: dialogue.Media, Text: rapid.SampledFrom([]string{"photo", "voice", "other"}).Draw(t, "media")}
	case "edited":
		return dialogue.Input{Kind: dialogue.Edited}
	}
	return dialogue.Input{Kind: dialogue.Show}
}

// TestWhateverComesThereIsAnAnswer throws random inputs, restarts and deploys at
// the conversations: always an answer with a way on, /cancel always leads home,
// what is kept is always valid, and the session always decodes.
func TestWhateverComesThereIsAnAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := inRound(t, sample(rapid.IntRange(0, 10).Draw(t, "members")))
		w.world.Names = []string{"王小明"}
		w.Command("start", "")
		for range rapid.IntRange(1, 40).Draw(t, "inputs") {
			before := w.Session
			snapshot, _ := json.Marshal(before)
			w.Input(anything(t, w))
			if after, _ := json.Marshal(before); string(after) != string(snapshot) {
				t.Fatalf("Advance changed its argument:\n%s\n%s", snapshot, after)
			}
			answered(t, w)
			switch rapid.SampledFrom([]string{"", "", "", "restart", "deploy"}).Draw(t, "meanwhile") {
			case "restart":
				w.Restart()
			case "deploy":
				w.Session.Frames[len(w.Session.Frames)-1].Version--
				w.Session.Frames[len(w.Session.Frames)-1].Step = rapid.SampledFrom([]string{"gone", text, confirm}).Draw(t, "step")
			}
		}
		cancelled(t, w)
		for _, o := range w.kept {
			if err := o.Validate(w.world.Round); err != nil {
				t.Fatalf("kept %+v: %v", o, err)
			}
		}
	})
}

func answered(t *rapid.T, w *world) {
	card := w.Screen.Card
	if len(card.Blocks) == 0 || len(card.Buttons) == 0 {
		t.Fatalf("no answer, or no way on, at %+v", w.Frame())
	}
	for _, b := range w.Buttons() {
		if (b.Data == "") == (b.Copy == "") || len(b.Data) > 64 {
			t.Fatalf("button %+v", b)
		}
	}
	for _, b := range card.Blocks {
		if b.Text.Zero() {
			t.Fatalf("an empty block at %+v", w.Frame())
		}
	}
	if len(w.Session.Frames) > 6 {
		t.Fatalf("%d conversations wait", len(w.Session.Frames))
	}
}

func cancelled(t *rapid.T, w *world) {
	for range 7 {
		w.Command("cancel", "")
		answered(t, w)
	}
	if len(w.Session.Frames) != 1 || w.Frame().Flow != HomeName {
		t.Fatalf("/cancel leads to %+v", w.Session.Frames)
	}
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
