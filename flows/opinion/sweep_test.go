package opinion

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func (w *world) labels() (all [][]string) {
	for _, row := range w.Screen.Card.Buttons {
		var labels []string
		for _, b := range row {
			labels = append(labels, labelOf(b))
		}
		all = append(all, labels)
	}
	return all
}

func (w *world) offers(want ...[]string) {
	w.TB.Helper()
	if diff := cmp.Diff(want, w.labels()); diff != "" {
		w.TB.Fatalf("buttons (-want +got):\n%s", diff)
	}
}

func TestFromTheReceiptToAChatWithNothingInIt(t *testing.T) {
	w := toConfirm(t)
	w.Tap("opinion.confirm.submit")
	w.offers([]string{"opinion.done.copy"}, []string{"opinion.done.again"}, []string{"sweep.button", "opinion.done.finish"})
	w.Tap("sweep.button")
	w.Noticed("sweep.done")
	w.offers([]string{"sweep.button.receipt"}, []string{"opinion.done.again", "opinion.done.finish"})
	w.Tap("sweep.button.receipt")
	w.Noticed("sweep.done")
	w.offers([]string{"opinion.done.again", "opinion.done.finish"})
	w.Tap("opinion.done.again")
	w.At(subject)
}

func TestASweepLeavesTheDraftThatWaits(t *testing.T) {
	w := toText(t)
	w.Type("窗口办事要跑三趟")
	w.Command("receipt", "")
	w.offers([]string{"receipt.button.withdraw"}, []string{"receipt.leave", "sweep.button"})
	w.Tap("sweep.button")
	w.Tap("opinion.done.finish")
	w.At(text)
	if got := w.Frame().Answers[text]; got != "窗口办事要跑三趟" {
		t.Errorf("the draft says %q", got)
	}
}

func TestASweepThatFailedStaysWhereItWas(t *testing.T) {
	o := Swept{Stuck: 1, Failed: 2, Receipt: true}.Outcome()
	if !o.Failed || o.Notice.Key != "sweep.failed" || o.Notice.Args["n"] != 2 {
		t.Errorf("the outcome is %+v", o)
	}
	o = Swept{Stuck: 1, Receipt: true}.Outcome()
	if o.Failed || o.Notice.Args["byhand"] != true || o.Notice.Args["stuck"] != 1 {
		t.Errorf("the outcome is %+v", o)
	}
}
