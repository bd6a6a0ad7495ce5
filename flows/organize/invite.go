package organize

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/text"
)

// A Printer makes what an organizer hands out, in the words of a language.
type Printer interface {
	// Tickets are a sheet of slips to cut, and a table.
	Tickets(ctx context.Context, lang string, r flows.Round, tickets []flows.Ticket) ([]dialogue.File, error)
	// Link is the address that leads to the bot with a start payload.
	Link(ctx context.Context, payload string) (string, error)
}

// maxByChat is the most tickets that are handed out in the chat at a time: more is
// mostly a slip of the finger, and a file that no phone shows.
const maxByChat = 1000

// inviteStep asks how many tickets. Personal links of members are not made here: who
// sees one can become that member, and Telegram sees what goes through it.
func inviteStep(l Look) dialogue.Step {
	make := func(n int) *dialogue.Move {
		return &dialogue.Move{Effect: EffectInvite, Payload: fmt.Sprint(l.Round.ID, " ", n, " ", l.Lang), Goto: "status"}
	}
	c := &dialogue.Choice{Columns: 3, Typed: func(_ dialogue.Answers, said string) dialogue.Option {
		n, err := strconv.Atoi(strings.TrimRight(strings.TrimSpace(text.HalfWidth(said)), "张个"))
		if err != nil || n < 1 || n > maxByChat {
			return told(flows.Fail(flows.Invalid, "ticket.count", flows.Args{"max": maxByChat}))
		}
		return dialogue.Option{Move: make(n)}
	}}
	for _, n := range []int{10, 20, 30, 50, 80, 100} {
		c.Options = append(c.Options, dialogue.Option{ID: fmt.Sprint("n", n), Label: dialogue.Say("desk.invite.option", "n", n), Move: make(n)})
	}
	return dialogue.Step{
		ID: "invite", Title: dialogue.Say("desk.invite.title"), Choice: c,
		Say: says(dialogue.Say("desk.invite.body"), dialogue.Say("desk.invite.members", "id", string(l.Round.ID))),
	}
}

// Invite makes tickets and hands them over, or says the link of a round that is open
// to everybody.
func (c Clerk) Invite(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.act(ctx, v, e, func(office Office, r flows.Round) (dialogue.Outcome, error) {
		if r.Admission == flows.Open {
			return c.roundLink(ctx, r)
		}
		var n int
		var id, lang string
		if _, err := fmt.Sscan(e.Payload, &id, &n, &lang); err != nil {
			return dialogue.Outcome{}, flows.Fail(flows.Invalid, "ticket.count", flows.Args{"max": maxByChat})
		}
		// The bot's name first: tickets that cannot be printed are not made.
		if _, err := c.Printer.Link(ctx, ""); err != nil {
			return dialogue.Outcome{}, err
		}
		tickets, err := office.Issue(ctx, r.ID, n)
		if err != nil {
			return dialogue.Outcome{}, err
		}
		files, err := c.Printer.Tickets(ctx, lang, r, tickets)
		return dialogue.Outcome{Files: files, Notice: dialogue.Say("desk.invited", "n", n)}, err
	})
}

func (c Clerk) roundLink(ctx context.Context, r flows.Round) (dialogue.Outcome, error) {
	if err := r.Inviting(); err != nil {
		return dialogue.Outcome{}, err
	}
	link, err := c.Printer.Link(ctx, RoundLink+string(r.ID))
	card := dialogue.Card{Blocks: []dialogue.Block{{Text: dialogue.Say("desk.link", "title", r.Title, "link", link)}}}
	return dialogue.Outcome{Cards: []dialogue.Card{card}, Notice: dialogue.Say("desk.linked")}, err
}

// remindStep asks once more: there is one such reminder a round.
func remindStep(l Look) dialogue.Step {
	return dialogue.Step{
		ID: "remind", Title: dialogue.Say("desk.remind.title"), Say: says(dialogue.Say("desk.remind.body")),
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "remind", Label: dialogue.Say("desk.remind.do"), Move: dialogue.Move{Effect: EffectRemind, Payload: string(l.Round.ID), Goto: "status"}},
			{ID: "stay", Label: dialogue.Say("desk.remind.stay"), Move: dialogue.Move{Goto: "status"}},
		}},
	}
}

// Remind has whoever asked for it reminded once more.
func (c Clerk) Remind(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.act(ctx, v, e, func(office Office, r flows.Round) (dialogue.Outcome, error) {
		r, err := office.Nudge(ctx, r.ID)
		if err != nil {
			return opinion.Failed(err)
		}
		return dialogue.Outcome{Notice: dialogue.Say("desk.reminded", "date", r.Nudge, "clock", r.Nudge.Format("15:04"))}, nil
	})
}

// Nudge has whoever asked for it reminded once more than they are by themselves.
func (o Office) Nudge(ctx context.Context, id flows.RoundID) (flows.Round, error) {
	return o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) { return r.Nudged(o.Now()) }, o.did(flows.Reminded))
}
