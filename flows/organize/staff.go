package organize

import (
	"context"
	"fmt"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/text"
)

// StaffName is the conversation about who the organizers are.
const StaffName = "staff"

// The answers and steps of Staff.
const (
	answerWhom = "whom"
	answerName = "name"
)

// A Staff is what an organizer is shown of the others, and of who did what.
type Staff struct {
	Is     bool // the chat is an organizer's
	Self   flows.ClerkID
	Clerks []flows.Clerk
	Acts   []flows.Act // to the organizers, the last first
	Done   []flows.Act // to the round on the desk
}

// Look is what the chat is shown; round may be empty. Whoever is no organizer is
// shown nothing. Lists are read only where they are shown.
func (c Clerk) Look(ctx context.Context, v flows.Visitor, round flows.RoundID, lists bool) (s Staff, err error) {
	s.Self = flows.ClerkID(v.Organizer())
	if _, s.Is, err = c.Organizers.Who(ctx, v.Organizer()); err != nil || !s.Is || !lists {
		return s, err
	}
	if s.Clerks, err = c.Organizers.List(ctx); err != nil {
		return s, err
	}
	if s.Acts, err = c.Organizers.Acts(ctx); err != nil || round == "" {
		return s, err
	}
	s.Done, err = c.Office.Rounds.Acts(ctx, round)
	return s, err
}

// Crew is the conversation: the list, one of them, and a link for another.
func Crew(s Staff) dialogue.Flow {
	return dialogue.Flow{Name: StaffName, Version: 1, Reading: true, Steps: []dialogue.Step{whomStep(s), oneStep(s), nameStep()}}
}

func whomStep(s Staff) dialogue.Step {
	c := &dialogue.Choice{Pinned: []dialogue.Option{{ID: "invite", Label: dialogue.Say("staff.invite"), Move: &dialogue.Move{Goto: answerName}},
		{ID: "acts", Label: dialogue.Say("staff.acts"), Move: &dialogue.Move{Enter: dialogue.Ref{Flow: ActsName}, Begin: dialogue.Answers{answerOf: ofStaff}}}}}
	for i, one := range s.Clerks {
		c.Options = append(c.Options, dialogue.Option{ID: fmt.Sprint("c", i), Value: string(one.ID), Label: s.label(one)})
	}
	return dialogue.Step{ID: answerWhom, Title: dialogue.Say("staff.title"), Say: says(dialogue.Say("staff.body")), Choice: c}
}

// label names an organizer.
func (s Staff) label(c flows.Clerk) dialogue.Text {
	name := named(c.Name)
	switch {
	case c.ID == s.Self:
		return dialogue.Say("staff.self", "label", name)
	case c.Pending:
		return dialogue.Say("staff.pending", "label", name)
	}
	return name
}

func named(name string) dialogue.Text {
	if name == "" {
		return dialogue.Say("staff.unnamed")
	}
	return dialogue.Verbatim(name)
}

func (s Staff) clerk(id string) (flows.Clerk, bool) {
	for _, c := range s.Clerks {
		if string(c.ID) == id {
			return c, true
		}
	}
	return flows.Clerk{}, false
}

// oneStep asks once more whether somebody is to be removed.
func oneStep(s Staff) dialogue.Step {
	return dialogue.Step{
		ID: "one", Gate: true, Title: dialogue.Say("staff.one.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			c, ok := s.clerk(a[answerWhom])
			switch {
			case !ok:
				return says(dialogue.Say("organizer.gone"))(a)
			case c.ID == s.Self:
				return says(dialogue.Say("organizer.self"))(a)
			case c.Pending:
				return says(dialogue.Say("staff.one.pending", "label", named(c.Name)))(a)
			}
			return says(dialogue.Say("staff.one.body", "label", named(c.Name)))(a)
		},
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "remove", Label: dialogue.Say("staff.one.remove"), Move: dialogue.Move{Effect: EffectDismiss, Goto: answerWhom}},
			{ID: "stay", Label: dialogue.Say("staff.one.stay"), Move: dialogue.Move{Goto: answerWhom}},
		}},
	}
}

func nameStep() dialogue.Step {
	return dialogue.Step{
		ID: answerName, Title: dialogue.Say("staff.name.title"), Say: says(dialogue.Say("staff.name.body")),
		Choice: &dialogue.Choice{Typed: func(_ dialogue.Answers, said string) dialogue.Option {
			name := text.OneLine(said)
			if n := text.Len(name); n > flows.MaxName {
				return told(flows.Fail(flows.Invalid, "draft.long", flows.Args{"length": n, "max": flows.MaxName}))
			}
			return dialogue.Option{Move: &dialogue.Move{Effect: EffectHire, Payload: name, Goto: answerWhom}}
		}},
	}
}

// Hire makes a one-time link for an organizer of the payload's name, shown once.
func (c Clerk) Hire(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	office, err := c.Admit(ctx, v)
	if err != nil {
		return Refused(err)
	}
	if _, err := c.Printer.Link(ctx, ""); err != nil { // a link that cannot be shown is not made
		return opinion.Failed(err)
	}
	token, err := office.InviteClerk(ctx, c.Organizers, e.Payload)
	if err != nil {
		return opinion.Failed(err)
	}
	link, err := c.Printer.Link(ctx, ClerkLink+token)
	card := dialogue.Card{Blocks: []dialogue.Block{{Text: dialogue.Say("staff.link", "name", e.Payload, "link", link)}}}
	return dialogue.Outcome{Cards: []dialogue.Card{card}, Notice: dialogue.Say("staff.linked", "name", e.Payload)}, err
}

// Dismiss removes the organizer who was chosen, or the link of one to be.
func (c Clerk) Dismiss(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	office, err := c.Admit(ctx, v)
	if err != nil {
		return Refused(err)
	}
	all, err := c.Organizers.List(ctx)
	if err != nil {
		return opinion.Failed(err)
	}
	whom, _ := Staff{Clerks: all}.clerk(e.Answers[answerWhom])
	if err := c.Organizers.Remove(ctx, flows.ClerkID(e.Answers[answerWhom]), v.Organizer(), office.about(flows.Removed, whom.Name)); err != nil {
		return opinion.Failed(err)
	}
	return dialogue.Outcome{Notice: dialogue.Say("staff.removed", "label", named(whom.Name)), Set: dialogue.Answers{answerWhom: ""}}, nil
}

// InviteClerk makes the token of a one-time link for an organizer of a name.
func (o Office) InviteClerk(ctx context.Context, all Organizers, name string) (string, error) {
	return all.Invite(ctx, name, o.about(flows.Invited, name))
}

// about notes that whoever asks does something with somebody.
func (o Office) about(d flows.Deed, name string) flows.Act {
	act := o.did(d)
	act.Of = name
	return act
}
