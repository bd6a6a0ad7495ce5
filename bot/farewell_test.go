package bot_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
)

// join has so many others take part.
func (c *town) join(n int) {
	c.t.Helper()
	for i := range n {
		c.must(c.tickets.Enter(c.t.Context(), c.round.ID, flows.Participant(fmt.Sprintf("%032x", i))))
	}
}

// releases closes the round and takes its documents out; bids has its closing message
// sent as well.
func (c *town) releases() {
	c.t.Helper()
	c.close()
	_, err := c.bot.Clerk.Office.Release(c.t.Context(), c.round.ID, nil)
	c.must(err)
}

func (c *town) bids() {
	c.t.Helper()
	c.releases()
	f, err := c.bot.Clerk.Office.Farewell(c.t.Context(), c.round.ID)
	c.must(err)
	_, _, err = c.bot.Clerk.Office.Bid(c.t.Context(), c.round.ID, f)
	c.must(err)
}

// farewells are the closing messages in a chat.
func (c *town) farewells(chat bot.Chat) (all []string) {
	c.net.mu.Lock()
	defer c.net.mu.Unlock()
	for _, m := range c.net.chats[chat] {
		if strings.Contains(m.Text, "谢谢您参加") && !strings.Contains(m.Text, "一字不差") {
			all = append(all, m.Text)
		}
	}
	return all
}

func (c *town) toldOnce(chats ...bot.Chat) {
	c.t.Helper()
	for _, chat := range chats {
		if got := c.farewells(chat); len(got) != 1 {
			c.t.Errorf("%s has %d closing messages, want 1", chat, len(got))
		}
	}
}

// An organizer sees the very message, has it sent once, and never learns who gets it.
func TestAnOrganizerBidsFarewell(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		asked, english, others := c.hearer("tg:5", "zh-hans"), c.hearer("tg:6", "en"), c.asker("tg:7", "zh-hans")
		c.join(9)
		c.toConfirm()
		c.tap("提交")
		c.named("tg:9", "张三")
		c.tapAs("tg:9", "现在截止", "截止，不再打开", "导出文件", "就在这里做")
		c.comes(21, "08:00")
		c.do(c.says("tg:9", "/status"))
		c.tapAs("tg:9", "发结束通知")
		preview := c.net.last("tg:9").Text
		c.tapAs("tg:9", "先不发", "发结束通知", "就这样发")
		if got := c.net.last("tg:9").Text; !strings.Contains(got, "三天以内发完") || !strings.Contains(got, "结束通知：2026年11月21日定下发出") {
			t.Errorf("the desk says\n%s", got)
		}
		if _, data := c.net.find("tg:9", "发结束通知"); data != "" && strings.Contains(c.net.last("tg:9").Text, "发结束通知") {
			t.Error("a second one is offered")
		}
		c.must(c.bot.Errands(t.Context()))
		c.listening(2) // nobody is woken up
		c.comes(21, "09:00")
		c.must(c.bot.Errands(t.Context()))
		c.must(c.bot.Errands(t.Context()))
		c.toldOnce(asked, english)
		c.listening(0)
		one, other := c.farewells(asked)[0], c.farewells(english)[0]
		if one != other || !strings.Contains(preview, one) {
			t.Errorf("sent were\n%s\nand\n%s\nseen was\n%s", one, other, preview)
		}
		for _, part := range []string{"“专题民主生活会”有结果了", "不少于 10 人，一共收到意见建议 1 条：", "理论学习：1 条", "Took part, at least: 10. Opinions in all: 1.", "理论学习: 1"} {
			if !strings.Contains(one, part) {
				t.Errorf("the message does not say %q:\n%s", part, one)
			}
		}
		if got := c.farewells(others); len(got) != 0 {
			t.Errorf("who asked for a reminder got %q", got)
		}
		for _, chat := range []bot.Chat{"tg:5", "tg:6", "tg:7"} {
			if strings.Contains(c.log.String(), string(chat)) {
				t.Errorf("the log names %s", chat)
			}
		}
		acts, err := c.rounds.Acts(t.Context(), c.round.ID)
		c.must(err)
		if acts[0].Deed != flows.Bade || acts[0].By.Name != "张三" || acts[0].N != 0 {
			t.Errorf("noted is %+v", acts[0])
		}
	})
}

func TestSeveralProcessesBidFarewellOnce(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		var asked []bot.Chat
		for i := range 20 {
			asked = append(asked, c.hearer(bot.Chat(fmt.Sprint("tg:", 100+i)), "zh-hans"))
		}
		c.comes(21, "09:00")
		c.bids()
		var all sync.WaitGroup
		for range 3 {
			other := *c
			other.wire()
			other.comes(21, "09:00")
			all.Go(func() { c.must(other.bot.Bid(t.Context())) })
		}
		all.Wait()
		c.toldOnce(asked...)
		c.listening(0)
	})
}

// What was surely not sent is sent later; what may have arrived is not sent again; and
// of neither an address is left.
func TestAFarewellThatFails(t *testing.T) {
	for name, c := range map[string]struct {
		fails error
		told  int
	}{
		"the network is away":      {bot.ErrUnsent, 1},
		"perhaps it arrived":       {fmt.Errorf("the answer broke off"), 0},
		"the chat blocked the bot": {bot.ErrGone, 0},
	} {
		t.Run(name, func(t *testing.T) {
			toward(t, func(t *testing.T, town *town) {
				asked := town.hearer("tg:5", "zh-hans")
				town.join(9)
				town.comes(21, "09:00")
				town.bids()
				town.net.failTo = map[bot.Chat]error{asked: c.fails}
				_ = town.bot.Bid(t.Context())
				town.net.failTo = nil
				for range 60 {
					time.Sleep(time.Minute)
					_ = town.bot.Bid(t.Context())
				}
				if got := len(town.farewells(asked)); got != c.told {
					t.Errorf("%d arrived, want %d", got, c.told)
				}
				town.listening(0)
			})
		})
	}
}

// What an organizer has seen is what is sent: not what another has made of it since.
func TestAFarewellIsWhatWasSeen(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		c.join(9)
		c.toConfirm()
		c.tap("提交")
		c.releases()
		office := c.bot.Clerk.Office
		seen, err := office.Farewell(t.Context(), c.round.ID)
		c.must(err)
		seen.Points++
		_, now, err := office.Bid(t.Context(), c.round.ID, seen)
		if flows.KeyOf(err) != "round.bid_changed" || now.Points != 1 {
			t.Errorf("it says %+v, %v", now, err)
		}
		r, err := c.rounds.Round(t.Context(), c.round.ID)
		if c.must(err); r.Farewell != nil {
			t.Errorf("sent is %+v", r.Farewell)
		}
		_, _, err = office.Bid(t.Context(), c.round.ID, now)
		c.must(err)
		_, _, err = office.Bid(t.Context(), c.round.ID, now)
		if flows.KeyOf(err) != "round.bidden" {
			t.Errorf("a second one: %v", err)
		}
	})
}

// A round that was not released, or with too few, has no closing message, also for who
// asks by a button of another time.
func TestBelowKThereIsNoFarewell(t *testing.T) {
	c := newTown(t)
	c.named("tg:9", "张三")
	c.join(4)
	c.close()
	for _, payload := range []string{string(c.round.ID), string(c.round.ID) + ` {"Took":5}`} {
		o, err := c.bot.Effects["organize.bid"](t.Context(), c.bot.VisitorOf("tg:9"), dialogue.Effect{Payload: payload})
		if err != nil || !o.Failed || o.Notice.Key != "round.below_k" {
			t.Errorf("%+v, %v", o, err)
		}
	}
	if o, err := c.bot.Effects["organize.preview"](t.Context(), c.bot.VisitorOf("tg:2"), dialogue.Effect{Payload: string(c.round.ID)}); err != nil || o.Notice.Key != "desk.not_organizer" {
		t.Errorf("anybody else: %+v, %v", o, err)
	}
}
