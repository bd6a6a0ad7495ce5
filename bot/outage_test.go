package bot_test

import (
	"fmt"
	"testing"
	"time"

	"soundings/bot"
)

// Whom another replica has answered by now, and who asked for nothing since, is
// not remembered for long: neither their chat nor what they were writing.
func TestAnOutageLeavesNothingBehind(t *testing.T) {
	toward(t, func(t *testing.T, c *town) {
		c.bot.Sessions = away{}
		for i := range 100 {
			c.fails(c.says(bot.Chat(fmt.Sprint("tg:", 100+i)), "窗口办事"))
			time.Sleep(50 * time.Millisecond)
		}
		if n := c.bot.Remembers(); n != 100 {
			t.Fatalf("%d are remembered: this test cannot fail", n)
		}
		time.Sleep(5 * time.Minute) // nobody writes
		if n := c.bot.Remembers(); n != 0 {
			t.Errorf("%d are remembered", n)
		}
	})
}
