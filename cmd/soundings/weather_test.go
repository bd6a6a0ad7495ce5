package main

import (
	"cmp"
	"context"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"soundings/bot/telegramtest"
	"soundings/storage/storagetest"
)

// A forecast says what weather people will play in, but for the dice.
type forecast struct {
	name   string
	bots   int // behind one webhook
	luck   telegramtest.Luck
	habits habits
	// while is what else happens as people play; ctx ends when they are done.
	while func(ctx context.Context, w *weather)
	// store makes what they run on, and gives its URL; nil: a Redis that is left
	// alone.
	store func(w *weather) (url string)
	polls bool // the bot, instead of a webhook
	most  int  // opinions that somebody gives; 0: two
	// excuse is why a tap may go unanswered whose answer met a fault; empty: none
	// may.
	excuse string
	// again is why a receipt may be shown more than once; empty: none may.
	again string
}

// A weather is a world in which things go wrong: bots in processes of their own
// behind one webhook, on a real Redis, before a Bot API that has bad luck, and
// people in an open round.
type weather struct {
	t       *testing.T
	seed    uint64
	fake    *telegramtest.Server
	front   *front
	env     map[string]string // of every bot
	bots    []*child
	clerk   operator // only for its CLI
	payload string   // of the round's link
	people  []*human
	unsure  map[*human]map[int]bool // which of their receipts may have been lost
}

// How long everybody may take, and how many there are.
const (
	untilStuck = 60 * time.Second
	crowd      = 8
)

func newWeather(t *testing.T, f forecast, seed uint64) *weather {
	t.Helper()
	w := &weather{t: t, seed: seed, fake: telegramtest.New(t), front: newFront(t, seed), unsure: map[*human]map[int]bool{}}
	w.fake.Patience = untilStuck
	w.env = map[string]string{
		"SOUNDINGS_TELEGRAM_TOKEN": w.fake.Token(), "SOUNDINGS_TELEGRAM_API": w.fake.URL(),
		"SOUNDINGS_WEBHOOK_URL": w.front.URL + "/telegram", "SOUNDINGS_WEBHOOK_SECRET": "a-secret-of-the-tests",
		"SOUNDINGS_STORE": f.makeStore(w), "SOUNDINGS_KEY": serviceKey(t),
		"SOUNDINGS_LOG_LEVEL": "info",
	}
	if f.polls {
		delete(w.env, "SOUNDINGS_WEBHOOK_URL")
		delete(w.env, "SOUNDINGS_WEBHOOK_SECRET")
	}
	w.clerk = operator{t: t, Env: world(t, w.env)}
	for range f.bots {
		w.starts()
	}
	w.payload = opened(t, w.clerk) // they have not heard of it yet
	w.invites(f)
	return w
}

func (f forecast) makeStore(w *weather) string {
	w.t.Helper()
	if f.store != nil {
		return f.store(w)
	}
	return storagetest.Redis(w.t, "--appendfsync", "everysec", "--slowlog-log-slower-than", "-1")
}

// starts starts one more bot behind the webhook.
func (w *weather) starts() *child {
	w.t.Helper()
	c := startChild(w.t, w.env)
	w.front.join(w.t, c.URL, c.ended)
	w.bots = append(w.bots, c)
	return c
}

// invites has people come who want to give one opinion or more. What each does is
// drawn from a source of their own.
func (w *weather) invites(f forecast) {
	for i := range crowd {
		random := rand.New(rand.NewPCG(w.seed, uint64(1000+i)))
		p := w.fake.Person(int64(777001000+i), telegramtest.Named("同事"), telegramtest.Lang("zh-hans"))
		w.people = append(w.people, &human{Person: p, habits: f.habits, random: random, payload: w.payload, said: map[string]int{},
			wishes: wishes(random, i, 1+random.IntN(cmp.Or(f.most, 2)))})
	}
}

// plays has everybody come to their end in this weather, and then calm.
func (w *weather) plays(f forecast) {
	w.t.Helper()
	f.luck.Seed = w.seed
	w.fake.Tempt(f.luck)
	ctx, cancel := context.WithTimeout(w.t.Context(), untilStuck)
	defer cancel()
	meanwhile, done := context.WithCancel(ctx)
	var all, beside sync.WaitGroup
	if f.while != nil {
		beside.Go(func() { f.while(meanwhile, w) })
	}
	for _, h := range w.people {
		all.Go(func() {
			if err := h.plays(ctx); err != nil {
				w.t.Error(err)
			}
		})
	}
	all.Wait()
	done()
	beside.Wait()
	w.fake.Calm()
	for _, h := range w.people {
		h.Settle()
	}
}
