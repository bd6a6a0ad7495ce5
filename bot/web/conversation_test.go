package web_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"log/slog"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"soundings/bot"
	"soundings/bot/web"
	"soundings/configs"
	"soundings/flows"
	"soundings/flows/opinion"
	"soundings/flows/organize"
	"soundings/flows/talk"
	"soundings/storage"
)

// town is a bot on an embedded store with one open round, in the page.
type town struct {
	t          *testing.T
	store      storage.Store
	rounds     *storage.Rounds
	opinions   *storage.Opinions
	organizers *storage.Organizers
	round      flows.Round
	bot        *bot.Bot // the last that was served
	log        bytes.Buffer
}

func newTown(t *testing.T) *town {
	t.Helper()
	c := &town{t: t}
	var err error
	c.store, err = storage.OpenSQLite(t.Context(), filepath.Join(t.TempDir(), "s.db"), now)
	c.must(err)
	t.Cleanup(func() {
		c.store.Close()
		if t.Failed() {
			t.Log(c.log.String())
		}
	})
	v, err := storage.Unlock(t.Context(), c.store, storage.NewKeys("AGE-SECRET-KEY-1TEST"), now)
	c.must(err)
	c.rounds, c.organizers = storage.NewRounds(v), storage.NewOrganizers(v)
	c.opinions = storage.NewOpinions(c.rounds)
	c.must(c.rounds.Refresh(t.Context()))
	c.round, err = c.rounds.Create(t.Context(), flows.Round{Title: "专题民主生活会", Unit: "某局党组", K: 5, Admission: flows.Open,
		Team: flows.Team{Name: "局领导班子"}, Aspects: []flows.Aspect{{ID: "a1", Label: "理论学习", Text: "理论学习方面"}},
		Members: []flows.Member{{ID: "wang", Name: "王建国", Post: "局长"}}})
	c.must(err)
	c.change(func(r flows.Round) (flows.Round, error) { return r.Open(now()) })
	return c
}

func now() time.Time { return time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC) }

// serve serves the page with a new bot on the store: what a restart does.
func (c *town) serve() string {
	c.t.Helper()
	words, err := bot.NewWords(configs.Locales(), time.UTC)
	c.must(err)
	keys := storage.NewKeys("AGE-SECRET-KEY-1TEST")
	log := slog.New(slog.NewTextHandler(&c.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	b := &bot.Bot{}
	s := web.New(web.Options{Handle: b.Handle, Log: log, Chairs: []web.Chair{{ID: "colleague",
		First: func(context.Context, bot.Chat) (string, error) { return "/start r_" + string(c.round.ID), nil }}}})
	tickets := storage.NewTickets(c.rounds)
	clerk := organize.Clerk{Organizers: c.organizers,
		Office: organize.Office{Rounds: c.rounds, Tickets: tickets, Opinions: c.opinions, Results: storage.NewResults(c.rounds),
			Random: rand.Reader, Now: now}}
	members := storage.NewMembers(c.rounds)
	door := organize.Door{Tickets: tickets, Members: members, Rounds: c.rounds, Clerk: clerk}
	b.Network, b.Sessions, b.Rounds, b.Recall = s, storage.NewSessions(c.rounds), c.rounds, door.Recall
	ringer := organize.Ringer{Addresses: storage.NewAddresses(c.rounds)}
	b.Effects = bot.Effects(opinion.Desk{Opinions: c.opinions, Rounds: c.rounds, Turnout: clerk.Office.Turnout, Point: clerk.Office.Point}, door, ringer, organize.Hearer{Addresses: storage.NewHearers(c.rounds), Rounds: c.rounds}, clerk,
		talk.Desk{Members: members, Talks: storage.NewTalks(c.rounds), Rounds: c.rounds})
	b.Clerk = clerk
	b.Guard, b.Seats, b.Words, b.Now, b.Log = opinion.NewGuard(), bot.NewSeats(keys.Seat()), words, now, log
	c.bot = b
	return serve(c.t, s)
}

func (c *town) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *town) change(f func(flows.Round) (flows.Round, error)) {
	c.t.Helper()
	var err error
	c.round, err = c.rounds.Change(c.t.Context(), c.round.ID, f)
	c.must(err)
}

// kept are the round's opinions, after closing it.
func (c *town) kept() (said []flows.Opinion) {
	c.t.Helper()
	c.change(func(r flows.Round) (flows.Round, error) { return r.Close(now()) })
	all, err := c.opinions.All(c.t.Context(), c.round.ID, nil)
	c.must(err)
	for _, o := range all {
		said = append(said, o.Opinion)
	}
	return said
}

// toText brings a new visitor to the text.
func toText(t *testing.T, url string) *page {
	t.Helper()
	p := newPage(t, url, "colleague")
	p.start()
	for _, label := range []string{"提意见建议", "王建国", "1 理论学习", "存在的问题"} {
		p.tap(label)
	}
	return p
}

var receiptForm = regexp.MustCompile(`[0-9A-Z]{5}(-[0-9A-Z]{5}){3}`)

func TestAnOpinionFromPageToStore(t *testing.T) {
	c := newTown(t)
	p := toText(t, c.serve())
	if n := len(p.messages()); n != 1 {
		t.Errorf("%d messages; want one card, edited by each tap", n)
	}
	p.say("窗口办事要跑三趟")
	for _, label := range []string{"写完了", "跳过", "跳过", "提交"} {
		p.tap(label)
	}
	receipt := receiptForm.FindString(p.last().Text)
	if receipt == "" || p.last().Buttons[0][0].Copy != receipt {
		t.Fatalf("no receipt to copy in %+v", p.last())
	}
	p.say("/receipt")
	p.say(strings.ToLower(receipt))
	all := p.messages()
	if m := all[len(all)-2]; !strings.Contains(m.Text, "窗口办事要跑三趟") || m.Mine {
		t.Errorf("the receipt does not read back: %+v", m)
	}
	want := flows.Opinion{Subject: "wang", Aspect: "a1", Kind: flows.Problem, Text: "窗口办事要跑三趟"}
	if kept := c.kept(); len(kept) != 1 || kept[0] != want {
		t.Errorf("kept %+v, want %+v", kept, want)
	}
	if strings.Contains(c.log.String(), "窗口") || strings.Contains(c.log.String(), "web:") {
		t.Errorf("the log tells:\n%s", c.log.String())
	}
}

// TestASweepClearsThePage: both sides' messages go, the receipt's last.
func TestASweepClearsThePage(t *testing.T) {
	c := newTown(t)
	p := toText(t, c.serve())
	p.say("窗口办事要跑三趟")
	for _, label := range []string{"写完了", "跳过", "跳过", "提交", "清理聊天记录"} {
		p.tap(label)
	}
	all := p.messages()
	if len(all) != 2 || !receiptForm.MatchString(all[0].Text) || !strings.Contains(all[1].Text, "清理好了") {
		t.Fatalf("after the sweep the page shows %+v", all)
	}
	p.tap("回执码那条也删掉")
	if all := p.messages(); len(all) != 1 || !strings.Contains(all[0].Text, "清理好了") {
		t.Errorf("after the second sweep the page shows %+v", all)
	}
}

// TestTwoTapsOnSubmitStoreOnce taps in two tabs at the same time.
func TestTwoTapsOnSubmitStoreOnce(t *testing.T) {
	c := newTown(t)
	p := toText(t, c.serve())
	p.say("窗口办事要跑三趟")
	for _, label := range []string{"写完了", "跳过", "跳过"} {
		p.tap(label)
	}
	card := p.last()
	taps := []map[string]any{{"action": p.action()}, {"action": p.action()}, {"action": p.action()}}
	var all sync.WaitGroup
	for _, body := range taps {
		body["message"], body["data"], body["chair"] = card.ID, card.Buttons[0][0].Data, p.chair
		all.Go(func() { p.does("/tap", body) })
	}
	all.Wait()
	if kept := c.kept(); len(kept) != 1 {
		t.Errorf("%d kept", len(kept))
	}
}

// TestAPageGoesOnAfterARestart keeps the page open, and its last post comes
// again, as when the answer was lost.
func TestAPageGoesOnAfterARestart(t *testing.T) {
	c := newTown(t)
	p := toText(t, c.serve())
	said := map[string]any{"action": p.action(), "text": "窗口办事要跑三趟"}
	p.does("/say", said)
	p.url = c.serve()
	p.does("/say", said)
	if m := p.last(); !strings.Contains(m.Text, "已写 8/2000 字") {
		t.Errorf("after the restart the page shows %+v", m)
	}
}

// TestAPanicIsAnsweredOnThePage: in the chat itself, and a command leads on.
func TestAPanicIsAnsweredOnThePage(t *testing.T) {
	c := newTown(t)
	p := toText(t, c.serve())
	p.say("窗口办事要跑三趟")
	c.bot.Guard = nil
	p.tap("写完了")
	if m := p.last(); !strings.Contains(m.Text, "不怪您") {
		t.Errorf("the page shows %+v", m)
	}
	p.say("/start")
	if m := p.last(); !strings.Contains(m.Text, "听您说真话") {
		t.Errorf("then it shows %+v", m)
	}
}
