package configs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// However settings are written out, no secret is in it.
func TestSecretsAreNeverWrittenOut(t *testing.T) {
	s := Settings{Telegram: Telegram{Token: "1:canary"}, Store: "redis://user:canary@host/0?password=canary", Key: "canary",
		Webhook: Webhook{URL: "https://a.test/x", Secret: "canary"}}
	var logged bytes.Buffer
	slog.New(slog.NewTextHandler(&logged, nil)).Info("x", "settings", s, "token", s.Telegram.Token, "list", []Secret{s.Key})
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("x", "token", s.Telegram.Token, "list", []Secret{s.Key})
	out := []string{logged.String()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%10.3s", "%e", "%U", "%c"} {
		out = append(out, fmt.Sprintf(verb, s), fmt.Sprintf(verb, s.Key), fmt.Sprintf(verb, &s), fmt.Sprintf(verb, []Secret{s.Key}), fmt.Sprintf(verb, Key{Identity: s.Key}))
	}
	asJSON, err1 := json.Marshal([]any{s.Key, s.Telegram})
	asYAML, err2 := yaml.Marshal(s.Telegram)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	out = append(out, string(asJSON), string(asYAML), s.StoreLabel())
	for _, text := range out {
		if strings.Contains(text, "canary") || strings.Contains(text, fmt.Sprintf("%x", "canary")) || strings.Contains(text, fmt.Sprintf("%X", "canary")) {
			t.Errorf("a secret in %s", text)
		}
	}
	if got := s.Key.Reveal(); got != "canary" {
		t.Errorf("Reveal = %q", got)
	}
	if got := fmt.Sprint(Secret(""), s.Key); got != "***" {
		t.Errorf("%q", got)
	}
}

func TestStoreLabels(t *testing.T) {
	for in, want := range map[Secret]string{
		"sqlite:data/soundings.db":          "sqlite:data/soundings.db",
		"redis://h:6379/0":                  "redis://h:6379/0",
		"rediss://:p@ss/word@h:6379?x=y":    "rediss://h:6379",
		"redis://u:p@a:1,b:2?master_name=m": "redis://a:1,b:2",
		"redis://h?sentinel_password=a@b":   "redis://***",
		"redis://u:p?q@h":                   "redis://***",
	} {
		if got := (Settings{Store: in}).StoreLabel(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
