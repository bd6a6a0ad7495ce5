package bot_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"filippo.io/age"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/text"
	"soundings/storage"
)

// listing is the record that the screen shows, as it is to be sent: the part of
// the message that is set as a listing. Empty without one.
func (c *town) listing() string {
	c.t.Helper()
	m := c.net.last("tg:1")
	units := utf16.Encode([]rune(m.Text))
	for _, s := range m.Spans {
		if s.Kind == dialogue.Listing {
			return string(utf16.Decode(units[s.Offset : s.Offset+s.Length]))
		}
	}
	return ""
}

// compacted is a listing without the lines it was set out in.
func (c *town) compacted() string {
	c.t.Helper()
	var b bytes.Buffer
	c.must(json.Compact(&b, []byte(c.listing())))
	return b.String()
}

// ownKey makes the round one for an organizer's own key, and gives the key.
func (c *town) ownKey() age.Identity {
	c.t.Helper()
	key, err := age.GenerateX25519Identity()
	c.must(err)
	c.round, err = c.rounds.Create(c.t.Context(), flows.Round{Title: "自管密钥的一轮", Unit: "某局党组", K: 5, Admission: flows.Open,
		Recipient: key.Recipient().String(), Team: c.round.Team, Aspects: c.round.Aspects, Members: c.round.Members})
	c.must(err)
	c.round = c.step(func(r flows.Round) (flows.Round, error) { return r.Open(c.now) })
	return key
}

// opened are the plaintexts of the round's opinions, opened with nothing of ours:
// the length of the first sealing, the sealing, and in it a length and the record.
func (c *town) opened(key age.Identity) (all []string) {
	c.t.Helper()
	for rec, err := range c.store.List(c.t.Context(), storage.Collection{Tag: string(c.round.ID), Name: "opinions"}) {
		c.must(err)
		sealed := rec.Value[4 : 4+binary.BigEndian.Uint32(rec.Value)]
		r, err := age.Decrypt(bytes.NewReader(sealed), key)
		c.must(err)
		padded, err := io.ReadAll(r)
		c.must(err)
		all = append(all, string(padded[4:4+binary.BigEndian.Uint32(padded)]))
	}
	return all
}

// TestWhatPrivacyShowsIsWhatIsKept: the record on the screen, without its line
// breaks, is byte for byte what is sealed (promise 11).
func TestWhatPrivacyShowsIsWhatIsKept(t *testing.T) {
	c := newTown(t)
	key := c.ownKey()
	c.say("/start r_" + string(c.round.ID))
	for _, label := range []string{"提意见建议", "王建国", "不确定", "存在的问题"} {
		c.tap(label)
	}
	c.say("窗口“办事”要跑三趟 <材料> & 说明\n第二行 \\ \"引号\" 😀")
	c.tap("写完了")
	c.say("上周三")
	c.tap("写完了")
	c.tap("跳过")
	c.shows("不保存：账号")
	c.say("/privacy")
	c.shows("如果现在提交，保存的就是这一条")
	c.shows("存在“自管密钥的一轮”这一轮里（编号 " + string(c.round.ID) + "）")
	c.shows("不保存：账号、代号、姓名、参与码")
	shown := c.compacted()
	c.tap("返回")
	c.shows("窗口“办事”要跑三趟")
	c.tap("提交")
	c.step(func(r flows.Round) (flows.Round, error) { return r.Close(c.now) })
	if kept := c.opened(key); len(kept) != 1 || kept[0] != shown {
		t.Errorf("shown %s\nkept  %q", shown, kept)
	}
	all, err := c.opinions.All(t.Context(), c.round.ID, key)
	c.must(err)
	if len(all) != 1 || string(all[0].Record()) != shown {
		t.Errorf("shown  %s\nopened %+v", shown, all)
	}
	if !strings.Contains(shown, `"aspect":""`) {
		t.Errorf("an aspect nobody chose is kept: %s", shown)
	}
}

func TestPrivacyShowsAnUnfinishedDraftAsItIs(t *testing.T) {
	c := newTown(t)
	c.say("/start r_" + string(c.round.ID))
	c.say("/privacy")
	if c.listing() != "" {
		t.Errorf("a record where nothing is written: %s", c.listing())
	}
	c.shows("只保存这几项")
	c.tap("返回")
	c.tap("提意见建议")
	c.tap("王建国")
	c.say("/privacy")
	if want := `{"subject":"wang","aspect":"","kind":"","text":"","case":"","remedy":""}`; c.compacted() != want {
		t.Errorf("shown %s, want %s", c.compacted(), want)
	}
	c.shows("防不住的，也说清楚")
	c.tap("返回")
	c.shows("属于哪个方面")
	c.tap("1 理论学习")
	c.tap("存在的问题")
	c.say("窗口办事要跑三趟")
	c.say("/privacy")
	c.tap("返回")
	c.shows("窗口办事要跑三趟")
	c.tap("写完了")
	c.tap("跳过")
	c.tap("跳过")
	c.tap("提交")
	c.say("/privacy")
	if c.listing() != "" {
		t.Errorf("a record of what was submitted: %s", c.listing())
	}
}

// TestTheLongestRecordIsNotCutByTheMessage: in both languages the list of what
// is not kept ends the first screen and the limits end the second; what was left
// out of the record is said.
func TestTheLongestRecordIsNotCutByTheMessage(t *testing.T) {
	for _, c := range []struct{ lang, shortened, notKept, limits string }{
		{"zh-hans", "中间用 …… 省去了一段", "聊天记录。", "请走信访举报渠道。"},
		{"en", "The whole of it is kept", "client, chat.", "through the official channels."},
	} {
		for _, letter := range []string{"长", "\"", "😀"} {
			town := newTown(t)
			town.longest()
			town.toLongest(c.lang, letter)
			town.do(town.inLang(c.lang, "/privacy"))
			first := town.net.last("tg:1")
			record := town.listing()
			if !strings.HasPrefix(record, "{\n") || !strings.HasSuffix(record, "\n}") || !strings.Contains(record, " …… ") {
				t.Errorf("%s %s: the record is\n%s", c.lang, letter, record)
			}
			town.endsWith(c.notKept)
			town.shows(c.shortened)
			town.do(town.taps("tg:1", first.Buttons[0][0].Label))
			town.endsWith(c.limits)
			town.do(town.taps("tg:1", town.net.last("tg:1").Buttons[0][0].Label))
			if got := town.net.last("tg:1").Text; got != first.Text {
				t.Errorf("%s: back at the record it is another:\n%s", c.lang, got)
			}
		}
	}
}

// TestALongRecordHasAScreenOfItsOwn: from a length on; and it stands in full.
func TestALongRecordHasAScreenOfItsOwn(t *testing.T) {
	c := newTown(t)
	c.toText()
	c.say(strings.Repeat("长", 1999) + "尾")
	c.say("/privacy")
	if !strings.Contains(c.listing(), strings.Repeat("长", 1999)+"尾") {
		t.Errorf("the record is\n%s", c.listing())
	}
	c.endsWith("聊天记录。")
	c.tap("做不到什么")
	c.shows("防不住的，也说清楚")
	c.tap("会保存的那一条")
	c.tap("返回")
	c.shows("已写 2000/2000")
}

func (c *town) endsWith(words string) {
	c.t.Helper()
	got := c.net.last("tg:1").Text
	if !strings.HasSuffix(got, words) || text.Len(got) > 4096 {
		c.t.Errorf("%d units, without the end %q: …%s", text.Len(got), words, got[max(0, len(got)-200):])
	}
}

func (c *town) inLang(lang, s string) bot.Update {
	u := c.says("tg:1", s)
	u.Lang = lang
	return u
}

// toLongest brings the person to the confirmation of an opinion that is as long
// as it may be.
func (c *town) toLongest(lang, letter string) {
	c.t.Helper()
	first := func(row int) { c.do(c.taps("tg:1", c.net.last("tg:1").Buttons[row][0].Label)) }
	c.do(c.inLang(lang, "/start r_"+string(c.round.ID)))
	for _, row := range []int{0, 1, 0, 0} { // give, the member, the first aspect, a problem
		first(row)
	}
	for _, n := range []int{flows.MaxText, flows.MaxCase, flows.MaxRemedy} {
		c.do(c.inLang(lang, strings.Repeat(letter, n/text.Len(letter))))
		first(0) // written
	}
}

// A member's account is kept, so the screen does not say that it is not; all of it
// fits with the longest record that has no screen of its own.
func TestAMemberIsToldWhatIsKeptByName(t *testing.T) {
	for lang, words := range map[string]string{"zh-hans": "您是班子成员，另有三样是记名的", "en": "three things more are kept by name"} {
		c := bureau(t)
		c.do(c.inLang(lang, "/start "+c.invited("li")))
		c.do(c.inLang(lang, "/privacy"))
		c.shows(words)
		c.hides("没有存您的联系方式")
		c.hides("is not kept. It would be only")
		c.do(c.inLang(lang, "/start r_"+string(c.round.ID)))
		first := func(row int) { c.do(c.taps("tg:1", c.net.last("tg:1").Buttons[row][0].Label)) }
		for _, row := range []int{0, 1, 0, 0} {
			first(row)
		}
		c.do(c.inLang(lang, strings.Repeat("a", 1000)))
		c.do(c.inLang(lang, "/privacy"))
		c.shows(words)
		if got := text.Len(c.net.last("tg:1").Text); got > 4096 {
			t.Errorf("%s: %d units", lang, got)
		}
	}
}
