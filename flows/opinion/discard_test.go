package opinion

import (
	"testing"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// landed brings a person to the confirmation of what was submitted, though its
// answer was lost.
func landed(t *testing.T) *world {
	w := toConfirm(t)
	w.kept[flows.Receipt(w.Frame().Answers[receipt])] = Record(w.Frame().Answers)
	return w
}

// ways are how an opinion is given up at its confirmation.
func ways() map[string]func(*world) {
	return map[string]func(*world){
		"the command":               func(w *world) { w.Command("cancel", "") },
		"the button":                func(w *world) { w.Tap("engine.button.cancel") },
		"the button of this screen": func(w *world) { w.Tap("opinion.confirm.discard") },
		"from home":                 func(w *world) { w.Command("start", ""); w.Command("cancel", "") },
		"from home, where another waits": func(w *world) {
			w.Session.Frames = append([]dialogue.Frame{{Ref: dialogue.Ref{Flow: FlowName, Topic: "another"}, Version: 1, Step: aspect,
				Answers: dialogue.Answers{subject: "team"}}}, w.Session.Frames...)
			w.Command("start", "")
			w.Command("cancel", "")
		},
		"while it is edited": func(w *world) { w.Tap("engine.button.edit"); w.Tap("opinion.text.title"); w.Command("cancel", "") },
	}
}

func TestWhatHasArrivedIsNotCalledNotKept(t *testing.T) {
	for name, givesUp := range ways() {
		t.Run(name, func(t *testing.T) {
			w := landed(t)
			givesUp(w)
			w.At(done)
			w.Noticed("opinion.confirm.arrived")
			r, _ := w.soleOpinion()
			if w.Screen.Once != string(r) || Given(w.Session, w.world.Round.ID) != 1 {
				t.Errorf("shown is %q, and %d are counted", w.Screen.Once, Given(w.Session, w.world.Round.ID))
			}
		})
	}
}

func TestWhatDidNotArriveIsGivenUp(t *testing.T) {
	for name, givesUp := range ways() {
		t.Run(name, func(t *testing.T) {
			for _, w := range []*world{toConfirm(t), withdrawnSince(t)} {
				givesUp(w)
				w.At("home")
				w.Noticed("engine.cancelled")
				if w.asked != 1 || len(w.Session.Frames) != 1 {
					t.Errorf("the store was asked %d times, and there stands %+v", w.asked, w.Session.Frames)
				}
			}
		})
	}
}

func withdrawnSince(t *testing.T) *world {
	w := toConfirm(t)
	w.gone[flows.Receipt(w.Frame().Answers[receipt])] = true
	return w
}

// Before there is a receipt nothing can have arrived, and nobody waits for the
// store.
func TestGivingUpEarlyAsksNobody(t *testing.T) {
	w := toText(t)
	w.Command("cancel", "")
	w.Noticed("engine.cancelled")
	if w.asked != 0 {
		t.Errorf("the store was asked %d times", w.asked)
	}
}

// Who has come as far as a receipt has not “nothing to say”.
func TestNothingToSayIsNotOfferedOnceAReceiptIsDrawn(t *testing.T) {
	w := landed(t)
	w.Tap("engine.button.edit")
	w.Tap("opinion.subject.title")
	if w.Has("opinion.subject.nothing") {
		t.Error("it is offered, and would drop the receipt")
	}
}
