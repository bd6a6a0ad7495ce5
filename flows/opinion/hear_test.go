package opinion

import (
	"strings"
	"testing"
	"time"

	"soundings/flows"
)

func TestWhatIsKeptAfterTheClosingIsSaidBeforeItIsKept(t *testing.T) {
	w := inRound(t, sample(2))
	w.Command("start", "")
	w.Tap("home.button.hear")
	w.saying("hear.title", "hear.offer", "hear.keeps", "hear.all")
	w.offers([]string{"hear.yes"}, []string{"hear.no"})
	if got, want := w.Screen.Card.Blocks[1].Text.Args["date"], w.world.Round.Closes.AddDate(0, 0, 60).Add(-1); got != want {
		t.Errorf("it is kept until %v, want %v", got, want)
	}
	w.Tap("hear.no")
	w.At("home")
	if len(w.heard) > 0 {
		t.Error("kept without consent")
	}
	w.Tap("home.button.hear")
	w.Tap("hear.yes")
	w.At("home")
	w.Tap("home.button.hear")
	w.saying("hear.title", "hear.on", "hear.kept")
	w.offers([]string{"hear.stop"}, []string{"hear.leave"})
	w.Tap("hear.stop")
	w.At("home")
	if len(w.heard) > 0 {
		t.Error("still kept")
	}
}

// To be reminded and to hear are two things: who agrees to one has not agreed to the
// other.
func TestAReminderIsNoWishToHear(t *testing.T) {
	w := inRound(t, sample(1))
	w.Command("start", "")
	w.Tap("home.button.remind")
	w.Tap("remind.yes")
	if len(w.heard) > 0 {
		t.Error("who is to be reminded is to hear")
	}
	w.Tap("home.button.hear")
	w.saying("hear.title", "hear.offer", "hear.keeps", "hear.all")
	w.Tap("hear.yes")
	w.Command("privacy", "")
	for _, key := range []string{"privacy.address", "privacy.hearing"} {
		if !strings.Contains(cardText(w.Screen.Card), key) {
			t.Errorf("%s is not said in\n%s", key, cardText(w.Screen.Card))
		}
	}
	if strings.Contains(cardText(w.Screen.Card), "privacy.no_address") {
		t.Error("it is denied as well")
	}
}

// Nothing is asked where something was just given: the address would come into the
// store beside the opinion.
func TestItIsNotAskedForRightAfterSubmitting(t *testing.T) {
	w := toConfirm(t)
	w.Tap("opinion.confirm.submit")
	if w.Has("home.button.hear") || w.Has("hear.yes") {
		t.Error("it is offered beside the receipt")
	}
	w.Tap("opinion.done.finish")
	w.Tap("home.button.hear")
	w.saying("hear.title", "hear.offer", "hear.keeps", "hear.all")
}

func TestWhoMayHaveAClosingMessage(t *testing.T) {
	closes := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	open := flows.Round{ID: "open", State: flows.Opened, Closes: closes}
	closed := flows.Round{ID: "closed", State: flows.Closed, Closes: closes}
	forgotten := flows.Round{ID: "forgotten", State: flows.Released, Closes: closes, Forgotten: true}
	for _, c := range []struct {
		name          string
		known, joined []flows.Round
		on            time.Time
		want          bool
	}{
		{"who takes part", []flows.Round{open}, []flows.Round{open}, closes.AddDate(0, 0, -9), true},
		{"who does not", []flows.Round{open}, nil, closes.AddDate(0, 0, -9), false},
		{"everybody, once it has closed", []flows.Round{closed}, nil, closes.AddDate(0, 0, 9), true},
		{"nobody, after sixty days", []flows.Round{closed}, nil, closes.AddDate(0, 0, 60), false},
		{"nobody, once it is over", []flows.Round{forgotten}, nil, closes.AddDate(0, 0, 9), false},
		{"nobody, of a draft or what is destroyed", []flows.Round{{State: flows.Draft}, {State: flows.Destroyed, Closes: closes}}, nil, closes, false},
	} {
		if got := MayHear(c.known, c.joined, c.on); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Of several rounds each is told of, asked for or not.
func TestSeveralClosingMessagesHaveOneScreen(t *testing.T) {
	w := inRound(t, sample(1))
	w.Command("start", "")
	w.Tap("home.button.hear")
	w.Tap("hear.yes")
	undated := another(time.Time{})
	w.more = []flows.Round{undated}
	w.Command("start", "")
	w.Tap("home.button.hear")
	w.saying("hear.title", "hear.on", "hear.offer_undated", "hear.keeps", "hear.all")
	w.offers([]string{"hear.yes"}, []string{"hear.stop"}, []string{"hear.no"})
	w.Tap("hear.yes")
	if len(w.heard) != 2 {
		t.Errorf("asked for: %v", w.heard)
	}
}

func TestWhatAFarewellSays(t *testing.T) {
	r := sample(1)
	for _, c := range []struct {
		name     string
		farewell flows.Farewell
		keys     string
	}{
		{"merged", flows.Farewell{Took: 10, Known: true, Opinions: 12, Points: 7, Aspects: []flows.AspectPoints{{Aspect: "a1", N: 4}, {N: 3}}},
			"farewell.title farewell.merged farewell.aspect farewell.aspect farewell.thanks"},
		{"as they came", flows.Farewell{Took: 10, Known: true, Opinions: 2, Points: 2, Aspects: []flows.AspectPoints{{Aspect: "a2", N: 2}}},
			"farewell.title farewell.opinions farewell.aspect farewell.thanks"},
		{"nobody said anything", flows.Farewell{Took: 5, Known: true}, "farewell.title farewell.nothing farewell.thanks"},
		{"the key is the organizer's", flows.Farewell{Took: 5}, "farewell.title farewell.own_key farewell.thanks"},
	} {
		var keys []string
		for _, b := range FarewellBlocks(r, c.farewell, []string{"zh-Hans", "en"}) {
			keys = append(keys, b.Text.Key)
			want := "zh-Hans"
			if len(keys) > len(strings.Fields(c.keys)) {
				want = "en"
			}
			if b.Text.Lang != want {
				t.Errorf("%s: the language of %s depends on the reader", c.name, b.Text.Key)
			}
		}
		if got := strings.Join(keys, " "); got != c.keys+" "+c.keys {
			t.Errorf("%s:\n%s", c.name, got)
		}
	}
}
