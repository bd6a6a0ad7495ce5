package bot_test

import (
	"strings"
	"testing"

	"soundings/flows"
)

func TestOrganizersInviteAndRemoveEachOther(t *testing.T) {
	c := newTown(t)
	c.named("tg:1", "张三")
	c.tapAs("tg:1", "👥 组织者", "邀请一位")
	c.say("李四")
	c.shows("李四的链接在上面")
	n := c.net.count("tg:1")
	_, token, ok := strings.Cut(c.net.chats["tg:1"][n-2].Text, "?start=")
	if !ok {
		t.Fatalf("no link in:\n%s", c.net.chats["tg:1"][n-2].Text)
	}
	token, _, _ = strings.Cut(token, "\n")
	c.tap("邀请一位")
	c.say("李四")
	c.shows("已经有一位叫“李四”的组织者")
	c.do(c.says("tg:2", "/start "+token))
	c.tapAs("tg:2", "👥 组织者", "张三", "移除")
	if _, is, err := c.organizers.Who(t.Context(), c.bot.OrganizerOf("tg:1")); is || err != nil {
		t.Errorf("张三 still is one: %v", err)
	}
	// Their next step finds nothing of it any more.
	c.say("/status")
	c.shows("没有这个命令")
	c.tapAs("tg:2", "李四（您）")
	if got := c.net.last("tg:2").Text; !strings.Contains(got, "不能移除自己") {
		t.Errorf("it says:\n%s", got)
	}
	c.tapAs("tg:2", "🗑 移除")
	if _, is, _ := c.organizers.Who(t.Context(), c.bot.OrganizerOf("tg:2")); !is {
		t.Error("nobody is left")
	}
	c.tapAs("tg:2", "不移除", "谁邀请、移除过谁")
	if got := c.net.last("tg:2").Text; !strings.Contains(got, "李四：移除张三") || !strings.Contains(got, "张三：邀请李四") {
		t.Errorf("it says:\n%s", got)
	}
}

// One organizer opens what another is changing, and one opens what another has
// changed since: each is told, and nothing is frozen unseen.
func TestTwoOrganizersAtOneDraft(t *testing.T) {
	c := newTown(t)
	c.named("tg:1", "张三")
	c.made()
	c.named("tg:2", "李四")
	c.tapAs("tg:2", "2025年度民主生活会（草稿）", "▶️ 开始")
	c.tapAs("tg:1", "修改", "✏️ 修改", "最少人数", "10 人", "存为草稿")
	c.tapAs("tg:2", "开始，定下来")
	if got := c.net.last("tg:2").Text; !strings.Contains(got, "刚被另一位组织者改过") || !strings.Contains(got, "不满 10 人") {
		t.Fatalf("李四 is shown:\n%s", got)
	}
	c.tapAs("tg:1", "修改")
	c.tapAs("tg:2", "开始，定下来")
	if r := c.latest(); r.State != flows.Opened {
		t.Fatalf("%+v", r)
	}
	c.tapAs("tg:1", "存为草稿")
	c.shows("已经不是草稿了")
}
