package telegram

import (
	"errors"
	"testing"
	"time"

	"soundings/bot"
	"soundings/bot/telegramtest"
)

// TestWhatSurelyWasNotSent may be sent later by whoever must not send it twice.
// Where that is not sure it is not said.
func TestWhatSurelyWasNotSent(t *testing.T) {
	for name, c := range map[string]struct {
		fault telegramtest.FaultKind
		sure  bool
	}{
		"bad gateway":                     {telegramtest.BadGateway, true},
		"an error of Telegram's own":      {telegramtest.Internal, true},
		"a token that was revoked":        {telegramtest.Unauthorized, true},
		"sent, and cut off":               {telegramtest.CutAfter, false},
		"cut off, perhaps before it came": {telegramtest.CutBefore, false},
		"no answer in time":               {telegramtest.Slow, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := telegramtest.New(t)
			s.Person(7)
			client, _ := testClient(t, s)
			client.max = 300 * time.Millisecond
			s.Inject(telegramtest.Fault{Method: "sendMessage", Kind: c.fault, Times: -1, Until: make(chan struct{})})
			if _, err := client.Send(t.Context(), "tg:7", card()); err == nil || errors.Is(err, bot.ErrUnsent) != c.sure {
				t.Errorf("%v: sure is %v, want %v", err, !c.sure, c.sure)
			}
		})
	}
}

func TestNothingIsSentToAServerThatIsAway(t *testing.T) {
	s := telegramtest.New(t)
	client, _ := testClient(t, s)
	client.max = 300 * time.Millisecond
	s.Close()
	if _, err := client.Send(t.Context(), "tg:7", card()); !errors.Is(err, bot.ErrUnsent) {
		t.Errorf("the error is %v", err)
	}
}

// A gateway that gave up waiting says nothing of what became of it.
func TestWhatAnAnswerTellsOfSending(t *testing.T) {
	for status, sure := range map[int]bool{200: false, 504: false, 500: true, 502: true, 400: true, 429: true} {
		if f := (&failure{status: status, reached: true}); f.nothing() != sure {
			t.Errorf("%d: sure is %v, want %v", status, !sure, sure)
		}
	}
}
