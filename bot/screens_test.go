package bot_test

import (
	"errors"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

var rawKey = regexp.MustCompile(`\b[a-z]+(\.[a-z_]+)+\b`)

// TestEveryScreenIsInWords wanders through all conversations in both languages
// and reads every message and button: no key without words, no missing value.
func TestEveryScreenIsInWords(t *testing.T) {
	for _, lang := range []string{"zh-hans", "en"} {
		c := bureau(t)
		c.until(20)
		c.claims("tg:2", "li")
		c.asOrganizer()
		c.say("/start r_" + string(c.round.ID))
		random := rand.New(rand.NewPCG(1, 2))
		for range 600 {
			u := c.wander(random)
			u.Lang = lang
			c.do(u)
			c.inWords("tg:1")
		}
	}
}

// TestASweepIsInWords sees every way a sweep ends, in both languages.
func TestASweepIsInWords(t *testing.T) {
	for lang, says := range map[string][]string{
		"zh-hans": {"这次没删成", "清理好了。写着回执码的那条还留着。\n有 1 条删不掉：", "没有记录", "清理好了。\n\n"},
		"en":      {"could not be deleted this time", "Cleared. The message with your receipt is still there.\n1 could not", "earlier messages", "Cleared.\n\n"},
	} {
		c := newTown(t)
		tap := func(data string) {
			u := c.update("tg:1", dialogue.Input{Kind: dialogue.Tapped, Text: data})
			u.Tap, u.Message, u.Lang = "tap", c.net.last("tg:1").id, lang
			c.do(u)
			c.inWords("tg:1")
		}
		say := func(s string) { u := c.says("tg:1", s); u.Lang = lang; c.do(u) }
		say("/start r_" + string(c.round.ID))
		for _, id := range []string{"give", "o.wang", "o.a1", "o.problem"} {
			tap(c.net.button("tg:1", id))
		}
		say("窗口办事要跑三趟")
		c.net.stuck = []bot.MessageID{c.net.last("tg:1").id}
		for _, id := range []string{"done", "skip", "skip", "submit"} {
			tap(c.net.button("tg:1", id))
		}
		c.net.failDel = errors.New("no answer")
		sweep := func(want string) { c.t.Helper(); tap(c.net.button("tg:1", "sweep")); c.shows(want) }
		sweep(says[0])
		sweep(says[1])
		c.net.stuck = nil
		sweep(says[3])
		c.close()
		say("/receipt")
		sweep(says[2])
	}
}

// wander is a tap on any button of the newest screen, or something else.
func (c *town) wander(random *rand.Rand) bot.Update {
	var data []string
	for _, row := range c.net.last("tg:1").Buttons {
		for _, b := range row {
			if b.Data != "" && !strings.Contains(b.Data, "a.close") {
				data = append(data, b.Data)
			}
		}
	}
	others := []string{"/start", "/opinion", "/receipt", "/privacy", "/language", "/help", "/status", "/cancel", "/x",
		"窗口办事要跑三趟", "短", "理论学习不够深入", "找我 13800138000", "53JFR-9M2TD-4R2JX-V43XY", "53JFR-9MZTD-4R2JX-V43XY", strings.Repeat("长", 2001)}
	if len(data) == 0 || random.IntN(4) == 0 {
		return c.says("tg:1", others[random.IntN(len(others))])
	}
	u := c.update("tg:1", dialogue.Input{Kind: dialogue.Tapped, Text: data[random.IntN(len(data))]})
	u.Tap, u.Message = "tap", c.net.last("tg:1").id
	return u
}

func (c *town) inWords(chat bot.Chat) {
	c.t.Helper()
	m := c.net.last(chat)
	all := m.Text
	for _, row := range m.Buttons {
		for _, b := range row {
			all += "\n" + b.Label
		}
	}
	if key := rawKey.FindString(strings.ReplaceAll(all, "round.yaml", "")); key != "" || strings.Contains(all, "<no value>") || strings.Contains(all, "{{") {
		c.t.Fatalf("not in words (%q):\n%s", key, all)
	}
}

// TestTheLongestConfirmationFits fills everything to its limit: the last line
// of the confirmation must still be there, in both languages.
func TestTheLongestConfirmationFits(t *testing.T) {
	for _, c := range []struct{ lang, last string }{{"zh-hans", "不保存："}, {"en", "client, chat."}} {
		town := newTown(t)
		town.longest()
		town.toLongest(c.lang, "长")
		town.do(town.inLang(c.lang, "/help"))
		if got := town.net.last("tg:1").Text; !strings.Contains(got, c.last) {
			t.Errorf("%s: the end is cut off: …%s", c.lang, got[len(got)-200:])
		}
	}
}

// longest makes the round as long as it may be.
func (c *town) longest() {
	c.t.Helper()
	r := c.round
	r.Recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
	r.Title, r.Unit = strings.Repeat("题", 100), strings.Repeat("单", 60)
	r.Members = []flows.Member{{ID: "m", Name: strings.Repeat("名", 20), Post: strings.Repeat("职", 40)}}
	r.Aspects = []flows.Aspect{{ID: "a1", Label: strings.Repeat("方", 24), Text: strings.Repeat("面", 500)}}
	c.round = c.step(func(now flows.Round) (flows.Round, error) { r.State = now.State; return r, r.Validate() })
}

// TestTheLongestWarningFits: a text at its limit that is nothing but marks, of
// every kind, with a notice above.
func TestTheLongestWarningFits(t *testing.T) {
	kinds := "13800138000 11010519491231002X a@b.cn @ab t.me/ab 工号A10234 王小明 "
	for _, c := range []struct{ lang, last string }{{"zh-hans", "只有几个人的科室。"}, {"en", "section of a few people."}} {
		town := newTown(t)
		say := func(s string) {
			u := town.inLang(c.lang, s)
			u.Names = []string{"王小明"}
			town.do(u)
		}
		say("/start r_" + string(town.round.ID))
		for _, row := range []int{0, 1, 0, 0} {
			town.do(town.taps("tg:1", town.net.last("tg:1").Buttons[row][0].Label))
		}
		say(kinds + strings.Repeat("我处", (flows.MaxText-text.Len(kinds))/2))
		town.do(town.taps("tg:1", town.net.last("tg:1").Buttons[0][0].Label))
		say("/help")
		town.endsWith(c.last)
		for _, want := range []string{"【13800138000】", "【11010519491231002X】", "【a@b.cn】", "【@ab】", "【t.me/ab】", "【王小明】", "【我处】"} {
			town.shows(want)
		}
	}
}
