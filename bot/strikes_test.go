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
