package main

import (
	"sync"
	"syscall"
	"testing"
	"time"

	"soundings/bot/telegramtest"
	"soundings/storage/storagetest"
)

// BenchmarkConversation plays whole conversations through the fake Bot API by
// webhook, 16 people at a time, on SQLite and on a real Redis. CPU is that of
// everything in this process: the program, the fake server and the people.
func BenchmarkConversation(b *testing.B) {
	for _, store := range []string{"sqlite", "redis"} {
		b.Run(store, func(b *testing.B) {
			fake := telegramtest.New(b)
			env := settingsFor(b, fake, "webhook", "sqlite")
			trips := func() int64 { return 0 }
			if store == "redis" {
				proxy := storagetest.NewProxy(b, storagetest.Redis(b))
				env["SOUNDINGS_STORE"], env["SOUNDINGS_KEY"] = proxy.URL(), serviceKey(b)
				trips = func() int64 { return int64(proxy.RoundTrips()) }
			}
			env["SOUNDINGS_LOG_LEVEL"] = "info"
			benchmarkOn(b, fake, startServe(b, env), trips)
		})
	}
}

func benchmarkOn(b *testing.B, fake *telegramtest.Server, s *served, trips func() int64) {
	payload := opened(b, s)
	people := make(chan *telegramtest.Person, b.N)
	for i := range b.N {
		people <- fake.Person(int64(1000+i), telegramtest.Lang("zh-hans"))
	}
	close(people)
	tripsBefore, cpuBefore := trips(), cpu()
	b.ResetTimer()
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for p := range people {
				speaks(p, payload, "窗口办事要跑三趟，材料说不清楚")
			}
		})
	}
	all.Wait()
	b.StopTimer()
	const updates = 11 // of one conversation: see speaks
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "conv/s")
	b.ReportMetric(float64((cpu()-cpuBefore).Milliseconds())/float64(b.N), "cpu-ms/conv")
	if n := trips() - tripsBefore; n > 0 {
		b.ReportMetric(float64(n)/float64(b.N*updates), "trips/update")
	}
}

func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkStart is the time from the start to serving, on an existing store.
func BenchmarkStart(b *testing.B) {
	fake := telegramtest.New(b)
	env := startServe(b, settingsFor(b, fake, "polling", "sqlite")).Env
	for b.Loop() {
		s := startServe(b, env)
		b.StopTimer()
		s.Stop()
		b.StartTimer()
	}
}
