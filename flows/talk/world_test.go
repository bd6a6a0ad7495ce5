package talk

import (
	"slices"
	"strconv"
	"strings"
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
	saved map[flows.TalkID]flows.TalkRecord
	order []flows.TalkID

	carried map[flows.TalkID][]flows.TalkOpinion
	asked   []flows.SubjectID // who uses the bot
	done    []string          // to what was carried over
	fail    bool
}

// atDesk is 李红 on 20 November, in the bureau or wherever.
func atDesk(tb dialoguetest.TB, r flows.Round) *desk {
	d := &desk{world: World{Round: r, Self: "li", Today: at("2026-11-20")}, saved: map[flows.TalkID]flows.TalkRecord{},
		carried: map[flows.TalkID][]flows.TalkOpinion{}, asked: []flows.SubjectID{"wang", "li"}}
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
			case ref(ReplyName, round):
				return ReplyFlow(d.overview(s)), true
			case ref(CarryName, round):
				return CarryFlow(d.overview(s)), true
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
	return d.shelf().Overview(d.world.Round, d.world.Today, s)
}

// shelf is what the member is a side of.
func (d *desk) shelf() Shelf {
	s := Shelf{Self: d.world.Self, Carried: d.carried, Asked: d.asked}
	for _, id := range d.order {
		if r := d.saved[id]; r.Involves(s.Self) {
			s.Talks = append(s.Talks, r)
		}
	}
	return s
}

// do does what a Desk does, as strictly.
func (d *desk) do(e dialogue.Effect) dialogue.Outcome {
	if d.fail {
		return dialogue.Outcome{Failed: true, Notice: dialogue.Say("store.away")}
	}
	talk, rest, _ := strings.Cut(e.Payload, " ")
	switch e.Name {
	case EffectSave:
		d.save(e)
	case EffectConfirm:
		edition, _ := strconv.Atoi(rest)
		return d.answers(flows.TalkID(talk), flows.TalkAnswer{By: d.world.Self, Verdict: flows.TalkConfirmed, Edition: edition})
	case EffectReply:
		r := d.saved[Replied(e.Answers)]
		return d.answers(r.ID, Reply(d.world.Self, r, e.Answers))
	case EffectWithdraw:
		d.withdraw(flows.TalkID(talk))
	case EffectCarry:
		return d.carry(e)
	case EffectSign, EffectUncarry:
		d.done = append(d.done, strings.TrimPrefix(e.Name, "talk.")+" "+rest)
	}
	return dialogue.Outcome{}
}

func (d *desk) save(e dialogue.Effect) {
	t := Record(d.world.Round, d.world.Self, e.Answers)
	if err := t.Validate(d.world.Round); err != nil || t.Date > d.world.Today.Format(time.DateOnly) {
		d.TB.Fatalf("saves %+v: %v", t, err)
	}
	id := ID(e.Answers)
	r, again := d.saved[id]
	if !again {
		d.order, r = append(d.order, id), flows.TalkRecord{ID: id, Talk: t, Logged: d.world.Today.Format(time.DateOnly)}
	}
	r, err := r.Rewritten(t, d.world.Today.Format(time.DateOnly))
	if err != nil {
		d.TB.Fatalf("changes another's talk: %v", err)
	}
	d.saved[id] = r
}

func (d *desk) answers(id flows.TalkID, a flows.TalkAnswer) dialogue.Outcome {
	r, err := d.saved[id].Answered(a, d.world.Today.Format(time.DateOnly))
	if err != nil {
		return dialogue.Outcome{Failed: true, Notice: dialogue.Say(flows.KeyOf(err))}
	}
	d.saved[id] = r
	return dialogue.Outcome{}
}

func (d *desk) withdraw(id flows.TalkID) {
	r := d.saved[id]
	if r.Talk.By == d.world.Self {
		d.order = slices.DeleteFunc(slices.Clone(d.order), func(other flows.TalkID) bool { return other == id })
		delete(d.saved, id)
		return
	}
	r, err := r.Unsaid(d.world.Self)
	if err != nil {
		d.TB.Fatalf("takes back another's words: %v", err)
	}
	d.saved[id] = r
}

func (d *desk) carry(e dialogue.Effect) dialogue.Outcome {
	o := Carried(e.Answers)
	r, there := d.saved[o.Talk]
	if !there {
		return dialogue.Outcome{Failed: true, Notice: dialogue.Say("talk.withdrawn")}
	}
	if err := o.Validate(d.world.Round, r.Talk); err != nil || len(o.ID) != 32 || !strings.Contains(r.Talk.Received, o.Text) {
		d.TB.Fatalf("carries over %+v: %v", o, err)
	}
	r.Carried = append(slices.Clone(r.Carried), o.ID)
	d.saved[o.Talk], d.carried[o.Talk] = r, append(d.carried[o.Talk], o)
	return dialogue.Outcome{}
}

// has puts a talk on the desk that is there already; its answers stand beside it.
func (d *desk) has(id flows.TalkID, t flows.Talk, answers ...flows.TalkAnswer) {
	d.TB.Helper()
	r := flows.TalkRecord{ID: id, Talk: t, Logged: t.Date}
	for _, a := range answers {
		var err error
		if r, err = r.Answered(a, "2026-11-19"); err != nil {
			d.TB.Fatalf("%+v: %v", a, err)
		}
	}
	d.order, d.saved[id] = append(d.order, id), r
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
	return d.saved[d.order[0]].Talk
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
