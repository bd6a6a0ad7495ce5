package bot_test

import (
	"context"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

func TestTheReceiptIsOwedUntilItArrived(t *testing.T) {
	for _, next := range []string{"/start", "/opinion", "/cancel", "/receipt", "什么情况"} {
		c := newTown(t)
		c.owed()
		c.say(next)
		if !receiptForm.MatchString(c.net.last("tg:1").Text) {
			t.Errorf("%s is answered without the receipt:\n%s", next, c.net.last("tg:1").Text)
		}
		c.say("/help")
		if again := c.net.last("tg:1").Text; receiptForm.MatchString(again) {
			t.Errorf("the receipt is still in the session:\n%s", again)
		}
	}
}

func TestTheReceiptStaysOnTheScreenAndTheOpinionDoesNot(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	c.tap("提交")
	c.tap("再提一条")
	var all string
	for _, m := range c.net.chats["tg:1"] {
		all += m.Text
	}
	if !receiptForm.MatchString(all) {
		t.Error("the next screen took the receipt's place")
	}
	if !strings.Contains(all, "已提交") || strings.Contains(all, "✅ 提交\n") || strings.Contains(all, "一字不改") {
		t.Errorf("the confirmation still stands as if nothing was submitted:\n%s", all)
	}
}

// Telegram brings it again, and people tap twice: the receipt stays the newest
// message.
func TestASubmitThatComesAgainSendsNothingMore(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	submit, twice := c.taps("tg:1", "提交"), c.taps("tg:1", "提交")
	c.do(submit)
	sent := c.net.sent
	c.do(submit, twice, submit)
	if c.net.sent != sent {
		t.Errorf("%d more messages; the newest:\n%s", c.net.sent-sent, c.net.last("tg:1").Text)
	}
	if card := c.net.message("tg:1", submit.Message); !strings.Contains(card.Text, "意见已经收下") {
		t.Errorf("the card that was tapped says:\n%s", card.Text)
	}
}

func TestALateTapOnTheReceiptNeverTakesItsPlace(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	c.tap("提交")
	again, finish := c.taps("tg:1", "再提一条"), c.taps("tg:1", "完成")
	c.do(again, finish, again, finish)
	var all string
	for _, m := range c.net.chats["tg:1"] {
		all += m.Text
	}
	if !receiptForm.MatchString(all) {
		t.Error("the receipt is gone from the chat")
	}
}

func TestAnOpinionStoredJustInTimeGetsItsReceipt(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	submit := c.bot.Effects[opinion.EffectSubmit]
	c.bot.Effects[opinion.EffectSubmit] = func(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
		o, err := submit(ctx, v, e)
		c.step(func(r flows.Round) (flows.Round, error) { return r.Close(c.now) })
		return o, err
	}
	c.tap("提交")
	if !receiptForm.MatchString(c.net.last("tg:1").Text) {
		t.Errorf("stored, and no receipt:\n%s", c.net.last("tg:1").Text)
	}
}

func TestAnOwedReceiptIsShownAlsoAfterTheLastMoment(t *testing.T) {
	c := newTown(t)
	c.step(func(r flows.Round) (flows.Round, error) { return r.Extend(c.now.AddDate(0, 0, 1), c.now) })
	c.owed()
	c.now = c.now.AddDate(0, 0, 1)
	c.say("/start")
	if !receiptForm.MatchString(c.net.last("tg:1").Text) {
		t.Errorf("no receipt:\n%s", c.net.last("tg:1").Text)
	}
}

// Once its receipt was shown, nothing in the session leads to the opinion: not
// for whoever can open it, either.
func TestWhatASessionKeepsOfWhatWasSubmitted(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	if before := c.held(); !strings.Contains(before, "窗口办事") || !strings.Contains(before, "wang") {
		t.Fatalf("the draft is not even in the session: this test cannot fail:\n%s", before)
	}
	c.tap("提交")
	code := strings.ReplaceAll(receiptForm.FindString(c.net.last("tg:1").Text), "-", "")
	for _, secret := range []string{"窗口办事", `"wang"`, `"a1"`, `"problem"`, code} {
		if strings.Contains(c.held(), secret) {
			t.Errorf("the session still holds %q:\n%s", secret, c.held())
		}
	}
}

// The round closes between the receipt's arrival and the saving: nothing more is
// said, least of all that something is gone.
func TestARoundThatClosesWhileTheReceiptArrives(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	submit := c.taps("tg:1", "提交")
	c.bot.Sessions = &closing{Sessions: c.bot.Sessions, close: c.close}
	c.do(submit)
	if got := c.net.last("tg:1").Text; !receiptForm.MatchString(got) {
		t.Errorf("after the receipt it says:\n%s", got)
	}
	if n := len(c.net.acks); n == 0 || strings.Count(strings.Join(c.net.acks, "\n"), submit.Tap+" ") != 1 {
		t.Errorf("the tap was answered so: %q", c.net.acks)
	}
}

// closing has the round close just before a session is saved.
type closing struct {
	bot.Sessions
	close func()
}

func (s *closing) Save(ctx context.Context, who flows.Sitter, data flows.SessionData) (flows.Place, error) {
	s.close()
	return s.Sessions.Save(ctx, who, data)
}
