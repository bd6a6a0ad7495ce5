package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/bot/telegramtest"
	"soundings/storage"
	"soundings/storage/storagetest"
)

// A calendar is a clock that goes by itself and can be put forward.
type calendar struct{ ahead atomic.Int64 }

func (c *calendar) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func (c *calendar) comes(at time.Time) { c.ahead.Store(int64(time.Until(at))) }

// TestTwoBotsRemindEachWhoAskedOnce plays the days before a round closes. Who
// asked is reminded by one of the two bots, once; who took that back, or blocked
// the bot, is not, and no address of theirs is left. Neither /metrics nor the log
// tells how many they were, and the files, the log and the metrics hold nobody.
func TestTwoBotsRemindEachWhoAskedOnce(t *testing.T) {
	fake, clock := telegramtest.New(t), &calendar{}
	bots, _ := twoBots(t, fake, clock.now)
	lastDay := time.Now().In(time.FixedZone("Asia/Shanghai", 8*60*60)).AddDate(0, 0, 18)
	h := &remembered{t: t, fake: fake, bot: bots[0], id: datedRound(t, bots[0], lastDay.Format(time.DateOnly)),
		store: storagetest.Open(t, bots[0].Env["SOUNDINGS_STORE"], clock.now)}
	never := []*telegramtest.Person{h.comes(), h.comes()} // one at each bot, which know the round from then on
	var asked []*telegramtest.Person
	for range 5 {
		asked = append(asked, h.asks())
	}
	back, blocked := h.asks(), h.asks()
	takesBack(back)
	blocked.Block()
	blocked.Settle()
	h.kept(6)
	before := []string{bots[0].Metrics(), bots[1].Metrics()}

	y, m, d := lastDay.Date()
	clock.comes(time.Date(y, m, d-1, 9, 0, 0, 0, lastDay.Location()))
	for _, p := range asked {
		p.See("🔔 快截止了")
	}
	eventually(t, "the address of who blocked is gone", func() bool { return h.addresses() == 5 })
	for i, b := range bots {
		if diff := cmp.Diff(map[string]float64{}, moved(before[i], b.Metrics())); diff != "" {
			t.Errorf("reminding shows in the metrics (-want +got):\n%s", diff)
		}
	}
	if code := bots[1].Stop(); code != 0 {
		t.Errorf("it ends with %d", code)
	}
	again := startServeAt(t, bots[1].Env, clock.now) // it looks at once whether anybody is to be reminded
	asked[0].Tap("✍️ 提意见建议")
	asked[0].See("意见建议是提给谁的")
	h.reminders(1, asked[1:]...)
	h.reminders(0, append(never, back, blocked, asked[0])...) // the last is a screen now
	h.nowhere(bots[0].Log()+bots[1].Log()+again.Log(), bots[0].Metrics())
	bots[0].CLI("round", "close", h.id)
	h.kept(0)
}

// datedRound opens a round that anybody may enter and that closes after this day.
func datedRound(t *testing.T, s *served, closes string) (id string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "round.yaml")
	if err := os.WriteFile(file, []byte(roundYAML+"admission: open\ncloses: "+closes+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	id = strings.TrimSpace(s.CLI("round", "create", "-f", file))
	s.CLI("round", "open", id)
	return id
}

// remembered are the people of a round, of whom nothing may be seen.
type remembered struct {
	t      *testing.T
	fake   *telegramtest.Server
	bot    *served
	store  storage.Store
	id     string
	people []string
}

// comes is somebody new in the round.
func (h *remembered) comes() *telegramtest.Person {
	h.t.Helper()
	id := int64(7770010042 + 31*len(h.people))
	h.people = append(h.people, fmt.Sprint(id))
	p := h.fake.Person(id, telegramtest.Lang("zh-hans"))
	p.Send("/start r_" + h.id)
	p.See("您已进入")
	return p
}

// asks is somebody who asks to be reminded.
func (h *remembered) asks() *telegramtest.Person {
	h.t.Helper()
	p := h.comes()
	p.Tap("🔔 截止前提醒我")
	p.See(" 09:00 左右发一条消息提醒您")
	p.Tap("🔔 同意，提醒我")
	p.See("好，截止前提醒您")
	return p
}

// addresses are how many are kept.
func (h *remembered) addresses() (n int) {
	h.t.Helper()
	for _, err := range h.store.List(h.t.Context(), storage.Collection{Tag: h.id, Name: "addresses"}) {
		if err != nil {
			h.t.Fatal(err)
		}
		n++
	}
	return n
}

func (h *remembered) kept(n int) {
	h.t.Helper()
	if got := h.addresses(); got != n {
		h.t.Errorf("%d addresses are kept, want %d", got, n)
	}
}

// reminders fails unless each of these has so many.
func (h *remembered) reminders(n int, people ...*telegramtest.Person) {
	h.t.Helper()
	for _, p := range people {
		if got := strings.Count(p.Messages().String(), "快截止了"); got != n {
			h.t.Errorf("%d reminders, want %d:\n%s", got, n, p.Messages())
		}
	}
}

// nowhere looks for the people in what was logged and measured, and in the files.
func (h *remembered) nowhere(log, metrics string) {
	h.t.Helper()
	hunt := huntFor(h.people...)
	dir := storagetest.Admin(h.t, h.bot.Env["SOUNDINGS_STORE"]).ConfigGet(h.t.Context(), "dir").Val()["dir"]
	found := slices.Concat(hunt.under(dir), hunt.in("the log", []byte(log)), hunt.in("the metrics", []byte(metrics)))
	if len(found) > 0 {
		h.t.Errorf("they are found:\n%s", strings.Join(found, "\n"))
	}
}
