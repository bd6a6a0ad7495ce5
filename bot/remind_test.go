package bot_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows"
	"soundings/storage"
)

func TestWhoAskedIsRemindedOnce(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		asked, english := c.asker("tg:1", "zh-hans"), c.asker("tg:2", "en")
		c.asker("tg:3", "zh-hans")
		c.presses("tg:3", "remind")
		c.presses("tg:3", "stop")
		c.enters("tg:4", "zh-hans")
		c.comes(19, "08:59")
		addresses := c.bot.Addresses
		c.bot.Addresses = nil // nobody is looked for
		c.reminds()
		c.bot.Addresses = addresses
		c.reminded(0, asked, english)
		for _, when := range []string{"09:00", "09:01", "20:00"} {
			c.comes(19, when)
			c.reminds()
			c.reminded(1, asked, english)
		}
		c.comes(20, "09:00")
		c.reminds()
		c.reminded(1, asked, english)
		c.reminded(0, "tg:3", "tg:4")
		if got := c.reminders(english)[0].Text; !strings.Contains(got, "“专题民主生活会” is open until 20 November 2026 (included)") {
			t.Errorf("in English:\n%s", got)
		}
		if got := c.reminders(asked)[0].Text; !strings.Contains(got, "截止：2026年11月20日（含当天）") {
			t.Errorf("in Chinese:\n%s", got)
		}
	})
}

// After an outage they are sent late that day, and not at night: also where night
// falls in the middle of it.
func TestALateReminderIsSentThatDayAndNotAtNight(t *testing.T) {
	for late, want := range map[time.Duration]int{0: 10, 59*time.Second + 780*time.Millisecond: 3, time.Minute: 0} {
		toward(t, func(t *testing.T, c *town) {
			asked := c.askers(10)
			c.comes(19, "20:59")
			time.Sleep(late)
			c.reminds()
			sent := 0
			for _, chat := range asked {
				sent += len(c.reminders(chat))
			}
			if sent != want {
				t.Errorf("%v after 20:59: %d are sent, want %d", late, sent, want)
			}
		})
	}
}

func TestAnExtensionMovesTheReminder(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		asked := c.asker("tg:1", "zh-hans")
		c.until(27)
		c.comes(19, "09:00")
		c.reminds()
		c.reminded(0, asked)
		c.comes(26, "09:00")
		c.reminds()
		c.reminded(1, asked)
	})
}

// Who was reminded of a day that is moved then is reminded of the new one, as
// their screen says.
func TestAnExtensionRemindsAnew(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		asked := c.asker("tg:1", "zh-hans")
		c.comes(19, "09:00")
		c.presses(asked, "remind")
		c.shows("今天 21:00 以前提醒您")
		c.reminds()
		c.reminds()
		c.reminded(1, asked)
		c.until(27)
		c.say("/start")
		c.presses(asked, "remind")
		c.shows("2026年11月26日 09:00 左右会提醒您")
		c.comes(26, "09:00")
		c.reminds()
		c.reminds()
		c.reminded(2, asked)
	})
}

// Who asks on the day of the organizer's extra reminder has just been here: they get the
// one that they were told of.
func TestWhoAsksOnTheDayOfAnExtraReminderGetsTheOther(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		before := c.asker("tg:1", "zh-hans")
		c.comes(10, "10:00")
		c.step(func(r flows.Round) (flows.Round, error) { return r.Nudged(c.now) })
		late := c.asker("tg:2", "zh-hans")
		c.reminds()
		c.reminded(1, before)
		c.reminded(0, late)
		c.comes(19, "09:00")
		c.reminds()
		c.reminded(2, before)
		c.reminded(1, late)
	})
}

func TestSeveralProcessesDivideTheWork(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		asked := c.askers(30)
		c.comes(19, "09:00")
		var all sync.WaitGroup
		for range 3 {
			other := *c
			other.wire()
			other.comes(19, "09:00")
			all.Go(other.reminds)
		}
		all.Wait()
		c.reminded(1, asked...)
		c.wire() // and a restart goes on where there is anything left
		c.comes(19, "09:10")
		c.reminds()
		c.reminded(1, asked...)
	})
}

// A process that ends between claim and sending leaves one without a reminder,
// and nobody with two.
func TestACrashLosesAReminderRatherThanDoublingIt(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		asked := c.askers(3)
		c.comes(19, "09:00")
		claims := &ending{Addresses: c.bot.Addresses}
		c.bot.Addresses = claims
		if c.bot.Remind(t.Context()) == nil {
			t.Fatal("it did not end")
		}
		c.wire()
		c.comes(19, "09:00")
		c.reminds()
		sent := 0
		for _, chat := range asked {
			sent += len(c.reminders(chat))
		}
		if sent != 2 {
			t.Errorf("%d reminders, want one lost of three", sent)
		}
	})
}

// ending is a process that ends after its first claim.
type ending struct{ bot.Addresses }

var errEnded = errors.New("the power went out")

func (e *ending) Claim(ctx context.Context, id flows.RoundID, at flows.AddressID, due func(flows.Round) string) (flows.Round, error) {
	r, err := e.Addresses.Claim(ctx, id, at, due)
	return r, errors.Join(err, errEnded)
}

func TestTheReminderLeadsOnAndIsSwept(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		c.asks()
		c.tap("提意见建议")
		c.comes(19, "09:00")
		c.reminds()
		reminder := c.reminders("tg:1")[0]
		c.tap("提意见建议")
		if got := c.net.message("tg:1", reminder.id); !strings.Contains(got.Text, "意见建议是提给谁的") {
			t.Errorf("the card that was tapped says:\n%s", got.Text)
		}
		c.say("/receipt")
		c.tap("清理聊天记录")
		c.stands("清理好了")
	})
}

func TestAReminderSaysNothingOfWhatWasWritten(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		c.asks()
		c.tap("提意见建议")
		for _, label := range []string{"王建国", "1 理论学习", "存在的问题"} {
			c.tap(label)
		}
		c.say("窗口办事要跑三趟")
		c.comes(19, "09:00")
		c.reminds()
		if got := c.reminders("tg:1"); len(got) != 1 || strings.Contains(got[0].Text, "窗口") {
			t.Errorf("the reminders are %+v", got)
		}
	})
}

// A session that has to tell of a closed round still does after a reminder.
func TestAReminderSwallowsNothing(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		other := c.another("另一轮")
		c.say("/start r_" + string(other.ID))
		c.tap("提意见建议")
		c.asker("tg:1", "zh-hans")
		c.tap("提意见建议")
		c.tap("另一轮")
		_, err := c.rounds.Change(t.Context(), other.ID, func(r flows.Round) (flows.Round, error) { return r.Close(c.now) })
		c.must(err)
		c.comes(19, "09:00")
		c.reminds()
		c.reminded(1, "tg:1")
		c.say("王建国")
		c.shows("可能已经结束")
	})
}

// Who has no session gets none by being reminded.
func TestAReminderBeginsNoSession(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		c.asker("tg:1", "zh-hans")
		for rec, err := range c.store.List(t.Context(), storage.Collection{Tag: string(c.round.ID), Name: "sessions"}) {
			c.must(err)
			c.must(c.store.Apply(t.Context(), storage.Op{Do: storage.Delete, Key: rec.Key, Expect: rec.Version}))
		}
		c.comes(19, "09:00")
		c.reminds()
		c.reminded(1, "tg:1")
		if data := c.raw(); data.Version != 0 {
			t.Errorf("there is a session: %+v", data)
		}
	})
}

// What nobody can be reached by is not kept.
func TestAnAddressThatNobodyReadsIsDropped(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		secret, err := c.rounds.Secret(t.Context(), c.round.ID)
		c.must(err)
		foreign := bot.NewSeats([]byte("another key")).AddressOf(secret, "tg:7")
		c.must(storage.NewAddresses(c.rounds).Keep(t.Context(), c.round.ID, foreign))
		asked := c.asker("tg:1", "zh-hans")
		c.comes(19, "09:00")
		c.reminds()
		c.reminded(1, asked)
		c.keeps(1)
	})
}
