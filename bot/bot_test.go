package bot_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows"
)

var receiptForm = regexp.MustCompile(`[0-9A-Z]{5}(-[0-9A-Z]{5}){3}`)

func TestAnOpinionFromLinkToStore(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	c.shows("窗口办事要跑三趟")
	c.tap("提交")
	r := receiptForm.FindString(c.net.last("tg:1").Text)
	if r == "" {
		t.Fatalf("no receipt:\n%s", c.net.last("tg:1").Text)
	}
	c.say("/receipt")
	c.say(strings.ToLower(r))
	if n := c.net.count("tg:1"); !strings.Contains(c.net.chats["tg:1"][n-2].Text, "窗口办事要跑三趟") {
		t.Errorf("the receipt does not read back:\n%s", c.net.chats["tg:1"][n-2].Text)
	}
	want := flows.Opinion{Subject: "wang", Aspect: "a1", Kind: flows.Problem, Text: "窗口办事要跑三趟"}
	if kept := c.kept(); len(kept) != 1 || kept[0] != want {
		t.Errorf("kept %+v, want %+v", kept, want)
	}
}

func TestATapEditsItsCardAndTypingMakesAFreshOne(t *testing.T) {
	c := newTown(t)
	c.toText()
	if c.net.sent != 1 || c.net.edited != 4 {
		t.Errorf("%d sent, %d edited; want one card, edited by each of 4 taps", c.net.sent, c.net.edited)
	}
	c.say("窗口办事要跑三趟")
	if c.net.sent != 2 {
		t.Errorf("%d sent after typing, want a fresh card", c.net.sent)
	}
	if len(c.net.acks) != 4 {
		t.Errorf("%d taps answered, want each once", len(c.net.acks))
	}
}

func TestACardThatCannotBeEditedIsSentAnew(t *testing.T) {
	c := newTown(t)
	c.say("/start r_" + string(c.round.ID))
	c.net.failEdit = bot.ErrNoCard
	c.tap("提意见建议")
	c.shows("对象")
}

func TestADuplicateChangesNothingAndShowsThePresentScreen(t *testing.T) {
	c := newTown(t)
	c.toText()
	u := c.says("tg:1", "窗口办事要跑三趟")
	c.do(u, u, u)
	c.shows("已写 8/2000 字")
	tap := c.taps("tg:1", "写完了")
	c.do(tap, tap)
	c.shows("事例")
	c.do(u) // an earlier update comes once more, behind a later one
	c.shows("事例")
}

func TestADoubleTapSubmitsOnce(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	first := c.taps("tg:1", "提交")
	second := first
	second.ID, second.Tap = 77, "tap77"
	c.do(first, second)
	if kept := c.kept(); len(kept) != 1 {
		t.Errorf("%d kept", len(kept))
	}
}

func TestTwentyMessagesAtOnceAllStand(t *testing.T) {
	c := newTown(t)
	c.toText()
	var all sync.WaitGroup
	for range 20 {
		u := c.says("tg:1", "意见")
		all.Go(func() {
			if err := c.bot.Handle(t.Context(), u); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	c.shows("已写 59/2000 字")
}

func TestADraftSurvivesARestart(t *testing.T) {
	c := newTown(t)
	c.toText()
	c.say("窗口办事要跑三趟")
	c.wire()
	c.tap("写完了")
	c.shows("事例")
}

func TestWhenTheStoreIsAwayTheUpdateComesAgain(t *testing.T) {
	c := newTown(t)
	c.toText()
	u := c.says("tg:1", "窗口办事要跑三趟")
	sessions := c.bot.Sessions
	for _, want := range []string{"已写 8/2000 字", "已写 17/2000 字"} { // another outage is told of again
		c.bot.Sessions = away{}
		shown := c.net.sent
		for range 3 {
			c.fails(u)
		}
		c.shows("不用重发")
		if c.net.sent != shown+1 {
			t.Errorf("told %d times, want once", c.net.sent-shown)
		}
		c.bot.Sessions = sessions
		c.do(u)
		c.shows(want)
		c.now = c.now.Add(time.Minute)
		u = c.says("tg:1", "窗口办事要跑三趟")
	}
}

// away is a store that cannot be reached.
type away struct{ bot.Sessions }

func (away) Load(context.Context, flows.Sitter) (flows.SessionData, error) {
	return flows.SessionData{}, flows.Fail(flows.Unavailable, "store.away", nil)
}

func TestARoundThatClosesTakesItsDraftsAlong(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	submit := c.taps("tg:1", "提交")
	c.step(func(r flows.Round) (flows.Round, error) { return r.Close(c.now) })
	c.do(submit)
	c.shows("可能已经结束")
	if all, _ := c.opinions.All(t.Context(), c.round.ID, nil); len(all) != 0 {
		t.Errorf("%d kept after closing", len(all))
	}
}

func TestAnotherReplicaSavingFirstIsNoticed(t *testing.T) {
	c := newTown(t)
	c.toText()
	c.say("窗口办事")
	c.bot.Sessions = &racing{Sessions: c.bot.Sessions, town: c}
	c.say("要跑三趟")
	c.shows("已写 12/2000 字") // 窗口办事 + 排队 + 要跑三趟, a line each
}

// racing lets another replica handle a message between a load and its save.
type racing struct {
	bot.Sessions
	town *town
	done bool
}

func (r *racing) Save(ctx context.Context, who flows.Sitter, data flows.SessionData) (flows.Place, error) {
	if !r.done {
		r.done = true
		other := *r.town
		other.wire()
		other.do(other.says("tg:1", "排队"))
	}
	return r.Sessions.Save(ctx, who, data)
}

func TestGroupsAreTurnedAwayAndNothingIsKept(t *testing.T) {
	c := newTown(t)
	u := c.says("tg:-100", "/start")
	u.Private = false
	c.do(u)
	if got := c.net.last("tg:-100").Text; !strings.Contains(got, "一对一") {
		t.Errorf("the group is told %q", got)
	}
	if data, err := c.bot.Sessions.Load(t.Context(), c.bot.SitterOf("tg:-100")); data.Version != 0 || err != nil {
		t.Errorf("a session was kept: %+v, %v", data, err)
	}
}

func TestSomebodyWhoCameBackAfterTheirSessionIsStillIn(t *testing.T) {
	c := newTown(t)
	c.say("/start r_" + string(c.round.ID))
	c.now = c.now.AddDate(0, 0, 3)
	c.say("/opinion")
	c.shows("对象")
}

func TestLinksThatDoNotLeadIn(t *testing.T) {
	for payload, want := range map[string]string{
		"r_nonsense": "链接不对", "x_1": "链接不对", "t_": "不像参与码", "t_" + strings.Repeat("Z", 62): "不像参与码",
		"t_" + string(flows.NewTicket("5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", [15]byte{1})): "另一个机器人",
	} {
		c := newTown(t)
		c.say("/start " + payload)
		c.shows(want)
		c.shows("还没有进入哪一轮")
	}
}

func TestTheLogHoldsNobodyAndNothing(t *testing.T) {
	c := newTown(t)
	c.net.fail = errors.New("no answer")
	u := c.says("tg:777000777", "CANARY-TEXT")
	u.Names = []string{"CANARY-NAME"}
	c.do(u)
	for _, secret := range []string{"777000777", "CANARY", string(c.bot.Seats.Lobby("tg:777000777"))} {
		if strings.Contains(c.log.String(), secret) {
			t.Errorf("the log holds %q: %s", secret, c.log)
		}
	}
	if c.log.Len() == 0 {
		t.Error("the log is empty: nothing was tested")
	}
}

func TestLanguageFollowsTheClientAndCanBeChanged(t *testing.T) {
	c := newTown(t)
	u := c.says("tg:1", "/start r_"+string(c.round.ID))
	u.Lang = "en-GB"
	c.do(u)
	c.shows("What we promise")
	c.tap("中文")
	c.shows("我们保证")
	c.say("/language")
	c.tap("English")
	c.shows("What we promise")
}

func TestSeatsAndParticipantsShareNothing(t *testing.T) {
	a, b := bot.NewSeats([]byte("k1")), bot.NewSeats([]byte("k2"))
	if a.Lobby("tg:1") == b.Lobby("tg:1") || a.Lobby("tg:1") == a.Lobby("tg:2") {
		t.Error("seats do not depend on key and chat")
	}
}

func TestAnotherRoundsClosingSwallowsNothing(t *testing.T) {
	c := newTown(t)
	other := c.another("另一轮")
	c.say("/start r_" + string(other.ID))
	c.say("/start r_" + string(c.round.ID))
	for _, label := range []string{"提意见建议", "专题民主生活会", "王建国", "1 理论学习", "存在的问题"} {
		c.tap(label)
	}
	c.say("窗口办事")
	_, err := c.rounds.Change(t.Context(), other.ID, func(r flows.Round) (flows.Round, error) { return r.Close(c.now) })
	c.must(err)
	c.say("要跑三趟")
	c.shows("已写 9/2000 字")
}
