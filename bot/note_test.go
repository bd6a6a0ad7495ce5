package bot_test

import (
	"context"
	"testing"

	"soundings/bot"
	"soundings/flows"
)

func TestWhatIsSentIsNotedThoughAnotherReplicaSaves(t *testing.T) {
	c := newTown(t)
	c.bot.Sessions = &overtaking{Sessions: c.bot.Sessions, town: c, at: 2, does: toPrivacy}
	c.say("/receipt") // while it is noted, another replica answers /privacy
	c.say("/receipt")
	c.tap("清理聊天记录")
	c.stands("清理好了")
}

func TestAReceiptShownInARaceIsNoted(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	submit := c.taps("tg:1", "提交")
	c.bot.Sessions = &overtaking{Sessions: c.bot.Sessions, town: c, at: 1, does: toPrivacy}
	c.do(submit)
	c.say("/receipt")
	c.tap("清理聊天记录")
	c.tap("回执码那条也删掉")
	c.stands("清理好了")
}

func toPrivacy(c *town) { c.say("/privacy") }

// overtaking has another replica do something before the at-th save.
type overtaking struct {
	bot.Sessions
	town  *town
	at, n int
	does  func(*town)
}

func (o *overtaking) Save(ctx context.Context, who flows.Sitter, data flows.SessionData) (flows.Place, error) {
	if o.n++; o.n == o.at {
		o.town.elsewhere(o.does)
	}
	return o.Sessions.Save(ctx, who, data)
}

func TestATapThatOnlyEditsItsCardSavesOnce(t *testing.T) {
	c := newTown(t)
	counted := &counting{Sessions: c.bot.Sessions}
	c.bot.Sessions = counted
	c.say("/start r_" + string(c.round.ID))
	for i, want := range []int{2, 3, 4} { // sent anew: noted as well
		if counted.saves != want {
			t.Errorf("after %d taps %d saves, want %d", i, counted.saves, want)
		}
		c.tap([]string{"提意见建议", "王建国", "1 理论学习"}[i])
	}
}

// counting counts the saves.
type counting struct {
	bot.Sessions
	saves int
}

func (s *counting) Save(ctx context.Context, who flows.Sitter, data flows.SessionData) (flows.Place, error) {
	s.saves++
	return s.Sessions.Save(ctx, who, data)
}
