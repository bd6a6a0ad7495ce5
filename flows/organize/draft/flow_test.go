package draft

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
)

func TestARoundIsMadeByConversation(t *testing.T) {
	c := toCheck(t)
	c.Tap("draft.check.save")
	c.Noticed("draft.kept")
	if c.Frame().Flow != organize.DeskName || len(c.Session.Frames) != 2 {
		t.Errorf("then: %+v", c.Session.Frames)
	}
	r := c.sole()
	want := flows.Round{ID: r.ID, Title: "2025年度民主生活会", Unit: "中共某市某局党组", Theme: r.Theme, Preset: "2025-annual", Aspects: r.Aspects,
		Team: flows.Team{Name: "中共某市某局党组领导班子"},
		Members: []flows.Member{
			{ID: "m1", Name: "王建国", Post: "党组书记、局长", Principal: true, Charge: []flows.DepartmentID{"d1"}, Branch: "第一党支部"},
			{ID: "m2", Name: "李红", Post: "副局长", Branch: "第二党支部"}},
		Departments: []flows.Department{{ID: "d1", Name: "办公室", Head: "周正"}, {ID: "d2", Name: "人事处", Head: "赵敏"}},
		TalkRules:   organize.AllTalks(), Closes: time.Date(2026, 12, 16, 0, 0, 0, 0, china), K: 5, Admission: flows.ByTicket, State: flows.Draft}
	if !reflect.DeepEqual(r, want) {
		t.Errorf("kept %+v\nwant %+v", r, want)
	}
	if len(r.Aspects) == 0 || r.Theme == "" {
		t.Error("the preset is not in it")
	}
	if len(c.shelf.acts) != 1 || c.shelf.acts[0].By.Name != "张三" {
		t.Errorf("noted %+v", c.shelf.acts)
	}
}

// Nothing of what was said stays in the session once the draft is made.
func TestTheRosterStaysNoLonger(t *testing.T) {
	c := toCheck(t)
	c.Tap("draft.check.save")
	if s := fmt.Sprintf("%+v", c.Session); strings.Contains(s, "李红") {
		t.Errorf("the session holds %s", s)
	}
}

// A save whose answer was lost is asked for again: there is one round.
func TestADraftIsKeptOnce(t *testing.T) {
	c := toCheck(t)
	before := c.Session
	c.Tap("draft.check.save")
	c.Session = before
	c.Input(dialogue.Input{})
	c.Tap("draft.check.save")
	if len(c.shelf.acts) != 1 {
		t.Errorf("noted %+v", c.shelf.acts)
	}
	c.Session = before
	c.Input(dialogue.Input{})
	for _, label := range []string{"engine.button.edit", "draft.title.title"} {
		c.Tap(label)
	}
	c.Type("另一个名字")
	c.Tap("draft.check.save")
	if got := c.sole().Title; got != "另一个名字" {
		t.Errorf("kept %q", got)
	}
}

func TestLinesThatAreNotUnderstoodAreToldAndMended(t *testing.T) {
	c := atDesk(t)
	c.Tap("draft.preset.year")
	c.Tap("2025年度民主生活会")
	c.Type("某局党组")
	c.Tap("某局党组领导班子")
	c.Type("姓名 职务\n王建国 局长\n12345\n李红 副局长\n李红 副局长")
	c.At(people)
	if c.Has("engine.button.enough") {
		t.Error("goes on with lines that nobody understood")
	}
	var faults []dialogue.Args
	for _, b := range c.Screen.Card.Blocks {
		if b.Text.Key == "draft.paste.fault" {
			faults = append(faults, b.Text.Args)
		}
	}
	if len(faults) != 2 || faults[0]["line"] != 3 || faults[1]["line"] != 5 || faults[1]["why"].(dialogue.Text).Args["line"] != 4 {
		t.Errorf("faults %+v", faults)
	}
	if !slices.Contains(c.says(), "draft.paste.passed") {
		t.Error("the head of the table goes without a word")
	}
	c.Type("第3行 赵敏 副局长")
	c.Type("第5行 删")
	c.Tap("engine.button.enough")
	c.At(principal)
	if got := c.Frame().Answers[people]; got != "姓名 职务\n王建国 局长\n赵敏 副局长\n李红 副局长" {
		t.Errorf("the list is %q", got)
	}
}

func TestThirtyMembersInTwoMessages(t *testing.T) {
	c := toCheck(t)
	c.Tap("engine.button.edit")
	c.Tap("draft.people.title")
	c.Tap("draft.paste.anew")
	var lines []string
	for i := range 30 {
		lines = append(lines, fmt.Sprintf("%d、成员%c 副局长 第%d党支部", i+1, rune('一'+i), i%4))
	}
	c.Type(strings.Join(lines[:16], "\n"))
	c.Type(strings.Join(lines[16:], "\n"))
	c.Tap("engine.button.enough")
	c.At(check)
	c.Tap("draft.check.save")
	c.Noticed("draft.faulty") // 办公室 is in the charge of somebody who is no member now
	c.At(departments)
	c.Type("第1行 办公室 周正 成员一")
	c.Tap("engine.button.enough")
	c.At(check)
	c.Tap("engine.button.edit")
	c.Tap("draft.principal.title")
	c.Tap("成员一 · 副局长")
	c.Tap("draft.check.save")
	if r := c.sole(); len(r.Members) != 30 || !r.Members[0].Principal || r.Members[29].ID != "m30" {
		t.Errorf("%d members, %+v", len(r.Members), r.Members[0])
	}
}

// edited is a draft from a round.yaml, with all that the conversation never asks.
func edited() flows.Round {
	return flows.Round{ID: "2b8f5b0a-0000-4000-8000-000000000001", Title: "专题", Unit: "某局", Theme: "自己的主题", State: flows.Draft, K: 4, Admission: flows.Open,
		Aspects: []flows.Aspect{{ID: "x", Label: "自己的方面", Text: "自己的方面"}}, Team: flows.Team{Name: "班子"},
		Members: []flows.Member{{ID: "wang", Name: "王建国", Principal: true, Charge: []flows.DepartmentID{"bgs"}},
			{ID: "li", Name: "A2", Post: "第一支部", Charge: []flows.DepartmentID{"bgs"}, Branch: "机关一支"}},
		Departments: []flows.Department{{ID: "bgs", Name: "办公室"}}, TalkRules: []flows.TalkRule{flows.MembersEachOther},
		Opens: time.Date(2026, 12, 1, 9, 0, 0, 0, china), Closes: time.Date(2026, 12, 20, 0, 0, 0, 0, china), Recipient: "age1x"}
}

// edits begins the conversation with that draft.
func edits(t *testing.T) *clerk {
	c := atDesk(t)
	c.shelf.all = []flows.Round{edited()}
	c.Command("edit", string(edited().ID))
	c.At(check)
	return c
}

func TestADraftThatIsNotTouchedStaysAsItWas(t *testing.T) {
	c := edits(t)
	c.Tap("draft.check.save")
	c.Noticed("draft.kept")
	if got := c.sole(); !reflect.DeepEqual(got, edited()) {
		t.Errorf("kept %+v\nwant %+v", got, edited())
	}
}

// Who leaves a team and who joins never get each other's id: a link leads to an id.
func TestIDsStayWithTheirPeople(t *testing.T) {
	c := edits(t)
	c.Tap("engine.button.edit")
	c.Tap("draft.people.title")
	c.Tap("draft.paste.anew")
	c.Type("张三 局长\n王建国 副局长")
	c.Tap("engine.button.enough")
	c.Tap("engine.button.edit")
	c.Tap("draft.departments.title")
	c.Type("第1行 办公室 周正 王建国")
	c.Tap("engine.button.enough")
	c.Tap("draft.check.save")
	got := c.sole().Members
	if got[0].ID == "li" || got[0].ID == "wang" || got[1].ID != "wang" || got[1].Charge[0] != "bgs" {
		t.Errorf("%+v", got)
	}
	first := got[0].ID
	c.Command("edit", string(edited().ID))
	c.Tap("draft.check.save")
	if again := c.sole().Members[0].ID; again != first {
		t.Errorf("张三 was %s and is %s", first, again)
	}
}

func TestTwoOrganizersAtOnce(t *testing.T) {
	c := edits(t)
	c.shelf.all[0].K = 7 // by another
	c.Tap("draft.check.save")
	c.Noticed("draft.edited")
	if c.shelf.all[0].K != 7 {
		t.Fatal("the other's change was written over without a word")
	}
	c.Tap("draft.check.save")
	c.Noticed("draft.kept")

	c = edits(t)
	c.shelf.all[0].State = flows.Opened // by another
	c.Tap("draft.check.save")
	c.Noticed("draft.over")
	c.At(check)
}

func TestWhoIsNoOrganizerKeepsNothing(t *testing.T) {
	c := toCheck(t)
	c.staff.none = true
	c.Tap("draft.check.save")
	c.Noticed("desk.not_organizer")
	if len(c.shelf.all) != 0 {
		t.Error("a stranger made a round")
	}
}

func TestDaysAheadAreTyped(t *testing.T) {
	for said, want := range map[string]string{"12月15日": "2026-12-15", "1月4日": "2027-01-04", "15号": "2026-12-15", "30日": "2026-11-30", "明天": "2026-11-30",
		"2026-12-15 18:00": "2026-12-15T18:00:00+08:00", "2026年12月15日18时": "2026-12-15T18:00:00+08:00",
		"昨天": "draft.date_past", "2025-12-01": "draft.date_past", "2月30日": "draft.date_none", "2028-01-01": "draft.date_far", "下周": "draft.date_form"} {
		c := toCheck(t)
		c.Tap("engine.button.edit")
		c.Tap("draft.closes.title")
		c.Type(said)
		if got := c.Screen.Notice.Key + c.Frame().Answers[closes]; got != want && got != want+"2026-12-15" {
			t.Errorf("%s: %s, want %s", said, got, want)
		}
	}
}

func TestTheWindowMustFit(t *testing.T) {
	c := toCheck(t)
	c.Tap("engine.button.edit")
	c.Tap("draft.opens.title")
	c.Type("12月20日")
	c.Tap("draft.check.save")
	c.Noticed("round.closes_before_opens")
	c.At(closes)
}

func TestKIsTyped(t *testing.T) {
	for said, want := range map[string]string{"4": "4", "１２人": "12", "2": "", "很多": "", "5000": ""} {
		c := toCheck(t)
		c.Tap("engine.button.edit")
		c.Tap("draft.k.title")
		c.Type(said)
		if bad := c.Screen.Notice.Key == "draft.k.bad"; bad != (want == "") || !bad && c.Frame().Answers[k] != want {
			t.Errorf("%s: %s, %s", said, c.Screen.Notice.Key, c.Frame().Answers[k])
		}
	}
}

// The last unit is offered by one tap.
func TestTheLastUnitIsOffered(t *testing.T) {
	c := atDesk(t)
	c.shelf.all = []flows.Round{edited()}
	c.Tap("draft.preset.year")
	c.Tap("2025年度民主生活会")
	c.Tap("某局")
	c.At(team)
}
