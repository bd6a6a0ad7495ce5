package main

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"soundings/bot/telegramtest"
)

// holds waits until a person's chat holds just these messages, by a part of
// each.
func holds(p *telegramtest.Person, parts ...string) {
	p.Wait(strings.Join(parts, " | "), func(s telegramtest.Screen) bool {
		for i, m := range s {
			if len(s) != len(parts) || !strings.Contains(m.Text, parts[i]) {
				return false
			}
		}
		return len(s) == len(parts)
	})
}

// TestASweepOverTelegram: after it the chat holds the receipt and the last
// screen, after the second the last screen only.
func TestASweepOverTelegram(t *testing.T) {
	for _, store := range []string{"sqlite", "redis"} {
		t.Run(store, func(t *testing.T) {
			fake := telegramtest.New(t)
			s := startServe(t, settingsFor(t, fake, "polling", store))
			p := fake.Person(777001, telegramtest.Lang("zh-hans"))
			speaks(p, opened(t, s), "窗口办事要跑三趟")
			p.Send("谢谢")
			p.See("请点下面的按钮")
			p.Tap("🧹 清理聊天记录")
			holds(p, "回执码，只显示这一次", "写着回执码的那条还留着")
			p.Tap("🧹 回执码那条也删掉")
			holds(p, "清理好了。\n\n")
			p.Settle()
			logsNothing(t, s, []string{"tg:", "777001", "窗口"})
		})
	}
}

// TestASweepOfAnOldConversation: Telegram keeps what is older than 48 hours, and
// the person is told.
func TestASweepOfAnOldConversation(t *testing.T) {
	fake := telegramtest.New(t)
	var ago atomic.Int64 // how long ago messages seem to be sent
	fake.Clock = func() time.Time { return time.Now().Add(-time.Duration(ago.Load())) }
	s := startServe(t, settingsFor(t, fake, "polling", "sqlite"))
	p := fake.Person(777001, telegramtest.Lang("zh-hans"))
	payload := opened(t, s)
	ago.Store(int64(49 * time.Hour))
	p.Send("/start " + payload)
	p.See("我们保证")
	ago.Store(0)
	p.Tap("✍️ 提意见建议")
	p.Tap("暂无意见建议")
	p.See("知道了，谢谢")
	p.Send("谢谢")
	p.See("请点下面的按钮")
	p.Tap("🧹 清理聊天记录")
	holds(p, "/start", "知道了", "有 2 条删不掉：超过 48 小时的")
}
