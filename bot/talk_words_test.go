package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/dialogue/dialoguetest"
	"soundings/flows/talk"
	"soundings/flows/text"
)

// teller is 李红 on 20 November, logging talks in words.
type teller struct {
	*dialoguetest.Person
	t     *testing.T
	words *bot.Words
	lang  string
	round flows.Round
	shelf talk.Shelf
}

func newTeller(t *testing.T, lang string) *teller {
	words, err := bot.NewWords(configs.Locales(), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	c := &teller{t: t, words: words, lang: lang, round: flows.Round{ID: "r", Title: "专题民主生活会",
		Members: []flows.Member{{ID: "wang", Name: "王建国", Post: "局长", Principal: true},
			{ID: "li", Name: "李红", Post: "副局长", Charge: []flows.DepartmentID{"cwc"}, Branch: "第二党支部"},
			{ID: "zhao", Name: "赵敏", Post: "副局长"}},
		Departments: []flows.Department{{ID: "cwc", Name: "财务处", Head: "孙丽"}},
		TalkRules:   []flows.TalkRule{flows.PrincipalMembers, flows.MembersEachOther, flows.DepartmentHeads, flows.BranchPartyMember}}}
	c.shelf = talk.Shelf{Self: "li", Asked: []flows.SubjectID{"wang", "zhao"}, Carried: map[flows.TalkID][]flows.TalkOpinion{}}
	c.Person = &dialoguetest.Person{TB: t, Book: c.book, Do: c.save}
	return c
}

func (c *teller) book(s dialogue.Session) dialogue.Book {
	l := c.shelf.Overview(c.round, time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), s)
	return dialogue.Book{
		Home: dialogue.Ref{Flow: talk.ListName, Topic: "r"},
		Command: func(name, _ string) (dialogue.Move, bool) {
			return map[string]dialogue.Move{"talk": talk.ToLog("r"), "talks": talk.ToList("r")}[name], true
		},
		Flow: func(r dialogue.Ref) (dialogue.Flow, bool) {
			if r.Flow == talk.FlowName {
				return talk.Flow(talk.World{Round: c.round, Self: "li", Place: "三楼会议室", Today: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}), true
			}
			flows := map[string]func(talk.Overview) dialogue.Flow{talk.ListName: talk.List, talk.ReplyName: talk.ReplyFlow, talk.CarryName: talk.CarryFlow}
			if make, ok := flows[r.Flow]; ok {
				return make(l), true
			}
			return dialogue.Flow{}, false
		},
	}
}

func (c *teller) save(e dialogue.Effect) dialogue.Outcome {
	if e.Name == talk.EffectSave {
		c.shelf.Talks = append(c.shelf.Talks, flows.TalkRecord{ID: talk.ID(e.Answers), Talk: talk.Record(c.round, "li", e.Answers)})
	}
	return dialogue.Outcome{}
}

// screen is what is on the screen in words, the buttons a row each.
func (c *teller) screen() string {
	m := c.words.Render(c.lang, c.Screen.Card)
	for _, row := range m.Buttons {
		m.Text += "\n"
		for _, b := range row {
			m.Text += "[" + b.Label + "]"
		}
	}
	if key := rawKey.FindString(m.Text); key != "" || strings.Contains(m.Text, "<no value>") || strings.Contains(m.Text, "{{") {
		c.t.Fatalf("not in words (%q):\n%s", key, m.Text)
	}
	return m.Text
}

// TestATalkIsLoggedInWords has the whole conversation, in both languages.
func TestATalkIsLoggedInWords(t *testing.T) {
	for i, lang := range []string{bot.Chinese, bot.English} {
		c := newTeller(t, lang)
		for _, step := range []struct {
			do   func()
			want [2]string // to be on the screen then, in Chinese and in English
		}{
			{func() { c.Command("talks", "") }, [2]string{"应谈 4 人，谈过 0 人，还有 4 人没谈。", "People to talk with: 4. Done: 0. Still to do: 4."}},
			{func() {}, [2]string{"· 与分管部门负责人 0/1，还差：孙丽\n· 与支部党员代表 0/1，还差：第二党支部",
				"· With heads of your departments: 0 of 1, still 孙丽\n· With party members of your branch: 0 of 1, still 第二党支部"}},
			{func() { c.Tap("第二党支部") }, [2]string{"是和第二党支部的哪位党员谈的？", "Which party member of 第二党支部 was it?"}},
			{func() { c.Type("陈") }, [2]string{"名单里没有“陈”。就是这么写的话，点下面的名字。", "“陈” is not on the list. If that is the name"}},
			{func() { c.Type("静") }, [2]string{"[👤 就是“静”]", "[👤 “静”, as typed]"}},
			{func() { c.Type("李红") }, [2]string{"这是您自己。", "That is you."}},
			{func() { c.Type("敏") }, [2]string{"找“敏”，找到这些：", "Found for “敏”:"}},
			{func() { c.Tap("赵敏") }, [2]string{"[✅ 班子成员之间]", "[✅ Between members]"}},
			{func() { c.Tap("talk.kind.more") }, [2]string{"已选 1 位：赵敏。", "Chosen (1): 赵敏."}},
			{func() { c.Type("孙丽、王建国") }, [2]string{"已选 3 位：赵敏、孙丽、王建国。", "Chosen (3): 赵敏, 孙丽, 王建国."}},
			{func() { c.Tap("engine.button.enough") }, [2]string{"（集体，3 人）", "(a group of 3)"}},
			{func() { c.Tap("talk.kind.member") }, [2]string{"[今天][昨天][前天]", "[Today][Yesterday][The day before]"}},
			{func() { c.Type("11月31日") }, [2]string{"没有“11月31日”这一天", "There is no “11月31日”."}},
			{func() { c.Type("11月21日") }, [2]string{"2026年11月21日还没到。如果是去年那天谈的，请带上年份：2025-11-21", "21 November 2026 is still to come. If it was last year, please send it with the year: 2025-11-21"}},
			{func() { c.Type("明天") }, [2]string{"2026年11月21日还没到。谈过了再来记。", "21 November 2026 is still to come."}},
			{func() { c.Type("2024-11-03") }, [2]string{"2024年11月3日是一年多以前了", "3 November 2024 is more than a year ago"}},
			{func() { c.Type("上周") }, [2]string{"没看懂是哪一天。", "Which day was that?"}},
			{func() { c.Tap("calendar.open") }, [2]string{"[一][二][三][四][五][六][日]", "[Mo][Tu][We][Th][Fr][Sa][Su]"}},
			{func() {}, [2]string{"[◀️ 2026年10月]", "[◀️ 10/2026]"}},
			{func() { c.Tap("3") }, [2]string{"赵敏、孙丽、王建国 · 2026年11月3日", "赵敏, 孙丽, 王建国 · 3 November 2026"}},
			{func() { c.Type(strings.Repeat("楼", 51)) }, [2]string{"地点太长：51 个字，最多 50 个。", "51 characters, at most 50"}},
			{func() { c.Tap("三楼会议室") }, [2]string{"您谈了自己哪些不足？", "Which shortcomings of your own"}},
			{func() { c.Tap("engine.button.skip") }, [2]string{"您给对方提了哪些意见建议？", "did you give the other side?"}},
			{func() { c.Tap("engine.button.skip") }, [2]string{"对方给您提了哪些意见建议？", "did the other side give you?"}},
			{func() { c.Tap("engine.button.skip") }, [2]string{"四项里至少要有一项。", "At least one of the four"}},
			{func() { c.Type("每月下去两次"); c.Tap("engine.button.done") }, [2]string{
				"时间：2026年11月3日\n地点：三楼会议室\n类型：班子成员之间\n方式：集体（3 人）", "Day: 3 November 2026\nPlace: 三楼会议室\nKind: Between members\nForm: in a group (3)"}},
			{func() {}, [2]string{"保存后给组织者看", "it is shown to the organizers"}},
			{func() { c.Tap("talk.check.save") }, [2]string{"[➕ 再记一次]\n[📋 我的谈话][完成]", "[➕ Log another]\n[📋 My talks][Done]"}},
			{func() { c.Tap("talk.thanks.list") }, [2]string{"应谈 4 人，谈过 3 人，还有 1 人没谈。", "Done: 3. Still to do: 1."}},
			{func() {}, [2]string{"· 与分管部门负责人 1/1\n", "· With heads of your departments: 1 of 1\n"}},
			{func() { c.Tap("talk.due.mine") }, [2]string{"· 2026年11月3日 赵敏、孙丽、王建国（班子成员之间）", "· 3 November 2026 赵敏, 孙丽, 王建国 (Between members)"}},
			{func() { c.Tap("赵敏") }, [2]string{"谈话对象：赵敏、孙丽、王建国", "With: 赵敏, 孙丽, 王建国"}},
		} {
			step.do()
			if got := c.screen(); !strings.Contains(got, step.want[i]) {
				t.Fatalf("%s: no %q in\n%s", lang, step.want[i], got)
			}
		}
	}
}

// TestTheLongestTalkFits: what follows the texts in the preview, and in the list,
// is not cut off, with all of it at its limit and a notice above.
func TestTheLongestTalkFits(t *testing.T) {
	for lang, last := range map[string]string{bot.Chinese: "管服务器的人有办法打开。", bot.English: "has ways to open them."} {
		c := newTeller(t, lang)
		c.round.Recipient = "age1x"
		long := strings.Repeat("长", flows.MaxTalkText)
		t1 := flows.Talk{By: "li", Kind: flows.BranchTalk, Date: "2026-11-03", At: strings.Repeat("楼", flows.MaxTalkPlace), Own: long, Given: long, Received: long, Agreed: long}
		for i := range flows.MaxTalkWith {
			t1.With = append(t1.With, flows.Counterpart{Name: strings.Repeat("名", flows.MaxTalkName-1) + string(rune('a'+i))})
		}
		if err := t1.Validate(c.round); err != nil {
			t.Fatal(err)
		}
		c.Session.Frames = []dialogue.Frame{{Ref: dialogue.Ref{Flow: talk.FlowName, Topic: "r"}, Version: 1, Step: "check", Answers: talk.Draft(flows.TalkRecord{Talk: t1})}}
		c.Command("help", "")
		if m := c.words.Render(lang, c.Screen.Card); !strings.HasSuffix(m.Text, last) || text.Len(m.Text) > 4096 {
			t.Errorf("%s: %d units, ending in %s", lang, text.Len(m.Text), m.Text[len(m.Text)-100:])
		}
		for i := range 30 {
			c.shelf.Talks = append(c.shelf.Talks, flows.TalkRecord{ID: flows.TalkID(fmt.Sprint(i)), Talk: t1})
		}
		c.Session = dialogue.Session{}
		c.Command("talks", "")
		c.Tap("talk.due.mine")
		if m := c.words.Render(lang, c.Screen.Card); strings.Contains(m.Text, "…") || text.Len(m.Text) >= 4096 {
			t.Errorf("%s: %d units", lang, text.Len(m.Text))
		}
	}
}
