package talk

import (
	"testing"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/dialogue/dialoguetest"
)

// desk is a member who logs talks, and the drawer they fall into.
type desk struct {
	*dialoguetest.Person
	world World
	saved map[flows.TalkID]flows.Talk
	order []flows.TalkID
	of    []flows.Talk // that others logged
	fail  bool
	state dialogue.Text // of every talk, with the other side
}

// atDesk is 李红 on 20 November, in the bureau or wherever.
func atDesk(tb dialoguetest.TB, r flows.Round) *desk {
	d := &desk{world: World{Round: r, Self: "li", Today: at("2026-11-20")}, saved: map[flows.TalkID]flows.Talk{},
		state: dialogue.Verbatim("等对方核对")}
	d.Person = &dialoguetest.Person{TB: tb, Book: d.book, Do: d.do}
	d.Command("talk", "")
	return d
}

func (d *desk) book(s dialogue.Session) dialogue.Book {
	round := d.world.Round.ID
	return dialogue.Book{
		Home:      dialogue.Ref{Flow: "home"},
		Languages: []dialogue.Language{{Tag: "zh-Hans", Name: "中文"}, {Tag: "en", Name: "English"}},
		Command: func(name, _ string) (dialogue.Move, bool) {
			move, ok := map[string]dialogue.Move{"talk": ToLog(round), "talks": ToList(round)}[name]
			return move, ok
		},
		Flow: func(r dialogue.Ref) (dialogue.Flow, bool) {
			switch r {
			case dialogue.Ref{Flow: "home"}:
				return home(), true
			case ref(FlowName, round):
				return Flow(d.world), true
			case ref(ListName, round):
				return List(d.overview(s)), true
			}
			return dialogue.Flow{}, false
		},
	}
}

func home() dialogue.Flow {
	return dialogue.Flow{Name: "home", Version: 1, Steps: []dialogue.Step{{ID: "home", Title: dialogue.Verbatim("home"),
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{{ID: "stay", Label: dialogue.Verbatim("stay")}}}}}}
}

func (d *desk) overview(s dialogue.Session) Overview {
	l := Overview{Round: d.world.Round, Self: d.world.Self, Zone: china, All: d.of, Writing: Writing(s, d.world.Round.ID)}
	for _, id := range d.order {
		l.Mine = append(l.Mine, Logged{ID: id, Talk: d.saved[id], State: d.state})
		l.All = append(l.All, d.saved[id])
	}
	return l
}

func (d *desk) do(e dialogue.Effect) dialogue.Outcome {
	t := Record(d.world.Round, d.world.Self, e.Answers)
	if err := t.Validate(d.world.Round); err != nil || t.Date > d.world.Today.Format(time.DateOnly) {
		d.TB.Fatalf("saves %+v: %v", t, err)
	}
	if d.fail {
		return dialogue.Outcome{Failed: true, Notice: dialogue.Say("store.away")}
	}
	if _, again := d.saved[ID(e.Answers)]; !again {
		d.order = append(d.order, ID(e.Answers))
	}
	d.saved[ID(e.Answers)] = t
	return dialogue.Outcome{}
}

// taps taps one button after the other.
func (d *desk) taps(labels ...string) {
	d.TB.Helper()
	for _, l := range labels {
		d.Tap(l)
	}
}

// sole is the one talk that was saved.
func (d *desk) sole() flows.Talk {
	d.TB.Helper()
	if len(d.saved) != 1 {
		d.TB.Fatalf("%d talks saved, want 1", len(d.saved))
	}
	return d.saved[d.order[0]]
}

// offered are the options on the screen: those before the row that every screen has.
func (d *desk) offered() []string {
	var all []string
	for _, b := range d.Buttons() {
		if l := dialoguetest.Label(b.Label); l != "engine.button.back" && l != "engine.button.cancel" {
			all = append(all, l)
		}
	}
	return all
}

// says are the keys of what the screen says, and the verbatim.
func (d *desk) says() []string {
	var all []string
	for _, b := range d.Screen.Card.Blocks {
		all = append(all, b.Text.Key+b.Text.Verbatim)
	}
	return all
}

// toDate brings 李红 to the day of a talk with 赵敏.
func toDate(tb testing.TB) *desk {
	d := atDesk(tb, bureau())
	d.taps("赵敏", "talk.kind.member")
	d.At(date)
	return d
}

// toCheck brings her to the preview.
func toCheck(tb testing.TB) *desk {
	d := toDate(tb)
	d.Tap("talk.date.today")
	d.Type("三楼会议室")
	d.Type("下基层少")
	d.taps("engine.button.done", "engine.button.skip", "engine.button.skip", "engine.button.skip")
	d.At(check)
	return d
}

// later is the same desk on another day.
func (d *desk) later(day string) { d.world.Today = at(day).Add(9 * time.Hour) }
