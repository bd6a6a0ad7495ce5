package configs

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/flows/report/group"
	"soundings/flows/strictyaml"
)

const (
	aToken = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
	aKey   = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
)

// disk is a readFile over a map.
func disk(files map[string]string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		content, ok := files[name]
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return []byte(content), nil
	}
}

func load(t *testing.T, file string, environ ...string) Settings {
	t.Helper()
	s, err := Load("", environ, disk(map[string]string{"soundings.yaml": file}))
	if err != nil {
		t.Fatalf("%v %v", err, argsOf(err))
	}
	return s
}

func argsOf(err error) flows.Args {
	e, _ := errors.AsType[*flows.Error](err)
	if e == nil {
		return nil
	}
	return e.Args
}

func TestTheDocumentedDefaultsAreTheDefaults(t *testing.T) {
	var documented Settings
	places, err := strictyaml.Decode(Default(), &documented)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Defaults(), documented); diff != "" {
		t.Errorf("(-code +soundings.yaml)\n%s", diff)
	}
	for _, f := range settingList() {
		if _, ok := places[f.key]; !ok {
			t.Errorf("%s is not in soundings.yaml", f.key)
		}
		if !strings.Contains(string(Default()), f.variable) {
			t.Errorf("%s is not in soundings.yaml", f.variable)
		}
	}
}

func TestTheDefaultForGroupingIsThatOfTheGrouping(t *testing.T) {
	if alike, err := Defaults().Alike(); err != nil || alike != group.DefaultAlike {
		t.Errorf("%v, %v, want %v", alike, err, group.DefaultAlike)
	}
}

func TestTheVariablesAreThoseOfTheContract(t *testing.T) {
	var got []string
	for _, f := range settingList() {
		name := strings.TrimPrefix(f.variable, envPrefix)
		if f.secret {
			name += "*"
		}
		got = append(got, name)
	}
	want := "TELEGRAM_TOKEN* TELEGRAM_API TELEGRAM_BOT STORE* KEY* WEBHOOK_URL WEBHOOK_SECRET* LISTEN METRICS_LISTEN LOG_LEVEL LOG_FORMAT TIMEZONE RETENTION LEDGER_RETENTION GROUPING_ALIKE"
	if strings.Join(got, " ") != want {
		t.Errorf("%v\nwant %s", got, want)
	}
}

// Each layer is laid over every setting at once.
func TestPrecedence(t *testing.T) {
	file := "telegram: {token: '1:file', api: http://file.test/, bot: filebot}\nstore: sqlite:file.db\nlisten: file:1\nmetrics: {listen: file:2}\n" +
		"log: {level: warn, format: json}\ntimezone: Asia/Urumqi\nretention: 90\ngrouping: {alike: 0.2}\n"
	if s := load(t, ""); s != Defaults() {
		t.Errorf("defaults: %v", s)
	}
	fromFile := load(t, file)
	want := Settings{Telegram: Telegram{"1:file", "http://file.test", "filebot"}, Store: "sqlite:file.db", Listen: "file:1", Metrics: Metrics{"file:2"},
		Log: Log{"warn", "json"}, Timezone: "Asia/Urumqi", Retention: "90", LedgerRetention: "730", Grouping: Grouping{"0.2"}}
	if fromFile != want {
		t.Errorf("file: %v", fromFile)
	}
	environ := []string{"SOUNDINGS_TELEGRAM_TOKEN=1:env", "SOUNDINGS_TELEGRAM_API=http://env.test", "SOUNDINGS_TELEGRAM_BOT=@envbot",
		"SOUNDINGS_STORE=redis://env", "SOUNDINGS_KEY=" + aKey, "SOUNDINGS_WEBHOOK_URL=https://env.test/hook", "SOUNDINGS_WEBHOOK_SECRET=env",
		"SOUNDINGS_LISTEN=:1", "SOUNDINGS_METRICS_LISTEN=:2", "SOUNDINGS_LOG_LEVEL=ERROR", "SOUNDINGS_LOG_FORMAT=text", "SOUNDINGS_TIMEZONE=UTC",
		"SOUNDINGS_RETENTION=180", "SOUNDINGS_LEDGER_RETENTION=30", "SOUNDINGS_GROUPING_ALIKE=1"}
	want = Settings{Telegram: Telegram{"1:env", "http://env.test", "envbot"}, Store: "redis://env", Key: aKey,
		Webhook: Webhook{"https://env.test/hook", "env"}, Listen: ":1", Metrics: Metrics{":2"}, Log: Log{"error", "text"}, Timezone: "UTC", Retention: "180", LedgerRetention: "30", Grouping: Grouping{"1"}}
	if s := load(t, file, environ...); s != want {
		t.Errorf("environment: %v", s)
	}
	s, err := Load("", environ, disk(map[string]string{"soundings.yaml": file}), func(s *Settings) { s.Listen = ":3" })
	if err != nil || s.Listen != ":3" {
		t.Errorf("flags: %v, %v", s, err)
	}
}

func TestNothingSetKeepsWhatWasThere(t *testing.T) {
	s := load(t, "listen:\nlog:\n  level: debug\n", "SOUNDINGS_LOG_LEVEL=", "SOUNDINGS_STORE=  ", "OTHER=x", "SOUNDINGS")
	want := Defaults()
	want.Log.Level = "debug"
	if s != want {
		t.Errorf("%v, want %v", s, want)
	}
}

func TestSecretsFromFiles(t *testing.T) {
	s, err := Load("", []string{"SOUNDINGS_TELEGRAM_TOKEN_FILE=/t", "SOUNDINGS_KEY_FILE=/k", "SOUNDINGS_STORE_FILE=/s",
		"SOUNDINGS_WEBHOOK_SECRET_FILE=/w", "SOUNDINGS_TELEGRAM_TOKEN="},
		disk(map[string]string{"/t": aToken + "\n", "/k": "# created: today\n# public key: age1…\n" + aKey + "\r\n", "/s": "rediss://u:p@h", "/w": " w "}))
	if err != nil || s.Telegram.Token != aToken || s.Store != "rediss://u:p@h" || s.Webhook.Secret != "w" {
		t.Fatalf("%v, %v", s, err)
	}
	if key, err := ServiceKey(s, t.TempDir()); err != nil || key.Identity != aKey || key.File != "" || key.Created {
		t.Errorf("ServiceKey = %v, %v", key, err)
	}
}

func TestSettingsThatAreRefused(t *testing.T) {
	for _, c := range []struct {
		name, file string
		environ    []string
		key        string
		args       flows.Args
	}{
		{"unknown key", "listen: :1\nlog:\n  levle: info\n", nil, "settings.unknown_key", flows.Args{"name": "levle", "line": 3, "column": 3}},
		{"unknown top key", "\nredis: x\n", nil, "settings.unknown_key", flows.Args{"name": "redis", "line": 2, "column": 1, "path": "soundings.yaml"}},
		{"doubled key", "listen: :1\nlisten: :2\n", nil, "settings.yaml", flows.Args{"line": 2, "column": 1}},
		{"wrong type", "log: info\n", nil, "settings.yaml", flows.Args{"line": 1, "column": 6}},
		{"GBK", "store: \xc4\xe3\n", nil, "settings.yaml", flows.Args{"line": 1}},
		{"both", "", []string{"SOUNDINGS_KEY=" + aKey, "SOUNDINGS_KEY_FILE=/k"}, "settings.both", flows.Args{"name": "SOUNDINGS_KEY", "file": "SOUNDINGS_KEY_FILE"}},
		{"no such file", "", []string{"SOUNDINGS_KEY_FILE=/none"}, "settings.file_unreadable", flows.Args{"name": "SOUNDINGS_KEY_FILE", "path": "/none"}},
		{"empty file", "", []string{"SOUNDINGS_STORE_FILE=/empty"}, "settings.file_empty", flows.Args{"name": "SOUNDINGS_STORE_FILE", "path": "/empty"}},
		{"bad key in file", "", []string{"SOUNDINGS_KEY_FILE=/k"}, "settings.key", flows.Args{"name": "SOUNDINGS_KEY_FILE", "value": nil}},
		{"bad key", "", []string{"SOUNDINGS_KEY=AGE-SECRET-KEY-1XX"}, "settings.key", flows.Args{"name": "SOUNDINGS_KEY", "value": nil}},
		{"post-quantum key", "", []string{"SOUNDINGS_KEY=AGE-SECRET-KEY-PQ-1XX"}, "settings.key", flows.Args{"value": nil}},
		{"key in yaml", "key: secret\n", nil, "settings.key", flows.Args{"name": "key", "value": nil}},
		{"token", "", []string{"SOUNDINGS_TELEGRAM_TOKEN=hello"}, "settings.token", flows.Args{"name": "SOUNDINGS_TELEGRAM_TOKEN", "value": nil}},
		{"bot", "telegram: {bot: 张三}", nil, "settings.bot", flows.Args{"name": "telegram.bot", "value": "张三"}},
		{"api", "", []string{"SOUNDINGS_TELEGRAM_API=api.telegram.org"}, "settings.url", flows.Args{"value": "api.telegram.org"}},
		{"api with password", "", []string{"SOUNDINGS_TELEGRAM_API=ftp://u:pw@host"}, "settings.url", flows.Args{"value": "ftp://host"}},
		{"store", "", []string{"SOUNDINGS_STORE=postgres://u:p@h"}, "settings.store", flows.Args{"name": "SOUNDINGS_STORE", "value": nil}},
		{"store without path", "store: 'sqlite:'", nil, "settings.store", flows.Args{"name": "store"}},
		{"webhook without s", "webhook: {url: http://a.test/x, secret: s}", nil, "settings.webhook_https", flows.Args{"name": "webhook.url", "value": "http://a.test/x"}},
		{"webhook not a URL", "webhook: {url: a.test/x, secret: s}", nil, "settings.url", flows.Args{"value": "a.test/x"}},
		{"webhook without secret", "webhook: {url: https://a.test/x}", nil, "settings.webhook_secret_missing", flows.Args{"variable": "SOUNDINGS_WEBHOOK_SECRET"}},
		{"webhook secret's form", "webhook: {url: https://a.test/x, secret: 'a b'}", nil, "settings.webhook_secret", flows.Args{"value": nil}},
		{"listen", "", []string{"SOUNDINGS_LISTEN=8080"}, "settings.address", flows.Args{"name": "SOUNDINGS_LISTEN", "value": "8080"}},
		{"port", "listen: a:99999", nil, "settings.address", flows.Args{"value": "a:99999"}},
		{"metrics' address", "metrics: {listen: '9090'}", nil, "settings.address", flows.Args{"name": "metrics.listen", "value": "9090"}},
		{"metrics beside the webhook", "listen: ':1'", []string{"SOUNDINGS_METRICS_LISTEN=:1"}, "settings.metrics_same", flows.Args{"name": "SOUNDINGS_METRICS_LISTEN", "value": ":1"}},
		{"level", "log: {level: trace}", nil, "settings.choice", flows.Args{"name": "log.level", "value": "trace", "choices": "debug, info, warn, error"}},
		{"format", "", []string{"SOUNDINGS_LOG_FORMAT=xml"}, "settings.choice", flows.Args{"choices": "text, json"}},
		{"retention", "retention: 一年", nil, "settings.retention", flows.Args{"name": "retention", "value": "一年", "max": 3650}},
		{"retention below zero", "", []string{"SOUNDINGS_RETENTION=-1"}, "settings.retention", flows.Args{"name": "SOUNDINGS_RETENTION"}},
		{"alike", "grouping: {alike: 很像}", nil, "settings.alike", flows.Args{"name": "grouping.alike", "value": "很像"}},
		{"alike to none", "", []string{"SOUNDINGS_GROUPING_ALIKE=0"}, "settings.alike", flows.Args{"name": "SOUNDINGS_GROUPING_ALIKE"}},
		{"alike no number", "", []string{"SOUNDINGS_GROUPING_ALIKE=NaN"}, "settings.alike", nil},
		{"more than alike", "", []string{"SOUNDINGS_GROUPING_ALIKE=1.01"}, "settings.alike", nil},
		{"a ledger's retention", "ledger_retention: 3651", nil, "settings.retention", flows.Args{"name": "ledger_retention", "value": "3651"}},
		{"timezone", "timezone: Asia/Beijing", nil, "settings.timezone", flows.Args{"name": "timezone", "value": "Asia/Beijing"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load("", c.environ, disk(map[string]string{"soundings.yaml": c.file, "/k": "no key", "/empty": " \n"}))
			if flows.KeyOf(err) != c.key || flows.CodeOf(err) != flows.Invalid {
				t.Fatalf("%v %v, want %s", err, argsOf(err), c.key)
			}
			for name, want := range c.args {
				if got := argsOf(err)[name]; got != want {
					t.Errorf("%s is %v, want %v", name, got, want)
				}
			}
		})
	}
}

func TestAPlainWebhookForAnotherBotAPI(t *testing.T) {
	s := load(t, "telegram: {api: http://127.0.0.1:8081}\nwebhook: {url: http://127.0.0.1:8080/hook, secret: s}\n")
	if s.Webhook.URL != "http://127.0.0.1:8080/hook" {
		t.Error(s)
	}
}

func TestAFlagIsNamedAsAFlag(t *testing.T) {
	_, err := Load("", []string{"SOUNDINGS_LISTEN=:1"}, disk(nil), func(s *Settings) { s.Listen = "x" })
	if args := argsOf(err); args["name"] != "listen" || args["value"] != "x" {
		t.Errorf("%v %v", err, args)
	}
}

func TestAFileThatWasAskedForMustBeThere(t *testing.T) {
	_, err := Load("/etc/none.yaml", nil, disk(nil))
	if flows.KeyOf(err) != "settings.unreadable" || argsOf(err)["path"] != "/etc/none.yaml" {
		t.Errorf("%v %v", err, argsOf(err))
	}
	if _, err := Load("", nil, func(string) ([]byte, error) { return nil, fs.ErrPermission }); flows.KeyOf(err) != "settings.unreadable" {
		t.Errorf("a file that may not be read: %v", err)
	}
}

func TestTypingErrorsInVariablesAreNamed(t *testing.T) {
	got := UnknownVariables([]string{"SOUNDINGS_TOKEN=x", "SOUNDINGS_LISTEN_FILE=x", "SOUNDINGS_KEY_FILE=x", "SOUNDINGS_KEY=", "HOME=/", "SOUNDINGS_LOGLEVEL=x", "SOUNDINGS_TOKEN=y"})
	if want := []string{"SOUNDINGS_LISTEN_FILE", "SOUNDINGS_LOGLEVEL", "SOUNDINGS_TOKEN"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestErrorTextsForLogsHoldNoSecret(t *testing.T) {
	for _, environ := range []string{"SOUNDINGS_KEY=canary", "SOUNDINGS_TELEGRAM_TOKEN=canary", "SOUNDINGS_STORE=canary://canary", "SOUNDINGS_TELEGRAM_API=ftp://canary@h"} {
		_, err := Load("", []string{environ}, disk(nil))
		if err == nil || strings.Contains(fmt.Sprint(err, argsOf(err)), "canary") {
			t.Errorf("%s: %v %v", environ, err, argsOf(err))
		}
	}
}
