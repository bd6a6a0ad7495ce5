package talk

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"soundings/flows"
	"soundings/flows/dialogue/dialoguetest"
)

// anything is what a person or a broken client could send.
var anything = dialoguetest.Chaos{
	Texts: rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"李红", "员", "成员1", "成员2、陈静", "陈静", "处长1", "11月3日", "2月29日", "昨天", "下基层少",
		manyNames(flows.MaxTalkWith + 1), manyNames(flows.MaxTalkWith), strings.Repeat("长", 1500), "<b>*_[`", "m-m1", "n-x\nd-d1", "-", "\x00\u200b"})),
	Commands: []string{"talk", "talks", "talk", "talks", "language", "cancel", "help", "x"},
	Forged:   []string{"", "done", "o.", "o.m-li", "o.typed", "a.save", "e.with", "p.9", "enough", "back"},
	On: []string{"talk.check.save", "engine.button.done", "engine.button.skip", "talk.thanks.list", "talk.due.mine",
		"talk.due.waiting", "talk.due.theirs", "talk.reply.save", "talk.carry.save", "engine.button.enough", "talk.reply.corrected"},
}

// maxWaiting is how many conversations there are to wait below one another.
const maxWaiting = 6

// TestWhateverComesThereIsAnAnswer throws random inputs, restarts, deploys and
// nights at the conversations: always an answer with a way on, /cancel always
// leads home, and what is saved is valid (see desk.do).
func TestWhateverComesThereIsAnAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := atDesk(t, team(rapid.IntRange(1, 12).Draw(t, "members"), rapid.Bool().Draw(t, "principal")))
		d.world.Self = "m1"
		d.world.Round.Aspects = []flows.Aspect{{ID: "a1", Label: "理论学习"}}
		d.asked = []flows.SubjectID{"m1", "m2"}
		if len(d.world.Round.Members) > 1 {
			d.has(flows.TalkID(strings.Repeat("7", 32)), flows.Talk{By: "m2", With: []flows.Counterpart{member("m1")}, Kind: flows.MemberTalk,
				Date: "2026-11-03", Given: "多到窗口看看", Received: "开会太多"})
		}
		d.world.Place = rapid.SampledFrom([]string{"", "三楼会议室"}).Draw(t, "place")
		for range rapid.IntRange(1, 60).Draw(t, "inputs") {
			d.fail = rapid.IntRange(0, 9).Draw(t, "fail") == 0
			d.Unchanged(anything.Input(t, d.Person))
			d.Answered(maxWaiting)
			switch rapid.SampledFrom([]string{"", "", "", "", "restart", "deploy", "night"}).Draw(t, "meanwhile") {
			case "restart":
				d.Restart()
			case "deploy":
				d.Deploy(t, date, check, one)
			case "night":
				d.world.Today = d.world.Today.AddDate(0, 0, 1)
			}
		}
		d.Cancelled(maxWaiting, "home")
	})
}

// TestATalkReadsBackFromItsDraft: a talk that begins a conversation comes out of
// it as it was.
func TestATalkReadsBackFromItsDraft(t *testing.T) {
	r := team(5, true)
	said := rapid.SampledFrom([]string{"", "下基层少", "-", "a\nb"})
	rapid.Check(t, func(t *rapid.T) {
		with := rapid.SliceOfNDistinct(rapid.SampledFrom([]flows.Counterpart{member("m2"), member("m5"), headOf(r, "d1"), headOf(r, "d3"),
			named("陈静"), named("m-m2"), named("A B")}), 1, 5, rapid.ID).Draw(t, "with")
		talk := flows.Talk{By: "m1", With: with, Kind: rapid.SampledFrom(flows.TalkKinds()).Draw(t, "kind"), Date: "2026-11-03",
			At:  rapid.SampledFrom([]string{"", "三楼会议室"}).Draw(t, "at"),
			Own: said.Draw(t, "own"), Given: said.Draw(t, "given"), Received: said.Draw(t, "received"), Agreed: said.Draw(t, "agreed")}
		if got := Record(r, "m1", Draft(flows.TalkRecord{Talk: talk})); !reflect.DeepEqual(got, talk) {
			t.Fatalf("%+v reads back as %+v", talk, got)
		}
	})
}
