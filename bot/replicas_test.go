package bot_test

import (
	"context"
	"testing"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// replicas are n bots on the town's store, each with a memory of its own.
func (c *town) replicas(n int) []*bot.Bot {
	c.t.Helper()
	var all []*bot.Bot
	for range n {
		c.wire()
		all = append(all, c.bot)
	}
	return all
}

// Every update of a conversation comes to another of three replicas, and so does
// each once more.
func TestAConversationGoesOnAtWhicheverReplica(t *testing.T) {
	c := newTown(t)
	all, n := c.replicas(3), 0
	next := func(u bot.Update) {
		for range 2 {
			c.bot = all[n%3]
			n++
			c.do(u)
		}
	}
	next(c.says("tg:1", "/start r_"+string(c.round.ID)))
	for _, label := range []string{"提意见建议", "王建国", "1 理论学习", "存在的问题"} {
		next(c.taps("tg:1", label))
	}
	next(c.says("tg:1", "窗口办事要跑三趟"))
	for _, label := range []string{"写完了", "跳过", "跳过", "提交"} {
		next(c.taps("tg:1", label))
	}
	if n := c.receipts(); n != 1 {
		t.Errorf("%d receipts", n)
	}
	if kept := c.kept(); len(kept) != 1 || kept[0].Text != "窗口办事要跑三趟" {
		t.Errorf("kept %+v", kept)
	}
}

// A replica that has not heard of a round yet finds the session that stands with
// it, as somebody goes on; a newcomer has nothing read anew.
func TestAReplicaThatIsBehindFindsTheSessionOfANewRound(t *testing.T) {
	c := newTown(t)
	c.elsewhere(func(c *town) { c.do(c.says("tg:1", "/start r_"+string(c.another("另一轮").ID))) })
	c.tap("提意见建议")
	c.shows("意见建议是提给谁的")
	rounds := &readings{Rounds: c.rounds}
	c.bot.Rounds = rounds
	c.do(c.says("tg:2", "/start r_"+string(c.round.ID)), c.says("tg:2", "/start"))
	if rounds.n > 0 {
		t.Errorf("a newcomer had the rounds read %d times", rounds.n)
	}
}

type readings struct {
	bot.Rounds
	n int
}

func (r *readings) Refresh(ctx context.Context) error { r.n++; return r.Rounds.Refresh(ctx) }

// A replica that has not looked since a round was closed by another takes
// nothing into it, and does not say that it did.
func TestAReplicaThatIsBehindTakesNothingIntoAClosedRound(t *testing.T) {
	for name, closes := range map[string]func(c *town, submit bot.Update){
		"before the tap": func(c *town, submit bot.Update) {
			c.elsewhere((*town).close)
			c.do(submit)
		},
		"while the tap is taken in": func(c *town, submit bot.Update) {
			put := c.bot.Effects[opinion.EffectSubmit]
			c.bot.Effects[opinion.EffectSubmit] = func(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
				c.elsewhere((*town).close)
				return put(ctx, v, e)
			}
			c.do(submit)
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newTown(t)
			c.toConfirm()
			closes(c, c.taps("tg:1", "提交"))
			c.shows("可能已经结束")
			c.wire()
			if all, err := c.opinions.All(t.Context(), c.round.ID, nil); len(all) != 0 || err != nil {
				t.Errorf("%d kept, %v", len(all), err)
			}
		})
	}
}

// An update that always comes second is left for later, after a few tries: the
// network brings it again, and nothing of it was shown meanwhile.
func TestAnUpdateThatAlwaysComesSecondComesAgain(t *testing.T) {
	c := newTown(t)
	c.toText()
	sessions := c.bot.Sessions
	second := &alwaysSecond{Sessions: sessions}
	c.bot.Sessions = second
	u := c.says("tg:1", "窗口办事要跑三趟")
	err := c.bot.Handle(t.Context(), u)
	if flows.CodeOf(err) != flows.Unavailable || flows.KeyOf(err) != "session.busy" || second.saves != 5 {
		t.Errorf("after %d tries: %v", second.saves, err)
	}
	c.shows("消息来得有点密")
	c.bot.Sessions = sessions
	c.do(u)
	c.shows("已写 8/2000 字")
}

// alwaysSecond are sessions that another replica always saves first.
type alwaysSecond struct {
	bot.Sessions
	saves int
}

func (s *alwaysSecond) Save(context.Context, flows.Sitter, flows.SessionData) (flows.Place, error) {
	s.saves++
	return flows.Place{}, flows.Fail(flows.Conflict, "session.changed", nil)
}
