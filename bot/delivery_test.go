package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows/dialogue"
)

// A tap is ended though its update has to come again: nobody looks at a button
// that spins for minutes. Who was told already is told by the tap's answer.
func TestATapIsEndedWhileTheStoreIsAway(t *testing.T) {
	c := newTown(t)
	c.say("/start r_" + string(c.round.ID))
	first, second := c.taps("tg:1", "提意见建议"), c.taps("tg:1", "匿名说明")
	sessions := c.bot.Sessions
	c.bot.Sessions = away{}
	for range 3 { // they come again and again
		c.fails(first)
		c.fails(second)
	}
	c.shows("不用重发")
	c.bot.Sessions = sessions
	c.do(first, second)
	want := []string{first.Tap + " ", second.Tap + " 系统这会儿没连上。您发的不用重发，连上后会接着处理；按钮要是没反应，再点一次就好。"}
	if got := c.net.acks; len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("the taps were answered %q, want %q", got, want)
	}
	if got := c.net.message("tg:1", first.Message).Text; !strings.Contains(got, "之前的按钮") {
		t.Errorf("and then the card says:\n%s", got)
	}
}

// A tap whose answer does not get through either is answered when its update
// comes again.
func TestATapIsAnsweredThoughTheNetworkWasAwayAsWell(t *testing.T) {
	c := newTown(t)
	c.say("/start r_" + string(c.round.ID))
	tap := c.taps("tg:1", "提意见建议")
	sessions := c.bot.Sessions
	c.bot.Sessions, c.bot.Network = away{}, &deaf{c.net, 1}
	c.fails(tap)
	c.bot.Sessions = sessions
	c.do(tap)
	if n := c.answers(tap); n != 1 {
		t.Errorf("the tap was answered %d times", n)
	}
}

// deaf is a network whose next answers to taps do not get through.
type deaf struct {
	*network
	times int
}

func (d *deaf) Acknowledge(ctx context.Context, tap, notice string) error {
	if d.times--; d.times >= 0 {
		return &bot.Busy{After: time.Minute}
	}
	return d.network.Acknowledge(ctx, tap, notice)
}

// An outage that ended by way of another replica is over here as well.
func TestALaterOutageIsToldOfAgain(t *testing.T) {
	c := newTown(t)
	c.say("/start r_" + string(c.round.ID))
	c.bot.Sessions = away{}
	for _, want := range []int{1, 1, 2} {
		before := c.net.sent
		for range want { // two at once are told once
			c.fails(c.says("tg:1", "窗口办事"))
		}
		if told := c.net.sent - before; told != 1 {
			t.Errorf("told %d times", told)
		}
		c.now = c.now.Add(time.Hour)
	}
}

// Who has blocked the bot is nothing to log; when they let it write again, all is
// as they left it.
func TestABlockedBotIsQuietAndForgetsNothing(t *testing.T) {
	c := newTown(t)
	c.toText()
	c.say("窗口办事要跑三趟")
	done := c.taps("tg:1", "写完了")
	c.net.fail, c.net.failEdit = bot.ErrGone, bot.ErrGone
	shown := c.net.sent
	c.do(c.says("tg:1", "材料也说不清楚"), done, c.says("tg:1", "/help"))
	if c.log.Len() > 0 || c.net.sent != shown {
		t.Errorf("sent %d, logged %s", c.net.sent-shown, c.log)
	}
	c.net.fail, c.net.failEdit = nil, nil
	c.say("/opinion")
	c.shows("已写 16/2000 字")
}

// What could not be shown is at the next input, whatever that is.
func TestWhatDidNotArriveIsShownAtTheNextInput(t *testing.T) {
	for name, next := range map[string]func(*town) bot.Update{
		"the same button":  func(c *town) bot.Update { return c.taps("tg:1", "王建国") },
		"a message":        func(c *town) bot.Update { return c.says("tg:1", "什么情况") },
		"a command":        func(c *town) bot.Update { return c.says("tg:1", "/help") },
		"another's button": func(c *town) bot.Update { return c.taps("tg:1", "其他工作") },
	} {
		t.Run(name, func(t *testing.T) {
			c := newTown(t)
			c.say("/start r_" + string(c.round.ID))
			c.tap("提意见建议")
			tap := c.taps("tg:1", "王建国")
			c.net.fail, c.net.failEdit = &bot.Busy{After: time.Minute}, &bot.Busy{After: time.Minute}
			c.do(tap)
			c.net.fail, c.net.failEdit = nil, nil
			c.do(next(c))
			c.shows("方面（2/7）")
		})
	}
}

func TestATapInAGroupIsEndedAndNothingIsKept(t *testing.T) {
	c := newTown(t)
	u := c.update("tg:-100", dialogue.Input{})
	u.Private, u.Tap = false, "tap"
	c.do(u)
	if len(c.net.acks) != 1 || !strings.Contains(c.net.last("tg:-100").Text, "一对一") {
		t.Errorf("answered %q, and the group reads %q", c.net.acks, c.net.last("tg:-100").Text)
	}
	if data, err := c.bot.Sessions.Load(t.Context(), c.bot.SitterOf("tg:-100")); data.Version != 0 || err != nil {
		t.Errorf("a session was kept: %+v, %v", data, err)
	}
}

// A tap of which the network does not say on which card it was.
func TestATapWithoutACardIsAnsweredByANewOne(t *testing.T) {
	c := newTown(t)
	c.say("/start r_" + string(c.round.ID))
	tap := c.taps("tg:1", "提意见建议")
	tap.Message = 0
	c.net.failEdit = errors.New("message identifier is not specified")
	c.do(tap)
	c.shows("对象")
}

// What goes to one chat goes one after another; other chats do not wait for it.
func TestOneChatInOrderAndOthersMeanwhile(t *testing.T) {
	c := newTown(t)
	slow := &slowly{network: c.net, slow: "tg:1", entered: make(chan int, 10), goOn: make(chan struct{})}
	c.bot.Network = slow
	var all sync.WaitGroup
	for i := range 5 {
		u := c.says("tg:1", fmt.Sprint("第", i))
		all.Go(func() { c.do(u) })
	}
	if n := <-slow.entered; n != 1 {
		t.Errorf("%d at once", n)
	}
	other := make(chan error, 1)
	go func() { other <- c.bot.Handle(t.Context(), c.says("tg:2", "/start")) }()
	select {
	case err := <-other:
		c.must(err)
	case <-time.After(10 * time.Second):
		t.Error("another chat waits")
	}
	close(slow.goOn)
	for range 4 {
		if n := <-slow.entered; n != 1 {
			t.Errorf("%d at once", n)
		}
	}
	all.Wait()
}

// slowly is a network on which it takes long to send to one chat.
type slowly struct {
	*network
	slow    bot.Chat
	entered chan int // how many are at it at that moment
	goOn    chan struct{}
	at      sync.Mutex
	now     int
}

func (s *slowly) Send(ctx context.Context, to bot.Chat, m bot.Message) (bot.MessageID, error) {
	if to == s.slow {
		s.count(1)
		s.entered <- s.now
		<-s.goOn
		defer s.count(-1)
	}
	return s.network.Send(ctx, to, m)
}

func (s *slowly) count(n int) {
	s.at.Lock()
	defer s.at.Unlock()
	s.now += n
}
