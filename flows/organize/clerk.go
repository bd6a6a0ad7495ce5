package organize

import (
	"context"
	"strconv"
	"strings"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/report"
)

// The effects of the organizers' desk. Their payload is a round's id.
const (
	EffectStatus = "organize.status"
	EffectEdit   = "organize.edit"
	EffectClose  = "organize.close"
	EffectExport = "organize.export"

	EffectOpen    = "organize.open"
	EffectExtend  = "organize.extend"
	EffectInvite  = "organize.invite" // then how many tickets, and in which language
	EffectRemind  = "organize.remind"
	EffectPreview = "organize.preview" // of the closing message
	EffectBid     = "organize.bid"     // send it; then what was seen
	EffectHire    = "organize.hire"    // the payload is a name
	EffectDismiss = "organize.dismiss" // whom the answers say
)

// Facts of an organizer's session; they belong to no topic.
const (
	FactOrganizer = "organizer" // the chat is an organizer's
	FactDesk      = "desk"      // the round on the desk
	FactTurnout   = "turnout"   // its turnout as it may be told; empty below k
	FactCounted   = "counted"   // the state it was in when that was counted
	FactFarewell  = "farewell"  // its closing message, while that is looked at
)

// Organizers keeps who is an organizer.
type Organizers interface {
	// Claim makes somebody an organizer by a one-time link, and gives the name that it
	// was made for; did is what is noted of it. NotFound: link.unknown.
	Claim(ctx context.Context, token string, o flows.Organizer, did func(name string) flows.Act) (string, error)
	// Who says whether somebody is one, and by which name.
	Who(ctx context.Context, o flows.Organizer) (name string, is bool, err error)
	// Invite makes the token of a one-time link, shown once. Conflict: the name is taken.
	Invite(ctx context.Context, name string, did ...flows.Act) (string, error)
	// List are the organizers, and whoever has a link that is not used.
	List(ctx context.Context) ([]flows.Clerk, error)
	// Remove removes one. Refused: by is none, or it is themself. NotFound: another was first.
	Remove(ctx context.Context, whom flows.ClerkID, by flows.Organizer, did ...flows.Act) error
	// Acts are what was done to the organizers, the last first.
	Acts(ctx context.Context) ([]flows.Act, error)
}

// A Clerk does what organizers ask for in the chat. Each effect asks anew
// whether it is an organizer who asks: a session says so only for the screens.
type Clerk struct {
	Office     Office
	Organizers Organizers
	Printer    Printer
	Presets    []Preset // that a round.yaml may name, and where its days count
	Zone       *time.Location
}

// Claim makes the chat an organizer's.
func (c Clerk) Claim(ctx context.Context, v flows.Visitor, token string) (dialogue.Outcome, error) {
	name, err := c.Organizers.Claim(ctx, token, v.Organizer(), func(name string) flows.Act {
		return c.Office.As(flows.Actor{Way: flows.ByChat, Name: name}).did(flows.Joined)
	})
	if err != nil {
		return opinion.Failed(err)
	}
	return dialogue.Outcome{
		Notice: dialogue.Say("desk.welcome", "name", name), Facts: []dialogue.Fact{{Name: FactOrganizer, Value: "1"}},
		Move: ptr(ToDesk(c.Office.Rounds.Known())),
	}, nil
}

// Recall says in a new session that the chat is an organizer's, if it is.
func (c Clerk) Recall(ctx context.Context, v flows.Visitor) ([]dialogue.Fact, error) {
	_, is, err := c.Organizers.Who(ctx, v.Organizer())
	if !is || err != nil {
		return nil, err
	}
	return []dialogue.Fact{{Name: FactOrganizer, Value: "1"}}, nil
}

// Status counts who takes part, as far as it may be told.
func (c Clerk) Status(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.serve(ctx, v, e, func(r flows.Round) (dialogue.Outcome, error) { return c.turnout(ctx, r) })
}

// Close closes a round, for good.
func (c Clerk) Close(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.act(ctx, v, e, func(office Office, r flows.Round) (dialogue.Outcome, error) {
		closed, err := office.Close(ctx, r.ID)
		if err != nil && flows.KeyOf(err) != "round.is_closed" { // another was first
			return dialogue.Outcome{}, err
		}
		r = closed
		o, err := c.turnout(ctx, r)
		o.Notice = dialogue.Say("desk.closed", "title", r.Title)
		return o, err
	})
}

// Export hands over the documents of a round that has closed.
func (c Clerk) Export(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.act(ctx, v, e, func(office Office, r flows.Round) (dialogue.Outcome, error) {
		result, err := office.Release(ctx, r.ID, nil)
		if flows.KeyOf(err) == "identity.needed" { // by a button from before
			return dialogue.Outcome{Failed: true, Notice: byCommandLine(r)}, nil
		}
		if err != nil {
			return dialogue.Outcome{}, err
		}
		o, err := c.turnout(ctx, result.Round)
		if err != nil {
			return o, err
		}
		files, err := Documents(result, report.Options{Date: c.Office.Now(), Progress: exporting(e.Progress)})
		o.Files, o.Notice, o.Facts = files, dialogue.Say("desk.exported", "files", len(files)), append(o.Facts, passed())
		return o, err
	})
}

// exporting tells how far the documents have come.
func exporting(tell func(dialogue.Text)) func(done, total int) {
	if tell == nil {
		return nil
	}
	return func(done, total int) { tell(dialogue.Say("desk.exporting", "percent", 100*done/total)) }
}

// serve does something with the round of the effect's payload, for organizers
// only.
func (c Clerk) serve(ctx context.Context, v flows.Visitor, e dialogue.Effect,
	do func(flows.Round) (dialogue.Outcome, error)) (dialogue.Outcome, error) {
	return c.act(ctx, v, e, func(_ Office, r flows.Round) (dialogue.Outcome, error) { return do(r) })
}

// act is serve for what is noted: the office is that of the organizer who asks. The
// payload's first word is the round's id.
func (c Clerk) act(ctx context.Context, v flows.Visitor, e dialogue.Effect,
	do func(Office, flows.Round) (dialogue.Outcome, error)) (dialogue.Outcome, error) {
	office, err := c.Admit(ctx, v)
	if err != nil {
		return Refused(err)
	}
	id, _, _ := strings.Cut(e.Payload, " ")
	r, err := office.Rounds.Round(ctx, flows.RoundID(id))
	if err != nil {
		return opinion.Failed(err)
	}
	o, err := do(office, r)
	if err != nil {
		return opinion.Failed(err)
	}
	return o, nil
}

// Admit is the office of the organizer that the chat is. Refused: it is none.
func (c Clerk) Admit(ctx context.Context, v flows.Visitor) (Office, error) {
	name, is, err := c.Organizers.Who(ctx, v.Organizer())
	if err == nil && !is {
		err = flows.Fail(flows.Refused, "desk.not_organizer", nil)
	}
	return c.Office.As(flows.Actor{Way: flows.ByChat, Name: name}), err
}

// Refused is opinion.Failed; and who is no organizer is none from now on.
func Refused(err error) (dialogue.Outcome, error) {
	o, passing := opinion.Failed(err)
	if flows.KeyOf(err) == "desk.not_organizer" {
		o.Facts = []dialogue.Fact{{Name: FactOrganizer}}
	}
	return o, passing
}

func (c Clerk) turnout(ctx context.Context, r flows.Round) (dialogue.Outcome, error) {
	n, told, err := c.Office.Turnout(ctx, r)
	if err != nil {
		return dialogue.Outcome{}, err
	}
	said := "" // below k nothing is told
	if told {
		said = strconv.Itoa(n)
	}
	talked, err := c.talked(ctx, r)
	return dialogue.Outcome{Facts: []dialogue.Fact{{Name: FactDesk, Value: string(r.ID)}, {Name: FactTurnout, Value: said}, talked,
		{Name: FactCounted, Value: string(r.State)}, {Name: FactTalks}, {Name: FactFarewell}}}, err
}

func ptr[T any](v T) *T { return &v }
