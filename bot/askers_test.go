package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"soundings/bot"
	"soundings/flows/dialogue"
)

// toward plays in a town whose round closes after the twentieth, and in which
// time passes by itself, as long as everybody waits.
func toward(t *testing.T, test func(t *testing.T, c *town)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c := newTown(t)
		c.until(20)
		c.comes(2, "09:30")
		test(t, c)
	})
}

// comes is when an hour of a day of November has come.
func (c *town) comes(day int, clock string) {
	c.t.Helper()
	at, err := time.Parse("15:04", clock)
	c.must(err)
	began := time.Now()
	c.now = time.Date(2026, 11, day, at.Hour(), at.Minute(), 0, 0, time.UTC)
	now := c.now
	c.bot.Now = func() time.Time { return now.Add(time.Since(began)) }
}

// askers are so many people who asked to be reminded.
func (c *town) askers(n int) (all []bot.Chat) {
	c.t.Helper()
	for i := range n {
		all = append(all, c.asker(bot.Chat(fmt.Sprint("tg:", 100+i)), "zh-hans"))
	}
	return all
}

func (c *town) asker(chat bot.Chat, lang string) bot.Chat {
	c.t.Helper()
	c.enters(chat, lang)
	for _, id := range []string{"remind", "yes"} {
		c.presses(chat, id)
	}
	return chat
}

func (c *town) enters(chat bot.Chat, lang string) {
	c.t.Helper()
	u := c.says(chat, "/start r_"+string(c.round.ID))
	u.Lang = lang
	c.do(u)
}

// presses taps the button with this id on the newest card.
func (c *town) presses(chat bot.Chat, id string) {
	c.t.Helper()
	u := c.update(chat, dialogue.Input{Kind: dialogue.Tapped, Text: c.net.button(chat, id)})
	u.Tap, u.Message = "tap", c.net.last(chat).id
	c.do(u)
}

func (c *town) reminds() {
	c.t.Helper()
	c.must(c.bot.Remind(c.t.Context()))
}

// reminders are those in a chat.
func (c *town) reminders(chat bot.Chat) (all []shown) {
	c.net.mu.Lock()
	defer c.net.mu.Unlock()
	for _, m := range c.net.chats[chat] {
		if strings.Contains(m.Text, "快截止了") || strings.Contains(m.Text, "It ends soon") {
			all = append(all, m)
		}
	}
	return all
}

// reminded fails unless each of these has so many reminders.
func (c *town) reminded(n int, chats ...bot.Chat) {
	c.t.Helper()
	for _, chat := range chats {
		if got := len(c.reminders(chat)); got != n {
			c.t.Errorf("%s has %d reminders, want %d", chat, got, n)
		}
	}
}
