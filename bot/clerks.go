package bot

import (
	"context"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
	"soundings/flows/organize/draft"
)

func organizer(s dialogue.Session) bool { return s.Fact("", organize.FactOrganizer) != "" }

// attend reads what an organizer is shown of the others, and says where the chat is
// none any more: they may have been removed. Whoever gives an opinion is looked up
// nowhere.
func (b *Bot) attend(ctx context.Context, u Update, s *session, d dialogue.Session) (corrected []dialogue.Fact, err error) {
	s.staff = organize.Staff{}
	if !organizer(d) || speaks(d) && !u.Input.Commands() {
		return nil, nil
	}
	s.staff, err = b.Clerk.Look(ctx, visitor{b, u.Chat}, flows.RoundID(d.Fact("", organize.FactDesk)), onDesk(d))
	if err == nil && !s.staff.Is {
		corrected = []dialogue.Fact{{Name: organize.FactOrganizer}}
	}
	return corrected, err
}

// onDesk says that the desk is on the table, or what is entered from it.
func onDesk(d dialogue.Session) bool {
	n := len(d.Frames)
	if n == 0 {
		return false
	}
	switch d.Frames[n-1].Flow {
	case organize.DeskName, organize.StaffName, organize.ActsName:
		return true
	}
	return false
}

// clerkFlow finds the conversations of organizers. For everybody else there are none.
func (b *Bot) clerkFlow(r dialogue.Ref, d dialogue.Session, s *session) (dialogue.Flow, bool) {
	if !organizer(d) {
		return dialogue.Flow{}, false
	}
	switch r.Flow {
	case draft.FlowName:
		return draft.Flow(draft.Desk{Clerk: b.Clerk}.World()), true
	case organize.ShelfName:
		return organize.Shelf(b.Rounds.Known()), true
	case organize.StaffName:
		return organize.Crew(s.staff), true
	}
	round, ok := b.atHand(d)
	switch {
	case ok && r.Flow == organize.DeskName:
		return organize.Desk(b.look(round, d, s)), true
	case ok && r.Flow == organize.ActsName:
		return organize.Deeds(round, s.staff, b.Now().Location()), true
	}
	return dialogue.Flow{}, false
}

// atHand is the round that was put on the desk.
func (b *Bot) atHand(d dialogue.Session) (flows.Round, bool) {
	for _, r := range b.Rounds.Known() {
		if string(r.ID) == d.Fact("", organize.FactDesk) {
			return r, true
		}
	}
	return flows.Round{}, false
}

func (b *Bot) look(r flows.Round, d dialogue.Session, s *session) organize.Look {
	return organize.Look{Round: r, Kept: r.KeptUntil(b.Days), Turnout: d.Fact("", organize.FactTurnout),
		Counted: flows.State(d.Fact("", organize.FactCounted)), Talked: d.Fact("", organize.FactTalked), Unsure: organize.Unsure(r, b.Clerk.Presets), Now: b.Now(), Lang: d.Lang,
		Talks: s.board, Passes: d.Fact("", organize.FactPass) != "", Done: s.staff.Done,
		Preview: d.Fact("", organize.FactFarewell), Languages: []string{Chinese, English}}
}

// clerkCommand says where a command for organizers leads. For everybody else there
// is no such command.
func (b *Bot) clerkCommand(name string, d dialogue.Session) (dialogue.Move, bool) {
	if !organizer(d) {
		return dialogue.Move{}, false
	}
	if name == "round" {
		return draft.ToNew(), true
	}
	return organize.Command(name, b.Rounds.Known())
}
