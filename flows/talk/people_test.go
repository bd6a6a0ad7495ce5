package talk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"soundings/flows"
)

func TestTheRosterStandsInRankOrderOwnDepartmentsFirst(t *testing.T) {
	for _, c := range []struct {
		name   string
		self   flows.SubjectID
		change func(*flows.Round)
		want   string
	}{
		{"without oneself", "li", func(*flows.Round) {}, "王建国 赵敏 钱进 孙丽 周正 吴刚"},
		{"the principal", "wang", func(*flows.Round) {}, "李红 赵敏 周正 钱进 孙丽 吴刚"},
		{"a head who is a member", "li", func(r *flows.Round) { r.Departments[0].Head = "赵敏" }, "王建国 赵敏 钱进 孙丽 吴刚"},
		{"oneself as a head", "li", func(r *flows.Round) { r.Departments[1].Head = "李红" }, "王建国 赵敏 孙丽 周正 吴刚"},
		{"one head of two", "li", func(r *flows.Round) { r.Departments[3].Head = "孙丽" }, "王建国 赵敏 钱进 孙丽 周正"},
		{"nobody else", "li", func(r *flows.Round) { r.Members, r.Departments = r.Members[1:2], nil }, ""},
	} {
		d := atDesk(t, change(bureau(), c.change))
		d.world.Self = c.self
		d.Command("talk", "")
		if got := strings.Join(d.offered(), " "); got != strings.TrimSpace(c.want+" talk.with.other") {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestALongRosterComesInPagesAndIsSearched(t *testing.T) {
	d := atDesk(t, team(40, true))
	d.world.Self = "m1"
	d.Command("talk", "")
	if got := d.offered(); len(got) != 10 || got[8] != "engine.button.page_on" {
		t.Errorf("offered %v", got)
	}
	d.Tap("engine.button.page_on")
	d.Type("员39")
	if got := d.offered(); !slices.Equal(got, []string{"成员39", "员39", "talk.with.all"}) {
		t.Errorf("found %v", got)
	}
	if !slices.Contains(d.says(), "talk.with.found") {
		t.Errorf("the screen says %v", d.says())
	}
	d.Tap("talk.with.all")
	if got := d.offered(); len(got) != 10 {
		t.Errorf("offered %v", got)
	}
	d.Type("员39")
	d.Tap("成员39")
	d.At(kind)
	d.Tap("engine.button.back")
	if !d.Has("成员39") || !d.Has("engine.button.page_back") {
		t.Errorf("back at %v", d.offered())
	}
}

func TestASearchSaysWhetherItFoundAnybody(t *testing.T) {
	r := change(bureau(), func(r *flows.Round) { r.Members[2].Name, r.Members[2].Post = "Anna Li", "" })
	for typed, want := range map[string]string{"ANNA": "talk.with.found", "Anne": "talk.with.unknown"} {
		d := atDesk(t, r)
		d.Type(typed)
		if got := d.says()[2]; got != want {
			t.Errorf("%s: %s", typed, got)
		}
	}
	if got := label(r, member("zhao")); got.Verbatim != "Anna Li" {
		t.Errorf("a member without a post is %+v", got)
	}
}

func TestWhatIsTypedForAName(t *testing.T) {
	for _, c := range []struct {
		typed, step, notice string
		with                string   // what is chosen then
		offered             []string // at the same step
	}{
		{"赵敏", kind, "", "m-zhao", nil},
		{" 赵 敏 ", kind, "", "m-zhao", nil},
		{"孙丽", kind, "", "d-cwc", nil},
		{"赵敏、孙丽", kind, "", "m-zhao\nd-cwc", nil},
		{"赵敏，赵敏", kind, "", "m-zhao", nil},
		{"敏", with, "", "", []string{"赵敏", "敏", "talk.with.all"}},
		{"财务", with, "", "", []string{"孙丽", "财务", "talk.with.all"}},
		{"副局", with, "", "", []string{"赵敏", "副局", "talk.with.all"}},
		{"陈静", with, "", "", []string{"陈静", "talk.with.all"}},
		{"陈静;赵敏/刘洋", with, "", "", []string{"赵敏", "陈静", "talk.with.all"}},
		{"李红", with, "talk.with.self", "", nil},
		{"赵敏、李红", with, "talk.with.self", "", nil},
		{"、，", with, "talk.with.other_hint", "", nil},
		{strings.Repeat("长", flows.MaxTalkName+1), with, "talk.with.long", "", nil},
		{"人、" + manyNames(flows.MaxTalkWith), with, "talk.with.full", "", nil},
	} {
		t.Run(c.typed, func(t *testing.T) {
			d := atDesk(t, bureau())
			d.Type(c.typed)
			d.At(c.step)
			d.Noticed(c.notice)
			if got := d.Frame().Answers[with]; got != c.with {
				t.Errorf("chosen %q, want %q", got, c.with)
			}
			if got := d.offered(); c.offered != nil && !slices.Equal(got, c.offered) {
				t.Errorf("offered %v, want %v", got, c.offered)
			}
		})
	}
}

func manyNames(n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprint("人", i))
	}
	return strings.Join(all, "、")
}

func TestAGroupIsPutTogetherByTapAndByName(t *testing.T) {
	d := atDesk(t, bureau())
	d.taps("赵敏", "talk.kind.more")
	d.At(with)
	d.Tap("王建国")
	d.Type("陈静、刘洋")
	d.Tap("陈静")
	d.At(with)
	if got := d.offered(); !slices.Equal(got[:3], []string{"陈静", "刘洋", "王建国"}) {
		t.Errorf("who is not on the roster does not come first: %v", got)
	}
	d.taps("刘洋", "engine.button.enough")
	if got := d.Screen.Card.Blocks[1].Text.Key; got != "talk.kind.body_group" {
		t.Errorf("a group is told as %s", got)
	}
	if got := d.Frame().Answers[with]; got != "m-zhao\nm-wang\nn-陈静" {
		t.Errorf("the group is %q", got)
	}
}

func TestAnotherPersonIsAnotherKind(t *testing.T) {
	d := atDesk(t, bureau())
	d.taps("赵敏", "talk.kind.member", "engine.button.back", "talk.kind.more", "赵敏", "王建国")
	d.At(kind)
	if d.Frame().Answers[kind] != "" || d.Buttons()[0].Label.Key != "talk.kind.likely" {
		t.Errorf("the kind is still %q", d.Frame().Answers[kind])
	}
}

func TestAGroupCanBeFull(t *testing.T) {
	d := atDesk(t, bureau())
	d.Type(manyNames(flows.MaxTalkWith))
	d.taps("人0", "talk.kind.more")
	if !slices.Contains(d.says(), "talk.with.full") || d.Has("talk.with.other") {
		t.Errorf("a full group says %v and offers %v", d.says(), d.offered())
	}
	d.Type("赵敏")
	d.Noticed("talk.with.full")
	d.Tap("人0")
	d.Type("赵敏")
	if got := counterparts(bureau(), d.Frame().Answers[with]); len(got) != flows.MaxTalkWith || got[len(got)-1] != member("zhao") {
		t.Errorf("a group with room has %v", got)
	}
	d.Type("赵敏")
	if got := counterparts(bureau(), d.Frame().Answers[with]); len(got) != flows.MaxTalkWith-1 {
		t.Errorf("who is typed again stays in a full group of %d", len(got))
	}
}

// The longest ids a round can have still fit a button.
func TestLongIDsFitAButton(t *testing.T) {
	r := bureau()
	r.Members[0].ID = flows.SubjectID(strings.Repeat("w", 20))
	d := atDesk(t, r)
	for _, b := range d.Buttons() {
		if len(b.Data) > 64 {
			t.Errorf("%d bytes of data: %s", len(b.Data), b.Data)
		}
	}
}

func TestPeopleInAnAnswerReadBack(t *testing.T) {
	r := bureau()
	for line, want := range map[string]bool{"m-li": true, "m-xxx": false, "d-bgs": true, "d-gcc": false, "d-xxx": false, "n-陈静": true, "n-": false, "x": false} {
		if c, ok := decode(r, line); ok != want || ok && code(c) != line {
			t.Errorf("%q is %+v, %v", line, c, ok)
		}
	}
}
