package bot_test

import (
	"context"
	"strings"
	"testing"

	"soundings/bot"
)

// menus are the command menus that chats have of their own.
type menus map[bot.Chat]string

func (m menus) SetMenu(_ context.Context, to bot.Chat, menu []bot.MenuItem) error {
	delete(m, to)
	for _, item := range menu {
		m[to] += "/" + item.Name + " " + item.About + "\n"
	}
	return nil
}

// Who is an organizer or a member has their commands in the menu, for as long.
func TestAMenuForWhoHasARole(t *testing.T) {
	c := bureau(t)
	all := menus{}
	c.bot.Menus = all
	c.say("/start r_" + string(c.round.ID))
	if len(all) != 0 {
		t.Errorf("whoever takes part has a menu: %v", all)
	}
	c.named("tg:1", "张三")
	c.named("tg:2", "李四")
	if !strings.Contains(all["tg:1"], "/round 新建一轮") || !strings.Contains(all["tg:1"], "/help") || strings.Contains(all["tg:1"], "/talk") {
		t.Errorf("an organizer's menu:\n%s", all["tg:1"])
	}
	c.say("/language en")
	if !strings.Contains(all["tg:1"], "/round Make a round") {
		t.Errorf("in English:\n%s", all["tg:1"])
	}
	c.claims("tg:3", "li")
	if !strings.Contains(all["tg:3"], "/talks 我的谈话") || strings.Contains(all["tg:3"], "/round") {
		t.Errorf("a member's menu:\n%s", all["tg:3"])
	}
	c.tapAs("tg:2", "👥 组织者", "张三", "🗑 移除")
	c.say("/help")
	if all["tg:1"] != "" {
		t.Errorf("who was removed has a menu:\n%s", all["tg:1"])
	}
}
