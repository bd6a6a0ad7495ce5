package opinion

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

// TestAReleasedOpinionIsFoundInItsPartOfTheReport: where it stands now, which need
// not be where its author put it, and in which words.
func TestAReleasedOpinionIsFoundInItsPartOfTheReport(t *testing.T) {
	w, r := submitted(t)
	_, o := w.soleOpinion()
	w.world.Round.State = flows.Released
	for _, c := range []struct {
		name            string
		point           *Point
		shut            error
		want            string
		subject, aspect dialogue.Text
		wording         string
	}{
		{name: "nothing was made of any", want: "receipt.fate.released",
			subject: dialogue.Verbatim("局领导班子"), aspect: dialogue.Verbatim("担当作为")},
		{name: "by itself, in its own words", point: &Point{Subject: o.Subject, Aspect: o.Aspect, Text: o.Text}, want: "receipt.fate.released",
			subject: dialogue.Verbatim("局领导班子"), aspect: dialogue.Verbatim("担当作为")},
		{name: "moved to a member, without an aspect", point: &Point{Subject: "ma", Text: o.Text}, want: "receipt.fate.released",
			subject: dialogue.Say("opinion.subject.member", "name", "王建国", "post", "副局长"), aspect: dialogue.Say("opinion.aspect.unsure")},
		{name: "reworded", point: &Point{Subject: "ma", Aspect: "a2", Text: "少开会"}, want: "receipt.fate.reworded",
			subject: dialogue.Say("opinion.subject.member", "name", "王建国", "post", "副局长"), aspect: dialogue.Verbatim("担当作为"), wording: "少开会"},
		{name: "merged", point: &Point{Subject: "ma", Aspect: "a2", Text: "少开会", Merged: true}, want: "receipt.fate.merged",
			subject: dialogue.Say("opinion.subject.member", "name", "王建国", "post", "副局长"), aspect: dialogue.Verbatim("担当作为"), wording: "少开会"},
		{name: "merged under its own words", point: &Point{Subject: "ma", Aspect: "a2", Text: o.Text, Merged: true}, want: "receipt.fate.merged",
			subject: dialogue.Say("opinion.subject.member", "name", "王建国", "post", "副局长"), aspect: dialogue.Verbatim("担当作为"), wording: o.Text},
		{name: "the organizer keeps the key", shut: flows.Fail(flows.Refused, "identity.needed", nil), want: "receipt.fate.unseen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.point, w.shut = c.point, c.shut
			w.Command("receipt", "")
			w.Type(r)
			blocks := w.Screen.Cards[0].Blocks
			if c.wording != "" {
				last := blocks[len(blocks)-1]
				if last.Text.Verbatim != c.wording || last.Kind != dialogue.Quote {
					t.Errorf("the wording is %+v", last)
				}
				blocks = blocks[:len(blocks)-1]
			}
			got := blocks[len(blocks)-1].Text
			if diff := cmp.Diff(dialogue.Say(c.want, "k", 5, "subject", c.subject, "aspect", c.aspect), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestAnAuthorIsToldHowFarTheirPointHasCome, where a ledger says so, and in no other
// words than that.
func TestAnAuthorIsToldHowFarTheirPointHasCome(t *testing.T) {
	w, r := submitted(t)
	_, o := w.soleOpinion()
	w.world.Round.State = flows.Released
	for _, state := range flows.LedgerStates() {
		w.point = &Point{Subject: o.Subject, Aspect: o.Aspect, Text: o.Text, State: state}
		w.Command("receipt", "")
		w.Type(r)
		if diff := cmp.Diff(dialogue.Say("receipt.ledger."+string(state)), w.lastLine()); diff != "" {
			t.Error(diff)
		}
	}
	w.point.State = ""
	w.Command("receipt", "")
	w.Type(r)
	if last := w.lastLine(); last.Key != "receipt.fate.released" {
		t.Errorf("without a ledger it says %s", last.Key)
	}
}

// TestALongWordingLeavesRoomForWhatWasWritten: they share a message.
func TestALongWordingLeavesRoomForWhatWasWritten(t *testing.T) {
	blocks := Fate{Stage: Merged, Wording: strings.Repeat("长", 2000)}.blocks()
	if n := len([]rune(blocks[1].Text.Verbatim)); n != maxWording {
		t.Errorf("%d characters", n)
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
