package telegram

import (
	"testing"

	"soundings/bot"
	"soundings/bot/telegramtest"
)

// A chat has a menu of its own, and then the one of its language again.
func TestAChatsOwnMenu(t *testing.T) {
	s := telegramtest.New(t)
	c, _ := testClient(t, s)
	if err := c.SetMenus(t.Context(), []Menu{{Commands: []MenuCommand{{"start", "开始"}}}}); err != nil {
		t.Fatal(err)
	}
	if err := c.SetMenu(t.Context(), "tg:42", []bot.MenuItem{{Name: "round", About: "新建一轮"}, {Name: "help", About: "帮助"}}); err != nil {
		t.Fatal(err)
	}
	if menu := s.ChatMenu(42); len(menu) != 2 || menu[0] != (telegramtest.Command{Command: "round", Description: "新建一轮"}) {
		t.Errorf("the chat has %v", menu)
	}
	if len(s.Menu("")) != 1 || s.ChatMenu(43) != nil {
		t.Errorf("others have %v and %v", s.Menu(""), s.ChatMenu(43))
	}
	if err := c.SetMenu(t.Context(), "tg:42", nil); err != nil || s.ChatMenu(42) != nil {
		t.Errorf("then it has %v (%v)", s.ChatMenu(42), err)
	}
	if err := c.SetMenu(t.Context(), "web:42", nil); err == nil {
		t.Error("a chat of another network has a menu")
	}
}
