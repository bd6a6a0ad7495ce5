package draft

import (
	"context"
	"testing"
	"time"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/dialogue/dialoguetest"
	"soundings/flows/organize"
)

var china = time.FixedZone("CST", 8*60*60)

// shelf is rounds in memory. It stands for the office's store.
type shelf struct {
	organize.Rounds
	all  []flows.Round
	acts []flows.Act
}

func (s *shelf) Known() []flows.Round { return s.all }

func (s *shelf) Round(_ context.Context, id flows.RoundID) (flows.Round, error) {
	for _, r := range s.all {
		if r.ID == id {
			return r, nil
		}
	}
	return flows.Round{}, flows.Fail(flows.NotFound, "round.unknown", flows.Args{"id": string(id)})
}

func (s *shelf) Create(ctx context.Context, r flows.Round, did ...flows.Act) (flows.Round, error) {
	if kept, err := s.Round(ctx, r.ID); err == nil {
		return kept, nil
	}
	s.all, s.acts = append(s.all, r), append(s.acts, did...)
	return r, nil
}

func (s *shelf) Change(ctx context.Context, id flows.RoundID, step func(flows.Round) (flows.Round, error), did ...flows.Act) (flows.Round, error) {
	for i, r := range s.all {
		if r.ID == id {
			next, err := step(r)
			if err != nil {
				return r, err
			}
			s.all[i], s.acts = next, append(s.acts, did...)
			return next, nil
		}
	}
	return s.Round(ctx, id)
}

// staff is the one organizer there is, 张三; or nobody.
type staff struct {
	organize.Organizers
	none bool
}

func (s *staff) Who(context.Context, flows.Organizer) (string, bool, error) {
	return "张三", !s.none, nil
}

// visitor is their chat.
type visitor struct{ flows.Visitor }

func (visitor) Organizer() flows.Organizer { return "z" }

// clerk is an organizer at the conversation, on 29 November 2026.
type clerk struct {
	*dialoguetest.Person
	shelf *shelf
	staff *staff
	desk  Desk
	now   time.Time
}

func atDesk(tb dialoguetest.TB) *clerk {
	c := &clerk{shelf: &shelf{}, staff: &staff{}, now: time.Date(2026, 11, 29, 10, 0, 0, 0, china)}
	presets, err := organize.ReadPresets(configs.Presets())
	if err != nil {
		tb.Fatalf("%v", err)
	}
	office := organize.Office{Rounds: c.shelf, Now: func() time.Time { return c.now }}
	c.desk = Desk{Clerk: organize.Clerk{Office: office, Organizers: c.staff, Presets: presets}}
	c.Person = &dialoguetest.Person{TB: tb, Book: c.book, Do: c.do}
	c.Command("round", "")
	return c
}

func (c *clerk) book(dialogue.Session) dialogue.Book {
	return dialogue.Book{
		Home:      dialogue.Ref{Flow: "home"},
		Languages: []dialogue.Language{{Tag: "zh-Hans", Name: "中文"}, {Tag: "en", Name: "English"}},
		Command: func(name, payload string) (dialogue.Move, bool) {
			if name == "edit" {
				return dialogue.Move{Effect: EffectEdit, Payload: payload}, true
			}
			return ToNew(), name == "round"
		},
		Flow: func(r dialogue.Ref) (dialogue.Flow, bool) {
			switch r.Flow {
			case "home", organize.DeskName:
				return dialogue.Flow{Name: r.Flow, Version: 1, Reading: true, Steps: []dialogue.Step{{ID: "status", Title: dialogue.Verbatim(r.Flow),
					Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{{ID: "leave", Label: dialogue.Verbatim("leave"), Move: dialogue.Move{Leave: r.Flow != "home"}}}}}}}, true
			case FlowName:
				return Flow(c.desk.World()), true
			}
			return dialogue.Flow{}, false
		},
	}
}

func (c *clerk) do(e dialogue.Effect) dialogue.Outcome {
	var o dialogue.Outcome
	var err error
	switch e.Name {
	case EffectKeep:
		o, err = c.desk.Keep(context.Background(), visitor{}, e)
	case EffectEdit:
		o, err = c.desk.Edit(context.Background(), visitor{}, e)
	}
	if err != nil {
		c.TB.Fatalf("%s: %v", e.Name, err)
	}
	return o
}

// says are the keys of what the screen says, and the verbatim.
func (c *clerk) says() (all []string) {
	for _, b := range c.Screen.Card.Blocks {
		all = append(all, b.Text.Key+b.Text.Verbatim)
	}
	return all
}

// sole is the one round that was kept, which passes as any does.
func (c *clerk) sole() flows.Round {
	c.TB.Helper()
	if len(c.shelf.all) != 1 {
		c.TB.Fatalf("%d rounds kept, want 1", len(c.shelf.all))
	}
	if err := c.shelf.all[0].Validate(); err != nil {
		c.TB.Fatalf("kept %+v: %v", c.shelf.all[0], err)
	}
	return c.shelf.all[0]
}

const pastedTeam = "1. 王建国 党组书记、局长 第一党支部\n2. 李红 副局长 第二党支部"

// toCheck brings the organizer to the review, by the shortest way.
func toCheck(tb testing.TB) *clerk {
	c := atDesk(tb)
	c.Tap("draft.preset.year")
	c.Tap("2025年度民主生活会")
	c.Type("中共某市某局党组")
	c.Tap("中共某市某局党组领导班子")
	c.Type(pastedTeam)
	c.Tap("engine.button.enough")
	c.Tap("王建国 · 党组书记、局长")
	c.Type("办公室 周正 王建国\n人事处 赵敏")
	c.Tap("engine.button.enough")
	c.Tap("draft.opens.hand")
	c.Type("12月15日")
	c.Tap("draft.k.option")
	c.Tap("draft.admission.tickets")
	c.At(check)
	return c
}
