package main

import (
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"soundings/bot/telegramtest"
)

// TestNewKeysInTheMiddleOfAConversation: with another token of the same bot, and
// with another secret of the webhook, the bot is restarted and people go on
// where they were (docs/operations.md, “Changing keys”).
func TestNewKeysInTheMiddleOfAConversation(t *testing.T) {
	for _, way := range []string{"polling", "webhook"} {
		t.Run(way, func(t *testing.T) {
			fake := telegramtest.New(t)
			env := settingsFor(t, fake, way, "sqlite")
			s := startServe(t, env)
			li := fake.Person(4001, telegramtest.Lang("zh-hans"))
			li.Send("/start " + opened(t, s))
			li.Tap("✍️ 提意见建议")
			li.Tap("王建国 · 局长")
			li.See("感悟“两个确立”")
			s.Stop()
			for name, value := range s.Env { // the same machine
				env[name] = value
			}
			env["SOUNDINGS_TELEGRAM_API"], env["SOUNDINGS_TELEGRAM_TOKEN"] = withToken(t, fake, "777:renewed"), "777:renewed"
			if way == "webhook" {
				env["SOUNDINGS_WEBHOOK_SECRET"] = "another-secret-of-the-tests"
			}
			startServe(t, env)
			li.Tap("1 感悟“两个确立”·坚定信仰")
			li.See("是指出问题，还是提个建议")
		})
	}
}

// withToken is the Bot API of the fake server where its bot has this token and no
// other.
func withToken(t *testing.T, fake *telegramtest.Server, token string) string {
	t.Helper()
	target, err := url.Parse(fake.URL())
	if err != nil {
		t.Fatal(err)
	}
	renewed := httptest.NewServer(&httputil.ReverseProxy{ErrorLog: mute(), Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		r.Out.URL.Path = strings.NewReplacer("/bot"+fake.Token()+"/", "/bot/", "/bot"+token+"/", "/bot"+fake.Token()+"/").Replace(r.In.URL.Path)
	}})
	t.Cleanup(renewed.Close)
	return renewed.URL
}
