package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/talk"
	"soundings/flows/text"
)

// told is 李红, with a talk on her shelf that 王建国 logged.
func told(t *testing.T, lang string) *teller {
	c := newTeller(t, lang)
	c.round.Aspects = []flows.Aspect{{ID: "a1", Label: "理论学习"}}
	c.shelf.Talks = []flows.TalkRecord{{ID: "t1", Talk: flows.Talk{By: "wang", With: []flows.Counterpart{{Member: "li"}}, Kind: flows.PrincipalTalk,
		Date: "2026-11-03", At: "三楼会议室", Given: "多到窗口看看", Received: "开会太多。批示要快一点"}}}
	return c
}

// with changes the talk on the shelf.
func (c *teller) with(change func(*flows.TalkRecord)) { change(&c.shelf.Talks[0]) }

// TestTheOtherSideOfATalkInWords has what the other side, and who logged it, see and
// can do, in both languages.
func TestTheOtherSideOfATalkInWords(t *testing.T) {
	for i, lang := range []string{bot.Chinese, bot.English} {
		c := told(t, lang)
		for _, step := range []struct {
			do   func()
			want [2]string
		}{
			{func() { c.Command("talks", "") }, [2]string{"[📨 请您核对（1）]", "[📨 Please check (1)]"}},
			{func() {}, [2]string{"[📨 别人记的（1）]", "[📨 Logged by others (1)]"}},
			{func() { c.Tap("talk.due.waiting") }, [2]string{"· 2026年11月3日 王建国（主要负责同志与班子成员）：请您核对", "· 3 November 2026 王建国 (Principal and member): waits for your word"}},
			{func() { c.Tap("王建国") }, [2]string{"记录人：王建国", "Logged by: 王建国"}},
			{func() {}, [2]string{"核对情况：请您核对", "The other side: waits for your word"}},
			{func() {}, [2]string{"[✅ 属实]\n[✏️ 有出入]\n[✋ 不是这样]\n[💬 属实，再说几句]", "[✅ It was so]\n[✏️ Partly otherwise]\n[✋ It was not so]\n[💬 It was so, and more]"}},
			{func() { c.Tap("talk.reply.corrected") }, [2]string{"点有出入的地方，可以点几处。", "Tap what was otherwise, one or several."}},
			{func() { c.Tap("talk.at.title"); c.Tap("talk.agreed.title"); c.Tap("talk.given.title") }, [2]string{"[✓ 地点]", "[✓ Place]"}},
			{func() { c.Tap("engine.button.enough") }, [2]string{"王建国记的是：三楼会议室。应该是？", "王建国 logged: 三楼会议室. How was it?"}},
			{func() { c.Type("大会议室") }, [2]string{"王建国写的是：", "王建国 wrote:"}},
			{func() { c.Type("多到企业看看"); c.Tap("engine.button.done") }, [2]string{"王建国这里没有写。您说应该怎么写？", "王建国 wrote nothing here. How would you put it?"}},
			{func() { c.Type("每月下去"); c.Tap("engine.button.done") }, [2]string{"有什么想说的，写在这里", "If there is anything you want to say"}},
			{func() { c.Type("其余都对"); c.Tap("engine.button.done") }, [2]string{"王建国 2026年11月3日的谈话记录：有出入", "王建国’s record of 3 November 2026: partly otherwise"}},
			{func() {}, [2]string{"地点\n王建国记的：三楼会议室\n李红说的：大会议室", "Place\nAs 王建国 logged it: 三楼会议室\nAs 李红 says: 大会议室"}},
			{func() {}, [2]string{"共识与措施，王建国写的：\n\n（没有写）", "(nothing written)"}},
			{func() {}, [2]string{"提交后给记录人和组织者看", "It is shown to who logged the talk and to the organizers"}},
			{func() { c.Tap("talk.reply.save") }, [2]string{"您的回应已经保存", "Your answer is saved"}},
			{func() {
				c.with(func(r *flows.TalkRecord) {
					*r, _ = r.Answered(flows.TalkAnswer{By: "li", Verdict: flows.TalkObjected, Text: "那天我出差了"}, "2026-11-04")
				})
				c.Command("talks", "")
				c.Tap("talk.due.theirs")
			}, [2]string{"：有异议", ": disputed"}},
			{func() { c.Tap("王建国"); c.Tap("talk.one.my_reply") }, [2]string{"李红（2026年11月4日）：有异议", "李红 (4 November 2026): disputed"}},
			{func() {}, [2]string{"[✏️ 重新回应]\n[🗑 撤回我的回应]", "[✏️ Answer anew]\n[🗑 Withdraw my answer]"}},
			{func() { c.Tap("talk.heard.withdraw") }, [2]string{"您的回应会删掉", "Your answer will be deleted"}},
			{func() { c.shelf.Self = "wang"; c.Command("talks", ""); c.Tap("talk.due.mine") }, [2]string{"：对方说有出入，请看回应", ": they say otherwise, please read their answer"}},
			{func() { c.Tap("李红") }, [2]string{"[💬 李红的回应]\n[➡️ 把对方说的转为意见]\n[✏️ 修改]\n[🗑 撤回这条记录]", "[💬 What 李红 says]\n[➡️ Carry their words over]\n[✏️ Change]\n[🗑 Withdraw this record]"}},
			{func() { c.Tap("talk.one.withdraw") }, [2]string{"连同对方的回应和从里面转出的意见", "with what the other side answered and the opinions carried over from it"}},
			{func() { c.Tap("talk.sure.no"); c.Tap("talk.one.carry") }, [2]string{"上面是对方说的。整段转，就点下面", "This is what the other side said."}},
			{func() { c.Type("开会多") }, [2]string{"要照原话，一字不差", "It has to be in the same words"}},
			{func() { c.Type("批示要快一点") }, [2]string{"[对我（王建国）]\n[领导班子]", "[About me (王建国)]\n[The team]"}},
			{func() { c.Tap("王建国"); c.Tap("1 理论学习") }, [2]string{"对象：王建国\n方面：理论学习\n渠道：谈心谈话", "About: 王建国\nAspect: 理论学习\nChannel: heart-to-heart talk"}},
			{func() { c.shelf.Asked = []flows.SubjectID{"li"}; c.Input(dialogue.Input{}) }, [2]string{"会问李红要不要署名，没有回音就不署名。", "李红 will be asked whether to sign it"}},
			{func() { c.Tap("talk.carry.save") }, [2]string{"已经转为意见。", "It is an opinion now."}},
			{func() {
				c.shelf.Carried["t1"] = []flows.TalkOpinion{{ID: "c1", Talk: "t1", Subject: "wang", Text: "批示要快一点"}, {ID: "c2", Talk: "t1", Subject: "team", Text: "开会太多", Speaker: "李红"}}
				c.shelf.Self = "li"
				c.Command("talks", "")
				c.Tap("talk.due.theirs")
				c.Tap("王建国")
			}, [2]string{"· 已转为意见 1（对象：王建国，不署名）：批示要快一点\n· 已转为意见 2（对象：领导班子，署名李红）：开会太多",
				"· Carried over as opinion 1 (about 王建国, without a name): 批示要快一点\n· Carried over as opinion 2 (about The team, signed 李红): 开会太多"}},
			{func() {}, [2]string{"[✍️ 意见 1 署我的名]\n[↩️ 意见 1 不转了]\n[🙈 意见 2 不署名]", "[✍️ Sign opinion 1]\n[↩️ Take back opinion 1]\n[🙈 No name on opinion 2]"}},
		} {
			step.do()
			if got := c.screen(); !strings.Contains(got, step.want[i]) {
				t.Fatalf("%s: no %q in\n%s", lang, step.want[i], got)
			}
		}
	}
}

// TestTheLongestAnswerFits: with everything at its limit no screen is too long, and
// what follows the texts is not cut off.
func TestTheLongestAnswerFits(t *testing.T) {
	long := strings.Repeat("长", flows.MaxTalkText)
	other := strings.Repeat("短", flows.MaxTalkText)
	for lang, last := range map[string]string{bot.Chinese: "可以撤回。", bot.English: "withdraw it."} {
		c := told(t, lang)
		var answers []flows.TalkAnswer
		c.with(func(r *flows.TalkRecord) {
			r.Talk.Own, r.Talk.Given, r.Talk.Received, r.Talk.Agreed, r.Talk.At = long, long, long, long, strings.Repeat("楼", flows.MaxTalkPlace)
			for i := range flows.MaxTalkWith - 1 {
				r.Talk.With = append(r.Talk.With, flows.Counterpart{Name: strings.Repeat("名", flows.MaxTalkName-1) + string(rune('a'+i))})
			}
			for _, f := range []flows.TalkField{flows.OwnField, flows.GivenField, flows.ReceivedField, flows.AgreedField} {
				answers = append(answers, flows.TalkAnswer{Corrections: []flows.TalkCorrection{{Field: f, Says: other}}})
			}
		})
		all := flows.TalkAnswer{By: "li", Verdict: flows.TalkCorrected, Text: long, Edition: 0}
		for _, a := range answers {
			all.Corrections = append(all.Corrections, a.Corrections...)
		}
		for i := range 5 {
			c.shelf.Carried["t1"] = append(c.shelf.Carried["t1"], flows.TalkOpinion{ID: flows.CarriedID(fmt.Sprint(i)), Talk: "t1", Subject: "wang", Text: long, Speaker: strings.Repeat("名", 30)})
		}
		fits := func(screen string) {
			t.Helper()
			if m := c.words.Render(lang, c.Screen.Card); text.Len(m.Text) > 4096 || strings.HasSuffix(m.Text, "…") {
				t.Errorf("%s, %s: %d units, ending in %s", lang, screen, text.Len(m.Text), m.Text[len(m.Text)-60:])
			}
		}
		c.Command("talks", "")
		c.Tap("talk.due.waiting")
		c.Tap("王建国")
		fits("the talk")
		begin := dialogue.Answers{"talk": "t1", "verdict": "corrected", "wrong": "own\ngiven\nreceived\nagreed", "own": other, "given": other, "received": other, "agreed": other, "text": long}
		for _, at := range []string{"verdict", "own", "text", "check"} {
			c.Session.Frames = []dialogue.Frame{{Ref: dialogue.Ref{Flow: talk.ReplyName, Topic: "r"}, Version: 1, Step: at, Answers: begin}}
			c.Command("help", "")
			fits("reply " + at)
		}
		if m := c.words.Render(lang, c.Screen.Card); !strings.HasSuffix(m.Text, last) {
			t.Errorf("%s: the preview ends in %s", lang, m.Text[len(m.Text)-60:])
		}
		c.Session.Frames = []dialogue.Frame{{Ref: dialogue.Ref{Flow: talk.CarryName, Topic: "r"}, Version: 1, Step: "words", Answers: dialogue.Answers{"talk": "t1"}}}
		c.Command("help", "")
		fits("words")
		c.with(func(r *flows.TalkRecord) { *r, _ = r.Answered(all, "2026-11-20") })
		c.Session = dialogue.Session{}
		c.Command("talks", "")
		c.Tap("talk.due.theirs")
		c.Tap("王建国")
		c.Tap("talk.one.my_reply")
		fits("the answer")
	}
}
