package bot_test

import (
	"testing"
	"time"
)

// away lets days pass that the store does not see: sessions of a round are kept
// until it ends.
func (c *town) away(days int) {
	now := c.bot.Now()
	c.bot.Now = func() time.Time { return now.AddDate(0, 0, days) }
}

func TestADraftIsKeptForADay(t *testing.T) {
	c := newTown(t)
	c.toText()
	c.say("窗口办事要跑三趟")
	c.away(1)
	c.tap("写完了")
	c.shows("事例")
	c.away(2)
	skip := c.taps("tg:1", "跳过")
	c.do(skip)
	c.shows("上次没写完的已经清除了")
	c.shows("听您说真话")
	c.hides("写过的都在")
	c.do(c.taps("tg:1", "提意见建议")) // still in the round
	c.shows("对象")
	c.do(skip)
	c.shows("对象")
}

func TestWhatIsSaidIntoAClearedDraftIsNotTaken(t *testing.T) {
	c := newTown(t)
	c.toText()
	c.say("窗口办事要跑三趟")
	c.away(2)
	c.say("材料也说不清楚")
	c.shows("上次没写完的已经清除了")
	c.hides("要是刚才发的是参与码")
	c.say("/opinion")
	c.shows("对象")
}

func TestADraftThatWaitedBelowIsClearedAndTheTapStillCounts(t *testing.T) {
	c := newTown(t)
	c.toText()
	c.say("/receipt")
	c.away(2)
	c.tap("返回")
	c.shows("上次没写完的已经清除了")
	c.shows("听您说真话")
}

func TestWhereNothingWasWrittenNothingIsCleared(t *testing.T) {
	c := newTown(t)
	c.say("/start r_" + string(c.round.ID))
	c.away(7)
	c.tap("提意见建议")
	c.shows("对象")
	c.hides("已经清除")
}

func TestAnOwedReceiptNeverExpires(t *testing.T) {
	c := newTown(t)
	c.owed()
	c.away(7)
	c.say("/start")
	if got := c.net.last("tg:1").Text; !receiptForm.MatchString(got) {
		t.Errorf("no receipt:\n%s", got)
	}
}
