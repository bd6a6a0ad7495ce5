package opinion

import (
	"strings"
	"testing"

	"soundings/flows"
	"soundings/flows/dialogue"
)

func TestTheReceiptIsShownOnceAndOpensTheOpinion(t *testing.T) {
	w := toConfirm(t)
	before := w.Frame().Answers[receipt]
	w.Tap("opinion.confirm.submit")
	w.At(done)
	r, o := w.soleOpinion()
	if string(r) != before || w.Button("opinion.done.copy").Copy != r.String() || !w.Screen.Fresh || w.Screen.Once != before {
		t.Errorf("receipt %s was fixed as %s; screen %+v", r, before, w.Screen)
	}
	w.Input(dialogue.Input{})
	if w.Has("opinion.done.copy") || strings.Contains(dump(w), string(r)) {
		t.Errorf("the receipt is still there: %s", dump(w))
	}
	w.Command("receipt", "")
	w.Type(strings.ToLower(r.String()))
	if len(w.Screen.Cards) != 1 || !strings.Contains(cardText(w.Screen.Cards[0]), o.Text) {
		t.Errorf("cards %+v", w.Screen.Cards)
	}
	if strings.Contains(dump(w), o.Text) {
		t.Error("what was read back is kept in the session")
	}
}

func TestReceiptsThatOpenNothing(t *testing.T) {
	w := inRound(t, sample(2))
	w.Command("receipt", "")
	for typed, notice := range map[string]string{
		"不是回执码": "receipt.form", flows.NewReceipt([19]byte{7}).String(): "receipt.unknown",
		strings.Repeat("0", 18) + "12": "receipt.typo_at",
	} {
		w.Type(typed)
		w.Noticed(notice)
		w.At("code")
	}
}

func TestSubmittingTwiceKeepsOne(t *testing.T) {
	w := toConfirm(t)
	before := w.Session
	w.Tap("opinion.confirm.submit")
	tap := before.Nonce + ".a.submit"
	w.Session = before // the session was not saved before the process ended
	w.Input(dialogue.Input{Kind: dialogue.Tapped, Text: tap})
	w.At(done)
	w.soleOpinion()
}

func TestAReceiptThatIsTakenIsReplaced(t *testing.T) {
	w := toConfirm(t)
	first := flows.Receipt(w.Frame().Answers[receipt])
	w.kept[first] = flows.Opinion{Text: "之前的写法"}
	w.Tap("opinion.confirm.submit")
	w.At(confirm)
	w.Noticed("opinion.confirm.again")
	w.Tap("opinion.confirm.submit")
	w.At(done)
	if len(w.kept) != 2 {
		t.Errorf("%d opinions kept, want both", len(w.kept))
	}
}

func TestARoundThatClosedMeanwhile(t *testing.T) {
	w := toConfirm(t)
	w.fail = flows.Fail(flows.Refused, "round.is_closed", flows.Args{"title": "x"})
	w.Tap("opinion.confirm.submit")
	w.Noticed("round.is_closed")
	w.At(confirm)
	if len(w.kept) != 0 {
		t.Error("it was kept")
	}
}

func TestNothingToSay(t *testing.T) {
	w := inRound(t, sample(2))
	w.Command("opinion", "")
	w.Tap("opinion.subject.nothing")
	w.At(thanks)
	if w.marks != 1 || len(w.kept) != 0 {
		t.Errorf("%d marks, %d opinions", w.marks, len(w.kept))
	}
}

func TestAnotherOneUpToTheLimit(t *testing.T) {
	w := toConfirm(t)
	w.Tap("opinion.confirm.submit")
	w.Tap("opinion.done.again")
	w.At(subject)
	if a := w.Frame().Answers; len(a) != 0 {
		t.Errorf("answers are left over: %v", a)
	}
	w.Session.Facts[string(w.world.Round.ID)][FactGiven] = "30"
	w.Command("cancel", "")
	w.Command("opinion", "")
	w.At("full")
}
