package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
)

// atBoard is a bureau in which the two members have claimed their places, one has
// logged a talk, and the organizer, who is somebody else, has the talks before them.
func atBoard(t *testing.T) *town {
	t.Helper()
	c := bureau(t)
	c.claims("tg:2", "wang")
	c.claims("tg:3", "li")
	c.logged("li", "wang", "2026-11-01", "下基层少")
	c.asOrganizer()
	c.tap("💬 谈心谈话")
	return c
}

// logged is a talk that a member had, with another or with somebody by name.
func (c *town) logged(by, with flows.SubjectID, day, said string) {
	c.t.Helper()
	other := flows.Counterpart{Member: with}
	if _, ok := c.round.Member(with); !ok {
		other = flows.Counterpart{Name: string(with)}
	}
	all, err := c.talks.List(c.t.Context(), c.round.ID)
	c.must(err)
	c.must(c.talks.Put(c.t.Context(), c.round.ID, flows.TalkID(fmt.Sprintf("%032x", len(all)+1)),
		flows.Talk{By: by, With: []flows.Counterpart{other}, Kind: flows.PrincipalTalk, Date: day, Own: said}))
}

// nudgedFor are the members whose nudge waits to be delivered.
func (c *town) nudgedFor() (all []flows.SubjectID) {
	c.t.Helper()
	pending, err := c.members.PendingNudges(c.t.Context(), c.round.ID)
	c.must(err)
	for _, n := range pending {
		all = append(all, n.Member)
	}
	return all
}

func TestAnOrganizerSeesTheWholeMatrix(t *testing.T) {
	c := atBoard(t)
	c.shows("应谈 4，已谈 1，还差 3。一共谈了 1 人次。")
	c.shows("· 主要负责同志与班子成员 1/1\n· 班子成员与分管部门负责人 0/1\n· 班子成员与所在支部党员代表 0/2")
	c.shows("合计、与主要负责同志、与班子成员、与分管部门负责人、与支部党员代表、姓名")
	c.shows("1/2 -   1/1 -   0/1 王建国\n1/3 1/1 -   0/1 0/1 李红")
	c.tap("📋 还差 3 对")
	c.shows("· 王建国（1）：第一党支部的党员\n· 李红（2）：孙丽（财务处）、第二党支部的党员")
	c.hides("没有回应")
	c.tap("返回")
	c.logged("li", "孙丽", "2026-11-02", "多听真话")
	c.tap("看最新情况")
	c.shows("应谈 4，已谈 2，还差 2。")
	c.tap("返回")
	c.shows("状态：")
	c.hides("程序刚更新过")
	c.shows("谈心谈话：2/4（已谈/应谈）")
	c.shows("已经定下、不能再改：满 5 人才能导出")
	for _, aside := range []string{"谁做过什么", "👥 组织者"} {
		c.tap(aside)
		c.tap("上一步")
		c.shows("状态：") // whoever looked aside is at the desk again
	}
	if strings.Contains(string(c.raw().Common), "王建国") {
		t.Error("the matrix is in the session, which outlives the round")
	}
}

func TestAnOrganizerSeesTheMatrixInEnglish(t *testing.T) {
	c := atBoard(t)
	c.say("/language en")
	c.say("/status")
	c.tap("Talks")
	c.shows("4 required, 1 done, 3 missing.")
	c.shows("· Principal and member: 1 of 1")
	c.shows("in all, with the principal, with members, with heads of departments, with party members of the branch, name")
	c.tap("Missing: 3")
	c.shows("· 李红 (2): 孙丽 (财务处), somebody of 第二党支部")
	c.tap("Back")
	c.tap("Remind those not done yet (2)")
	c.shows("(2): 王建国, 李红.")
	c.tap("Remind those not done yet (2)")
	c.shows("They will be reminded. Members: 2.")
}

// Who has not claimed their place is marked, and nobody else.
func TestWhoHasNotClaimedTheirPlaceIsMarked(t *testing.T) {
	c := bureau(t)
	c.claims("tg:3", "li")
	c.asOrganizer()
	c.tap("💬 谈心谈话")
	c.shows("王建国 *\n")
	c.hides("李红 *")
	if !c.net.last("tg:1").has("🔔 提醒还没谈完的 1 位") {
		t.Error("who can be written to cannot be nudged")
	}
}

func TestTheMatrixIsThereAfterTheClose(t *testing.T) {
	c := atBoard(t)
	c.close()
	c.say("/status")
	c.tap("💬 谈心谈话")
	c.shows("应谈 4，已谈 1")
	if c.net.last("tg:1").has("提醒还没谈完的") {
		t.Error("a nudge is offered after the close")
	}
	c.must(second(c.rounds.Destroy(t.Context(), c.round.ID)))
	c.tap("看最新情况")
	c.hides("应谈 4")
	if c.net.last("tg:1").has("谈心谈话") {
		t.Error("there is nothing left to see")
	}
}

func second[A any](_ A, err error) error { return err }

// A round with an organizer's own key has its talks under the service's.
func TestTheMatrixOfARoundWithAnOwnKey(t *testing.T) {
	c := bureau(t)
	of := c.round
	c.round.Members = nil
	c.ownKey()
	c.round = c.step(func(r flows.Round) (flows.Round, error) {
		r.TalkRules, r.Members, r.Departments = of.TalkRules, of.Members, of.Departments
		return r, nil
	})
	c.logged("li", "wang", "2026-11-01", "下基层少")
	c.asOrganizer()
	c.tap("自管密钥的一轮")
	c.tap("💬 谈心谈话")
	c.shows("应谈 4，已谈 1")
}

func TestTheTalksAreOnTheDeskWhereARoundHasThem(t *testing.T) {
	c := newTown(t) // requires none
	c.asOrganizer()
	if c.net.last("tg:1").has("谈心谈话") {
		t.Error("offered where none are required")
	}
}

// Whose session says they are an organizer is asked for anew.
func TestWhoIsNoOrganizerSeesNoMatrix(t *testing.T) {
	c := atBoard(t)
	for _, chat := range []bot.Chat{"tg:2", "tg:9"} {
		if m, err := c.bot.Clerk.Matrix(t.Context(), c.bot.VisitorOf(chat), c.round.ID); m != nil || err != nil {
			t.Errorf("%s is shown %v, %v", chat, m, err)
		}
	}
	for _, effect := range []string{organize.EffectTalks, organize.EffectNudge} {
		o, err := c.bot.Effects[effect](t.Context(), c.bot.VisitorOf("tg:2"), dialogue.Effect{Payload: string(c.round.ID)})
		puts := slices.ContainsFunc(o.Facts, func(f dialogue.Fact) bool { return f.Value != "" }) // that they are none is put right
		if !o.Failed || puts || o.Notice.Key != "desk.not_organizer" || err != nil || c.nudgedFor() != nil {
			t.Errorf("%s by a member: %+v, %v", effect, o, err)
		}
	}
	if m, err := c.bot.Clerk.Matrix(t.Context(), c.bot.VisitorOf("tg:1"), c.round.ID); m == nil || err != nil {
		t.Errorf("the organizer is shown nothing: %v", err)
	}
}

func TestMembersWhoAreNotDoneAreNudgedOnceADay(t *testing.T) {
	c := atBoard(t)
	c.tap("🔔 提醒还没谈完的 2 位")
	c.shows("2 位各发一条消息：王建国、李红。")
	c.shows("消息里只写本人")
	if got := c.nudgedFor(); got != nil {
		t.Fatalf("nudged before the organizer said so: %v", got)
	}
	c.tap("🔔 提醒还没谈完的 2 位")
	c.shows("好，这就提醒 2 位。")
	if got := c.nudgedFor(); len(got) != 2 {
		t.Errorf("waiting are %v", got)
	}
	again := func(want string) {
		t.Helper()
		c.tap("🔔 提醒还没谈完的")
		c.tap("🔔 提醒还没谈完的")
		c.shows(want)
	}
	again("今天已经提醒过了")
	c.now = c.now.AddDate(0, 0, 1)
	for _, with := range []flows.SubjectID{"孙丽", "陈静"} {
		kind := map[flows.SubjectID]flows.TalkKind{"孙丽": flows.DepartmentTalk, "陈静": flows.BranchTalk}[with]
		c.must(c.talks.Put(t.Context(), c.round.ID, flows.TalkID(strings.Repeat(string(kind[0]), 32)), flows.Talk{By: "li",
			With: []flows.Counterpart{{Name: string(with)}}, Kind: kind, Date: "2026-11-02", Own: "多听真话"}))
	}
	again("好，这就提醒 1 位。") // 李红 is done
	c.shows("3/3 1/1 -   1/1 1/1 李红")
}

// What the desk still shows is no nudge once the round has closed.
func TestANudgeIsRefusedAfterTheClose(t *testing.T) {
	c := atBoard(t)
	c.tap("🔔 提醒还没谈完的")
	tap := c.taps("tg:1", "🔔 提醒还没谈完的")
	c.close()
	c.do(tap)
	c.hides("好，这就提醒")
	if got := c.nudgedFor(); got != nil {
		t.Errorf("nudged after the close: %v", got)
	}
}

func TestWhoHasNotAnsweredForAWeekIsShown(t *testing.T) {
	c := atBoard(t)
	c.hides("没回应")
	c.now = c.now.AddDate(0, 0, 7)
	c.say("/status")
	c.tap("💬 谈心谈话")
	c.tap("📋 还差 3 对，1 份没回应")
	c.shows("过了 7 天还没有回应的：\n\n· 2026年11月1日 李红记的：王建国")
	c.must(c.talks.Answer(t.Context(), c.round.ID, flows.TalkID(fmt.Sprintf("%032x", 1)), flows.TalkAnswer{By: "wang", Verdict: flows.TalkConfirmed}))
	c.tap("返回")
	c.tap("📋 还差 3 对")
	c.hides("没有回应")
}

// What repeats is shown, without who logged it.
func TestWhatRepeatsIsShownOnTheDesk(t *testing.T) {
	c := atBoard(t)
	if c.net.last("tg:1").has("一字不差") {
		t.Error("nothing repeats")
	}
	for _, with := range []flows.SubjectID{"wang", "陈静"} {
		c.logged("li", with, "2026-11-02", "理论学习还不够系统深入，联系实际不够紧密。")
	}
	c.tap("看最新情况")
	c.tap("🔁 一字不差的话（1）")
	c.shows("一字不差，仅供留意：\n\n· “理论学习还不够系统深入，联系实际不够紧密”（2 份）\n– 2026年11月2日 王建国、李红\n– 2026年11月2日 李红、陈静")
}
