package bot_test

import (
	"slices"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
)

// The day of the town is 2 November 2026.

// talked are the texts of the talks that a member logged.
func (c *town) talked(by flows.SubjectID) (all []flows.Talk) {
	c.t.Helper()
	records, err := c.talks.List(c.t.Context(), c.round.ID)
	c.must(err)
	for _, r := range records {
		if r.Talk.By == by {
			all = append(all, r.Talk)
		}
	}
	return all
}

// logs has 李红 log a talk up to the preview.
func (c *town) logs() {
	c.t.Helper()
	c.say("/talk")
	c.tap("王建国")
	c.tap("主要负责同志")
	c.tap("昨天")
	c.say("三楼会议室")
	c.say("下基层少")
	c.tap("写完了")
	for range 3 {
		c.tap("跳过")
	}
	c.shows("核对")
}

var itsLog = flows.Talk{By: "li", With: []flows.Counterpart{{Member: "wang"}}, Kind: flows.PrincipalTalk, Date: "2026-11-01", At: "三楼会议室", Own: "下基层少"}

func TestAMemberLogsATalkAndSeesItListed(t *testing.T) {
	c := bureau(t)
	c.claims("tg:1", "li")
	c.logs()
	c.tap("✅ 保存")
	c.shows("记好了")
	if got := c.talked("li"); len(got) != 1 || !got[0].Equal(itsLog) {
		t.Fatalf("kept %+v", got)
	}
	c.tap("📋 我的谈话")
	c.shows("应谈 3 人，谈过 1 人，还有 2 人没谈")
	c.tap("我记的")
	c.shows("2026年11月1日 王建国")
}

func TestAMemberLogsATalkInEnglish(t *testing.T) {
	c := bureau(t)
	c.claims("tg:1", "li")
	c.tap("English")
	c.tap("My talks")
	c.shows("People to talk with: 3. Done: 0.")
	c.tap("孙丽")
	c.tap("Today")
	c.tap("Skip")
	c.say("at the window more often")
	c.tap("Finished")
	for range 3 {
		c.tap("Skip")
	}
	c.tap("Save")
	c.say("/talks")
	c.shows("Done: 1. Still to do: 2.")
	if got := c.talked("li"); len(got) != 1 || got[0].Kind != flows.DepartmentTalk || got[0].Date != "2026-11-02" {
		t.Errorf("kept %+v", got)
	}
}

// What is missing begins with one tap, and the last place is offered again.
func TestATalkThatIsMissingBeginsWithOneTap(t *testing.T) {
	c := bureau(t)
	c.claims("tg:1", "li")
	c.logs()
	c.tap("✅ 保存")
	c.say("/talks")
	c.tap("孙丽")
	c.shows("哪天谈的")
	c.tap("今天")
	c.shows("孙丽 · 2026年11月2日")
	c.tap("三楼会议室")
	c.shows("您谈了自己哪些不足")
}

func TestATalksDraftOutlivesARestart(t *testing.T) {
	c := bureau(t)
	c.claims("tg:1", "li")
	c.logs()
	c.wire()
	c.tap("✅ 保存")
	c.shows("记好了")
	if got := c.talked("li"); len(got) != 1 || !got[0].Equal(itsLog) {
		t.Errorf("kept %+v", got)
	}
}

// A talk that was kept, though its member was never told, is replaced by what they
// save then.
func TestATalkThatArrivedIsReplacedByWhatIsSavedThen(t *testing.T) {
	c := bureau(t)
	c.claims("tg:1", "li")
	c.logs()
	save := c.taps("tg:1", "✅ 保存")
	before := c.raw()
	c.do(save)
	c.putBack(before)
	c.say("/talk")
	c.tap("修改")
	c.tap("日期")
	c.tap("今天")
	c.tap("✅ 保存")
	if got := c.talked("li"); len(got) != 1 || got[0].Date != "2026-11-02" {
		t.Errorf("kept %+v", got)
	}
}

// Who is no member has no such commands.
func TestCommandsForMembersAreForMembers(t *testing.T) {
	c := bureau(t)
	c.say("/start r_" + string(c.round.ID))
	for _, command := range []string{"/talk", "/talks"} {
		c.say(command)
		c.shows("没有这个命令")
	}
	c.say("/help")
	c.hides("/talks")
	c.claims("tg:1", "li")
	c.say("/help")
	c.shows("/talks")
}

// A claim that is taken back takes the talks from the chat, though its session
// still says who it was; nothing more can be saved in the member's name.
func TestWhoIsNoMemberAnyMoreSeesNoTalks(t *testing.T) {
	for _, next := range []string{"/talks", "/talk", "/start", ""} {
		c := bureau(t)
		c.claims("tg:1", "li")
		c.logs()
		_, err := c.members.Release(t.Context(), c.round.ID, "li")
		c.must(err)
		if next == "" {
			c.tap("✅ 保存")
		} else {
			c.say(next)
		}
		c.hides("下基层少")
		if got := c.talked("li"); len(got) > 0 {
			t.Errorf("kept %+v", got)
		}
		if _, button := c.net.find("tg:1", "📋 我的谈话"); button != "" && c.net.last("tg:1").has("📋 我的谈话") {
			t.Errorf("after %q they are offered the talks", next)
		}
	}
}

// A member sees the talks they are a side of, and of nobody else.
func TestAMemberSeesNoTalkOfOthers(t *testing.T) {
	c := bureau(t)
	c.claims("tg:2", "wang")
	c.must(c.talks.Put(t.Context(), c.round.ID, flows.TalkID(strings.Repeat("a", 32)), flows.Talk{By: "wang",
		With: []flows.Counterpart{{Name: "陈静"}}, Kind: flows.BranchTalk, Date: "2026-11-01", Own: "说了算得多"}))
	c.claims("tg:1", "li")
	for chat, n := range map[bot.Chat]int{"tg:1": 0, "tg:2": 1, "tg:3": 0} {
		shelf, err := c.bot.Talks.Look(t.Context(), c.bot.VisitorOf(chat), c.round.ID)
		if c.must(err); len(shelf.Talks) != n {
			t.Errorf("%s is shown %d talks, want %d", chat, len(shelf.Talks), n)
		}
	}
}

// Which round a talk is for is asked as it is for an opinion.
func TestAMemberOfTwoRoundsIsAskedWhich(t *testing.T) {
	c := bureau(t)
	first := c.round
	c.claims("tg:1", "li")
	c.round = c.another("民主测评")
	c.claims("tg:1", "wang")
	c.say("/talk")
	c.shows("这次谈话记在哪一轮")
	c.tap("民主测评")
	c.tap("李红")
	c.shows("谈话对象：李红")
	c.say("/talks")
	c.tap(first.Title)
	c.shows("应谈 3 人")
}

// When the round closes there is nothing left of it to see or to log.
func TestATalkIsNotSavedAfterTheClosing(t *testing.T) {
	c := bureau(t)
	c.claims("tg:1", "li")
	c.logs()
	save := c.taps("tg:1", "✅ 保存")
	c.close()
	c.do(save)
	c.hides("下基层少")
	if got := c.talked("li"); len(got) > 0 {
		t.Errorf("kept %+v", got)
	}
	c.say("/talks")
	c.shows("没有这个命令")
}

// has says whether a message has a button with this label.
func (m shown) has(label string) bool {
	return slices.ContainsFunc(m.Buttons, func(row []bot.Button) bool {
		return slices.ContainsFunc(row, func(b bot.Button) bool { return strings.Contains(b.Label, label) })
	})
}

// putBack has the session of the person as it was.
func (c *town) putBack(was flows.SessionData) {
	c.t.Helper()
	was.Place = c.raw().Place
	_, err := c.bot.Sessions.Save(c.t.Context(), c.bot.SitterOf("tg:1"), was)
	c.must(err)
}
