package bot_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// TestTheCrowdIsWrittenToOneAfterAnother: ten a second, and never two at once.
func TestTheCrowdIsWrittenToOneAfterAnother(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		asked := c.askers(40)
		c.comes(19, "09:00")
		c.reminds()
		var at []time.Time
		for _, chat := range asked {
			for _, m := range c.reminders(chat) {
				at = append(at, m.at)
			}
		}
		slices.SortFunc(at, time.Time.Compare)
		for i := range at[1:] {
			if gap := at[i+1].Sub(at[i]); gap < 100*time.Millisecond {
				t.Errorf("%v between two of them", gap)
			}
		}
		if took := at[len(at)-1].Sub(at[0]); len(at) != 40 || took > 4*time.Second {
			t.Errorf("%d in %v, want 40 in four seconds", len(at), took)
		}
	})
}

// TestTheCrowdRestsAsTheNetworkWants: what surely was not sent is sent later, to
// everybody once.
func TestTheCrowdRestsAsTheNetworkWants(t *testing.T) {
	for name, c := range map[string]struct {
		says  error
		rests time.Duration
	}{
		"it asks to wait":             {&bot.Busy{After: time.Minute}, time.Minute},
		"it asks to wait a whole day": {&bot.Busy{After: 24 * time.Hour}, 15 * time.Minute},
		"it is away":                  {fmt.Errorf("telegram: no answer: %w", bot.ErrUnsent), 30 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			toward(t, func(t *testing.T, town *town) {
				asked := town.askers(5)
				town.comes(19, "09:00")
				town.net.fail = c.says
				if err := town.bot.Remind(t.Context()); !errors.Is(err, c.says) {
					t.Fatalf("it says %v", err)
				}
				town.net.fail = nil
				time.Sleep(c.rests - time.Second)
				if busy, ok := errors.AsType[*bot.Busy](town.bot.Remind(t.Context())); !ok || busy.After != time.Second {
					t.Errorf("a second too early it says %v", busy)
				}
				town.reminded(0, asked...)
				time.Sleep(time.Second)
				town.reminds()
				town.reminded(1, asked...)
			})
		})
	}
}

// TestAwayForAnHourLosesNobody: nor does one chat that always fails hold up the
// others for good.
func TestAwayForAnHourLosesNobody(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		asked := c.askers(8)
		c.comes(19, "09:00")
		c.net.fail = bot.ErrUnsent
		c.net.failTo = map[bot.Chat]error{asked[0]: bot.ErrUnsent}
		for range 720 {
			_ = c.bot.Remind(t.Context())
			time.Sleep(5 * time.Second)
		}
		c.net.fail = nil
		for range 720 {
			_ = c.bot.Remind(t.Context())
			time.Sleep(5 * time.Second)
		}
		c.reminded(1, asked[1:]...)
		c.reminded(0, asked[0])
	})
}

// What may have arrived is not sent again, and keeps nobody else waiting for long.
func TestWhatMayHaveArrivedIsNotSentAgain(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		asked := c.askers(3)
		c.comes(19, "09:00")
		c.net.failTo = map[bot.Chat]error{asked[1]: errors.New("the answer broke off")}
		c.goesOn(time.Minute)
		c.net.failTo = nil
		c.goesOn(time.Minute)
		c.reminded(1, asked[0], asked[2])
		c.reminded(0, asked[1])
	})
}

// Whoever blocked the bot is not written to, is nothing to log, and their address
// is deleted. When they come back the screen says so.
func TestAClosedChatLosesItsAddress(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		asked := append(c.askers(2), c.asker("tg:1", "zh-hans"))
		c.comes(19, "09:00")
		c.net.failTo = map[bot.Chat]error{"tg:1": bot.ErrGone}
		c.reminds()
		c.keeps(2)
		c.reminded(1, asked[:2]...)
		if c.log.Len() > 0 {
			t.Errorf("the log says: %s", c.log)
		}
		c.net.failTo = nil
		c.say("/privacy")
		c.shows("没有存您的联系方式")
		c.reminded(0, "tg:1")
	})
}

// TestAReminderWaitsForTheScreenThatIsBeingShown: it does not come between an
// input and its answer; and who takes the asking back just then gets none.
func TestAReminderWaitsForTheScreenThatIsBeingShown(t *testing.T) {
	for _, act := range []struct {
		effect, id string
		want       int
	}{{opinion.EffectBells, "remind", 1}, {opinion.EffectHush, "stop", 0}} {
		toward(t, func(t *testing.T, c *town) {
			c.asker("tg:1", "zh-hans")
			if act.id == "stop" {
				c.presses("tg:1", "remind")
			}
			c.comes(19, "09:00")
			do, comes, ended := c.bot.Effects[act.effect], make(chan struct{}), make(chan struct{})
			c.bot.Effects[act.effect] = func(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
				c.bot.Addresses = &knocking{Addresses: c.bot.Addresses, comes: comes}
				go func() { c.reminds(); close(ended) }()
				<-comes
				for range 1000 {
					runtime.Gosched() // it has all the time to be sent, if it were not in the lane
				}
				c.reminded(0, "tg:1")
				return do(ctx, v, e)
			}
			c.presses("tg:1", act.id)
			<-ended
			c.reminded(act.want, "tg:1")
		})
	}
}

// knocking tells when reminding begins.
type knocking struct {
	bot.Addresses
	comes chan struct{}
}

func (k *knocking) Waiting(ctx context.Context, id flows.RoundID, day string) ([]flows.Address, error) {
	defer close(k.comes)
	return k.Addresses.Waiting(ctx, id, day)
}

// What was claimed is sent, though the process is asked to stop meanwhile; and no
// more is claimed, whether the network is quick or so slow that the crowd never
// has to wait.
func TestAStopFinishesTheReminderThatWasBegun(t *testing.T) {
	for _, takes := range []time.Duration{0, time.Second} {
		toward(t, func(t *testing.T, c *town) {
			asked := c.askers(4)
			c.comes(19, "09:00")
			ctx, stop := context.WithCancel(t.Context())
			c.bot.Network = &stopping{network: c.net, stop: stop, takes: takes}
			if err := c.bot.Remind(ctx); !errors.Is(err, context.Canceled) {
				t.Errorf("it says %v", err)
			}
			if n := len(c.waiting()); n != 3 {
				t.Errorf("where a message takes %v %d wait, want three", takes, n)
			}
			c.bot.Network = c.net
			c.reminds()
			c.reminded(1, asked...)
		})
	}
}

func (c *town) waiting() []flows.Address {
	c.t.Helper()
	all, err := c.bot.Addresses.Waiting(c.t.Context(), c.round.ID, c.round.RemindsFor(c.now))
	c.must(err)
	return all
}

// A stopping network sees the process asked to stop while it sends.
type stopping struct {
	*network
	stop  context.CancelFunc
	takes time.Duration
}

func (s *stopping) Send(ctx context.Context, to bot.Chat, m bot.Message) (bot.MessageID, error) {
	s.stop()
	time.Sleep(s.takes)
	if ctx.Err() != nil {
		return 0, ctx.Err()
	}
	return s.network.Send(ctx, to, m)
}

// An outage meets many at once. One has a turn, who has none is told at a later
// try, and nobody twice.
func TestAnOutageTellsNoMoreThanTheNetworkBears(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		c.bot.Sessions = away{}
		var all []bot.Update
		for i := range 5 {
			all = append(all, c.says(bot.Chat(fmt.Sprint("tg:", i)), "/start"))
		}
		told := func() (n int) {
			for _, u := range all {
				_ = c.bot.Handle(t.Context(), u)
				n += strings.Count(c.net.last(u.Chat).Text, "不用重发")
			}
			return n
		}
		for want := 1; want <= 5; want++ {
			if n := told(); n != want {
				t.Errorf("at try %d %d are told", want, n)
			}
			time.Sleep(100 * time.Millisecond)
		}
		told()
		if c.net.sent != 5 {
			t.Errorf("told %d times, want each once", c.net.sent)
		}
	})
}

// Where the network asks to wait, nobody else is told of the outage either.
func TestAnOutageIsNotToldToANetworkThatAsksToWait(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		c.bot.Sessions = away{}
		c.net.fail = &bot.Busy{After: time.Minute}
		_ = c.bot.Handle(t.Context(), c.says("tg:1", "/start"))
		c.net.fail = nil
		u := c.says("tg:2", "/start")
		for _, after := range []time.Duration{time.Second, 58 * time.Second} {
			time.Sleep(after)
			if _ = c.bot.Handle(t.Context(), u); c.net.sent != 0 {
				t.Errorf("told %v later", after)
			}
		}
		time.Sleep(time.Second)
		if _ = c.bot.Handle(t.Context(), u); c.net.sent != 1 {
			t.Error("never told")
		}
	})
}
