package bot_test

import (
	"strings"
	"testing"
	"time"

	"soundings/flows"
)

// submitted gives an opinion, and the receipt of it.
func (c *town) submitted() string {
	c.t.Helper()
	c.toConfirm()
	c.tap("提交")
	return receiptForm.FindString(c.net.last("tg:1").Text)
}

func TestTenWrongReceiptsSlowOneSeatDown(t *testing.T) {
	c := newTown(t)
	right := c.submitted()
	c.say("/receipt")
	for n := range 10 {
		c.wire() // it holds across restarts
		c.say(flows.NewReceipt([19]byte{1, byte(n)}).String())
		c.shows("没有找到")
	}
	c.say(right)
	c.shows("1 分钟后再试")
	for _, u := range []string{"/receipt", right} {
		c.do(c.says("tg:2", u)) // nobody else waits
	}
	if n := c.net.count("tg:2"); n < 2 || !strings.Contains(c.net.chats["tg:2"][n-2].Text, "窗口办事要跑三趟") {
		t.Errorf("another seat waits as well:\n%s", c.net.last("tg:2").Text)
	}
	c.now = c.now.Add(time.Minute)
	c.say(right)
	if n := c.net.count("tg:1"); !strings.Contains(c.net.chats["tg:1"][n-2].Text, "窗口办事要跑三趟") {
		t.Errorf("after the wait:\n%s", c.net.last("tg:1").Text)
	}
}

// Whoever has a list of tickets cannot ask of each whether it was used, and so
// count who takes part (promise 3): not by links, not by typing.
func TestTenTicketsThatLetNobodyInSlowASeatDown(t *testing.T) {
	c := newTown(t).ticketed(flows.Opened)
	used := string(c.used())
	c.takenBack() // what is left
	back := string(c.issued[1])
	for n := range 10 {
		c.say([]string{"/start t_" + used, used, "/start t_" + back, back}[n%4])
		if text := c.net.last("tg:1").Text; !strings.Contains(text, "已经用过") && !strings.Contains(text, "已经收回") {
			t.Fatalf("the ticket of the %dth time: %s", n+1, text)
		}
	}
	fresh, err := c.tickets.Issue(t.Context(), c.id, 1)
	c.must(err)
	for _, said := range []string{"/start t_" + used, back, string(fresh[0])} {
		c.say(said)
		c.shows("1 分钟后再试")
	}
	c.now = c.now.Add(time.Minute)
	c.say("/start t_" + string(fresh[0]))
	c.shows("您已进入")
}
