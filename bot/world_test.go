package bot_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/organize"
	"soundings/flows/talk"
	"soundings/storage"
)

const serviceKey = "AGE-SECRET-KEY-1TEST"

// town is a bot on an embedded store with one open round, and a network that
// remembers what it was told to show.
type town struct {
	t          *testing.T
	bot        *bot.Bot
	net        *network
	store      storage.Store
	rounds     *storage.Rounds
	tickets    *storage.Tickets
	opinions   *storage.Opinions
	organizers *storage.Organizers
	members    *storage.Members
	talks      *storage.Talks
	office     organize.Office // of whoever sits at the command line
	round      flows.Round
	now        time.Time
	log        *bytes.Buffer
	nextID     int64
}

func newTown(t *testing.T) *town {
	t.Helper()
	c := &town{t: t, now: time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC), net: &network{}, nextID: 7_000_000, log: &bytes.Buffer{}}
	store, err := storage.OpenSQLite(t.Context(), filepath.Join(t.TempDir(), "s.db"), c.clock)
	c.must(err)
	t.Cleanup(func() { store.Close() })
	c.store = store
	c.wire()
	c.round, err = c.rounds.Create(t.Context(), flows.Round{Title: "专题民主生活会", Unit: "某局党组", K: 5,
		Admission: flows.Open, Team: flows.Team{Name: "局领导班子"},
		Aspects: []flows.Aspect{{ID: "a1", Label: "理论学习", Text: "理论学习方面"}},
		Members: []flows.Member{{ID: "wang", Name: "王建国", Post: "局长"}}})
	c.must(err)
	c.round = c.step(func(r flows.Round) (flows.Round, error) { return r.Open(c.now) })
	return c
}

// another opens one more round.
func (c *town) another(title string) flows.Round {
	c.t.Helper()
	second := c.round
	second.ID, second.State, second.Title = "", "", title
	second, err := c.rounds.Create(c.t.Context(), second)
	c.must(err)
	second, err = c.rounds.Change(c.t.Context(), second.ID, func(r flows.Round) (flows.Round, error) { return r.Open(c.now) })
	c.must(err)
	return second
}

// close closes the town's round.
func (c *town) close() {
	c.t.Helper()
	c.step(func(r flows.Round) (flows.Round, error) { return r.Close(c.now) })
}

// raw is the session as the store gives it.
func (c *town) raw() flows.SessionData {
	c.t.Helper()
	data, err := c.bot.Sessions.Load(c.t.Context(), c.bot.SitterOf("tg:1"))
	c.must(err)
	return data
}

// wire makes a new bot on the same store: what a restart does.
func (c *town) wire() {
	c.t.Helper()
	keys := storage.NewKeys(serviceKey)
	v, err := storage.Unlock(c.t.Context(), c.store, keys, c.clock)
	c.must(err)
	c.rounds = storage.NewRounds(v)
	c.must(c.rounds.Refresh(c.t.Context()))
	c.tickets, c.opinions = storage.NewTickets(c.rounds), storage.NewOpinions(c.rounds)
	words, err := bot.NewWords(configs.Locales(), time.UTC)
	c.must(err)
	c.organizers, c.members, c.talks = storage.NewOrganizers(v), storage.NewMembers(c.rounds), storage.NewTalks(c.rounds)
	office := organize.Office{Rounds: c.rounds, Tickets: c.tickets, Opinions: c.opinions, Members: c.members, Talks: c.talks,
		Results: storage.NewResults(c.rounds), Ledgers: storage.NewLedgers(v), Random: rand.Reader, Now: c.clock}
	c.office = office
	desk := opinion.Desk{Opinions: c.opinions, Rounds: c.rounds, Turnout: office.Turnout, Point: office.Point}
	presets, err := organize.ReadPresets(configs.Presets())
	c.must(err)
	clerk := organize.Clerk{Office: office, Organizers: c.organizers, Printer: press{}, Presets: presets, Zone: time.UTC}
	door := organize.Door{Tickets: c.tickets, Members: c.members, Rounds: c.rounds, Clerk: clerk}
	logs := talk.Desk{Members: c.members, Talks: c.talks, Rounds: c.rounds}
	addresses, hearers := storage.NewAddresses(c.rounds), storage.NewHearers(c.rounds)
	hearer := organize.Hearer{Addresses: hearers, Rounds: c.rounds}
	c.bot = &bot.Bot{Network: c.net, Sessions: storage.NewSessions(c.rounds), Rounds: c.rounds, Recall: door.Recall, Talks: logs, Clerk: clerk,
		Effects: bot.Effects(desk, door, organize.Ringer{Addresses: addresses}, hearer, clerk, logs), Addresses: addresses,
		Heard: hearer.Asked, Hearers: hearers,
		Post:  talk.Post{Mailing: c.members, News: c.talks},
		Guard: opinion.NewGuard(), Seats: bot.NewSeats(keys.Seat()), Words: words, Now: c.clock,
		Log: slog.New(slog.NewTextHandler(c.log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
}

func (c *town) clock() time.Time { return c.now }

func (c *town) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *town) step(f func(flows.Round) (flows.Round, error)) flows.Round {
	c.t.Helper()
	r, err := c.rounds.Change(c.t.Context(), c.round.ID, f)
	c.must(err)
	return r
}

// update is the next update of a chat.
func (c *town) update(chat bot.Chat, in dialogue.Input) bot.Update {
	c.nextID++
	return bot.Update{ID: c.nextID, Chat: chat, Private: true, Input: in, Message: bot.MessageID(9000 + c.nextID), Lang: "zh-hans"}
}

func (c *town) says(chat bot.Chat, s string) bot.Update {
	if name, payload, _ := strings.Cut(s, " "); strings.HasPrefix(name, "/") {
		return c.update(chat, dialogue.Input{Kind: dialogue.Command, Text: name[1:], Payload: payload})
	}
	return c.update(chat, dialogue.Input{Kind: dialogue.Typed, Text: s})
}

// taps is a tap on the newest button with this label.
func (c *town) taps(chat bot.Chat, label string) bot.Update {
	c.t.Helper()
	m, data := c.net.find(chat, label)
	if data == "" {
		c.t.Fatalf("no button %q; the last message is:\n%s", label, c.net.last(chat).Text)
	}
	u := c.update(chat, dialogue.Input{Kind: dialogue.Tapped, Text: data})
	u.Message, u.Tap = m, fmt.Sprint("tap", u.ID)
	return u
}

// do handles updates, each of which must succeed.
func (c *town) do(updates ...bot.Update) {
	c.t.Helper()
	for _, u := range updates {
		c.must(c.bot.Handle(c.t.Context(), u))
	}
}

// say and tap do what their names say, for the chat of one person.
func (c *town) say(s string)     { c.t.Helper(); c.do(c.says("tg:1", s)) }
func (c *town) tap(label string) { c.t.Helper(); c.do(c.taps("tg:1", label)) }

// toText brings the person to the text, toConfirm to the confirmation.
func (c *town) toText() {
	c.t.Helper()
	c.say("/start r_" + string(c.round.ID))
	for _, label := range []string{"提意见建议", "王建国", "1 理论学习", "存在的问题"} {
		c.tap(label)
	}
}

func (c *town) toConfirm() {
	c.t.Helper()
	c.toText()
	c.say("窗口办事要跑三趟")
	c.tap("写完了")
	c.tap("跳过")
	c.tap("跳过")
}

func (c *town) shows(part string) {
	c.t.Helper()
	if got := c.net.last("tg:1").Text; !strings.Contains(got, part) {
		c.t.Fatalf("the screen does not say %q:\n%s", part, got)
	}
}

func (c *town) hides(part string) {
	c.t.Helper()
	if got := c.net.last("tg:1").Text; strings.Contains(got, part) {
		c.t.Fatalf("the screen says %q:\n%s", part, got)
	}
}

// kept are the round's opinions, after closing it.
func (c *town) kept() (said []flows.Opinion) {
	c.t.Helper()
	c.step(func(r flows.Round) (flows.Round, error) { return r.Close(c.now) })
	all, err := c.opinions.All(c.t.Context(), c.round.ID, nil)
	c.must(err)
	for _, o := range all {
		said = append(said, o.Opinion)
	}
	return said
}
