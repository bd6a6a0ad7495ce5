package main

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"soundings/bot/telegramtest"
)

// BenchmarkConversation plays the shortest conversation by webhook, 64 people at
// a time. The bot is a process of its own; the fake Bot API and the people are
// in this one. CPU and memory are the bot's alone, waiting is what people see:
// from what they do to the screen that answers it.
func BenchmarkConversation(b *testing.B) {
	for _, store := range []string{"redis", "sqlite"} {
		b.Run(store, func(b *testing.B) {
			fake := telegramtest.New(b)
			fake.Patience = time.Minute
			env := settingsFor(b, fake, "webhook", store)
			env["SOUNDINGS_LOG_LEVEL"] = "info"
			bot := startChild(b, env)
			converse(b, 64, fake, bot, opened(b, bot))
		})
	}
}

// converse plays b.N conversations, of which so many at a time.
func converse(b *testing.B, atATime int, fake *telegramtest.Server, bot *child, payload string) {
	people := make([]*telegramtest.Person, b.N)
	for i := range people {
		people[i] = fake.Person(int64(1000+i), telegramtest.Lang("zh-hans"))
	}
	trips, cpu := redisReads(b, bot), bot.CPU()
	b.ResetTimer()
	waits := atOnce(atATime, people, func(p *telegramtest.Person) []time.Duration { return shortest(p, payload) })
	b.StopTimer()
	n := float64(b.N)
	b.ReportMetric(n/b.Elapsed().Seconds(), "conv/s")
	b.ReportMetric((bot.CPU()-cpu).Seconds()*1000/n, "bot-cpu-ms/conv")
	b.ReportMetric(float64(bot.Resident())/1e6, "bot-MB")
	b.ReportMetric(waits[len(waits)/2].Seconds()*1000, "p50-ms")
	b.ReportMetric(waits[len(waits)*99/100].Seconds()*1000, "p99-ms")
	if now := redisReads(b, bot); now > 0 {
		b.ReportMetric(float64(now-trips)/float64(len(waits)), "trips/update")
	}
}

// atOnce has n people at a time do something, and gives how long they waited
// each time, the shortest first.
func atOnce(n int, people []*telegramtest.Person, do func(*telegramtest.Person) []time.Duration) []time.Duration {
	queue, waits := make(chan *telegramtest.Person), make(chan []time.Duration, len(people))
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			for p := range queue {
				waits <- do(p)
			}
		})
	}
	for _, p := range people {
		queue <- p
	}
	close(queue)
	all.Wait()
	close(waits)
	var sorted []time.Duration
	for some := range waits {
		sorted = append(sorted, some...)
	}
	slices.Sort(sorted)
	return sorted
}

// shortest plays the shortest conversation, and gives how long the person waited
// for each answer.
func shortest(p *telegramtest.Person, payload string) (waits []time.Duration) {
	for _, turn := range []struct{ says, taps, sees string }{
		{says: "/start " + payload, sees: "✍️ 提意见建议"},
		{taps: "✍️ 提意见建议", sees: "王建国 · 局长"},
		{taps: "王建国 · 局长", sees: "1 感悟“两个确立”·坚定信仰"},
		{taps: "1 感悟“两个确立”·坚定信仰", sees: "改进建议"},
		{taps: "存在的问题", sees: "请写下来"},
		{says: "窗口办事要跑三趟，材料说不清楚", sees: "✅ 写完了"},
		{taps: "✅ 写完了", sees: "具体事例"},
		{taps: "⏭ 跳过", sees: "希望怎么改"},
		{taps: "⏭ 跳过", sees: "✅ 提交"},
		{taps: "✅ 提交", sees: "回执码，只显示这一次"},
	} {
		start := time.Now()
		if turn.says != "" {
			p.Send(turn.says)
		} else {
			p.Tap(turn.taps)
		}
		p.Wait(turn.sees, func(s telegramtest.Screen) bool {
			return strings.Contains(telegramtest.Screen{s.Last()}.String(), turn.sees)
		})
		waits = append(waits, time.Since(start))
	}
	return waits
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
