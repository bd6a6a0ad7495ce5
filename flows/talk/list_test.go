package talk

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/dialogue/dialoguetest"
)

// lines are the rules on the screen: how far, and who is missing.
func (d *desk) lines() string {
	var all []string
	for _, b := range d.Screen.Card.Blocks {
		if b.Text.Key == "talk.due.line" {
			a := b.Text.Args
			side := strings.TrimPrefix(dialoguetest.Label(a["with"].(dialogue.Text)), "talk.side.")
			all = append(all, fmt.Sprintf("%s %d/%d %s", side, a["done"], a["due"], spell(a["who"].(dialogue.Text))))
		}
	}
	return strings.Join(all, "; ")
}

func spell(t dialogue.Text) string {
	if rest, ok := t.Args["rest"].(dialogue.Text); ok {
		return fmt.Sprint(t.Args["name"], ",", spell(rest))
	}
	return dialoguetest.Label(t)
}

func TestWhomAMemberMustStillTalkWith(t *testing.T) {
	r := bureau()
	for _, c := range []struct {
		name   string
		self   flows.SubjectID
		change func(*flows.Round)
		talks  []flows.Talk
		says   string // the key of the sum
		lines  string
		due    string
	}{
		{"a member", "li", func(*flows.Round) {}, nil, "talk.due.body",
			"principal 0/1 王建国; member 0/1 赵敏; department 0/2 钱进,孙丽; branch 0/1 第二党支部", "王建国 赵敏 钱进 孙丽 第二党支部"},
		{"the principal", "wang", func(*flows.Round) {}, nil, "talk.due.body",
			"member 0/2 李红,赵敏; department 0/1 周正; branch 0/1 第一党支部", "李红 赵敏 周正 第一党支部"},
		{"what the other side logged is done", "li", func(*flows.Round) {}, []flows.Talk{talked(r, "wang", member("li"))}, "talk.due.body",
			"principal 1/1 –; member 0/1 赵敏; department 0/2 钱进,孙丽; branch 0/1 第二党支部", "talk.due.waiting 赵敏 钱进 孙丽 第二党支部"},
		{"all is done", "zhao", func(r *flows.Round) { r.TalkRules = []flows.TalkRule{flows.MembersEachOther} },
			[]flows.Talk{talked(r, "zhao", member("li"))}, "talk.due.all", "member 1/1 –", ""},
		{"nothing is required", "li", func(r *flows.Round) { r.TalkRules = nil }, nil, "talk.due.none", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := atDesk(t, change(bureau(), c.change))
			d.world.Self = c.self
			for i, talk := range c.talks {
				d.has(flows.TalkID(strconv.Itoa(i)), talk)
			}
			d.Command("talks", "")
			if got := d.says()[1]; got != c.says {
				t.Errorf("says %s, want %s", got, c.says)
			}
			if got := d.lines(); got != c.lines {
				t.Errorf("by rule %s\nwant    %s", got, c.lines)
			}
			if got := strings.Join(d.offered(), " "); !strings.HasPrefix(got, strings.TrimSpace(c.due+" talk.due.log talk.due.mine")) {
				t.Errorf("due are %s, want %s", got, c.due)
			}
		})
	}
}

func TestOneTapBeginsATalkThatIsDue(t *testing.T) {
	for _, c := range []struct {
		tap, with string
		kind      flows.TalkKind
	}{
		{"王建国", "m-wang", flows.PrincipalTalk}, {"赵敏", "m-zhao", flows.MemberTalk}, {"孙丽", "d-cwc", flows.DepartmentTalk},
	} {
		d := atDesk(t, bureau())
		d.Command("talks", "")
		d.Tap(c.tap)
		d.At(date)
		if a := d.Frame().Answers; a[with] != c.with || a[kind] != string(c.kind) {
			t.Errorf("%s begins with %v", c.tap, a)
		}
		d.Tap("engine.button.back")
		d.At(kind)
	}
}

func TestATalkWithTheBranchBeginsWithWhomItWas(t *testing.T) {
	d := atDesk(t, bureau())
	d.Command("talks", "")
	d.Tap("第二党支部")
	d.At(with)
	d.Noticed("talk.due.branch_who")
	d.Type("陈静")
	d.taps("陈静", "talk.kind.branch", "talk.date.today", "engine.button.skip")
	d.Type("下基层少")
	d.taps("engine.button.done", "engine.button.skip", "engine.button.skip", "engine.button.skip", "talk.check.save", "talk.thanks.list")
	d.At(due)
	if d.Has("第二党支部") {
		t.Errorf("still due: %v", d.lines())
	}
	if len(d.Session.Frames) != 2 {
		t.Errorf("%d conversations wait", len(d.Session.Frames))
	}
}

func TestATalkHalfWrittenIsNotLostToAnother(t *testing.T) {
	d := toDate(t)
	d.taps("talk.date.today", "engine.button.skip")
	d.Command("talks", "")
	d.Tap("王建国")
	d.At(date)
	if a := d.Frame().Answers; a[with] != "m-wang" {
		t.Errorf("of a talk with nothing written is left %v", a)
	}
	d.taps("talk.date.today", "engine.button.skip")
	d.Type("下基层少")
	d.Command("talks", "")
	d.Tap("赵敏")
	d.At(own)
	d.Noticed("talk.due.writing")
	if a := d.Frame().Answers; a[with] != "m-wang" || a[own] != "下基层少" {
		t.Errorf("what was written is now %v", a)
	}
}

func TestMyTalksStandNewestFirst(t *testing.T) {
	d := atDesk(t, bureau())
	for i, day := range []string{"2026-11-03", "2026-11-18", "2026-11-09", "2026-11-18"} {
		d.has(flows.TalkID(fmt.Sprintf("%032d", i)), on(day, talked(bureau(), "li", named(fmt.Sprint("人", i)))))
	}
	d.has("last", talked(bureau(), "li", member("zhao"), member("wang")))
	d.Command("talks", "")
	d.Tap("talk.due.mine")
	if got := d.offered(); !slices.Equal(got, []string{"人1", "人3", "人2", "人0", "赵敏"}) {
		t.Errorf("my talks are %v", got)
	}
	line := d.Screen.Card.Blocks[6].Text
	if got := line.Key + spell(line.Args["state"].(dialogue.Text)) + spell(line.Args["kind"].(dialogue.Text)); got != "talk.mine.linetalk.state.logtalk.kind.principal" {
		t.Errorf("the last of them is told as %+v", line)
	}
	d.Tap("人2")
	d.At(one)
	if got := d.says(); !slices.Equal(got[1:], []string{"talk.record", "talk.part", "下去得少"}) {
		t.Errorf("a talk is shown as %v", got)
	}
	d.Tap("engine.button.back")
	d.At(mine)
	d.Command("talks", "")
	d.At(due)
	d.Command("cancel", "")
	d.Noticed("")
}

func TestATalkThatIsGoneIsSaidToBe(t *testing.T) {
	d := atDesk(t, bureau())
	d.has("1", talked(bureau(), "li", member("zhao")))
	d.Command("talks", "")
	d.taps("talk.due.mine", "赵敏")
	if got := d.says(); got[len(got)-1] != "下去得少" {
		t.Errorf("a talk of which the other side has said nothing ends in %v", got)
	}
	d.order = nil
	d.Input(dialogue.Input{})
	if got := d.says(); !slices.Contains(got, "talk.one.gone") {
		t.Errorf("says %v", got)
	}
	d.Tap("engine.button.back")
	if got := d.says(); !slices.Contains(got, "talk.mine.none") {
		t.Errorf("says %v", got)
	}
}

func TestOnlyTheTalkOfThisRoundIsBeingWritten(t *testing.T) {
	for _, f := range []dialogue.Ref{{Flow: FlowName, Topic: "r1"}, {Flow: FlowName, Topic: "r2"}, {Flow: "opinion", Topic: "r1"}} {
		s := dialogue.Session{Frames: []dialogue.Frame{{Ref: f, Answers: dialogue.Answers{agreed: "每月下去"}}}}
		if got := Writing(s, "r1"); got != (f == ref(FlowName, "r1")) {
			t.Errorf("%v: %v", f, got)
		}
	}
}

func TestALongRowOfNamesIsCut(t *testing.T) {
	d := atDesk(t, team(40, true))
	d.world.Self = "m1"
	d.Command("talks", "")
	line := d.Screen.Card.Blocks[2].Text.Args["who"].(dialogue.Text)
	for range maxNames - 1 {
		line = line.Args["rest"].(dialogue.Text)
	}
	if line.Key != "talk.names_cut" || line.Args["name"] != "成员21" || line.Args["n"] != 19 {
		t.Errorf("the row ends in %+v", line)
	}
}
