package main

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"soundings/bot/telegramtest"
	"soundings/configs"
	"soundings/storage"
)

// BenchmarkGrowth is one conversation after another where many sessions and
// opinions are stored already: what an update costs must not grow with them.
func BenchmarkGrowth(b *testing.B) {
	for _, store := range []string{"redis", "sqlite"} {
		for _, n := range []int{10, 1_000, 100_000} {
			b.Run(fmt.Sprintf("%s/%d", store, n), func(b *testing.B) {
				fake := telegramtest.New(b)
				fake.Patience = time.Minute
				env := settingsFor(b, fake, "webhook", store)
				env["SOUNDINGS_LOG_LEVEL"] = "info"
				bot := startChild(b, env)
				payload := opened(b, bot)
				fill(b, bot.operator, strings.TrimPrefix(payload, "r_"), n)
				converse(b, 1, fake, bot, payload)
			})
		}
	}
}

// fill puts n sessions and n opinions into a round: of the size of real ones,
// but nobody's.
func fill(b *testing.B, o operator, round string, n int) {
	b.Helper()
	p := &program{environ: environ(o.Env), stderr: b.Output(), now: time.Now, lang: "en"}
	err := p.within(b.Context(), settingsFlags{}, func(h *house, _ configs.Settings) error {
		for done := 0; done < n; done += 100 {
			var ops []storage.Op
			for range min(100, n-done) {
				ops = append(ops, anything(round, "sessions", 4160), anything(round, "opinions", 1400))
			}
			if err := h.store.Apply(b.Context(), ops...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

func anything(round, collection string, size int) storage.Op {
	id, value := make([]byte, 16), make([]byte, size)
	rand.Read(id)
	rand.Read(value)
	at := storage.Collection{Tag: round, Name: collection}
	return storage.Op{Do: storage.Put, Key: storage.Key{Collection: at, ID: hex.EncodeToString(id)}, Value: value}
}
