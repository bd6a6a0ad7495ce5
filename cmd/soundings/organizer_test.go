package main

import (
	"strings"
	"testing"

	"soundings/bot/telegramtest"
)

// TestAnOrganizerNeedsNoCommandLine plays a round from its first line to its closing
// in the chat of the whole program, tickets printed for real; and the menu of that
// chat, and of no other, has the commands for it.
func TestAnOrganizerNeedsNoCommandLine(t *testing.T) {
	fake := telegramtest.New(t)
	s := startServe(t, settingsFor(t, fake, "polling", "sqlite"))
	link := strings.TrimSpace(s.CLI("links", "--name", "张三"))
	_, payload, _ := strings.Cut(link, "?start=")
	clerk := fake.Person(777002001, telegramtest.Named("张", "三"), telegramtest.Lang("zh-hans"))
	clerk.Send("/start " + payload)
	clerk.See("张三，您好，您已登记为组织者")
	clerk.Send("/round")
	clerk.See("按哪一年的要求来")
	for _, act := range []string{"2024年 民主生活会", "2024年度民主生活会", "!某局党组", "某局党组领导班子", "!1. 王建国 局长 第一党支部\n2. 李红 副局长", "✅ 就这些", "王建国 · 局长",
		"⏭ 不登记部门", "▶️ 我来点开始", "🔒 先不定，到时我来截止", "5 人", "🎫 凭参与码", "✅ 存为草稿", "▶️ 开始", "▶️ 开始，定下来", "🎫 发参与码", "10 张"} {
		if said, typed := strings.CutPrefix(act, "!"); typed {
			clerk.Send(said)
		} else {
			clerk.Tap(act)
		}
		clerk.Settle()
	}
	clerk.See("好了，10 张")
	if tickets := strings.Count(s.CLI("round", "list", "--json"), `"tickets": 10,`); tickets != 1 {
		t.Errorf("%d rounds have ten tickets", tickets)
	}
	if menu := fake.ChatMenu(clerk.ID()); len(menu) == 0 || menu[0].Command != "round" {
		t.Errorf("the organizer's menu is %v", menu)
	}
	stranger := fake.Person(777002002, telegramtest.Named("路", "人"), telegramtest.Lang("zh-hans"))
	for _, command := range []string{"/round", "/status", "/invite", "/remind", "/close", "/export"} {
		stranger.Send(command)
		stranger.See("没有这个命令。发 /help 可以看到能做什么")
		stranger.Settle()
	}
	if menu := fake.ChatMenu(stranger.ID()); menu != nil {
		t.Errorf("a stranger's menu is %v", menu)
	}
	clerk.Send("/close")
	clerk.See("真的截止吗")
	clerk.Tap("🔒 截止，不再打开")
	clerk.See("不满 5 人")
	if code := s.Stop(); code != 0 {
		t.Errorf("serve ended with %d:\n%s", code, s.Log())
	}
}
