package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
)

// press prints tickets a line each, and links of a bot called soundings_bot.
type press struct{}

func (press) Link(_ context.Context, payload string) (string, error) {
	return "https://t.me/soundings_bot?start=" + payload, nil
}

func (press) Tickets(_ context.Context, lang string, _ flows.Round, tickets []flows.Ticket) ([]dialogue.File, error) {
	return []dialogue.File{{Name: "参与码纸条.html", Data: []byte(lang)}, {Name: "参与码.csv", Data: fmt.Append(nil, tickets)}}, nil
}

// named makes a chat an organizer of this name.
func (c *town) named(chat bot.Chat, name string) {
	c.t.Helper()
	token, err := c.organizers.Invite(c.t.Context(), name)
	c.must(err)
	c.do(c.says(chat, "/start o_"+token))
}

// tapAs is tap for another chat.
func (c *town) tapAs(chat bot.Chat, labels ...string) {
	c.t.Helper()
	for _, label := range labels {
		c.do(c.taps(chat, label))
	}
}

// made has the organizer make a round by conversation, up to its draft on the desk.
func (c *town) made() {
	c.t.Helper()
	c.say("/round")
	c.shows("请核对当年通知")
	c.tapAs("tg:1", "2025年 民主生活会", "2025年度民主生活会", "某局党组", "某局党组领导班子")
	c.say("1. 王建国 党组书记、局长 第一党支部\n2. 李红 副局长 第二党支部")
	c.shows("看懂了 2 行")
	c.tapAs("tg:1", "就这些", "王建国 · 党组书记、局长", "不登记部门", "我来点开始")
	c.say("11月20日")
	c.tapAs("tg:1", "5 人", "凭参与码")
	c.shows("2025年度民主生活会")
	c.tapAs("tg:1", "存为草稿")
	c.shows("草稿存好了")
	c.shows("状态：草稿")
}

// latest is the round that was made last.
func (c *town) latest() flows.Round {
	c.t.Helper()
	for _, r := range c.rounds.Known() {
		if r.ID != c.round.ID {
			return r
		}
	}
	c.t.Fatal("no other round")
	return flows.Round{}
}

// An organizer does it all in the chat: makes a round, changes it, opens it, hands
// out tickets, extends it, has people reminded, closes it; and it is told who did.
func TestARoundByChatAlone(t *testing.T) {
	c := newTown(t)
	c.named("tg:1", "张三")
	c.shows("张三，您好，您已登记为组织者")
	c.made()
	c.tapAs("tg:1", "修改", "✏️ 修改", "最少人数", "7 人", "存为草稿")
	c.tap("▶️ 开始")
	c.shows("不满 7 人参加，内容永远不公开")
	c.shows("2026年11月20日（含当天）")
	c.shows("王建国、李红")
	c.tap("开始，定下来")
	c.shows("接下来点“🎫 发参与码”")
	if r := c.latest(); r.State != flows.Opened || r.K != 7 {
		t.Fatalf("%+v", r)
	}
	c.tap("发参与码")
	c.shows("soundings links")
	c.say("１２张")
	c.shows("12 张")
	if len(c.net.files) != 2 || c.net.files[0].Name != "参与码纸条.html" || string(c.net.files[0].Data) != "zh-Hans" {
		t.Errorf("handed over: %v", c.net.files)
	}
	if n, err := c.tickets.Issued(t.Context(), c.latest().ID); n != 12 || err != nil {
		t.Errorf("%d tickets, %v", n, err)
	}
	c.tap("延期")
	c.say("2026-11-01")
	c.shows("太早了")
	c.say("11月25日")
	c.shows("延到：2026年11月25日")
	c.tap("就延到这天")
	c.shows("截止：2026年11月25日（含当天）")
	c.tapAs("tg:1", "再提醒一次", "🔔 提醒")
	c.shows("2026年11月2日 09:30 起")
	if _, data := c.net.find("tg:1", "再提醒一次"); data != "" {
		t.Error("a second reminder is offered")
	}
	c.tapAs("tg:1", "现在截止", "截止，不再打开")
	c.shows("已截止")
	c.tap("谁做过什么")
	for _, done := range []string{"2026年11月2日 09:30 张三：新建", "张三：修改草稿", "张三：开放", "张三：发参与码 12 个", "张三：延到 2026年11月25日", "张三：另外提醒一次", "张三：截止"} {
		c.shows(done)
	}
}

// Who is no organizer gets the ordinary answer to every command of theirs, and finds
// none of them in the help.
func TestAStrangerKnowsNoCommandOfOrganizers(t *testing.T) {
	for _, name := range []string{"round", "status", "invite", "remind", "close", "export"} {
		c := newTown(t)
		c.named("tg:2", "张三")
		c.say("/start r_" + string(c.round.ID))
		c.say("/" + name)
		c.shows("没有这个命令。发 /help 可以看到能做什么")
		c.say("/help")
		c.hides("/" + name)
		c.do(c.says("tg:2", "/help"))
		if got := c.net.last("tg:2").Text; !strings.Contains(got, "/"+name) {
			t.Errorf("an organizer's help does not tell of /%s", name)
		}
		c.do(c.says("tg:2", "/"+name))
		if got := c.net.last("tg:2").Text; strings.Contains(got, "没有这个命令") {
			t.Errorf("/%s is none to an organizer", name)
		}
	}
}

func TestCommandsLeadToTheDesk(t *testing.T) {
	c := newTown(t)
	c.asOrganizer()
	for command, says := range map[string]string{"/close": "不能再打开", "/invite": "看链接", "/remind": "状态：开放", "/export": "这一轮还没有截止", "/status": "状态：开放"} {
		c.say(command)
		if says == "看链接" {
			c.taps("tg:1", says)
			continue
		}
		c.shows(says)
	}
	c.another("另一轮")
	c.say("/close")
	c.shows("看哪一轮")
}

func TestTheLinkOfAnOpenRoundIsShown(t *testing.T) {
	c := newTown(t)
	c.asOrganizer()
	c.tap("看链接")
	n := c.net.count("tg:1")
	if got := c.net.chats["tg:1"][n-2].Text; !strings.Contains(got, "?start=r_"+string(c.round.ID)) {
		t.Errorf("the link is not in:\n%s", got)
	}
}

func TestClosingTwiceClosesOnce(t *testing.T) {
	c := newTown(t)
	c.named("tg:1", "张三")
	c.named("tg:2", "李四")
	c.tapAs("tg:1", "现在截止")
	c.tapAs("tg:2", "现在截止", "截止，不再打开")
	c.tap("截止，不再打开")
	c.shows("已截止")
	acts, err := c.rounds.Acts(t.Context(), c.round.ID)
	c.must(err)
	if len(acts) != 1 || acts[0].By.Name != "李四" {
		t.Errorf("%+v", acts)
	}
}

func TestARoundInEnglish(t *testing.T) {
	c := newTown(t)
	c.named("tg:1", "Ann")
	c.say("/language en")
	c.say("/round")
	c.tapAs("tg:1", "2025 民主生活会", "2025年度民主生活会", "某局党组", "某局党组领导班子")
	c.say("Wang Jianguo, Director, First Branch\n12345")
	c.shows("1 lines were not understood")
	c.say("line 2: Li Hong, Deputy Director")
	c.tapAs("tg:1", "That is all", "Wang Jianguo · Director", "No departments", "I'll open it")
	c.say("20 Nov")
	c.tapAs("tg:1", "5", "By link", "Keep as a draft")
	c.shows("The draft is kept")
	c.tapAs("tg:1", "▶️ Open")
	c.shows("nothing is ever released")
	c.tapAs("tg:1", "Open it, all settled", "Show the link", "Extend")
	c.say("25 Nov")
	c.tapAs("tg:1", "Extend to that day", "Who did what")
	c.shows("Ann: extended to 25 November 2026")
}

// Whoever asked is reminded once more, and the day before the end all the same;
// nobody else is, whether they have given something or not.
func TestTheReminderAnOrganizerAsksFor(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		asked := c.asker("tg:3", "zh-hans")
		c.enters("tg:4", "zh-hans")
		c.named("tg:1", "张三")
		c.comes(10, "22:00")
		c.say("/remind")
		c.tapAs("tg:1", "再提醒一次", "🔔 提醒")
		c.shows("2026年11月11日 09:00 起")
		c.reminds()
		c.reminded(0, asked)
		for _, hour := range []string{"09:00", "09:01", "20:00"} {
			c.comes(11, hour)
			c.reminds()
			c.reminded(1, asked)
		}
		c.comes(19, "09:00")
		c.reminds()
		c.reminded(2, asked)
		c.reminded(0, "tg:4")
	})
}
