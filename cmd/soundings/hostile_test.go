package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"soundings/bot/telegramtest"
)

// TestWhatPeopleAndBrokenClientsSend plays what goes wrong, through the whole
// program: each is answered with what is wrong, and nothing that stood is lost.
func TestWhatPeopleAndBrokenClientsSend(t *testing.T) {
	fake := telegramtest.New(t)
	s := startServe(t, settingsFor(t, fake, "polling", "sqlite"))
	id := openRound(t, s)
	p := fake.Person(777001, telegramtest.Named("王小明"), telegramtest.Lang("zh-hans"))
	p.Send("/start r_" + id)
	p.See("我们保证")
	old := p.Last()
	p.Tap("✍️ 提意见建议")
	p.Tap("局领导班子")
	p.Tap("不确定/其他")
	p.Tap("存在的问题")
	p.See("请写下来")

	typed := p.Send("短")
	p.See("还差 4 个字")
	for _, c := range []struct {
		name, says string
		do         func()
	}{
		{"4,096 characters", "这条没有收下", func() { p.Send(strings.Repeat("字", 4096)) }},
		{"NUL and zero width", "没有能看见的文字", func() { p.Send("\x00\u200b\u2060") }},
		{"a photo", "图片没有收下", func() { p.SendPhoto("说明") }},
		{"a voice message", "语音没有收下", func() { p.SendVoice() }},
		{"a file", "文件和视频没有收下", func() { p.SendDocument("a.docx", []byte("x"), "") }},
		{"a contact", "联系人没有收下", func() { p.SendContact("13800138000", "王小明") }},
		{"a place", "位置没有收下", func() { p.SendLocation() }},
		{"a sticker", "表情贴纸没有收下", func() { p.SendSticker() }},
		{"a forwarded message", "转发的消息没有收下", func() { p.Forward("别人的话", "李红") }},
		{"an edited message", "这里看不到", func() { p.Edit(typed.Message, "改长一点的话") }},
		{"an unknown command", "没有这个命令", func() { p.Send("/nonsense") }},
		{"/help", "/opinion 提意见建议", func() { p.Send("/help") }},
		{"an organizer's command", "没有这个命令", func() { p.Send("/status") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.do()
			if m := p.See(c.says); !strings.Contains(m.Text, "已写 1/2000 字") {
				t.Errorf("what stood is not on the screen:\n%s", m.Text)
			}
		})
	}

	t.Run("a week-old button", func(t *testing.T) {
		p.TapOn(old, "✍️ 提意见建议")
		p.Wait("the present step in the old card", func(s telegramtest.Screen) bool {
			for _, m := range s {
				if m.ID == old.ID {
					return strings.Contains(m.Text, "这是之前的按钮") && strings.Contains(m.Text, "已写 1/2000 字")
				}
			}
			return false
		})
	})

	t.Run("twenty messages at once, with markup, emoji and right-to-left", func(t *testing.T) {
		for range 20 {
			p.Send("<b>*_[ 👩‍💻 שלום &amp;")
		}
		p.Settle()
		p.Tap("✅ 写完了")
		p.See("具体事例")
	})
}

// TestStartLinks plays /start with what may stand behind it.
func TestStartLinks(t *testing.T) {
	fake := telegramtest.New(t)
	s := startServe(t, settingsFor(t, fake, "polling", "sqlite"))
	file := filepath.Join(t.TempDir(), "round.yaml")
	if err := os.WriteFile(file, []byte(roundYAML), 0o600); err != nil {
		t.Fatal(err)
	}
	id := strings.TrimSpace(s.CLI("round", "create", "-f", file))
	ticket := "t_" + ticketsOf(t, s.CLI("tickets", id, "--count", "8"))[0]
	first, second := fake.Person(1, telegramtest.Lang("zh-hans")), fake.Person(2, telegramtest.Lang("en"))
	start := func(p *telegramtest.Person, payload, says string) {
		t.Helper()
		p.Send(strings.TrimSpace("/start " + payload))
		p.See(says)
		p.Settle()
	}
	start(first, "", "还没有进入哪一轮")
	start(first, ticket, "还没有开始")
	s.CLI("round", "open", id)
	start(first, ticket, "您已进入")
	start(first, ticket, "您已进入") // coming back burns nothing
	start(second, ticket, "This code has been used")
	start(second, "t_"+strings.Repeat("Z", 62), "does not look like a code")
	start(second, "r_"+id, "needs a code")
	start(second, "x_y", "This link is wrong")
	s.CLI("round", "close", id)
	start(second, ticket, "has ended")
}

// TestAGroupIsTurnedAway adds the bot to a group: it says once that it only
// talks in private, and keeps nothing.
func TestAGroupIsTurnedAway(t *testing.T) {
	fake := telegramtest.New(t)
	startServe(t, settingsFor(t, fake, "polling", "sqlite"))
	someone := fake.Person(5, telegramtest.Lang("zh-hans"))
	g := fake.Group(-100, "办公室")
	g.AddBot(someone)
	eventually(t, "the group is told", func() bool {
		return strings.Contains(telegramtest.Screen(g.Messages()).String(), "一对一")
	})
}

func openRound(t *testing.T, s *served) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "round.yaml")
	if err := os.WriteFile(file, []byte(roundYAML+"admission: open\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	id := strings.TrimSpace(s.CLI("round", "create", "-f", file))
	s.CLI("round", "open", id)
	return id
}
