package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// meanwhile is what another replica does just before the session is saved.
func meanwhile() map[string]func(*town) {
	return map[string]func(*town){
		"the screen stays":       func(c *town) { c.say("还有一句") },
		"another screen":         func(c *town) { c.say("/privacy") },
		"a tap on an old button": func(c *town) { c.do(c.update("tg:1", dialogue.Input{Kind: dialogue.Tapped, Text: "old.one"})) },
	}
}

// overtaken has another replica do something before the next session is saved.
func (c *town) overtaken(do func(*town)) {
	c.bot.Sessions = &overtaking{Sessions: c.bot.Sessions, town: c, at: 1, does: do}
}

// Another replica saves the session while the receipt arrives. What stands in
// the chat then is what the session says.
func TestAReceiptIsShownOnceThoughAnotherReplicaSaves(t *testing.T) {
	for name, other := range meanwhile() {
		t.Run(name, func(t *testing.T) {
			c := newTown(t)
			c.toConfirm()
			submit := c.taps("tg:1", "提交")
			c.overtaken(other)
			c.do(submit)
			if n := c.receipts(); n != 1 {
				t.Errorf("%d receipts stand in the chat", n)
			}
			if n := c.answers(submit); n != 1 {
				t.Errorf("the tap was answered %d times", n)
			}
			if got := c.net.message("tg:1", submit.Message).Text; !strings.Contains(got, "已提交") {
				t.Errorf("the card that was tapped says:\n%s", got)
			}
			if held := c.held(); strings.Contains(held, "窗口办事") {
				t.Errorf("the session still holds what was submitted: %s", held)
			}
			c.tap("再提一条")
			c.shows("对象")
			if kept := c.kept(); len(kept) != 1 {
				t.Errorf("%d kept", len(kept))
			}
		})
	}
}

// What an input has led to it still means when the session went on meanwhile.
func TestWhatATapDidIsTold(t *testing.T) {
	for name, way := range map[string]struct {
		to   func(*town)
		tap  string
		says string
	}{
		"nothing to say": {func(c *town) { c.say("/start r_" + string(c.round.ID)); c.tap("提意见建议") }, "暂无意见建议", "记下了"},
		"a sweep":        {func(c *town) { c.say("/receipt") }, "清理聊天记录", "清理好了"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newTown(t)
			way.to(c)
			tap := c.taps("tg:1", way.tap)
			c.overtaken(func(c *town) { c.say("/privacy") })
			c.do(tap)
			if got := c.net.message("tg:1", tap.Message).Text; !strings.Contains(got, way.says) {
				t.Errorf("the card that was tapped says:\n%s", got)
			}
			if n := c.answers(tap); n != 1 {
				t.Errorf("the tap was answered %d times", n)
			}
		})
	}
}

// A command leads from wherever the conversation stands now.
func TestACommandLeavesTheOtherUpdatesAnswer(t *testing.T) {
	c := newTown(t)
	second := c.another("第二轮")
	c.say("/start r_" + string(c.round.ID))
	c.tap("提意见建议")
	c.overtaken(func(c *town) { c.tap("王建国") })
	c.say("/start r_" + string(second.ID))
	c.shows("您已进入")
	c.say("/opinion")
	c.tap("专题民主生活会")
	c.shows("方面")
}

// lapse is what happens around the failures of a submit whose receipt arrived.
type lapse struct {
	before   func(*town)
	after    func(*town, bot.Update)
	receipts int
}

func lapses() map[string]lapse {
	return map[string]lapse{
		"soon": {receipts: 1},
		"once it can be sent": {before: func(c *town) { c.net.fail = errors.New("no answer") },
			after: func(c *town, _ bot.Update) { c.net.fail = nil }, receipts: 1},
		"long after, and nothing is kept in memory so long": {after: func(c *town, _ bot.Update) { c.now = c.now.Add(time.Hour) }, receipts: 2},
		"after it came to another replica":                  {after: func(c *town, submit bot.Update) { c.elsewhere(func(c *town) { c.do(submit) }) }, receipts: 2},
		"after more was said":                               {after: func(c *town, _ bot.Update) { c.say("还有一句") }, receipts: 1},
		"while another replica was turned to":               {after: func(c *town, _ bot.Update) { c.elsewhere(toPrivacy) }, receipts: 1},
	}
}

// The store goes away between the receipt's arrival and the saving, and the
// update comes again.
func TestAReceiptIsShownOnceThoughTheStoreWasAway(t *testing.T) {
	for name, l := range lapses() {
		t.Run(name, func(t *testing.T) {
			c := newTown(t)
			c.toConfirm()
			submit := c.taps("tg:1", "提交")
			l.befall(c, submit)
			if told := strings.Contains(c.net.last("tg:1").Text, "不用重发"); told {
				t.Error("who has the receipt is told to wait")
			}
			c.do(submit)
			if n := c.receipts(); n != l.receipts {
				t.Errorf("%d receipts stand in the chat, want %d", n, l.receipts)
			}
			if held := c.held(); strings.Contains(held, "窗口办事") {
				t.Errorf("the session still holds what was submitted: %s", held)
			}
			c.tap("再提一条")
			c.shows("对象")
		})
	}
}

// befall has a submit fail twice.
func (l lapse) befall(c *town, submit bot.Update) {
	c.t.Helper()
	c.storeAway(func() {
		if l.before != nil {
			l.before(c)
		}
		c.fails(submit)
		c.fails(submit)
	})
	if l.after != nil {
		l.after(c, submit)
	}
}

// An update that another replica has handled by now takes nothing back.
func TestARepeatOfWhatFailedHereTakesNothingBack(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	submit := c.taps("tg:1", "提交")
	c.storeAway(func() { c.fails(submit) })
	c.elsewhere(func(c *town) { c.do(submit); c.tap("再提一条"); c.tap("王建国") })
	c.do(submit)
	c.tap("1 理论学习")
	c.shows("性质")
}

// Two replicas show what is owed at the same time: the tap of one is answered
// once, and both messages can be swept.
func TestAnOwedReceiptInARace(t *testing.T) {
	c := newTown(t)
	submit := c.owed()
	old := submit
	old.ID, old.Tap = 77, "tap77"
	c.overtaken(func(c *town) { c.say("什么情况") })
	c.do(old)
	if n, answers := c.receipts(), c.answers(old); n != 2 || answers != 1 {
		t.Errorf("%d receipts, one by each; the tap was answered %d times", n, answers)
	}
	c.say("/receipt")
	c.tap("清理聊天记录")
	c.tap("回执码那条也删掉")
	c.stands("清理好了")
}

// storeAway has the store readable only while something is done.
func (c *town) storeAway(do func()) {
	sessions := c.bot.Sessions
	c.bot.Sessions = unwritten{sessions}
	do()
	c.bot.Sessions = sessions
}

// fails handles an update that cannot be handled now.
func (c *town) fails(u bot.Update) {
	c.t.Helper()
	if err := c.bot.Handle(c.t.Context(), u); flows.CodeOf(err) != flows.Unavailable {
		c.t.Fatalf("error %v, want unavailable", err)
	}
}

// elsewhere does something by another replica.
func (c *town) elsewhere(do func(*town)) {
	other := *c
	other.wire()
	do(&other)
	c.nextID = other.nextID
}

// unwritten is a store that can be read and not written.
type unwritten struct{ bot.Sessions }

func (unwritten) Save(context.Context, flows.Sitter, flows.SessionData) (flows.Place, error) {
	return flows.Place{}, flows.Fail(flows.Unavailable, "store.away", nil)
}

// What an update could not do it does not do later, against what was said since.
func TestASubmitThatFailedIsNotDoneAfterACancel(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	submit := c.taps("tg:1", "提交")
	put := c.bot.Effects[opinion.EffectSubmit]
	c.bot.Effects[opinion.EffectSubmit] = func(context.Context, flows.Visitor, dialogue.Effect) (dialogue.Outcome, error) {
		return dialogue.Outcome{}, flows.Fail(flows.Unavailable, "store.away", nil)
	}
	c.fails(submit)
	c.bot.Effects[opinion.EffectSubmit] = put
	c.elsewhere(func(c *town) { c.say("/cancel") })
	c.do(submit)
	if kept := c.kept(); len(kept) != 0 {
		t.Errorf("%d kept", len(kept))
	}
}

// owed submits an opinion whose receipt does not arrive.
func (c *town) owed() (submit bot.Update) {
	c.t.Helper()
	c.toConfirm()
	submit = c.taps("tg:1", "提交")
	c.net.fail = errors.New("no answer")
	c.do(submit)
	c.net.fail = nil
	return submit
}

// receipts is how many messages of the chat show one.
func (c *town) receipts() (n int) {
	for _, m := range c.net.chats["tg:1"] {
		if receiptForm.MatchString(m.Text) {
			n++
		}
	}
	return n
}

// answers is how often a tap was answered.
func (c *town) answers(u bot.Update) (n int) {
	for _, ack := range c.net.acks {
		if strings.HasPrefix(ack, u.Tap+" ") {
			n++
		}
	}
	return n
}

// held is what the session holds, in the clear.
func (c *town) held() string {
	c.t.Helper()
	data := c.raw()
	all := string(data.Common)
	for _, part := range data.Parts {
		all += string(part)
	}
	return all
}
