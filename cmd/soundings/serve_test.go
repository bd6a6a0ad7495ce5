package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"go.uber.org/goleak"

	"soundings/bot/telegramtest"
	"soundings/storage/storagetest"
)

func telegramEnv(server *telegramtest.Server) map[string]string {
	return map[string]string{"SOUNDINGS_TELEGRAM_TOKEN": server.Token(), "SOUNDINGS_TELEGRAM_API": server.URL()}
}

// startWith is startServe with a Telegram, once its first calls are through: a
// call that a stop cuts off would be a misuse to the fake server.
func startWith(t *testing.T, server *telegramtest.Server, env map[string]string) *served {
	t.Helper()
	all := telegramEnv(server)
	maps.Copy(all, env)
	s := startServe(t, all)
	eventually(t, "menus in both languages", func() bool { return len(server.Menu("")) > 0 && len(server.Menu("en")) > 0 })
	eventually(t, "ready", func() bool { status, _ := s.Get("/readyz"); return status == http.StatusOK })
	return s
}

func TestServeTalksGetsReadyAndStops(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	server := telegramtest.New(t)
	s := startWith(t, server, nil)
	if status, body := s.Get("/healthz"); status != http.StatusOK || body != "ok\n" {
		t.Errorf("/healthz: %d %q", status, body)
	}
	if status, _ := s.Get("/elsewhere"); status != http.StatusNotFound {
		t.Errorf("/elsewhere: %d", status)
	}
	wang := server.Person(1001, telegramtest.Lang("zh-hans"))
	wang.Send("/start")
	wang.See("这里用来匿名征求意见建议")
	if got := server.Menu("")[1].Description; got != "提意见建议" {
		t.Errorf("the menu says %q", got)
	}
	if code := s.Stop(); code != 0 {
		t.Errorf("stopped with %d:\n%s", code, s.Log())
	}
	server.Close()
	http.DefaultClient.CloseIdleConnections()
}

// A round that the command line makes and opens beside the running bot can be
// joined and written into, and is closed again.
func TestTheCommandLineWorksBesideTheBot(t *testing.T) {
	server := telegramtest.New(t)
	s := startWith(t, server, nil)
	id := strings.TrimSpace(s.CLI("round", "create", "-f", writeRound(t, "admission: open")))
	s.CLI("round", "open", id)
	payload := linkPayload(t, s.CLI("round", "show", id, "--json"))
	li := server.Person(1002, telegramtest.Lang("zh"))
	li.Send("/start " + payload) // before the bot's next look at the rounds
	li.See("您已进入")
	s.CLI("round", "close", id)
	li.Send("/start " + payload)
	li.See("已经截止")
}

func linkPayload(t *testing.T, show string) string {
	t.Helper()
	var v view
	if err := json.Unmarshal([]byte(show), &v); err != nil {
		t.Fatal(err)
	}
	if v.Link != "https://t.me/soundings_test_bot?start="+v.Payload {
		t.Errorf("link %q with payload %q", v.Link, v.Payload)
	}
	return v.Payload
}

// The dates of a round are kept by the running bot.
func TestServeOpensRoundsAtTheirDate(t *testing.T) {
	server := telegramtest.New(t)
	s := startWith(t, server, nil)
	id := strings.TrimSpace(s.CLI("round", "create", "-f", writeRound(t, "opens: 2020-01-01")))
	eventually(t, "open", func() bool { return strings.Contains(s.CLI("round", "list"), id+"  open") })
}

// Serving begins whatever Telegram does: nothing remote stands before it.
func TestServingStartsAtOnceWhileTelegramHangs(t *testing.T) {
	release := make(chan struct{})
	hanging := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	t.Cleanup(func() { close(release); hanging.Close() })
	s := startServe(t, map[string]string{"SOUNDINGS_TELEGRAM_TOKEN": "1:a", "SOUNDINGS_TELEGRAM_API": hanging.URL})
	if status, body := s.Get("/readyz"); status != http.StatusServiceUnavailable || body != "store: ok\ntelegram: no answer\n" {
		t.Errorf("/readyz: %d %q", status, body)
	}
	if code := s.Stop(); code != 0 {
		t.Errorf("stopped with %d", code)
	}
}

func TestServeByWebhook(t *testing.T) {
	server := telegramtest.New(t)
	address := freeAddress(t)
	s := startWith(t, server, map[string]string{"SOUNDINGS_LISTEN": address,
		"SOUNDINGS_WEBHOOK_URL": "http://" + address + "/tg/{hook}", "SOUNDINGS_WEBHOOK_SECRET": "s3cret"})
	zhao := server.Person(1003, telegramtest.Lang("en"))
	zhao.Send("/start")
	zhao.See("Opinions are gathered here anonymously")
	response, err := http.Post(s.URL+"/tg/%7Bhook%7D", "application/json", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusUnauthorized {
		t.Errorf("without the secret: %d", response.StatusCode)
	}
}

func TestServeRefuses(t *testing.T) {
	server := telegramtest.New(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for name, c := range map[string]struct {
		env  map[string]string
		says string
	}{
		"without a token": {nil, "soundings: There is no bot token"},
		"a token Telegram does not know": {map[string]string{
			"SOUNDINGS_TELEGRAM_TOKEN": "1:wrong", "SOUNDINGS_TELEGRAM_API": server.URL()}, "soundings: Telegram refuses the bot token"},
		"the same by webhook": {map[string]string{
			"SOUNDINGS_TELEGRAM_TOKEN": "1:wrong", "SOUNDINGS_TELEGRAM_API": server.URL(),
			"SOUNDINGS_WEBHOOK_URL": "http://127.0.0.1:1/", "SOUNDINGS_WEBHOOK_SECRET": "s"}, "soundings: Telegram refuses the bot token"},
		"an address in use": {map[string]string{
			"SOUNDINGS_TELEGRAM_TOKEN": "1:a", "SOUNDINGS_LISTEN": taken.Addr().String()},
			"soundings: " + taken.Addr().String() + " is in use, most likely because soundings serve runs already"},
		"an address for metrics in use": {map[string]string{
			"SOUNDINGS_TELEGRAM_TOKEN": "1:a", "SOUNDINGS_METRICS_LISTEN": taken.Addr().String()},
			"soundings: " + taken.Addr().String() + " is in use, most likely because soundings serve runs already; then there is " +
				"nothing to do. If another program uses it, choose another SOUNDINGS_METRICS_LISTEN."},
	} {
		t.Run(name, func(t *testing.T) {
			if got := failing(t, c.env, 1, "serve"); !strings.HasPrefix(got, c.says) {
				t.Errorf("it says %q, want %q", got, c.says)
			}
		})
	}
}

// A Redis that may lose what it confirmed is refused, unless that is allowed.
func TestServeLooksAtRedis(t *testing.T) {
	server := telegramtest.New(t)
	env := telegramEnv(server)
	env["SOUNDINGS_STORE"] = storagetest.Redis(t, "--appendonly", "no", "--slowlog-log-slower-than", "10000")
	env["SOUNDINGS_KEY"] = serviceKey(t)
	want := "soundings: This Redis loses data when it restarts (appendonly is no). Set appendonly yes; for a mere trial, give --allow-volatile."
	if got := failing(t, env, 1, "serve"); got != want {
		t.Errorf("it says %q", got)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	var log lockedBuffer
	if code := run(ctx, []string{"serve", "--allow-volatile"}, environ(world(t, env)), nil, io.Discard, &log, time.Now); code != 0 {
		t.Fatalf("ended with %d:\n%s", code, log.String())
	}
	for _, part := range []string{"loses data when it restarts", `"msg":"serving"`, `"msg":"stopped"`} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("the log does not say %q:\n%s", part, log.String())
		}
	}
}

func TestServeOnRedis(t *testing.T) {
	server := telegramtest.New(t)
	s := startWith(t, server, map[string]string{"SOUNDINGS_STORE": storagetest.Redis(t), "SOUNDINGS_KEY": serviceKey(t)})
	if !strings.Contains(s.Log(), "The slow log of Redis is on") {
		t.Errorf("nothing is said of the slow log:\n%s", s.Log())
	}
}

func serviceKey(t testing.TB) string {
	t.Helper()
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return identity.String()
}

func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// Interrupting ends a command with a word of what that means.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var errs bytes.Buffer
	code := run(ctx, []string{"round", "list"}, environ(world(t, nil)), nil, io.Discard, &errs, time.Now)
	if code != 1 || !strings.Contains(errs.String(), "Interrupted before it was done") {
		t.Errorf("%d %q", code, errs.String())
	}
}
