package bot_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
)

// spoken is a town where one opinion was given. said are the person's own
// messages.
func spoken(t *testing.T) (c *town, said []bot.MessageID) {
	c = newTown(t)
	for _, u := range []bot.Update{c.says("tg:1", "/start r_"+string(c.round.ID)), c.update("tg:1", dialogue.Input{Kind: dialogue.Media, Text: "photo"})} {
		c.do(u)
		said = append(said, u.Message)
	}
	for _, label := range []string{"提意见建议", "王建国", "1 理论学习", "存在的问题"} {
		c.tap(label)
	}
	u := c.says("tg:1", "窗口办事要跑三趟")
	c.do(u)
	for _, label := range []string{"写完了", "跳过", "跳过", "提交"} {
		c.tap(label)
	}
	return c, append(said, u.Message)
}

// stands fails unless these of our messages stand in the chat, by a part of each.
func (c *town) stands(want ...string) {
	c.t.Helper()
	all := c.net.chats["tg:1"]
	if len(all) != len(want) {
		c.t.Errorf("%d messages stand in the chat, want %d: %+v", len(all), len(want), all)
		return
	}
	for i, part := range want {
		if !strings.Contains(all[i].Text, part) {
			c.t.Errorf("message %d does not say %q:\n%s", i+1, part, all[i].Text)
		}
	}
}

func TestASweepLeavesTheReceiptAndTheNextTakesIt(t *testing.T) {
	c, said := spoken(t)
	sweep := c.taps("tg:1", "清理聊天记录")
	c.do(sweep)
	c.stands("只显示这一次", "写着回执码的那条还留着")
	for _, id := range said {
		if !slices.Contains(c.net.deleted, id) {
			t.Errorf("message %d of the person's still stands", id)
		}
	}
	deleted := len(c.net.deleted)
	c.do(sweep) // it comes again: shown again, below the receipt, and nothing done
	c.stands("只显示这一次", "清理聊天记录", "清理聊天记录")
	if len(c.net.deleted) != deleted {
		t.Errorf("the repeat deleted %v", c.net.deleted[deleted:])
	}
	c.tap("回执码那条也删掉")
	c.stands("清理好了")
	c.hides("回执码那条也删掉")
	c.tap("完成")
	c.stands("听您说真话")
}

func TestWhereASweepIsOffered(t *testing.T) {
	for name, c := range map[string]struct {
		way   func(*town)
		after string // what 完成 leads to
	}{
		"nothing to say": {func(c *town) {
			c.say("/start r_" + string(c.round.ID))
			c.tap("提意见建议")
			c.tap("暂无意见建议")
		}, "听您说真话"},
		"the receipt's page, while a draft waits": {func(c *town) {
			c.toText()
			c.say("窗口办事要跑三趟")
			c.say("/receipt")
			c.say("不知道")
		}, "窗口办事要跑三趟"},
		"the receipt's page, for a stranger": {func(c *town) { c.say("/receipt") }, "听您说真话"},
	} {
		t.Run(name, func(t *testing.T) {
			town := newTown(t)
			c.way(town)
			tap := town.taps("tg:1", "清理聊天记录")
			town.do(tap, tap)
			town.stands("清理聊天记录")
			if _, data := town.net.find("tg:1", "回执码那条也删掉"); data != "" {
				t.Error("a receipt is offered to be deleted where there is none")
			}
			town.tap("完成")
			town.stands(c.after)
		})
	}
}

func TestASweepSaysWhatItCouldNotDelete(t *testing.T) {
	c, said := spoken(t)
	c.net.reach = 48 * time.Hour
	c.away(1)
	c.say("/start") // of the day after the rest
	c.bot.Now = func() time.Time { return c.now.Add(72 * time.Hour) }
	c.say("/receipt")
	c.net.stuck = append(c.net.stuck, c.net.last("tg:1").id-1) // the screen after /start
	tap := c.taps("tg:1", "清理聊天记录")
	c.do(tap)
	c.shows("有 1 条删不掉：超过 48 小时的")
	c.shows("更早的消息这里已经没有记录")
	c.shows("长按")
	if slices.Contains(c.net.deleted, said[0]) {
		t.Error("a message was tried that is surely too old")
	}
	c.say("/receipt")
	c.tap("清理聊天记录")
	c.shows("有 1 条删不掉") // it may go another time; the others were told
	c.hides("更早的消息")
}

// TestAnOldCardThatIsTappedBecomesTheScreen and is no message that was left.
func TestAnOldCardThatIsTappedBecomesTheScreen(t *testing.T) {
	c := newTown(t)
	c.net.reach = 48 * time.Hour
	c.say("/receipt")
	c.away(3)
	c.tap("清理聊天记录")
	c.stands("更早的消息这里已经没有记录")
}

// TestOnlyWhatIsSurelyTooOldIsNotTried: of a message the day is known, and it is
// forgotten once all of that day is out of reach.
func TestOnlyWhatIsSurelyTooOldIsNotTried(t *testing.T) {
	for after, tried := range map[time.Duration]bool{47 * time.Hour: true, 62*time.Hour + 20*time.Minute: true, 62*time.Hour + 40*time.Minute: false} {
		c := newTown(t) // at half past nine
		c.net.reach = 48 * time.Hour
		c.say("/start r_" + string(c.round.ID))
		u := c.says("tg:1", "/receipt")
		c.do(u)
		c.bot.Now = func() time.Time { return c.now.Add(after) }
		c.tap("清理聊天记录")
		if slices.Contains(c.net.deleted, u.Message) != tried {
			t.Errorf("after %v: tried is %v, want %v", after, !tried, tried)
		}
	}
}

func TestASweepThatFailedIsTriedAgain(t *testing.T) {
	c, said := spoken(t)
	c.net.failDel = errors.New("no answer")
	c.tap("清理聊天记录")
	c.shows("这次没删成")
	c.tap("清理聊天记录")
	c.stands("只显示这一次", "清理好了")
	c.say("好了吗")
	c.net.failDel = errors.New("no answer")
	c.tap("回执码那条也删掉")
	c.shows("这次没删成")
	if got := c.net.chats["tg:1"][0].Text; !receiptForm.MatchString(got) {
		t.Errorf("the receipt went before the rest:\n%s", got)
	}
	c.tap("回执码那条也删掉")
	c.stands("清理好了")
	if !slices.Contains(c.net.deleted, said[2]) {
		t.Error("the opinion still stands")
	}
	for _, id := range said {
		if strings.Contains(c.log.String(), fmt.Sprint(id)) {
			t.Errorf("the log holds a message's id:\n%s", c.log)
		}
	}
}

func TestWhatWasNotedOfTheChatGoesWithItsRound(t *testing.T) {
	c, _ := spoken(t)
	c.close()
	c.say("/receipt")
	c.tap("清理聊天记录")
	c.shows("更早的消息这里已经没有记录")
	c.shows("长按")
}

// TestAReceiptThatCameAsACardIsOneToo: an earlier submit arrived after all, and
// its receipt is shown above the present one.
func TestAReceiptThatCameAsACardIsOneToo(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	sessions := c.bot.Sessions
	c.bot.Sessions = &unsaved{Sessions: sessions}
	submit := c.taps("tg:1", "提交")
	if c.bot.Handle(t.Context(), submit) == nil {
		t.Fatal("the session was saved")
	}
	c.bot.Sessions = sessions
	c.say("好了吗") // the confirmation stands again
	c.tap("修改")
	c.tap("内容")
	c.say("改了一个字")
	c.tap("写完了")
	c.tap("✅ 提交")
	c.tap("✅ 提交")
	c.tap("清理聊天记录")
	var receipts int
	for _, m := range c.net.chats["tg:1"] {
		receipts += len(receiptForm.FindAllString(m.Text, -1))
	}
	if receipts != 3 { // the first one twice: its session was not saved
		t.Errorf("%d receipts stand, want 3", receipts)
	}
}

// unsaved is a store that fails when a session is saved.
type unsaved struct{ bot.Sessions }

func (unsaved) Save(context.Context, flows.Sitter, flows.SessionData) (flows.Place, error) {
	return flows.Place{}, flows.Fail(flows.Unavailable, "store.away", nil)
}

func TestWordOfAnOutageIsSweptToo(t *testing.T) {
	c := newTown(t)
	sessions := c.bot.Sessions
	u := c.says("tg:1", "/receipt")
	c.bot.Sessions = away{}
	if c.bot.Handle(t.Context(), u) == nil {
		t.Fatal("the store was not away")
	}
	c.bot.Sessions = sessions
	c.do(u)
	c.tap("清理聊天记录")
	c.stands("清理好了")
}
