package bot_test

import (
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows"
)

// letters are the messages in a chat that were sent unasked.
func (c *town) letters(chat bot.Chat) (all []bot.Message) {
	for _, m := range c.net.sends[chat] {
		if len(m.Buttons) == 1 && m.Buttons[0][0].Data == "/talks" {
			all = append(all, m)
		}
	}
	return all
}

// informs looks for letters, a minute later.
func (c *town) informs() {
	c.t.Helper()
	c.now = c.now.Add(time.Minute)
	c.must(c.bot.Inform(c.t.Context()))
}

// written fails unless each of these chats was sent so many letters.
func (c *town) written(want int, chats ...bot.Chat) {
	c.t.Helper()
	for _, chat := range chats {
		if got := len(c.letters(chat)); got != want {
			c.t.Errorf("%s has %d letters, want %d", chat, got, want)
		}
	}
}

// twoMembers is a bureau in which both use the bot, 李红 as tg:1, and she has logged
// a talk with 王建国, tg:2.
func twoMembers(t *testing.T) *town {
	t.Helper()
	c := bureau(t)
	c.claims("tg:2", "wang")
	c.claims("tg:1", "li")
	c.logs()
	c.tap("✅ 保存")
	c.shows("会请王建国核对。")
	return c
}

// does taps for a chat, one button after the other.
func (c *town) does(chat bot.Chat, labels ...string) {
	c.t.Helper()
	for _, label := range labels {
		c.do(c.taps(chat, label))
	}
}

const (
	herTalk = "2026年11月1日 李红"
	hisTalk = "2026年11月1日 王建国"
)

func (c *town) answered() []flows.TalkAnswer {
	c.t.Helper()
	all, err := c.talks.List(c.t.Context(), c.round.ID)
	c.must(err)
	return all[0].Answers
}
