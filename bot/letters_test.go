package bot_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows"
)

func TestTheOtherSideIsAskedOnceAndConfirms(t *testing.T) {
	c := twoMembers(t)
	c.written(0, "tg:2")
	for range 3 {
		c.informs()
	}
	c.written(1, "tg:2")
	c.written(0, "tg:1")
	if got := c.letters("tg:2")[0].Text; !strings.Contains(got, "有 1 条谈话记录请您看一看") || !strings.Contains(got, herTalk) || strings.Contains(got, "下基层少") {
		t.Errorf("the letter:\n%s", got)
	}
	c.does("tg:2", "📋 我的谈话", "请您核对（1）", herTalk, "✅ 属实")
	if got := c.answered(); len(got) != 1 || got[0].By != "wang" || got[0].Verdict != flows.TalkConfirmed {
		t.Errorf("kept %+v", got)
	}
	c.say("/talks")
	c.tap("我记的")
	c.shows("对方已确认")
}

// What is said otherwise reaches who logged it, and both wordings stay.
func TestWhoLoggedATalkIsToldThatItWasOtherwise(t *testing.T) {
	c := twoMembers(t)
	c.informs()
	c.does("tg:2", "📋 我的谈话", "请您核对（1）", herTalk, "✋ 不是这样")
	c.do(c.says("tg:2", "那天我出差了"))
	c.does("tg:2", "✅ 写完了", "✅ 提交")
	c.informs()
	c.informs()
	c.written(1, "tg:1", "tg:2")
	c.does("tg:1", "📋 我的谈话", "我记的", hisTalk)
	c.shows("对方说有出入，请看回应")
	c.tap("💬 王建国的回应")
	c.shows("那天我出差了")
}

// What is said otherwise once more is news once more.
func TestWhoLoggedATalkIsToldOfEachAnswer(t *testing.T) {
	c := twoMembers(t)
	c.do(c.says("tg:2", "/talks"))
	c.does("tg:2", "请您核对（1）", herTalk, "✋ 不是这样", "跳过", "✅ 提交")
	c.informs()
	c.written(1, "tg:1")
	c.do(c.says("tg:2", "/talks"))
	c.does("tg:2", "别人记的", herTalk, "我的回应", "撤回我的回应", "🗑 撤回", herTalk, "✋ 不是这样", "跳过", "✅ 提交")
	c.informs()
	c.informs()
	c.written(2, "tg:1")
}

// A confirmation does not hold for what was never shown. Whoever mends a log again
// and again costs the other side one letter a day.
func TestAChangedLogIsAskedAboutAnew(t *testing.T) {
	c := twoMembers(t)
	c.informs()
	c.does("tg:2", "📋 我的谈话", "请您核对（1）", herTalk, "✅ 属实")
	c.say("/talks")
	c.does("tg:1", "我记的", hisTalk, "✏️ 修改", "✏️ 修改", "日期", "今天", "✅ 保存")
	c.informs()
	c.written(1, "tg:2")
	c.now = c.now.AddDate(0, 0, 1)
	c.informs()
	c.informs()
	c.written(2, "tg:2")
}

// Words that are carried over wait for the speaker's wish.
func TestTheSpeakerIsAskedWhetherToSign(t *testing.T) {
	c := bureau(t)
	c.claims("tg:2", "wang")
	c.claims("tg:1", "li")
	c.must(c.talks.Put(t.Context(), c.round.ID, flows.TalkID(strings.Repeat("a", 32)), flows.Talk{By: "li", With: []flows.Counterpart{{Member: "wang"}},
		Kind: flows.PrincipalTalk, Date: "2026-11-01", Received: "批示要快一点"}))
	c.informs()
	c.does("tg:2", "📋 我的谈话", "请您核对（1）", herTalk, "✅ 属实")
	c.say("/talks")
	c.does("tg:1", "我记的", hisTalk, "➡️ 把对方说的转为意见", "整段", "对我（李红）", "1 理论学习")
	c.shows("会问王建国要不要署名")
	c.tap("✅ 转为意见")
	c.informs()
	c.written(2, "tg:2")
	c.say("/talks")
	c.does("tg:1", "我记的", hisTalk, "➡️ 把对方说的转为意见", "整段", "对我（李红）", "不确定", "✅ 转为意见")
	c.shows("这几句已经转过了")
	c.does("tg:2", "📋 我的谈话", "别人记的", herTalk, "✍️ 意见 1 署我的名")
	c.close()
	all, err := c.talks.Opinions(t.Context(), c.round.ID)
	c.must(err)
	if len(all) != 1 || all[0].Speaker != "王建国" || all[0].Text != "批示要快一点" || all[0].Subject != "li" || all[0].Aspect != "a1" {
		t.Errorf("carried over: %+v", all)
	}
}

// Who comes late, was not there when it was tried, or has answered before.
func TestWhoIsAskedLateOrNot(t *testing.T) {
	for _, k := range []struct {
		name string
		do   func(*town)
		want int
	}{
		{"who claims their place later", func(c *town) {
			c.informs()
			c.claims("tg:2", "wang")
			c.informs()
		}, 1},
		{"who has answered before it was sent", func(c *town) {
			c.claims("tg:2", "wang")
			c.do(c.says("tg:2", "/talks"))
			c.does("tg:2", "请您核对（1）", herTalk, "✅ 属实")
			c.informs()
		}, 0},
		{"whose talk was withdrawn before it was sent", func(c *town) {
			c.claims("tg:2", "wang")
			c.say("/talks")
			c.does("tg:1", "我记的", hisTalk, "🗑 撤回这条记录", "🗑 撤回")
			c.informs()
		}, 0},
		{"at night", func(c *town) {
			c.claims("tg:2", "wang")
			c.now = c.now.Add(12 * time.Hour)
			c.informs()
		}, 0},
		{"in the morning", func(c *town) {
			c.claims("tg:2", "wang")
			c.now = c.now.Add(12 * time.Hour)
			c.informs()
			c.now = c.now.Add(12 * time.Hour)
			c.informs()
		}, 1},
		{"after the closing", func(c *town) {
			c.claims("tg:2", "wang")
			c.close()
			c.informs()
		}, 0},
		{"whose claim was taken back", func(c *town) {
			c.claims("tg:2", "wang")
			_, err := c.members.Release(c.t.Context(), c.round.ID, "wang")
			c.must(err)
			c.informs()
		}, 0},
	} {
		t.Run(k.name, func(t *testing.T) {
			c := bureau(t)
			c.claims("tg:1", "li")
			c.logs()
			c.tap("✅ 保存")
			c.hides("核对。")
			k.do(c)
			c.written(k.want, "tg:2")
			c.written(0, "tg:1")
		})
	}
}

// One chat was first the one who logged and then, as the wrong person had claimed the
// place, the other side: it is asked as that, and sees what that one may.
func TestTheSameChatOnBothSides(t *testing.T) {
	c := bureau(t)
	c.claims("tg:1", "li")
	c.logs()
	c.tap("✅ 保存")
	_, err := c.members.Release(t.Context(), c.round.ID, "li")
	c.must(err)
	c.claims("tg:1", "wang")
	c.informs()
	c.written(1, "tg:1")
	c.say("/talks")
	c.does("tg:1", "请您核对（1）", herTalk)
	c.shows("记录人：李红")
	c.does("tg:1", "✋ 不是这样", "跳过", "✅ 提交")
	if got := c.answered(); len(got) != 1 || got[0].By != "wang" {
		t.Errorf("kept %+v", got)
	}
}

func TestWhoHasBlockedTheBotIsWrittenToNoMore(t *testing.T) {
	c := twoMembers(t)
	c.net.failTo = map[bot.Chat]error{"tg:2": bot.ErrGone}
	c.informs()
	c.net.failTo = nil
	c.informs()
	c.written(0, "tg:2")
	if at, err := c.members.Addresses(t.Context(), c.round.ID); err != nil || len(at) != 1 {
		t.Errorf("left are %d addresses, %v", len(at), err)
	}
	c.do(c.says("tg:2", "/talks")) // who comes back finds it
	if !c.net.last("tg:2").has("请您核对（1）") {
		t.Errorf("they are shown\n%s", c.net.last("tg:2").Text)
	}
}

// Who unblocks the bot and comes by their link again is told what they were not told.
func TestWhoHadBlockedTheBotIsToldLater(t *testing.T) {
	c := bureau(t)
	link := c.invited("wang")
	c.do(c.says("tg:2", "/start "+link))
	c.claims("tg:1", "li")
	c.logs()
	c.tap("✅ 保存")
	c.net.failTo = map[bot.Chat]error{"tg:2": bot.ErrGone}
	c.informs()
	c.net.failTo = nil
	c.do(c.says("tg:2", "/start "+link))
	c.informs()
	c.informs()
	c.written(1, "tg:2")
}

// What the wrong person was told, the member was not.
func TestWhoGetsTheirPlaceBackIsTold(t *testing.T) {
	c := twoMembers(t)
	c.informs()
	was, err := c.bot.Clerk.Office.ReleaseMember(t.Context(), c.round, "wang")
	if c.must(err); !was {
		t.Fatal("nobody had claimed it")
	}
	c.claims("tg:3", "wang")
	c.informs()
	c.informs()
	c.written(1, "tg:2", "tg:3")
}

// Whose claim is taken back while letters are under way gets none any more.
func TestALetterIsNotForWhoWasThereBefore(t *testing.T) {
	c := twoMembers(t)
	waiting, err := c.bot.Post.Waiting(t.Context(), c.round, "2026-11-02")
	if c.must(err); len(waiting) != 1 {
		t.Fatalf("%d wait", len(waiting))
	}
	_, err = c.members.Release(t.Context(), c.round.ID, "wang")
	c.must(err)
	c.claims("tg:3", "wang")
	if _, ok, err := c.bot.Post.Claim(t.Context(), waiting[0]); ok || err != nil {
		t.Errorf("it goes to who was there before: %v, %v", ok, err)
	}
	c.informs()
	c.written(1, "tg:3")
}

// A letter that was surely not sent is sent later; one that perhaps was, is not.
func TestALetterThatFails(t *testing.T) {
	for err, want := range map[error]int{bot.ErrUnsent: 1, context.DeadlineExceeded: 0} {
		c := twoMembers(t)
		c.net.failTo = map[bot.Chat]error{"tg:2": err}
		c.now = c.now.Add(time.Minute)
		if c.bot.Inform(t.Context()) == nil {
			t.Error("nothing failed")
		}
		c.net.failTo = nil
		c.now = c.now.Add(time.Hour)
		c.informs()
		c.written(want, "tg:2")
	}
}

func TestSeveralProcessesSendALetterOnce(t *testing.T) {
	c := twoMembers(t)
	var all sync.WaitGroup
	for range 3 {
		other := *c
		other.wire()
		other.now = c.now.Add(time.Minute)
		all.Go(func() { other.must(other.bot.Inform(t.Context())) })
	}
	all.Wait()
	c.written(1, "tg:2")
}

// Whom an organizer has nudged is told once what is missing, and nobody else.
func TestANudgeNamesWhatIsMissing(t *testing.T) {
	c := bureau(t)
	c.claims("tg:2", "wang")
	c.claims("tg:1", "li")
	n, err := c.members.AskToNudge(t.Context(), c.round.ID, "2026-11-02", "li")
	if c.must(err); n != 1 {
		t.Fatalf("%d are nudged", n)
	}
	c.informs()
	c.informs()
	c.written(1, "tg:1")
	c.written(0, "tg:2")
	if got := c.letters("tg:1")[0].Text; !strings.Contains(got, "您应谈 3 人，谈过 0 人，还有 3 人没谈") {
		t.Errorf("the letter:\n%s", got)
	}
}

// Whoever has nothing missing any more when it is to be sent is not nudged.
func TestWhoIsDoneMeanwhileIsNotNudged(t *testing.T) {
	c := bureau(t)
	c.claims("tg:1", "li")
	_, err := c.members.AskToNudge(t.Context(), c.round.ID, "2026-11-02", "li")
	c.must(err)
	for i, with := range []flows.Counterpart{{Member: "wang"}, {Department: "cwc", Name: "孙丽"}, {Name: "陈静"}} {
		kind := []flows.TalkKind{flows.PrincipalTalk, flows.DepartmentTalk, flows.BranchTalk}[i]
		c.must(c.talks.Put(t.Context(), c.round.ID, flows.TalkID(strings.Repeat(string(rune('a'+i)), 32)),
			flows.Talk{By: "li", With: []flows.Counterpart{with}, Kind: kind, Date: "2026-11-01", Own: "下基层少"}))
	}
	c.informs()
	c.written(0, "tg:1")
}

// A letter that comes while an opinion is written leads to what it is about, and the
// opinion waits.
func TestALetterWhileAnOpinionIsWritten(t *testing.T) {
	c := twoMembers(t)
	c.step(func(r flows.Round) (flows.Round, error) { r.Admission = flows.Open; return r, nil })
	c.do(c.says("tg:2", "/start r_"+string(c.round.ID)))
	c.does("tg:2", "提意见建议", "李红", "1 理论学习", "存在的问题")
	c.do(c.says("tg:2", "窗口办事要跑三趟"))
	c.informs()
	c.does("tg:2", "📋 我的谈话", "请您核对（1）", herTalk, "✅ 属实")
	if got := c.answered(); len(got) != 1 {
		t.Errorf("answered %+v", got)
	}
	c.do(c.says("tg:2", "/opinion"))
	c.does("tg:2", "✅ 写完了", "跳过", "跳过", "✅ 提交")
	if got := c.kept(); len(got) != 1 || got[0].Text != "窗口办事要跑三趟" {
		t.Errorf("kept %+v", got)
	}
}

// A letter is a message of ours like any other.
func TestALetterIsSweptWithTheRest(t *testing.T) {
	c := twoMembers(t)
	c.informs()
	c.do(c.says("tg:2", "/start"))
	c.does("tg:2", "🧹")
	for _, m := range c.net.chats["tg:2"] {
		if strings.Contains(m.Text, "请您看一看") {
			t.Errorf("it stays:\n%s", m.Text)
		}
	}
}

// twoCarried is a bureau in which 李红, tg:1, has carried over two things that 王建国,
// tg:2, said in a talk.
func twoCarried(t *testing.T) (c *town, id flows.TalkID, all []flows.TalkOpinion) {
	t.Helper()
	c, id = bureau(t), flows.TalkID(strings.Repeat("a", 32))
	c.claims("tg:2", "wang")
	c.claims("tg:1", "li")
	c.must(c.talks.Put(t.Context(), c.round.ID, id, flows.Talk{By: "li", With: []flows.Counterpart{{Member: "wang"}},
		Kind: flows.PrincipalTalk, Date: "2026-11-01", Received: "批示要快一点。开会太多了"}))
	for i, said := range []string{"批示要快一点", "开会太多了"} {
		o := flows.TalkOpinion{ID: flows.CarriedID(strings.Repeat(string(rune('1'+i)), 32)), Talk: id, Subject: "li", Text: said}
		c.must(c.talks.Carry(t.Context(), c.round.ID, "li", o))
		all = append(all, o)
	}
	return c, id, all
}

// The numbers of what was carried over move up where something is taken back: a button
// from before must not do to another what it was for.
func TestAnOldButtonSignsNothingElse(t *testing.T) {
	for _, label := range []string{"✍️ 意见 1 署我的名", "↩️ 意见 1 不转了"} {
		c, id, all := twoCarried(t)
		c.do(c.says("tg:2", "/talks"))
		c.does("tg:2", "别人记的", herTalk)
		tap := c.taps("tg:2", label)
		c.must(c.talks.Uncarry(t.Context(), c.round.ID, id, "li", all[0].ID))
		c.do(tap)
		if left, err := c.talks.Carried(t.Context(), c.round.ID, id, "wang"); err != nil || len(left) != 1 || left[0] != all[1] {
			t.Errorf("%s: left are %+v, %v", label, left, err)
		}
		if got := c.net.last("tg:2").Text; !strings.Contains(got, "这是之前的按钮") {
			t.Errorf("%s: they are told\n%s", label, got)
		}
	}
}

// Who changes a log learns what of it is an opinion no more.
func TestAChangedLogTakesBackWhatItNoLongerSays(t *testing.T) {
	c, id, all := twoCarried(t)
	c.say("/talks")
	c.does("tg:1", "我记的", hisTalk, "✏️ 修改", "✏️ 修改")
	for _, row := range c.net.last("tg:1").Buttons {
		if row[0].Label == "对方提的意见" { // another label ends so, too
			tap := c.taps("tg:1", row[0].Label)
			tap.Input.Text = row[0].Data
			c.do(tap)
			break
		}
	}
	c.tap("🔄 重新写")
	c.say("批示要快一点")
	c.does("tg:1", "✅ 写完了", "✅ 保存")
	c.shows("从这条记录转出的意见，有 1 条的原话现在记录里没有了")
	if left, err := c.talks.Carried(t.Context(), c.round.ID, id, "li"); err != nil || len(left) != 1 || left[0] != all[0] {
		t.Errorf("left are %+v, %v", left, err)
	}
}
