package bot_test

import (
	"context"
	"errors"
	"testing"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// A submit may arrive though nobody learns of it. Whoever gives the opinion up
// then is not told that nothing was kept: they get its receipt.
func TestWhatWasSubmittedUnheardIsNotGivenUpUnsaid(t *testing.T) {
	for name, way := range map[string]struct {
		lost  func(*town, func()) // how the answer to the submit is lost
		where func(*town, func(*town))
	}{
		"the store's answer is lost":            {answerLost, func(c *town, do func(*town)) { do(c) }},
		"the same, and another replica goes on": {answerLost, (*town).elsewhere},
		"the process ends before the receipt":   {killed, (*town).elsewhere},
	} {
		t.Run(name, func(t *testing.T) {
			c := newTown(t)
			c.toConfirm()
			submit := c.taps("tg:1", "提交")
			way.lost(c, func() { c.fails(submit) })
			way.where(c, func(c *town) {
				c.say("/cancel")
				c.shows("其实已经收到了")
				c.do(submit)
				if n, kept := c.receipts(), c.kept(); n != 1 || len(kept) != 1 {
					t.Errorf("%d kept, %d receipts shown", len(kept), n)
				}
			})
		})
	}
}

// answerLost has what is submitted kept, and the store's answer lost.
func answerLost(c *town, do func()) {
	put := c.bot.Effects[opinion.EffectSubmit]
	c.bot.Effects[opinion.EffectSubmit] = func(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
		_, err := put(ctx, v, e)
		return dialogue.Outcome{}, errors.Join(flows.Fail(flows.Unavailable, "store.away", nil), err)
	}
	do()
	c.bot.Effects[opinion.EffectSubmit] = put
}

// killed has the process end between what is kept and the receipt.
func killed(c *town, do func()) {
	c.net.fail = errors.New("killed")
	c.storeAway(do)
	c.net.fail = nil
}

// Without the store nobody knows, and nobody is told: the cancel comes again.
func TestGivingUpWaitsForTheStore(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	look := c.bot.Effects[opinion.EffectDiscard]
	c.bot.Effects[opinion.EffectDiscard] = func(context.Context, flows.Visitor, dialogue.Effect) (dialogue.Outcome, error) {
		return dialogue.Outcome{}, flows.Fail(flows.Unavailable, "store.away", nil)
	}
	cancel := c.says("tg:1", "/cancel")
	c.fails(cancel)
	c.hides("没提交的内容没有保存")
	c.bot.Effects[opinion.EffectDiscard] = look
	c.do(cancel)
	c.shows("没提交的内容没有保存")
}

// It is given up at another replica while its receipt arrives: it stays, as its
// receipt is in the chat.
func TestAReceiptThatIsShownIsGood(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	submit := c.taps("tg:1", "提交")
	c.overtaken(func(c *town) { c.say("/cancel") })
	c.do(submit)
	if n := c.receipts(); n != 2 {
		t.Errorf("%d receipts stand in the chat, want one by each replica", n)
	}
	c.say("/opinion")
	c.shows("对象")
	if kept := c.kept(); len(kept) != 1 {
		t.Errorf("%d kept", len(kept))
	}
}
