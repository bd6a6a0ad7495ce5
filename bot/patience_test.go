package bot_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows"
)

// goesOn has the bot remind people every five seconds for so long.
func (c *town) goesOn(d time.Duration) {
	c.t.Helper()
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(5 * time.Second) {
		_ = c.bot.Remind(c.t.Context())
	}
}

// A network that hangs at nine has perhaps sent what it took. One is lost for
// each try, and the tries become few; the log has nothing to count them by.
func TestANetworkThatHangsLosesFew(t *testing.T) {
	for hangs, lost := range map[time.Duration]int{time.Second: 1, 10 * time.Minute: 5, time.Hour: 8} {
		toward(t, func(t *testing.T, c *town) {
			asked := c.askers(20)
			c.comes(19, "09:00")
			c.net.fail = errors.New("telegram: sendMessage: no answer in time")
			c.goesOn(hangs)
			c.net.fail = nil
			c.goesOn(time.Hour)
			got := 0
			for _, chat := range asked {
				got += len(c.reminders(chat))
			}
			if got != 20-lost {
				t.Errorf("after %v %d of 20 are lost, want %d", hangs, 20-got, lost)
			}
			if c.log.Len() > 0 {
				t.Errorf("the log says: %s", c.log)
			}
		})
	}
}

// One chat that fails each time is tried again and again, and keeps nobody
// waiting: neither of its round nor of another.
func TestOneChatHoldsUpNobody(t *testing.T) {
	for name, breaks := range map[string]func(*town){
		"it is refused":              func(c *town) { c.net.failTo = map[bot.Chat]error{"tg:1": bot.ErrUnsent} },
		"it is to be left in peace":  func(c *town) { c.net.failTo = map[bot.Chat]error{"tg:1": &bot.Busy{After: 40 * time.Second}} },
		"it panics":                  func(c *town) { c.bot.Network = panicking{c.net} },
		"its session cannot be read": func(c *town) { c.bot.Sessions = damaged{c.bot.Sessions, c.bot.Seats.Lobby("tg:1")} },
	} {
		t.Run(name, func(t *testing.T) {
			toward(t, func(t *testing.T, c *town) {
				c.asker("tg:1", "zh-hans")
				asked := c.askers(3)
				c.round = c.another("第二轮")
				for _, chat := range []bot.Chat{"tg:2", "tg:3", "tg:4"} {
					asked = append(asked, c.asker(chat, "zh-hans"))
				}
				breaks(c)
				c.comes(19, "09:00")
				c.goesOn(2 * time.Minute)
				c.reminded(1, asked...)
			})
		})
	}
}

// panicking is a network that panics over one chat.
type panicking struct{ *network }

func (p panicking) Send(ctx context.Context, to bot.Chat, m bot.Message) (bot.MessageID, error) {
	if to == "tg:1" {
		panic("at one chat")
	}
	return p.network.Send(ctx, to, m)
}

// damaged are sessions of which one cannot be read.
type damaged struct {
	bot.Sessions
	bad flows.Seat
}

func (d damaged) Load(ctx context.Context, who flows.Sitter) (flows.SessionData, error) {
	if who.Lobby() == d.bad {
		return flows.SessionData{}, errors.New("it cannot be opened")
	}
	return d.Sessions.Load(ctx, who)
}
