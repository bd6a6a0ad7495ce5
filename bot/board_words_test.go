package bot_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/talk"
	"soundings/flows/text"
)

// staff is a team of n, in charge of a department each, with names of this length,
// of whom nobody but the last has claimed their place.
func staff(n, length int) flows.Round {
	name := func(i int) string {
		s := fmt.Sprint(i + 1)
		return strings.Repeat("名", max(length-len(s), 1)) + s
	}
	r := flows.Round{ID: "r", Title: strings.Repeat("题", 100), State: flows.Opened,
		TalkRules: []flows.TalkRule{flows.PrincipalMembers, flows.MembersEachOther, flows.DepartmentHeads, flows.BranchPartyMember}}
	for i := range n {
		id := fmt.Sprint(i)
		r.Members = append(r.Members, flows.Member{ID: flows.SubjectID("m" + id), Name: name(i), Principal: i == 0,
			Charge: []flows.DepartmentID{flows.DepartmentID("d" + id)}, Branch: strings.Repeat("支", 2*length)})
		r.Departments = append(r.Departments, flows.Department{ID: flows.DepartmentID("d" + id), Name: strings.Repeat("处", 2*length), Head: "处长" + name(i)})
	}
	return r
}

// talkative is that staff's matrix three weeks after everybody has logged a talk
// with those behind them, all in the same words.
func talkative(n, length int) talk.Matrix {
	r := staff(n, length)
	var records []flows.TalkRecord
	var all []flows.SubjectID
	for i, m := range r.Members {
		all = append(all, m.ID)
		t := flows.Talk{By: m.ID, Kind: flows.RequestedTalk, Date: fmt.Sprintf("2026-11-%02d", i%5+1),
			With: []flows.Counterpart{{Name: strings.Repeat("外", 30)}, {Name: strings.Repeat("内", 30)}}}
		for k := 1; k <= 3 && i+k < n; k++ {
			t.With = append(t.With, flows.Counterpart{Member: r.Members[i+k].ID})
		}
		t.Own, t.Given = strings.Repeat("学得不够", 25), strings.Repeat("常到窗口", 20)+fmt.Sprint(i/2)
		records = append(records, flows.TalkRecord{ID: flows.TalkID(fmt.Sprint(i)), Talk: t, Logged: "2026-11-05"})
	}
	return talk.MatrixOf(r, records, talk.Crew{Claimed: all, Reachable: all}, time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC))
}

// onPhone is the line of a member, whose numbers a phone does not break.
var onPhone = regexp.MustCompile(`(?m)^[0-9/-][0-9/ -]{1,31}名`)

// TestTheMatrixFitsOnAScreen: whatever the size of the team, in both languages and
// with a notice above; what had to be left out is counted.
func TestTheMatrixFitsOnAScreen(t *testing.T) {
	words, err := bot.NewWords(configs.Locales(), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	notice := dialogue.Block{Kind: dialogue.Notice, Text: dialogue.Say("desk.nudged.some", "n", 99, "left", 99)}
	for _, lang := range []string{bot.Chinese, bot.English} {
		for _, n := range []int{1, 2, 9, 40, 100} {
			for _, length := range []int{3, 20} {
				m := talkative(n, length)
				for screen, blocks := range map[string][]dialogue.Block{"board": m.Board(), "gaps": m.Gaps(), "echoes": m.Echoes(), "nudge": m.Nudging()} {
					title := dialogue.Block{Kind: dialogue.Title, Text: dialogue.Say("desk.talks.gaps")}
					got := words.Render(lang, dialogue.Card{Blocks: append([]dialogue.Block{notice, title}, blocks...)}).Text
					if text.Len(got) > 4000 || strings.HasSuffix(got, "…") || rawKey.MatchString(got) || strings.Contains(got, "<no value>") {
						t.Errorf("%s, %s of %d with names of %d: %d units:\n%s", lang, screen, n, length, text.Len(got), got)
					}
					if rows := len(onPhone.FindAllString(got, -1)); screen == "board" && (n <= 40 && rows != n || rows == 0) {
						t.Errorf("%s of %d: %d rows:\n%s", lang, n, rows, got)
					}
				}
			}
		}
	}
}

// What a part of a team does not fit is said, with what leads to the rest.
func TestWhatDoesNotFitIsCounted(t *testing.T) {
	words, err := bot.NewWords(configs.Locales(), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	m := talkative(100, 20)
	for screen, want := range map[string][]dialogue.Block{"还有 42 行": m.Board(), "还有 94 行": m.Gaps(), "行，一屏放不下": m.Echoes(), "还有 80 位": m.Nudging()} {
		if got := words.Render(bot.Chinese, dialogue.Card{Blocks: want}).Text; !strings.Contains(got, screen) {
			t.Errorf("no %q in\n%s", screen, got)
		}
	}
}

// TestALetterInWords, in both languages: which talks wait, and in a nudge numbers and
// no names.
func TestALetterInWords(t *testing.T) {
	words, err := bot.NewWords(configs.Locales(), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	waits := flows.TalkRecord{Talk: flows.Talk{By: "m0", With: []flows.Counterpart{{Member: "m1"}}, Kind: flows.PrincipalTalk, Date: "2026-11-03"}}
	l := talk.Letter{Round: staff(3, 3), Member: "m1", Nudge: "2026-11-20", Rate: talk.Rate{Due: 2, Done: 1}}
	for lang, want := range map[string][2]string{
		bot.Chinese: {"有 1 条谈话记录请您看一看：\n\n· 2026年11月3日 ", "您应谈 2 人，谈过 1 人，还有 1 人没谈"},
		bot.English: {"1 record of a talk waits for you to look at:\n\n· 3 November 2026 ", "of the 2 people you are to talk with you have talked with 1. Still to do: 1."},
	} {
		nudge := l
		got := words.Render(lang, nudge.Card(time.UTC))
		if !strings.Contains(got.Text, want[1]) || strings.Contains(got.Text, "名") || len(got.Buttons[0]) != 2 {
			t.Errorf("%s:\n%s", lang, got.Text)
		}
		nudge.Talks = []flows.TalkRecord{waits}
		if got := words.Render(lang, nudge.Card(time.UTC)); !strings.Contains(got.Text, want[0]) || !strings.Contains(got.Text, want[1]) {
			t.Errorf("%s:\n%s", lang, got.Text)
		}
	}
}
