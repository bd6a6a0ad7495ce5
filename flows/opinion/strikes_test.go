package opinion

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

func TestEachStrikeAfterTheNinthWaitsTwiceAsLong(t *testing.T) {
	for _, c := range []struct {
		strikes int
		wait    time.Duration
	}{
		{0, 0}, {1, 0}, {9, 0}, {10, time.Minute}, {11, 2 * time.Minute}, {12, 4 * time.Minute}, {15, 32 * time.Minute},
		{16, time.Hour}, {17, time.Hour}, {1 << 40, time.Hour},
	} {
		if got := waitAfter(c.strikes); got != c.wait {
			t.Errorf("after %d: %v, want %v", c.strikes, got, c.wait)
		}
	}
}

func TestTheMinutesToWaitAreRoundedUp(t *testing.T) {
	now := time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)
	for left, want := range map[time.Duration]int{-time.Hour: 0, 0: 0, time.Second: 1, time.Minute: 1, 61 * time.Second: 2, time.Hour: 60} {
		if got := (Strikes{Until: now.Add(left)}).minutes(now); got != want {
			t.Errorf("%v left: %d minutes, want %d", left, got, want)
		}
	}
	if got := (Strikes{}).minutes(now); got != 0 {
		t.Errorf("without strikes: %d minutes", got)
	}
}

// wrong is the n-th of a series of receipts that nobody was ever given.
func wrong(n int) string { return flows.NewReceipt([19]byte{31, byte(n)}).String() }

func TestTenWrongReceiptsSlowTheSeatDown(t *testing.T) {
	w, right := submitted(t)
	w.Command("receipt", "")
	for n := range 10 {
		if w.Session.Fact("", FactWait) != "" {
			t.Fatalf("a time is kept after %d", n)
		}
		w.Type(wrong(n))
		w.Noticed("receipt.unknown")
		w.Restart()
	}
	asked := w.asked
	w.Type(right)
	w.Noticed("code.wait")
	w.Tap("receipt.button.withdraw")
	w.Type(right)
	w.Noticed("code.wait")
	if w.asked != asked {
		t.Error("the store was asked while the seat waits")
	}
	w.now = w.now.Add(time.Minute)
	w.Command("receipt", "")
	w.Type(right)
	w.Noticed("")
	w.Type(wrong(11)) // a right one takes no strike back
	w.now = w.now.Add(time.Minute)
	w.Type(right)
	w.Noticed("code.wait")
	if w.Screen.Notice.Args["minutes"] != 1 {
		t.Errorf("args %v, want a minute left of two", w.Screen.Notice.Args)
	}
}

func TestOnlyReceiptsThatNobodyWasGivenAreStrikes(t *testing.T) {
	w, right := submitted(t)
	w.Command("receipt", "")
	typo := strings.Replace(right, right[:1], "?", 1)
	late := func() { w.world.Round.State = flows.Closed; w.Tap("receipt.button.withdraw"); w.Type(right) }
	for name, try := range map[string]func(){
		"right": func() { w.Type(right) }, "typo": func() { w.Type(typo) }, "no receipt": func() { w.Type("不是") }, "too late": late,
	} {
		if try(); w.Session.Fact("", FactMissed) != "" {
			t.Fatalf("%s is a strike", name)
		}
	}
	w.world.Round.State = flows.Opened
	w.Tap("receipt.button.withdraw")
	w.Type(right)
	if w.Type(right); w.Session.Fact("", FactMissed) != "" {
		t.Fatal("a withdrawn one is a strike")
	}
	w.Tap("receipt.button.withdraw")
	w.Type(wrong(1))
	w.At(withdraw)
	if got := w.Session.Fact("", FactMissed); got != "1" {
		t.Errorf("an unknown one to withdraw: %q strikes", got)
	}
}

// The desk must not learn anything of the session, strikes included.
func TestTheDeskIsNotToldOfStrikes(t *testing.T) {
	w, _ := submitted(t)
	do := w.Do
	w.Do = func(e dialogue.Effect) dialogue.Outcome {
		all, err := json.Marshal(e) // whatever the desk can read
		if err != nil || strings.Contains(string(all), `"`+FactMissed+`"`) {
			t.Errorf("effect %s, %v", all, err)
		}
		return do(e)
	}
	w.Command("receipt", "")
	w.Type(wrong(1))
	w.Type(wrong(2))
	if got := w.Session.Fact("", FactMissed); got != "2" {
		t.Errorf("%q strikes", got)
	}
}
