package telegram

import (
	"errors"
	"slices"
	"testing"
	"time"

	"soundings/bot"
	"soundings/bot/telegramtest"
)

// TestDelete: more messages than fit one call, among them some that are too old
// and one that is gone already. What can go goes, and what is left is told.
func TestDelete(t *testing.T) {
	const young, old = true, false
	cases := []struct {
		name  string
		sent  []bool // the person's messages, in their order
		left  int
		calls int // at most
	}{
		{"all young", slices.Repeat([]bool{young}, 120), 0, 2},
		{"one old among them", append(append(slices.Repeat([]bool{young}, 60), old), slices.Repeat([]bool{young}, 59)...), 1, 16},
		{"the first three old", append(slices.Repeat([]bool{old}, 3), slices.Repeat([]bool{young}, 50)...), 3, 20},
		{"nothing but old ones: it does not go on for ever", slices.Repeat([]bool{old}, 120), 120, deleteCalls},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			s := telegramtest.New(t)
			p := s.Person(7)
			c, _ := testClient(t, s)
			now := time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)
			ids, stay := sends(s, p, now, tc.sent)
			left, err := c.Delete(t.Context(), "tg:7", append([]bot.MessageID{9999}, ids...))
			left = slices.DeleteFunc(left, func(id bot.MessageID) bool { return id == 9999 })
			if err != nil || !slices.Equal(left, stay) || len(p.Messages()) != tc.left {
				t.Errorf("%v; left %v of %v, on the screen %d", err, left, stay, len(p.Messages()))
			}
			if n := s.Count("deleteMessages"); n > tc.calls {
				t.Errorf("%d calls, want at most %d", n, tc.calls)
			}
		})
	}
}

// sends has a person send messages, each now (young) or 49 hours ago: all of them,
// and those that are too old to be deleted.
func sends(s *telegramtest.Server, p *telegramtest.Person, now time.Time, young []bool) (all, old []bot.MessageID) {
	for _, young := range young {
		s.Clock = func() time.Time { return now.Add(-49 * time.Hour) }
		if young {
			s.Clock = func() time.Time { return now }
		}
		id := bot.MessageID(p.Send("x").Message)
		if all = append(all, id); !young {
			old = append(old, id)
		}
	}
	s.Clock = func() time.Time { return now }
	return all, old
}

// TestDeleteWhileTelegramIsBusy: what was not tried is left, with the error.
func TestDeleteWhileTelegramIsBusy(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	c, _ := testClient(t, s)
	var ids []bot.MessageID
	for range 120 {
		ids = append(ids, bot.MessageID(p.Send("x").Message))
	}
	s.Inject(telegramtest.Fault{Method: "deleteMessages", RetryAfter: 60, Times: -1})
	left, err := c.Delete(t.Context(), "tg:7", ids)
	if _, busy := errors.AsType[*bot.Busy](err); !busy || !slices.Equal(left, ids) || s.Count("deleteMessages") != 1 {
		t.Errorf("%v; %d left after %d calls", err, len(left), s.Count("deleteMessages"))
	}
}
