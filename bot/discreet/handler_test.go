package discreet_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/bot/discreet"
	"soundings/configs"
)

// book is a logger at debug level and what it wrote.
func book() (*slog.Logger, *bytes.Buffer) {
	var b bytes.Buffer
	options := &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == slog.LevelKey {
			return slog.Attr{}
		}
		return a
	}}
	return slog.New(discreet.Handler(slog.NewTextHandler(&b, options))), &b
}

// A valuer says of itself what a log gets.
type valuer struct{ to slog.Value }

func (v valuer) LogValue() slog.Value { return v.to }

func TestWhatPassesAndWhatDoesNot(t *testing.T) {
	update := bot.Update{Chat: "tg:735201846", Names: []string{"王小明"}}
	for _, c := range []struct {
		name string
		do   func(*slog.Logger)
		want string
	}{
		{"nothing", func(l *slog.Logger) { l.Info("m") }, `msg=m`},
		{"known", func(l *slog.Logger) { l.Debug("m", "kind", "message", "size", 41) }, `msg=m kind=message size=41`},
		{"an error", func(l *slog.Logger) { l.Warn("m", "err", fmt.Errorf("a: %w", errors.New("b"))) }, `msg=m err="a: b"`},
		{"unknown", func(l *slog.Logger) { l.Error("m", "chat", 735201846, "size", 1) }, `msg=m size=1 dropped=[chat]`},
		{"several", func(l *slog.Logger) { l.Info("m", "text", "王小明", "chat", 1, "text", 2) }, `msg=m dropped="[chat text]"`},
		{"no pair", func(l *slog.Logger) { l.Info("m", []any{"735201846"}...) }, `msg=m dropped=[!BADKEY]`},
		{"a struct under a known name", func(l *slog.Logger) { l.Info("m", "err", update) }, `msg=m dropped=[err]`},
		{"bytes", func(l *slog.Logger) { l.Info("m", "kind", []byte("王小明")) }, `msg=m dropped=[kind]`},
		{"a number", func(l *slog.Logger) { l.Info("m", "failures", uint8(3)) }, `msg=m failures=3`},
		{"a duration", func(l *slog.Logger) { l.Info("m", "at", time.Second) }, `msg=m at=1s`},
		{"a group", func(l *slog.Logger) { l.Info("m", slog.Group("update", "kind", "王小明")) }, `msg=m dropped=[update]`},
		{"a group under a known name", func(l *slog.Logger) { l.Info("m", slog.Group("kind", "size", "王小明")) }, `msg=m dropped=[kind]`},
		{"a group behind a LogValuer", func(l *slog.Logger) {
			l.Info("m", "kind", valuer{slog.GroupValue(slog.String("size", "王小明"))})
		}, `msg=m dropped=[kind]`},
		{"a setting that hides itself", func(l *slog.Logger) { l.Info("m", "store", configs.Secret("redis://a")) }, `msg=m store=***`},
		{"With, known", func(l *slog.Logger) { l.With("kind", "tap").Info("m", "size", 1) }, `msg=m kind=tap size=1`},
		{"With, unknown", func(l *slog.Logger) { l.With("chat", 7, "kind", "tap").Info("m") }, `msg=m kind=tap dropped=[chat]`},
		{"in a group", func(l *slog.Logger) { l.WithGroup("update").With("kind", "王").Info("m", "size", 1) }, `msg=m dropped="[kind size update]"`},
		{"a branch", func(l *slog.Logger) { one := l.With("chat", 7); _ = one.With("text", "王"); one.Info("m") }, `msg=m dropped=[chat]`},
	} {
		l, b := book()
		c.do(l)
		if got := strings.TrimSpace(b.String()); got != c.want {
			t.Errorf("%s: logged %s, want %s", c.name, got, c.want)
		}
	}
}

// aToken has the form of a bot's, and is none.
const aToken = "1234567:AAE-canary_canary_canary_canary12345"

func TestSecretsAreTakenOut(t *testing.T) {
	key := "AGE-SECRET-KEY-1" + strings.Repeat("CANARY", 9)
	for _, c := range []struct{ name, in, want string }{
		{"a token", "token " + aToken + " refused", "token *** refused"},
		{"in an address", "Post \"https://api.telegram.org/bot" + aToken + "/getMe\": EOF", "Post \"https://api.telegram.org/bot***/getMe\": EOF"},
		{"escaped", strings.Replace(aToken, ":", "%3A", 1) + " " + strings.Replace(aToken, ":", "%3a", 1), "*** ***"},
		{"an identity", "is " + key + ".", "is ***."},
		{"in small letters", strings.ToLower(key), "***"},
		{"redis", "redis://user:pass@host:6379/0", "redis://***@host:6379/0"},
		{"redis with a wild password", "rediss://:p@ss/w?rd@host:6379, no answer", "rediss://***@host:6379, no answer"},
		{"a receipt", "receipt 7K3QX-9M2TD-4HWVA-PZ8RC", "receipt ***"},
		{"an address alone", "dial tcp 127.0.0.1:6379: connection refused", "dial tcp 127.0.0.1:6379: connection refused"},
		{"a round's id", "5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", "5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11"},
		{"a time", "2026-11-22T23:21:00", "2026-11-22T23:21:00"},
	} {
		for where, do := range map[string]func(*slog.Logger){
			"message": func(l *slog.Logger) { l.Info(c.in) },
			"error":   func(l *slog.Logger) { l.Info("", "err", errors.New(c.in)) },
			"string":  func(l *slog.Logger) { l.Info("", "call", c.in) },
			"With":    func(l *slog.Logger) { l.With("call", errors.New(c.in)).Info("") },
		} {
			l, b := book()
			do(l)
			if want := strconv.Quote(c.want); !strings.Contains(b.String(), want) && !strings.Contains(b.String(), "="+c.want) {
				t.Errorf("%s as %s: logged %s, want %s", c.name, where, b, want)
			}
		}
	}
}

func TestLevelsAreTheInnerHandlers(t *testing.T) {
	h := discreet.Handler(slog.NewTextHandler(&bytes.Buffer{}, &slog.HandlerOptions{Level: slog.LevelWarn}))
	if h.Enabled(context.Background(), slog.LevelInfo) || !h.Enabled(context.Background(), slog.LevelWarn) {
		t.Error("another level")
	}
}
