package opinion

import (
	"strings"
	"testing"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// submitted is somebody who gave an opinion, and its receipt.
func submitted(t *testing.T) (*world, string) {
	t.Helper()
	w := toConfirm(t)
	w.Tap("opinion.confirm.submit")
	r, _ := w.soleOpinion()
	w.Tap("opinion.done.finish")
	return w, r.String()
}

// lastLine is the key of the last line of the message that was shown.
func (w *world) lastLine() dialogue.Text {
	if len(w.Screen.Cards) != 1 {
		w.TB.Fatalf("%d messages, want 1; notice %q", len(w.Screen.Cards), w.Screen.Notice.Key)
	}
	blocks := w.Screen.Cards[0].Blocks
	return blocks[len(blocks)-1].Text
}

func TestWithdrawingTakesTheReceiptOnceMore(t *testing.T) {
	w, r := submitted(t)
	w.Command("receipt", "")
	w.Type(r)
	w.Tap("receipt.button.withdraw")
	w.At(withdraw)
	w.Type(strings.ToLower(r))
	w.At(code)
	w.Noticed("receipt.withdraw.done")
	if len(w.kept) != 0 || strings.Contains(dump(w), strings.ReplaceAll(r, "-", "")) {
		t.Errorf("%d kept; the session is %s", len(w.kept), dump(w))
	}
	w.Type(r)
	w.Noticed("receipt.withdrawn")
	w.Tap("receipt.button.withdraw")
	w.Type(r)
	w.Noticed("receipt.withdrawn")
	w.At(code)
}

func TestNobodyWithdrawsByAccident(t *testing.T) {
	w, r := submitted(t)
	for name, away := range map[string]func(){
		"said no":         func() { w.Tap("receipt.withdraw.stay") },
		"came back":       func() { w.Command("receipt", "") },
		"by the start":    func() { w.Command("start", ""); w.Tap("home.button.receipt") },
		"mistyped before": func() { w.Type(r[:22]); w.Noticed("receipt.short"); w.Command("receipt", "") },
	} {
		w.Command("receipt", "")
		w.Tap("receipt.button.withdraw")
		away()
		w.At(code)
		if w.Type(r); len(w.kept) != 1 {
			t.Fatalf("%s: it was withdrawn", name)
		}
	}
}

func TestAfterTheEndNothingIsWithdrawn(t *testing.T) {
	w, r := submitted(t)
	w.Command("receipt", "")
	w.Tap("receipt.button.withdraw")
	w.world.Round.State = flows.Closed
	w.Type(r)
	w.Noticed("receipt.too_late")
	w.At(code)
	if len(w.kept) != 1 {
		t.Error("it is gone")
	}
}

func TestAWithdrawnOpinionIsNotSubmittedAgain(t *testing.T) {
	w := toConfirm(t)
	before := w.Session
	w.Tap("opinion.confirm.submit")
	r, _ := w.soleOpinion()
	w.Command("receipt", "")
	w.Tap("receipt.button.withdraw")
	w.Type(r.String())
	w.Session = before // the session was not saved, and the tap comes again
	w.Input(dialogue.Input{Kind: dialogue.Tapped, Text: before.Nonce + ".a.submit"})
	w.At(confirm)
	w.Noticed("opinion.confirm.withdrawn")
	if len(w.kept) != 0 || len(w.Screen.Cards) != 0 {
		t.Errorf("%d kept, shown %v", len(w.kept), w.Screen.Cards)
	}
	w.Tap("opinion.confirm.submit")
	if second, _ := w.soleOpinion(); second == r {
		t.Error("it has the receipt of the one that was withdrawn")
	}
}

func TestTheAuthorIsToldWhatBecameOfIt(t *testing.T) {
	for _, c := range []struct {
		name  string
		state flows.State
		few   bool
		want  string
	}{
		{"under way", flows.Opened, false, "receipt.fate.open"},
		{"under way, few so far", flows.Opened, true, "receipt.fate.open"},
		{"closed", flows.Closed, false, "receipt.fate.closed"},
		{"closed below k", flows.Closed, true, "receipt.fate.below"},
		{"released", flows.Released, false, "receipt.fate.released"},
		{"destroyed", flows.Destroyed, false, "receipt.fate.destroyed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, r := submitted(t)
			w.world.Round.State, w.few = c.state, c.few
			w.Command("receipt", "")
			w.Type(r)
			if got := w.lastLine(); got.Key != c.want || got.Args["k"] != 5 {
				t.Errorf("%+v, want %s", got, c.want)
			}
		})
	}
}

func TestAReleasedOpinionIsFoundInItsPartOfTheReport(t *testing.T) {
	r := sample(2)
	r.State = flows.Released
	f := fateOf(r, flows.Opinion{Subject: "ma", Aspect: "a2"}, true)
	if f.Part.Subject.Args["name"] != "王建国" || f.Part.Aspect.Verbatim != "担当作为" {
		t.Errorf("part %+v", f.Part)
	}
	if f := fateOf(r, flows.Opinion{Subject: flows.TeamSubject}, true); f.Part.Aspect.Key != "opinion.aspect.unsure" {
		t.Errorf("part %+v", f.Part)
	}
}

func TestWhatIsNoReceiptIsNotLookedUp(t *testing.T) {
	w, r := submitted(t)
	w.Command("receipt", "")
	for _, step := range []string{code, withdraw} {
		for typed, want := range map[string]string{"不是": "receipt.form", r[1:]: "receipt.short", r + "0": "receipt.long", "?" + r[1:]: "receipt.typo_at"} {
			w.Type(typed)
			w.Noticed(want)
			w.At(step)
		}
		if step == code {
			w.Tap("receipt.button.withdraw")
		}
	}
	if w.asked != 0 {
		t.Errorf("the store was asked %d times", w.asked)
	}
}
