package bot_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

const apology = "不怪您"

// A panic is ours: the person is told, the tap is answered, and all is as it
// was. The log says where, and nothing else.
func TestAPanicIsToldKindlyAndChangesNothing(t *testing.T) {
	for name, way := range map[string]struct {
		to     func(*town)
		breaks func(*town)
		does   func(*town) bot.Update
		at     string // the file that the log names
	}{
		"in a screen": {func(c *town) { c.toText(); c.say("窗口办事要跑三趟") }, func(c *town) { c.bot.Guard = nil },
			func(c *town) bot.Update { return c.taps("tg:1", "写完了") }, "guard.go:"},
		"in an effect": {(*town).toConfirm, func(c *town) { c.panics(opinion.EffectSubmit) },
			func(c *town) bot.Update { return c.taps("tg:1", "提交") }, "mishap_test.go:"},
		"in an effect of what was typed": {func(c *town) { c.say("/receipt") }, func(c *town) { c.panics(opinion.EffectLookup) },
			func(c *town) bot.Update { return c.says("tg:1", "53JFR-9M2TD-4R2JX-V43XY") }, "mishap_test.go:"},
	} {
		t.Run(name, func(t *testing.T) {
			c, w := newTown(t), &witness{}
			c.bot.Watch = w
			way.to(c)
			before, broken := c.held(), way.does(c)
			way.breaks(c)
			c.do(broken)
			c.shows(apology)
			if broken.Tap != "" && c.answers(broken) != 1 {
				t.Errorf("the tap was answered %d times", c.answers(broken))
			}
			if now := c.held(); now != before {
				t.Errorf("the session was\n%s\nand is\n%s", before, now)
			}
			if log := c.log.String(); !strings.Contains(log, way.at) || strings.Contains(log, "CANARY") || strings.Contains(log, "53JFR") || strings.Contains(log, "窗口") {
				t.Errorf("logged %s", log)
			}
			if w.panics != 1 {
				t.Errorf("%d panics were witnessed", w.panics)
			}
		})
	}
}

// panics has an effect panic with what somebody wrote.
func (c *town) panics(effect string) {
	c.bot.Effects[effect] = func(context.Context, flows.Visitor, dialogue.Effect) (dialogue.Outcome, error) { panic("CANARY") }
}

// brokenShelf are rounds that panic when the organizers' choice of a round is
// made of them, so that nothing can be done while that is on the table.
type brokenShelf struct{ bot.Rounds }

func (r brokenShelf) Known() []flows.Round {
	pc, _, _, _ := runtime.Caller(1)
	if strings.HasSuffix(runtime.FuncForPC(pc).Name(), "(*Bot).clerkFlow") {
		panic("no shelf")
	}
	return r.Rounds.Known()
}

func TestAConversationThatPanicsEachTimeTrapsNobody(t *testing.T) {
	for name, way := range map[string]struct{ on, out, told, leads string }{
		"start":               {"", "/start", "已经带您离开", "听您说真话"},
		"cancel":              {"", "/cancel", "已经带您离开", "已写 8/2000 字"},
		"start, a page atop":  {"/privacy", "/start", "", "听您说真话"},
		"cancel, a page atop": {"/privacy", "/cancel", "已经带您离开", "已写 8/2000 字"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newTown(t)
			c.another("第二轮")
			c.toText()
			c.say("窗口办事要跑三趟")
			c.asOrganizer()
			c.say("/status")
			old := c.taps("tg:1", "取消")
			if way.on != "" {
				c.say(way.on)
			}
			c.bot.Rounds = brokenShelf{c.bot.Rounds}
			if way.on == "" {
				c.say("有人吗")
				c.shows(apology)
			}
			c.say(way.out)
			c.shows(way.told)
			c.shows(way.leads)
			c.do(old)
			if got := c.net.message("tg:1", old.Message).Text; !strings.Contains(got, "之前的按钮") {
				t.Errorf("a button of what was left is taken for another: %s", got)
			}
			c.say("/opinion") // what was written there waits
			c.shows("已写 8/2000 字")
			c.tap("写完了")
			c.shows("事例")
		})
	}
}

// What told of it goes with a sweep, and is in the language that was chosen.
func TestAnApologyIsUnderstoodAndSwept(t *testing.T) {
	c := newTown(t)
	c.say("/language")
	c.tap("English")
	c.say("/receipt")
	c.panics(opinion.EffectLookup)
	for range 2 {
		c.say("53JFR-9M2TD-4R2JX-V43XY")
		c.shows("not your doing")
	}
	c.tap("Clear this chat")
	c.stands("Cleared")
}

// A network that panics is not asked for an apology twice.
func TestAPanicInTheApologyIsLeftToWhoeverCalled(t *testing.T) {
	c := newTown(t)
	c.bot.Network = broken{c.net}
	defer func() {
		if recover() == nil {
			t.Error("nobody learns of it")
		}
		c.bot.Network = c.net
		c.say("/help") // the lane is free
		c.shows("/privacy")
	}()
	c.say("/start")
}

type broken struct{ bot.Network }

func (broken) Send(context.Context, bot.Chat, bot.Message) (bot.MessageID, error) {
	panic(errors.New("no network"))
}

// An update that is not handled yet comes again by itself: who sends it again as
// well would have it there twice. One that panicked may have been saved before.
func TestNobodyIsToldToSendAgainWhatMayBeThereAlready(t *testing.T) {
	c := newTown(t)
	for _, key := range []string{"store.away", "store.busy", "session.busy", "error.internal", "bot.broken"} {
		for lang, says := range map[string][]string{bot.Chinese: {"不用重发", "没收下再来一次"}, bot.English: {"No need to send", "only if it was not"}} {
			if got := c.bot.Words.Say(lang, dialogue.Say(key)); !strings.Contains(got, says[0]) && !strings.Contains(got, says[1]) {
				t.Errorf("%s says %q", key, got)
			}
		}
	}
}
