package opinion

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
)

// saying fails unless the screen says this, by its keys.
func (w *world) saying(want ...string) {
	w.TB.Helper()
	var keys []string
	for _, b := range w.Screen.Card.Blocks {
		keys = append(keys, b.Text.Key)
	}
	if diff := cmp.Diff(want, keys); diff != "" {
		w.TB.Fatalf("the screen says (-want +got):\n%s", diff)
	}
}

// another is one more round that is taken part in.
func another(closes time.Time) flows.Round {
	r := sample(1)
	r.ID, r.Title, r.Closes = "7c1f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a12", "另一轮", closes
	return r
}

func TestWhatIsKeptIsSaidBeforeItIsKept(t *testing.T) {
	w := inRound(t, sample(2))
	w.Command("start", "")
	w.Tap("home.button.remind")
	w.saying("remind.title", "remind.offer", "remind.keeps", "remind.all")
	w.offers([]string{"remind.yes"}, []string{"remind.no"})
	line := w.Screen.Card.Blocks[1].Text.Args
	if line["date"] != time.Date(2026, 11, 19, 9, 0, 0, 0, time.UTC) || line["clock"] != "09:00" {
		t.Errorf("it is to come at %v", line)
	}
	w.Tap("remind.no")
	w.At("home")
	if w.Has("home.button.unremind") || len(w.rung) > 0 {
		t.Errorf("kept without consent: %v", w.rung)
	}
	w.Tap("home.button.remind")
	w.Tap("remind.yes")
	w.At("home")
	w.Tap("home.button.unremind")
	w.saying("remind.title", "remind.on", "remind.kept")
	w.offers([]string{"remind.stop"}, []string{"remind.leave"})
	w.Tap("remind.stop")
	if !w.Has("home.button.remind") || w.rung[w.world.Round.ID] {
		t.Errorf("still kept: %v", w.rung)
	}
}

// Whoever has written may ask as well: that there is no difference is the point.
func TestWhoHasWrittenMayAsk(t *testing.T) {
	w := toConfirm(t)
	w.Tap("opinion.confirm.submit")
	w.Tap("opinion.done.finish")
	w.Tap("home.button.remind")
	w.saying("remind.title", "remind.offer", "remind.keeps", "remind.all")
}

func TestWhereAReminderIsOffered(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*world)
		label  string
	}{
		{"days before", func(*world) {}, "home.button.remind"},
		{"when its hour has come", func(w *world) { w.now = time.Date(2026, 11, 19, 9, 0, 0, 0, time.UTC) }, ""},
		{"then, to who asked for it: to take it back", func(w *world) {
			w.rung[w.world.Round.ID] = true
			w.Command("privacy", "")
			w.now = time.Date(2026, 11, 19, 9, 0, 0, 0, time.UTC)
		}, "home.button.unremind"},
		{"a round without an end", func(w *world) { w.world.Round.Closes = time.Time{} }, ""},
		{"to who asked in one of two rounds", func(w *world) {
			w.rung[w.world.Round.ID] = true
			w.Command("privacy", "")
			w.more = []flows.Round{another(w.world.Round.Closes)}
		}, "home.button.remind"},
	} {
		w := inRound(t, sample(1))
		c.change(w)
		w.Command("start", "")
		for _, label := range []string{"home.button.remind", "home.button.unremind"} {
			if w.Has(label) != (label == c.label) {
				t.Errorf("%s: %s is %v", c.name, label, w.Has(label))
			}
		}
	}
}

// Of several rounds each is told of.
func TestSeveralRoundsHaveOneScreen(t *testing.T) {
	w := inRound(t, sample(1))
	w.Command("start", "")
	w.Tap("home.button.remind")
	w.Tap("remind.yes")
	w.more = []flows.Round{another(w.world.Round.Closes.AddDate(0, 0, 7))}
	w.Command("start", "")
	w.Tap("home.button.remind")
	w.saying("remind.title", "remind.on", "remind.offer", "remind.keeps", "remind.all")
	w.offers([]string{"remind.yes"}, []string{"remind.stop"}, []string{"remind.no"})
	w.Tap("remind.yes")
	if !w.rung[w.world.Round.ID] || !w.rung[w.more[0].ID] {
		t.Errorf("asked for: %v", w.rung)
	}
	w.now = w.world.Round.Closes.AddDate(0, 0, -1)
	w.Command("start", "")
	w.Tap("home.button.unremind")
	w.saying("remind.title", "remind.came", "remind.on", "remind.kept")
	w.Tap("remind.stop")
	if w.rung[w.world.Round.ID] || w.rung[w.more[0].ID] {
		t.Errorf("left are: %v", w.rung)
	}
}

// What the session remembers may be old: the chat was closed to us, and the
// address deleted.
func TestTheScreenTellsWhatIsReallyKept(t *testing.T) {
	w := inRound(t, sample(1))
	w.Command("start", "")
	w.Tap("home.button.remind")
	w.Tap("remind.yes")
	w.Command("privacy", "")
	if !strings.Contains(cardText(w.Screen.Card), "privacy.address") {
		t.Errorf("it says\n%s", cardText(w.Screen.Card))
	}
	w.rung[w.world.Round.ID] = false
	w.Command("privacy", "")
	if !strings.Contains(cardText(w.Screen.Card), "privacy.no_address") {
		t.Errorf("it says\n%s", cardText(w.Screen.Card))
	}
	w.rung[w.world.Round.ID] = true
	w.Command("start", "")
	w.Tap("home.button.remind")
	w.saying("remind.title", "remind.on", "remind.kept")
	w.now = w.world.Round.Closes.AddDate(0, 0, -1)
	w.rung[w.world.Round.ID] = false
	w.Tap("remind.leave")
	w.Tap("home.button.unremind")
	w.saying("remind.title", "remind.none")
}

func TestAReminderHasAWayOnWhateverTheScreen(t *testing.T) {
	w := toText(t)
	w.Type("窗口办事要跑三趟")
	w.Command("start", "")
	card := Reminder(w.world.Round)
	w.Screen.Card = card
	w.Tap("home.button.give")
	w.At(text)
	if got := w.Frame().Answers[text]; got != "窗口办事要跑三趟" {
		t.Errorf("the draft says %q", got)
	}
	if strings.Contains(cardText(card), "窗口") {
		t.Error("the reminder shows what was written")
	}
}
