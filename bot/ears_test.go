package bot_test

import (
	"strings"
	"testing"

	"soundings/bot"
	"soundings/storage"
)

// hearer asks to hear how the round came out.
func (c *town) hearer(chat bot.Chat, lang string) bot.Chat {
	c.t.Helper()
	c.enters(chat, lang)
	c.presses(chat, "hear")
	c.presses(chat, "yes")
	return chat
}

// listening are how many addresses are kept for the closing message.
func (c *town) listening(want int) {
	c.t.Helper()
	n := 0
	for _, err := range c.store.List(c.t.Context(), storage.Collection{Tag: string(c.round.ID), Name: "hearers"}) {
		c.must(err)
		n++
	}
	if n != want {
		c.t.Errorf("%d addresses are kept, want %d", n, want)
	}
}

// What is kept longer is said before it is kept, and taken back at any time: also after
// the closing, when nothing else is known of the chat.
func TestAskingToHearIsTakenBackAfterTheClosing(t *testing.T) {
	for name, before := range map[string]func(*town){
		"at once":                func(*town) {},
		"after the session went": func(c *town) { c.close() },
		"after it was released":  func(c *town) { c.releases() },
		"after a restart":        func(c *town) { c.close(); c.wire(); c.comes(22, "10:00") },
	} {
		t.Run(name, func(t *testing.T) {
			toward(t, func(t *testing.T, c *town) {
				c.join(9)
				c.say("/start r_" + string(c.round.ID))
				c.tap("结束后的结果")
				c.shows("联系方式最迟存到 2027年1月19日（含当天）")
				c.shows("截止后 60 天也都删掉")
				c.shows("谁要了、几个人要了，组织者看不到")
				c.listening(0)
				c.tap("同意，结束后告诉我")
				c.listening(1)
				before(c)
				c.say("/privacy")
				c.shows("您要了结束后的结果")
				c.say("/start")
				c.tap("结束后的结果")
				c.shows("有了结果会告诉您")
				c.tap("不用告诉我了")
				c.shows("为这存着的联系方式已经删掉")
				c.listening(0)
				c.say("/privacy")
				c.hides("您要了结束后的结果")
				c.hides("同意，结束后告诉我")
			})
		})
	}
}

// Whoever did not ask can look as well, and is told that nothing is kept: that the
// button is there says nothing of anybody.
func TestWhoDidNotAskIsToldSo(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		c.hearer("tg:5", "zh-hans")
		c.close()
		c.say("/start")
		c.tap("结束后的结果")
		c.shows("没有为您存着")
		c.hides("专题民主生活会")
		c.hides("同意")
		c.listening(1)
	})
}

// No session says who asked: what is kept in the lobby outlives the round.
func TestNoSessionSaysWhoAsked(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		c.hearer("tg:1", "zh-hans")
		c.close()
		c.say("/start")
		c.tap("结束后的结果")
		c.shows("有了结果会告诉您")
		if data := c.raw(); strings.Contains(string(data.Common), string(c.round.ID)) || strings.Contains(string(data.Common), "专题") {
			t.Errorf("the session says %s", data.Common)
		}
	})
}
