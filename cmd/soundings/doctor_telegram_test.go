package main

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"soundings/bot/telegramtest"
)

func httpServer(t *testing.T, h http.HandlerFunc) (url string) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// The lines about Telegram, before the one about the address.
func TestTheDoctorAsksTelegram(t *testing.T) {
	hook := map[string]string{"SOUNDINGS_WEBHOOK_URL": "http://bot.test/path", "SOUNDINGS_WEBHOOK_SECRET": "s"}
	for _, c := range []struct {
		name  string
		env   map[string]string
		world func(t *testing.T, s *telegramtest.Server)
		want  []string
	}{
		{"no token", map[string]string{"SOUNDINGS_TELEGRAM_TOKEN": ""}, nil, []string{"fail There is no bot token"}},
		{"another token", map[string]string{"SOUNDINGS_TELEGRAM_TOKEN": "1:wrong"}, nil, []string{"fail Telegram refuses the bot token"}},
		{"nobody there", map[string]string{"SOUNDINGS_TELEGRAM_API": "http://127.0.0.1:1"}, nil,
			[]string{"fail 127.0.0.1:1 cannot be reached: dial tcp 127.0.0.1:1: connect: connection refused."}},
		{"Telegram is ill", nil, func(_ *testing.T, s *telegramtest.Server) {
			s.Inject(telegramtest.Fault{Method: "getMe", Kind: telegramtest.BadGateway, Times: -1})
		}, []string{"fail cannot be reached: bad gateway."}},
		{"another bot's name", map[string]string{"SOUNDINGS_TELEGRAM_BOT": "other_bot"}, nil,
			[]string{"fail SOUNDINGS_TELEGRAM_BOT says other_bot", "ok clock", "ok long polling"}},
		{"the same name", map[string]string{"SOUNDINGS_TELEGRAM_BOT": "Soundings_Test_Bot"}, nil,
			[]string{"ok @soundings_test_bot", "ok clock", "ok long polling, as set; none wait."}},
		{"a webhook though none is set", nil, hooked("http://elsewhere.test/secret"),
			[]string{"ok bot", "ok clock", "warn a webhook on elsewhere.test, though none is set"}},
		{"no webhook yet", hook, nil, []string{"ok bot", "ok clock", "warn No webhook is registered"}},
		{"the webhook", hook, hooked("http://bot.test/path"), []string{"ok bot", "ok clock", "ok bot.test, as set; none wait."}},
		{"another webhook", hook, hooked("http://bot.test/other"), []string{"ok bot", "ok clock", "warn another address, on bot.test"}},
		{"updates that wait", nil, func(_ *testing.T, s *telegramtest.Server) {
			for range manyPending {
				s.Person(7).Send("hello")
			}
		}, []string{"ok bot", "ok clock", "ok as set; 100 wait.", "warn 100 updates wait. See whether"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := telegramtest.New(t)
			if c.world != nil {
				c.world(t, s)
			}
			env := world(t, telegramEnv(s))
			for name, value := range c.env {
				env[name] = value
			}
			_, got := examined(t, env)
			if last := len(got) - 1; strings.HasPrefix(got[last], "warn  Not looked at") {
				got = got[:last]
			}
			wantFindings(t, got[4:len(got)-1], c.want...)
		})
	}
}

// hooked registers a webhook.
func hooked(url string) func(*testing.T, *telegramtest.Server) {
	return func(t *testing.T, s *telegramtest.Server) {
		t.Helper()
		response, err := http.Get(s.URL() + "/bot" + s.Token() + "/setWebhook?url=" + url)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
}

// What Telegram could not deliver is told with its time and reason.
func TestTheDoctorTellsOfFailedDeliveries(t *testing.T) {
	ill := httpServer(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	s := telegramtest.New(t)
	hooked(ill+"/hook")(t, s)
	s.Person(7).Send("hello")
	env := world(t, telegramEnv(s))
	env["SOUNDINGS_WEBHOOK_URL"], env["SOUNDINGS_WEBHOOK_SECRET"] = ill+"/hook", "s"
	var got []string
	eventually(t, "a failed delivery", func() bool { _, got = examined(t, env); return len(got) == 9 })
	wantFindings(t, got[6:8], "ok as set; 1 waits.", "warn Wrong response from the webhook: 503 Service Unavailable. See whether")
}

// muteAddress listens and never says a word.
func muteAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().String()
}

// Whatever hangs, the examination comes to its end: each check by itself, and a
// check that does not end by its context is left behind.
func TestTheDoctorComesToAnEnd(t *testing.T) {
	env := world(t, map[string]string{"SOUNDINGS_STORE": "redis://" + muteAddress(t), "SOUNDINGS_KEY": serviceKey(t),
		"SOUNDINGS_TELEGRAM_TOKEN": "1:a", "SOUNDINGS_TELEGRAM_API": "http://" + muteAddress(t), "SOUNDINGS_LISTEN": muteAddress(t)})
	d, out := atWork(env)
	if err := d.examine(t.Context(), checks()); err != nil {
		t.Fatal(err)
	}
	wantFindings(t, strings.Split(strings.TrimSpace(out.String()), "\n")[3:], "fail The store cannot be reached: no answer in time",
		"fail cannot be reached: no answer in time", "fail Another program listens",
		"warn Not looked at because of the above: whether the key fits the store, whether the store keeps what it is told, "+
			"whether the order of writing can be hidden, how fast the store answers, the clock, how updates come.")

	d, out = atWork(env)
	forever := make(chan struct{})
	t.Cleanup(func() { close(forever) })
	hang := func(*doctor, context.Context) []finding { <-forever; return nil }
	always := func(*doctor) bool { return true }
	if err := d.examine(t.Context(), []check{{"doctor.of.store", always, hang}, {"doctor.of.key", always, hang}}); err != nil {
		t.Fatal(err)
	}
	wantFindings(t, strings.Split(strings.TrimSpace(out.String()), "\n"), "fail does not come back from looking at this: the store.")
}

// atWork is a doctor with little patience, and what it says.
func atWork(env map[string]string) (*doctor, *lockedBuffer) {
	out := &lockedBuffer{}
	p := english()
	p.environ, p.stdout, p.stderr = environ(env), out, out
	return &doctor{program: p, each: 300 * time.Millisecond}, out
}

func TestClocks(t *testing.T) {
	at := time.Date(2026, 11, 5, 9, 0, 0, 0, time.UTC)
	for off, want := range map[time.Duration]grade{0: well, 4 * time.Second: well, -4 * time.Second: well,
		7 * time.Second: warning, -time.Minute: warning, time.Hour: failure, -8 * time.Hour: failure} {
		f := compared("Telegram", at.Add(off), at.Add(-time.Second), at.Add(time.Second))
		if f.grade != want {
			t.Errorf("off by %v: %s %s", off, f.grade, english().fault(f.about))
		}
	}
}
