package bot_test

import (
	"strings"
	"testing"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/storage"
)

// until gives the round a date to close at: the end of that day of November.
func (c *town) until(day int) {
	c.t.Helper()
	c.round = c.step(func(r flows.Round) (flows.Round, error) {
		return r.Extend(time.Date(2026, 11, day+1, 0, 0, 0, 0, time.UTC), c.now)
	})
}

// addresses are how many are kept in the round.
func (c *town) addresses() (n int) {
	c.t.Helper()
	for _, err := range c.store.List(c.t.Context(), storage.Collection{Tag: string(c.round.ID), Name: "addresses"}) {
		c.must(err)
		n++
	}
	return n
}

// asks has the person ask to be reminded.
func (c *town) asks() {
	c.t.Helper()
	c.say("/start r_" + string(c.round.ID))
	c.tap("截止前提醒我")
	c.tap("同意，提醒我")
}

func (c *town) keeps(n int) {
	c.t.Helper()
	if got := c.addresses(); got != n {
		c.t.Errorf("%d addresses are kept, want %d", got, n)
	}
}

func TestAnAddressIsKeptFromAskingToTakingBack(t *testing.T) {
	c := newTown(t)
	c.until(20)
	c.say("/start r_" + string(c.round.ID))
	c.say("/privacy")
	c.shows("没有存您的联系方式")
	c.tap("返回")
	c.tap("截止前提醒我")
	c.shows("“专题民主生活会”：2026年11月19日 09:00 左右发一条消息提醒您")
	c.shows("要了提醒的都会收到")
	c.keeps(0)
	yes := c.taps("tg:1", "同意，提醒我")
	c.do(yes)
	c.shows("好，截止前提醒您")
	c.do(yes)
	c.keeps(1)
	c.say("/privacy")
	c.shows("例外是您自己要的")
	c.tap("返回")
	c.tap("不再提醒")
	c.shows("一截止就删掉")
	c.tap("🔕 不再提醒")
	c.shows("已经删掉")
	c.keeps(0)
	c.say("/privacy")
	c.shows("没有存您的联系方式")
}

func TestAnAddressGoesWhenTheRoundCloses(t *testing.T) {
	c := newTown(t)
	c.until(20)
	c.asks()
	c.keeps(1)
	old := c.taps("tg:1", "不再提醒")
	c.close()
	c.keeps(0)
	c.do(old)
	c.shows("可能已经结束")
}

// TestPrivacySaysAllOfItWithAnAddress: and with one for the closing message, beside the
// longest record that has no screen of its own, in both languages.
func TestPrivacySaysAllOfItWithAnAddress(t *testing.T) {
	for lang, ends := range map[string]string{"zh-hans": "请走信访举报渠道。", "en": "through the official channels."} {
		c := newTown(t)
		c.until(20)
		c.longest()
		c.do(c.inLang(lang, "/start r_"+string(c.round.ID)))
		for _, id := range []string{"remind", "yes", "hear", "yes", "give", "o.m", "o.a1", "o.problem"} {
			u := c.update("tg:1", dialogue.Input{Kind: dialogue.Tapped, Text: c.net.button("tg:1", id)})
			u.Tap, u.Message = "tap", c.net.last("tg:1").id
			c.do(u)
		}
		c.keeps(1)
		c.do(c.inLang(lang, strings.Repeat("长", 1097)), c.inLang(lang, "/privacy"))
		if c.net.button("tg:1", "more") != "" {
			t.Error("the record has a screen of its own: nothing was tested")
		}
		c.endsWith(ends)
		c.do(c.inLang(lang, "/opinion"), c.inLang(lang, "长"), c.inLang(lang, "/privacy"))
		if c.net.button("tg:1", "more") == "" {
			t.Error("it was not the longest")
		}
	}
}
